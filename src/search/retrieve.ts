import type { KnowledgeItem } from "../agenda/item.ts";
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
import type { SearchIndex } from "./search-index.ts";

/** How much a question and a passage have in common, each 0 to 1; higher is closer. */
export interface Features {
  readonly word: number;
  readonly frame: number;
  readonly gram: number;
  readonly concept: number;
  readonly sense: number;
  /** Cosine in the dense index. */
  readonly dense: number;
  /** Share of the question's information that the passage says, its title included. */
  readonly said: number;
  /** The same for the title alone. */
  readonly title: number;
  /** Likeness to the nearest expected question of the item. */
  readonly expected: number;
  readonly expectedThere: number;
  readonly near: number;
  readonly one: number;
}

/** An item with its best passage. */
export interface ScoredPassage {
  readonly item: KnowledgeItem;
  readonly passage: number;
  /** Higher is closer. Comparable between the results of one question. */
  readonly score: number;
  readonly features: Features;
}

/** What was found, best first, one entry an item. */
export interface Retrieval {
  readonly results: readonly ScoredPassage[];
  readonly words: readonly QuestionWord[];
}

/** Narrows a search. */
export interface RetrieveOptions {
  readonly language?: Language;
  /** Items that may be found; all when absent. */
  readonly accepts?: (item: KnowledgeItem) => boolean;
}

export const firstStage = {
  word: 0.3,
  frame: 0.25,
  gram: 0.25,
  concept: 0.3,
  sense: 0.1,
  dense: 0.2,
};
export const curated = {
  word: 0.6,
  frame: 0.2,
  gram: 0.5,
  concept: 0.24,
  sense: 0.1,
  dense: 0.08,
  said: 0.3,
  title: 0.05,
  expected: 0.4,
  expectedThere: 0.2,
  near: 0.25,
  one: 0.25,
};
export const imported = {
  word: 0.5,
  frame: 0.13,
  gram: 0.45,
  concept: 0.15,
  sense: 0.15,
  dense: 0.07,
  said: 2.5,
  title: 0,
  expected: 0,
  expectedThere: 0,
  near: 0.15,
  one: 0,
};
export const secondStage = curated;
/** Items that are looked at closely. */
const candidates = 40;
const denseNeighbours = 100;

/** Finds the items nearest to a question. */
export async function retrieve(
  question: string,
  index: SearchIndex,
  options: RetrieveOptions = {},
): Promise<Retrieval> {
  const analysis = index.language.analyse(question, options.language);
  const vector = await index.embedding.embedQuery(question);
  const dense = new Map<number, number>();
  for (const { passage, similarity } of await index.dense.search(vector, denseNeighbours)) {
    dense.set(passage, Math.max(0, similarity));
  }
  const words = weighQuestion(analysis, index.lexical);
  const asked = profile([analysis]);
  // From here to the end nothing waits: the score arrays belong to this question until they are read.
  const scores = index.lexical.score(analysis).byChannel;
  const shortlist = best(index, options, (passage) => {
    let score = firstStage.dense * (dense.get(passage) ?? 0);
    for (const channel of channels) score += firstStage[channel] * (scores[channel][passage] ?? 0);
    return score;
  });
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
    let score = 0;
    for (const [name, weight] of Object.entries(item.kind === "document" ? imported : curated))
      score += weight * features[name as keyof Features];
    return { item, passage, score, features };
  });
  return { results: results.sort((a, b) => b.score - a.score), words };
}

function closeFeatures(
  item: KnowledgeItem,
  passage: number,
  words: readonly QuestionWord[],
  asked: TextProfile,
  index: SearchIndex,
): Pick<Features, "said" | "title" | "expected" | "expectedThere" | "near" | "one"> {
  const inTitle = strengthsOf(words, index.titleProfile(item));
  const titleBase = inTitle.map((row) => row[0] ?? 0);
  const halfBase = titleBase.map((strength) => strength / 2);
  const text = index.textOf(passage).profile;
  const inText = strengthsOf(words, text);
  let near = 0;
  let one = 0;
  for (let at = 0; at < text.sentenceCount; at += 1) {
    one = Math.max(one, coverage(words, inText, at, at + 1, halfBase));
    near = Math.max(near, coverage(words, inText, at, at + 2, halfBase));
  }
  let expected = 0;
  let expectedThere = 0;
  for (const question of index.questionsOf(item)) {
    const there = coverageOf(words, question.profile);
    expectedThere = Math.max(expectedThere, there);
    if (there > expected)
      expected = Math.max(expected, Math.sqrt(there * coverageOf(question.words, asked)));
  }
  return {
    said: coverage(words, inText, 0, text.sentenceCount, titleBase),
    title: coverage(words, inTitle),
    expected,
    expectedThere,
    near,
    one,
  };
}

/** The best passage of each of the best items. */
function best(
  index: SearchIndex,
  options: RetrieveOptions,
  scoreOf: (passage: number) => number,
): { readonly item: KnowledgeItem; readonly passage: number }[] {
  const top: { passage: number; score: number }[] = [];
  const room = candidates * 3;
  let least = 0;
  for (let passage = 0; passage < index.passages.length; passage += 1) {
    const score = scoreOf(passage);
    if (score <= least) continue;
    top.push({ passage, score });
    if (top.length >= room * 4) {
      top.sort((a, b) => b.score - a.score).splice(room);
      least = top.at(-1)?.score ?? 0;
    }
  }
  top.sort((a, b) => b.score - a.score || a.passage - b.passage);
  const seen = new Map<string, { item: KnowledgeItem; passage: number }>();
  for (const { passage } of top) {
    const id = index.passages[passage]?.itemId ?? "";
    const item = index.catalogue.get(id);
    if (item === undefined || seen.has(id) || options.accepts?.(item) === false) continue;
    seen.set(id, { item, passage });
    if (seen.size === candidates) break;
  }
  return [...seen.values()];
}
