import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exactStore } from "../../../adapters/langchain/exact-store.ts";
import { hnswStore, isHnswAvailable } from "../../../adapters/langchain/hnsw-store.ts";
import { denseStoreContract } from "../../contracts/dense-store.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { clusteredVectors, vectorSource } from "../../helpers/vectors.ts";

const isAvailable = await isHnswAvailable();

describe.skipIf(!isAvailable)("hnswStore", () => {
  denseStoreContract(hnswStore);

  it("finds at least 99 of 100 of the ten nearest that exact search finds", async () => {
    const all = clusteredVectors(3_060, 60, 48, 12);
    const queries = all.slice(3_000);
    const { model, source } = vectorSource(all.slice(0, 3_000));
    const folder = await temporaryFolder();
    const nearest = async (store: typeof hnswStore) => {
      const directory = join(folder, store.kind);
      await store.build(directory, model, source, () => {});
      const index = await store.open(directory, model);
      return Promise.all(queries.map((query) => index.search(query, 10)));
    };
    const truth = await nearest(exactStore);
    const found = await nearest(hnswStore);
    const hits = found.map((neighbours, at) => {
      const wanted = new Set(truth[at]?.map(({ passage }) => passage));
      return neighbours.filter(({ passage }) => wanted.has(passage)).length;
    });
    const recall = hits.reduce((sum, count) => sum + count, 0) / (queries.length * 10);
    expect(recall).toBeGreaterThanOrEqual(0.99);
  });
});
