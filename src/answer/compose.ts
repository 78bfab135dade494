import { type Filters, isFiltered, passes } from "../agenda/catalogue.ts";
import type { KnowledgeItem } from "../agenda/item.ts";
import { foldedKeepingLength } from "../council/population.ts";
import type { Language } from "../language/language.ts";
import { judge } from "../search/confidence.ts";
import { type Retrieval, retrieve, type ScoredPassage } from "../search/retrieve.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { itemUrl } from "./address.ts";
import type { Abstention, Answered, Citation, Failure, Suggested } from "./answer.ts";
import { definitionCue, doingCue, figureCue } from "./cues.ts";
import { chooseQuote, type Quote, type QuoteWish, quotesOfAspect } from "./quote.ts";
import { topicMatches } from "./topic.ts";
import type { Query } from "./understand.ts";
import { formatCount, formatNumber, joinList, words } from "./words.ts";

/** What every answer says beside its own; added by the assistant. */
type Framing = "question" | "language" | "intent" | "durationMs";
/** An answer before it is framed. */
export type Content =
  | Omit<Answered, Framing>
  | Omit<Suggested, Framing>
  | Omit<Abstention, Framing>
  | Omit<Failure, Framing>;

/** What composing needs beside the query. */
export interface Composition {
  readonly index: SearchIndex;
  readonly publicUrl: string;
  readonly language: Language;
  /** Citations shown at most; the intent's own number when absent. */
  readonly limit?: number;
  /** Results already shown by earlier answers of the conversation. */
  readonly offset: number;
}

/** Citations of a search: enough to choose from, few enough to read on a phone. */
const searchLimit = 3;
/** Codes looked up at once, and quotes of one part of one item. */
const lookupLimit = 10;
const aspectLimit = 8;
/** Items of a list that are quoted: every action of the Agenda, not every one of a library. */
const listLimit = 200;
/** Items shown with a count: an idea of what was counted. */
const countLimit = 10;
/** Score below which a result has nothing to do with the question and is not even shown as near. */
const leastNear = 0.2;
/** Share of the best score below which a further result is not worth showing as an answer. */
const leastShareOfBest = 0.45;

/** Answers a query from the catalogue or from similarity. */
export async function compose(query: Query, composition: Composition): Promise<Content> {
  switch (query.kind) {
    case "help":
      return composeHelp(composition);
    case "courtesy":
      return { ...composeHelp(composition), lead: words[composition.language].courtesy };
    case "nothing":
      return abstention("nothing-asked", words[composition.language].nothingAsked, [], composition);
    case "lookup":
      return composeLookup(query, composition);
    case "list":
    case "count":
      return composeListing(query, composition);
    case "search":
      return composeSearch(query, composition);
  }
}

