import type { EmbeddingModel } from "./search/embedding.ts";

/** A passage near a vector. */
export interface Neighbour {
  readonly passage: number;
  /** Cosine, -1 to 1; higher is closer. */
  readonly similarity: number;
}

/** The dense side of the index, opened. */
export interface DenseIndex {
  readonly size: number;
  /** The nearest passages, closest first; as many as there are when `count` is larger. */
  search(vector: number[], count: number): Promise<Neighbour[]>;
}

/** Passage texts in the order of their numbers. */
export interface DenseSource {
  readonly count: number;
  /** Texts `from` to `to` (exclusive). */
  texts(from: number, to: number): string[];
}

/** Keeps vectors in a folder. One contract, `test/contracts/dense-store.ts`, is run by every implementation. */
export interface DenseStore {
  /** Written into the manifest: an index is only opened by the store that made it. */
  readonly kind: "hnsw" | "exact";
  build(
    directory: string,
    model: EmbeddingModel,
    source: DenseSource,
    onProgress: (done: number) => void,
  ): Promise<void>;
  /** Throws INDEX_CORRUPT when what is in the folder cannot be opened. */
  open(directory: string, model: EmbeddingModel): Promise<DenseIndex>;
}
