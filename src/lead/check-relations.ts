import type { Alignment } from "./align.ts";
import type { ReadText } from "./read-text.ts";

/** Whether what causes or conditions what in the sentence does so in the quote. */
export function keepsRelations({ written, part, quoted, met }: Alignment): boolean {
  const isNew =
    written.marks.some(
      ({ kind, start }) => kind === "cause" && start >= part.start && start < part.end,
    ) && !quoted.marks.some(({ kind }) => kind === "cause");
  if (isNew) return false;
  const [here, there] = [conditionOf(written), conditionOf(quoted)];
  if (here === undefined || there === undefined) return true;
  const pairs = [...met];
  const isLost = pairs.some(([at, { place }]) => here.has(at) && !there.has(place));
  const isGained = pairs.some(([at, { place }]) => !here.has(at) && there.has(place));
  return !(isLost && isGained);
}

/** Places of the clause that a condition opens, up to the next break; undefined where no or several conditions are. */
function conditionOf(text: ReadText): ReadonlySet<number> | undefined {
  const [mark, ...more] = text.marks.filter(({ kind }) => kind === "if");
  if (mark === undefined || more.length > 0) return undefined;
  const end = text.words.findIndex(({ isBreak }, at) => at > mark.start && isBreak);
  const length = (end < 0 ? text.words.length : end) - mark.start;
  return new Set(Array.from({ length }, (_, step) => mark.start + step));
}
