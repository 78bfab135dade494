/** Turns texts into vectors by a neural model. Where a model wants its texts marked (`query: `), it is marked in here. */
export interface NeuralEmbedding {
  /** `provider:model` and what else changes the vectors: vectors of different ids are never compared. */
  readonly id: string;
  /** Texts of one request at most. */
  readonly batchSize: number;
  /** Whether texts leave this machine for somebody who may charge for it. */
  readonly isRemote: boolean;
  /**
   * Vectors of unit length, in the order of the texts, all of the same number of dimensions, every number finite. One
   * request; tried again by itself where the server asks for patience.
   * @throws ModelError
   */
  embedPassages(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>;
  /** The same for a question; never tried again. @throws ModelError */
  embedQuery(text: string, signal: AbortSignal): Promise<Float32Array>;
  /** Told when its vectors do not fit those that are kept: the model was changed under its name. */
  onUnfit?(): void;
}

/** Vectors that were made already, kept by what they were made of. */
export interface VectorCache {
  /** By key: hexadecimal digest of model and text. Those that are not kept, or damaged, are not in it. */
  get(keys: readonly string[]): Promise<ReadonlyMap<string, Float32Array>>;
  /** Kept through a kill of the process once this has returned. */
  add(vectors: ReadonlyMap<string, Float32Array>): Promise<void>;
  /** Forgets what nobody asked for since then. */
  purge(beforeMs: number): Promise<void>;
  close(): Promise<void>;
}
