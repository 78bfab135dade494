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

/** Names of models as they are shown, by what they help with; absent where none does. */
export interface ModelNames {
  readonly embeddings?: string;
  readonly reranker?: string;
  readonly chat?: string;
}

/** Models that are set up. Those on another machine say at which host: `openai:text-embedding-3-large (api.openai.com)`. */
export interface ModelsShown extends ModelNames {
  /** Those that run on this very machine: what is asked does not leave it for them. */
  readonly here?: ModelNames;
}

/** Where models are that get what people ask. */
export type WhereModelsAre = "nowhere" | "here" | "elsewhere";

/** The words of the page about privacy, in one language. */
export interface PrivacyWords {
  readonly title: string;
  readonly intro: string;
  readonly automatic: {
    readonly title: string;
    /** Whether a language model may write something over the quotes. */
    readonly lines: (hasWriter: boolean) => readonly string[];
  };
  readonly everywhere: {
    readonly title: string;
    /** Its first line. */
    readonly searched: Readonly<Record<WhereModelsAre, string>>;
    readonly lines: readonly string[];
  };
  /** Of the models that are set up: shown where there is one. */
  readonly models: {
    readonly title: string;
    /** What a model is for, and what one on another machine gets. */
    readonly tasks: Readonly<
      Record<keyof ModelNames, { readonly use: string; readonly gets: string }>
    >;
    /** Where a model is that is on this machine. */
    readonly here: string;
    /** What holds for all that are on another one. */
    readonly elsewhere: readonly string[];
  };
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
