import type { Language } from "../language/language.ts";
import { isActor } from "./actors.ts";
import type { Alignment } from "./align.ts";
import type { ReadText } from "./read-text.ts";
import { type Place, placesOf, writtenPlaces } from "./roles.ts";

const being = new Set(
  "es son era eren sera seran ser esser sigui siguin estat estada esta estan fou foren sido fue fueron sea sean estar eran is are was were be been being".split(
    " ",
  ),
);
/** Pronouns that stand for a thing named before its verb: "el cost, l'assumeix el consorci". */
const clitics: Readonly<Record<Language, ReadonlySet<string>>> = {
  ca: new Set("l el la els les ho n en li".split(" ")),
  es: new Set("lo la los las le les".split(" ")),
  en: new Set(),
};
const participle: Readonly<Record<Language, RegExp>> = {
  ca: /(?:[aiu]t|[aiu]da|[aiu]ts|[aiu]des|[eo]rt|[eo]rta|[eo]rts|[eo]rtes|es|esa)$/u,
  es: /(?:[ai]d[oa]s?|[ei]t[oa]s?|uest[oa]s?|iert[oa]s?)$/u,
  en: /(?:ed|en|[ln]t|de|ld|ught|ne|wn|un|ept|eft|ead|et)$/u,
};
/** Words before a verb among which its "is" stands. */
const reach = 3;

/** Whether things change sides at a verb: what is done to whom stands before it. */
function isTurned(text: ReadText, at: number): boolean {
  return isPassive(text, at) || hasClitic(text, at);
}

/** "És regulat", "is regulated", "es regula": who does it follows, if anybody is named. */
function isPassive(text: ReadText, at: number): boolean {
  for (let before = at - 1; before >= 0 && at - before <= reach; before -= 1) {
    const { folded = "", isContent, isBreak } = text.words[before] ?? {};
    if (isContent || isBreak) return false;
    if (text.language !== "en" && before === at - 1 && isReflexive(folded, text.language))
      return true;
    if (being.has(folded) && participle[text.language].test(text.words[at]?.folded ?? ""))
      return true;
  }
  return false;
}

function isReflexive(folded: string, language: Language): boolean {
  return language === "ca" ? folded === "es" || folded === "s" : folded === "se";
}

/** A pronoun of the object right before the verb, or before its auxiliary. */
function hasClitic(text: ReadText, at: number): boolean {
  for (let before = at - 1; before >= 0 && at - before <= reach; before -= 1) {
    const word = text.words[before];
    if (word === undefined || word.isContent || word.isBreak) return false;
    if (clitics[text.language].has(word.folded)) return true;
  }
  return false;
}

/** Whether one of two texts, but not both, turns round what stands on both sides of a verb. */
export function isTurnedAt(
  { written, quoted }: Alignment,
  { at, place }: { readonly at: number; readonly place: number },
): boolean {
  return isTurned(written, at) !== isTurned(quoted, place);
}

/** Whether one of two texts, but not both, turns round what stands on both sides of a verb between two places. */
export function isTurnedBetween(
  alignment: Alignment,
  one: { readonly at: number; readonly place: number },
  other: { readonly at: number; readonly place: number },
): boolean {
  const { written, quoted, met } = alignment;
  const places = writtenPlaces(alignment);
  const there = placesOf(quoted);
  for (let at = one.at + 1; at < other.at; at += 1) {
    const found = met.get(at);
    if (found === undefined || !(places[at]?.isVerb || there[found.place]?.isVerb)) continue;
    if (found.place > one.place || found.place < other.place) continue;
    if (isTurned(written, at) !== isTurned(quoted, found.place)) return true;
  }
  return (
    isEqualled(written, places, one.at, other.at) &&
    isEqualled(quoted, there, other.place, one.place)
  );
}

const equals = new Set("es son era eren sera is are was were".split(" "));

/** Whether nothing but "is" stands between two things: either may come first. */
function isEqualled(text: ReadText, places: readonly Place[], from: number, to: number): boolean {
  let isFound = false;
  for (let at = from + 1; at < to; at += 1) {
    if (places[at]?.isVerb || text.words[at]?.isBreak) return false;
    if (equals.has(text.words[at]?.folded ?? "")) isFound = true;
  }
  return isFound;
}

/** Whether somebody who acts in one of the texts is acted upon in the other, in the same order of words. */
export function keepsVoice(alignment: Alignment): boolean {
  const { written, quoted, met } = alignment;
  const here = writtenPlaces(alignment);
  const there = placesOf(quoted);
  for (const [at, { place }] of met) {
    if (!here[at]?.isVerb && !there[place]?.isVerb) continue;
    if (isTurned(written, at) === isTurned(quoted, place)) continue;
    const before = sideOf(alignment, at, -1);
    const after = sideOf(alignment, at, 1);
    if (before === undefined || after === undefined) continue;
    if (before < place && after > place) return false;
  }
  return true;
}

/** Place in the quote of the next thing on a side of a verb, where it is somebody who acts and nothing is before it. */
function sideOf(alignment: Alignment, at: number, direction: 1 | -1): number | undefined {
  const { written, met } = alignment;
  const places = writtenPlaces(alignment);
  for (let other = at + direction; ; other += direction) {
    const word = written.words[other];
    if (word === undefined || word.isBreak || places[other]?.isVerb) return undefined;
    const role = places[other]?.role ?? "none";
    if (role !== "none" && role !== "by") continue;
    if (word.isContent && isActor(word)) return met.get(other)?.place;
  }
}
