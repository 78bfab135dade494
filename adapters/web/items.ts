import type { Block, KnowledgeItem } from "../../src/agenda/item.ts";
import type { Quote } from "../../src/answer/quote.ts";
import type { Language } from "../../src/language/language.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { knowledgeLanguage } from "./facts.tsx";

/** Element id of the line that says whether an action is for the council whose size was chosen. */
export const appliesId = "applies";

/** Characters by which the language of imported text is told. */
const sampleChars = 600;
const told = new WeakMap<KnowledgeItem, Language | "unknown">();

/** The language of an item's text; undefined when that of an imported one cannot be told. */
export function languageOf(item: KnowledgeItem, index: SearchIndex): Language | undefined {
  if (item.kind !== "document") return knowledgeLanguage;
  const language =
    told.get(item) ?? index.language.identifier.identify(sampleOf(item)) ?? "unknown";
  told.set(item, language);
  return language === "unknown" ? undefined : language;
}

function sampleOf({ blocks }: KnowledgeItem): string {
  let sample = "";
  for (const { text } of blocks) {
    if (sample.length >= sampleChars) break;
    sample += `${text.slice(0, sampleChars)} `;
  }
  return sample;
}

/** Items above another, from the axis down. */
export function ancestorsOf(item: KnowledgeItem, index: SearchIndex): KnowledgeItem[] {
  const parent = index.catalogue.parent(item);
  return parent === undefined ? [] : [...ancestorsOf(parent, index), parent];
}

/** The first words of an item, for those who share its address. */
export function openingOf(item: KnowledgeItem): string {
  return item.blocks.find(({ kind }) => kind === "paragraph")?.text ?? item.title;
}

/** Blocks on one page: a long chapter; a year of minutes has a hundred thousand. */
const blocksAPart = 1_500;

/** The part of an item's text that one page shows. */
export interface Part {
  /** From 1. */
  readonly number: number;
  readonly count: number;
  readonly blocks: readonly Block[];
  /** With its block counted from the part's first; undefined when it stands elsewhere. */
  readonly quote: Quote | undefined;
}

/** The part that was asked for; else the one that holds the quote, else the first. */
export function partOf(
  item: KnowledgeItem,
  asked: number | undefined,
  quote: Quote | undefined,
): Part {
  const [first] = item.blocks;
  // The page says its title already.
  const skipped = first?.kind === "heading" && first.text === item.title ? 1 : 0;
  const count = Math.max(1, Math.ceil((item.blocks.length - skipped) / blocksAPart));
  const holding = Math.floor(((quote?.block ?? skipped) - skipped) / blocksAPart) + 1;
  const number = Math.min(asked ?? holding, count);
  const start = skipped + (number - 1) * blocksAPart;
  const isHere = quote !== undefined && holding === number;
  return {
    number,
    count,
    blocks: item.blocks.slice(start, start + blocksAPart),
    quote: isHere ? { ...quote, block: quote.block - start } : undefined,
  };
}
