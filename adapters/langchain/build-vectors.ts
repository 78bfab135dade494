import { Document } from "@langchain/core/documents";
import type { VectorStore } from "@langchain/core/vectorstores";
import type { DenseSource } from "../../src/ports.ts";
import type { EmbeddingModel } from "../../src/search/embedding.ts";

/** Embedded at once: few enough to show progress, many enough that the graph is not resized for each. */
const smallestBatch = 500;
const mostBatches = 40;

/** Embeds every passage into a store. A document carries its passage's number; its text stays in the index. */
export async function addPassages(
  store: VectorStore,
  model: EmbeddingModel,
  source: DenseSource,
  onProgress: (done: number) => void,
): Promise<void> {
  const size = Math.max(smallestBatch, Math.ceil(source.count / mostBatches));
  for (let from = 0; from < source.count; from += size) {
    const to = Math.min(from + size, source.count);
    const vectors = await model.embedDocuments(source.texts(from, to));
    const documents = vectors.map(
      (_, at) => new Document({ pageContent: "", metadata: { passage: from + at } }),
    );
    await store.addVectors(vectors, documents);
    onProgress(to);
  }
}
