import type { KnowledgeItem } from "../agenda/item.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { Answer } from "./answer.ts";
import { describeCounts } from "./content.ts";
import { shownIn } from "./shown.ts";
import { words } from "./words.ts";

/** The one item that a lookup has found; undefined for all other answers. */
export function lookedUp(answer: Answer, index: SearchIndex): KnowledgeItem | undefined {
  return answer.kind === "answered" ? onlyItem(answer, index) : undefined;
}

/** What the looked-up item holds, or asks for and of whom: stands below it, and is no sentence there. */
export function aboutItem(answer: Answer, index: SearchIndex): string | undefined {
  const item = lookedUp(answer, index);
  const { language, lead } = answer;
  if (item === undefined || lead === "") return undefined;
  // One part of it was asked for, and is named.
  if (Object.values(words[language].aspects).includes(lead)) return undefined;
  if (index.catalogue.children(item.id).length === 0) return lead.replace(/\.$/, "");
  // The lead repeats the title.
  return describeCounts(["objective", "action"], { index, language }, item.id);
}

/** What the one axis or objective holds that a lookup has found, or names as the nearest. */
export function itemsBelow(answer: Answer, index: SearchIndex): readonly KnowledgeItem[] {
  const item = onlyItem(answer, index);
  return item === undefined ? [] : index.catalogue.children(item.id);
}

function onlyItem(answer: Answer, { catalogue }: SearchIndex): KnowledgeItem | undefined {
  const [first, ...others] = shownIn(answer);
  if (answer.intent !== "lookup" || first === undefined) return undefined;
  const isOne = others.every(({ itemId }) => itemId === first.itemId);
  return isOne ? catalogue.get(first.itemId) : undefined;
}
