import type { Catalogue } from "../agenda/catalogue.ts";
import { efforts, horizons, type KnowledgeItem } from "../agenda/item.ts";

/** What of the Agenda leans on an action: actions that name it as related to them, in the order of the tree. */
export interface Leaning {
  /** Those that come after it: with a longer horizon, or as long and more effort. */
  readonly later: readonly KnowledgeItem[];
  /** Those that the law obliges to, whenever they come. */
  readonly duties: readonly KnowledgeItem[];
  /** How many name it in all. */
  readonly count: number;
}

const none: Leaning = { later: [], duties: [], count: 0 };

/** What leans on each action that something leans on; {@link leaningOn} reads it. */
export type Leanings = ReadonlyMap<string, Leaning>;

/** Goes through the actions of a catalogue once. */
export function leaningsIn(catalogue: Catalogue): Leanings {
  const found = new Map<
    string,
    { later: KnowledgeItem[]; duties: KnowledgeItem[]; count: number }
  >();
  for (const item of catalogue.list("action"))
    for (const id of new Set(item.related)) {
      const named = catalogue.get(id);
      if (named?.applicability === undefined || id === item.id) continue;
      const leaning = found.get(id) ?? { later: [], duties: [], count: 0 };
      leaning.count += 1;
      if (rankOf(item) > rankOf(named)) leaning.later.push(item);
      if (item.applicability?.duty !== undefined) leaning.duties.push(item);
      found.set(id, leaning);
    }
  return found;
}

/** What leans on one action. */
export function leaningOn({ id }: KnowledgeItem, leanings: Leanings): Leaning {
  return leanings.get(id) ?? none;
}

/** What an action stands on: what it names as related and comes before it. */
export function groundOf(item: KnowledgeItem, catalogue: Catalogue): KnowledgeItem[] {
  return item.related.flatMap((id) => {
    const named = catalogue.get(id);
    return named?.applicability !== undefined && rankOf(named) < rankOf(item) ? [named] : [];
  });
}

/** Whether the Agenda names either of two actions as related to the other. */
export function areRelated(one: KnowledgeItem, other: KnowledgeItem): boolean {
  return one.related.includes(other.id) || other.related.includes(one.id);
}

/** Earlier ones show results sooner, and of these the ones that ask for less. */
function rankOf({ applicability }: KnowledgeItem): number {
  if (applicability === undefined) return 0;
  const { horizon, effort } = applicability;
  return horizons.indexOf(horizon) * efforts.length + efforts.indexOf(effort);
}
