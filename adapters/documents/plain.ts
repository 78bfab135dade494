import { clean } from "../../src/language/clean-text.ts";

/** The text as XML 1.0 and every office program can hold it; every line end is one `\n`. */
export function plain(text: string): string {
  return clean(text.replace(/\r\n?|[\u2028\u2029]/g, "\n"))
    .replace(/[\uFFFE\uFFFF]/g, "")
    .trim();
}

/** The same on one line: titles, names. */
export function plainLine(text: string): string {
  return plain(text).replace(/\s+/gu, " ");
}
