import { formatNumber } from "../../src/answer/words.ts";
import type { Asked, RefusedCovering } from "./admin-report.ts";
import { adminWords } from "./admin-words.ts";

/** Field that proves that a form is from a page of ours. */
export const csrfField = "csrf";
/** Fields with the ids of the needs. */
export const needsField = "needs";
/** Field with the code of the item. */
export const itemField = "item";
/** Query parameter that says how many needs were just closed. */
const doneParameter = "fet";

/** What a form says: needs and an item as they were written, or what is missing. */
export function readCovering(
  body: unknown,
): Omit<RefusedCovering, "fault"> & { readonly fault?: "missingItem" | "missingNeeds" } {
  const needs = allOf(body, needsField).flatMap((ids) =>
    ids.split(/\s+/).filter((id) => id !== ""),
  );
  const item = fieldOf(body, itemField).trim().slice(0, mostItemChars);
  const fault = needs.length === 0 ? "missingNeeds" : item === "" ? "missingItem" : undefined;
  return { needs, item, ...(fault === undefined ? {} : { fault }) };
}

const mostItemChars = 100;

/** Query of the page after needs were closed: loaded again, it closes nothing. */
export function doneQuery(count: number): string {
  return `${doneParameter}=${count}`;
}

/** What an address says was just done, in words of ours; undefined where it says nothing. */
export function doneWords({ query, view }: Asked): string | undefined {
  const done = query[doneParameter];
  if (typeof done !== "string" || !/^\d{1,6}$/.test(done)) return undefined;
  const say = adminWords[view.language].needs;
  const count = Number(done);
  return count === 0 ? say.coveredBefore : say.done(count, formatNumber(count, view.language));
}

/** What stands in all fields of a name. */
function allOf(body: unknown, name: string): string[] {
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, name)) return [];
  const value: unknown = Reflect.get(body, name);
  return [value].flat().filter((one) => typeof one === "string");
}

function fieldOf(body: unknown, name: string): string {
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, name)) return "";
  const value: unknown = Reflect.get(body, name);
  return typeof value === "string" ? value : "";
}
