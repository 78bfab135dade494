import { readFile } from "node:fs/promises";
import MiniSearch from "minisearch";
import type { KnowledgeItem } from "../../../src/agenda/item.ts";
import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import { fold } from "../../../src/language/tokens.ts";
import { growCollection } from "../collection.ts";
import type { BaselineFigures } from "../figures.ts";
import { measureSeries } from "../series.ts";
import type { TaskInput } from "../task.ts";

const shown = 10;

/** Indexes the same texts with MiniSearch, set up as in `npm run evaluate`, and asks it the same questions. */
export async function baseline(input: TaskInput): Promise<BaselineFigures> {
  const shipped = await readKnowledge(input.knowledgeDirectory);
  const index = new MiniSearch({
    fields: ["title", "questions", "body"],
    processTerm: (term) => fold(term),
    searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 2 } },
  });
  let buildMs = 0;
  // One by one, so that the process holds the index and not the texts.
  for (const item of growCollection(shipped.items, input.scale)) {
    const document = documentOf(item);
    const started = performance.now();
    index.add(document);
    buildMs += performance.now() - started;
  }
  // What making the texts left behind is not MiniSearch's.
  globalThis.gc?.();
  const bytes = process.memoryUsage.rss();
  const questions: string[] = JSON.parse(await readFile(input.questionsFile, "utf8"));
  const answers = await measureSeries(questions, (question) =>
    index.search(question).slice(0, shown),
  );
  return { buildMs, bytes, answers };
}

function documentOf(item: KnowledgeItem) {
  return {
    id: item.id,
    title: item.kind === "document" ? "" : item.title,
    questions: item.questions.join("\n"),
    body: item.blocks.map((block) => block.text).join("\n"),
  };
}
