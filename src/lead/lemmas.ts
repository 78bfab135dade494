import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Verbs by their irregular forms, without accents, with the language before each: `es sepa` is of `saber`. */
export function readLemmas(): ReadonlyMap<string, readonly string[]> {
  const lemmas = new Map<string, string[]>();
  for (const line of linesOf("irregular.txt")) {
    const [language = "", lemma = "", ...forms] = line.split(" ");
    for (const form of forms) {
      const key = `${language} ${form}`;
      lemmas.set(key, [...(lemmas.get(key) ?? []), lemma]);
    }
  }
  return lemmas;
}

/** Lines of a list of words that stands beside this file. */
export function linesOf(file: string): string[] {
  return readFileSync(join(import.meta.dirname, file), "utf8")
    .trim()
    .split("\n");
}
