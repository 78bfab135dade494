import type { Filters } from "../agenda/catalogue.ts";
import type { ItemKind, Reference } from "../agenda/item.ts";
import type { Language } from "../language/language.ts";
import type { Translation, Written } from "./written.ts";

/** What a person wants: a given item, all items that fit, how many, an answer, more of the last answer, or help. */
export type Intent = "lookup" | "list" | "count" | "search" | "follow-up" | "help";

/** A verbatim quote of an item, with the item's place and the address at which the quote opens. */
export interface Citation {
  readonly itemId: string;
  readonly kind: ItemKind;
  readonly title: string;
  /** Titles from the axis down to the item above; empty outside the tree. */
  readonly place: readonly string[];
  readonly quote: string;
  readonly url: string;
  /** Higher is closer, 0 to 1. 1 for exact lookups. */
  readonly score: number;
  readonly origin: "official" | "own";
  /** Relative to the knowledge folder. */
  readonly sourcePath: string;
  readonly references: readonly Reference[];
  /** The quote in the reader's language, where somebody asked for it and a language model is there. */
  readonly translation?: Translation;
}

interface AnswerBase {
  readonly question: string;
  readonly language: Language;
  readonly intent: Intent;
  /** The words around the quotes, in the reader's language. Never a quotation, never an address. */
  readonly lead: string;
  /** What was left out or assumed: a filter, a shortened question. */
  readonly notes: readonly string[];
  /** Filters that were applied, to be shown and changed. */
  readonly filters: Filters;
  /** Whether the remembered council filtered: shown with the way to change it. */
  readonly isForCouncil: boolean;
  /** Questions that make sense next, in the reader's language. */
  readonly suggestions: readonly string[];
  readonly durationMs: number;
  /** What a language model took part in: readers are told. Absent where none did. */
  readonly written?: Written;
}

/** The evidence is enough to assert. */
export interface Answered extends AnswerBase {
  readonly kind: "answered";
  /** Best first. Empty for help and for a count of nothing. */
  readonly citations: readonly Citation[];
  /** How many items there are; `citations` may hold fewer. */
  readonly total: number;
  /** Results that earlier answers of the conversation showed of these; 0 for the first page. */
  readonly offset: number;
  /** Citations that asking for more would still show. */
  readonly further: number;
}

/** Near: shown as "perhaps you are looking for", nothing asserted. */
export interface Suggested extends AnswerBase {
  readonly kind: "suggested";
  readonly citations: readonly Citation[];
}

/** A deliberate non-answer: the Agenda does not cover it. */
export interface Abstention extends AnswerBase {
  readonly kind: "abstained";
  readonly reason: "not-covered" | "no-such-item" | "nothing-asked";
  readonly nearest: readonly Citation[];
}

/** Something broke. */
export interface Failure extends AnswerBase {
  readonly kind: "failed";
  /** For operators; never shown to the person who asked. */
  readonly cause: unknown;
}

/** What the assistant replies. Switch over `kind` without default. */
export type Answer = Answered | Suggested | Abstention | Failure;

/** Items shown in an answer, best first. */
export function citationsOf(answer: Answer): readonly Citation[] {
  return answer.kind === "answered" || answer.kind === "suggested" ? answer.citations : [];
}
