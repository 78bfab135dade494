import type { KnowledgeItem } from "../agenda/item.ts";
import type { Neighbour } from "../ports.ts";
import { confidenceWith, judge, ownLogit, ownThresholds } from "./confidence.ts";
import { type CalibrationSource, type HeldOut, holdOut, indexWithout, isKin } from "./held-out.ts";
import type { NeuralCalibration, NeuralConfidence } from "./neural.ts";
import type { Passage } from "./passages.ts";
import { type Retrieval, retrieve } from "./retrieve.ts";

/** Fewer questions teach nothing. */
const leastQuestions = 60;
const neighbours = 100;
/** A right passage is worth this closeness on average: some are closer than others. */
const closenessOfRight = 0.8;
const shares = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6];
/** The optimum is flat: of the shares that are this near to the best mean reciprocal rank, the middle one is taken. */
const flatness = 0.004;
/** A share that gains less than this over none is not worth asking a model for. */
const leastGain = 0.001;
/** Difference of the nearest and the furthest cosines from which a model tells passages apart at all. */
const leastSpread = 0.01;
/** Where nothing can be learnt, from published comparisons of lexical and neural search in Catalan. */
const usualShare = 0.3;

/**
 * Finds how much an embedding is to be believed beside what the index finds itself. Some of the questions that the items
 * are expected to answer are held out of an index made for this alone and then asked, once as they are and once with what
 * answers them taken away. So no question is judged that was seen, and no embedding is believed by its name.
 */
export async function calibrateNeural(source: CalibrationSource): Promise<NeuralCalibration> {
  const heldOut = holdOut(source.items);
  if (heldOut.length < leastQuestions) return uncalibrated(source);
  const vectors = await source.embedQuestions(heldOut.map(({ question }) => question));
  const near = new Map<string, Neighbour[]>();
  for (const [at, { question }] of heldOut.entries())
    near.set(question, await source.dense.search([...(vectors[at] ?? [])], neighbours));
  const range = rangeOf(heldOut, near, source.passages);
  const index = await indexWithout(heldOut, source, near, range);
  const signal = new AbortController().signal;
  const ask = (question: string, accepts?: (item: KnowledgeItem) => boolean) => {
    const language = index.language.identifier.identify(question);
    return retrieve(question, index, {
      signal,
      ...(language === undefined ? {} : { language }),
      ...(accepts === undefined ? {} : { accepts }),
    });
  };
  const covered: Retrieval[] = [];
  const uncovered: Retrieval[] = [];
  for (const { question, item } of heldOut) {
    covered.push(await ask(question));
    uncovered.push(await ask(question, (other) => !isKin(item, other)));
    await new Promise((resolve) => setImmediate(resolve));
  }
  const share = bestShare(heldOut, covered);
  if (share === 0) return { ...range, share };
  const fused = (all: readonly Retrieval[]) => all.map((one) => fuse(one, share));
  return { ...range, share, confidence: confidenceOf(fused(covered), fused(uncovered)) };
}

/** The questions that {@link calibrateNeural} will want vectors of. */
export function calibrationQuestions(
  items: readonly KnowledgeItem[],
  passages: readonly Passage[],
): string[] {
  const heldOut = holdOut(items);
  return heldOut.length < leastQuestions
    ? titlesOf(items, passages)
    : heldOut.map(({ question }) => question);
}

/** Cosines of what has nothing to do with a question and of what answers it, on average. */
function rangeOf(
  heldOut: readonly HeldOut[],
  near: ReadonlyMap<string, readonly Neighbour[]>,
  passages: readonly Passage[],
): Pick<NeuralCalibration, "low" | "high"> {
  let low = 0;
  let right = 0;
  for (const { question, item } of heldOut) {
    const found = near.get(question) ?? [];
    const furthest = found.at(-1)?.similarity ?? 0;
    low += furthest / heldOut.length;
    const own = found.find(({ passage }) => passages[passage]?.itemId === item.id);
    right += (own?.similarity ?? furthest) / heldOut.length;
  }
  return { low, high: low + (right - low) / closenessOfRight };
}

/** The results in the order that a share gives them. */
function fuse(retrieval: Retrieval, share: number): Retrieval {
  const results = retrieval.results
    .map((one) => ({ ...one, score: one.own * (1 - share) + (one.closeness ?? 0) * share }))
    .sort((a, b) => b.score - a.score);
  return { ...retrieval, results };
}

