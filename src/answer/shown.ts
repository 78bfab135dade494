import type { KnowledgeItem } from "../agenda/item.ts";
import type { Answer, Citation, Intent } from "./answer.ts";
import type { Content } from "./content.ts";
import { formatCount } from "./words.ts";

/** Items from which a list is shown as one line an item, without quotes. */
const longList = 6;
/** Intents that may show many items; a follow-up may ask for another list. */
const listing: ReadonlySet<Intent> = new Set(["list", "count", "follow-up"]);

/** What an answer shows: its citations, or what is nearest when it abstains. Best first. */
export function shownIn(content: Content): readonly Citation[] {
  switch (content.kind) {
    case "answered":
    case "suggested":
      return content.citations;
    case "abstained":
      return content.nearest;
    case "failed":
      return [];
  }
}

/** The answer with what it shows changed. */
export function withShown(
  answer: Answer,
  change: (shown: readonly Citation[]) => readonly Citation[],
): Answer {
  switch (answer.kind) {
    case "answered":
    case "suggested":
      return { ...answer, citations: change(answer.citations) };
    case "abstained":
      return { ...answer, nearest: change(answer.nearest) };
    case "failed":
      return answer;
  }
}

/** Citations of one item that follow each other, together: the steps of an action say their title once. */
export function groupByItem(shown: readonly Citation[]): Citation[][] {
  const groups: Citation[][] = [];
  for (const citation of shown) {
    const last = groups.at(-1);
    if (last?.[0]?.itemId === citation.itemId) last.push(citation);
    else groups.push([citation]);
  }
  return groups;
}

/** Whether an answer is a list too long for a quote an item. */
export function isLongList(answer: Content & { readonly intent: Intent }): boolean {
  const items = new Set(shownIn(answer).map(({ itemId }) => itemId));
  return listing.has(answer.intent) && items.size >= longList;
}

/** Items that a list holds beyond those it shows. */
export function leftOut(answer: Content & { readonly intent: Intent }): number {
  return answer.kind === "answered" && isLongList(answer) ? answer.further : 0;
}

/** The same in words: `… + 33 accions`; empty where all is shown. */
export function leftOutWords(answer: Answer): string {
  const left = leftOut(answer);
  const [first] = shownIn(answer);
  if (left <= 0 || first === undefined) return "";
  return `… + ${formatCount(left, first.kind, answer.language)}`;
}

/** Whether people know an item by its code; that of pages and documents is not worth reading. */
export function hasCode({ kind }: Pick<KnowledgeItem, "kind">): boolean {
  return kind === "axis" || kind === "objective" || kind === "action";
}

/** `2.3.1 Tenir un pla de resposta a incidents` of what is cited; the title alone where there is no code. */
export function label({
  itemId,
  kind,
  title,
}: Pick<Citation, "itemId" | "kind" | "title">): string {
  return hasCode({ kind }) ? `${itemId} ${title}` : title;
}

/** The same of an item. */
export function itemLabel({ id, kind, title }: Pick<KnowledgeItem, "id" | "kind" | "title">) {
  return label({ itemId: id, kind, title });
}
