import { likenessesTo } from "../feedback/likeness.ts";
import { fold } from "../language/tokens.ts";
import type { NeedStore } from "../ports.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { SharedNeed } from "./need.ts";

/** Open needs that a text is compared with: those of most councils, then the newest. */
const mostCompared = 500;
/** Needs that are shown to be joined. */
const mostAlike = 3;
/**
 * Less alike than what is grouped: a person looks, and joins nothing that is another matter. Fitted on
 * `test/evaluation/needs/tuning.jsonl`.
 */
const leastLikeness = 0.3;

/** Needs of others that may be the same, the likest first. `mine` are left out. */
export async function findAlike(
  text: string,
  mine: ReadonlySet<string>,
  needs: Pick<NeedStore, "open">,
  index: SearchIndex,
): Promise<SharedNeed[]> {
  if (!hasWords(text)) return [];
  const open = (await needs.open(mostCompared)).filter(({ id }) => !mine.has(id));
  const likenesses = await likenessesTo(
    text,
    open.map((need) => need.text),
    index,
  );
  return [...likenesses]
    .filter(([, likeness]) => likeness >= leastLikeness)
    .sort(([a, one], [b, other]) => other - one || a - b)
    .flatMap(([at]) => open[at] ?? [])
    .slice(0, mostAlike);
}

/** The need that says the same in the same words, whatever the case, accents and marks. */
export function findSame<N extends { readonly text: string }>(
  text: string,
  needs: readonly N[],
): N | undefined {
  const key = needKey(text);
  return needs.find((need) => needKey(need.text) === key);
}

/** Whether there is a word in a text. */
export function hasWords(text: string): boolean {
  return word.test(text);
}

const word = /\p{L}{2}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** A text without case, accents and marks. */
export function needKey(text: string): string {
  return fold(text).replace(separators, " ").trim();
}

const separators = /[^\p{L}\p{N}]+/gu;
