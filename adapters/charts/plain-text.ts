import { oneLine } from "../../src/language/clean-text.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** A text on one line, as it may stand within an element. */
export function plainText(text: string): string {
  return oneLine(text).replace(/[&<>"]/g, (found) => entities[found] ?? "");
}
