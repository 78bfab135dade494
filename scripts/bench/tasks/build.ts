import { createHash } from "node:crypto";
import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { KnowledgeItem } from "../../../src/agenda/item.ts";
import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import type { DenseStore } from "../../../src/ports.ts";
import { buildIndex } from "../../../src/search/index-build.ts";
import { growCollection } from "../collection.ts";
import type { BuildFigures } from "../figures.ts";
import { benchQuestions } from "../questions.ts";
import type { TaskInput } from "../task.ts";

/** Grows the collection, builds its index and writes down what will be asked. */
export async function build(input: TaskInput, store: DenseStore): Promise<BuildFigures> {
  const shipped = await readKnowledge(input.knowledgeDirectory);
  const items = [...growCollection(shipped.items, input.scale)];
  await writeFile(input.questionsFile, JSON.stringify(benchQuestions(items)));
  const words = countWords(items);
  const digest =
    input.scale === 1
      ? shipped.digest
      : createHash("sha256").update(`${shipped.digest} ${input.scale}`).digest("hex");
  const started = performance.now();
  const { counts } = await buildIndex({ ...shipped, items, digest }, input.indexDirectory, store);
  return {
    items: counts.items,
    passages: counts.passages,
    terms: counts.terms,
    postings: counts.postings,
    words,
    buildMs: performance.now() - started,
    peakBytes: process.resourceUsage().maxRSS * 1_024,
    diskBytes: await sizeOf(input.indexDirectory),
  };
}

function countWords(items: readonly KnowledgeItem[]): number {
  const words = new Set<string>();
  for (const { title, questions, blocks } of items) {
    for (const text of [title, ...questions, ...blocks.map((block) => block.text)])
      for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu)) words.add(word);
  }
  return words.size;
}

async function sizeOf(directory: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}
