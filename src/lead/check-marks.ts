import type { Alignment } from "./align.ts";
import { clausesOf } from "./clauses.ts";
import type { DropReason } from "./drop-reason.ts";
import { isImperative } from "./imperative.ts";
import type { Mark, MarkKind } from "./marks.ts";
import type { ReadText } from "./read-text.ts";

/** What a mark of a quote supports besides its own kind. */
const supports: Readonly<Partial<Record<MarkKind, readonly MarkKind[]>>> = {
  must: ["must", "oblige"],
  oblige: ["oblige", "must"],
  should: ["should", "must"],
  may: ["may"],
  never: ["never", "not"],
  maximum: ["maximum", "less", "before"],
  less: ["less", "maximum"],
  minimum: ["minimum", "more"],
  more: ["more", "minimum"],
  before: ["before", "maximum"],
  after: ["after"],
  all: ["all", "always", "any"],
  any: ["any", "all", "some", "not", "if", "except"],
  always: ["always", "all"],
  some: ["some", "about"],
  about: ["about", "some"],
  contrast: ["contrast", "not"],
};

/** What an imperative supports: it is what the Agenda tells people to do. */
const byImperative: ReadonlySet<MarkKind> = new Set(["must", "should", "may"]);

/** What says how surely something is to be done: a command beside it commands something else. */
const bySureness: ReadonlySet<MarkKind> = new Set(["must", "oblige", "should", "may"]);

/** What a quote limits itself by, and a sentence that leaves it away says more than the quote. */
const limits: ReadonlySet<MarkKind> = new Set([
  "may",
  "should",
  "only",
  "often",
  "some",
  "many",
  "most",
  "few",
  "if",
  "except",
  "more",
  "less",
  "minimum",
  "maximum",
  "about",
  "before",
  "after",
  "forbid",
]);

/** Kinds that limit the whole of what is said, wherever in the sentence they stand. */
const conditions: ReadonlySet<MarkKind> = new Set(["if", "except"]);
/** Kinds of which it is told apart, by their own reason, why they were dropped. */
const reasons: Readonly<Partial<Record<MarkKind, DropReason>>> = {
  must: "obligation",
  oblige: "obligation",
  should: "obligation",
  may: "obligation",
  forbid: "obligation",
  if: "conditions",
  except: "conditions",
};
/** Kinds that only denial has and that are judged there, or that lend nothing. */
const unjudged: ReadonlySet<MarkKind> = new Set(["not", "still", "other", "cause", "if"]);

/** Words between a mark and what it is about. */
const near = 6;

/** The first small word that changes what the quote says, by its reason. */
export function changedMark(alignment: Alignment): DropReason | undefined {
  const { written, part, quoted } = alignment;
  const own = written.marks.filter(({ start }) => start >= part.start && start < part.end);
  const used = new Map<Mark, Mark>();
  for (const mark of own) {
    if (unjudged.has(mark.kind)) continue;
    const found = supportOf(mark, alignment, used);
    if (found !== undefined) used.set(mark, found);
    else if (!isCommanded(mark, alignment)) return reasons[mark.kind] ?? "quantifiers";
  }
  const lost = quoted.marks.find(
    (mark) => limits.has(mark.kind) && isAbout(mark, alignment) && !isKept(mark, own, used),
  );
  return lost === undefined ? undefined : (reasons[lost.kind] ?? "quantifiers");
}

/** A mark of the quote that says the same of the same words, the nearest of those that no other mark rests on. */
function supportOf(
  mark: Mark,
  alignment: Alignment,
  used: ReadonlyMap<Mark, Mark>,
): Mark | undefined {
  const kinds: readonly MarkKind[] = supports[mark.kind] ?? [mark.kind];
  const places = placesNear(mark, alignment);
  const taken = new Set(used.values());
  return alignment.quoted.marks
    .filter((other) => kinds.includes(other.kind) && !taken.has(other))
    .map((other) => ({ other, distance: distanceOf(other, places) }))
    .filter(({ distance }) => distance <= near)
    .sort((a, b) => a.distance - b.distance)[0]?.other;
}

function distanceOf(mark: Mark, places: readonly number[]): number {
  return Math.min(
    ...places.map((place) => (place < mark.start ? mark.start - place : place - mark.end + 1)),
  );
}

/** Places of the quote that words near a mark of the sentence are met at. */
function placesNear({ start, end }: Mark, { met, part }: Alignment): number[] {
  const places: number[] = [];
  for (let at = Math.max(part.start, start - near); at < Math.min(part.end, end + near); at += 1) {
    const found = met.get(at);
    if (found !== undefined) places.push(found.place);
  }
  return places;
}

/** Whether a mark says no more than a quote that tells people to do what it is about, and says not how surely. */
function isCommanded(mark: Mark, { written, quoted, met }: Alignment): boolean {
  if (!byImperative.has(mark.kind) || !isImperative(quoted)) return false;
  const at = written.words.findIndex(({ isContent }, place) => place >= mark.end && isContent);
  const place = met.get(at)?.place;
  if (place === undefined) return !quoted.marks.some(({ kind }) => bySureness.has(kind));
  const clauses = clausesOf(quoted);
  return !quoted.marks.some(
    ({ kind, start }) => bySureness.has(kind) && clauses[start] === clauses[place],
  );
}

/** Whether a mark of the quote limits something that the sentence says. */
function isAbout(mark: Mark, { quoted, met }: Alignment): boolean {
  const places = new Set([...met.values()].map(({ place }) => place));
  if (conditions.has(mark.kind)) return isConditional(mark, quoted, places);
  const clauses = clausesOf(quoted);
  for (let at = mark.end; at < Math.min(quoted.words.length, mark.end + near); at += 1) {
    const word = quoted.words[at];
    if (word?.isBreak) break;
    // The first word that says something is what the mark is about.
    if (word?.isContent) {
      if (places.has(at)) return true;
      return mark.kind === "may" || mark.kind === "should" || mark.kind === "only"
        ? [...places].some((place) => clauses[place] === clauses[at])
        : false;
    }
  }
  return false;
}

/** A condition limits what stands beside it, up to a colon or a semicolon. */
function isConditional({ start }: Mark, quoted: ReadText, places: ReadonlySet<number>): boolean {
  const isBeside = (place: number) =>
    !quoted.words
      .slice(Math.min(place, start), Math.max(place, start))
      .some(({ isBreak, isStop }) => isBreak && isStop);
  return [...places].some(isBeside);
}

/** Whether the sentence has a mark of the kind, or of one that says the same, for this one. */
function isKept(mark: Mark, own: readonly Mark[], used: ReadonlyMap<Mark, Mark>): boolean {
  return own.some((other) => {
    const found = used.get(other);
    if (found !== undefined && found !== mark) return false;
    const { kind } = other;
    return (
      kind === mark.kind ||
      supports[mark.kind]?.includes(kind) === true ||
      supports[kind]?.includes(mark.kind) === true
    );
  });
}
