import type { Block, KnowledgeItem } from "../agenda/item.ts";
import { sentencesOf } from "../agenda/sentences.ts";

/** Characters `start` to `end` (exclusive) of the text of one block of an item. */
export interface Span {
  readonly block: number;
  readonly start: number;
  readonly end: number;
}

/** Unit of retrieval: a piece of one item, with what surrounds it. */
export interface Passage {
  readonly itemId: string;
  /** Headings above the piece inside its item, outermost first. */
  readonly headings: readonly string[];
  /** The text, in reading order; never empty. */
  readonly spans: readonly Span[];
  /** The first passage of an item carries its expected questions. */
  readonly isFirst: boolean;
}

/** Words under which a section joins its neighbour: fragments rank badly. */
const minWords = 40;
/** Words over which text is split, at a paragraph or a sentence. */
const maxWords = 260;
/** An item of the tree is one unit of meaning and stays whole up to this many words. */
const maxTreeItemWords = 420;

interface Piece {
  readonly headings: readonly string[];
  readonly spans: Span[];
  words: number;
}

/** Cuts an item into passages. Headings belong to the text below them. */
export function passagesOf(item: KnowledgeItem): Passage[] {
  const total = item.blocks.reduce((sum, block) => sum + countWords(block.text), 0);
  const inTree = item.kind !== "page" && item.kind !== "document";
  const whole = total <= (inTree ? maxTreeItemWords : minWords * 3);
  const pieces = whole
    ? [wholeItem(item.blocks, inTree ? [] : headingsOf(item.blocks), total)]
    : sections(item.blocks);
  return pieces
    .filter((piece) => piece.spans.length > 0)
    .map((piece, index) => ({
      itemId: item.id,
      headings: piece.headings,
      spans: piece.spans,
      isFirst: index === 0,
    }));
}

/** Headings of an item in the tree are the same for all and tell nothing; elsewhere they do. */
function headingsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => (block.kind === "heading" ? [block.text] : []));
}

function wholeItem(blocks: readonly Block[], headings: readonly string[], words: number): Piece {
  const spans = blocks.flatMap((block, index) =>
    block.kind === "heading" && blocks.length > 1 ? [] : [spanOf(index, block.text)],
  );
  return {
    headings,
    spans: spans.length > 0 ? spans : blocks.map((b, i) => spanOf(i, b.text)),
    words,
  };
}

function sections(blocks: readonly Block[]): Piece[] {
  const pieces: Piece[] = [];
  let path: { readonly level: number; readonly text: string }[] = [];
  let current: Piece | undefined;
  blocks.forEach((block, index) => {
    if (block.kind === "heading") {
      path = [...path.filter((above) => above.level < block.level), block];
      if (current === undefined || current.words >= minWords || block.level <= 2)
        current = undefined;
      return;
    }
    for (const span of cut(index, block.text)) {
      const words = countWords(block.text.slice(span.start, span.end));
      if (current === undefined || current.words + words > maxWords) {
        current = { headings: path.map(({ text }) => text), spans: [], words: 0 };
        pieces.push(current);
      }
      current.spans.push(span);
      current.words += words;
    }
  });
  return pieces.length > 0 ? pieces : [wholeItem(blocks, [], 0)];
}

/** A block as one span, or several of whole sentences when it is too long for one passage. */
function cut(block: number, text: string): Span[] {
  if (countWords(text) <= maxWords) return [spanOf(block, text)];
  const spans: Span[] = [];
  for (const sentence of sentencesOf(text)) {
    const last = spans.at(-1);
    const words = countWords(sentence.text);
    if (last !== undefined && countWords(text.slice(last.start, last.end)) + words <= maxWords) {
      spans[spans.length - 1] = { ...last, end: sentence.end };
    } else spans.push({ block, start: sentence.start, end: sentence.end });
  }
  return spans;
}

function spanOf(block: number, text: string): Span {
  return { block, start: 0, end: text.length };
}

function countWords(text: string): number {
  let words = 0;
  let inWord = false;
  for (let i = 0; i < text.length; i += 1) {
    const space = text.charCodeAt(i) <= 32;
    if (!space && !inWord) words += 1;
    inWord = !space;
  }
  return words;
}

/** The text of a passage, one block a line. */
export function passageText(item: KnowledgeItem, passage: Passage): string {
  return passage.spans
    .map(({ block, start, end }) => item.blocks[block]?.text.slice(start, end) ?? "")
    .join("\n");
}

/** What a passage is embedded by locally: its title, what people would ask of it, and how it begins. */
export function denseText(item: KnowledgeItem, passage: Passage): string {
  const title = item.kind === "document" ? "" : `${item.title}\n${item.title}`;
  const questions = passage.isFirst ? item.questions.join("\n") : "";
  return [title, passage.headings.join(". "), questions, passageText(item, passage)].join("\n");
}

/** What a passage is embedded by a neural model: its title, the headings above it and its text. */
export function neuralText(item: KnowledgeItem, passage: Passage): string {
  const title = item.kind === "document" ? "" : item.title;
  return [title, ...passage.headings, passageText(item, passage)]
    .filter((part) => part !== "")
    .join("\n");
}
