import type { Citation } from "../../src/answer/answer.ts";
import { markText } from "../../src/answer/quote-marks.ts";
import { readableQuote } from "../../src/answer/readable.ts";
import { label } from "../../src/answer/shown.ts";
import { translationOf } from "../../src/answer/written.ts";
import { writtenWords } from "../../src/answer/written-words.ts";
import { cutText, oneLine } from "../../src/language/clean-text.ts";
import type { Language } from "../../src/language/language.ts";
import { type Element, line, openUrl, row, run } from "./card-elements.ts";

/** Characters of what stands around a quote and of the quote itself, where a card has room. */
const longest = { name: 200, place: 300, quote: 1_500 };

/** How a quote in a card is drawn. */
interface CitationFrame {
  /** Part of the usual lengths, 0 to 1. Default 1. */
  readonly scale?: number;
  /** Its number, where something rests on it. */
  readonly mark?: number | undefined;
}

/** A quote in a card: what it is of, with the link to its place, where that stands, and the words. */
export function citationRows(
  citation: Citation,
  { scale = 1, mark }: CitationFrame = {},
): Element[] {
  const { place, quote, url } = citation;
  const cut = (text: string, most: number) => cutText(text, Math.ceil(most * scale));
  const name = cut(oneLine(`${markText(mark)} ${label(citation)}`), longest.name);
  const above = cut(place.map(oneLine).join(" › "), longest.place);
  return [
    row(
      [line([run(name, { weight: "Bolder", color: "Accent" })], "None")],
      openUrl(name, name, url),
      name,
    ),
    ...(above === "" ? [] : [line([run(above, { isSubtle: true, size: "Small" })], "None")]),
    {
      type: "Container",
      style: "emphasis",
      items: [line([run(cut(readableQuote(quote), longest.quote))], "None")],
    },
  ];
}

/** The translation of a quote, where there is one: outside of what frames the quote. `language` is the reader's. */
export function translationRows(citation: Citation, language: Language): Element[] {
  const translation = translationOf(citation);
  if (translation === undefined) return [];
  const marker = `${writtenWords[language].translation}: `;
  return [line([run(marker, { isSubtle: true }), run(translation.text)], "Small")];
}
