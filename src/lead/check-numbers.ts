import type { Alignment } from "./align.ts";

/** Words between a number and the word that tells what it counts, at most, in the quote. */
const nearest = 9;
/** Numbers so near each other are one date, one law, one measure. */
const chained = 4;

const joining = new Set("de del d of the el la l".split(" "));

/** Whether every number of the sentence counts in the quote what it counts in the sentence. */
export function keepsNumbers({ written, quoted, met }: Alignment): boolean {
  const numbers = quoted.words.flatMap(({ number }, place) =>
    number === undefined ? [] : [place],
  );
  for (const [at, { place }] of met) {
    if (written.words[at]?.number === undefined) continue;
    if (!isBound(at, place) || !isBesideItsNumbers(at, place)) return false;
  }
  return true;

  /** Parts of a date or of a measure stay side by side. */
  function isBesideItsNumbers(at: number, place: number): boolean {
    for (let step = 1; step <= 2; step += 1) {
      const beside = met.get(at + step);
      if (beside === undefined || written.words[at + step]?.number === undefined) continue;
      if (Math.abs(beside.place - place) > step + 1) return false;
    }
    return true;
  }

  /** The word beside the number is beside it in the quote, and no nearer to another number. */
  function isBound(at: number, place: number): boolean {
    const left = neighbour(at, -1);
    const right = neighbour(at, 1);
    // What stands right behind a number is what it counts, whatever other numbers are.
    const rivals = rivalsOf(place, right?.step === 1);
    if (rivals.length === 0) return true;
    const isOwn = (beside: number) => {
      const distance = Math.abs(beside - place);
      return distance <= nearest && rivals.every((rival) => Math.abs(rival - beside) >= distance);
    };
    if (left === undefined && right === undefined) return rivals.every((rival) => isMet(rival));
    // What a number counts follows it: "72 hours".
    if (right !== undefined && right.step <= 2 && !isOwn(right.place)) return false;
    return [left, right].some((found) => found !== undefined && isOwn(found.place));
  }

  function isMet(place: number): boolean {
    return [...met.values()].some((found) => found.place === place);
  }

  /** Numbers of the quote that belong to something else: all but those of the same date or law. */
  function rivalsOf(place: number, areAll: boolean): number[] {
    const own = new Set([place]);
    for (let grown = true; grown; ) {
      grown = false;
      for (const other of numbers) {
        if (own.has(other) || ![...own].some((near) => areChained(near, other))) continue;
        if (quoted.words[other]?.number === undefined) continue;
        own.add(other);
        grown = true;
      }
    }
    const kind = kindOf(quoted.words[place]?.number);
    return numbers.filter(
      (other) => !own.has(other) && (areAll || kindOf(quoted.words[other]?.number) === kind),
    );
  }

  /** Nothing stands between them but grammar: "2 de febrer de 2025". */
  function areChained(one: number, other: number): boolean {
    const [from, to] = one < other ? [one, other] : [other, one];
    if (to - from >= chained) return false;
    return quoted.words
      .slice(from + 1, to)
      .every(({ isContent, isBreak, folded }) => !isContent && !isBreak && joining.has(folded));
  }

  /** The nearest word on one side that is met and no number, within the clause. */
  function neighbour(at: number, direction: 1 | -1): { place: number; step: number } | undefined {
    for (let step = 1; step <= nearest; step += 1) {
      const there = at + step * direction;
      const word = written.words[there];
      if (word === undefined || word.isBreak) return undefined;
      const found = met.get(there);
      if (found !== undefined && word.number === undefined) return { place: found.place, step };
    }
    return undefined;
  }
}

const year = /^(?:19|20)\d\d$/u;

/** What a number may be taken for: a share, a law, a year, another amount. */
function kindOf(number: string | undefined): string {
  if (number === undefined) return "none";
  if (number.endsWith("%")) return "share";
  if (number.includes("/")) return "law";
  if (number.startsWith("month")) return "month";
  return year.test(number) ? "year" : "amount";
}
