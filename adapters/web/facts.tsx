/** @jsxRuntime automatic @jsxImportSource preact */
import type { Applicability, KnowledgeItem, PopulationRange } from "../../src/agenda/item.ts";
import { label } from "../../src/answer/shown.ts";
import { formatNumber, words } from "../../src/answer/words.ts";
import type { Language } from "../../src/language/language.ts";
import type { View } from "./view.ts";

/** Language in which the knowledge is written. Imported documents may be in any. */
export const knowledgeLanguage: Language = "ca";

/** `2.3.1 Tenir un pla…` of an item. */
export function itemLabel({ id, kind, title }: KnowledgeItem): string {
  return label({ itemId: id, kind, title });
}

/** Whom an action is for, in the reader's words. */
export function describePopulation({ min, max }: PopulationRange, language: Language): string {
  const format = (value: number | undefined) =>
    value === undefined ? undefined : formatNumber(value, language);
  return words[language].sizes(format(min), format(max));
}

/** A link to an item, marked with its language where the page's is another. */
export function ItemLink({ item, view }: { readonly item: KnowledgeItem; readonly view: View }) {
  return (
    <a
      href={view.item(item.id)}
      lang={item.kind === "document" ? undefined : foreign(knowledgeLanguage, view.language)}
    >
      {itemLabel(item)}
    </a>
  );
}

/** The language as an attribute, where it is not that of what stands around. */
export function foreign(language: Language | undefined, around: Language): Language | undefined {
  return language === around ? undefined : language;
}

/** What an action asks for, in a few words each, in the given language. */
export function Badges(props: {
  readonly applicability: Applicability;
  readonly language: Language;
}) {
  const { population, horizon, effort } = props.applicability;
  const say = words[props.language];
  const sized = population.min !== undefined || population.max !== undefined;
  return (
    <ul class="badges">
      <li>{say.horizons[horizon]}</li>
      <li>{say.efforts[effort]}</li>
      {sized && <li>{describePopulation(population, props.language)}</li>}
    </ul>
  );
}
