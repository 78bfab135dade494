import { compareCodes, comparePlanEntries } from "../../src/plan/order.ts";
import type { PlanRow } from "../../src/plan/plan-rows.ts";
import { plainLine } from "./plain.ts";
import type { DocumentWords } from "./words.ts";

/** What a plan has below one axis, in the order of its quarters. */
export interface AxisRows {
  readonly axis: string;
  /** With the position in the whole plan, which names the row. */
  readonly rows: readonly { readonly row: PlanRow; readonly position: number }[];
}

/** The rows by axis, in the order of the axes; those without one last. Within an axis by quarter, open ones last. */
export function byAxis(rows: readonly PlanRow[], words: DocumentWords): AxisRows[] {
  const groups = new Map<string | undefined, { row: PlanRow; position: number }[]>();
  rows.forEach((row, position) => {
    const group = groups.get(row.axis);
    if (group === undefined) groups.set(row.axis, [{ row, position }]);
    else group.push({ row, position });
  });
  return [...groups]
    .sort(([one], [other]) => compareAxes(one, other))
    .map(([, group]) => ({
      axis: plainLine(group[0]?.row.place[0] ?? words.noAxis),
      rows: group.toSorted((one, other) => comparePlanEntries(one.row.entry, other.row.entry)),
    }));
}

function compareAxes(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined)
    return Number(one === undefined) - Number(other === undefined);
  return compareCodes(one, other);
}
