import { readdir, rename, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pino } from "pino";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { readKnowledge } from "../../src/agenda/read-knowledge.ts";
import { buildIndex, rollBack } from "../../src/search/index-build.ts";
import { withBuildLock } from "../../src/search/index-lock.ts";
import { readCurrent } from "../../src/search/index-manifest.ts";
import { openFreshIndex, openServingIndex } from "../../src/serving-index.ts";
import { indexFolder, rewriteManifest, servedBy, store } from "../helpers/built-index.ts";
import { knowledgeFolder, knowledgeNamed, smallKnowledge } from "../helpers/small-knowledge.ts";
import { temporaryFolder, writeFiles } from "../helpers/temporary-folder.ts";

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
