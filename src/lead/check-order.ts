import { isActor } from "./actors.ts";
import type { Alignment } from "./align.ts";
import { isJoint, statementsOf } from "./clauses.ts";
import type { MarkKind } from "./marks.ts";
import type { ReadText } from "./read-text.ts";
import { type Place, placesOf, type Role, writtenPlaces } from "./roles.ts";
import { isTurnedAt, isTurnedBetween, keepsVoice } from "./voice.ts";

/** A word of the sentence and where the quote has it, with its part in both. */
interface Pair {
  readonly at: number;
  readonly place: number;
  readonly here: Place;
  readonly there: Place;
  readonly isActor: boolean;
  readonly isNumber: boolean;
  /** Part of the name of a law. */
  readonly isLaw: boolean;
}

/** Whether what the sentence says stands in the order of the quote, as far as order says who does what to whom. */
export function keepsOrder(alignment: Alignment): boolean {
  const clauses = statementsOf(alignment.written, writtenPlaces(alignment));
  const pairs = [...pairsOf(alignment), ...modalPairs(alignment)].sort((a, b) => a.at - b.at);
  return (
    keepsVoice(alignment) &&
    standApart(pairs, clauses) &&
    pairs.every((one, i) =>
      pairs
        .slice(i + 1)
        .every(
          (other) =>
            one.place <= other.place ||
            (!areExchanged(one, other) &&
              (clauses[one.at] !== clauses[other.at] || mayInvert(one, other, alignment))),
        ),
    )
  );
}

/** Whether the clauses of the sentence stand apart in the quote too: none has a word from within another one. */
function standApart(pairs: readonly Pair[], clauses: readonly number[]): boolean {
  const ranges = new Map<number, { from: number; to: number }>();
  for (const pair of pairs) {
    const isFree =
      pair.isLaw ||
      pairs.every((other) => clauses[other.at] === clauses[pair.at] || isMoved(pair, other));
    if (isFree) continue;
    const clause = clauses[pair.at] ?? 0;
    const known = ranges.get(clause) ?? { from: pair.place, to: pair.place };
    const { place } = pair;
    ranges.set(clause, { from: Math.min(known.from, place), to: Math.max(known.to, place) });
  }
  const all = [...ranges.values()];
  return all.every((one, i) =>
    all.slice(i + 1).every((other) => one.to <= other.from || other.to <= one.from),
  );
}

function pairsOf(alignment: Alignment): Pair[] {
  const { written, quoted, met } = alignment;
  const here = writtenPlaces(alignment);
  const there = placesOf(quoted);
  const laws = lawsOf(quoted);
  return [...met].flatMap(([at, { place }]): Pair[] => {
    const word = written.words[at];
    const [one, other] = [here[at], there[place]];
    if (word === undefined || one === undefined || other === undefined) return [];
    const isNumber = word.number !== undefined;
    const isLaw = laws.has(other.group);
    return [{ at, place, here: one, there: other, isActor: isActor(word), isNumber, isLaw }];
  });
}

const modal: ReadonlySet<MarkKind> = new Set(["must", "should", "may"]);

/** "Must" or "may", where each text has one: who must stands before it, or is told by somebody else. */
function modalPairs({ written, part, quoted }: Alignment): Pair[] {
  const [mark, ...more] = written.marks.filter(
    ({ kind, start }) => modal.has(kind) && start >= part.start && start < part.end,
  );
  const [other, ...others] = quoted.marks.filter(({ kind }) => modal.has(kind));
  if (mark === undefined || other === undefined || more.length + others.length > 0) return [];
  const verb: Place = { group: -1, role: "none", isVerb: true, isOf: false };
  const none = { isActor: false, isNumber: false, isLaw: false };
  return [{ at: mark.start, place: other.start, here: verb, there: verb, ...none }];
}

const law =
  /^(?:llei|ley|law|article|articulo|articles|decret|decreto|decree|reglament|reglamento|regulation)$/u;

/** Groups that name a law or an article: they act, and nothing acts on them. */
function lawsOf(text: ReadText): Set<number | undefined> {
  const places = placesOf(text);
  return new Set(
    text.words.flatMap(({ folded }, at) => (law.test(folded) ? [places[at]?.group] : [])),
  );
}

/**
 * Whether two things that stand the other way round have each the part of the other ("A, with B" is not "B, with A"),
 * or are two numbers of which one is something else to its verb.
 */
