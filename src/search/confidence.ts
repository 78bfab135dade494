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
  const [top, second] = retrieval.results;
  const total = retrieval.words.reduce((sum, word) => sum + word.info, 0) || 1;
  const share = (pick: (word: Retrieval["words"][number]) => boolean) =>
    retrieval.words.reduce((sum, word) => sum + (pick(word) ? word.info : 0), 0) / total;
  const features = top?.features;
  return [
    top?.score ?? 0,
    (top?.score ?? 0) - (second?.score ?? 0),
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
const thresholds = { answer: 0.81, suggest: 0.12 };

/** Judges how far a retrieval may be asserted. */
export function judge(retrieval: Retrieval): Evidence {
  if (retrieval.results.length === 0 || retrieval.words.length === 0)
    return { confidence: 0, band: "abstain" };
  const sum = evidenceOf(retrieval).reduce(
    (total, value, at) => total + value * (weights[at] ?? 0),
    bias,
  );
  const confidence = 1 / (1 + Math.exp(-sum));
  const band =
    confidence >= thresholds.answer
      ? "answer"
      : confidence >= thresholds.suggest
        ? "suggest"
        : "abstain";
  return { confidence, band };
}
