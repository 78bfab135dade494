import { isActor, isSelf } from "./actors.ts";
import { type Alignment, leastStrength } from "./align.ts";
import { likeness } from "./alike.ts";
import type { DropReason } from "./drop-reason.ts";
import { isGlue } from "./glue-words.ts";
import { hasOpposite } from "./opposites.ts";
import type { ReadWord } from "./read-text.ts";

/** Words of a part that must be met at least, but for the shortest parts. */
const leastMet = 2;
/** Share of the words that say something that is met in the quote itself. */
const leastShare = 0.6;

/** Words that are met for each one that is not: a sentence may put one of many in its own words. */
const metForOwn = 100;

/** What of a part of a sentence nothing in the quote, or in the title of its item, says. */
export function unsupported(
  alignment: Alignment,
  title: readonly ReadWord[],
): DropReason | undefined {
  const { met, quoted } = alignment;
  const unmet = unmetWords(alignment).filter(
    (word) => !(isSelf(word) && !hasOtherActor(alignment)),
  );
  if (unmet.some(({ number }) => number !== undefined)) return "numbers";
  const bare = unmet.filter(
    (word) => !title.some((other) => likeness(word, other) >= leastStrength),
  );
  if (bare.some(({ isName }) => isName)) return "names";
  const own = bare.filter((word) => !isGlue(word.folded));
  if (own.length > met.size / metForOwn || own.some(isTelling)) return "support";
  const titled = unmet.length - bare.length;
  const least = Math.min(leastMet, quoted.words.filter(({ isContent }) => isContent).length);
  return met.size < least || met.size / (met.size + titled) < leastShare ? "support" : undefined;
}

/** Words that no sentence has of its own: who acts, and what has an opposite. */
function isTelling(word: ReadWord): boolean {
  return isActor(word) || hasOpposite(word.folded);
}

function unmetWords({ written, part, met }: Alignment): ReadWord[] {
  return written.words
    .slice(part.start, part.end)
    .filter((word, at) => word.isContent && !word.isBreak && !met.has(part.start + at));
}

/** Whether the quote speaks of somebody else who acts, whom the sentence leaves out. */
function hasOtherActor({ quoted, met }: Alignment): boolean {
  const places = new Set([...met.values()].map(({ place }) => place));
  return quoted.words.some((word, place) => isActor(word) && !isSelf(word) && !places.has(place));
}
