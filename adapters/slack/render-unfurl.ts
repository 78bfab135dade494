import type { KnownBlock, MessageAttachment } from "@slack/types";
import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { excerptOf } from "../../src/answer/excerpt.ts";
import { badgesOf, joinFacts } from "../../src/answer/facts.ts";
import { readablePlace, readableQuote, readableTitle } from "../../src/answer/readable.ts";
import { itemLabel } from "../../src/answer/shown.ts";
import { provenance } from "../../src/answer/words.ts";
import { cutText } from "../../src/language/clean-text.ts";
import type { Language } from "../../src/language/language.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { maxFallbackChars, maxSectionChars } from "./limits.ts";
import { escapeText, escapeWithin, isLinkable, section, smallPrint } from "./rich-text.ts";

/** What showing an item below a link needs beside it. */
export interface UnfurlContext {
  readonly index: SearchIndex;
  readonly publicUrl: string;
  readonly language: Language;
}

/** The accent of the web pages. */
const accent = "#8b1a2f";

/**
 * What Slack shows below a link to an item. Sections only: apps were told not to count on rich text in `chat.unfurl`
 * (https://github.com/slackapi/java-slack-sdk/issues/876). The quote is plain text, in which no notation is read.
 */
export function renderUnfurl(
  item: KnowledgeItem,
  asked: string | undefined,
  { index, publicUrl, language }: UnfurlContext,
): MessageAttachment {
  const { quote, url } = excerptOf(item, asked, { index, publicUrl });
  const label = readableTitle(itemLabel(item)) || "–";
  const above = readablePlace(index.catalogue.place(item));
  const title = `*${linked(label, url)}*`;
  const text = quote === undefined ? [] : [quoted(`«${readableQuote(quote)}»`)];
  return {
    color: accent,
    fallback: escapeWithin(label, maxFallbackChars),
    blocks: [
      section(title),
      ...(above === "" ? [] : [smallPrint(above)]),
      ...text,
      smallPrint(joinFacts([...badgesOf(item, language), provenance(item, language)])),
    ],
  };
}

/** A link in Slack's notation, in whose words its own signs cannot stand. */
function linked(text: string, url: string): string {
  const label = escapeText(text.replaceAll("|", "¦"));
  const marked = `<${escapeText(url)}|${label}>`;
  const isSafe = isLinkable(url) && !url.includes("|") && marked.length < maxSectionChars - 2;
  return isSafe ? marked : label;
}

function quoted(text: string): KnownBlock {
  return {
    type: "section",
    text: { type: "plain_text", text: cutText(text, maxSectionChars), emoji: false },
  };
}
