import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { createRandom, type Random, shuffled } from "./random.ts";

/** Words with their inner `l·l`; addresses are met whole, so that they can be left alone. */
const wordOrAddress = /https?:\S+|[\p{L}]+(?:·[\p{L}]+)*/gu;
/** Words in more items than this share carry the grammar and the common matter: every text has them. */
const commonShare = 0.1;
/** Shorter words are grammar in all three languages. */
const shortestSubstituted = 4;
/** Share of an item's rarer words that give way to others: the rest keeps it a text on these matters. */
const substitutedShare = 0.5;

/** Puts other words into the texts of one item, each word always by the same other. */
export type Rewording = (text: string) => string;

/** Words of a collection that grows. */
export interface Vocabulary {
  /** Exponent of Heaps' law, measured on the texts given: vocabulary grows as the size to this power. */
  readonly heapsExponent: number;
  /** To be called before each further copy of the collection; `copy` is 1 for the first. */
  beginCopy(copy: number): void;
  /** A rewording for the next item. */
  rewording(): Rewording;
}

/**
 * A vocabulary that starts from the texts of the items and grows as in real text: every substituted word is either
 * new, at the rate that Heaps' law gives, or one that was used before, the more often the likelier (Simon's process,
 * which keeps the frequencies Zipf's). New words join the beginning of one word with the end of another.
 */
export function createVocabulary(items: readonly KnowledgeItem[], random: Random): Vocabulary {
  const texts = items.map((item) => new Set(wordsOf(item)));
  const heapsExponent = measureHeaps(texts);
  const inItems = countItems(texts);
  const isRare = (word: string) =>
    word.length >= shortestSubstituted &&
    (inItems.get(word) ?? 0) <= Math.max(1, commonShare * items.length);

  const known = new Set(inItems.keys());
  const list = [...known];
  const ids = new Map(list.map((word, id) => [word, id]));
  // A word stands here once for each time it was used: picking a place picks by frequency.
  const used: number[] = [];
  for (const text of texts)
    for (const word of text) if (isRare(word)) used.push(ids.get(word) ?? 0);

  let newShare = 0;
  let drawsBefore = 0;
  let draws = used.length * substitutedShare;
  return { heapsExponent, beginCopy, rewording };

  function beginCopy(copy: number): void {
    const drawsExpected = draws - drawsBefore;
    const grown = inItems.size * ((copy + 1) ** heapsExponent - copy ** heapsExponent);
    newShare = Math.min(1, grown / Math.max(1, drawsExpected));
    drawsBefore = draws;
  }

  function rewording(): Rewording {
    const others = new Map<string, string>();
    return (text) =>
      text.replaceAll(wordOrAddress, (word) => {
        if (word.includes(":")) return word;
        const key = word.toLowerCase();
        let other = others.get(key);
        if (other === undefined) {
          other = isRare(key) && random() < substitutedShare ? draw() : key;
          others.set(key, other);
        }
        return other === key ? word : inCaseOf(word, other);
      });
  }

  function draw(): string {
    draws += 1;
    const id = random() < newShare ? coin() : (used[Math.floor(random() * used.length)] ?? 0);
    used.push(id);
    return list[id] ?? "";
  }

  function coin(): number {
    let word = "";
    do {
      const head = anyWord();
      const tail = anyWord();
      word += head.slice(0, Math.ceil(head.length / 2)) + tail.slice(Math.floor(tail.length / 2));
    } while (known.has(word));
    known.add(word);
    return list.push(word) - 1;
  }

  function anyWord(): string {
    // Of the texts given only: words coined from coined words would drift away from the language.
    return list[Math.floor(random() * inItems.size)] ?? "";
  }
}

function wordsOf(item: KnowledgeItem): string[] {
  const texts = [item.title, ...item.questions, ...item.blocks.map((block) => block.text)];
  return texts.flatMap((text) =>
    [...text.matchAll(wordOrAddress)]
      .map(([word]) => word.toLowerCase())
      .filter((word) => !word.includes(":")),
  );
}

function countItems(texts: readonly ReadonlySet<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Compares the vocabulary of the whole with that of a random half. */
function measureHeaps(texts: readonly ReadonlySet<string>[]): number {
  const halves = 9;
  const seed = 1;
  const random = createRandom(seed);
  const half = Math.ceil(texts.length / 2);
  const exponents = Array.from({ length: halves }, () => {
    const part = countItems(shuffled(random, texts).slice(0, half)).size;
    return Math.log(countItems(texts).size / part) / Math.log(texts.length / half);
  });
  return exponents.reduce((sum, exponent) => sum + exponent, 0) / halves;
}

/** Writes a word with the capitals of another. */
function inCaseOf(model: string, word: string): string {
  if (model === model.toUpperCase()) return word.toUpperCase();
  const first = model.charAt(0);
  return first === first.toLowerCase() ? word : word.charAt(0).toUpperCase() + word.slice(1);
}
