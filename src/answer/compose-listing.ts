import { cite } from "./cite.ts";
import {
  type Composition,
  type Content,
  describeFilters,
  exhausted,
  lookupsOf,
} from "./content.ts";
import type { QuoteWish } from "./quote.ts";
import { topicMatches } from "./topic.ts";
import type { Query } from "./understand.ts";
import { formatCount, joinList, words } from "./words.ts";

/** Items of a list that are quoted: every action of the Agenda, not every one of a library. */
const listLimit = 200;
/** Items shown with a count: an idea of what was counted. */
const countLimit = 10;

/** Answers with all items that fit, or how many they are. */
export function composeListing(
  query: Query & { kind: "list" | "count" },
  composition: Composition,
): Content {
  const { index, language, offset } = composition;
  const all = index.catalogue.list(query.item, query.filters);
  const found =
    query.topic === undefined
      ? all
      : topicMatches(query.topic, all, index, query.language ?? language);
  const conditions = describeFilters(query.filters, query.topic, composition);
  const place =
    query.filters.within === undefined ? undefined : index.catalogue.get(query.filters.within);
  const { counted, none, within } = words[language];
  const lead =
    found.length === 0
      ? none(query.item)
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
  const most = query.kind === "count" ? countLimit : listLimit;
  const limit = composition.limit ?? Math.min(most, composition.listLimit ?? most);
  const page = shown.slice(offset, offset + limit);
  return {
    kind: "answered",
    lead,
    notes:
      conditions.length > 0 && place === undefined
        ? [words[language].filtered(joinList(conditions, language))]
        : [],
    filters: query.filters,
    suggestions: lookupsOf(found, composition),
    citations: page.flatMap((item) => cite(item, wish, 1, composition) ?? []),
    total: found.length,
    offset,
    further: shown.length - offset - page.length,
  };
}
