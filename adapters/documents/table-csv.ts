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
    row.map((field) => (field instanceof Date ? isoDate(field) : field)),
  );
  return stringify([header, ...lines], options);
}
