import type { Options } from "csv-stringify/sync";
import { stringify } from "csv-stringify/sync";
import { isoDate } from "./plan-document.ts";

/** What a field of a table holds. A date is written as its day in UTC, what is not known as nothing. */
type Field = string | number | Date | undefined;

const options: Options = {
  bom: true,
  delimiter: ";",
  record_delimiter: "windows",
  // Where the list separator is a comma, a text that is not quoted falls apart at its commas, and a part can be a formula.
  quoted: true,
  escape_formulas: true,
};

/**
 * A table for any program: UTF-8 with a mark, semicolons and `\r\n`, as a Catalan or Spanish Excel opens it. A text that a
 * spreadsheet would take for a formula begins with an apostrophe.
 */
export function tableCsv(header: readonly string[], rows: readonly (readonly Field[])[]): string {
  const lines = rows.map((row) =>
    row.map((field) => (field instanceof Date ? isoDate(field) : guarded(field))),
  );
  return stringify([header, ...lines], options);
}

/**
 * What a program takes for the beginning of a cell when it takes the semicolons for text: the quotes do not hold then, and
 * each line, and each part after a comma, would be a cell of its own that may be a formula.
 */
const innerFormula = /([\n,;\t]"*)(?=[=+\-@＝＋－＠])/gu;

function guarded(field: string | number | undefined): string | number | undefined {
  return typeof field === "string" ? field.replace(innerFormula, "$1'") : field;
}
