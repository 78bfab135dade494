import { stringify } from "csv-stringify/sync";
import type { PlanDocument } from "../../src/plan/plan-document.ts";
import { planColumns } from "./plan-columns.ts";
import { isoDate } from "./plan-document.ts";

/**
 * The plan as a table for any program: UTF-8 with a mark, semicolons and `\r\n`, as a Catalan or Spanish Excel opens it.
 * A text that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function planCsv(document: PlanDocument): string {
  const columns = planColumns(document, "with-title");
  const lines = document.rows.map((row) =>
    columns.map(({ value }) => {
      const found = value(row);
      return found instanceof Date ? isoDate(found) : found;
    }),
  );
  return stringify([columns.map(({ header }) => header), ...lines], {
    bom: true,
    delimiter: ";",
    record_delimiter: "windows",
    // Where the list separator is a comma, a text that is not quoted falls apart at its commas, and a part can be a formula.
    quoted: true,
    escape_formulas: true,
  });
}
