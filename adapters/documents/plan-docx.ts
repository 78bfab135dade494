import {
  Bookmark,
  Document,
  type FileChild,
  Packer,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from "docx";
import { formatNumber } from "../../src/answer/words.ts";
import { formatDate } from "../../src/language/format-date.ts";
import { isUntouched, planStatuses } from "../../src/plan/plan.ts";
import type { PlanDocument } from "../../src/plan/plan-document.ts";
import type { PlanRow } from "../../src/plan/plan-rows.ts";
import { planWords } from "../../src/plan/words.ts";
import { addressRun, bullet, heading, pageFooter, paragraph, runs } from "./docx-parts.ts";
import { documentStyles } from "./docx-styles.ts";
import { bookmarkOf, summaryTable } from "./docx-summary.ts";
import { plain, plainLine } from "./plain.ts";
import { nameOf } from "./plan-columns.ts";
import { isoDate, quarterOf } from "./plan-document.ts";
import { byAxis } from "./plan-order.ts";
import { type DocumentWords, documentWords } from "./words.ts";

/** A4 in twentieths of a point, as are the margins. */
const page = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 1_134, right: 1_134, bottom: 1_134, left: 1_134 },
};

/** Actions told of in full. The library keeps all of a document in memory: 10,000 take 2 GB and stop the process for 10 s. */
const mostDetailed = 500;

/** The plan as a document that one can take to the plenary. */
export async function planDocx(plan: PlanDocument): Promise<Uint8Array> {
  const words = documentWords[plan.language];
  const name = plainLine(plan.council?.name ?? "");
  const groups = byAxis(plan.rows, words);
  const isLong = plan.rows.length > mostDetailed;
  const document = new Document({
    title: name === "" ? words.title : `${words.title} · ${name}`,
    creator: name,
    lastModifiedBy: "",
    styles: documentStyles(words.locale),
    sections: [
      {
        properties: { page },
        footers: { default: pageFooter(words.page) },
        children: [
          ...opening(plan, name, words),
          heading(1, words.summary),
          paragraph(totalOf(plan.rows, plan, words)),
          ...(groups.length === 0 ? [] : [summaryTable(groups, !isLong, plan.language)]),
          ...(isLong
            ? [paragraph(words.onlySummary)]
            : groups.flatMap(({ axis, rows }) => [
                heading(1, axis),
                ...rows.flatMap(({ row, position }) => action(row, position, plan, words)),
              ])),
        ],
      },
    ],
  });
  return await Packer.toBuffer(document);
}

function opening(plan: PlanDocument, name: string, words: DocumentWords): FileChild[] {
  const { language } = plan;
  const { population } = plan.council ?? {};
  const date = formatDate(isoDate(plan.at), language);
  const size =
    population === undefined
      ? []
      : [words.population(formatNumber(population, language), population === 1)];
  return [
    new Paragraph({ heading: "Title", children: [new TextRun(words.title)] }),
    // Alone on its line: a name written from right to left would carry the figures after it along.
    ...(name === "" ? [] : [paragraph(name, "Council")]),
    paragraph([...size, date].join(" · "), "Date"),
    paragraph(words.madeBy(untouchedIn(plan.rows))),
    ...words.about.map((text) => paragraph(text)),
    paragraph(words.madeWith(date, plan.publicUrl)),
  ];
}

/** Whether all, some or none of a plan stands as it was proposed. */
function untouchedIn(rows: readonly PlanRow[]): "all" | "some" | "none" {
  const count = rows.filter(({ entry }) => isUntouched(entry)).length;
  if (count === 0) return "none";
  return count === rows.length ? "all" : "some";
}

function totalOf(
  rows: readonly PlanRow[],
  { language }: PlanDocument,
  words: DocumentWords,
): string {
  if (rows.length === 0) return words.empty;
  const byStatus = planStatuses
    .map((status) => ({ status, count: rows.filter((row) => row.entry.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(
      ({ status, count }) =>
        `${formatNumber(count, language)} ${words.counted[status](count === 1)}`,
    );
  return words.total(rows.length, formatNumber(rows.length, language), byStatus.join(", "));
}

function action(
  row: PlanRow,
  position: number,
  { language }: PlanDocument,
  words: DocumentWords,
): FileChild[] {
  const place = row.place.slice(1).map(plainLine).join(" › ");
  return [
    heading(2, [
      new Bookmark({
        id: bookmarkOf(row, position),
        children: [new TextRun(nameOf(row))],
      }),
    ]),
    ...(place === "" ? [] : [paragraph(`${words.place}: ${place}`, "Place")]),
    new Paragraph({ children: facts(row, language, words) }),
    ...(row.isGone ? [paragraph(words.gone)] : []),
    ...titled(words.reason, row.reason),
    ...(isUntouched(row.entry) ? [paragraph(words.untouched, "Provenance")] : []),
    ...titled(words.notes, row.entry.notes),
    ...quoteOf(row, words),
    ...(row.law.length === 0
      ? []
      : [heading(3, words.law), ...row.law.map((text) => bullet(runs(text)))]),
    ...sourcesOf(row, language, words),
  ];
}

function facts(
  { entry, horizon, effort }: PlanRow,
  language: PlanDocument["language"],
  words: DocumentWords,
) {
  const { noQuarter, statuses } = planWords[language];
  const owner = plainLine(entry.owner);
  const all: [string, string | undefined][] = [
    [words.status, statuses[entry.status]],
    [words.owner, owner === "" ? words.noOwner : owner],
    [words.quarterLabel, quarterOf(entry, language) ?? noQuarter],
    [
      words.asks,
      horizon === undefined || effort === undefined ? undefined : `${horizon}, ${effort}`,
    ],
  ];
  return all
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value], at): ParagraphChild[] => [
      new TextRun({ text: `${at === 0 ? "" : "  ·  "}${name}: `, bold: true }),
      ...runs(value ?? ""),
    ]);
}

function titled(title: string, text: string | undefined): FileChild[] {
  const said = plain(text ?? "");
  return said === "" ? [] : [heading(3, title), paragraph(said)];
}

function quoteOf({ quote, url }: PlanRow, words: DocumentWords): FileChild[] {
  const address = quote?.url ?? url;
  const link =
    address === undefined
      ? []
      : [
          new Paragraph({
            style: "Provenance",
            children: [new TextRun(`${words.link}: `), addressRun(address)],
          }),
        ];
  if (quote === undefined) return link;
  return [
    heading(3, words.quote),
    paragraph(`«${plain(quote.quote)}»`, "AgendaQuote"),
    paragraph(words.origins[quote.origin], "Provenance"),
    ...link,
  ];
}

function sourcesOf(
  { references }: PlanRow,
  language: PlanDocument["language"],
  words: DocumentWords,
): FileChild[] {
  if (references.length === 0) return [];
  return [
    heading(3, words.sources),
    ...references.map(({ title, url, checked }) =>
      bullet([
        ...runs(`${plainLine(title)} (${words.checkedOn(formatDate(checked, language))}).`),
        new TextRun(" "),
        addressRun(url),
      ]),
    ),
  ];
}
