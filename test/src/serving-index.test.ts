import { readdir, rename, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pino } from "pino";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { readKnowledge } from "../../src/agenda/read-knowledge.ts";
import { embedInBackground } from "../../src/embed-in-background.ts";
import { AssistantError } from "../../src/errors.ts";
import { ModelError } from "../../src/models/model-error.ts";
import type { NeuralEmbedding, VectorCache } from "../../src/models/neural-embedding.ts";
import type { NeuralBuild } from "../../src/search/cached-embedding.ts";
import { buildIndex, rollBack } from "../../src/search/index-build.ts";
import { withBuildLock } from "../../src/search/index-lock.ts";
import { readCurrent } from "../../src/search/index-manifest.ts";
import { openFreshIndex, openServingIndex } from "../../src/serving-index.ts";
import { indexFolder, rewriteManifest, servedBy, store } from "../helpers/built-index.ts";
import {
  away,
  directionOf,
  madeEmbedding,
  memoryCache,
  neuralBuild,
} from "../helpers/neural-embedding.ts";
import { knowledgeFolder, knowledgeNamed, smallKnowledge } from "../helpers/small-knowledge.ts";
import { temporaryFolder, writeFiles } from "../helpers/temporary-folder.ts";

/** A cache on a disk that is full. */
function fullCache(): VectorCache {
  const add = () =>
    Promise.reject(new AssistantError("INDEX_WRITE_FAILED", "the disk is full: free some space"));
  return { ...memoryCache(), add };
}

/** A serving index looks once a second; a busy machine takes longer to open what it sees. */
const patience = 10_000;
vi.setConfig({ testTimeout: 20_000 });

/** A knowledge folder, its index or an empty folder for it, and the lines that are logged. */
async function house(index: "built" | "none" = "built") {
  const lines: string[] = [];
  const knowledgeDirectory = await knowledgeFolder();
  const options = {
    knowledgeDirectory,
    indexDirectory:
      index === "built"
        ? await indexFolder(await readKnowledge(knowledgeDirectory))
        : await temporaryFolder(),
    store,
    log: pino({ level: "info" }, { write: (line: string) => lines.push(line) }),
  };
  const serve = async () => {
    const serving = await openServingIndex(options);
    onTestFinished(() => serving.stop());
    return serving;
  };
  const digest = async () => (await readKnowledge(options.knowledgeDirectory)).digest;
  return { ...options, options, lines, serve, digest };
}

