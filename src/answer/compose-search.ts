import { type Filters, isFiltered, passes } from "../agenda/catalogue.ts";
import type { KnowledgeItem } from "../agenda/item.ts";
import { foldedKeepingLength } from "../council/population.ts";
import { type Band, judge } from "../search/confidence.ts";
import { type Retrieval, retrieve, type ScoredPassage } from "../search/retrieve.ts";
import { cite } from "./cite.ts";
import {
  abstention,
  type Composition,
  type Content,
  describeFilters,
  examples,
  exhausted,
  folderWords,
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
  const { index, language, offset, signal, rerank } = composition;
  const accepts = isFiltered(query.filters)
    ? (item: KnowledgeItem) => passes(item, query.filters)
    : undefined;
  const plain = foldedKeepingLength(query.text);
  const manner = { isDoing: doingCue.test(plain), isDefinition: definitionCue.test(plain) };
  const wanted = offset + (composition.limit ?? searchLimit);
  const options = {
    language: query.language ?? language,
    ...manner,
    wanted,
    ...(signal === undefined ? {} : { signal }),
  };
  const found = await retrieve(query.text, index, {
    ...options,
    ...(accepts ? { accepts } : {}),
  });
  const { band } = judge(found);
  const isReranked = rerank !== undefined && band !== "abstain";
  const retrieval = isReranked ? await rerank(query.text, found) : found;
  const wish = {
    words: retrieval.words,
    ...manner,
    isFigure: figureCue.test(plain),
    ...(query.aspect ? { aspect: query.aspect } : {}),
  };
  const { kind, results } = choose(retrieval, band, composition);
  const citations = results.flatMap(
    (result) =>
      cite(result.item, { ...wish, passage: result.passage }, result.score, composition) ?? [],
  );
  const unfiltered = accepts ? await retrieve(query.text, index, options) : retrieval;
  const notes = notesOf(query, retrieval, unfiltered, composition);
  const common = { filters: query.filters, notes };
  const [top] = retrieval.results;
  if (offset > 0 && retrieval.results.length <= offset)
    return exhausted(query.filters, retrieval.results.length, composition);
  const { found: foundWords, notCovered } = folderWords(composition);
  if (kind === "abstained" || top === undefined || citations.length === 0) {
    const content = abstention("not-covered", notCovered, citations, composition);
    return { ...content, ...common, notes: [...notes, ...content.notes] };
  }
  const { foundNext, perhaps } = words[language];
  if (kind === "suggested")
    return {
      kind,
      lead: perhaps,
      citations,
      suggestions: examples(composition).slice(0, 1),
      ...common,
    };
  return {
    kind,
    lead: offset === 0 ? foundWords : foundNext,
    citations,
    total: retrieval.results.length,
    offset,
    further: retrieval.results.length - offset - citations.length,
    suggestions: nextQuestions(top.item, composition, query.aspect),
    ...common,
  };
}

/** How an answer shows what was found, and which of it. */
interface Choice {
  readonly kind: "answered" | "suggested" | "abstained";
  readonly results: readonly ScoredPassage[];
}

function choose(retrieval: Retrieval, band: Band, { offset, limit }: Composition): Choice {
  const [top] = retrieval.results;
  const page = retrieval.results.slice(offset, offset + (limit ?? searchLimit));
  if (band === "abstain" || top === undefined) {
    const near = page.filter(({ score }) => score >= leastNear).slice(0, searchLimit);
    return { kind: "abstained", results: near };
  }
  if (band === "suggest") return { kind: "suggested", results: page };
  const strong = page.filter((result) => limit !== undefined || isStrong(result, top));
  if (strong.length > 0) return { kind: "answered", results: strong };
  // Further pages soon hold what has little to do with the question: it is not asserted.
  return { kind: "suggested", results: page };
}

function isStrong(result: ScoredPassage, top: ScoredPassage): boolean {
  return result.score >= top.score * leastShareOfBest;
}

/** Says which filter was applied, and what it left out that was nearer than what it let through. */
function notesOf(
  query: Query & { kind: "search" },
  retrieval: Retrieval,
  unfiltered: Retrieval,
  composition: Composition,
): string[] {
  const { language } = composition;
  if (!isFiltered(query.filters)) return [];
  const filters = describeFilters(query.filters, undefined, composition);
  const notes = [words[language].filtered(joinList(filters, language))];
  const [nearest] = unfiltered.results;
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
