import { isActor } from "./actors.ts";
import { knownName } from "./known-names.ts";
import { isReplaceable } from "./meanings.ts";
import { areOpposite } from "./opposites.ts";
import type { ReadWord } from "./read-text.ts";
import { haveOneRoot } from "./roots.ts";

const frameStrength = 0.9;
/** Forms of one verb, or a verb and its noun. */
const formStrength = 0.85;
/** Two words of one row of the dictionary. */
const meaningStrength = 0.8;
/** Words of two phrases that name one concept, or a word and a part of such a phrase. */
const phraseStrength = 0.6;
const likenessStrength = 0.8;
/** Share of common letter sequences from which two frames are one word in two languages. */
const leastLikeness = 0.5;
/** Letters at the beginning that two words of one origin share: "connect" and "disconnect" do not. */
const sharedBeginning = 3;
const shortest = 5;

/** How surely two words say the same, 0 to 1: the same word, a cognate, or two names of one concept. */
export function likeness(one: ReadWord, other: ReadWord): number {
  if (one.number !== undefined || other.number !== undefined)
    return one.number === other.number ? 1 : 0;
  if (one.isBreak || other.isBreak) return 0;
  if (one.folded === other.folded || one.stem === other.stem) return 1;
  if (one.isAcronym || other.isAcronym)
    return knownName(one.folded) === knownName(other.folded) ? 1 : byPhrase(one, other);
  if (areOpposite(one.folded, other.folded)) return 0;
  if (one.frame === other.frame && one.frame.length > 2) return frameStrength;
  const forms = haveOneRoot(one.folded, other.folded) ? formStrength : 0;
  return Math.max(forms, byMeaning(one, other), byPhrase(one, other), byLetters(one, other));
}

function byMeaning(one: ReadWord, other: ReadWord): number {
  const areActors = isActor(one) || isActor(other);
  return haveCommon(one.meanings, other.meanings, areActors) ? meaningStrength : 0;
}

function byPhrase(one: ReadWord, other: ReadWord): number {
  const isOne =
    haveCommon(one.phrases, other.phrases) ||
    haveCommon(one.phrases, other.meanings) ||
    haveCommon(one.meanings, other.phrases);
  return isOne ? phraseStrength : 0;
}

/** The thesaurus joins what people look for alike: who acts has the rows of replaceable words alone. */
function haveCommon(
  one: ReadonlySet<string>,
  other: ReadonlySet<string>,
  isStrict: boolean = false,
): boolean {
  for (const id of one) if (other.has(id) && (!isStrict || isReplaceable(id))) return true;
  return false;
}

function byLetters(one: ReadWord, other: ReadWord): number {
  if (one.frame.length < shortest || other.frame.length < shortest) return 0;
  if (hasDigit(one.frame) || hasDigit(other.frame)) return 0;
  if (one.frame.slice(0, sharedBeginning) !== other.frame.slice(0, sharedBeginning)) return 0;
  const grams = new Set(other.grams);
  const common = one.grams.filter((gram) => grams.has(gram)).length;
  const dice = (2 * common) / (one.grams.length + other.grams.length);
  return dice >= leastLikeness ? likenessStrength * dice + (1 - likenessStrength) * 0.5 : 0;
}

const digit = /\d/u;

function hasDigit(text: string): boolean {
  return digit.test(text);
}