describe("openServingIndex", () => {
  it("builds the index when there is none, and opens it as it is the next time", async () => {
    const { serve, digest, indexDirectory } = await house("none");
    expect((await serve()).current().knowledgeDigest).toBe(await digest());
    const { version } = await readCurrent(indexDirectory);
    await serve();
    expect((await readCurrent(indexDirectory)).version).toBe(version);
  });

  it("builds it again when the knowledge has changed", async () => {
    const { serve, digest, knowledgeDirectory } = await house();
    await writeFiles(knowledgeDirectory, { "documents/nou.md": "Un text nou." });
    const index = (await serve()).current();
    expect(index.knowledgeDigest).toBe(await digest());
    expect(index.catalogue.get("nou")?.kind).toBe("document");
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ["other code", { codeDigest: "0".repeat(64) }],
    ["the other store", { dense: store.kind === "hnsw" ? "exact" : "hnsw" }],
  ])("builds it again when it is of %s", async (_, changes) => {
    const { serve, digest, indexDirectory } = await house();
    await rewriteManifest(indexDirectory, changes);
    expect(await servedBy(indexDirectory)).toBe("INDEX_STALE");
    expect((await serve()).current().knowledgeDigest).toBe(await digest());
  });

  it.each(["current.json", "manifest.json", "items.jsonl", "dense"])(
    "builds it again when %s is damaged",
    async (name) => {
      const { digest, indexDirectory, options } = await house();
      const entries = await readdir(indexDirectory, { recursive: true, withFileTypes: true });
      const damaged = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => path.includes(name));
      expect(damaged).not.toEqual([]);
      for (const path of damaged) await truncate(path, 3);
      expect((await openFreshIndex(options)).knowledgeDigest).toBe(await digest());
    },
  );

  it("serves the index from before, and tells why, while another process builds", async () => {
    const { serve, knowledgeDirectory, indexDirectory, lines } = await house();
    const before = (await serve()).current().knowledgeDigest;
    await writeFiles(knowledgeDirectory, { "documents/nou.md": "Un text nou." });
    await withBuildLock(indexDirectory, async () => {
      expect((await serve()).current().knowledgeDigest).toBe(before);
    });
    expect(lines.join("")).toContain("INDEX_BUSY");
  });

  it("stays with a version that was rolled back to, though the knowledge is another", async () => {
    const { serve, knowledgeDirectory, indexDirectory } = await house();
    const first = (await serve()).current().knowledgeDigest;
    await writeFiles(knowledgeDirectory, { "documents/nou.md": "Un text nou." });
    await serve();
    await rollBack(indexDirectory, store);
    expect((await serve()).current().knowledgeDigest).toBe(first);
  });

  it("serves the index from before when the knowledge has faults, and tells them", async () => {
    const { serve, knowledgeDirectory, lines } = await house();
    const before = (await serve()).current().knowledgeDigest;
    await writeFiles(knowledgeDirectory, { "pagines/dolenta.md": "Sense capçalera." });
    expect((await serve()).current().knowledgeDigest).toBe(before);
    expect(lines.join("")).toContain("pagines/dolenta.md:1");
  });

  it("serves the index that there is when the knowledge folder is gone", async () => {
    const { serve, knowledgeDirectory, lines } = await house();
    const before = (await serve()).current().knowledgeDigest;
    await rm(knowledgeDirectory, { recursive: true });
    expect((await serve()).current().knowledgeDigest).toBe(before);
    expect(lines.join("")).toContain("KNOWLEDGE_MISSING");
  });

  it("refuses to start with faults and no index, naming file and line", async () => {
    const { serve, knowledgeDirectory } = await house("none");
    await writeFiles(knowledgeDirectory, { "pagines/dolenta.md": "Sense capçalera." });
    await expect(serve()).rejects.toMatchObject({
      code: "KNOWLEDGE_INVALID",
      message: expect.stringMatching(/--check[\s\S]*pagines\/dolenta\.md:1: falta/),
    });
  });

  it("refuses to start with neither knowledge nor index", async () => {
    const { serve, knowledgeDirectory } = await house("none");
    await rm(knowledgeDirectory, { recursive: true });
    await expect(serve()).rejects.toMatchObject({ code: "KNOWLEDGE_MISSING" });
  });

  it("serves a folder of documents only", async () => {
    const { options } = await house("none");
    const knowledgeDirectory = await knowledgeFolder({
      "documents/acta.md": smallKnowledge["documents/acta.md"] ?? "",
    });
    const index = await openFreshIndex({ ...options, knowledgeDirectory });
    expect(index.catalogue.items.map(({ id }) => id)).toEqual(["acta"]);
  });

  it("follows a new build without a restart", async () => {
    const { serve, indexDirectory } = await house();
    const serving = await serve();
    const next = await knowledgeNamed("nou");
    await buildIndex(next, indexDirectory, store);
    await vi.waitFor(() => expect(serving.current().knowledgeDigest).toBe(next.digest), patience);
  });

  it("follows a rollback without a restart", async () => {
    const { serve, indexDirectory } = await house();
    const first = await knowledgeNamed("nou");
    await buildIndex(first, indexDirectory, store);
    const serving = await serve();
    await rollBack(indexDirectory, store);
    await vi.waitFor(() => expect(serving.current().knowledgeDigest).toBe(first.digest), patience);
  });

  it("refuses a broken new index, serves the old one, and follows the next good one", async () => {
    const { serve, indexDirectory, lines } = await house();
    const serving = await serve();
    const first = serving.current();
    await writeFile(join(indexDirectory, "new"), '{"version":"broken"');
    await rename(join(indexDirectory, "new"), join(indexDirectory, "current.json"));
    await vi.waitFor(() => expect(lines.join("")).toContain("new index refused"), patience);
    expect(serving.current().knowledgeDigest).toBe(first.knowledgeDigest);
    const next = await knowledgeNamed("nou");
    await buildIndex(next, indexDirectory, store);
    await vi.waitFor(() => expect(serving.current().knowledgeDigest).toBe(next.digest), patience);
  });

  it("serves on when the index folder is taken away", async () => {
    const { serve, indexDirectory } = await house();
    const serving = await serve();
    const vector = await serving.current().embedding.embedQuery("còpia de seguretat");
    await rm(indexDirectory, { recursive: true });
    expect(await serving.current().dense.search(vector, 3)).toHaveLength(3);
  });
});