function bestShare(heldOut: readonly HeldOut[], covered: readonly Retrieval[]): number {
  const ranks = shares.map((share) => {
    const reciprocal = covered.map((retrieval, at) => {
      const place = fuse(retrieval, share).results.findIndex(
        ({ item }) => item.id === heldOut[at]?.item.id,
      );
      return place < 0 ? 0 : 1 / (place + 1);
    });
    return reciprocal.reduce((sum, value) => sum + value, 0) / Math.max(1, reciprocal.length);
  });
  const best = Math.max(...ranks);
  if (best - (ranks[0] ?? 0) < leastGain) return 0;
  const good = shares.filter((_, at) => (ranks[at] ?? 0) >= best - flatness);
  return good[Math.floor((good.length - 1) / 2)] ?? 0;
}

/**
 * What closeness adds to the confidence, as a logit. Never a looser hand: of the questions that nothing answers, no more are
 * asserted or suggested than without the embedding; what it adds is answers to more of the others.
 */
function confidenceOf(
  covered: readonly Retrieval[],
  uncovered: readonly Retrieval[],
): NeuralConfidence {
  const right = spreadOf(covered.map(closenessOfBest));
  const wrong = spreadOf(uncovered.map(closenessOfBest));
  const variance = (right.variance + wrong.variance) / 2 || 1e-6;
  // The log-likelihood ratio of two normal distributions of one variance, halved: both sides often see the same words.
  const weight = Math.max(0, (right.mean - wrong.mean) / variance / 2);
  const middle = (right.mean + wrong.mean) / 2;
  const loose = { weight, middle, answer: 0, suggest: 0 };
  const falling = uncovered
    .map((one) => confidenceWith(loose, ownLogit(one), closenessOfBest(one)))
    .sort((a, b) => b - a);
  const bands = uncovered.map((one) => judge(withoutNeural(one)).band);
  const asserted = bands.filter((band) => band === "answer").length;
  const suggested = bands.filter((band) => band !== "abstain").length;
  return {
    weight,
    middle,
    answer: Math.max(ownThresholds.answer, boundary(falling, asserted)),
    suggest: Math.max(ownThresholds.suggest, boundary(falling, suggested)),
  };
}

function closenessOfBest({ results }: Retrieval): number {
  return results[0]?.closeness ?? 0;
}

function spreadOf(values: readonly number[]): { readonly mean: number; readonly variance: number } {
  const count = Math.max(1, values.length);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count };
}

function withoutNeural({ words, results }: Retrieval): Retrieval {
  return { words, results };
}

/** A threshold that the first `count` of falling confidences reach and no other. */
function boundary(falling: readonly number[], count: number): number {
  const last = falling[count - 1] ?? 1;
  const next = falling[count] ?? 0;
  return (last + next) / 2;
}

/** Titles that stand for questions where there are too few. */
const mostTitles = 40;

function titlesOf(items: readonly KnowledgeItem[], passages: readonly Passage[]): string[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const step = Math.max(1, Math.floor(passages.length / mostTitles));
  return passages
    .filter((_, at) => at % step === 0)
    .slice(0, mostTitles)
    .map(({ itemId, headings }) => headings.at(-1) ?? byId.get(itemId)?.title ?? itemId);
}

/** Without questions: what passages have in common with each other tells at least what means nothing. */
async function uncalibrated(source: CalibrationSource): Promise<NeuralCalibration> {
  const { items, passages, dense, embedQuestions } = source;
  const vectors = await embedQuestions(titlesOf(items, passages));
  let low = 0;
  let high = 0;
  for (const vector of vectors) {
    const found = await dense.search([...vector], neighbours);
    low += (found.at(-1)?.similarity ?? 0) / Math.max(1, vectors.length);
    high += (found[0]?.similarity ?? 0) / Math.max(1, vectors.length);
  }
  // A model for which everything is alike tells nothing; where there is one passage, nothing can be told.
  const isBlind = passages.length > 1 && high - low < leastSpread;
  return {
    low,
    high: low + (high - low) / closenessOfRight,
    share: isBlind ? 0 : usualShare,
  };
}
