import type { Effort, Horizon } from "../agenda/item.ts";
import type { Language } from "../language/language.ts";
import type { StartingPoint } from "./model-agenda.ts";
import type { PlanStatus } from "./plan.ts";
import { catalan } from "./words-ca.ts";
import { english } from "./words-en.ts";
import { spanish } from "./words-es.ts";

/** The words around the plan, in one language. Functions return whole sentences or labels. */
export interface PlanWords {
  readonly title: string;
  /** For who asks from where nobody can be told from others. */
  readonly unknown: string;
  readonly empty: string;
  readonly total: string;
  readonly statuses: Readonly<Record<PlanStatus, string>>;
  readonly noQuarter: string;
  readonly quarterName: (number: number, year: string) => string;
  readonly ownedBy: (owner: string) => string;
  readonly gone: string;
  readonly shown: (from: number, to: number, total: string) => string;
  readonly more: string;
  readonly open: (code: string) => string;
  readonly page: string;
  readonly pageHint: string;
  readonly toPlan: string;
  readonly next: string;
  readonly model: string;
  readonly entry: {
    readonly status: string;
    readonly owner: string;
    readonly ownerHint: string;
    readonly quarter: string;
    readonly notes: string;
    readonly notesHint: string;
    readonly none: string;
    /** For an action that nobody was named for. */
    readonly nobody: string;
    readonly save: string;
    /** What the Agenda says that the action takes: time and work. */
    readonly asks: string;
    readonly reason: string;
    readonly added: string;
    readonly changed: string;
    readonly badStatus: string;
    readonly badQuarter: string;
    readonly tooLong: (most: string) => string;
    readonly saved: string;
    /** After a save: fields that only somebody else has changed meanwhile, in small letters. */
    readonly merged: (fields: string) => string;
    readonly conflict: string;
    /** Below a field: what somebody else has written there. */
    readonly now: (value: string) => string;
    readonly droppedMeanwhile: string;
    readonly notSaved: string;
  };
  readonly add: {
    readonly label: (code: string) => string;
    readonly done: string;
    readonly already: string;
    readonly noSuch: (code: string) => string;
    readonly noAction: (code: string, title: string) => string;
    readonly notForYou: (asked: string) => string;
    readonly notInPlan: (code: string, title: string) => string;
  };
  readonly drop: {
    readonly label: string;
    readonly question: (code: string, title: string) => string;
    readonly changed: string;
    readonly sure: string;
    readonly keep: string;
    readonly done: (code: string, title: string) => string;
    readonly gone: (code: string) => string;
  };
  readonly suggest: {
    readonly title: string;
    readonly intro: string;
    /** For a plan with nothing in it. */
    readonly introEmpty: string;
    readonly none: string;
    readonly related: (code: string, title: string) => string;
    readonly sameObjective: (code: string, title: string) => string;
  };
  /** What the catalogue says of an action, as a reason. */
  readonly reason: {
    readonly asks: (horizon: Horizon, effort: Effort) => string;
    /** The law that obliges to it, as the Agenda's text names it. */
    readonly duty: (law: string) => string;
    /** Codes of duties that it helps to meet. */
    readonly helps: (codes: string) => string;
    /** Codes of actions that come after it and name it. */
    readonly before: (codes: string) => string;
    /** Codes of what is done already and it goes on from. */
    readonly onward: (codes: string) => string;
  };
  readonly agenda: {
    readonly title: string;
    readonly intro: string;
    readonly population: string;
    readonly populationHint: string;
    readonly badPopulation: (most: string) => string;
    readonly start: string;
    readonly starts: Readonly<Record<StartingPoint, string>>;
    readonly badStart: string;
    readonly propose: string;
    readonly proposal: (actions: number, inhabitants: string, start: string) => string;
    readonly own: string;
    /** What who is further is taken to have done; codes of the duties among it. */
    readonly done: (codes: string) => string;
    readonly allIn: string;
    readonly isIn: string;
    readonly add: (code: string) => string;
    readonly first: string;
    readonly alreadyIn: (count: number) => string;
    readonly adopt: string;
    readonly change: string;
    readonly adopted: (added: number, already: number) => string;
    readonly nothing: string;
  };
}

/** Words of each language. */
export const planWords: Readonly<Record<Language, PlanWords>> = {
  ca: catalan,
  es: spanish,
  en: english,
};
