import { clean, cutText, oneLine } from "../language/clean-text.ts";
import type { Language } from "../language/language.ts";
import { stripHidden } from "../language/tokens.ts";
import type { Answer, Citation } from "./answer.ts";
import { markText } from "./quote-marks.ts";
import { isLongList, shownIn } from "./shown.ts";
import { joinList } from "./words.ts";
import { writtenWords } from "./written-words.ts";

/** A sentence that a language model wrote, after it was checked against the quotes that it rests on. */
export interface WrittenSentence {
  /** Plain text: no address, no markup, no quotation. */
  readonly text: string;
  /** Places in what the answer shows, from 0, ascending; never empty. */
  readonly citations: readonly number[];
}

/** What a language model took part in. */
export interface Written {
  /** `provider:model`. */
  readonly model: string;
  /** A lead over the citations; empty where the model only helped to understand the question or translated. */
  readonly sentences: readonly WrittenSentence[];
  /** The model finds that the citations do not answer all of the question. */
  readonly isPartial: boolean;
  /** The question as it was looked for, where the model put it in other words. */
  readonly understoodAs?: string;
}

/** A quote in another language, by a language model: beside the original, never instead of it. */
export interface Translation {
  readonly language: Language;
  readonly text: string;
}

/** One sentence of the paragraph as readers see it. */
export interface ShownSentence extends WrittenSentence {
  /** Numbers of its quotes, ascending; never empty. */
  readonly numbers: readonly number[];
}

/** What readers see of what a language model did, each a text on one line; empty where there is nothing to say. */
export interface ShownWritten {
  readonly sentences: readonly ShownSentence[];
  /** Below the sentences: that the quotes do not answer all. */
  readonly partial: string;
  /** That a model took part, and in what. Never empty. */
  readonly label: string;
  /** The question as a model put it, and the line that says so. */
  readonly reworded: string;
  readonly understood: string;
}

/** Characters of what a model wrote; what is above was not asked for. Numbers are of one sentence. */
const longest = { paragraph: 700, question: 300, translation: 1_500, model: 100, numbers: 8 };

/** Number of the quote at a place; undefined where it has none. */
type NumberOf = (place: number) => number | undefined;

/**
 * What readers see of what a language model did for an answer; undefined where nothing of it is shown. Quotes have their
 * numbers from 1, or those that `numberOf` says. A number whose quote is not shown goes, and so does a sentence that is
 * left without any: all of them in a list, which quotes nothing. `isList` where a page shows a part of one.
 */
export function writtenIn(
  answer: Answer,
  isList = isLongList(answer),
  numberOf: NumberOf = (place) => place + 1,
): ShownWritten | undefined {
  const { written, language } = answer;
  const say = writtenWords[language];
  const sentences = isList ? [] : withinParagraph(shownSentences(answer, numberOf));
  const reworded = unlinked(cutText(oneLine(written?.understoodAs ?? ""), longest.question));
  const isTranslated = !isList && shownIn(answer).some((one) => translationOf(one) !== undefined);
  const deeds = [
    ...(sentences.length > 0 ? [say.deeds.summary] : []),
    ...(isTranslated ? [say.deeds.translation] : []),
    ...(reworded === "" ? [] : [say.deeds.rewording]),
  ];
  if (deeds.length === 0) return undefined;
  const model = unlinked(cutText(oneLine(written?.model ?? ""), longest.model));
  const label = shownIn(answer).length > 0 && !isList ? say.labelOfQuotes : say.label;
  return {
    sentences,
    partial: written?.isPartial === true && sentences.length > 0 ? say.partial : "",
    label: label(model, joinList(deeds, language)),
    reworded,
    understood: reworded === "" ? "" : say.understood(reworded),
  };
}

/** The sentences as one text, each with its numbers. */
export function paragraphText({ sentences }: Pick<ShownWritten, "sentences">): string {
  return sentences
    .map(({ text, numbers }) => [text, ...numbers.map((number) => markText(number))].join(" "))
    .join(" ");
}

/** Its lines in reading order: the paragraph, what it leaves open, the label, as what was searched. */
export function writtenLines(written: ShownWritten): readonly string[] {
  const { partial, label, understood } = written;
  return [paragraphText(written), partial, label, understood].filter((line) => line !== "");
}

/** What a notification says: the paragraph, told before it what it is so that this is never cut off; empty without one. */
export function writtenBriefly(written: ShownWritten | undefined, language: Language): string {
  const text = (written?.sentences ?? []).map((sentence) => sentence.text).join(" ");
  return text === "" ? "" : `${writtenWords[language].brief}: ${text}`;
}

/** The translation of a quote as it can be shown, with its line ends; undefined where there is none. */
export function translationOf({ translation }: Citation): Translation | undefined {
  if (translation === undefined) return undefined;
  const text = cutText(clean(stripHidden(translation.text)).trim(), longest.translation);
  return text === "" ? undefined : { language: translation.language, text: unlinked(text) };
}

/** The same on a line that says what it is; empty where there is none. */
export function translationLine(citation: Citation, language: Language): string {
  const translation = translationOf(citation);
  return translation === undefined
    ? ""
    : `${writtenWords[language].translation}: ${translation.text}`;
}

function shownSentences(answer: Answer, numberOf: NumberOf): ShownSentence[] {
  const shown = shownIn(answer);
  const isShown = (place: number) => shown[place] !== undefined && numberOf(place) !== undefined;
  return (answer.written?.sentences ?? []).flatMap((sentence) => {
    const places = [...new Set(sentence.citations)].filter(isShown).sort((a, b) => a - b);
    const citations = places.slice(0, longest.numbers);
    const numbers = citations.flatMap((place) => numberOf(place) ?? []);
    const text = plainSentence(sentence.text);
    return text === "" || numbers.length === 0 ? [] : [{ text, citations, numbers }];
  });
}

/** The first sentences that have room; one always has. */
function withinParagraph(sentences: readonly ShownSentence[]): ShownSentence[] {
  let room = longest.paragraph;
  const kept: ShownSentence[] = [];
  for (const sentence of sentences) {
    const text = kept.length === 0 ? cutText(sentence.text, room) : sentence.text;
    if (text.length > room) break;
    kept.push({ ...sentence, text: unlinked(text) });
    room = longest.paragraph - paragraphText({ sentences: kept }).length;
  }
  return kept;
}

/** Square brackets hold numbers of quotes, which a model cannot write. */
function plainSentence(text: string): string {
  return oneLine(text)
    .replace(/[[［【〔]/g, "(")
    .replace(/[\]］】〕]/g, ")");
}

/** Where programs make a link or a mention of text that nobody marked. */
const linkable =
  /(?<=:)(?=\/\/)|(?<=www\.)|(?<=[\p{L}-]\.)(?=\p{L}{2}|\p{N})|(?<=\p{N}\.)(?=\p{L}{2})|(?<=@)(?=[\p{L}\p{N}])/giu;

/** Text that looks like an address or a mention stays text: a sign that is not seen keeps it apart. */
function unlinked(text: string): string {
  return text.replace(linkable, "\u2060");
}
