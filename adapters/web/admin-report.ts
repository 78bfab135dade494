import type { Logger } from "pino";
import type { ComponentChildren } from "preact";
import type { DrawChart } from "../../src/owners/chart.ts";
import type { Office } from "../../src/owners/office.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import type { AskedPeriod } from "./admin-period.ts";
import type { ReportName } from "./admin-words.ts";
import type { View } from "./view.ts";

/** What a cell of a report holds; a date stands for its day in UTC. */
export type Cell = string | number | Date | undefined;

/** Makes a file of a table for any program. */
export type TableCsv = (header: readonly string[], rows: readonly (readonly Cell[])[]) => string;

/** What the reports need. */
export interface AdminReports {
  readonly office: Office;
  readonly index: () => SearchIndex;
  readonly log: Logger;
  /** Address under which people reach the pages, without a slash at the end. */
  readonly publicUrl: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly drawChart: DrawChart;
  readonly tableCsv: TableCsv;
}

/** What somebody wants to see. */
export interface Asked {
  readonly view: View;
  readonly reports: AdminReports;
  readonly query: Readonly<Record<string, unknown>>;
  readonly period: AskedPeriod;
  /** What every form has to send along. */
  readonly csrf: string;
  /** A form that was sent and could not be followed. */
  readonly refused?: RefusedCovering;
}

/** A form that says what covers needs and that could not be followed. */
export interface RefusedCovering {
  readonly needs: readonly string[];
  /** As it was written. */
  readonly item: string;
  readonly fault: "missingItem" | "missingNeeds" | "unknownItem";
}

/** A column of a table: what a file holds and, where that is not all, what a page shows. */
export interface Column<Row> {
  readonly header: string;
  readonly value: (row: Row) => Cell;
  readonly show?: (row: Row) => ComponentChildren;
}

/** A table as pages and files have it. */
export interface ReportTable {
  /** Names it in an address. */
  readonly key: string;
  readonly caption: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly shown: readonly (readonly ComponentChildren[])[];
}

/** A report that was made. */
export interface Report {
  /** The first one is the report's own file. */
  readonly tables: readonly ReportTable[];
  /** What the page shows; draws its pictures. */
  page(): Promise<ComponentChildren>;
}

/** Path of each report. Its files have the same with `.csv`. */
export const reportPaths: Readonly<Record<ReportName, string>> = {
  overview: "/admin",
  usage: "/admin/us",
  questions: "/admin/preguntes",
  needs: "/admin/necessitats",
  onboarding: "/admin/acollida",
  plans: "/admin/plans",
  knowledge: "/admin/coneixement",
};

/** Query parameter that names a table of a report. */
export const tableParameter = "taula";

/** Makes a table of rows. What a page shows is made from what the file holds, where a column says nothing else. */
export function makeTable<Row>(
  key: string,
  caption: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): ReportTable {
  return {
    key,
    caption,
    header: columns.map(({ header }) => header),
    rows: rows.map((row) => columns.map(({ value }) => value(row))),
    shown: rows.map((row) => columns.map(({ show }) => show?.(row))),
  };
}
