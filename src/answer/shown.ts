import type { Citation, Intent } from "./answer.ts";
import type { Content } from "./content.ts";

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

/** Whether an answer is a list too long for a quote an item. */
export function isLongList(answer: Content & { readonly intent: Intent }): boolean {
  const items = new Set(shownIn(answer).map(({ itemId }) => itemId));
  return listing.has(answer.intent) && items.size >= longList;
}

/** Items that a list holds beyond those it shows. */
export function leftOut(answer: Content & { readonly intent: Intent }): number {
  return answer.kind === "answered" && isLongList(answer) ? answer.further : 0;
}

/** `2.3.1 Tenir un pla de resposta a incidents`; pages and documents have no code worth reading. */
export function label(citation: Pick<Citation, "itemId" | "kind" | "title">): string {
  const hasCode =
    citation.kind === "axis" || citation.kind === "objective" || citation.kind === "action";
  return hasCode ? `${citation.itemId} ${citation.title}` : citation.title;
}
