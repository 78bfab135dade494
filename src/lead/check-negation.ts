import type { Alignment } from "./align.ts";
import { isJoint } from "./clauses.ts";
import type { MarkKind } from "./marks.ts";
import type { ReadText } from "./read-text.ts";

/** Words that say something and that a denial reaches after itself: few, and fewer where it denies a thing. */
const reach = 5;
const reachOfThing = 2;
const farthest = 10;
const ofThings = new Set(
  "sense sin without ni nor cap ningun ninguna ninguno res nada nothing none".split(" "),
);
/** What people must, may or are told to do: denied, it says something else. */
const modal: ReadonlySet<MarkKind> = new Set(["must", "oblige", "should", "may", "forbid"]);

/** What one denial reaches. */
interface Denial {
  readonly start: number;
  /** Places of words that say something, nearest first. */
  readonly places: readonly number[];
  /** The same, as far as the clause goes: what is said of a thing that is denied is denied too. */
  readonly wide: readonly number[];
  /** It denies that something must or may be. */
  readonly isModal: boolean;
}

/** Denials of a text; "no" beside "mai", "cap" or "res" is one with it. */
function denialsOf(text: ReadText): Denial[] {
  const marks = text.marks.filter(({ kind }) => kind === "not");
  return marks.flatMap(({ start, end }, at) => {
    const before = marks[at - 1];
    const isOne =
      before !== undefined &&
      !stands.has(text.words[before.start]?.folded ?? "") &&
      !stands.has(text.words[start]?.folded ?? "") &&
      !(text.words[before.start]?.folded === "no" && text.words[start]?.folded === "no") &&
      text.language !== "en" &&
      start - before.end <= reach &&
      !text.words.slice(before.end, start).some((_, step) => isJoint(text, before.end + step));
    return isOne ? [] : [denialAt(text, start, end)];
  });
}

/** Denials that say what is lacking, and are one with no other. */
const stands = new Set("sense sin ni".split(" "));

function denialAt(text: ReadText, start: number, end: number): Denial {
  const most = ofThings.has(text.words[start]?.folded ?? "") ? reachOfThing : reach;
  const places: number[] = [];
  let isModal = text.marks.some((mark) => modal.has(mark.kind) && mark.end === start);
  if (objects.has(text.words[start]?.folded ?? "")) {
    const before = contentBefore(text, start);
    if (before !== undefined) places.push(before);
  }
  let items = 0;
  for (let at = end; at < Math.min(text.words.length, end + farthest) && items < most; at += 1) {
    if (places.length > 0 && isJoint(text, at)) break;
    const isMark = text.marks.some((mark) => modal.has(mark.kind) && mark.start === at);
    if (isMark) isModal = true;
    if (text.words[at]?.isContent) places.push(at);
    if (isMark || text.words[at]?.isContent) items += 1;
  }
  const wide = [...places, ...contentAfter(text, end)];
  return { start, places, wide, isModal };
}

function contentAfter(text: ReadText, end: number): number[] {
  const places: number[] = [];
  for (let at = end; at < Math.min(text.words.length, end + farthest); at += 1) {
    if (places.length > 0 && isJoint(text, at)) break;
    if (text.words[at]?.isContent) places.push(at);
  }
  return places;
}

/** Denials that follow what they deny: "delete nothing". */
const objects = new Set("nothing nobody none nada nadie res ningu".split(" "));

function contentBefore(text: ReadText, start: number): number | undefined {
  for (let at = start - 1; at >= 0 && start - at < 3; at -= 1)
    if (text.words[at]?.isContent) return at;
  return undefined;
}

/** Whether what is met is denied in both or in neither, and no denial is lost or new. */
export function keepsNegation({ written, part, quoted, met }: Alignment): boolean {
  const here = denialsOf(written).filter(({ start }) => start >= part.start && start < part.end);
  const there = denialsOf(quoted);
  const back = new Map([...met].map(([at, { place }]) => [place, at]));
  const forth = new Map([...met].map(([at, { place }]) => [at, place]));
  return (
    haveOwn(here, forth, there) &&
    haveOwn(
      there.filter((denial) => isMet(denial, back)),
      back,
      here,
    )
  );
}

/** Whether each denial is shared by one of the other text, and no two by the same. */
function haveOwn(
  denials: readonly Denial[],
  other: ReadonlyMap<number, number>,
  others: readonly Denial[],
): boolean {
  const free = [...others];
  return denials.every((denial) => {
    const at = free.findIndex((one) => isShared(denial, other, [one]));
    if (at >= 0) free.splice(at, 1);
    return at >= 0;
  });
}

/** The first word that a denial reaches and that the other text has too, or what must or may be, is denied there. */
function isShared(
  denial: Denial,
  other: ReadonlyMap<number, number>,
  denials: readonly Denial[],
): boolean {
  const first = denial.places.find((place) => other.has(place));
  const target = first === undefined ? undefined : other.get(first);
  if (denial.places.length === 0 && !denial.isModal)
    return denials.some(({ places }) => places.length === 0);
  if (denial.isModal) {
    const modals = denials.filter(({ isModal }) => isModal);
    return (
      (modals.length === 1 && target === undefined) ||
      modals.some(({ wide }) => target === undefined || wide.includes(target))
    );
  }
  if (target === undefined) return false;
  return denials.some(({ places }) => places.includes(target));
}

/** Whether the other text has a word that a denial reaches, or that stands before one that reaches none. */
function isMet({ start, wide }: Denial, other: ReadonlyMap<number, number>): boolean {
  if (wide.length > 0) return wide.some((place) => other.has(place));
  return [...other.keys()].some((place) => place < start && start - place <= reachBack);
}

/** Words before a denial, in which is looked for what it is about: "remote reading is not compulsory". */
const reachBack = 7;
