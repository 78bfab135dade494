import { timeZone } from "../feedback/week.ts";
import type { Period } from "./report.ts";

const month = new Intl.DateTimeFormat("en-GB", { timeZone, year: "numeric", month: "numeric" });
const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", hour: "numeric" });

/** The months of a time where the owners are, oldest first: the first begins where the time does. */
export function monthStarts({ fromMs, toMs }: Period): number[] {
  const starts = [fromMs];
  for (let at = nextMonth(fromMs); at < toMs; at = nextMonth(at)) starts.push(at);
  return starts;
}

/** The midnight with which the month after that of an instant begins. */
function nextMonth(ms: number): number {
  const parts = new Map(month.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const utc = Date.UTC(parts.get("year") ?? 0, parts.get("month") ?? 1, 1);
  // Midnight of UTC is one or two o'clock there: clocks do not change on the first of a month.
  return utc - Number(clock.format(utc)) * 3_600_000;
}
