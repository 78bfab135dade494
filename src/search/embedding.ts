import type { Analyser, Analysis } from "../language/analyse.ts";
import { type LexicalIndex, termsOf } from "./lexical-index.ts";

/** Turns texts into vectors that can be compared by cosine. LangChain's `Embeddings` has the same two methods. */
export interface EmbeddingModel {
  /** Name and version: vectors of different ids are never compared. */
  readonly id: string;
  readonly dimensions: number;
  embedDocuments(texts: string[]): Promise<number[][]>;
  embedQuery(text: string): Promise<number[]>;
}

/** Parts of the vector: what the text means, its words, and pieces of its words. */
const blocks = [
  { channels: ["concept", "sense"], dimensions: 160, share: 0.4 },
  { channels: ["frame"], dimensions: 160, share: 0.3 },
  { channels: ["gram"], dimensions: 192, share: 0.3 },
] as const;

const dimensions = blocks.reduce((sum, block) => sum + block.dimensions, 0);
const leastInformation = 0.05;

/**
 * The local embedding: concepts, word frames and 4-grams hashed with a sign into three blocks, weighted by how rare
 * they are in the indexed knowledge. Deterministic, no weights; close texts share features, not just words.
 */
export function createLocalEmbedding(analyse: Analyser, index: LexicalIndex): EmbeddingModel {
  const embed = (text: string, isQuery: boolean) => vectorOf(analyse(text), index, isQuery);
  return {
    id: "local-1",
    dimensions,
    embedDocuments: (texts) => Promise.resolve(texts.map((text) => embed(text, false))),
    embedQuery: (text) => Promise.resolve(embed(text, true)),
  };
}

function vectorOf(analysis: Analysis, index: LexicalIndex, isQuery: boolean): number[] {
  const vector: number[] = new Array<number>(dimensions).fill(0);
  const terms = termsOf(analysis);
  let start = 0;
  for (const block of blocks) {
    for (const channel of block.channels) {
      for (const [term, count] of terms[channel]) {
        // A feature that no passage has can only add noise to the comparison.
        if (isQuery && index.frequency(channel, term) === 0) continue;
        const idf = Math.max(leastInformation, index.idf(channel, term));
        addFeature(vector, start, block.dimensions, term, (1 + Math.log(Math.max(1, count))) * idf);
      }
    }
    scale(vector, start, block.dimensions, block.share);
    start += block.dimensions;
  }
  return normalised(vector);
}

function addFeature(
  vector: number[],
  start: number,
  size: number,
  term: string,
  weight: number,
): void {
  const hash = hashOf(term);
  const at = start + (hash % size);
  vector[at] = (vector[at] ?? 0) + (hash & 0x80000000 ? -weight : weight);
}

/** Gives a block its share of the vector's squared length. */
function scale(vector: number[], start: number, size: number, share: number): void {
  let squared = 0;
  for (let at = start; at < start + size; at += 1) squared += (vector[at] ?? 0) ** 2;
  if (squared === 0) return;
  const factor = Math.sqrt(share / squared);
  for (let at = start; at < start + size; at += 1) vector[at] = (vector[at] ?? 0) * factor;
}

/** Unit length. A text with no feature points nowhere in particular, so that cosine stays defined. */
function normalised(vector: number[]): number[] {
  const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (norm === 0) return vector.map(() => 1 / Math.sqrt(dimensions));
  return vector.map((value) => value / norm);
}

/** FNV-1a with a final mix, unsigned 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
