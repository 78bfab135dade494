import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { describeProblem } from "./agenda/knowledge-problem.ts";
import { digestKnowledge, readKnowledge } from "./agenda/read-knowledge.ts";
import { AssistantError } from "./errors.ts";
import type { DenseStore } from "./ports.ts";
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
  /** Stops watching for newer ones. */
  stop(): void;
}

/** What a serving index needs. */
export interface ServingOptions {
  readonly knowledgeDirectory: string;
  readonly indexDirectory: string;
  readonly store: DenseStore;
  readonly log: Logger;
  readonly onProgress?: OnBuildProgress;
}

const watchEveryMs = 1_000;
/** Faults told at once: enough to begin with. */
const shownProblems = 20;

/**
 * Opens the index, building it first when it is missing, damaged, of other code or of other knowledge.
 * Afterwards follows the index folder: what `npm run index` switches to is served without a restart.
 * @throws AssistantError KNOWLEDGE_INVALID when there is no index and the knowledge cannot be indexed
 */
export async function openServingIndex(options: ServingOptions): Promise<ServingIndex> {
  // Looked at first: a build that ends while this one opens is then seen as new.
  let seen = await stampOf(options.indexDirectory);
  let index = await openFreshIndex(options);
  void warmUp(index);
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void follow().finally(() => {
      busy = false;
    });
  }, watchEveryMs);
  timer.unref();
  return { current: () => index, stop: () => clearInterval(timer) };

  async function follow(): Promise<void> {
    const stamp = await stampOf(options.indexDirectory);
    if (stamp === seen || stamp === undefined) return;
    seen = stamp;
    try {
      // The one that this very process built when it started.
      if ((await servedBuiltAt(options.indexDirectory)) === index.builtAt) return;
      const next = await openIndex(options.indexDirectory, options.store);
      await warmUp(next);
      index = next;
      options.log.info({ items: index.catalogue.items.length }, "index reloaded");
    } catch (err) {
      options.log.error({ err }, "new index refused, the one before still serves");
    }
  }
}

/** Opens the index once, building it when needed. For scripts that answer and end. */
export async function openFreshIndex(options: ServingOptions): Promise<SearchIndex> {
  const { indexDirectory, store, log } = options;
  const digest = await digestOrUndefined(options);
  try {
    if (digest === undefined || (await isCurrent(indexDirectory, digest))) {
      return await openIndex(indexDirectory, store);
    }
    log.info("the knowledge has changed: building the index");
  } catch (error) {
    if (!isRebuildable(error) || digest === undefined) throw error;
    log.info({ reason: error.code }, "building the index");
  }
  try {
    await rebuild(options);
  } catch (err) {
    // The index of yesterday is better than none, as long as it can be opened.
    const earlier = await openIndex(indexDirectory, store).catch(() => undefined);
    if (earlier === undefined || !(err instanceof AssistantError)) throw err;
    log.error({ err }, "the index could not be built: the one from before still serves");
    return earlier;
  }
  return openIndex(indexDirectory, store);
}

async function rebuild(options: ServingOptions): Promise<void> {
  const knowledge = await readKnowledge(options.knowledgeDirectory);
  if (knowledge.problems.length > 0) {
    const faults = knowledge.problems.slice(0, shownProblems).map(describeProblem);
    throw new AssistantError(
      "KNOWLEDGE_INVALID",
      `the knowledge folder ${options.knowledgeDirectory} cannot be indexed; correct it and run: npm run index -- --check\n${faults.join("\n")}`,
    );
  }
  await buildIndex(knowledge, options.indexDirectory, options.store, options.onProgress);
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
