import { createHash } from "node:crypto";
import type { Block, KnowledgeItem } from "../agenda/item.ts";
import { sentencesOf } from "../agenda/sentences.ts";
import { foldedKeepingLength } from "../council/population.ts";
import { coverage, type QuestionWord, strengthsOf } from "../search/evidence.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { type Aspect, aspectHeadings } from "./cues.ts";

/** A verbatim piece of an item: characters `start` to `end` (exclusive) of one block. */
export interface Quote {
  readonly block: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly sentences: number;
}

/** Sentences a quote may have: two tell more than one, three are no longer read. */
const maxSentences = 2;
/** Characters after which a text without full stops is cut, at a word. */
const maxQuoteChars = 700;
/** Below this length two sentences make one quote; above it the first is enough. */
const comfortableChars = 320;
const digestLetters = 10;

const weights = {
  opening: 0.14,
  doing: 0.45,
  figure: 0.3,
  pair: 0.01,
  secondSentence: 0.04,
  fragment: 0.2,
  address: 0.2,
};
const shortestSentenceChars = 25;

/** Every piece of a block that can be a quote: one sentence, or two that follow each other. */
function quotesOf(block: Block, at: number): Quote[] {
  if (block.kind === "heading") return [];
  const sentences = sentencesOf(block.text);
  const quotes: Quote[] = [];
  sentences.forEach((first, from) => {
    for (let to = from; to < Math.min(from + maxSentences, sentences.length); to += 1) {
      const last = sentences[to] ?? first;
      const end = cutEnd(block.text, first.start, last.end);
      quotes.push({
        block: at,
        start: first.start,
        end,
        text: block.text.slice(first.start, end),
        sentences: to - from + 1,
      });
    }
  });
  return quotes;
}

function cutEnd(text: string, start: number, end: number): number {
  if (end - start <= maxQuoteChars) return end;
  const most = start + maxQuoteChars;
  const space = text.lastIndexOf(" ", most);
  if (space > start) return space;
  // Never between the two halves of one character.
  return isLeadHalf(text.charCodeAt(most - 1)) ? most - 1 : most;
}

function isLeadHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

/** What a quote is chosen by. */
export interface QuoteWish {
  /** Words of the question; none for a plain lookup. */
  readonly words: readonly QuestionWord[];
  /** Passage that was found; the whole item when absent. */
  readonly passage?: number;
  /** Part of the text that was asked for. */
  readonly aspect?: Aspect;
  /** What to do is asked for. */
  readonly isDoing?: boolean;
  /** A number or a date is asked for. */
  readonly isFigure?: boolean;
  /** What something is is asked for. */
  readonly isDefinition?: boolean;
}

/** The one or two sentences of an item that answer best. Undefined only for an item that is nothing but headings. */
export function chooseQuote(
  item: KnowledgeItem,
  wish: QuoteWish,
  index: SearchIndex,
): Quote | undefined {
  const opening = openingOf(item, wish, index);
  // Who asks what to do knows the words of the trouble: a sentence that repeats them answers less than a step.
  const saidShare = wish.isDoing === true ? 0.5 : 1;
  let best: { readonly quote: Quote; readonly score: number } | undefined;
  for (const passage of passagesFor(item, wish, index)) {
    const part = { ...wish, ...(passage === undefined ? {} : { passage }) };
    const saidBy = createSaidBy(part, index);
    for (const quote of blocksFor(item, part, index).flatMap((at) => quotesAt(item, at))) {
      // With nothing asked, no later block can beat a good opening.
      const isSettled = wish.words.length === 0 && (best?.score ?? 0) >= weights.opening;
      if (isSettled && quote.block !== best?.quote.block) break;
      const score = saidBy(quote) * saidShare + mannerOf(quote, item, wish, opening);
      if (best === undefined || score > best.score + 1e-9) best = { quote, score };
    }
  }
  return best?.quote;
}

function quotesAt(item: KnowledgeItem, at: number): Quote[] {
  const block = item.blocks[at];
  return block === undefined ? [] : quotesOf(block, at);
}

/** Sections up to which a page is one matter and is quoted as a whole; with more it is a work of reference. */
const wholePageSections = 12;

/** The passages to quote from: all of a short page, elsewhere the one that was found. */
function passagesFor(
  item: KnowledgeItem,
  { passage }: QuoteWish,
  index: SearchIndex,
): readonly (number | undefined)[] {
  const all = index.passagesOf(item);
  const isWhole = passage !== undefined && item.kind === "page" && all.length <= wholePageSections;
  return isWhole ? all : [passage];
}

