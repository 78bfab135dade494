/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { formatNumber } from "../../src/answer/words.ts";
import { clean } from "../../src/language/clean-text.ts";
import { formatDate } from "../../src/language/format-date.ts";
import type { Language } from "../../src/language/language.ts";
import type { Chart } from "../../src/owners/chart.ts";
import { type Asked, type Cell, type ReportTable, tableParameter } from "./admin-report.ts";
import { adminWords } from "./admin-words.ts";
import { foreign, knowledgeLanguage } from "./facts.tsx";
import type { View } from "./view.ts";

/** A number that is looked for first, with what it is. */
export interface KeyNumber {
  readonly label: string;
  readonly value: number;
  readonly note?: string | undefined;
}

/** Numbers that are looked for first. */
export function KeyNumbers(props: { readonly numbers: readonly KeyNumber[]; readonly view: View }) {
  const { numbers, view } = props;
  return (
    <dl class="numbers">
      {numbers.map(({ label, value, note }) => (
        <div>
          <dt>{label}</dt>
          <dd>
            {formatNumber(value, view.language)}
            {note !== undefined && <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A picture of numbers with its table: beside it or, where it is long, below it and to be opened. */
export async function chartWithTable(
  asked: Asked,
  chart: Omit<Chart, "language" | "description"> & { readonly description?: string },
  table: ReportTable,
  path: string,
): Promise<ComponentChildren> {
  const { view, reports } = asked;
  const { language } = view;
  const { caption } = table;
  const say = adminWords[language];
  if (table.rows.length === 0)
    return (
      <section>
        <h2>{caption}</h2>
        <p>{say.nothing}</p>
      </section>
    );
  const svg = await reports.drawChart({ description: caption, ...chart, language });
  const isLong = chart.kind === "columns" && chart.labels.length > mostBeside;
  const shown = <Table table={table} asked={asked} path={path} />;
  return (
    <section>
      <h2 id={`titol-${table.key}`}>{caption}</h2>
      <div class={isLong ? undefined : "pair"}>
        <figure
          class="drawing scroll"
          aria-labelledby={`titol-${table.key}`}
          // What scrolls is reached without a mouse, too.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
          tabIndex={0}
          // Drawn by us, with all texts escaped.
          dangerouslySetInnerHTML={{ __html: svg }}
        />
        {isLong ? (
          <details class="data">
            <summary>{say.showTable}</summary>
            {shown}
          </details>
        ) : (
          shown
        )}
      </div>
    </section>
  );
}

/** Columns of a picture that leaves room for its table. */
const mostBeside = 6;

/** A table with a heading of its own. */
export function TableSection(props: TableProps) {
  const { table, asked } = props;
  return (
    <section>
      <h2>{table.caption}</h2>
      {table.rows.length === 0 ? (
        <p>{adminWords[asked.view.language].nothing}</p>
      ) : (
        <Table {...props} />
      )}
    </section>
  );
}

interface TableProps {
  readonly table: ReportTable;
  readonly asked: Asked;
  /** Path of the report. */
  readonly path: string;
}

function Table({ table, asked, path }: TableProps) {
  const { language } = asked.view;
  const numbers = table.header.map((_header, at) => isNumeric(table, at));
  return (
    <div class="tabled">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached without a mouse, too */}
      <section class="scroll" aria-label={table.caption} tabIndex={0}>
        <table class="figures">
          <thead>
            <tr>
              {table.header.map((header, at) => (
                <th scope="col" class={numbers[at] ? "number" : undefined}>
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, line) => (
              <tr>
                {row.map((cell, at) => {
                  const shown = table.shown[line]?.[at] ?? writeCell(cell, language);
                  if (at === 0) return <th scope="row">{shown}</th>;
                  return <td class={numbers[at] ? "number" : undefined}>{shown}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Download table={table} asked={asked} path={path} />
    </div>
  );
}

/** A link to the file of a table. */
export function Download({ table, asked, path }: TableProps) {
  const say = adminWords[asked.view.language];
  const query = new URLSearchParams(fileQuery(asked, path));
  query.set(tableParameter, table.key);
  return (
    <p class="no-print download">
      <a
        href={asked.view.link(`${path}.csv?${query}`)}
        aria-label={say.downloadOf(table.caption)}
        {...asked.view.outside}
      >
        {say.download}
      </a>
    </p>
  );
}

/** What of the page's own query a file needs to hold the same. */
function fileQuery({ query, period }: Asked, path: string): string {
  if (!path.endsWith("/coneixement")) return period.query;
  const kept = new URLSearchParams();
  for (const name of ["before", "after"]) {
    const value = query[name];
    if (typeof value === "string" && value !== "") kept.set(name, value);
  }
  return kept.toString();
}

/** An item of the Agenda, as a link while it is there. */
export function ItemName(props: {
  readonly id: string;
  readonly title: string;
  readonly asked: Asked;
}) {
  const { id, title, asked } = props;
  const { view, reports } = asked;
  const lang = foreign(knowledgeLanguage, view.language);
  if (reports.index().catalogue.get(id) === undefined)
    return <span lang={lang}>{clean(title)}</span>;
  return (
    <a href={view.item(id)} lang={lang}>
      {clean(title)}
    </a>
  );
}

function isNumeric({ rows }: ReportTable, at: number): boolean {
  return rows.length > 0 && rows.every((row) => isNumber(row[at]));
}

function isNumber(cell: Cell): boolean {
  return typeof cell === "number" || (typeof cell === "string" && /^\d+\s?%$/u.test(cell));
}

function writeCell(cell: Cell, language: Language): string {
  if (typeof cell === "number") return formatNumber(cell, language);
  if (cell instanceof Date) return formatDate(cell.toISOString(), language);
  return clean(cell ?? "");
}

/** What somebody wrote: it changes the direction of nothing around it. */
export function Said({ text }: { readonly text: string }) {
  return <bdi>{clean(text)}</bdi>;
}

/** A share of a whole: `37 %`; empty of nothing. */
export function writeShare(part: number, whole: number, language: Language): string {
  if (whole === 0) return "";
  const locale = language === "en" ? "en-GB" : language;
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(
    part / whole,
  );
}
