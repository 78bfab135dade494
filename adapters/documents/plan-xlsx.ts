import writeExcelFile, { type Cell, type SheetData } from "write-excel-file/node";
import type { Reference } from "../../src/agenda/item.ts";
import { cutText } from "../../src/language/clean-text.ts";
import type { PlanDocument } from "../../src/plan/plan-document.ts";
import { plainLine } from "./plain.ts";
import { type Column, nameColumns, planColumns } from "./plan-columns.ts";
import { documentWords } from "./words.ts";
import { printSetup } from "./xlsx-print.ts";

/**
 * The plan as a workbook: a sheet with a row an action and one with the sources. Every text is a cell of type text, which
 * no program reads as a formula.
 */
export async function planXlsx(document: PlanDocument): Promise<Uint8Array> {
  const words = documentWords[document.language];
  const sources = document.rows.flatMap(({ code, title, references }) =>
    references.map((reference) => ({ code, title, reference })),
  );
  const sheets = [
    sheetOf(words.planSheet, planColumns(document, "own-column"), document.rows, 2),
    sheetOf(words.sourcesSheet, sourceColumns(document), sources, 0),
  ];
  const printed = [
    { sheet: words.planSheet, columns: printedColumns, rows: document.rows.length, names: "$A:$B" },
    { sheet: words.sourcesSheet, columns: 5, rows: sources.length, names: "$A:$A" },
  ];
  return await writeExcelFile(sheets, {
    fontFamily: "Calibri",
    fontSize: 11,
    features: [printSetup(printed)],
  }).toBuffer();
}

/** Columns of the plan that are printed, from the code to the notes: all of them on one page nobody could read. */
const printedColumns = 9;

interface SourceRow {
  readonly code: string;
  readonly title: string;
  readonly reference: Reference;
}

function sourceColumns({ language }: PlanDocument): Column<SourceRow>[] {
  const words = documentWords[language];
  return [
    ...nameColumns<SourceRow>(words, "own-column"),
    { header: words.source, width: 60, value: ({ reference }) => plainLine(reference.title) },
    { header: words.link, width: 60, value: ({ reference }) => plainLine(reference.url) },
    { header: words.checked, width: 12, value: ({ reference }) => new Date(reference.checked) },
  ];
}

function sheetOf<Row>(
  sheet: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  stickyColumnsCount: number,
) {
  const data: SheetData = [
    columns.map(({ header }) => headerCell(header)),
    ...rows.map((row) => lineOf(columns, row)),
  ];
  return {
    sheet,
    data,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    ...(stickyColumnsCount > 0 ? { stickyColumnsCount } : {}),
    orientation: "landscape" as const,
  };
}

function headerCell(value: string): Cell {
  return {
    type: String,
    value,
    fontWeight: "bold",
    textColor: "#ffffff",
    backgroundColor: "#1f4e79",
    alignVertical: "center",
    wrap: true,
  };
}

function lineOf<Row>(columns: readonly Column<Row>[], row: Row): Cell[] {
  const values = columns.map(({ value, width }) => ({ value: value(row), width }));
  const lines = Math.max(...values.map(({ value, width }) => linesOf(value, width)));
  const height = Math.min(lines, mostLines) * linePoints;
  return values.map(({ value }) => cellOf(value, height));
}

/** Not every program fits a row to its text; one with all of a long law in it would fill the screen. */
const mostLines = 8;
const linePoints = 15;

function linesOf(value: string | Date | undefined, width: number): number {
  if (typeof value !== "string") return 1;
  return value
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (width * 0.9))), 0);
}

function cellOf(value: string | Date | undefined, height: number): Cell {
  const look = { alignVertical: "top" as const, height };
  if (value === undefined || value === "") return null;
  return value instanceof Date
    ? { ...look, type: Date, value, format: "dd/mm/yyyy", align: "left" }
    : { ...look, type: String, value: cellText(value), wrap: true };
}

/** https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3 */
const mostCellChars = 32_767;

function cellText(text: string): string {
  // Excel reads `_x0041_` as A: what looks so is written with its first sign escaped (ECMA-376, ST_Xstring).
  const escaped = text.replace(/_(?=x[0-9a-f]{4}_)/giu, "_x005F_");
  const cut = cutText(escaped, mostCellChars);
  // The library keeps the texts as keys of an object, where names such as "constructor" are taken and break the file.
  return cut in {} ? `${cut} ` : cut;
}
