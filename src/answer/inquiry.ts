import type { Language } from "../language/language.ts";
import type { SearchIndex } from "../search/search-index.ts";

/** A question as an adapter hands it over. */
export interface Inquiry {
  readonly question: string;
  /** Earlier questions of the same conversation, oldest first. They are all the memory a follow-up needs. */
  readonly history?: readonly string[];
  /** Inhabitants of the asker's council: the default filter, overridden by the question's own words. */
  readonly population?: number;
  /** The asker's council as it is remembered: filters where `population` is absent, and every answer says so. */
  readonly council?: { readonly population: number; readonly name?: string };
  /** Language to reply in; that of the question when absent. */
  readonly language?: Language;
  /** Language of the interface, for questions that show none of their own ("2.3.1", "wifi"). Default Catalan. */
  readonly fallbackLanguage?: Language;
  /** Citations at most. */
  readonly limit?: number;
  /** Items of a list at most, for who has little room; `limit` rules over it. */
  readonly listLimit?: number;
  /** Index to answer from: for who shows more of its items than the answer holds. The one that serves when absent. */
  readonly index?: SearchIndex;
  /** Digest of the council that a chat model is used for; none is where nobody is named. */
  readonly payer?: string;
  /** No model is asked for anything: the question was not put to the assistant. */
  readonly isPlain?: boolean;
}

/** Characters of a question that are read. */
export const maxQuestionChars = 2_000;
/** Earlier questions that are read; older ones no longer change what is meant. */
export const maxHistory = 6;
