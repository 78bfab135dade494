import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Knowledge } from "../agenda/read-knowledge.ts";
import { AssistantError, systemErrorCode } from "../errors.ts";
import type { NeuralEmbedding } from "../models/neural-embedding.ts";
import type { DenseIndex, DenseStore } from "../ports.ts";
import type { NeuralBuild } from "./cached-embedding.ts";
import { codeDigest } from "./code-digest.ts";
import { createLocalEmbedding, type EmbeddingModel } from "./embedding.ts";
import { changesSinceServed } from "./index-changes.ts";
import { readIndexFiles } from "./index-files.ts";
import { withBuildLock } from "./index-lock.ts";
import {
  type Current,
  currentFor,
  listVersions,
  type Manifest,
  readCurrent,
  readManifest,
  removeVersionsBut,
  verifyFiles,
  versionDirectory,
  writeCurrent,
} from "./index-manifest.ts";
import { createLexicalIndex } from "./lexical-index.ts";
import { createNeuralIndex, type NeuralIndex } from "./neural.ts";
import { createLanguageTools, createSearchIndex, type SearchIndex } from "./search-index.ts";
import { neuralFolder } from "./write-neural.ts";
import { writeVersion } from "./write-version.ts";

/** Vectors that no build asked for in this time are forgotten: what was paid for stays through a rollback or a trial. */
const keptVectorsMs = 90 * 24 * 3_600_000;

/** Steps of a build, in order. */
export type BuildStep = "analyse" | "embed" | "write" | "check";
/** Called as a build goes on; `done` and `total` count passages. */
export type OnBuildProgress = (step: BuildStep, done: number, total: number) => void;

/**
 * Builds an index of the knowledge beside the one that serves, checks it, and switches to it in one step.
 * When anything fails the served index stays as it was.
 * @throws AssistantError INDEX_BUSY, INDEX_WRITE_FAILED; with a neural embedding ModelError and EMBEDDINGS_LIMIT too
 */
export async function buildIndex(
  knowledge: Knowledge,
  directory: string,
  store: DenseStore,
  onProgress: OnBuildProgress = () => {},
  neural?: NeuralBuild,
): Promise<Manifest> {
  try {
    return await withBuildLock(directory, async () => {
      const builtAt = new Date().toISOString();
      const version = `${builtAt.replace(/[^0-9]/g, "")}-${knowledge.digest.slice(0, 8)}`;
      const folder = join(directory, `building-${process.pid}`);
      const target = versionDirectory(directory, version);
      await removeLeftovers(directory);
      try {
        await mkdir(folder, { recursive: true });
        const changes = await changesSinceServed(directory, knowledge, builtAt);
        const source = { knowledge, changes, builtAt, neural };
        const embedding = await writeVersion(folder, source, store, onProgress);
        await mkdir(join(directory, "versions"), { recursive: true });
        await rename(folder, target);
        onProgress("check", 0, 1);
        const current = await currentFor(directory, version, false);
        const manifest = await checkVersion(directory, current, store);
        await openDense(directory, current, store, embedding, manifest.counts.passages);
        const before = await servedVersion(directory);
        await writeCurrent(directory, current);
        await removeVersionsBut(directory, before === undefined ? [version] : [version, before]);
        // Switched already: what cannot be forgotten now is forgotten after the next build.
        await neural?.cache.purge(Date.parse(builtAt) - keptVectorsMs).catch(() => {});
        onProgress("check", 1, 1);
        return manifest;
      } catch (error) {
        if ((await servedVersion(directory)) !== version) {
          for (const left of [folder, target]) await rm(left, { recursive: true, force: true });
        }
        throw error;
      }
    });
  } catch (error) {
    throw asWriteFailure(error, directory);
  }
}

/** Serves the version before the current one. @throws AssistantError NO_PREVIOUS_INDEX */
export async function rollBack(directory: string, store: DenseStore): Promise<string> {
  const { version } = await readCurrent(directory);
  const previous = (await listVersions(directory)).find((other) => other < version);
  if (previous === undefined) {
    throw new AssistantError(
      "NO_PREVIOUS_INDEX",
      `${directory} holds no index older than the one that serves`,
    );
  }
  const current = await currentFor(directory, previous, true);
  await openVersion(directory, current, store);
  await writeCurrent(directory, current);
  return previous;
}

/**
 * Opens the served version after comparing every byte with its manifest. Vectors of another neural embedding than the
 * given one are left alone.
 * @throws AssistantError INDEX_MISSING, INDEX_CORRUPT, INDEX_STALE when other code or another store built it
 */
export async function openIndex(
  directory: string,
  store: DenseStore,
  neural?: NeuralEmbedding,
): Promise<SearchIndex> {
  return openVersion(directory, await readCurrent(directory), store, neural);
}

/** When the version that the folder serves was built, as {@link SearchIndex} says it. Throws as {@link openIndex}. */
export async function servedBuiltAt(directory: string): Promise<string> {
  return (await readManifest(directory, await readCurrent(directory))).builtAt;
}

