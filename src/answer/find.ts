import { type Filters, isFiltered, passes } from "../agenda/catalogue.ts";
import type { ItemKind, KnowledgeItem } from "../agenda/item.ts";
import { languages } from "../language/language.ts";
import { fold } from "../language/tokens.ts";
import { retrieve } from "../search/retrieve.ts";
import type { Citation } from "./answer.ts";
import { cite } from "./cite.ts";
import type { Composition } from "./content.ts";
import { words } from "./words.ts";

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
  /** How many there are in all; by words, how many are near enough, and no more than can be ranked. */
  readonly total: number;
}

/** The code that the words are: `2.3.1`, `eix 2`, `acción 2.3.1.`. Names of pages are words like others. */
function codeIn(text: string): string {
  const match = /^(?:(\p{L}+)\s+)?(\d+(?:\.\d+){0,2})\.?$/u.exec(text);
  const [, noun, code = ""] = match ?? [];
  return noun === undefined || kindNouns.has(fold(noun)) ? code : "";
}

const kindNouns = new Set(
  languages.flatMap((language) => Object.values(words[language].kinds).map(([one]) => fold(one))),
);

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
  const asked = text.trim();
  const named = index.catalogue.get(codeIn(asked));
  if (named === undefined && asked !== "") return findByWords();
  const below =
    named === undefined
      ? index.catalogue.items
      : index.catalogue.items.filter(
          (item) => item === named || passes(item, { within: named.id }),
        );
  const all = below.filter(accepts);
  return {
    citations: all
      .slice(offset, offset + limit)
      .flatMap((item) => cite(item, { words: [] }, 1, composition) ?? []),
    total: all.length,
  };

  async function findByWords(): Promise<Found> {
    const found = await retrieve(asked, index, { language, accepts, wanted: mostRanked });
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
