import { isActor } from "./actors.ts";
import { align, type Candidates, candidatesOf, leastStrength, type Part } from "./align.ts";
import { likeness } from "./alike.ts";
import type { DropReason } from "./drop-reason.ts";
import { faultOf } from "./fault.ts";
import type { ReadText, ReadWord } from "./read-text.ts";

/** A sentence of a quote, with the place of the quote and its item's title. */
export interface Source {
  readonly place: number;
  readonly text: ReadText;
  readonly title: readonly ReadWord[];
}

/** The quotes that carry a sentence, or why none does. */
export type Carried =
  | { readonly kind: "carried"; readonly places: readonly number[] }
  | { readonly kind: "dropped"; readonly reason: DropReason };

interface Verdict {
  readonly reason: DropReason | undefined;
  readonly met: number;
}

/** Words that say something in each of several clauses, at least. */
const leastContent = 3;
/** Clauses, each with a quote of its own, that a sentence may join. */
const mostParts = 3;

/** One sentence of a quote carries all of it, or a few sentences carry a clause each. */
export function carry(written: ReadText, sources: readonly Source[]): Carried {
  const judge = judgeOf(written);
  const whole = { start: 0, end: written.words.length };
  const verdicts = sources.map((source) => judge(whole, source));
  const places = sources.flatMap(({ place }, at) =>
    verdicts[at]?.reason === undefined ? [place] : [],
  );
  if (places.length > 0) return { kind: "carried", places: [...new Set(places)] };
  const parts = sources.length < 2 ? undefined : carryInParts(written, whole, sources, judge);
  if (parts !== undefined)
    return { kind: "carried", places: [...new Set(parts)].sort((a, b) => a - b) };
  const best = verdicts.reduce<Verdict | undefined>(
    (found, verdict) => (found === undefined || verdict.met > found.met ? verdict : found),
    undefined,
  );
  return { kind: "dropped", reason: best?.reason ?? "support" };
}

type Judge = (part: Part, source: Source) => Verdict;

/** Judges parts of a sentence by sentences of quotes, each pair of words compared once. */
function judgeOf(written: ReadText): Judge {
  const candidates = new Map<Source, Candidates>();
  const verdicts = new Map<Source, Map<string, Verdict>>();
  return (part, source) => {
    const key = `${part.start} ${part.end}`;
    const known = verdicts.get(source) ?? new Map<string, Verdict>();
    verdicts.set(source, known);
    const found = known.get(key);
    if (found !== undefined) return found;
    const pairs = candidates.get(source) ?? candidatesOf(written, source.text);
    candidates.set(source, pairs);
    const alignment = align(written, part, source.text, pairs);
    const verdict = { reason: faultOf(alignment, source.title), met: alignment.met.size };
    known.set(key, verdict);
    return verdict;
  };
}

/** Places of the quotes that carry one clause after another of a part; undefined where some clause has none. */
function carryInParts(
  written: ReadText,
  part: Part,
  sources: readonly Source[],
  judge: Judge,
  parts: number = mostParts,
  opening?: Part,
): number[] | undefined {
  for (let at = part.start + 1; at < part.end - 1; at += 1) {
    const first = { start: part.start, end: at };
    const rest = { start: at + 1, end: part.end };
    if (!isCut(written, at) || [first, rest].some((one) => !saysEnough(written, one))) continue;
    const actors = opening ?? first;
    const one = carrierOf(written, first, opening, sources, judge);
    if (one === undefined) continue;
    const other =
      carrierOf(written, rest, actors, sources, judge)?.place ??
      (parts > 2 ? carryInParts(written, rest, sources, judge, parts - 1, actors) : undefined);
    if (other !== undefined) return [one.place].concat(other);
  }
  return undefined;
}

function carrierOf(
  written: ReadText,
  part: Part,
  opening: Part | undefined,
  sources: readonly Source[],
  judge: Judge,
): Source | undefined {
  return sources.find(
    (source) =>
      judge(part, source).reason === undefined &&
      (opening === undefined || isOfSame(written, opening, part, source)),
  );
}

/** Clauses are cut at commas and at "and" or "but": what "that" opens says what its clause is about. */
function isCut(written: ReadText, at: number): boolean {
  const word = written.words[at];
  return word !== undefined && (word.isBreak || coordinating.has(word.folded));
}

const coordinating = new Set("i y e and pero but perque porque because".split(" "));

function saysEnough(written: ReadText, { start, end }: Part): boolean {
  const words = written.words.slice(start, end);
  return words.filter(({ isContent }) => isContent).length >= leastContent;
}

/** Who acts in the first clause also stands behind another, unless that one names somebody of its own. */
function isOfSame(written: ReadText, first: Part, other: Part, source: Source): boolean {
  const actorsOf = ({ start, end }: Part) => written.words.slice(start, end).filter(isActor);
  const before = actorsOf(first);
  if (before.length === 0 || actorsOf(other).length > 0) return true;
  const quoted = source.text.words.filter(isActor);
  if (quoted.length === 0) return true;
  return before.every((actor) => quoted.some((one) => likeness(one, actor) >= leastStrength));
}
