import { fold } from "../language/tokens.ts";

/** What stands before and within the names of councils and tells nothing of which one it is. */
const fillers = new Set([
  ..."ajuntament ayuntamiento council municipi municipio vila poble pueblo ciutat ciudad".split(
    " ",
  ),
  ..."town city village of the de d del dels la l el els les los las i y".split(" "),
]);
/** Ways to shorten words that many names begin with. */
const short: ReadonlyMap<string, string> = new Map([
  ["st", "sant"],
  ["san", "sant"],
  ["sta", "santa"],
  ["s", "sant"],
]);

interface Word {
  readonly plain: string;
  readonly start: number;
  readonly end: number;
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: written, index }) => {
    const plain = fold(written);
    return {
      plain: short.get(plain) ?? plain,
      start: index,
      end: index + written.length,
    };
  });
}

/**
 * What tells a council's name from others: its words without case, accents and what every name has. `Ajuntament de
 * Vilaclara` and `VILACLARA` are one. The whole name where nothing would be left.
 */
export function councilNameKey(name: string): string {
  const all = wordsOf(name).map(({ plain }) => plain);
  const own = all.filter((word) => !fillers.has(word));
  return (own.length > 0 ? own : all).join(" ");
}

/** A text without the name of a council, in whatever way it is written there; `mark` stands in its place. */
export function withoutCouncilName(text: string, name: string, mark: string): string {
  const wanted = councilNameKey(name).split(" ");
  if (wanted.join("").length < 2) return text;
  const words = wordsOf(text);
  let hidden = "";
  let from = 0;
  for (let at = 0; at < words.length; at += 1) {
    const end = endOfName(words, at, wanted);
    const first = words[at];
    if (end === undefined || first === undefined) continue;
    hidden += text.slice(from, first.start) + mark;
    from = words[end]?.end ?? text.length;
    at = end;
  }
  return hidden + text.slice(from);
}

/** Number of the last word of a name that begins there; undefined when none does. */
function endOfName(
  words: readonly Word[],
  start: number,
  wanted: readonly string[],
): number | undefined {
  let next = 0;
  for (let at = start; at < words.length; at += 1) {
    const plain = words[at]?.plain ?? "";
    if (plain === wanted[next]) {
      next += 1;
      if (next === wanted.length) return at;
    } else if (next === 0 || !fillers.has(plain)) return undefined;
  }
  return undefined;
}
