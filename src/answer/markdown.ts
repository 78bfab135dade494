import type { Answer, Citation, Intent } from "./answer.ts";
import { formatCount, provenance, words } from "./words.ts";

/** Items from which a list is shown as one line an item, without quotes. */
const longList = 6;

/** Intents that may show many items; a follow-up may ask for another list. */
const listing: ReadonlySet<Intent> = new Set(["list", "count", "follow-up"]);

/** An answer as Markdown, for people: what was found, each quote with its place and its link, and what to ask next. */
export function toMarkdown(answer: Answer): string {
  const say = words[answer.language];
  const shown =
    answer.kind === "abstained" ? answer.nearest : answer.kind === "failed" ? [] : answer.citations;
  const parts = [asText(answer.lead)];
  if (answer.kind === "abstained" && shown.length > 0) parts.push(say.nearest);
  const isListing = listing.has(answer.intent) && itemsIn(shown) >= longList;
  if (isListing)
    parts.push(
      shown.map((citation) => `- [${asText(label(citation))}](${citation.url})`).join("\n"),
    );
  else parts.push(...shown.map((citation) => block(citation, answer)));
  const left = answer.kind === "answered" && isListing ? answer.total - shown.length : 0;
  if (left > 0 && shown[0] !== undefined)
    parts.push(`… + ${formatCount(left, shown[0].kind, answer.language)}`);
  parts.push(...answer.notes.map(asText));
  return parts.filter((part) => part !== "").join("\n\n");
}

function itemsIn(citations: readonly Citation[]): number {
  return new Set(citations.map(({ itemId }) => itemId)).size;
}

function block(citation: Citation, answer: Answer): string {
  const say = words[answer.language];
  const place = citation.place.length === 0 ? "" : `${citation.place.map(asText).join(" › ")}\n\n`;
  return `**${asText(label(citation))}**\n\n${place}> ${asText(citation.quote)}\n\n[${say.open}](${citation.url}) · ${provenance(citation, answer.language)}`;
}

/** `2.3.1 Tenir un pla de resposta a incidents`; pages and documents have no code worth reading. */
export function label(citation: Pick<Citation, "itemId" | "kind" | "title">): string {
  const hasCode =
    citation.kind === "axis" || citation.kind === "objective" || citation.kind === "action";
  return hasCode ? `${citation.itemId} ${citation.title}` : citation.title;
}

/** Text is text, on one line: nothing in it may become a link, an image or markup. */
function asText(text: string): string {
  return text
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/[\\`*_~[\]<>&|]/g, "\\$&")
    .replace(/^(?:[#+=-]|\d+(?=[.)](?:\s|$)))/, (opening) =>
      /^\d/.test(opening) ? `${opening}\\` : `\\${opening}`,
    );
}
