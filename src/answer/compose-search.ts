import { type Filters, isFiltered, passes } from "../agenda/catalogue.ts";
import type { KnowledgeItem } from "../agenda/item.ts";
import { foldedKeepingLength } from "../council/population.ts";
import { judge } from "../search/confidence.ts";
import { type Retrieval, retrieve, type ScoredPassage } from "../search/retrieve.ts";
import { cite } from "./cite.ts";
import {
  abstention,
  type Composition,
  type Content,
  describeFilters,
  examples,
  exhausted,
  nextQuestions,
  searchLimit,
} from "./content.ts";
import { definitionCue, doingCue, figureCue } from "./cues.ts";
import type { Query } from "./understand.ts";
import { joinList, words } from "./words.ts";

/** Score below which a result has nothing to do with the question and is not even shown as near. */
const leastNear = 0.2;
/** Share of the best score below which a further result is not worth showing as an answer. */
const leastShareOfBest = 0.45;

/** Answers, suggests or abstains by similarity. */
export async function composeSearch(
  query: Query & { kind: "search" },
  composition: Composition,
): Promise<Content> {
  const { index, language, offset } = composition;
  const accepts = isFiltered(query.filters)
    ? (item: KnowledgeItem) => passes(item, query.filters)
    : undefined;
  const limit = composition.limit ?? searchLimit;
  const plain = foldedKeepingLength(query.text);
  const isDoing = doingCue.test(plain);
  const isDefinition = definitionCue.test(plain);
  const retrieval = await retrieve(query.text, index, {
    language,
    isDefinition,
    isDoing,
    wanted: offset + limit,
    ...(accepts ? { accepts } : {}),
  });
  const { band } = judge(retrieval);
  const wish = {
    words: retrieval.words,
    isDoing,
    isDefinition,
    isFigure: figureCue.test(plain),
    ...(query.aspect ? { aspect: query.aspect } : {}),
  };
  const shown = retrieval.results.slice(offset, offset + limit);
  const all = shown.flatMap(
    (result) =>
      cite(result.item, { ...wish, passage: result.passage }, result.score, composition) ?? [],
  );
  const { found, foundNext, perhaps } = words[language];
  const common = { filters: query.filters, notes: await notesOf(query, retrieval, composition) };
  const [top] = retrieval.results;
  if (offset > 0 && all.length === 0)
    return exhausted(query.filters, retrieval.results.length, composition);
  if (band === "abstain" || top === undefined || all.length === 0) {
    const { notCovered } = words[language];
    const near = all.filter(({ score }) => score >= leastNear).slice(0, searchLimit);
    const content = abstention("not-covered", notCovered, near, composition);
    return { ...content, ...common, notes: [...common.notes, ...content.notes] };
  }
  const strong = all.filter((_, at) => composition.limit !== undefined || isStrong(shown[at], top));
  // Further pages soon hold what has little to do with the question: it is not asserted.
  if (band === "suggest" || (offset > 0 && strong.length === 0)) {
    return {
      kind: "suggested",
      lead: perhaps,
      citations: all,
      suggestions: examples(composition).slice(0, 1),
      ...common,
    };
  }
  return {
    kind: "answered",
    lead: offset === 0 ? found : foundNext,
    citations: strong.length > 0 ? strong : all.slice(0, 1),
    total: retrieval.results.length,
    suggestions: nextQuestions(top.item, composition),
    ...common,
  };
}

function isStrong(result: ScoredPassage | undefined, top: ScoredPassage): boolean {
  return result !== undefined && result.score >= top.score * leastShareOfBest;
}

/** Says which filter was applied, and what it left out that was nearer than what it let through. */
async function notesOf(
  query: Query & { kind: "search" },
  retrieval: Retrieval,
  composition: Composition,
): Promise<string[]> {
  const { index, language } = composition;
  if (!isFiltered(query.filters)) return [];
  const notes = [
    words[language].filtered(
      joinList(describeFilters(query.filters, undefined, composition), language),
    ),
  ];
  const open = await retrieve(query.text, index, { language });
  const [nearest] = open.results;
  if (
    nearest !== undefined &&
    !passes(nearest.item, ofPopulation(query.filters)) &&
    nearest.score > (retrieval.results[0]?.score ?? 0)
  ) {
    notes.push(words[language].notForYou(nearest.item.id, nearest.item.title));
  }
  return notes;
}

function ofPopulation({ population }: Filters): Filters {
  return population === undefined ? {} : { population };
}
