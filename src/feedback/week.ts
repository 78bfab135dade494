/** Where the owners are: their weeks begin when their Monday does. */
export const timeZone = "Europe/Madrid";

/** A week from Monday to Monday, local time. */
export interface Week {
  /** By ISO 8601: `2026-W47`. */
  readonly name: string;
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
}

const dayMs = 24 * 60 * 60 * 1_000;
const daysAWeek = 7;
/** Local hour on Monday from which the week before is told of. */
const dueHour = 8;

/** The week that is to be told of at a time: the one before this, from Monday 08:00 on; undefined earlier on Monday. */
export function dueWeek(nowMs: number): Week | undefined {
  const local = localMs(nowMs);
  const sinceMonday = (new Date(local).getUTCDay() + daysAWeek - 1) % daysAWeek;
  const today = Math.floor(local / dayMs) * dayMs;
  const monday = today - sinceMonday * dayMs;
  if (local < monday + dueHour * 60 * 60 * 1_000) return undefined;
  const before = monday - daysAWeek * dayMs;
  return { name: weekName(before), fromMs: fromLocal(before), toMs: fromLocal(monday) };
}

/** ISO week of a Monday: that of its Thursday, counted in the Thursday's year. */
function weekName(mondayMs: number): string {
  const thursday = new Date(mondayMs + 3 * dayMs);
  const year = thursday.getUTCFullYear();
  const dayOfYear = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / dayMs);
  const week = Math.floor(dayOfYear / daysAWeek) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** Local date and time of an instant, as if they were UTC. */
function localMs(ms: number): number {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}

/** The instant of a local midnight. Clocks change on Sundays at one o'clock UTC: never within hours of a Monday's. */
function fromLocal(local: number): number {
  return local - (localMs(local) - local);
}
