import { isActor } from "./actors.ts";
import type { Alignment } from "./align.ts";
import { clausesOf } from "./clauses.ts";
import { isGlue } from "./glue-words.ts";
import { hasOpposite } from "./opposites.ts";
import type { ReadText, ReadWord } from "./read-text.ts";

/** Words in a row that a sentence may leave out in the middle of what it takes over. */
const mostLeftOut = 2;

/** Whether who acts in a clause of the sentence acts in the clause of the quote that the rest of it comes from. */
export function keepsActors({ written, quoted, met }: Alignment): boolean {
  const clauses = clausesOf(written);
  const quotedClauses = clausesOf(quoted);
  for (const [at, { place }] of met) {
    const word = written.words[at];
    if (word === undefined || !isActor(word)) continue;
    const others = [...met].filter(([other]) => other !== at && clauses[other] === clauses[at]);
    if (others.length === 0) continue;
    const isAlone = others.every(
      ([, found]) => quotedClauses[found.place] !== quotedClauses[place],
    );
    if (!isAlone) continue;
    const there = new Set(others.map(([, found]) => quotedClauses[found.place]));
    const isReplaced = quoted.words.some(
      (other, known) => there.has(quotedClauses[known]) && isActor(other),
    );
    if (isReplaced) return false;
  }
  return true;
}

/** Whether nothing that narrows a thing is left out between two words that the sentence has side by side. */
export function keepsNarrowing({ quoted, met }: Alignment): boolean {
  const places = [...new Set([...met.values()].map(({ place }) => place))].sort((a, b) => a - b);
  for (let i = 1; i < places.length; i += 1) {
    const between = quoted.words.slice((places[i - 1] ?? 0) + 1, places[i]);
    if (between.some(({ isBreak }) => isBreak)) continue;
    if (between.filter(({ isContent }) => isContent).length > mostLeftOut) return false;
  }
  return true;
}

/** Whether no word of the sentence stands where the quote has another: "check" is not replaced by "have". */
export function keepsWords({ written, part, quoted, met }: Alignment): boolean {
  const places = [...met];
  const taken = new Set([...met.values()].map(({ place }) => place));
  for (let i = 0; i <= places.length; i += 1) {
    const [from, before] = places[i - 1] ?? [part.start - 1, { place: -1 }];
    const [to, after] = places[i] ?? [part.end, { place: quoted.words.length }];
    const own =
      written.words.slice(from + 1, to).some(saysSomething) ||
      marksWithin(written, from, to) > marksWithin(quoted, before.place, after.place);
    if (!own || after.place - before.place > widestGap) continue;
    const lost = quoted.words
      .slice(before.place + 1, after.place)
      .some((word, step) => isTelling(word) && !taken.has(before.place + 1 + step));
    if (lost) return false;
  }
  return true;
}

function marksWithin({ marks }: ReadText, from: number, to: number): number {
  return marks.filter(({ start }) => start > from && start < to).length;
}

/** Words between two that are met, in which a replaced word is looked for. */
const widestGap = 5;

/** Small words too may stand for another: "give" where the quote has "ask". */
function saysSomething({ isContent, isVerbal, folded }: ReadWord): boolean {
  return isContent || hasOpposite(folded) || (isVerbal && folded.length > 2 && isGlue(folded));
}

function isTelling(word: ReadWord): boolean {
  return word.isContent && !isGlue(word.folded);
}