function areExchanged(one: Pair, other: Pair): boolean {
  const haveTraded =
    one.here.role !== other.here.role &&
    one.here.role === other.there.role &&
    other.here.role === one.there.role;
  if (haveTraded && one.isActor && other.isActor) return true;
  return (
    one.isNumber &&
    other.isNumber &&
    [one, other].some(({ here, there }) => here.role !== there.role)
  );
}

/** Whether two words of a clause may stand the other way round than in the quote. */
function mayInvert(one: Pair, other: Pair, alignment: Alignment): boolean {
  const { written, quoted } = alignment;
  if (one.here.group === other.here.group && one.there.group === other.there.group)
    return (
      !one.isNumber &&
      !other.isNumber &&
      (written.language !== quoted.language || other.at - one.at === 1)
    );
  if (one.here.group === other.here.group && isCompound(one, other, alignment)) return true;
  const areListed =
    isList(written, writtenPlaces(alignment), one.at, other.at) &&
    isList(quoted, placesOf(quoted), other.place, one.place);
  if (areListed) return true;
  if (one.isNumber && other.isNumber)
    return isTime(one) !== isTime(other) || one.isLaw !== other.isLaw;
  if (one.isLaw !== other.isLaw) return true;
  if (isMoved(one, other) || isMoved(other, one)) return true;
  const isOneVerb = isVerb(one) !== isVerb(other);
  if (isOneVerb)
    return isVerb(one) ? mayFollow(other, one, alignment) : mayPrecede(one, other, alignment);
  return isTurnedBetween(alignment, one, other);
}

/** Whether English puts side by side what the quote joins by small words: "innovation partnership". */
function isCompound(one: Pair, other: Pair, { written, quoted }: Alignment): boolean {
  if (written.language !== "en" || quoted.language === "en") return false;
  const there = placesOf(quoted).slice(other.place, one.place + 1);
  const isApart = there.some(({ isVerb }, step) => isVerb || isJoint(quoted, other.place + step));
  return !isApart && !one.isNumber && !other.isNumber;
}

/** Whether two words stand in one list: a comma or an "and" between them, and no verb. */
function isList(text: ReadText, places: readonly Place[], from: number, to: number): boolean {
  let hasJoint = false;
  for (let at = from; at <= to; at += 1) {
    if (places[at]?.isVerb) return false;
    if (at > from && at < to && isJoint(text, at)) hasJoint = true;
  }
  return hasJoint;
}

function isVerb({ here, there }: Pair): boolean {
  return here.isVerb || there.isVerb;
}

function isTime({ here, there }: Pair): boolean {
  return here.role === "time" && there.role === "time";
}

/** Says where, when, how or of what in both texts by the same small word, and is not in the way of another that does. */
function isMoved(moved: Pair, other: Pair): boolean {
  if (isTime(moved)) return true;
  const { role } = moved.here;
  return (
    role !== "none" &&
    role === moved.there.role &&
    !(other.here.role === role && other.there.role === role)
  );
}

/** Whether a thing that stands before a verb in the quote may follow it: "funciona la compra". */
function mayFollow(thing: Pair, verb: Pair, alignment: Alignment): boolean {
  const { written } = alignment;
  if (thing.here.role !== thing.there.role)
    return areOfPassive(thing) && isTurnedAt(alignment, verb);
  if (!thing.isActor) return true;
  return (
    written.language !== "en" &&
    thing.here.isOf === thing.there.isOf &&
    !hasActorBefore(alignment, verb.at)
  );
}

/** Whether somebody who acts stands before a verb in its clause, so that nobody behind it does. */
function hasActorBefore(alignment: Alignment, verb: number): boolean {
  const { words } = alignment.written;
  const places = writtenPlaces(alignment);
  for (let at = verb - 1; at >= 0 && !isJoint(alignment.written, at); at -= 1) {
    const word = words[at];
    if (word !== undefined && isActor(word) && places[at]?.role === "none") return true;
  }
  return false;
}

/** Whether a thing that follows a verb in the quote may stand before it: "the breach has to be notified". */
function mayPrecede(thing: Pair, verb: Pair, alignment: Alignment): boolean {
  if (thing.here.role !== thing.there.role) return false;
  return !thing.isActor || isTurnedAt(alignment, verb);
}

const ofPassive: ReadonlySet<Role> = new Set(["none", "by", "under", "in"]);

function areOfPassive({ here, there }: Pair): boolean {
  return ofPassive.has(here.role) && ofPassive.has(there.role);
}
