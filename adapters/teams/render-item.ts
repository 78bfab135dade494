import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { type Composition, describeCounts } from "../../src/answer/content.ts";
import { excerptOf } from "../../src/answer/excerpt.ts";
import { joinFacts, originOf } from "../../src/answer/facts.ts";
import { readablePlace, readableQuote, readableTitle } from "../../src/answer/readable.ts";
import { itemLabel } from "../../src/answer/shown.ts";
import { words } from "../../src/answer/words.ts";
import { cutText, oneLine } from "../../src/language/clean-text.ts";
import type { CardAttachment } from "./activity.ts";
import { card, type Element, line, openUrl, row, run } from "./card-elements.ts";
import { factLines, sourceRows } from "./render-details.ts";

/** What showing an item needs beside it. */
export interface ItemContext extends Pick<Composition, "index" | "publicUrl" | "language"> {
  /** Words of the item that a link leads to; how the item begins when absent. */
  readonly quote?: string;
}

/** Characters of what other results show of one. */
const maxPreviewChars = 150;

/**
 * An item as a card that stands alone, below a link or where somebody puts it into a conversation. It asks nothing: the
 * assistant may not take part there.
 */
export function renderItemCard(item: KnowledgeItem, context: ItemContext): CardAttachment {
  const { index, publicUrl, language } = context;
  const composition: Composition = { index, publicUrl, language, offset: 0 };
  const { paragraph = "", url } = excerptOf(item, context.quote, context);
  const text = readableQuote(paragraph.trim());
  const name = readableTitle(itemLabel(item));
  const place = readablePlace(index.catalogue.place(item));
  const title = line([run(name, { size: "Medium", weight: "Bolder" })], "None");
  const open = openUrl(words[language].open, name, url);
  const shown = card({
    body: [
      row([title], open, name),
      ...(place === "" ? [] : [small(place, "None")]),
      ...(text === "" ? [] : [boxed(text)]),
      ...factLines(item, composition),
      small(origin(item, composition), "Small"),
      ...sourceRows(item, composition),
    ],
    actions: open,
    speak: name,
    fallbackText: [name, place, text && `«${text}»`, url].filter((part) => part !== "").join("\n"),
  });
  return { ...shown, preview: previewOf(name, text || place) };
}

/** Words of the item, word for word, apart from ours: where there are no grey boxes the marks say so. */
function boxed(text: string): Element {
  const paragraphs = `«${text}»`.split(/\s*\n\s*/u).filter((part) => part !== "");
  return {
    type: "Container",
    style: "emphasis",
    items: paragraphs.map((part) => line([run(part)], "Small")),
  };
}

function small(text: string, spacing: "None" | "Small"): Element {
  return line([run(text, { isSubtle: true, size: "Small" })], spacing);
}

function origin(item: KnowledgeItem, composition: Composition): string {
  const { language } = composition;
  const counts = describeCounts(["objective", "action"], composition, item.id);
  const isBranch = item.kind === "axis" || item.kind === "objective";
  return joinFacts([...(isBranch && counts !== "" ? [counts] : []), ...originOf(item, language)]);
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** How it looks among other results. Tags are read in the text of such a card, and perhaps in its title. */
function previewOf(name: string, text: string) {
  return {
    contentType: "application/vnd.microsoft.card.thumbnail",
    content: {
      title: name.replaceAll("<", "‹").replaceAll(">", "›") || "–",
      text: cutText(oneLine(text), maxPreviewChars).replace(
        /[&<>]/g,
        (sign) => entities[sign] ?? sign,
      ),
    },
  };
}
