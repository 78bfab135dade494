import type { KnownBlock, MessageAttachment } from "@slack/types";
import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { itemPath, itemUrl, quoteParameter } from "../../src/answer/address.ts";
import { chooseQuote, isQuoteDigest, locateQuote, quoteDigest } from "../../src/answer/quote.ts";
import { provenance } from "../../src/answer/words.ts";
import type { Language } from "../../src/language/language.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { badgesOf, itemLabel, joinFacts } from "./facts.ts";
import { maxFallbackChars, maxSectionChars } from "./limits.ts";
import {
  clean,
  cutText,
  escapeText,
  escapeWithin,
  isLinkable,
  oneLine,
  section,
  smallPrint,
} from "./rich-text.ts";

/** What showing an item below a link needs beside it. */
export interface UnfurlContext {
  readonly index: SearchIndex;
  readonly publicUrl: string;
  readonly language: Language;
}

/** An item that a link names, with the quote at which the link opens. */
export interface LinkedItem {
  readonly item: KnowledgeItem;
  readonly quote?: string;
}

/** The accent of the web pages. */
const accent = "#8b1a2f";
const longest = { title: 300, place: 300, quote: 1_500 };

/**
 * What Slack shows below a link to an item. Sections only: apps were told not to count on rich text in `chat.unfurl`
 * (https://github.com/slackapi/java-slack-sdk/issues/876). The quote is plain text, in which no notation is read.
 */
export function renderUnfurl(
  item: KnowledgeItem,
  asked: string | undefined,
  { index, publicUrl, language }: UnfurlContext,
): MessageAttachment {
  const quote = quoteOf(item, asked, index);
  // The page opens at quotes that are cut as answers cut them; else it opens at its beginning.
  const place = quote !== undefined && locateQuote(item, quoteDigest(quote)) ? quote : undefined;
  const url = itemUrl(publicUrl, item.id, place);
  const label = cutText(oneLine(itemLabel(item)), longest.title) || "–";
  const above = cutText(index.catalogue.place(item).map(oneLine).join(" › "), longest.place);
  const title = `*${linked(label, url)}*`;
  const text = quote === undefined ? [] : [quoted(`«${cutText(clean(quote), longest.quote)}»`)];
  return {
    color: accent,
    fallback: escapeWithin(label, maxFallbackChars),
    blocks: [
      section(title),
      ...text,
      smallPrint(
        joinFacts([
          ...(above === "" ? [] : [above]),
          ...badgesOf(item, language),
          provenance(item, language),
        ]),
      ),
    ],
  };
}

/** The item that an address of ours names; undefined for every other address. */
export function itemOfLink(
  url: string,
  { publicUrl, index }: Pick<UnfurlContext, "publicUrl" | "index">,
): LinkedItem | undefined {
  // Addresses come as they stand in a message, where an ampersand is an entity.
  const written = url.replaceAll("&amp;", "&");
  if (!URL.canParse(written)) return undefined;
  const address = new URL(written);
  const ours = new URL(publicUrl);
  if (address.origin !== ours.origin || address.username !== "" || address.password !== "")
    return undefined;
  const start = `${ours.pathname.replace(/\/+$/, "")}${itemPath("")}`;
  if (!address.pathname.startsWith(start)) return undefined;
  const id = decoded(address.pathname.slice(start.length));
  const item =
    id === undefined
      ? undefined
      : (index.catalogue.get(id) ?? index.catalogue.get(id.replace(/\/+$/, "")));
  if (item === undefined) return undefined;
  const digest = address.searchParams.get(quoteParameter) ?? "";
  const quote = isQuoteDigest(digest) ? locateQuote(item, digest) : undefined;
  return quote === undefined ? { item } : { item, quote: quote.text };
}

/** The quote that was asked for when it stands in the item; else how the item begins. */
function quoteOf(
  item: KnowledgeItem,
  asked: string | undefined,
  index: SearchIndex,
): string | undefined {
  if (asked !== undefined && asked !== "" && item.blocks.some(({ text }) => text.includes(asked)))
    return asked;
  return chooseQuote(item, { words: [] }, index)?.text;
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

function decoded(path: string): string | undefined {
  try {
    return path.split("/").map(decodeURIComponent).join("/");
  } catch {
    return undefined;
  }
}
