import { HNSWLib } from "@langchain/community/vectorstores/hnswlib";
import { AssistantError } from "../../src/errors.ts";
import type { DenseIndex, DenseStore } from "../../src/ports.ts";
import type { EmbeddingModel } from "../../src/search/embedding.ts";
import { AgendaEmbeddings } from "./agenda-embeddings.ts";
import { addPassages } from "./build-vectors.ts";

/**
 * Candidates the graph keeps while searching: hnswlib starts at 10, and neither it nor LangChain stores the value.
 * Larger graphs need more for the same recall.
 */
function breadthFor(size: number): number {
  return Math.min(1_000, Math.max(200, Math.round(3 * Math.sqrt(size))));
}

/** LangChain's HNSWLib over hnswlib-node. */
export const hnswStore: DenseStore = {
  kind: "hnsw",
  async build(directory, model, source, onProgress) {
    const store = new HNSWLib(new AgendaEmbeddings(model), {
      space: "cosine",
      numDimensions: model.dimensions,
    });
    await addPassages(store, model, source, onProgress);
    await store.save(directory);
  },
  async open(directory, model) {
    return indexOf(await load(directory, model));
  },
};

/** Whether hnswlib-node was compiled on this machine. */
export async function isHnswAvailable(): Promise<boolean> {
  try {
    await HNSWLib.imports();
    return true;
  } catch {
    // Not an error here: the exact store does the same, and the caller says so.
    return false;
  }
}

async function load(directory: string, model: EmbeddingModel): Promise<HNSWLib> {
  try {
    return await HNSWLib.load(directory, new AgendaEmbeddings(model));
  } catch (cause) {
    throw new AssistantError(
      "INDEX_CORRUPT",
      `the vectors in ${directory} cannot be opened; run: npm run index`,
      { cause },
    );
  }
}

function indexOf(store: HNSWLib): DenseIndex {
  const size = store.index.getCurrentCount();
  return {
    size,
    async search(vector, count) {
      const wanted = Math.min(count, size);
      if (wanted === 0) return [];
      store.index.setEf(Math.max(breadthFor(size), wanted));
      // The store gives distances, 1 minus the cosine.
      const found = await store.similaritySearchVectorWithScore(vector, wanted);
      return found.map(([document, distance]) => ({
        passage: Number(document.metadata["passage"]),
        similarity: 1 - distance,
      }));
    },
  };
}
