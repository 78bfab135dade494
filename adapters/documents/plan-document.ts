import type { Language } from "../../src/language/language.ts";
import type { PlanEntry, Quarter } from "../../src/plan/plan.ts";
import { quarterWords } from "../../src/plan/quarters.ts";
import { planWords } from "../../src/plan/words.ts";

/**
 * Midnight (UTC) of the last day of a quarter; undefined where none is set, and for what is none, so that no calendar gets
 * an impossible date.
 */
export function lastDayOf(quarter: Quarter | undefined): Date | undefined {
  const [, year, number] = /^([1-9]\d{3})-T([1-4])$/.exec(quarter ?? "") ?? [];
  return year === undefined ? undefined : new Date(Date.UTC(Number(year), Number(number) * 3, 0));
}

/** The quarter of an entry in words; undefined while it is open. */
export function quarterOf({ quarter }: PlanEntry, language: Language): string | undefined {
  if (quarter === undefined || lastDayOf(quarter) === undefined) return undefined;
  return quarterWords(quarter, planWords[language].quarterName);
}

/** Whether something is still to be done for an entry. */
export function isOpen({ status }: PlanEntry): boolean {
  return status !== "done" && status !== "dropped";
}

/** An ISO date, in UTC like all dates of the documents. */
export function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}
