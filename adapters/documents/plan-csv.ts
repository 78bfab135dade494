import type { PlanDocument } from "../../src/plan/plan-document.ts";
import { planColumns } from "./plan-columns.ts";
import { tableCsv } from "./table-csv.ts";

/** The plan as a table for any program, as {@link tableCsv} writes it. */
export function planCsv(document: PlanDocument): string {
  const columns = planColumns(document, "with-title");
  return tableCsv(
    columns.map(({ header }) => header),
    document.rows.map((row) => columns.map(({ value }) => value(row))),
  );
}
