import { readFile } from "node:fs/promises";
import { createAssistant } from "../../../src/answer/assistant.ts";
import type { DenseStore } from "../../../src/ports.ts";
import { openIndex } from "../../../src/search/index-build.ts";
import { measureSeries } from "../series.ts";
import type { ReportReady, TaskInput } from "../task.ts";

/** Opens the index as the server does and answers. */
export async function answer(input: TaskInput, store: DenseStore, ready: ReportReady) {
  const index = await openIndex(input.indexDirectory, store);
  const assistant = createAssistant({
    index: () => index,
    publicUrl: "http://localhost",
    clock: () => performance.now(),
  });
  ready();
  const questions: string[] = JSON.parse(await readFile(input.questionsFile, "utf8"));
  const answers = await measureSeries(questions, async (question) => {
    const given = await assistant.respond({ question });
    if (given.kind === "failed") throw new Error("an answer failed", { cause: given.cause });
  });
  return { answers, bytes: process.memoryUsage.rss() };
}
