import { ModelError } from "../../src/models/model-error.ts";
import type { NeuralEmbedding, VectorCache } from "../../src/models/neural-embedding.ts";
import type { NeuralBuild } from "../../src/search/cached-embedding.ts";
import { createRandom } from "./random.ts";

const dimensions = 64;

/** A vector of unit length that is always the same for a text and has nothing to do with those of others. */
export function directionOf(text: string): Float32Array {
  let seed = 2_166_136_261;
  for (const character of text)
    seed = Math.imul(seed ^ (character.codePointAt(0) ?? 0), 16_777_619);
  const random = createRandom(seed >>> 0);
  return unit(Float32Array.from({ length: dimensions }, () => random() - 0.5));
}

/** The sum of vectors, of unit length. */
export function between(...vectors: readonly Float32Array[]): Float32Array {
  return unit(
    Float32Array.from({ length: dimensions }, (_, at) =>
      vectors.reduce((sum, vector) => sum + (vector[at] ?? 0), 0),
    ),
  );
}

function unit(vector: Float32Array): Float32Array {
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}

/** An embedding by a function, and what it was asked. */
export interface MadeEmbedding extends NeuralEmbedding {
  /** Texts of each request for passages, in order. */
  readonly sent: string[][];
  readonly asked: string[];
  /** Fails from now on, or no longer. */
  fail(fault: ModelError | undefined): void;
}

/** An embedding that gives each text the vector that a function says. */
export function madeEmbedding(
  id: string,
  embed: (text: string, side: "passage" | "question") => Float32Array,
): MadeEmbedding {
  const sent: string[][] = [];
  const asked: string[] = [];
  let failure: ModelError | undefined;
  return {
    id,
    batchSize: 8,
    isRemote: true,
    sent,
    asked,
    fail(fault) {
      failure = fault;
    },
    embedPassages: async (texts) => {
      if (failure !== undefined) throw failure;
      sent.push([...texts]);
      return texts.map((text) => embed(text, "passage"));
    },
    embedQuery: async (text) => {
      if (failure !== undefined) throw failure;
      asked.push(text);
      return embed(text, "question");
    },
  };
}

/** Nobody is there. */
export const away = new ModelError("unreachable", "the stand-in is away");

/** A cache that forgets with its process. */
export function memoryCache(): VectorCache & { readonly kept: Map<string, Float32Array> } {
  const kept = new Map<string, Float32Array>();
  return {
    kept,
    get: async (keys) =>
      new Map(
        keys.flatMap((key) => {
          const vector = kept.get(key);
          return vector === undefined ? [] : [[key, vector] as const];
        }),
      ),
    add: async (vectors) => {
      for (const [key, vector] of vectors) kept.set(key, vector);
    },
    purge: async () => {},
    close: async () => {},
  };
}

/** What a build needs of an embedding. */
export function neuralBuild(
  embedding: NeuralEmbedding,
  options: Partial<NeuralBuild> = {},
): NeuralBuild {
  return { embedding, cache: memoryCache(), maxTokens: 10_000_000, ...options };
}
