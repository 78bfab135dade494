/** @jsxRuntime automatic @jsxImportSource preact */
import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { badgesOf } from "../../src/answer/facts.ts";
import { itemLabel } from "../../src/answer/shown.ts";
import type { Language } from "../../src/language/language.ts";
import type { View } from "./view.ts";

/** Language in which the knowledge is written. Imported documents may be in any. */
export const knowledgeLanguage: Language = "ca";

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

/** What an action asks for and for whom, in a few words each; nothing for other items. */
export function Badges(props: {
  readonly item: KnowledgeItem | undefined;
  readonly language: Language;
}) {
  const badges = badgesOf(props.item, props.language);
  if (badges.length === 0) return null;
  return (
    <ul class="badges">
      {badges.map((badge) => (
        <li>{badge}</li>
      ))}
    </ul>
  );
}
