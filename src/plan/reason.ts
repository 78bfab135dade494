import type { Catalogue } from "../agenda/catalogue.ts";
import type { KnowledgeItem } from "../agenda/item.ts";
import { describePopulation } from "../answer/facts.ts";
import type { Language } from "../language/language.ts";
import { planWords } from "./words.ts";

/** Fewer links from other actions tell nothing: each names a few. */
const tellingLinks = 4;

/** How many actions point to each as related. */
export function linkCounts({ items }: Catalogue): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { related, applicability } of items)
    if (applicability !== undefined)
      for (const id of related) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** What the catalogue's fields say for an action, in whole sentences. */
export function reasonOf(item: KnowledgeItem, links: number, language: Language): string {
  const say = planWords[language].reason;
  const { applicability } = item;
  if (applicability === undefined) return "";
  const { horizon, effort, population } = applicability;
  const isForSome = population.min !== undefined || population.max !== undefined;
  return [
    say.asks(horizon, effort),
    ...(isForSome ? [say.isFor(describePopulation(population, language))] : []),
    ...(links >= tellingLinks ? [say.linked(links)] : []),
  ].join(" ");
}
