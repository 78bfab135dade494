import { timeZone } from "../../src/feedback/week.ts";
import type { Period } from "../../src/owners/report.ts";

/** Weeks that a press shows, this one counted. */
export const presetWeeks = [4, 13, 52] as const;
/** One of {@link presetWeeks}. */
export type PresetWeeks = (typeof presetWeeks)[number];
/** What is shown to who asks for nothing, or for what is none. */
export const defaultWeeks: PresetWeeks = 13;

/** What is wrong with a period, by its field. */
export interface PeriodFaults {
  readonly from?: "badDate";
  readonly to?: "badDate" | "turned" | "tooLong";
}

/** A period as an address asks for it. */
export interface AskedPeriod {
  readonly period: Period;
  /** The days as they stand in the fields, the last one inclusive. What was written wrongly stays. */
  readonly from: string;
  readonly to: string;
  /** Absent where days are asked for. */
  readonly weeks?: PresetWeeks;
  readonly faults: PeriodFaults;
  /** The query that asks for the same, without the question mark; of a faulty one that of what is shown. */
  readonly query: string;
}

const dayMs = 24 * 60 * 60 * 1_000;
const daysAWeek = 7;
const mostYears = 10;
/** Years that a day can be of: others are slips of the pen. */
const firstYear = 2000;
const lastYear = 2099;

/** Reads `from` and `to` or, without them, `weeks`. */
export function readPeriod(query: Readonly<Record<string, unknown>>, nowMs: number): AskedPeriod {
  const from = textOf(query["from"]);
  const to = textOf(query["to"]);
  if (from === "" && to === "") {
    const asked = textOf(query["weeks"]);
    return lastWeeks(presetWeeks.find((weeks) => String(weeks) === asked) ?? defaultWeeks, nowMs);
  }
  const faults = faultsOf(from, to);
  if (faults.from !== undefined || faults.to !== undefined)
    return { ...lastWeeks(defaultWeeks, nowMs), from, to, faults };
  const period = { fromMs: startOfDay(from), toMs: startOfDay(nextDay(to)) };
  return { period, from, to, faults, query: `from=${from}&to=${to}` };
}

/** The day of an instant where the owners are, as an ISO date. */
export function dayOf(ms: number): string {
  dayFormat ??= new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const parts = new Map(dayFormat.formatToParts(ms).map(({ type, value }) => [type, value]));
  return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
}

let dayFormat: Intl.DateTimeFormat | undefined;
let hourFormat: Intl.DateTimeFormat | undefined;

/** The weeks up to today, from a Monday on. */
function lastWeeks(weeks: PresetWeeks, nowMs: number): AskedPeriod {
  const to = dayOf(nowMs);
  const today = Date.parse(to);
  const sinceMonday = (new Date(today).getUTCDay() + daysAWeek - 1) % daysAWeek;
  const from = isoDay(today - (sinceMonday + (weeks - 1) * daysAWeek) * dayMs);
  const period = { fromMs: startOfDay(from), toMs: startOfDay(nextDay(to)) };
  return { period, from, to, weeks, faults: {}, query: `weeks=${weeks}` };
}

function faultsOf(from: string, to: string): PeriodFaults {
  const bad = {
    ...(isDay(from) ? {} : { from: "badDate" as const }),
    ...(isDay(to) ? {} : { to: "badDate" as const }),
  };
  if (bad.from !== undefined || bad.to !== undefined) return bad;
  if (to < from) return { to: "turned" };
  const most = `${Number(from.slice(0, 4)) + mostYears}${from.slice(4)}`;
  return to >= most ? { to: "tooLong" } : {};
}

/** Whether it is a day of the calendar: there is no 30 February. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(text);
  const year = Number(text.slice(0, 4));
  return !Number.isNaN(ms) && isoDay(ms) === text && year >= firstYear && year <= lastYear;
}

/** The midnight with which a day begins. Clocks change at one o'clock UTC: never between midnight here and there. */
function startOfDay(day: string): number {
  const utc = Date.parse(day);
  hourFormat ??= new Intl.DateTimeFormat("en-GB", { timeZone, hour: "numeric", hourCycle: "h23" });
  return utc - Number(hourFormat.format(utc)) * 60 * 60 * 1_000;
}

function nextDay(day: string): string {
  return isoDay(Date.parse(day) + dayMs);
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim().slice(0, mostChars) : "";
}

const mostChars = 20;
