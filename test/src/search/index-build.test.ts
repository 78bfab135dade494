import { readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { exactStore } from "../../../adapters/langchain/exact-store.ts";
import { hnswStore, isHnswAvailable } from "../../../adapters/langchain/hnsw-store.ts";
import { buildIndex, isCurrent, openIndex, rollBack } from "../../../src/search/index-build.ts";
import { listVersions, readCurrent } from "../../../src/search/index-manifest.ts";
import { indexFolder, rewriteManifest, servedBy, store } from "../../helpers/built-index.ts";
import { knowledgeNamed } from "../../helpers/small-knowledge.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

// Many small builds: a busy machine needs more than the usual time.
vi.setConfig({ testTimeout: 20_000 });

const isAvailable = await isHnswAvailable();

describe("buildIndex", () => {
  it("builds what openIndex opens: all items, passages, vectors and concepts", async () => {
    const knowledge = await knowledgeNamed("u");
    const folder = await temporaryFolder();
    const manifest = await buildIndex(knowledge, folder, store);
    const index = await openIndex(folder, store);
    expect(index.catalogue.items).toEqual(knowledge.items);
    expect(index.knowledgeDigest).toBe(knowledge.digest);
    expect(index.dense.size).toBe(index.passages.length);
    expect(manifest.counts).toMatchObject({
      items: knowledge.items.length,
      concepts: knowledge.concepts.length,
      passages: index.passages.length,
    });
  });

  it("tells its steps in order, each up to its end", async () => {
    const steps: string[] = [];
    const last = new Map<string, boolean>();
    await buildIndex(
      await knowledgeNamed("u"),
      await temporaryFolder(),
      store,
      (step, done, total) => {
        if (steps.at(-1) !== step) steps.push(step);
        last.set(step, done === total);
      },
    );
    expect(steps).toEqual(["analyse", "embed", "write", "check"]);
    expect([...last.values()]).toEqual([true, true, true, true]);
  });

  it("leaves only the new version and the one that served before, and no lock", async () => {
    const folder = await indexFolder(await knowledgeNamed("u"));
    const before = (await readCurrent(folder)).version;
    await buildIndex(await knowledgeNamed("dos"), folder, store);
    await buildIndex(await knowledgeNamed("tres"), folder, store);
    const { version } = await readCurrent(folder);
    expect(await listVersions(folder)).toHaveLength(2);
    expect(await listVersions(folder)).toContain(version);
    expect(await listVersions(folder)).not.toContain(before);
    expect((await readdir(folder)).sort()).toEqual(["current.json", "versions"]);
  });

  it("removes what builds that were killed have left", async () => {
    const folder = await indexFolder(await knowledgeNamed("u"));
    await writeFile(join(folder, "building-999"), "half");
    await writeFile(join(folder, "current.json.999"), "{");
    await buildIndex(await knowledgeNamed("dos"), folder, store);
    expect((await readdir(folder)).sort()).toEqual(["current.json", "versions"]);
  });

  it("tells the remedy when the index folder is a file", async () => {
    const file = join(await temporaryFolder(), "index");
    await writeFile(file, "");
    await expect(buildIndex(await knowledgeNamed("u"), file, store)).rejects.toMatchObject({
      code: "INDEX_WRITE_FAILED",
      message: expect.stringMatching(/not a folder: set INDEX_DIR/),
    });
  });

  it("keeps the old index, and nothing of the new, when the vectors come out damaged", async () => {
    const knowledge = await knowledgeNamed("u");
    const folder = await indexFolder(knowledge);
    const versions = await listVersions(folder);
    // What a full disk does to a library that does not look whether its bytes were written.
    const careless: typeof store = {
      ...store,
      async build(directory, ...rest) {
        await store.build(directory, ...rest);
        const [name = ""] = (await readdir(directory)).filter((file) => !file.endsWith(".json"));
        await truncate(join(directory, name), 100);
      },
    };
    const build = buildIndex(await knowledgeNamed("dos"), folder, careless);
    await expect(build).rejects.toMatchObject({ code: "INDEX_CORRUPT" });
    expect(await servedBy(folder)).toBe(knowledge.digest);
    expect(await listVersions(folder)).toEqual(versions);
  });
});

describe("openIndex", () => {
  it("refuses fewer vectors than passages", async () => {
    const forgetful: typeof store = {
      ...store,
      build: (directory, model, source, onProgress) =>
        store.build(directory, model, { ...source, count: source.count - 1 }, onProgress),
    };
    const build = buildIndex(await knowledgeNamed("u"), await temporaryFolder(), forgetful);
    await expect(build).rejects.toMatchObject({
      code: "INDEX_CORRUPT",
      message: expect.stringMatching(/vectors for \d+ passages/),
    });
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ["other code", { codeDigest: "0".repeat(64) }],
    ["another embedding", { embedding: { id: "other-1", dimensions: 512 } }],
    ["an embedding of another size", { embedding: { id: "local-1", dimensions: 3 } }],
  ])("refuses an index of %s, with the remedy", async (_, changes) => {
    const folder = await indexFolder(await knowledgeNamed("u"));
    await rewriteManifest(folder, changes);
    await expect(openIndex(folder, store)).rejects.toMatchObject({
      code: "INDEX_STALE",
      message: expect.stringContaining("npm run index"),
    });
  });

  it("refuses an index whose format it does not know", async () => {
    const folder = await indexFolder(await knowledgeNamed("u"));
    await rewriteManifest(folder, { format: 2 });
    expect(await servedBy(folder)).toBe("INDEX_CORRUPT");
  });

  it.skipIf(!isAvailable)("refuses vectors of the other store", async () => {
    const knowledge = await knowledgeNamed("u");
    const folder = await temporaryFolder();
    await buildIndex(knowledge, folder, exactStore);
    expect((await openIndex(folder, exactStore)).knowledgeDigest).toBe(knowledge.digest);
    await expect(openIndex(folder, hnswStore)).rejects.toMatchObject({ code: "INDEX_STALE" });
  });

  it.each<[string, (folder: string) => Promise<void>, string]>([
    ["a folder that is not there", (folder) => rm(folder, { recursive: true }), "INDEX_MISSING"],
    ["no pointer", (folder) => rm(join(folder, "current.json")), "INDEX_MISSING"],
    ["an empty pointer", (folder) => writeFile(join(folder, "current.json"), ""), "INDEX_CORRUPT"],
    ["half a pointer", (folder) => truncate(join(folder, "current.json"), 40), "INDEX_CORRUPT"],
    ["no versions", (folder) => rm(join(folder, "versions"), { recursive: true }), "INDEX_CORRUPT"],
  ])("refuses %s", async (_, damage, code) => {
    const folder = await indexFolder(await knowledgeNamed("u"));
    await damage(folder);
    expect(await servedBy(folder)).toBe(code);
  });

  it("refuses a pointer to a folder outside the index", async () => {
    const folder = await indexFolder(await knowledgeNamed("u"));
    const pointer: unknown = JSON.parse(await readFile(join(folder, "current.json"), "utf8"));
    const outside = JSON.stringify(Object.assign({}, pointer, { version: "../../x" }));
    await writeFile(join(folder, "current.json"), outside);
    expect(await servedBy(folder)).toBe("INDEX_CORRUPT");
  });
});

describe("rollBack", () => {
  it("serves the version before, stays there, and the next build goes forward again", async () => {
    const [first, second] = [await knowledgeNamed("u"), await knowledgeNamed("dos")];
    const folder = await indexFolder(first);
    await buildIndex(second, folder, store);
    expect(await isCurrent(folder, first.digest)).toBe(false);
    await rollBack(folder, store);
    expect(await servedBy(folder)).toBe(first.digest);
    expect(await isCurrent(folder, second.digest)).toBe(true);
    await buildIndex(second, folder, store);
    expect(await servedBy(folder)).toBe(second.digest);
    expect(await isCurrent(folder, first.digest)).toBe(false);
  });

  it("goes back to what served, not to the version that was left behind before", async () => {
    const good = await knowledgeNamed("bo");
    const folder = await indexFolder(good);
    await buildIndex(await knowledgeNamed("dolent"), folder, store);
    await rollBack(folder, store);
    await buildIndex(await knowledgeNamed("pitjor"), folder, store);
    await rollBack(folder, store);
    expect(await servedBy(folder)).toBe(good.digest);
  });

  it("refuses when there is nothing older, and serves on", async () => {
    const knowledge = await knowledgeNamed("u");
    const folder = await indexFolder(knowledge);
    await writeFile(join(folder, "versions", ".DS_Store"), "");
    await expect(rollBack(folder, store)).rejects.toMatchObject({ code: "NO_PREVIOUS_INDEX" });
    expect(await servedBy(folder)).toBe(knowledge.digest);
  });

  it("refuses a damaged older version, and serves on", async () => {
    const second = await knowledgeNamed("dos");
    const folder = await indexFolder(await knowledgeNamed("u"));
    const { version } = await readCurrent(folder);
    await buildIndex(second, folder, store);
    const path = join(folder, "versions", version);
    await truncate(join(path, "items.jsonl"), 10);
    await expect(rollBack(folder, store)).rejects.toMatchObject({ code: "INDEX_CORRUPT" });
    await rm(join(path, "manifest.json"));
    await expect(rollBack(folder, store)).rejects.toMatchObject({ code: "INDEX_CORRUPT" });
    expect(await servedBy(folder)).toBe(second.digest);
  });
});
