import type { ItemKind, KnowledgeItem } from "../agenda/item.ts";
import type { Language } from "../language/language.ts";
import {
  coverage,
  coverageOf,
  profile,
  type QuestionWord,
  strengthsOf,
  type TextProfile,
  weighQuestion,
} from "./evidence.ts";
import { channels } from "./lexical-index.ts";
import { closenessOf, type NeuralCalibration } from "./neural.ts";
import type { SearchIndex } from "./search-index.ts";

/** How much a question and a passage have in common, each 0 to 1; higher is closer. */
export interface Features {
  /** Lexical channels, as shares of their bound. */
  readonly word: number;
  readonly frame: number;
  readonly gram: number;
  readonly concept: number;
  readonly sense: number;
  /** Cosine in the dense index. */
  readonly dense: number;
  /** Share of the question's information that the passage and its title say. */
  readonly said: number;
  /** The same for one sentence of it, and for two that follow each other. */
  readonly oneSentence: number;
  readonly twoSentences: number;
  /** The same for the title and headings alone. */
  readonly title: number;
  /** Share that the nearest expected question of the item covers, and their likeness both ways. */
  readonly expectedCovers: number;
  readonly expectedLike: number;
}

/** An item with its best passage. */
export interface ScoredPassage {
  readonly item: KnowledgeItem;
  readonly passage: number;
  /** Higher is closer. Comparable between the results of one question. */
  readonly score: number;
  /** The score without a neural embedding; the same where none took part. */
  readonly own: number;
  /** What a neural embedding says, 0 to 1; absent where none took part. */
  readonly closeness?: number;
  readonly features: Features;
}

/** What was found, best first, one entry an item. */
export interface Retrieval {
  readonly results: readonly ScoredPassage[];
  readonly words: readonly QuestionWord[];
  /** Present where a neural embedding took part. */
  readonly calibration?: NeuralCalibration;
}

/** Narrows a search. */
export interface RetrieveOptions {
  readonly language?: Language;
  /** Items that may be found; all when absent. */
  readonly accepts?: (item: KnowledgeItem) => boolean;
  /** The question asks what a word means: a heading that is that word is what it wants. */
  readonly isDefinition?: boolean;
  /** The question asks what to do: what a word means is the last thing it wants. */
  readonly isDoing?: boolean;
  /** Results that will be used; more may come. */
  readonly wanted?: number;
  /** How long the index's neural embedding may be waited for; it is not asked when absent. */
  readonly signal?: AbortSignal;
}

type Weights = Readonly<Record<keyof Features, number>>;

/** Weights by which the passages to be looked at closely are chosen. */
const shortlistWeights = { word: 0.23, frame: 0.2, gram: 0.2, concept: 0.22, sense: 0.15 };
const shortlistDense = 0.15;
const shortlistCloseness = 0.3;
/**
 * Weights of the final score; each row sums to 1. Fitted by `npm run tune`; the optimum is flat.
 * An item written for the assistant has a title and expected questions that speak for it; imported text has only itself.
 */
export const curatedWeights: Weights = {
  word: 0.15,
  frame: 0.12,
  gram: 0.06,
  concept: 0.15,
  sense: 0.1,
  dense: 0.025,
  said: 0.06,
  oneSentence: 0.05,
  twoSentences: 0.05,
  title: 0.05,
  expectedCovers: 0.06,
  expectedLike: 0.125,
};
export const importedWeights: Weights = {
  word: 0.06,
  frame: 0.04,
  gram: 0.06,
  concept: 0.02,
  sense: 0.04,
  dense: 0.02,
  said: 0.72,
  oneSentence: 0,
  twoSentences: 0.04,
  title: 0,
  expectedCovers: 0,
  expectedLike: 0,
};
/** Of two items that say the same, people want the one they can act on. */
export const kindPriors: Readonly<Record<ItemKind, number>> = {
  action: 0,
  objective: -0.05,
  axis: -0.05,
  page: -0.012,
  document: 0,
};
/** Imported text beside written items is long, wordy and met by chance. */
const importedBesideCurated = 0.8;
const definitionBonus = 0.25;
/** A page of this many sections is a work of reference: its entries tell what words mean, and seldom what to do. */
const referenceSections = 20;
const referencePenalty = 0.12;
/** Items looked at closely: further down the close look changed nothing. */
const candidates = 12;
/** In a large collection each is read for the first time, which costs more than the last ones are worth. */
const candidatesOfMany = 8;
const manyPassages = 20_000;
/** Items looked at beyond the wanted ones. */
const spareCandidates = 5;
/** Passages of one item that may crowd the shortlist. */
const passagesAnItem = 4;
const denseNeighbours = 100;

/** Finds the items nearest to a question. */
export async function retrieve(
  question: string,
  index: SearchIndex,
  options: RetrieveOptions = {},
): Promise<Retrieval> {
  const analysis = index.language.analyse(question, options.language, index.speller);
  const { dense, closeness, calibration } = await searchVectors(question, index, options.signal);
  const words = weighQuestion(analysis, index.lexical);
  const asked = profile([analysis]);
  // From here to the end nothing waits: the score arrays belong to this question until they are read.
  const scores = index.lexical.score(analysis).byChannel;
  const shortlist = best(index, options, (passage) => {
    let score =
      shortlistDense * (dense.get(passage) ?? 0) +
      shortlistCloseness * (closeness?.get(passage) ?? 0);
    for (const channel of channels) {
      score += shortlistWeights[channel] * (scores[channel][passage] ?? 0);
    }
    return score;
  });
  const isMixed = shortlist.some(({ item }) => item.kind !== "document");
  const results = shortlist.map(({ item, passage }): ScoredPassage => {
    const features: Features = {
      word: scores.word[passage] ?? 0,
      frame: scores.frame[passage] ?? 0,
      gram: scores.gram[passage] ?? 0,
      concept: scores.concept[passage] ?? 0,
      sense: scores.sense[passage] ?? 0,
      dense: dense.get(passage) ?? 0,
      ...closeFeatures(item, passage, words, asked, index),
    };
    const own = scoreOf(item, features, index.passagesOf(item).length, isMixed, options);
    if (calibration === undefined) return { item, passage, score: own, own, features };
    const near = closeness?.get(passage) ?? 0;
    const score = own * (1 - calibration.share) + near * calibration.share;
    return { item, passage, score, own, closeness: near, features };
  });
  results.sort((a, b) => b.score - a.score);
  return { results, words, ...(calibration === undefined ? {} : { calibration }) };
}

