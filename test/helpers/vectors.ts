import type { DenseSource } from "../../src/ports.ts";
import type { EmbeddingModel } from "../../src/search/embedding.ts";
import { createRandom } from "./random.ts";

/** Unit vectors around a number of centres, as texts about the same matters are. */
export function clusteredVectors(
  count: number,
  clusters: number,
  dimensions: number,
  seed: number,
): number[][] {
  const random = createRandom(seed);
  const direction = () => Array.from({ length: dimensions }, () => random() - 0.5);
  const centres = Array.from({ length: clusters }, direction);
  return Array.from({ length: count }, (_, at) => {
    const centre = centres[at % clusters] ?? [];
    return unit(direction().map((value, axis) => (centre[axis] ?? 0) + value * 0.4));
  });
}

/** The vector of length one in the same direction. */
function unit(vector: readonly number[]): number[] {
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}

/** Passages whose text is their number, and a model that gives each its vector. */
export function vectorSource(vectors: readonly number[][]): {
  readonly model: EmbeddingModel;
  readonly source: DenseSource;
} {
  const vectorOf = (text: string) => vectors[Number(text)] ?? [];
  return {
    model: {
      id: "test-1",
      dimensions: vectors[0]?.length ?? 0,
      embedDocuments: (texts) => Promise.resolve(texts.map(vectorOf)),
      embedQuery: (text) => Promise.resolve(vectorOf(text)),
    },
    source: {
      count: vectors.length,
      texts: (from, to) => Array.from({ length: to - from }, (_, at) => String(from + at)),
    },
  };
}
