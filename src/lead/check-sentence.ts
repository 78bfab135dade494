import { sentencesOf } from "../agenda/sentences.ts";
import type { WrittenSentence } from "../answer/written.ts";
import { oneLine } from "../language/clean-text.ts";
import type { Language } from "../language/language.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { carry, type Source } from "./carry.ts";
import { formOf } from "./check-form.ts";
import { isInLanguage } from "./check-language.ts";
import type { DropReason } from "./drop-reason.ts";
import type { Quote } from "./quote.ts";
import { readText } from "./read-text.ts";

/** What is left of a sentence of a model once it was checked. */
export type CheckedSentence =
  | { readonly kind: "kept"; readonly sentence: WrittenSentence }
  | { readonly kind: "dropped"; readonly reason: DropReason };

/** What sentences are checked with. */
export interface CheckOptions {
  /** Language that was asked for. */
  readonly language: Language;
  readonly index: Pick<SearchIndex, "language">;
}

/** Characters of a quote that a sentence can rest on. */
export const maxQuoteChars = 1_000;
export const maxTitleChars = 200;
/** Quotes that are looked at. */
export const maxQuotes = 5;
/** Sentences of all cited quotes that are looked at. */
const maxQuotedSentences = 40;

/**
 * Checks a sentence of a model, whatever it is, against the quotes that it says it rests on. One that is kept says
 * nothing that they do not say, as far as words can tell; its citations are those that carry it. Never throws.
 */
export function checkSentence(
  sentence: unknown,
  quotes: readonly Quote[],
  { language, index }: CheckOptions,
): CheckedSentence {
  const { text: raw, cites } = fieldsOf(sentence);
  const text = formOf(raw, language);
  if (text === undefined) return dropped("form");
  const places = placesOf(cites, Math.min(quotes.length, maxQuotes));
  if (places === undefined) return dropped("cites");
  if (!isInLanguage(text, language, index)) return dropped("language");
  const written = readText(text, language, index.language);
  const sources = places.flatMap((place) => sourcesOf(place, quotes[place], index));
  const carried = carry(written, sources.slice(0, maxQuotedSentences));
  if (carried.kind === "dropped") return carried;
  return { kind: "kept", sentence: { text, citations: carried.places } };
}

function dropped(reason: DropReason): { readonly kind: "dropped"; readonly reason: DropReason } {
  return { kind: "dropped", reason };
}

function fieldsOf(sentence: unknown): { readonly text?: unknown; readonly cites?: unknown } {
  if (typeof sentence !== "object" || sentence === null) return {};
  try {
    return {
      text: "text" in sentence ? sentence.text : undefined,
      cites: "cites" in sentence ? sentence.cites : undefined,
    };
  } catch {
    return {};
  }
}

/** Places of the quotes by their numbers; undefined where one number is not of a quote that was given. */
function placesOf(cites: unknown, count: number): number[] | undefined {
  if (!Array.isArray(cites) || cites.length === 0 || cites.length > count) return undefined;
  const places: number[] = [];
  for (const cite of cites) {
    if (typeof cite !== "number" || !Number.isInteger(cite) || cite < 1 || cite > count)
      return undefined;
    if (places.includes(cite - 1)) return undefined;
    places.push(cite - 1);
  }
  return places.sort((a, b) => a - b);
}

function sourcesOf(
  place: number,
  quote: Quote | undefined,
  index: CheckOptions["index"],
): Source[] {
  if (quote === undefined) return [];
  const { identifier } = index.language;
  const language = identifier.identify(quote.quote) ?? "ca";
  const title = readText(
    oneLine(quote.title.slice(0, maxTitleChars)),
    language,
    index.language,
  ).words;
  return quote.quote
    .slice(0, maxQuoteChars)
    .split("\n")
    .flatMap((line) => sentencesOf(line))
    .map(({ text }) => ({ place, text: readText(text, language, index.language), title }));
}
