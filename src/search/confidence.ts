import type { NeuralConfidence } from "./neural.ts";
import type { Retrieval } from "./retrieve.ts";

/** What may be done with what was found. */
export type Band = "answer" | "suggest" | "abstain";

/** Evidence that a question is covered, from the best result and from the question itself. */
export interface Evidence {
  /** Logistic confidence, 0 to 1. */
  readonly confidence: number;
  readonly band: Band;
}

/** Numbers that {@link judge} weighs, each 0 to 1 or so. Fitted by `npm run tune`. */
export function evidenceOf(retrieval: Retrieval): number[] {
  // What the index itself finds best, whatever a neural embedding has put before it.
  const [top, second] = [...retrieval.results].sort((a, b) => b.own - a.own);
  const total = retrieval.words.reduce((sum, word) => sum + word.info, 0) || 1;
  const share = (pick: (word: Retrieval["words"][number]) => boolean) =>
    retrieval.words.reduce((sum, word) => sum + (pick(word) ? word.info : 0), 0) / total;
  const features = top?.features;
  return [
    top?.own ?? 0,
    (top?.own ?? 0) - (second?.own ?? 0),
    features?.dense ?? 0,
    features?.said ?? 0,
    features?.expectedLike ?? 0,
    features?.expectedCovers ?? 0,
    features?.twoSentences ?? 0,
    features?.concept ?? 0,
    features?.title ?? 0,
    share((word) => word.isKnown),
    share((word) => word.isOffAgenda),
    Math.min(1, retrieval.words.length / 10),
  ];
}

const weights = [13.8, 4.01, 3.88, 2.17, 3.84, -2.76, -0.37, -0.62, -0.61, -0.36, -5.67, 4.45];
const bias = -7.73;
/** Confidence from which an answer is asserted, and from which it is suggested, without a neural embedding. */
export const ownThresholds = { answer: 0.81, suggest: 0.12 };

/** Judges how far a retrieval may be asserted. */
export function judge(retrieval: Retrieval): Evidence {
  const [top] = retrieval.results;
  if (top === undefined || retrieval.words.length === 0) return { confidence: 0, band: "abstain" };
  const own = ownLogit(retrieval);
  const fused = retrieval.calibration?.confidence;
  if (fused === undefined || top.closeness === undefined)
    return bandOf(logistic(own), ownThresholds);
  return bandOf(confidenceWith(fused, own, top.closeness), fused);
}

/**
 * However close a neural embedding finds something, it adds this much to the logit at most; and takes off less: an
 * embedding that does not see what the words say has to be sure of nothing.
 */
const mostAdded = 3;
const mostTaken = 1;

/** Confidence by what the index finds itself, as a logit, and by how close a neural embedding finds the best result. */
export function confidenceWith(
  { weight, middle }: NeuralConfidence,
  own: number,
  closeness: number,
): number {
  const more = weight * (closeness - middle);
  return logistic(own + Math.max(-mostTaken, Math.min(mostAdded, more)));
}

/** Confidence by what the index finds itself, as a logit. */
export function ownLogit(retrieval: Retrieval): number {
  return evidenceOf(retrieval).reduce(
    (total, value, at) => total + value * (weights[at] ?? 0),
    bias,
  );
}

function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

function bandOf(confidence: number, least: typeof ownThresholds): Evidence {
  const { answer, suggest } = least;
  return {
    confidence,
    band: confidence >= answer ? "answer" : confidence >= suggest ? "suggest" : "abstain",
  };
}
