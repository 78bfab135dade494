import type { Applicability, KnowledgeItem, PopulationRange, Reference } from "../agenda/item.ts";
import { formatDate } from "../language/format-date.ts";
import type { Language } from "../language/language.ts";
import { chatWords } from "./chat-words.ts";
import { type Composition, capital, roleName } from "./content.ts";
import { formatNumber, joinList, provenance, words } from "./words.ts";

/** Whom an action is for, in the reader's words. */
export function describePopulation({ min, max }: PopulationRange, language: Language): string {
  const format = (value: number | undefined) =>
    value === undefined ? undefined : formatNumber(value, language);
  return words[language].sizes(format(min), format(max));
}

/** What an action asks for and for whom, in a few words each. */
export function asksOf({ population, horizon, effort }: Applicability, language: Language) {
  const { horizons, efforts } = words[language];
  return [horizons[horizon], efforts[effort], describePopulation(population, language)];
}

/** The same beside a title: nothing of sizes where it is for all of them; none for what is no action. */
export function badgesOf(
  item: Pick<KnowledgeItem, "applicability"> | undefined,
  language: Language,
): string[] {
  const asked = item?.applicability;
  if (asked === undefined) return [];
  const { min, max } = asked.population;
  const asks = asksOf(asked, language);
  return min === undefined && max === undefined ? asks.slice(0, -1) : asks;
}

/** Who takes part in an action. */
export function rolesOf(
  { roles }: Applicability,
  composition: Pick<Composition, "index" | "language">,
): string {
  return joinList(
    roles.map((id) => roleName(id, composition)),
    composition.language,
  );
}

/** Where an item comes from, and when it was last looked through. */
export function originOf(item: KnowledgeItem, language: Language): string[] {
  const { reviewed } = item;
  const { reviewed: say } = chatWords[language];
  return [
    provenance(item, language),
    ...(reviewed === undefined ? [] : [say(formatDate(reviewed, language))]),
  ];
}

/** The day on which all sources of an item were last compared with its text; undefined where they have not one in common. */
export function commonDay(references: readonly Reference[]): string | undefined {
  const [first, ...others] = references;
  const isOne = others.length > 0 && others.every(({ checked }) => checked === first?.checked);
  return isOne ? first?.checked : undefined;
}

/** Several facts on one line. */
export function joinFacts(facts: readonly string[]): string {
  return capital(facts.join(" · "));
}
