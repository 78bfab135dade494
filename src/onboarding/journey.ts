import type { ItineraryRole } from "../agenda/step.ts";
import type { Language } from "../language/language.ts";

/** How far a person is in the itinerary. */
export interface Journey {
  readonly role: ItineraryRole;
  /** Inhabitants for which the steps were chosen; absent when they are not known. */
  readonly population?: number;
  readonly language: Language;
  readonly startedAtMs: number;
  /** Ids of the steps that are done, each with the time of it. */
  readonly done: Readonly<Record<string, number>>;
  /** What was chosen first for each question, by `step:question`: right at once is what the summary counts. */
  readonly checks: Readonly<Record<string, Check>>;
  /** Absent when the person wants none. */
  readonly reminder?: Reminder;
  /** Counts the changes: a change of an older version is refused. 0 for one that is not kept yet. */
  readonly version: number;
}

/** What somebody chose for a question of a step. */
export interface Check {
  readonly option: number;
  readonly isRight: boolean;
  /**
   * How often somebody has chosen until it was right, or until now, at least: wrong choices after the second count no
   * more, because a press that comes twice cannot be told from two.
   */
  readonly tries: number;
  readonly isSolved: boolean;
}

/** When somebody is to be reminded, and where. */
export interface Reminder {
  /** Where to write, in the platform's own notation. */
  readonly place: string;
  readonly dueAtMs: number;
  /** Reminders since the person last did something: who does not react is left in peace after some. */
  readonly unanswered: number;
}
