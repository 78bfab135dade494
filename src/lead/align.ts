import { likeness } from "./alike.ts";
import type { ReadText, ReadWord } from "./read-text.ts";

/** Places `start` to `end` (exclusive) of a sentence's words. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** Where each word of a part of a written sentence stands in a sentence of a quote. */
export interface Alignment {
  readonly written: ReadText;
  readonly part: Part;
  readonly quoted: ReadText;
  /** By place of the written word, ascending; only words that are met. */
  readonly met: ReadonlyMap<number, Met>;
}

/** A word of a quote that says what a written word says. */
export interface Met {
  readonly place: number;
  /** 0 to 1. */
  readonly strength: number;
}

/** Likeness from which a word is taken for met. */
export const leastStrength = 0.45;
/** How far a weaker likeness may be from the best to be preferred for its place. */
const tolerance = 0.25;

/** Words of a sentence that may be met by each word of another, strongest not first but by place. */
export type Candidates = readonly (readonly Met[])[];

/** What each word of a written sentence may say of a sentence of a quote, by place. */
export function candidatesOf(written: ReadText, quoted: ReadText): Candidates {
  return written.words.map((word) => {
    if (word.isBreak || !word.isContent) return [];
    const found = quoted.words.flatMap((other, place): Met[] => {
      if (!other.isContent || other.isBreak) return [];
      const strength = likeness(word, other);
      return strength >= leastStrength ? [{ place, strength }] : [];
    });
    if (found.length === 0) return meantBySmallWords(word, quoted);
    const best = Math.max(0, ...found.map(({ strength }) => strength));
    return found.filter(({ strength }) => strength >= best - tolerance);
  });
}

/** Words that lists of grammar have and that say what a word says all the same: "donar", "ens", "estat". */
function meantBySmallWords(word: ReadWord, quoted: ReadText): Met[] {
  return quoted.words.flatMap((other, place): Met[] => {
    const isSmall = !other.isContent && !other.isBreak && other.meanings.size > 0;
    const isMarked = quoted.marks.some(({ start, end }) => place >= start && place < end);
    if (!isSmall || isMarked || other.folded.length < shortestSmall) return [];
    return likeness(word, other) >= surely ? [{ place, strength: leastStrength }] : [];
  });
}

/** Likeness of words of one row of the dictionary, and letters of a small word, at least. */
const surely = 0.8;
const shortestSmall = 3;

/**
 * Meets the words of a part of a written sentence in a sentence of a quote, each with a word of its own: as many as
 * possible in the order of the quote, the others where they stand.
 */
export function align(
  written: ReadText,
  part: Part,
  quoted: ReadText,
  candidates: Candidates = candidatesOf(written, quoted),
): Alignment {
  const met = inOrder(candidates, part, quoted.words.length);
  const taken = new Set([...met.values()].map(({ place }) => place));
  for (let at = part.start; at < part.end; at += 1) {
    if (met.has(at)) continue;
    const free = (candidates[at] ?? []).filter(({ place }) => !taken.has(place));
    const found = nearest(free, at, met) ?? shared(candidates[at] ?? [], at, written, met);
    if (found === undefined) continue;
    met.set(at, found);
    taken.add(found.place);
  }
  return { written, part, quoted, met: new Map([...met].sort(([a], [b]) => a - b)) };
}

/** The strongest chain of pairs that has the order of both texts. */
function inOrder(candidates: Candidates, part: Part, length: number): Map<number, Met> {
  const best = strengthsOf(candidates, part, length);
  const met = new Map<number, Met>();
  let from = 0;
  for (let at = part.start; at < part.end; at += 1) {
    const below = best[at - part.start + 1];
    const value = best[at - part.start]?.[from] ?? 0;
    const found = (candidates[at] ?? []).find(
      ({ place, strength }) => place >= from && strength + (below?.[place + 1] ?? 0) >= value,
    );
    if (found === undefined || value <= (below?.[from] ?? 0)) continue;
    met.set(at, found);
    from = found.place + 1;
  }
  return met;
}

/** Strength of the strongest chain from each word of a part and each place on. */
function strengthsOf(candidates: Candidates, part: Part, length: number): Float64Array[] {
  const best: Float64Array[] = [];
  let below = new Float64Array(length + 1);
  for (let at = part.end - 1; at >= part.start; at -= 1) {
    best.unshift(below);
    const row = Float64Array.from(below);
    for (const { place, strength } of candidates[at] ?? [])
      row[place] = Math.max(row[place] ?? 0, strength + (below[place + 1] ?? 0));
    for (let place = length - 1; place >= 0; place -= 1)
      row[place] = Math.max(row[place] ?? 0, row[place + 1] ?? 0);
    below = row;
  }
  return [below, ...best];
}

/** The strongest of some places; of equals, that nearest to where the words before it are met. */
function nearest(free: readonly Met[], at: number, met: ReadonlyMap<number, Met>): Met | undefined {
  const before = lastBefore(at, met);
  return [...free].sort(
    (a, b) => b.strength - a.strength || Math.abs(a.place - before) - Math.abs(b.place - before),
  )[0];
}

function lastBefore(at: number, met: ReadonlyMap<number, Met>): number {
  for (let before = at - 1; before >= 0; before -= 1) {
    const found = met.get(before);
    if (found !== undefined) return found.place;
  }
  return 0;
}

/** A place that another word has already, where both are one word said twice or parts of one phrase. */
function shared(
  candidates: readonly Met[],
  at: number,
  written: ReadText,
  met: ReadonlyMap<number, Met>,
): Met | undefined {
  const word = written.words[at];
  if (word === undefined || word.number !== undefined) return undefined;
  return candidates.find(({ place }) =>
    [...met].some(([other, found]) => found.place === place && areOne(word, written.words[other])),
  );
}

function areOne(word: ReadWord, other: ReadWord | undefined): boolean {
  if (other === undefined || word.isName !== other.isName) return false;
  return word.stem === other.stem || [...word.phrases].some((id) => other.phrases.has(id));
}