/** Share of the question that a quote answers to, from the sentences of the passage that it covers. */
function createSaidBy({ words, passage }: QuoteWish, index: SearchIndex): (quote: Quote) => number {
  if (passage === undefined || words.length === 0) return () => 0;
  const { sentences, profile } = index.textOf(passage);
  const strengths = strengthsOf(words, profile);
  return ({ block, start, end }) => {
    const from = sentences.findIndex(
      (sentence) => sentence.block === block && sentence.start >= start,
    );
    let to = from;
    while (to >= 0 && sentences[to]?.block === block && (sentences[to]?.start ?? end) < end)
      to += 1;
    return from < 0 ? 0 : coverage(words, strengths, from, to);
  };
}

/** All quotes of the part of an item that was asked for, one a block: the steps one by one. */
export function quotesOfAspect(item: KnowledgeItem, aspect: Aspect, most: number): Quote[] {
  return aspectBlocks(item, aspect)
    .slice(0, most)
    .flatMap((at) => {
      const block = item.blocks[at];
      const all = block === undefined ? [] : quotesOf(block, at);
      const [first, second] = all;
      const whole = second !== undefined && second.start === first?.start ? second : first;
      return whole === undefined ? [] : [whole];
    });
}

/** Whether an item has a part of its own for what was asked. */
export function hasAspect(item: KnowledgeItem, aspect: Aspect): boolean {
  return aspectBlocks(item, aspect).length > 0;
}

function blocksFor(item: KnowledgeItem, wish: QuoteWish, index: SearchIndex): number[] {
  if (wish.aspect !== undefined) {
    const part = aspectBlocks(item, wish.aspect);
    if (part.length > 0) return part;
  }
  const all = item.blocks.map((_, at) => at).filter((at) => item.blocks[at]?.kind !== "heading");
  const spans = wish.passage === undefined ? undefined : index.passages[wish.passage]?.spans;
  return spans === undefined ? all : all.filter((at) => spans.some((span) => span.block === at));
}

function aspectBlocks(item: KnowledgeItem, aspect: Aspect): number[] {
  const blocks: number[] = [];
  let inside = false;
  item.blocks.forEach((block, at) => {
    if (block.kind === "heading")
      inside = aspectHeadings[aspect].test(foldedKeepingLength(block.text));
    else if (inside) blocks.push(at);
  });
  return blocks;
}

/** What speaks for a quote whatever its words: it opens the text, is of the kind that was asked for, is short and whole. */
function mannerOf(quote: Quote, item: KnowledgeItem, wish: QuoteWish, opening: number): number {
  const opens = quote.start === 0 && quote.block === opening;
  const isShortPair = opens && quote.text.length <= comfortableChars;
  let score = askedManner(quote, item, wish, opens) + (opens ? weights.opening : 0);
  // Two sentences must earn their length, but a short opening reads better with its second half.
  if (quote.sentences > 1) score += isShortPair ? weights.pair : -weights.secondSentence;
  if (quote.text.length < shortestSentenceChars) score -= weights.fragment;
  const addresses = quote.text.match(/https?:\/\/\S+/g)?.join("").length ?? 0;
  if (wish.aspect !== "help" && addresses > 0) score -= weights.address;
  // Hardly anything but an address answers nothing.
  if (addresses > quote.text.length / 2) score -= weights.address * 2;
  return score;
}

function askedManner(quote: Quote, item: KnowledgeItem, wish: QuoteWish, opens: boolean): number {
  const block = item.blocks[quote.block];
  const isStep = block?.kind === "list-item" && block.ordinal !== undefined;
  let score = 0;
  if (wish.isDoing === true && (opens || isStep)) score += weights.doing;
  if (wish.isFigure === true && /\d/.test(quote.text)) score += weights.figure;
  if (wish.isDefinition === true && opens) score += weights.doing;
  return score;
}

/** The block that opens the text: of the passage on a page of many matters, of the whole item elsewhere. */
function openingOf(item: KnowledgeItem, wish: QuoteWish, index: SearchIndex): number {
  const [passage] = passagesFor(item, wish, index);
  const spans = passage === undefined ? undefined : index.passages[passage]?.spans;
  if (item.kind === "page" && spans?.[0] !== undefined) return spans[0].block;
  return item.blocks.findIndex((block) => block.kind !== "heading");
}

/** Short digest of a quote's text: what its address carries, so that a link survives edits around it. */
export function quoteDigest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, digestLetters);
}

/** Whether a text can be a digest of a quote: looking for any other is of no use. */
export function isQuoteDigest(text: string): boolean {
  return text.length === digestLetters && /^[0-9a-f]+$/.test(text);
}

/** Where a quote stands in an item, by its digest; undefined when the text has changed since. */
export function locateQuote(item: KnowledgeItem, digest: string): Quote | undefined {
  for (let at = 0; at < item.blocks.length; at += 1) {
    const block = item.blocks[at];
    const found = block && quotesOf(block, at).find((quote) => quoteDigest(quote.text) === digest);
    if (found !== undefined) return found;
  }
  return undefined;
}
