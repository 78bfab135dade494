import type { Change } from "../../src/agenda/changes.ts";
import type { Answer } from "../../src/answer/answer.ts";
import type { Language } from "../../src/language/language.ts";
import { adminCatalan } from "./admin-words-ca.ts";
import { adminEnglish } from "./admin-words-en.ts";
import { adminSpanish } from "./admin-words-es.ts";

/** The reports of the owners' page, in their order. */
export const reportNames = [
  "overview",
  "usage",
  "questions",
  "needs",
  "onboarding",
  "plans",
  "knowledge",
] as const;
/** One of {@link reportNames}. */
export type ReportName = (typeof reportNames)[number];

/** The words of the owners' reports, in one language. Numbers and dates come written. */
export interface AdminWords {
  readonly nav: string;
  readonly reports: Readonly<Record<ReportName, string>>;
  readonly intros: Readonly<Record<ReportName, string>>;
  readonly signedIn: (name: string) => string;
  readonly signOut: string;
  readonly download: string;
  /** For who hears links without what stands around them. */
  readonly downloadOf: (table: string) => string;
  readonly showTable: string;
  readonly nothing: string;
  readonly unavailable: Readonly<Record<"title" | "text", string>>;
  readonly period: Readonly<
    Record<
      "title" | "from" | "to" | "hint" | "show" | "badDate" | "turned" | "tooLong" | "fixed",
      string
    >
  > & {
    readonly weeks: (count: number) => string;
    readonly shown: (range: string) => string;
  };
  readonly kinds: Readonly<Record<Answer["kind"], string>>;
  readonly columns: Readonly<
    Record<
      | "week"
      | "month"
      | "total"
      | "code"
      | "title"
      | "quotes"
      | "platform"
      | "language"
      | "questions"
      | "topic"
      | "question"
      | "times"
      | "languages"
      | "written"
      | "decision"
      | "axis"
      | "band"
      | "need"
      | "others"
      | "councils"
      | "people"
      | "names"
      | "bands"
      | "first"
      | "last"
      | "item"
      | "role"
      | "begun"
      | "finished"
      | "step"
      | "asked"
      | "done"
      | "share"
      | "status"
      | "entries"
      | "plans"
      | "change"
      | "sections"
      | "kind",
      string
    >
  >;
  readonly usage: Readonly<
    Record<
      | "total"
      | "answered"
      | "positive"
      | "negative"
      | "people"
      | "tenants"
      | "modelCalls"
      | "modelTokens"
      | "weeks"
      | "months"
      | "platforms"
      | "languages"
      | "items"
      | "itemsTop",
      string
    >
  > & { readonly share: (share: string) => string };
  readonly platforms: Readonly<Record<string, string>>;
  readonly questions: Readonly<Record<"masked" | "groups" | "decided" | "undecided", string>>;
  readonly needs: Readonly<
    Record<
      | "recorded"
      | "open"
      | "covered"
      | "councils"
      | "people"
      | "axes"
      | "bands"
      | "months"
      | "groups"
      | "noAxis"
      | "unknown"
      | "isCut"
      | "others"
      | "item"
      | "itemHint"
      | "cover"
      | "missingNeeds"
      | "which"
      | "missingItem"
      | "unknownItem"
      | "coverLabel"
      | "coveredBefore",
      string
    >
  > & {
    /** `least` is the number of councils from which on all are named. */
    readonly privacy: (least: string) => string;
    readonly band: (from: string, to: string | undefined) => string;
    readonly councilCount: (count: number, written: string) => string;
    readonly peopleCount: (count: number, written: string) => string;
    readonly between: (first: string, last: string) => string;
    readonly coveredBy: (covered: string, total: string) => string;
    readonly done: (count: number, written: string) => string;
    readonly coverThis: (need: string) => string;
  };
  readonly onboarding: Readonly<
    Record<"begun" | "finished" | "active" | "roles" | "steps" | "done" | "notDone", string>
  >;
  readonly plans: Readonly<
    Record<"plans" | "entries" | "statuses" | "axes" | "items" | "entriesOf", string>
  >;
  readonly knowledge: Readonly<
    Record<
      | "versions"
      | "before"
      | "after"
      | "compare"
      | "few"
      | "same"
      | "changes"
      | "legend"
      | "added"
      | "removed"
      | "noText"
      | "sections"
      | "beginning",
      string
    >
  > & {
    readonly version: (date: string, items: string, digest: string) => string;
    readonly kinds: Readonly<Record<Change["change"], string>>;
    readonly counts: (added: string, edited: string, removed: string) => string;
  };
}

/** Words of the owners' reports in each language. */
export const adminWords: Readonly<Record<Language, AdminWords>> = {
  ca: adminCatalan,
  es: adminSpanish,
  en: adminEnglish,
};
