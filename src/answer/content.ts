import type { Filters } from "../agenda/catalogue.ts";
import type { ItemKind, KnowledgeItem } from "../agenda/item.ts";
import type { Language } from "../language/language.ts";
import type { Retrieval } from "../search/retrieve.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { Abstention, Answered, Citation, Failure, Suggested } from "./answer.ts";
import type { Aspect } from "./cues.ts";
import { type FolderWords, formatCount, formatNumber, joinList, words } from "./words.ts";

/** What every answer says beside its own; added by the assistant. */
export type Framing = "isForCouncil" | "question" | "language" | "intent" | "durationMs";
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
  /** Items of a list shown at most; `limit` rules over it. */
  readonly listLimit?: number;
  /** Results already shown by earlier answers of the conversation. */
  readonly offset: number;
  /** Name of the asker's council, where it is the one that filters. */
  readonly councilName?: string;
  /** How long a neural embedding may be waited for; it is not asked when absent. */
  readonly signal?: AbortSignal;
  /** Puts what was found in a better order. */
  readonly rerank?: (question: string, retrieval: Retrieval) => Promise<Retrieval>;
}

/** Citations of a search: enough to choose from, few enough to read on a phone. */
export const searchLimit = 3;

/** Everything has been shown already. */
export function exhausted(filters: Filters, total: number, composition: Composition): Content {
  const { noMore } = words[composition.language];
  return {
    kind: "answered",
    lead: noMore,
    notes: [],
    filters,
    suggestions: examples(composition),
    citations: [],
    total,
    offset: composition.offset,
    further: 0,
  };
}

/** Whether the tree of the Agenda is there: any folder of text may be served. */
function hasAgenda({ index }: Composition): boolean {
  return index.catalogue.list("axis").length > 0;
}

/** Words that speak of what is served. */
export function folderWords(composition: Composition): FolderWords {
  const say = words[composition.language];
  return hasAgenda(composition) ? say : say.withoutAgenda;
}

/** Questions that are sure to be answered; none where the Agenda is not there. */
export function examples(composition: Composition): readonly string[] {
  return hasAgenda(composition) ? words[composition.language].suggestions.examples : [];
}

/** A deliberate non-answer, with what to do next. */
export function abstention(
  reason: Abstention["reason"],
  lead: string,
  nearest: readonly Citation[],
  composition: Composition,
): Omit<Abstention, Framing> {
  return {
    kind: "abstained",
    reason,
    lead,
    notes: reason === "not-covered" ? [folderWords(composition).nextStep] : [],
    filters: {},
    nearest,
    suggestions: examples(composition),
  };
}

/** A role in the reader's words; its id when the thesaurus does not name it. */
export function roleName(
  id: string,
  { index, language }: Pick<Composition, "index" | "language">,
): string {
  const role = index.language.concepts.find(
    (concept) => concept.kind === "role" && concept.id === id,
  );
  return role?.terms[language][0] ?? id;
}

/** Filters in the reader's words; the place in the tree first when there is one. */
export function describeFilters(
  filters: Filters,
  topic: string | undefined,
  composition: Pick<Composition, "index" | "language" | "councilName">,
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
    ...(filters.population === undefined ? [] : [inhabitantsOf(filters.population, composition)]),
    ...(topic === undefined ? [] : [say.on(topic)]),
  ];
}

function inhabitantsOf(
  population: number,
  { language, councilName }: Pick<Composition, "language" | "councilName">,
): string {
  const inhabitants = words[language].inhabitants(formatNumber(population, language));
  return councilName === undefined ? inhabitants : `${inhabitants} (${councilName})`;
}

/** Questions that make sense after an item was shown, or the part of it that was asked for. */
export function nextQuestions(
  item: KnowledgeItem,
  composition: Composition,
  shown?: Aspect,
): string[] {
  const { catalogue } = composition.index;
  if (item.kind !== "action") return lookupsOf(catalogue.children(item.id), composition);
  const { suggestions } = words[composition.language];
  const parts = (["steps", "help"] as const).filter((part) => part !== shown);
  const related = item.related.flatMap((id) => catalogue.get(id) ?? []);
  const next = related.find((other) => other.kind === "action");
  return [
    ...parts.map((part) => suggestions[part]),
    ...lookupsOf(next === undefined ? [] : [next], composition),
  ];
}

/** Lookups suggested at once. */
const mostLookups = 3;

/** Questions that look the first of some items up. */
export function lookupsOf(
  items: readonly KnowledgeItem[],
  { language }: Pick<Composition, "language">,
): string[] {
  const { kinds } = words[language];
  return items
    .slice(0, mostLookups)
    .map(({ kind, id, title }) => `${capital(kinds[kind][0])} ${id}: ${title}`);
}

/** How many items there are of each kind, below an item when one is given: `6 objectius i 33 accions`. */
export function describeCounts(
  kinds: readonly ItemKind[],
  { index, language }: Pick<Composition, "index" | "language">,
  within?: string,
): string {
  const filters = within === undefined ? {} : { within };
  const counts = kinds
    .map((kind) => ({ kind, count: index.catalogue.list(kind, filters).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => formatCount(count, kind, language));
  return joinList(counts, language);
}

/** The text with its first letter in upper case. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
