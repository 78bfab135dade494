import type { Citation } from "../../src/answer/answer.ts";
import { readableQuote } from "../../src/answer/readable.ts";
import { label } from "../../src/answer/shown.ts";
import { cutText, oneLine } from "../../src/language/clean-text.ts";
import { type Element, line, openUrl, row, run } from "./card-elements.ts";

/** Characters of what stands around a quote and of the quote itself, where a card has room. */
const longest = { name: 200, place: 300, quote: 1_500 };

/** A quote in a card: what it is of, with the link to its place, where that stands, and the words. */
export function citationRows(citation: Citation, scale = 1): Element[] {
  const { place, quote, url } = citation;
  const cut = (text: string, most: number) => cutText(text, Math.ceil(most * scale));
  const name = cut(oneLine(label(citation)), longest.name);
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