/** What vectors say of passages: those of the local embedding, and those of a neural one where it can be had. */
async function searchVectors(question: string, index: SearchIndex, signal?: AbortSignal) {
  // One that was found to add nothing is not asked either.
  const neural = index.neural?.calibration.share === 0 ? undefined : index.neural;
  const [near, neuralNear] = await Promise.all([
    index.embedding
      .embedQuery(question)
      .then((vector) => index.dense.search(vector, denseNeighbours)),
    signal === undefined ? undefined : neural?.search(question, denseNeighbours, signal),
  ]);
  const dense = new Map(
    near.map(({ passage, similarity }) => [passage, Math.max(0, similarity)] as const),
  );
  if (neural === undefined || neuralNear === undefined) return { dense };
  const { calibration } = neural;
  const closeness = new Map(
    neuralNear.map(
      ({ passage, similarity }) => [passage, closenessOf(similarity, calibration)] as const,
    ),
  );
  return { dense, closeness, calibration };
}

function scoreOf(
  item: KnowledgeItem,
  features: Features,
  sections: number,
  isMixed: boolean,
  options: RetrieveOptions,
): number {
  const isImported = item.kind === "document";
  const weights = isImported ? importedWeights : curatedWeights;
  let score = kindPriors[item.kind];
  for (const name of Object.keys(weights) as (keyof Features)[])
    score += weights[name] * features[name];
  if (item.kind === "page") {
    if (options.isDefinition === true) score += definitionBonus * features.title;
    else if (sections >= referenceSections)
      score -= options.isDoing === true ? referencePenalty * 2.5 : referencePenalty;
  }
  return isImported && isMixed ? score * importedBesideCurated : score;
}

function closeFeatures(
  item: KnowledgeItem,
  passage: number,
  words: readonly QuestionWord[],
  asked: TextProfile,
  index: SearchIndex,
): Omit<Features, (typeof channels)[number] | "dense"> {
  const inTitle = strengthsOf(words, index.headlineOf(item, passage));
  const titleBase = inTitle.map((row) => Math.max(0, ...row));
  const halfBase = titleBase.map((strength) => strength / 2);
  const text = index.textOf(passage).profile;
  const inText = strengthsOf(words, text);
  let oneSentence = 0;
  let twoSentences = 0;
  for (let at = 0; at < text.sentenceCount; at += 1) {
    oneSentence = Math.max(oneSentence, coverage(words, inText, at, at + 1, halfBase));
    twoSentences = Math.max(twoSentences, coverage(words, inText, at, at + 2, halfBase));
  }
  const questions = index.questionsOf(item);
  const inQuestions = strengthsOf(words, questions.profile);
  let expectedLike = 0;
  let expectedCovers = 0;
  for (let at = 0; at < questions.count; at += 1) {
    const there = coverage(words, inQuestions, at, at + 1);
    expectedCovers = Math.max(expectedCovers, there);
    // The mean of both ways cannot beat the best so far unless this way alone does.
    if (there > expectedLike ** 2) {
      const back = coverageOf(questions.wordsOf(at), asked);
      expectedLike = Math.max(expectedLike, Math.sqrt(there * back));
    }
  }
  return {
    said: coverage(words, inText, 0, text.sentenceCount, titleBase),
    title: coverage(words, inTitle),
    expectedCovers,
    expectedLike,
    oneSentence,
    twoSentences,
  };
}

/** The best passage of each of the best items. */
function best(
  index: SearchIndex,
  options: RetrieveOptions,
  scoreOf: (passage: number) => number,
): { readonly item: KnowledgeItem; readonly passage: number }[] {
  const usual = index.passages.length > manyPassages ? candidatesOfMany : candidates;
  const count = Math.max(usual, (options.wanted ?? 0) + spareCandidates);
  const room = count * passagesAnItem;
  const top: { item: KnowledgeItem; passage: number; score: number }[] = [];
  let least = 0;
  for (let passage = 0; passage < index.passages.length; passage += 1) {
    const score = scoreOf(passage);
    if (score <= least) continue;
    const item = index.catalogue.get(index.passages[passage]?.itemId ?? "");
    if (item === undefined || options.accepts?.(item) === false) continue;
    top.push({ item, passage, score });
    if (top.length >= room * 4) {
      top.sort((a, b) => b.score - a.score).splice(room);
      least = top.at(-1)?.score ?? 0;
    }
  }
  top.sort((a, b) => b.score - a.score || a.passage - b.passage);
  const seen = new Map<string, { item: KnowledgeItem; passage: number }>();
  for (const { item, passage } of top) {
    if (!seen.has(item.id)) seen.set(item.id, { item, passage });
    if (seen.size === count) break;
  }
  return [...seen.values()];
}
