import {
  curatedWeights,
  type Features,
  importedWeights,
  retrieve,
  type ScoredPassage,
} from "../../src/search/retrieve.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import type { Question } from "./question-sets.ts";

/** What a system that stops at a step reaches. */
export interface Rung {
  readonly step: string;
  readonly hit1: number;
  readonly hit3: number;
  readonly mrr: number;
}

/** Features in the order in which they were added. The last rung is the whole system with its priors. */
const steps: readonly (readonly [string, readonly (keyof Features)[]])[] = [
  ["words, inflection removed (BM25)", ["word"]],
  ["+ cross-language frames", ["frame"]],
  ["+ 4-grams of frames", ["gram"]],
  ["+ general trilingual lexicon", ["sense"]],
  ["+ the knowledge's thesaurus", ["concept"]],
  ["+ dense vectors", ["dense"]],
  ["+ coverage by text, title, sentences", ["said", "title", "oneSentence", "twoSentences"]],
  ["+ nearest expected question", ["expectedCovers", "expectedLike"]],
];

/** Ranks the same candidates by ever more of the score. */
export async function climb(index: SearchIndex, questions: readonly Question[]): Promise<Rung[]> {
  const retrievals: { question: Question; results: readonly ScoredPassage[] }[] = [];
  for (const question of questions) {
    const language = index.language.identifier.identify(question.question);
    const { results } = await retrieve(question.question, index, language ? { language } : {});
    retrievals.push({ question, results });
  }
  const used: (keyof Features)[] = [];
  const rungs = steps.map(([step, names]) => {
    used.push(...names);
    const score = ({ item, features }: ScoredPassage) => {
      const weights = item.kind === "document" ? importedWeights : curatedWeights;
      return used.reduce((sum, name) => sum + weights[name] * features[name], 0);
    };
    return { step, ...ranked(retrievals, score) };
  });
  return [
    ...rungs,
    { step: "+ kind priors: the whole", ...ranked(retrievals, ({ score }) => score) },
  ];
}

function ranked(
  retrievals: readonly {
    readonly question: Question;
    readonly results: readonly ScoredPassage[];
  }[],
  score: (result: ScoredPassage) => number,
): Omit<Rung, "step"> {
  const places = retrievals.map(({ question, results }) => {
    const order = [...results].sort((a, b) => score(b) - score(a));
    const at = order.findIndex(({ item }) => question.expected.includes(item.id));
    return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
  });
  const share = (value: number) => value / Math.max(1, places.length);
  return {
    hit1: share(places.filter((place) => place === 1).length),
    hit3: share(places.filter((place) => place <= 3).length),
    mrr: share(places.reduce((sum, place) => sum + 1 / place, 0)),
  };
}
