import type { ItineraryRole, Stage } from "../agenda/step.ts";
import type { Language } from "../language/language.ts";
import { catalan } from "./words-ca.ts";
import { english } from "./words-en.ts";
import { spanish } from "./words-es.ts";

/** The words around the steps, in one language. Functions return whole sentences or labels. */
export interface OnboardingWords {
  readonly title: string;
  /** Said once on every sheet with steps; empty where they are in the reader's language. */
  readonly inCatalan: string;
  readonly none: string;
  /** For who is not known where the question came from. */
  readonly unknown: string;
  readonly intro: (steps: number) => readonly string[];
  readonly role: string;
  readonly roles: Readonly<Record<ItineraryRole, string>>;
  readonly badRole: string;
  readonly population: string;
  readonly populationHint: string;
  readonly badPopulation: (most: string) => string;
  readonly inhabitants: (count: string, isOne: boolean) => string;
  readonly start: string;
  readonly change: string;
  readonly save: string;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly progress: (done: number, total: number) => string;
  /** How long a step takes, in round words. */
  readonly minutes: (minutes: number) => string;
  readonly noSteps: string;
  readonly complete: string;
  readonly goOn: (title: string) => string;
  readonly toItinerary: string;
  readonly gone: string;
  /** What of a step is a quote and what is not. */
  readonly ours: string;
  readonly notYours: string;
  readonly tasks: (minutes: string) => string;
  readonly toRead: string;
  readonly doneOn: (date: string) => string;
  readonly check: (questions: number) => string;
  readonly checkAgain: string;
  readonly finish: string;
  readonly finishUnchecked: string;
  readonly finished: (title: string) => string;
  readonly question: (number: number, total: number) => string;
  readonly right: string;
  readonly wrong: string;
  readonly tryAgain: string;
  readonly nextQuestion: string;
  readonly toStep: string;
  readonly stale: string;
  readonly remindMe: string;
  readonly stopReminders: string;
  readonly reminding: (date: string) => string;
  readonly notReminding: string;
  readonly cannotWrite: string;
  readonly nothingToRemind: string;
  readonly reminder: {
    readonly title: string;
    readonly text: (step: string, minutes: string) => string;
    readonly last: string;
  };
  readonly summary: {
    readonly label: string;
    readonly title: string;
    readonly intro: string;
    readonly role: string;
    readonly begun: string;
    readonly steps: string;
    readonly stepsValue: (done: number, total: number) => string;
    readonly checks: string;
    readonly checksValue: (right: number, answered: number) => string;
    readonly noAxis: string;
    readonly axis: (id: string, title: string) => string;
    readonly notKnown: string;
    readonly open: string;
  };
  readonly restart: {
    readonly label: string;
    readonly question: string;
    readonly sure: string;
    readonly keep: string;
    readonly done: string;
  };
}

/** Words of each language. */
export const onboardingWords: Readonly<Record<Language, OnboardingWords>> = {
  ca: catalan,
  es: spanish,
  en: english,
};
