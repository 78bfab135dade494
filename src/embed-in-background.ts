import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { readKnowledge } from "./agenda/read-knowledge.ts";
import { AssistantError } from "./errors.ts";
import { ModelError } from "./models/model-error.ts";
import type { DenseStore } from "./ports.ts";
import type { NeuralBuild } from "./search/cached-embedding.ts";
import { buildIndex, isCurrent } from "./search/index-build.ts";
import type { SearchIndex } from "./search/search-index.ts";

/** What vectors are made from while an index serves. */
export interface BackgroundEmbedding {
  readonly knowledgeDirectory: string;
  readonly indexDirectory: string;
  readonly store: DenseStore;
  readonly log: Logger;
  readonly build: NeuralBuild;
  /** Milliseconds between two attempts. */
  readonly retryMs: number;
  /** The index that serves now. */
  readonly served: () => SearchIndex;
  /** Ends it; what was embedded by then is kept. */
  readonly signal: AbortSignal;
}

/** Asked to see whether a model is there. */
const firstWord = "agenda";

/**
 * Builds the index once more with the vectors of a neural embedding, for whoever follows the index folder. While the model
 * cannot be had, or somebody else builds, it is tried again. Never rejects; keeps no process alive between two attempts.
 */
export async function embedInBackground(options: BackgroundEmbedding): Promise<void> {
  const { retryMs, signal } = options;
  try {
    while (await isUnfinished(options)) await sleep(retryMs, undefined, { ref: false, signal });
  } catch {
    // Broken off in the pause.
  }
}

/** Makes one attempt. Whether another one is due. */
async function isUnfinished(options: BackgroundEmbedding): Promise<boolean> {
  const { knowledgeDirectory, indexDirectory, store, log, served, signal } = options;
  try {
    const knowledge = await readKnowledge(knowledgeDirectory);
    const { knowledgeDigest, passages } = served();
    if (signal.aborted || passages.length === 0) return false;
    // Somebody is at the knowledge: what it becomes is switched to when they say so, not here.
    if (knowledge.problems.length > 0 || knowledge.digest !== knowledgeDigest) return true;
    // Somebody else has built it, or went back to an earlier version on purpose.
    if (await isCurrent(indexDirectory, knowledgeDigest, options.build.embedding.id)) return false;
    // A word first: a build is work for the processor that answers, and in vain while the model is away.
    await options.build.embedding.embedQuery(firstWord, signal);
    log.info("embedding the passages: until that is done the index serves without the model");
    const build: NeuralBuild & Pick<BackgroundEmbedding, "signal"> = { ...options.build, signal };
    await buildIndex(knowledge, indexDirectory, store, undefined, build);
    return false;
  } catch (err) {
    if (signal.aborted) return false;
    const isPassing =
      err instanceof ModelError || (err instanceof AssistantError && err.code === "INDEX_BUSY");
    const next = isPassing ? "It is tried again later" : "Then run: npm run index";
    log.error({ err }, `the passages could not be embedded: serving without the model. ${next}`);
    return isPassing;
  }
}