function composeHelp(composition: Composition): Content {
  const { index, language } = composition;
  const counts = (["axis", "objective", "action", "page", "document"] as const)
    .map((kind) => ({ kind, count: index.catalogue.list(kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => formatCount(count, kind, language));
  const { help } = words[language];
  return {
    kind: "answered",
    lead: help(joinList(counts, language)),
    notes: [],
    filters: {},
    suggestions: examples(composition),
    citations: [],
    total: 0,
  };
}

function composeLookup(query: Query & { kind: "lookup" }, composition: Composition): Content {
  const { index, language, offset } = composition;
  const { catalogue } = index;
  const items = query.ids.flatMap((id) => catalogue.get(id) ?? []).slice(0, lookupLimit);
  const axes = joinList(
    catalogue.list("axis").map(({ id }) => id),
    language,
  );
  const missing =
    query.missing.length === 0
      ? ""
      : words[language].noSuchItem(
          joinList(query.missing.slice(0, lookupLimit), language),
          axesHint(axes, language),
        );
  if (items.length === 0) {
    const parents = query.missing.flatMap(
      (id) => catalogue.get(id.slice(0, Math.max(0, id.lastIndexOf(".")))) ?? [],
    );
    const near = parents.length > 0 ? parents : catalogue.list("axis");
    return abstention(
      "no-such-item",
      missing,
      near.slice(0, searchLimit).flatMap((item) => cite(item, { words: [] }, 0, composition) ?? []),
      composition,
    );
  }
  const aspect = query.aspect;
  const citations =
    aspect === undefined
      ? items.flatMap((item) => cite(item, { words: [] }, 1, composition) ?? [])
      : items.flatMap((item) => citeAspect(item, aspect, composition));
  if (offset > 0 && offset >= citations.length) return exhausted({}, citations.length, composition);
  const [first] = items;
  const below = first === undefined ? [] : catalogue.children(first.id);
  const notes = missing === "" ? [] : [missing];
  return {
    kind: "answered",
    lead:
      first !== undefined && items.length === 1
        ? describeItem(first, below.length > 0, composition)
        : "",
    notes,
    filters: {},
    suggestions: first === undefined ? [] : nextQuestions(first, composition),
    citations: citations.slice(offset, offset + (composition.limit ?? lookupLimit)),
    total: citations.length,
  };
}

/** Everything has been shown already. */
function exhausted(filters: Filters, total: number, composition: Composition): Content {
  const { noMore } = words[composition.language];
  return {
    kind: "answered",
    lead: noMore,
    notes: [],
    filters,
    suggestions: examples(composition),
    citations: [],
    total,
  };
}

function axesHint(axes: string, language: Language): string {
  if (axes === "") return "";
  const sentence = {
    ca: `Els eixos són ${axes}.`,
    es: `Los ejes son ${axes}.`,
    en: `The axes are ${axes}.`,
  };
  return sentence[language];
}

/** What a looked-up item holds, or whom and what an action asks for. */
function describeItem(item: KnowledgeItem, hasChildren: boolean, composition: Composition): string {
  if (hasChildren) return describeContents(item, composition);
  const { applicability } = item;
  if (applicability === undefined) return "";
  const { population, horizon, effort, roles } = applicability;
  const say = words[composition.language];
  const size = say.sizes(
    population.min === undefined ? undefined : formatNumber(population.min, composition.language),
    population.max === undefined ? undefined : formatNumber(population.max, composition.language),
  );
  const facts = [
    say.horizons[horizon],
    say.efforts[effort],
    size,
    joinList(
      roles.map((id) => roleName(id, composition)),
      composition.language,
    ),
  ];
  return `${capital(facts.join(" · "))}.`;
}

function roleName(id: string, { index, language }: Composition): string {
  const role = index.language.concepts.find(
    (concept) => concept.kind === "role" && concept.id === id,
  );
  return role?.terms[language][0] ?? id;
}

/** `Eix 4, Governança…: 6 objectius i 33 accions.` */
function describeContents(item: KnowledgeItem, { index, language }: Composition): string {
  const counts = (["objective", "action"] as const)
    .map((kind) => ({ kind, count: index.catalogue.list(kind, { within: item.id }).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => formatCount(count, kind, language));
  const { counted, within } = words[language];
  return counted(joinList(counts, language), within(item.kind, item.id, item.title));
}

function composeListing(
  query: Query & { kind: "list" | "count" },
  composition: Composition,
): Content {
  const { index, language, offset } = composition;
  const all = index.catalogue.list(query.item, query.filters);
  const found = query.topic === undefined ? all : topicMatches(query.topic, all, index, language);
  const conditions = describeFilters(query.filters, query.topic, composition);
  const place =
    query.filters.within === undefined ? undefined : index.catalogue.get(query.filters.within);
  const { counted, none, within, kinds } = words[language];
  const lead =
    found.length === 0
      ? none(kinds[query.item][1])
      : counted(
          [
            formatCount(found.length, query.item, language),
            conditions.slice(place ? 1 : 0).join(", "),
          ]
            .filter((part) => part !== "")
            .join(" · "),
          place === undefined ? undefined : within(place.kind, place.id, place.title),
        );
  const shown =
    query.kind === "count" && place !== undefined && query.topic === undefined ? [place] : found;
  if (offset > 0 && offset >= shown.length)
    return exhausted(query.filters, found.length, composition);
  const wish: QuoteWish = { words: [] };
  const limit = composition.limit ?? (query.kind === "count" ? countLimit : listLimit);
  return {
    kind: "answered",
    lead,
    notes:
      conditions.length > 0 && place === undefined
        ? [words[language].filtered(joinList(conditions, language))]
        : [],
    filters: query.filters,
    suggestions: suggestionsOfList(found, composition),
    citations: shown
      .slice(offset, offset + limit)
      .flatMap((item) => cite(item, wish, 1, composition) ?? []),
    total: found.length,
  };
}

async function composeSearch(
  query: Query & { kind: "search" },
  composition: Composition,
): Promise<Content> {
  const { index, language, offset } = composition;
  const accepts = isFiltered(query.filters)
    ? (item: KnowledgeItem) => passes(item, query.filters)
    : undefined;
  const isDoing = doingCue.test(foldedKeepingLength(query.text));
  const isDefinition = definitionCue.test(foldedKeepingLength(query.text));
  const retrieval = await retrieve(query.text, index, {
    language,
    isDefinition,
    isDoing,
    wanted: offset + (composition.limit ?? searchLimit),
    ...(accepts ? { accepts } : {}),
  });
  const { band } = judge(retrieval);
  const limit = composition.limit ?? searchLimit;
  const wish = {
    words: retrieval.words,
    isDoing,
    isDefinition,
    isFigure: figureCue.test(foldedKeepingLength(query.text)),
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

/** Whether the tree of the Agenda is there: any folder of text may be served. */
function hasAgenda({ index }: Composition): boolean {
  return index.catalogue.list("axis").length > 0;
}

/** Questions that are sure to be answered; none where the Agenda is not there. */
function examples(composition: Composition): readonly string[] {
  return hasAgenda(composition) ? words[composition.language].suggestions.examples : [];
}

function abstention(
  reason: Abstention["reason"],
  lead: string,
  nearest: readonly Citation[],
  composition: Composition,
): Omit<Abstention, Framing> {
  const { nextStep, otherNextStep } = words[composition.language];
  return {
    kind: "abstained",
    reason,
    lead,
    notes: reason === "not-covered" ? [hasAgenda(composition) ? nextStep : otherNextStep] : [],
    filters: {},
    nearest,
    suggestions: examples(composition),
  };
}

/** Filters in the reader's words; the place in the tree first when there is one. */
function describeFilters(
  filters: Filters,
  topic: string | undefined,
  composition: Composition,
): string[] {
  const { index, language } = composition;
  const say = words[language];
  const place = filters.within === undefined ? undefined : index.catalogue.get(filters.within);
  const roleNames = (filters.roles ?? []).map((id) => roleName(id, composition));
  return [
    ...(place === undefined ? [] : [say.within(place.kind, place.id, place.title)]),
    ...(filters.horizons ?? []).map((horizon) => say.horizons[horizon]),
    ...(filters.efforts ?? []).map((effort) => say.efforts[effort]),
    ...roleNames,
    ...(filters.population === undefined
      ? []
      : [say.inhabitants(formatNumber(filters.population, language))]),
    ...(topic === undefined ? [] : [say.on(topic)]),
  ];
}

function cite(
  item: KnowledgeItem,
  wish: QuoteWish,
  score: number,
  composition: Composition,
): Citation | undefined {
  const quote = chooseQuote(item, wish, composition.index);
  return quote === undefined ? undefined : citationOf(item, quote, score, composition);
}

function citeAspect(
  item: KnowledgeItem,
  aspect: Parameters<typeof quotesOfAspect>[1],
  composition: Composition,
): Citation[] {
  const quotes = quotesOfAspect(item, aspect, aspectLimit);
  if (quotes.length > 0) return quotes.map((quote) => citationOf(item, quote, 1, composition));
  const whole = cite(item, { words: [] }, 1, composition);
  return whole === undefined ? [] : [whole];
}

function citationOf(
  item: KnowledgeItem,
  quote: Quote,
  score: number,
  { index, publicUrl }: Composition,
): Citation {
  return {
    itemId: item.id,
    kind: item.kind,
    title: item.title,
    place: index.catalogue.place(item),
    quote: quote.text,
    url: itemUrl(publicUrl, item.id, quote.text),
    score: Math.round(Math.max(0, Math.min(1, score)) * 1_000) / 1_000,
    origin: item.origin,
    sourcePath: item.sourcePath,
    references: item.references,
  };
}

function nextQuestions(item: KnowledgeItem, { language, index }: Composition): string[] {
  const { suggestions, kinds } = words[language];
  if (item.kind === "action") {
    const related = item.related
      .flatMap((id) => index.catalogue.get(id) ?? [])
      .find((other) => other.kind === "action");
    return [
      suggestions.steps,
      suggestions.help,
      ...(related ? [`${capital(kinds.action[0])} ${related.id}: ${related.title}`] : []),
    ];
  }
  return index.catalogue
    .children(item.id)
    .slice(0, 3)
    .map((child) => `${capital(kinds[child.kind][0])} ${child.id}: ${child.title}`);
}

function suggestionsOfList(found: readonly KnowledgeItem[], { language }: Composition): string[] {
  const { kinds } = words[language];
  return found
    .slice(0, 3)
    .map((item) => `${capital(kinds[item.kind][0])} ${item.id}: ${item.title}`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
