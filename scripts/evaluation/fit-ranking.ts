import type { Features } from "../../src/search/retrieve.ts";

/** Candidates of one question: their features, a prior that is not fitted, and whether each is right. */
export interface Example {
  readonly candidates: readonly {
    readonly features: Features;
    readonly prior: number;
    readonly isRight: boolean;
  }[];
}

type Weights = Record<keyof Features, number>;

const factors = [0, 0.5, 0.8, 1.25, 2];
const smallestStep = 0.02;
/** A change must be worth this much MRR: the optimum is flat, and noise is not worth following. */
const leastGain = 2e-4;
const mostRounds = 6;

/** Coordinate ascent on mean reciprocal rank from the given weights; the result sums to 1. */
export function fitRanking(examples: readonly Example[], start: Readonly<Weights>) {
  let weights: Weights = { ...start };
  let best = mrr(examples, weights);
  for (let round = 0; round < mostRounds; round += 1) {
    const before = best;
    for (const name of Object.keys(weights) as (keyof Features)[]) {
      for (const factor of factors) {
        const value = factor === 0 ? 0 : Math.max(weights[name], smallestStep) * factor;
        const tried = { ...weights, [name]: value };
        const reached = mrr(examples, tried);
        if (reached <= best + leastGain) continue;
        best = reached;
        weights = tried;
      }
    }
    if (best === before) break;
  }
  const sum = Object.values(weights).reduce((total, value) => total + value, 0);
  const normalised = Object.fromEntries(
    Object.entries(weights).map(([name, value]) => [
      name,
      Math.round((value / sum) * 1_000) / 1_000,
    ]),
  );
  return { mrr: best, weights: normalised };
}

function mrr(examples: readonly Example[], weights: Readonly<Weights>): number {
  const names = Object.keys(weights) as (keyof Features)[];
  let total = 0;
  for (const { candidates } of examples) {
    const scores = candidates.map(({ features, prior }) =>
      names.reduce((sum, name) => sum + weights[name] * features[name], prior),
    );
    const right = Math.max(
      ...scores.filter((_, at) => candidates[at]?.isRight),
      Number.NEGATIVE_INFINITY,
    );
    if (right > Number.NEGATIVE_INFINITY)
      total += 1 / (scores.filter((score) => score > right).length + 1);
  }
  return total / Math.max(1, examples.length);
}
