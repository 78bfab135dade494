import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Document } from "@langchain/core/documents";
import { VectorStore } from "@langchain/core/vectorstores";
import { AssistantError } from "../../src/errors.ts";
import type { DenseStore } from "../../src/ports.ts";
import type { EmbeddingModel } from "../../src/search/embedding.ts";
import { AgendaEmbeddings } from "./agenda-embeddings.ts";
import { addPassages } from "./build-vectors.ts";

const fileName = "vectors.f32";

/**
 * Compares with every vector, in plain TypeScript: for machines where hnswlib-node cannot be compiled, and the truth
 * that the graph is measured against. Vectors are of unit length, so the dot product is the cosine.
 */
export class ExactVectorStore extends VectorStore {
  readonly #dimensions: number;
  readonly #rows: Float32Array[] = [];
  readonly #documents: Document[] = [];

  constructor(model: EmbeddingModel) {
    super(new AgendaEmbeddings(model), {});
    this.#dimensions = model.dimensions;
  }

  override _vectorstoreType(): string {
    return "exact";
  }

  get size(): number {
    return this.#rows.length;
  }

  override addVectors(vectors: number[][], documents: Document[]): Promise<void> {
    for (const vector of vectors) this.#rows.push(Float32Array.from(vector));
    this.#documents.push(...documents);
    return Promise.resolve();
  }

  override async addDocuments(documents: Document[]): Promise<void> {
    const texts = documents.map((document) => document.pageContent);
    await this.addVectors(await this.embeddings.embedDocuments(texts), documents);
  }

  /** Closest first. The score is the cosine: higher is closer. */
  override similaritySearchVectorWithScore(
    query: number[],
    count: number,
  ): Promise<[Document, number][]> {
    const similarities = this.#rows.map((row) => dot(row, query));
    const order = similarities
      .map((_, at) => at)
      .sort((a, b) => {
        return (similarities[b] ?? 0) - (similarities[a] ?? 0) || a - b;
      });
    const found = order.slice(0, count).flatMap((at): [Document, number][] => {
      const document = this.#documents[at];
      return document === undefined ? [] : [[document, similarities[at] ?? 0]];
    });
    return Promise.resolve(found);
  }

  async save(directory: string): Promise<void> {
    await mkdir(directory, { recursive: true });
    const all = new Float32Array(this.#rows.length * this.#dimensions);
    this.#rows.forEach((row, at) => {
      all.set(row, at * this.#dimensions);
    });
    await writeFile(join(directory, fileName), new Uint8Array(all.buffer));
  }

  static async load(directory: string, model: EmbeddingModel): Promise<ExactVectorStore> {
    const bytes = await readFile(join(directory, fileName));
    const all = new Float32Array(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    );
    if (all.length % model.dimensions !== 0) throw new RangeError("the last vector is cut off");
    const store = new ExactVectorStore(model);
    for (let start = 0; start + model.dimensions <= all.length; start += model.dimensions) {
      const passage = start / model.dimensions;
      store.#rows.push(all.subarray(start, start + model.dimensions));
      store.#documents.push(new Document({ pageContent: "", metadata: { passage } }));
    }
    return store;
  }
}

/** {@link ExactVectorStore} as the dense side of the index. */
export const exactStore: DenseStore = {
  kind: "exact",
  async build(directory, model, source, onProgress) {
    const store = new ExactVectorStore(model);
    await addPassages(store, model, source, onProgress);
    await store.save(directory);
  },
  async open(directory, model) {
    const store = await load(directory, model);
    return {
      size: store.size,
      async search(vector, count) {
        const found = await store.similaritySearchVectorWithScore(vector, count);
        return found.map(([document, similarity]) => ({
          passage: Number(document.metadata["passage"]),
          similarity,
        }));
      },
    };
  },
};

async function load(directory: string, model: EmbeddingModel): Promise<ExactVectorStore> {
  try {
    return await ExactVectorStore.load(directory, model);
  } catch (cause) {
    throw new AssistantError(
      "INDEX_CORRUPT",
      `the vectors in ${directory} cannot be opened; run: npm run index`,
      { cause },
    );
  }
}

function dot(row: Float32Array, query: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < row.length; at += 1) sum += (row[at] ?? 0) * (query[at] ?? 0);
  return sum;
}
