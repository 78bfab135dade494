import { type ChatWords, chatWords } from "../../src/answer/chat-words.ts";
import type { Language } from "../../src/language/language.ts";
import type { FeedbackReason } from "./render-feedback.ts";
import { catalan } from "./words-ca.ts";
import { english } from "./words-en.ts";
import { spanish } from "./words-es.ts";

/** Words that speak of what is served: the Agenda, or any other folder of text. */
export interface ServedWords {
  /** Who writes: Article 50 of the EU's AI Act asks that people are told. */
  readonly greeting: string;
  /** What can be asked: a beginning of sentences, and how each goes on. */
  readonly able: string;
  readonly abilities: readonly string[];
  /** Link to all of it. */
  readonly whole: string;
}

/** The words of the Teams adapter alone, in one language. */
export interface TeamsWords extends ServedWords {
  readonly withoutAgenda: ServedWords;
  /** What to mind, below a greeting. */
  readonly mind: string;
  /** Above questions that can be pressed, below a greeting and below an answer. */
  readonly begin: string;
  readonly next: string;
  /** Begins the itinerary: among what can be done, and on a button. */
  readonly itinerary: { readonly able: string; readonly label: string; readonly said: string };
  /** What asks for the council, word for word as the assistant reads it. */
  readonly council: string;
  /** Button that opens the page of one of several items. */
  readonly openItem: (code: string) => string;
  /** What of an answer had no room; a link to the whole follows. */
  readonly leftOut: (count: string) => string;
  /** Notification of an answer that others read too. */
  readonly answerTo: (question: string) => string;
  /** Origin of a source in so few characters as fit. */
  readonly keywords: Readonly<Record<"official" | "own", string>>;
  /** Above what an item holds. */
  readonly contents: string;
  /** A tenant in which the assistant does not answer; whom to ask when that is known. */
  readonly refused: (contact: string | undefined) => string;
  /** A number that is none of inhabitants. */
  readonly badPopulation: (value: string) => string;
  readonly nothingFound: string;
  /** Above the answer to somebody's message. */
  readonly dialogTitle: string;
  readonly messageWithoutText: string;
  /** Puts the card of what was found into the message that is being written. */
  readonly insert: string;
  /** What people are asked who say whether an answer was of use. */
  readonly feedback: Readonly<
    Record<"title" | "like" | "dislike" | "privacy" | "submit", string> & {
      readonly reasons: Readonly<Record<FeedbackReason, string>>;
    }
  >;
}

/** Words of the Teams adapter in each language, with those of every chat. */
export const teamsWords: Readonly<Record<Language, TeamsWords & ChatWords>> = {
  ca: { ...chatWords.ca, ...catalan },
  es: { ...chatWords.es, ...spanish },
  en: { ...chatWords.en, ...english },
};
