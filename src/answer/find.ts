import { type Filters, isFiltered, passes } from "../agenda/catalogue.ts";
import { type ItemKind, itemKinds, type KnowledgeItem } from "../agenda/item.ts";
import { retrieve } from "../search/retrieve.ts";
import type { Citation } from "./answer.ts";
import { cite } from "./cite.ts";
import type { Composition } from "./content.ts";

/** What a search form asks for. Nothing at all asks for everything. */
export interface Wish {
  /** Words, or the code of an item. */
  readonly text: string;
  readonly filters: Filters;
  /** Only items of this kind. */
  readonly kind?: ItemKind;
}

/** One stretch of what was found. */
export interface Found {
  /** Best first; in the order of the tree when no words were given. */
  readonly citations: readonly Citation[];
  /** How many there are in all. */
  readonly total: number;
}

/** Items ranked by words: further down nobody reads, and they have less and less to do with the words. */
const mostRanked = 30;
/** Score below which an item is not found, alone and as a share of the best one. */
const leastScore = 0.2;
const leastShareOfBest = 0.4;

/**
 * Items by words and filters, each with the passage that fits the words: what a search form shows.
 * Unlike an answer it asserts nothing, and so shows more.
 */
export async function find(
  { text, filters, kind }: Wish,
  composition: Composition & { readonly limit: number },
): Promise<Found> {
  const { index, language, offset, limit } = composition;
  // What says nothing of horizon, effort, role or size does not meet a condition on them.
  const { within, ...conditions } = filters;
  const accepts = (item: KnowledgeItem) =>
    (kind === undefined || item.kind === kind) &&
    (item.applicability !== undefined || !isFiltered(conditions)) &&
    passes(item, filters);
  const named = index.catalogue.get(text.trim());
  const words = text.trim();
  if (named === undefined && words !== "") return findByWords();
  const below = named === undefined ? index.catalogue.items : [named, ...belowOf(named)];
  const all = below.filter(accepts);
  return {
    citations: all
      .slice(offset, offset + limit)
      .flatMap((item) => cite(item, { words: [] }, 1, composition) ?? []),
    total: all.length,
  };

  function belowOf(item: KnowledgeItem): KnowledgeItem[] {
    return itemKinds.flatMap((below) => index.catalogue.list(below, { within: item.id }));
  }

  async function findByWords(): Promise<Found> {
    const found = await retrieve(words, index, { language, accepts, wanted: mostRanked });
    const least = Math.max(leastScore, (found.results[0]?.score ?? 0) * leastShareOfBest);
    const all = found.results.filter(({ score }) => score >= least).slice(0, mostRanked);
    return {
      citations: all
        .slice(offset, offset + limit)
        .flatMap(
          ({ item, passage, score }) =>
            cite(item, { words: found.words, passage }, score, composition) ?? [],
        ),
      total: all.length,
    };
  }
}