async function openVersion(
  directory: string,
  current: Current,
  store: DenseStore,
  neural?: NeuralEmbedding,
): Promise<SearchIndex> {
  const manifest = await checkVersion(directory, current, store);
  const files = await readIndexFiles(versionDirectory(directory, current.version));
  const language = createLanguageTools(files.concepts);
  const lexical = createLexicalIndex(files.lexical);
  const embedding = createLocalEmbedding(language.analyse, lexical);
  const { id, dimensions } = manifest.embedding;
  if (id !== embedding.id || dimensions !== embedding.dimensions) {
    throw stale(
      directory,
      `holds vectors of the embedding ${id} and this program has ${embedding.id}`,
    );
  }
  const dense = await openDense(directory, current, store, embedding, files.passages.length);
  const vectors = await openNeural(directory, current, store, manifest, neural);
  return createSearchIndex({
    items: files.items,
    passages: files.passages,
    lexical,
    dense,
    embedding,
    ...(vectors === undefined ? {} : { neural: vectors }),
    language,
    knowledgeDigest: manifest.knowledgeDigest,
    builtAt: manifest.builtAt,
    changes: files.changes,
    itinerary: files.itinerary,
  });
}

/** Compares every byte of a version with its manifest, and its makers with this program. */
async function checkVersion(
  directory: string,
  current: Current,
  store: DenseStore,
): Promise<Manifest> {
  const manifest = await readManifest(directory, current);
  await verifyFiles(directory, current, manifest);
  await refuseForeign(manifest, directory, store);
  return manifest;
}

/** Opens a version's vectors. Digests do not tell whether what was written first was whole. */
async function openDense(
  directory: string,
  current: Current,
  store: DenseStore,
  embedding: EmbeddingModel,
  passages: number,
  name = "dense",
): Promise<DenseIndex> {
  const folder = join(versionDirectory(directory, current.version), name);
  const dense = await store.open(folder, embedding);
  if (dense.size === passages) return dense;
  throw new AssistantError(
    "INDEX_CORRUPT",
    `the index in ${directory} has ${dense.size} vectors for ${passages} passages; run: npm run index`,
  );
}

async function openNeural(
  directory: string,
  current: Current,
  store: DenseStore,
  { neural: kept, counts }: Manifest,
  embedding: NeuralEmbedding | undefined,
): Promise<NeuralIndex | undefined> {
  if (embedding === undefined || kept?.id !== embedding.id) return undefined;
  const { id, dimensions, calibration } = kept;
  const model = { id, dimensions, embedDocuments: refuseToEmbed, embedQuery: refuseToEmbed };
  const dense = await openDense(directory, current, store, model, counts.passages, neuralFolder);
  return createNeuralIndex({ embedding, dense, dimensions, calibration });
}

/** An opened store searches vectors; it makes none. */
function refuseToEmbed(): Promise<never> {
  return Promise.reject(new TypeError("an opened index embeds nothing"));
}

/**
 * Whether the served index was built from this knowledge, with the neural embedding of that id if one is set up, or is kept
 * on purpose by a rollback.
 */
export async function isCurrent(
  directory: string,
  knowledgeDigest: string,
  neuralId?: string,
): Promise<boolean> {
  const current = await readCurrent(directory);
  if (current.pinned) return true;
  const { knowledgeDigest: digest, neural } = await readManifest(directory, current);
  // Vectors of an embedding that is set up no longer do no harm.
  return digest === knowledgeDigest && (neuralId === undefined || neural?.id === neuralId);
}

/** The version that a build is about to replace: what a rollback goes back to. */
async function servedVersion(directory: string): Promise<string | undefined> {
  try {
    return (await readCurrent(directory)).version;
  } catch {
    // The first build, or a damaged pointer: there is nothing to go back to.
    return undefined;
  }
}

async function refuseForeign(
  manifest: Manifest,
  directory: string,
  store: DenseStore,
): Promise<void> {
  const own = await codeDigest();
  if (manifest.codeDigest === own && manifest.dense === store.kind) return;
  const why =
    manifest.dense === store.kind
      ? "was built by another version of this program"
      : `holds ${manifest.dense} vectors and this machine reads ${store.kind}`;
  throw stale(directory, why);
}

function stale(directory: string, why: string): AssistantError {
  return new AssistantError("INDEX_STALE", `the index in ${directory} ${why}; run: npm run index`);
}

async function removeLeftovers(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (name.startsWith("building-") || name.startsWith("current.json."))
      await rm(join(directory, name), { recursive: true, force: true });
  }
}

function asWriteFailure(error: unknown, directory: string): unknown {
  if (error instanceof AssistantError) return error;
  const code = systemErrorCode(error);
  const reasons: Readonly<Record<string, string>> = {
    ENOSPC: "the disk is full: free some space",
    EDQUOT: "the disk quota is used up: free some space",
    EACCES: "permission denied: give this user the right to write there",
    EPERM: "permission denied: give this user the right to write there",
    EROFS: "the file system is read-only: set INDEX_DIR to a folder that can be written",
    ENOTDIR: "it is not a folder: set INDEX_DIR to a folder",
    EEXIST: "it is not a folder: set INDEX_DIR to a folder",
  };
  if (code === undefined || reasons[code] === undefined) return error;
  return new AssistantError(
    "INDEX_WRITE_FAILED",
    `the index could not be written to ${directory}: ${reasons[code]}. What served before, if anything did, still does`,
    { cause: error },
  );
}
