import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Concept } from "./thesaurus.ts";

const directory = join(import.meta.dirname, "lexicon");

/**
 * General language of the three languages: words that mean the same and do not look alike (gos, perro, dog).
 * One row a line, `ca; ca | es; es | en; en`. It serves any knowledge, with or without a thesaurus of its own.
 */
export function generalConcepts(): readonly Concept[] {
  remembered ??= readAll();
  return remembered;
}

let remembered: readonly Concept[] | undefined;

function readAll(): Concept[] {
  const concepts: Concept[] = [];
  for (const file of readdirSync(directory).sort()) {
    const lines = readFileSync(join(directory, file), "utf8").split("\n");
    lines.forEach((line, at) => {
      const [ca, es, en] = line.split("|").map(termsOf);
      if (!ca?.length || !es?.length || !en?.length) return;
      concepts.push({ id: `${file}:${at + 1}`, kind: "general", terms: { ca, es, en } });
    });
  }
  return concepts;
}

function termsOf(cell: string): string[] {
  return cell
    .split(";")
    .map((term) => term.trim())
    .filter((term) => term !== "");
}
