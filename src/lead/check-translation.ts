import { sentencesOf } from "../agenda/sentences.ts";
import { clean } from "../language/clean-text.ts";
import type { Language } from "../language/language.ts";
import { stripHidden } from "../language/tokens.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { leastStrength } from "./align.ts";
import { likeness } from "./alike.ts";
import { knownName } from "./known-names.ts";
import { addressesOf } from "./model-data.ts";
import { type ReadText, type ReadWord, readText } from "./read-text.ts";

/** Characters of a translation for each of the original. */
const shortest = 0.4;
const longest = 2.5;
/** Share of the words of each text that the other says too, as far as words can tell. */
const leastCoverage = 0.4;
/** Characters that are looked at. */
const maxChars = 5_000;

const markup = /[<>[\]{}|`*_#~^\\]|!\(|\]\(|&[a-z]{2,8};|&#\d/iu;

/** What a translation is checked with. */
export interface TranslationOptions {
  readonly language: Language;
  readonly index: Pick<SearchIndex, "language">;
}

/** The translation, trimmed, where it says what the original says as far as words can tell; else undefined. */
export function checkTranslation(
  value: unknown,
  original: string,
  { language, index }: TranslationOptions,
): string | undefined {
  if (typeof value !== "string" || value.length > maxChars || original.length > maxChars)
    return undefined;
  const text = value.trim();
  const share = text.length / Math.max(1, original.length);
  if (text === "" || share < shortest || share > longest) return undefined;
  if (stripHidden(value) !== value || clean(value) !== value) return undefined;
  if (markup.test(text) && !markup.test(original)) return undefined;
  if (!haveSame(addressesOf(text), addressesOf(original))) return undefined;
  const { identifier } = index.language;
  if (identifier.identify(text) !== language) return undefined;
  const from = identifier.identify(original) ?? "ca";
  const [translated, source] = [readAll(text, language, index), readAll(original, from, index)];
  const isTrue =
    haveSame(numbersOf(translated), numbersOf(source)) &&
    haveSame(codesOf(text), codesOf(original)) &&
    keepsDenials(translated, source) &&
    coverageOf(translated, source) >= leastCoverage &&
    coverageOf(source, translated) >= leastCoverage;
  return isTrue ? text : undefined;
}

function readAll(text: string, language: Language, index: TranslationOptions["index"]): ReadText[] {
  return text
    .split("\n")
    .flatMap((line) => sentencesOf(line))
    .map((sentence) => readText(sentence.text, language, index.language));
}

/** Whether two lists hold the same things, each as often or not at all. */
function haveSame(one: readonly string[], other: readonly string[]): boolean {
  const [left, right] = [new Set(one), new Set(other)];
  return left.size === right.size && [...left].every((item) => right.has(item));
}

function numbersOf(texts: readonly ReadText[]): string[] {
  // "The first minutes" may be "els primers minuts" or "at once": only what is counted counts.
  return texts
    .flatMap(({ words }) => words.flatMap(({ number }) => number ?? []))
    .filter((key) => key !== "1" && !key.endsWith("st"));
}

/** Acronyms, and names with figures in them. */
const codePattern =
  /(?<![\p{L}\p{N}])(?:\p{Lu}{2,}[\p{Lu}\p{N}]*|\p{Lu}+\d[\p{Lu}\p{N}]*)(?![\p{Ll}])/gu;

function codesOf(text: string): string[] {
  return [...text.matchAll(codePattern)].map(([code]) => knownName(code));
}

/** A quote with a denial keeps one, and as many sentences of it have one; one without gets none. */
function keepsDenials(translated: readonly ReadText[], source: readonly ReadText[]): boolean {
  const denials = (texts: readonly ReadText[]) =>
    texts.filter(({ marks }) => marks.some(({ kind }) => kind === "not" || kind === "except"))
      .length;
  return denials(translated) === denials(source);
}

/** Share of the words of one text that say something and that the other says too. */
function coverageOf(texts: readonly ReadText[], others: readonly ReadText[]): number {
  const words = contentOf(texts);
  const there = contentOf(others);
  if (words.length === 0) return 1;
  const met = words.filter((word) => there.some((other) => likeness(word, other) >= leastStrength));
  return met.length / words.length;
}

function contentOf(texts: readonly ReadText[]): ReadWord[] {
  return texts.flatMap(({ words }) => words.filter(({ isContent }) => isContent));
}