describe("openServingIndex with a neural embedding", () => {
  const made = () => madeEmbedding("made:1", (text) => directionOf(text));
  const sideOf = (embedding: ReturnType<typeof made>) => ({
    embedding,
    build: neuralBuild(embedding),
  });

  it("builds the index again once one is set up, and opens it as it is the next time", async () => {
    const { options } = await house();
    const embedding = made();
    const neural = sideOf(embedding);
    expect((await openFreshIndex({ ...options, neural })).neural).toBeDefined();
    const sent = embedding.sent.length;
    expect((await openFreshIndex({ ...options, neural })).neural).toBeDefined();
    expect(embedding.sent.length).toBe(sent);
    expect((await openFreshIndex(options)).neural).toBeUndefined();
  });

  /** Serves with an embedding, and tells how often it was asked. */
  async function serveWith(
    rig: Awaited<ReturnType<typeof house>>,
    embedding: NeuralEmbedding,
    deviations: Partial<NeuralBuild> = {},
  ) {
    const neural = { embedding, build: neuralBuild(embedding, deviations) };
    const serving = await openServingIndex({ ...rig.options, neural, retryMs: 20 });
    onTestFinished(() => serving.stop());
    return serving;
  }

  /** An embedding that never replies, and the signals it was given. */
  function stalled() {
    const signals: AbortSignal[] = [];
    const wait = (signal: AbortSignal) =>
      new Promise<never>((_, reject) => {
        signals.push(signal);
        signal.addEventListener("abort", () => reject(new ModelError("slow", "over")));
      });
    const embedding: NeuralEmbedding = {
      ...made(),
      embedPassages: (_texts, signal) => wait(signal),
      embedQuery: (_text, signal) => wait(signal),
    };
    return { embedding, signals };
  }

  it.each(["built", "none"] as const)(
    "serves at once with a model that never replies (index: %s), and lets go of it when stopped",
    async (before) => {
      const rig = await house(before);
      const { embedding, signals } = stalled();
      const serving = await serveWith(rig, embedding);
      expect(serving.current().knowledgeDigest).toBe(await rig.digest());
      await vi.waitFor(() => expect(signals).toHaveLength(1), patience);
      serving.stop();
      serving.stop();
      expect(signals[0]?.aborted).toBe(true);
    },
  );

  it("serves knowledge that has changed at once, without the model", async () => {
    const rig = await house();
    await writeFiles(rig.knowledgeDirectory, { "documents/nou.md": "Un text nou." });
    const serving = await serveWith(rig, stalled().embedding);
    expect(serving.current().catalogue.get("nou")?.kind).toBe("document");
  });

  it("opens an index that has the vectors as it is, and one with those of another model too", async () => {
    const rig = await house();
    await openFreshIndex({ ...rig.options, neural: sideOf(made()) });
    const { version } = await readCurrent(rig.indexDirectory);
    const { embedding, signals } = stalled();
    expect((await serveWith(rig, embedding)).current().neural).toBeDefined();
    expect((await rig.serve()).current().neural).toBeUndefined();
    const other = await serveWith(rig, { ...embedding, id: "made:2" });
    expect(other.current().neural).toBeUndefined();
    // Of the other one alone something is asked.
    await vi.waitFor(() => expect(signals).toHaveLength(1), patience);
    expect((await readCurrent(rig.indexDirectory)).version).toBe(version);
  });

  it.each(["built", "none"] as const)(
    "serves without it while it is away (index: %s), says so, tries again and follows",
    async (before) => {
      const rig = await house(before);
      const embedding = made();
      embedding.fail(away);
      const serving = await serveWith(rig, embedding);
      expect(serving.current().neural).toBeUndefined();
      const said = "serving without the model. It is tried again later";
      const times = () => rig.lines.filter((line) => line.includes(said)).length;
      await vi.waitFor(() => expect(times()).toBeGreaterThan(1), patience);
      embedding.fail(undefined);
      await vi.waitFor(() => expect(serving.current().neural).toBeDefined(), patience);
      expect(serving.current().knowledgeDigest).toBe(await rig.digest());
    },
  );

  it("tries again once somebody else has ended building", async () => {
    const rig = await house();
    const serving = await withBuildLock(rig.indexDirectory, async () => {
      const opened = await serveWith(rig, made());
      await vi.waitFor(() => expect(rig.lines.join("")).toContain("INDEX_BUSY"), patience);
      return opened;
    });
    await vi.waitFor(() => expect(serving.current().neural).toBeDefined(), patience);
  });

  it.each([
    ["more would be sent than is allowed", { maxTokens: 3 }, "EMBEDDINGS_MAX_TOKENS"],
    ["the disk is full", { cache: fullCache() }, "INDEX_WRITE_FAILED"],
  ])("does not try again when %s", async (_, deviations, told) => {
    const rig = await house();
    const embedding = made();
    const serving = await serveWith(rig, embedding, deviations);
    await vi.waitFor(() => expect(rig.lines.join("")).toContain(told), patience);
    const asked = embedding.asked.length;
    // A second attempt would have been made by then: one that works takes its place.
    await vi.waitFor(async () => {
      await serveWith(rig, made());
      expect((await readCurrent(rig.indexDirectory)).version).toBeDefined();
    }, patience);
    await vi.waitFor(() => expect(serving.current().neural).toBeDefined(), patience);
    expect(embedding.asked).toHaveLength(asked);
    expect(rig.lines.filter((line) => line.includes(told))).toHaveLength(1);
  });

  it("leaves alone an index that was rolled back to", async () => {
    const rig = await house();
    await writeFiles(rig.knowledgeDirectory, { "documents/nou.md": "Un text nou." });
    await rig.serve();
    await rollBack(rig.indexDirectory, store);
    const { version } = await readCurrent(rig.indexDirectory);
    const embedding = made();
    const index = (await rig.serve()).current();
    const ending = new AbortController();
    let attempts = 0;
    await embedInBackground({
      ...rig.options,
      build: neuralBuild(embedding),
      retryMs: 1,
      served() {
        attempts += 1;
        if (attempts === 3) ending.abort();
        return index;
      },
      signal: ending.signal,
    });
    expect(embedding.sent).toEqual([]);
    expect((await readCurrent(rig.indexDirectory)).version).toBe(version);
  });

  it("is built without the model for scripts when the vectors cannot be kept", async () => {
    const rig = await house("none");
    const embedding = made();
    const build = neuralBuild(embedding, { cache: fullCache() });
    const index = await openFreshIndex({ ...rig.options, neural: { embedding, build } });
    expect(index.neural).toBeUndefined();
    expect(rig.lines.join("")).toContain("INDEX_WRITE_FAILED");
  });

  it("is built without the model for scripts when the model is away", async () => {
    const rig = await house("none");
    const embedding = made();
    embedding.fail(away);
    const index = await openFreshIndex({ ...rig.options, neural: sideOf(embedding) });
    expect(index.neural).toBeUndefined();
    expect(rig.lines.join("")).toContain("serving without the model");
  });

  it("serves without it when it would send more than is allowed", async () => {
    const { options, lines } = await house("none");
    const embedding = made();
    const neural = { embedding, build: neuralBuild(embedding, { maxTokens: 3 }) };
    const index = await openFreshIndex({ ...options, neural });
    expect(index.neural).toBeUndefined();
    // Nothing but the probe.
    expect(embedding.sent.flat()).toHaveLength(1);
    expect(lines.join("")).toContain("EMBEDDINGS_MAX_TOKENS");
  });
});
