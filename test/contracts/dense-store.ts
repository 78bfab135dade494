import { readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { systemErrorCode } from "../../src/errors.ts";
import type { DenseIndex, DenseStore } from "../../src/ports.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { clusteredVectors, vectorSource } from "../helpers/vectors.ts";

/** What every implementation of {@link DenseStore} does. Call it inside a `describe`. */
export function denseStoreContract(store: DenseStore): void {
  const build = async (vectors: readonly number[][], directory: string) => {
    const { model, source } = vectorSource(vectors);
    await store.build(directory, model, source, () => {});
    return model;
  };
  const opened = async (vectors: readonly number[][]): Promise<DenseIndex> => {
    const directory = join(await temporaryFolder(), "dense");
    return store.open(directory, await build(vectors, directory));
  };

  it("finds every vector as its own nearest, at a cosine of one", async () => {
    const vectors = clusteredVectors(60, 6, 24, 1);
    const index = await opened(vectors);
    expect(index.size).toBe(60);
    for (const [passage, vector] of vectors.entries()) {
      const [nearest] = await index.search(vector, 1);
      expect(nearest?.passage).toBe(passage);
      expect(nearest?.similarity).toBeCloseTo(1, 4);
    }
  });

  it("gives the closest first, each with its cosine", async () => {
    const vectors = clusteredVectors(80, 4, 24, 2);
    const index = await opened(vectors);
    const query = vectors[0] ?? [];
    const found = await index.search(query, 20);
    expect(found).toHaveLength(20);
    const similarities = found.map(({ similarity }) => similarity);
    expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
    for (const { passage, similarity } of found) {
      const cosine = query.reduce(
        (sum, value, at) => sum + value * (vectors[passage]?.[at] ?? 0),
        0,
      );
      expect(similarity).toBeCloseTo(cosine, 4);
    }
  });

  it("gives as many as there are when more are asked for, each once", async () => {
    const index = await opened(clusteredVectors(37, 3, 16, 3));
    const found = await index.search(clusteredVectors(1, 1, 16, 4)[0] ?? [], 1_000);
    expect(found.map(({ passage }) => passage).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 37 }, (_, at) => at),
    );
  });

  it("gives nothing when nothing is asked for", async () => {
    const vectors = clusteredVectors(5, 1, 16, 5);
    expect(await (await opened(vectors)).search(vectors[0] ?? [], 0)).toEqual([]);
  });

  it("holds a single passage", async () => {
    const vectors = clusteredVectors(1, 1, 16, 6);
    const found = await (await opened(vectors)).search(vectors[0] ?? [], 10);
    expect(found.map(({ passage }) => passage)).toEqual([0]);
  });

  it("keeps passages with the same vector apart", async () => {
    const vector = clusteredVectors(1, 1, 16, 7)[0] ?? [];
    const index = await opened([vector, vector, vector]);
    const found = await index.search(vector, 3);
    expect(new Set(found.map(({ passage }) => passage))).toEqual(new Set([0, 1, 2]));
  });

  it("keeps the numbers of passages over several batches, and tells how far it is", async () => {
    const vectors = clusteredVectors(1_201, 30, 16, 8);
    const { model, source } = vectorSource(vectors);
    const directory = join(await temporaryFolder(), "dense");
    const steps: number[] = [];
    await store.build(directory, model, source, (done) => steps.push(done));
    expect(steps.length).toBeGreaterThan(1);
    expect(steps.at(-1)).toBe(1_201);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    const index = await store.open(directory, model);
    for (const passage of [0, 499, 500, 1_000, 1_200]) {
      expect((await index.search(vectors[passage] ?? [], 1))[0]?.passage).toBe(passage);
    }
  });

  it("refuses a folder that is not there", async () => {
    const { model } = vectorSource(clusteredVectors(1, 1, 16, 9));
    const open = store.open(join(await temporaryFolder(), "none"), model);
    await expect(open).rejects.toMatchObject({ code: "INDEX_CORRUPT" });
  });

  it("refuses a folder of which any file is missing or cut off, or tells that vectors are missing", async () => {
    const vectors = clusteredVectors(20, 2, 16, 10);
    const directory = join(await temporaryFolder(), "dense");
    const model = await build(vectors, directory);
    const names = await readdir(directory);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const path = join(directory, name);
      const { size } = await stat(path);
      for (const damage of [
        () => truncate(path, size - 7),
        () => truncate(path, Math.floor(size / 2)),
        () => writeFile(path, ""),
        () => rm(path),
      ]) {
        await damage();
        // A file of vectors alone may end after any of them: who opens the index compares the size.
        const outcome = await store.open(directory, model).then(
          ({ size }) => (size < vectors.length ? "INDEX_CORRUPT" : "opened"),
          (error: unknown) => systemErrorCode(error),
        );
        expect(outcome, name).toBe("INDEX_CORRUPT");
      }
      await build(vectors, directory);
    }
  });

  it("fails with the system's reason when it cannot write", async () => {
    const file = join(await temporaryFolder(), "file");
    await writeFile(file, "");
    await expect(build(clusteredVectors(3, 1, 16, 11), join(file, "dense"))).rejects.toMatchObject({
      code: "ENOTDIR",
    });
  });
}
