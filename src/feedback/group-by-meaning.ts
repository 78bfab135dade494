import { fold } from "../language/tokens.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { averageLinkage } from "./average-linkage.ts";
import { likenessesOf } from "./likeness.ts";
import { withoutMarkers } from "./mask-personal-data.ts";

/**
 * Likeness from which texts mean the same, on average over the group. Fitted on
 * `test/evaluation/grouping-tuning.jsonl` for few wrong pairs: two questions in one group hide each other.
 */
const leastLikeness = 0.58;
/**
 * The same for needs, which say more, in more different words, and are looked through by people who know what they are
 * about. Fitted on `test/evaluation/needs/tuning.jsonl`.
 */
export const leastLikenessOfNeeds = 0.36;

/**
 * Numbers of the texts that mean the same, in any of the three languages: the largest group first, then the one that
 * begins first; within a group in the order of the texts. Every text is in one group. What is grouped does not depend
 * on the order of the texts, nor on how often each stands there.
 */
export async function groupByMeaning(
  texts: readonly string[],
  index: SearchIndex,
  least: number = leastLikeness,
): Promise<number[][]> {
  const distinct = collapse(texts);
  const likenesses = await likenessesOf(
    distinct.map(({ text }) => text),
    index,
  );
  return averageLinkage(likenesses, least)
    .map((group) => group.flatMap((at) => distinct[at]?.places ?? []).sort((a, b) => a - b))
    .sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
}

interface Distinct {
  readonly text: string;
  readonly places: readonly number[];
}

/** Texts that differ in case, accents, spaces and marks alone are one. In an order that is theirs and not the caller's. */
function collapse(texts: readonly string[]): Distinct[] {
  const places = new Map<string, { text: string; places: number[] }>();
  texts.forEach((written, at) => {
    const text = withoutMarkers(written);
    const key = fold(text).replace(separators, " ").trim() || written;
    const known = places.get(key);
    if (known === undefined) places.set(key, { text, places: [at] });
    else {
      known.places.push(at);
      // The last in the order of the characters has the accents and the small letters that the others lack.
      if (text > known.text) known.text = text;
    }
  });
  return [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, distinct]) => distinct);
}

const separators = /[^\p{L}\p{N}]+/gu;
