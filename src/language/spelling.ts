import { stem } from "./stem.ts";
import { fold, type Token } from "./tokens.ts";

/** Puts right a word that nothing knows when a known one is a slip of the finger away. Names are left alone. */
export type Speller = (token: Token) => Token;

/** Letters from which one slip is looked for, and from which two are. */
const oneSlipLetters = 5;
const twoSlipsLetters = 10;

/**
 * A speller over known words, given as their stems with a word that has the stem.
 * `isKnown` tells whether a word needs no help, in any spelling of the three languages. Short words never get two slips.
 */
export function createSpeller(
  known: ReadonlyMap<string, string>,
  isKnown: (token: Token) => boolean,
  mostSlips = 2,
): Speller {
  const buckets = new Map<string, string[]>();
  for (const key of known.keys()) {
    if (key.length < oneSlipLetters - 1 || /\d/.test(key)) continue;
    const bucket = bucketOf(key.charAt(0), key.length);
    const members = buckets.get(bucket);
    if (members === undefined) buckets.set(bucket, [key]);
    else members.push(key);
  }
  return (token) => {
    const { word } = token;
    if (token.isName || word.length < oneSlipLetters || /\d/.test(word) || isKnown(token))
      return token;
    const nearest = find(stem(word), Math.min(mostSlips, word.length >= twoSlipsLetters ? 2 : 1));
    const corrected = nearest === undefined ? undefined : known.get(nearest);
    return corrected === undefined ? token : { ...token, word: corrected, folded: fold(corrected) };
  };

  /** People seldom miss the first letter, and looking only there keeps it quick. */
  function find(key: string, slips: number): string | undefined {
    let best: { readonly key: string; readonly distance: number } | undefined;
    for (let length = key.length - slips; length <= key.length + slips; length += 1) {
      for (const candidate of buckets.get(bucketOf(key.charAt(0), length)) ?? []) {
        const distance = slipsBetween(key, candidate, (best?.distance ?? slips + 1) - 1);
        if (distance !== undefined) best = { key: candidate, distance };
        if (best?.distance === 1) return best.key;
      }
    }
    return best?.key;
  }
}

function bucketOf(letter: string, length: number): string {
  return `${letter}${length}`;
}

/** Damerau-Levenshtein distance (a swap of neighbours is one slip), or undefined when it is above `most`. */
function slipsBetween(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = isSwap(a, i, b, j) ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      const cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed, swapped);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return undefined;
    before = last;
    last = row;
  }
  const distance = last[b.length] ?? 0;
  return distance <= most ? distance : undefined;
}

/** Whether the letters before places `i` and `j` are the same two in the other order. */
function isSwap(a: string, i: number, b: string, j: number): boolean {
  return i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
}
