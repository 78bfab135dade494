import { ModelError } from "../models/model-error.ts";
import type { NeuralEmbedding } from "../models/neural-embedding.ts";
import type { DenseIndex, Neighbour } from "../ports.ts";

/** How the similarities of one neural embedding are read beside the index's own score; found anew with each build. */
export interface NeuralCalibration {
  /** Cosines that are worth 0 and 1: what any passage has in common with any question, and what the right one has. */
  readonly low: number;
  readonly high: number;
  /** Share of the score that the embedding decides, 0 to 1; the rest is decided as without it. */
  readonly share: number;
  /** Absent where the knowledge has too few expected questions to learn from: confidence is then judged without it. */
  readonly confidence?: NeuralConfidence;
}

/** What closeness adds to the confidence. */
export interface NeuralConfidence {
  /** Added to the logit for each whole step of the best result's closeness above the middle, and taken off below it. */
  readonly weight: number;
  readonly middle: number;
  /** Confidence from which an answer is asserted, and from which it is suggested. */
  readonly answer: number;
  readonly suggest: number;
}

/** The neural side of an index, opened. */
export interface NeuralIndex {
  readonly calibration: NeuralCalibration;
  /** The nearest passages, closest first; undefined when the model cannot be had now: nobody waits for it in vain. */
  search(question: string, count: number, signal: AbortSignal): Promise<Neighbour[] | undefined>;
}

/** Neural vectors on disk with the model that turns questions into such vectors. */
export interface NeuralParts {
  readonly embedding: NeuralEmbedding;
  readonly dense: DenseIndex;
  readonly dimensions: number;
  readonly calibration: NeuralCalibration;
}

/** Opens the neural side. What goes wrong with the model is the matter of who made the embedding: it is silent here. */
export function createNeuralIndex(parts: NeuralParts): NeuralIndex {
  const { embedding, dense, dimensions, calibration } = parts;
  return {
    calibration,
    async search(question, count, signal) {
      const vector = await embedding.embedQuery(question, signal).catch(asUnavailable);
      if (vector === undefined) return undefined;
      if (vector.length === dimensions) return dense.search([...vector], count);
      embedding.onUnfit?.();
      return undefined;
    },
  };
}

function asUnavailable(error: unknown): undefined {
  if (error instanceof ModelError) return undefined;
  throw error;
}

/** How close a similarity is by a calibration, 0 to 1. */
export function closenessOf(
  similarity: number,
  { low, high }: Pick<NeuralCalibration, "low" | "high">,
): number {
  return high > low ? Math.min(1, Math.max(0, (similarity - low) / (high - low))) : 0;
}
