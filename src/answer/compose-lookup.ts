import type { KnowledgeItem } from "../agenda/item.ts";
import type { Language } from "../language/language.ts";
import { cite, citeAspect } from "./cite.ts";
import {
  abstention,
  type Composition,
  type Content,
  describeCounts,
  exhausted,
  nextQuestions,
  searchLimit,
} from "./content.ts";
import { asksOf, joinFacts, rolesOf } from "./facts.ts";
import { hasAspect } from "./quote.ts";
import type { Query } from "./understand.ts";
import { joinList, words } from "./words.ts";

/** Codes looked up at once. */
const lookupLimit = 10;

/** Answers with the items that the codes name. */
export function composeLookup(
  query: Query & { kind: "lookup" },
  composition: Composition,
): Content {
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
  const page = citations.slice(offset, offset + (composition.limit ?? lookupLimit));
  const [first] = items;
  const below = first === undefined ? [] : catalogue.children(first.id);
  const notes = missing === "" ? [] : [missing];
  return {
    kind: "answered",
    lead:
      first !== undefined && items.length === 1
        ? leadOf(first, query, below.length > 0, composition)
        : "",
    notes,
    filters: {},
    suggestions: first === undefined ? [] : nextQuestions(first, composition, aspect),
    citations: page,
    total: citations.length,
    offset,
    further: citations.length - offset - page.length,
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

/** Names the part that was asked for, when the item has it. */
function leadOf(
  item: KnowledgeItem,
  { aspect }: Query & { kind: "lookup" },
  hasChildren: boolean,
  composition: Composition,
): string {
  return aspect !== undefined && hasAspect(item, aspect)
    ? words[composition.language].aspects[aspect]
    : describeItem(item, hasChildren, composition);
}

/** What a looked-up item holds, or whom and what an action asks for. */
function describeItem(item: KnowledgeItem, hasChildren: boolean, composition: Composition): string {
  if (hasChildren) return describeContents(item, composition);
  const { applicability } = item;
  if (applicability === undefined) return "";
  const asks = asksOf(applicability, composition.language);
  return `${joinFacts([...asks, rolesOf(applicability, composition)])}.`;
}

/** `Eix 4, Governança…: 6 objectius i 33 accions.` */
function describeContents(item: KnowledgeItem, composition: Composition): string {
  const { counted, within } = words[composition.language];
  return counted(
    describeCounts(["objective", "action"], composition, item.id),
    within(item.kind, item.id, item.title),
  );
}
