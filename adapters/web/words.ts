import type { Change } from "../../src/agenda/changes.ts";
import type { Language } from "../../src/language/language.ts";
import type { ProgressStep } from "../../src/reception/sheet.ts";
import { catalan } from "./words-ca.ts";
import { english } from "./words-en.ts";
import { spanish } from "./words-es.ts";

/** The name of what is served, which is not translated. */
export const agendaName = "Agenda digital dels municipis de Catalunya";

/** The words of the pages, in one language. */
export interface WebWords {
  readonly nav: Readonly<
    Record<
      | "label"
      | "ask"
      | "agenda"
      | "search"
      | "glossary"
      | "plan"
      | "itinerary"
      | "skip"
      | "language",
      string
    >
  >;
  readonly footer: Readonly<
    Record<"automatic" | "sources" | "data" | "council" | "needs" | "feed", string>
  >;
  readonly chat: Readonly<
    Record<
      | "title"
      | "intro"
      | "question"
      | "send"
      | "working"
      | "examples"
      | "browse"
      | "next"
      | "conversation"
      | "earlier"
      | "restart"
      | "copy"
      | "copied"
      | "copyFailed"
      | "answered"
      | "population"
      | "populationHint"
      | "populationInvalid"
      | "newcomer"
      | "toItinerary"
      | "toCouncil"
      | "nothingAsked"
      | "offline"
      | "late"
      | "refused"
      | "failed",
      string
    >
  > & {
    /** Below the population: the council that filters when it is left empty. */
    readonly councilHint: (council: string) => string;
  };
  readonly agenda: Readonly<
    Record<
      "title" | "intro" | "map" | "mapHint" | "picture" | "pages" | "documents" | "all",
      string
    >
  >;
  readonly item: Readonly<
    Record<
      | "place"
      | "facts"
      | "population"
      | "horizon"
      | "effort"
      | "roles"
      | "origin"
      | "reviewed"
      | "onPage"
      | "parts"
      | "contains"
      | "related"
      | "sources"
      | "neighbours"
      | "previous"
      | "next"
      | "ask"
      | "quoted"
      | "quoteGone",
      string
    >
  > & {
    readonly origins: Readonly<Record<"official" | "own" | "ownPage" | "imported", string>>;
    /** A population, as it is written, that the item is for or is not for. */
    readonly applies: (population: string) => string;
    readonly doesNotApply: (population: string) => string;
    readonly part: (number: string, count: string) => string;
    readonly allHeadings: (count: string) => string;
    readonly checked: (date: string) => string;
    readonly askedAs: (id: string) => string;
  };
  readonly search: Readonly<
    Record<
      | "title"
      | "intro"
      | "text"
      | "textHint"
      | "axis"
      | "population"
      | "horizon"
      | "effort"
      | "role"
      | "kind"
      | "any"
      | "submit"
      | "clear"
      | "none"
      | "previous"
      | "next"
      | "invalid",
      string
    >
  > & { readonly found: (total: string) => string };
  readonly faults: Readonly<
    Record<
      | "notFound"
      | "notFoundBody"
      | "gone"
      | "near"
      | "badAddress"
      | "badAddressBody"
      | "tooLarge"
      | "wrongType"
      | "wrongMethod"
      | "tooMany"
      | "busy"
      | "busyBody"
      | "elsewhere"
      | "elsewhereBody"
      | "broken"
      | "brokenBody",
      string
    >
  >;
  /** What programs are told; `question`, `population` and the rest are names of the API. */
  readonly api: Readonly<
    Record<
      | "emptyQuestion"
      | "unreadable"
      | "tooLarge"
      | "wrongType"
      | "wrongMethod"
      | "tooMany"
      | "gone"
      | "elsewhere"
      | "notFound"
      | "busy"
      | "broken",
      string
    >
  >;
  readonly sheet: Readonly<Record<"optional" | "cookie", string>> & {
    /** Of a step in the picture of the itinerary. */
    readonly states: Readonly<Record<ProgressStep["state"], string>>;
    /** Where the browser keeps nothing for us. */
    readonly forgetful: Readonly<Record<"title" | "text" | "link", string>>;
  };
  /** Of the page with what is kept of a person. */
  readonly data: Readonly<Record<"title" | "intro" | "download" | "show", string>> & {
    readonly gone: Readonly<Record<"title" | "text", string>>;
  };
  readonly opinion: Readonly<
    Record<"question" | "useful" | "notUseful" | "back" | "failed", string>
  >;
  /** The rest of that page is in `privacy-words.ts`. */
  readonly privacy: Readonly<Record<"title", string>>;
  readonly feed: Readonly<Record<"title" | "reviewed", string>> & {
    readonly changes: Readonly<Record<Change["change"], string>>;
  };
}

/** Words of the pages in each language. */
export const webWords: Readonly<Record<Language, WebWords>> = {
  ca: catalan,
  es: spanish,
  en: english,
};
