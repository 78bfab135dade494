import { dueWeek } from "../feedback/week.ts";
import type { Period } from "./report.ts";

const hourMs = 60 * 60 * 1_000;
const weekMs = 7 * 24 * hourMs;

/** The weeks of a time where the owners are, oldest first: the first begins and the last ends where the time does. */
export function weeksOf({ fromMs, toMs }: Period): Period[] {
  const weeks: Period[] = [];
  for (let startMs = fromMs; startMs < toMs; ) {
    const endMs = Math.min(toMs, nextMonday(startMs));
    weeks.push({ fromMs: startMs, toMs: endMs });
    startMs = endMs;
  }
  return weeks;
}

/** The midnight with which the week after that of an instant begins. A week is an hour longer or shorter twice a year. */
function nextMonday(ms: number): number {
  return mondayOf(mondayOf(ms) + weekMs + 12 * hourMs);
}

/** The midnight with which the week of an instant began. */
function mondayOf(ms: number): number {
  // Early on a Monday the week before is not told of yet; at noon of that day it is.
  return (dueWeek(ms) ?? dueWeek(ms + 12 * hourMs))?.toMs ?? ms;
}
