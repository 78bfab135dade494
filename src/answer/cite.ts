import type { KnowledgeItem } from "../agenda/item.ts";
import { sentencesOf } from "../agenda/sentences.ts";
import { itemUrl } from "./address.ts";
import type { Citation } from "./answer.ts";
import type { Composition } from "./content.ts";
import {
  chooseQuote,
  locateQuote,
  type Quote,
  type QuoteWish,
  quoteDigest,
  quotesOfAspect,
} from "./quote.ts";

/** Quotes of one part of one item. */
const aspectLimit = 8;

/** The quote of an item that fits best, with its place and address; undefined when there is nothing to quote. */
export function cite(
  item: KnowledgeItem,
  wish: QuoteWish,
  score: number,
  composition: Composition,
): Citation | undefined {
  const quote = chooseQuote(item, wish, composition.index);
  return quote === undefined ? undefined : citationOf(item, quote, score, composition);
}

/** The quotes of one part of an item, in order; its best quote when it has no such part. */
export function citeAspect(
  item: KnowledgeItem,
  aspect: Parameters<typeof quotesOfAspect>[1],
  composition: Composition,
): Citation[] {
  const quotes = quotesOfAspect(item, aspect, aspectLimit);
  if (quotes.length > 0) return quotes.map((quote) => citationOf(item, quote, 1, composition));
  const whole = cite(item, { words: [] }, 1, composition);
  return whole === undefined ? [] : [whole];
}

/** The quote of an item that holds a text word for word, with whole sentences; undefined when no quote does. */
export function citeText(
  item: KnowledgeItem,
  text: string,
  composition: Composition,
): Citation | undefined {
  for (const block of item.blocks) {
    const start = block.text.indexOf(text);
    if (start < 0) continue;
    const sentences = sentencesOf(block.text);
    const first = sentences.findLast((sentence) => sentence.start <= start);
    const last = sentences.find((sentence) => sentence.end >= start + text.length);
    const whole = block.text.slice(first?.start, last?.end);
    const quote = locateQuote(item, quoteDigest(whole));
    if (quote !== undefined) return citationOf(item, quote, 1, composition);
  }
  return undefined;
}

function citationOf(
  item: KnowledgeItem,
  quote: Quote,
  score: number,
  { index, publicUrl }: Composition,
): Citation {
  return {
    itemId: item.id,
    kind: item.kind,
    title: item.title,
    place: index.catalogue.place(item),
    quote: quote.text,
    url: itemUrl(publicUrl, item.id, quote.text),
    score: Math.round(Math.max(0, Math.min(1, score)) * 1_000) / 1_000,
    origin: item.origin,
    sourcePath: item.sourcePath,
    references: item.references,
  };
}
