import type { PlanDocument } from "../../src/plan/plan-document.ts";
import type { PlanRow } from "../../src/plan/plan-rows.ts";
import { planWords } from "../../src/plan/words.ts";
import { plain, plainLine } from "./plain.ts";
import { lastDayOf, quarterOf } from "./plan-document.ts";
import { type DocumentWords, documentWords } from "./words.ts";

/** A column of a table of rows. */
export interface Column<Row> {
  readonly header: string;
  /** In characters. */
  readonly width: number;
  /** Undefined where the row says nothing of it. A date is midnight (UTC) of its day. */
  readonly value: (row: Row) => string | Date | undefined;
}

/** Where a plan's code and title stand: a spreadsheet that guesses types takes `2.3.1` for a date. */
type CodeStyle = "own-column" | "with-title";

/** The columns of a table with one row an action. */
export function planColumns(
  { language }: Pick<PlanDocument, "language">,
  codes: CodeStyle,
): Column<PlanRow>[] {
  const words = documentWords[language];
  const { statuses } = planWords[language];
  return [
    ...nameColumns(words, codes),
    { header: words.axis, width: 26, value: ({ place }) => label(place[0]) },
    { header: words.place, width: 30, value: ({ place }) => label(place.slice(1).join(" · ")) },
    { header: words.status, width: 12, value: ({ entry }) => statuses[entry.status] },
    { header: words.owner, width: 20, value: ({ entry }) => label(entry.owner) },
    { header: words.quarterLabel, width: 22, value: ({ entry }) => quarterOf(entry, language) },
    { header: words.due, width: 12, value: ({ entry }) => lastDayOf(entry.quarter) },
    { header: words.notes, width: 40, value: ({ entry }) => plain(entry.notes) },
    { header: words.reason, width: 40, value: ({ reason }) => plain(reason ?? "") },
    { header: words.quote, width: 60, value: ({ quote }) => plain(quote?.quote ?? "") },
    { header: words.origin, width: 26, value: (row) => originOf(row, words) },
    { header: words.link, width: 40, value: ({ quote, url }) => quote?.url ?? url },
    { header: words.horizon, width: 14, value: ({ horizon }) => horizon },
    { header: words.effort, width: 14, value: ({ effort }) => effort },
    { header: words.law, width: 60, value: ({ law }) => law.map(plain).join("\n") },
    { header: words.added, width: 12, value: ({ entry }) => dayOf(entry.addedAtMs) },
    { header: words.changed, width: 12, value: ({ entry }) => dayOf(entry.changedAtMs) },
  ];
}

function label(text: string | undefined): string | undefined {
  return text === undefined ? undefined : plainLine(text);
}

function originOf({ quote, isGone }: PlanRow, words: DocumentWords): string | undefined {
  if (isGone) return words.gone;
  return quote === undefined ? undefined : words.origins[quote.origin];
}

/** The columns that say which action a row is about. */
export function nameColumns<Row extends Pick<PlanRow, "code" | "title">>(
  words: DocumentWords,
  codes: CodeStyle,
): Column<Row>[] {
  if (codes === "with-title") return [{ header: words.action, width: 50, value: nameOf }];
  return [
    { header: words.code, width: 9, value: ({ code }) => plainLine(code) },
    { header: words.action, width: 44, value: ({ title }) => plainLine(title) },
  ];
}

/** `2.3.1 Pla de resposta`. */
export function nameOf({ code, title }: Pick<PlanRow, "code" | "title">): string {
  return plainLine(`${code} ${title}`);
}

function dayOf(timeMs: number): Date {
  const date = new Date(timeMs);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()));
}
