import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { chooseDenseStore } from "../../adapters/langchain/dense-store.ts";
import { createWebApp } from "../../adapters/web/app.ts";
import { startServer } from "../../adapters/web/server.ts";
import { readKnowledge } from "../../src/agenda/read-knowledge.ts";
import { type Assistant, createAssistant } from "../../src/answer/assistant.ts";
import { createForgetfulReception } from "../../src/reception/no-memory.ts";
import { buildIndex, openIndex } from "../../src/search/index-build.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import type { ScriptModels } from "../models.ts";

/** A knowledge folder with an index of its own, and its web pages on a free port of the loopback address. */
export interface ServedKnowledge {
  readonly assistant: Assistant;
  readonly index: SearchIndex;
  /** Where the pages are, without a slash at the end: the assistant's citations lead there. */
  readonly publicUrl: string;
  /** Stops the server and removes the index. */
  stop(): Promise<void>;
}

/**
 * Builds the index of a knowledge folder, opens it and serves it as `npm start` does, with models where some are given.
 * @throws AssistantError EMBEDDINGS_LIMIT and ModelError where passages cannot be embedded
 */
export async function serveKnowledge(
  knowledgeDirectory: string,
  { neural, forAnswers: models }: ScriptModels = {},
): Promise<ServedKnowledge> {
  const directory = await mkdtemp(join(tmpdir(), "agenda-evaluation-"));
  const removeIndex = () => rm(directory, { recursive: true });
  const index = await indexIn(directory, knowledgeDirectory, neural).catch(async (error) => {
    await removeIndex();
    throw error;
  });
  const log = pino({ level: "silent" });
  const host = "127.0.0.1";
  const urlAt = (port: number) => `http://${host}:${port}`;
  const assistantAt = (port: number) =>
    createAssistant({
      index: () => index,
      publicUrl: urlAt(port),
      clock: () => performance.now(),
      ...(models === undefined ? {} : { models }),
    });
  const server = await startServer(
    (port) => {
      const publicUrl = urlAt(port);
      const parts = { assistant: assistantAt(port), index: () => index, log, publicUrl };
      const reception = createForgetfulReception({ ...parts, retentionDays: 1 });
      return createWebApp({ ...parts, reception });
    },
    { port: 0, host },
  );
  return {
    assistant: assistantAt(server.port),
    index,
    publicUrl: urlAt(server.port),
    stop: async () => {
      await server.stop();
      await removeIndex();
    },
  };
}

async function indexIn(
  directory: string,
  knowledgeDirectory: string,
  neural: ScriptModels["neural"],
): Promise<SearchIndex> {
  const store = await chooseDenseStore(() => {});
  const knowledge = await readKnowledge(knowledgeDirectory);
  await buildIndex(knowledge, directory, store, undefined, neural?.build);
  return openIndex(directory, store, neural?.embedding);
}
