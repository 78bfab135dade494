import type { PlanEntry } from "./plan.ts";

const byCode = new Intl.Collator("en", { numeric: true });

/** Orders entries as they are shown: by quarter, those without one last, then by code. */
export function comparePlanEntries(a: PlanEntry, b: PlanEntry): number {
  const [first, second] = [a.quarter ?? "~", b.quarter ?? "~"];
  if (first !== second) return first < second ? -1 : 1;
  return compareCodes(a.item, b.item);
}

/** Orders codes as people count: `1.2.1` before `1.10.1`. */
export function compareCodes(a: string, b: string): number {
  return byCode.compare(a, b);
}
