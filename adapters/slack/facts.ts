import type { KnowledgeItem, PopulationRange } from "../../src/agenda/item.ts";
import { capital } from "../../src/answer/content.ts";
import { label } from "../../src/answer/shown.ts";
import { formatNumber, words } from "../../src/answer/words.ts";
import type { Language } from "../../src/language/language.ts";

/** `2.3.1 Tenir un pla…` of an item. */
export function itemLabel({ id, kind, title }: Pick<KnowledgeItem, "id" | "kind" | "title">) {
  return label({ itemId: id, kind, title });
}

/** Whom an action is for, in the reader's words. */
export function describePopulation({ min, max }: PopulationRange, language: Language): string {
  const format = (value: number | undefined) =>
    value === undefined ? undefined : formatNumber(value, language);
  return words[language].sizes(format(min), format(max));
}

/** What an action asks for and for whom, in a few words each; none for other items. */
export function badgesOf({ applicability }: KnowledgeItem, language: Language): string[] {
  if (applicability === undefined) return [];
  const { population, horizon, effort } = applicability;
  const say = words[language];
  const isSized = population.min !== undefined || population.max !== undefined;
  return [
    say.horizons[horizon],
    say.efforts[effort],
    ...(isSized ? [describePopulation(population, language)] : []),
  ];
}

/** Several facts on one line. */
export function joinFacts(facts: readonly string[]): string {
  return capital(facts.join(" · "));
}
