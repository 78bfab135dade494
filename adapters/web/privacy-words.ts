import type { Language } from "../../src/language/language.ts";
import { privacyInCatalan } from "./privacy-ca.ts";
import { privacyInEnglish } from "./privacy-en.ts";
import { privacyInSpanish } from "./privacy-es.ts";

/** What one part of the page about privacy says. */
export interface Topic {
  readonly title: string;
  readonly lines: readonly string[];
}

/** One thing that is kept. */
export interface Kept {
  readonly what: string;
  readonly why: string;
  /** For how long. */
  readonly until: string;
}

/** The words of the page about privacy, in one language. */
export interface PrivacyWords {
  readonly title: string;
  readonly intro: string;
  readonly automatic: Topic;
  readonly everywhere: Topic;
  /** What is kept on every platform, for so many days. */
  readonly kept: { readonly title: string; readonly items: (days: string) => readonly Kept[] };
  readonly web: { readonly title: string; readonly lines: (days: string) => readonly string[] };
  /** Of the chat platforms that are served, whose names are given. */
  readonly chat: (
    platforms: string,
    served: { readonly hasSlack: boolean; readonly hasTeams: boolean; readonly days: string },
  ) => Topic & { readonly items: readonly Kept[] };
  readonly own: Topic;
  readonly ask: Topic;
}

/** Words of the page about privacy in each language. */
export const privacyWords: Readonly<Record<Language, PrivacyWords>> = {
  ca: privacyInCatalan,
  es: privacyInSpanish,
  en: privacyInEnglish,
};
