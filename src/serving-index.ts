import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { describeProblem } from "./agenda/knowledge-problem.ts";
import { digestKnowledge, readKnowledge } from "./agenda/read-knowledge.ts";
import { embedInBackground } from "./embed-in-background.ts";
import { AssistantError } from "./errors.ts";
import type { NeuralSide } from "./models/prepare-models.ts";
import type { DenseStore } from "./ports.ts";
import type { NeuralBuild } from "./search/cached-embedding.ts";
import {
  buildIndex,
  isCurrent,
  type OnBuildProgress,
  openIndex,
  servedBuiltAt,
} from "./search/index-build.ts";
import { type SearchIndex, warmUp } from "./search/search-index.ts";

/** The index that a running process serves. */
export interface ServingIndex {
  /** The newest index that could be opened. */
  current(): SearchIndex;
  /** Stops watching for newer ones, and breaks off what is being embedded. */
  stop(): void;
}

/** What a serving index needs. */
export interface ServingOptions {
  readonly knowledgeDirectory: string;
  readonly indexDirectory: string;
  readonly store: DenseStore;
  readonly log: Logger;
  readonly onProgress?: OnBuildProgress;
  /** A neural embedding beside the index's own search. */
  readonly neural?: NeuralSide | undefined;
  /** Milliseconds after which vectors that could not be had are tried for again. Default 10 minutes. */
  readonly retryMs?: number | undefined;
}

const watchEveryMs = 1_000;
const defaultRetryMs = 600_000;
/** Faults told at once: enough to begin with. */
const shownProblems = 20;

/**
 * Opens the index, building it first when it is missing, damaged, of other code or of other knowledge. No model is waited
 * for: vectors of the neural embedding that are not there are made while the index already serves.
 * Afterwards follows the index folder: what `npm run index` switches to is served without a restart, and so are vectors.
 * @throws AssistantError KNOWLEDGE_INVALID when there is no index and the knowledge cannot be indexed
 */
export async function openServingIndex(options: ServingOptions): Promise<ServingIndex> {
  // Looked at first: a build that ends while this one opens is then seen as new.
  let seen = await stampOf(options.indexDirectory);
  let index = await openFitting(options, undefined);
  void warmUp(index);
  const ending = new AbortController();
  const { neural, retryMs = defaultRetryMs } = options;
  if (neural !== undefined && index.neural === undefined)
    void embedInBackground({
      ...options,
      build: neural.build,
      retryMs,
      served: () => index,
      signal: ending.signal,
    });
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void follow().finally(() => {
      busy = false;
    });
  }, watchEveryMs);
  timer.unref();
  return {
    current: () => index,
    stop() {
      clearInterval(timer);
      ending.abort();
    },
  };

  async function follow(): Promise<void> {
    const stamp = await stampOf(options.indexDirectory);
    if (stamp === seen || stamp === undefined) return;
    seen = stamp;
    try {
      // The one that this very process built when it started.
      if ((await servedBuiltAt(options.indexDirectory)) === index.builtAt) return;
      const next = await open(options);
      await warmUp(next);
      index = next;
      options.log.info({ items: index.catalogue.items.length }, "index reloaded");
    } catch (err) {
      options.log.error({ err }, "new index refused, the one before still serves");
    }
  }
}

/**
 * Opens the index once, building it when needed, with the vectors of the neural embedding; without them where they cannot be
 * had. For scripts that answer and end.
 */
export function openFreshIndex(options: ServingOptions): Promise<SearchIndex> {
  return openFitting(options, options.neural?.build);
}

/** Opens the index, building it when it does not fit the knowledge or has no vectors of the build that is given. */
async function openFitting(
  options: ServingOptions,
  build: NeuralBuild | undefined,
): Promise<SearchIndex> {
  const { indexDirectory, log } = options;
  const digest = await digestOrUndefined(options);
  try {
    if (digest === undefined || (await isCurrent(indexDirectory, digest, build?.embedding.id))) {
      return await open(options);
    }
    log.info("the knowledge or the embedding has changed: building the index");
  } catch (error) {
    if (!isRebuildable(error) || digest === undefined) throw error;
    log.info({ reason: error.code }, "building the index");
  }
  try {
    await rebuild(options, build);
  } catch (err) {
    // The index of yesterday is better than none, as long as it can be opened.
    const earlier = await open(options).catch(() => undefined);
    if (earlier === undefined || !(err instanceof AssistantError)) throw err;
    log.error({ err }, "the index could not be built: the one from before still serves");
    return earlier;
  }
  return open(options);
}

function open({ indexDirectory, store, neural }: ServingOptions): Promise<SearchIndex> {
  return openIndex(indexDirectory, store, neural?.embedding);
}

async function rebuild(options: ServingOptions, build: NeuralBuild | undefined): Promise<void> {
  const knowledge = await readKnowledge(options.knowledgeDirectory);
  if (knowledge.problems.length > 0) {
    const faults = knowledge.problems.slice(0, shownProblems).map(describeProblem);
    throw new AssistantError(
      "KNOWLEDGE_INVALID",
      `the knowledge folder ${options.knowledgeDirectory} cannot be indexed; correct it and run: npm run index -- --check\n${faults.join("\n")}`,
    );
  }
  const { indexDirectory, store, onProgress, log } = options;
  try {
    await buildIndex(knowledge, indexDirectory, store, onProgress, build);
  } catch (err) {
    if (build === undefined || !mayDoWithout(err)) throw err;
    log.error(
      { err },
      "the passages could not be embedded: serving without the model. Then run: npm run index",
    );
    await buildIndex(knowledge, indexDirectory, store, onProgress);
  }
}

/** Faults at which everything but the vectors can perhaps be had: these take most of the disk, too. */
function mayDoWithout(error: unknown): boolean {
  const codes = ["MODEL_FAILED", "EMBEDDINGS_LIMIT", "INDEX_WRITE_FAILED"];
  return error instanceof AssistantError && codes.includes(error.code);
}

/** Digest of the knowledge, or undefined when the folder is gone but an index may still serve. */
async function digestOrUndefined(options: ServingOptions): Promise<string | undefined> {
  try {
    return await digestKnowledge(options.knowledgeDirectory);
  } catch (error) {
    const hasIndex = (await stampOf(options.indexDirectory)) !== undefined;
    if (!hasIndex || !(error instanceof AssistantError)) throw error;
    options.log.warn(
      { err: error },
      "the knowledge folder cannot be read, serving the index that there is",
    );
    return undefined;
  }
}

function isRebuildable(error: unknown): error is AssistantError {
  return (
    error instanceof AssistantError &&
    ["INDEX_MISSING", "INDEX_CORRUPT", "INDEX_STALE"].includes(error.code)
  );
}

async function stampOf(directory: string): Promise<string | undefined> {
  try {
    const { mtimeMs, ino } = await stat(join(directory, "current.json"));
    return `${ino}-${mtimeMs}`;
  } catch {
    // Not there yet, or being replaced this very moment: the next look will tell.
    return undefined;
  }
}
