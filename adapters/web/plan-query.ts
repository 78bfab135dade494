import type { Catalogue } from "../../src/agenda/catalogue.ts";
import { type PlanEntry, type PlanStatus, planStatuses } from "../../src/plan/plan.ts";

/** What the table of the plan can be sorted by. */
export const planSorts = ["quarter", "code", "axis", "status", "owner"] as const;
/** One of {@link planSorts}. */
export type PlanSort = (typeof planSorts)[number];

/** What of the plan is shown, and in which order. What an address says wrongly is as if it said nothing. */
export interface PlanQuery {
  readonly status?: PlanStatus;
  /** Id of an axis; `-` for entries that have none any more. */
  readonly axis?: string;
  readonly sort: PlanSort;
  readonly isDescending: boolean;
  /** From 1. */
  readonly page: number;
}

/** Stands for no axis in an address. */
export const noAxis = "-";

const defaultSort: PlanSort = "quarter";
/** Before the name of a sort that goes down. */
const downSign = "-";

/** Reads what an address asks for. */
export function readPlanQuery(
  query: Readonly<Record<string, unknown>>,
  catalogue: Catalogue,
): PlanQuery {
  const status = planStatuses.find((one) => one === query["status"]);
  const asked = textOf(query["axis"]);
  const isAxis = asked === noAxis || catalogue.get(asked)?.kind === "axis";
  const sorted = textOf(query["sort"]);
  const isDescending = sorted.startsWith(downSign);
  const name = isDescending ? sorted.slice(downSign.length) : sorted;
  const page = textOf(query["page"]);
  return {
    ...(status === undefined ? {} : { status }),
    ...(isAxis ? { axis: asked } : {}),
    sort: planSorts.find((one) => one === name) ?? defaultSort,
    isDescending,
    page: /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1,
  };
}

/** The query of an address that asks for this; empty when it asks for what is shown anyway. */
export function planQueryText({ status, axis, sort, isDescending, page }: PlanQuery): string {
  const parameters = new URLSearchParams();
  if (status !== undefined) parameters.set("status", status);
  if (axis !== undefined) parameters.set("axis", axis);
  if (sort !== defaultSort || isDescending)
    parameters.set("sort", `${isDescending ? downSign : ""}${sort}`);
  if (page > 1) parameters.set("page", String(page));
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

/** Id of the axis of an entry; undefined when its item is no longer in the Agenda. */
export function axisOf({ item }: PlanEntry, catalogue: Catalogue): string | undefined {
  let above = catalogue.get(item);
  while (above !== undefined && above.kind !== "axis") above = catalogue.parent(above);
  return above?.id;
}

/** The entries that are asked for, in the order in which they are. */
export function selectEntries(
  entries: readonly PlanEntry[],
  { status, axis, sort, isDescending }: PlanQuery,
  catalogue: Catalogue,
): PlanEntry[] {
  const kept = entries.filter(
    (entry) =>
      (status === undefined || entry.status === status) &&
      (axis === undefined || (axisOf(entry, catalogue) ?? noAxis) === axis),
  );
  const keys = new Map(kept.map((entry) => [entry, keyOf(entry, sort, catalogue)]));
  const compare = (a: PlanEntry, b: PlanEntry) => {
    const [first = "", second = ""] = [keys.get(a), keys.get(b)];
    // What is not filled in comes last, whichever way the rest goes.
    if ((first === "") !== (second === "")) return first === "" ? 1 : -1;
    const order = collator.compare(first, second) * (isDescending ? -1 : 1);
    return order === 0 ? collator.compare(a.item, b.item) : order;
  };
  return kept.sort(compare);
}

/** Codes count as numbers: 1.10.2 comes after 1.9.1. */
const collator = new Intl.Collator("ca", { numeric: true });

function keyOf(entry: PlanEntry, sort: PlanSort, catalogue: Catalogue): string {
  switch (sort) {
    case "quarter":
      return entry.quarter ?? "";
    case "code":
      return entry.item;
    case "axis":
      return axisOf(entry, catalogue) ?? "";
    case "status":
      return String(planStatuses.indexOf(entry.status));
    case "owner":
      return entry.owner.trim();
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
