import { clean, cutText, oneLine } from "../language/clean-text.ts";
import type { Answer, Citation } from "./answer.ts";
import { label, withShown } from "./shown.ts";

/** Longer than any title or quote of a well-kept folder: what is above has come from a file that nobody wrote for this. */
const longest = { title: 300, place: 300, quote: 1_500 };

/** The answer with texts that can be sent and read: whole characters, no line ends in titles, nothing endless. */
export function readable(answer: Answer): Answer {
  return withShown(answer, (all) => all.map(readableCitation));
}

function readableCitation(citation: Citation): Citation {
  const place = readablePlace(citation.place);
  return {
    ...citation,
    title: readableTitle(citation.title),
    place: place === "" ? [] : [place],
    quote: readableQuote(citation.quote),
  };
}

/** A title, or an id and a title, on a line or two: ids come from names of files. */
export function readableTitle(title: string): string {
  return cutText(oneLine(title), longest.title);
}

/** Code and title of what is cited. */
export function nameOf(citation: Citation): string {
  return readableTitle(label(citation)) || "–";
}

/** Titles from the axis down on one line. */
export function readablePlace(place: readonly string[]): string {
  return cutText(place.map(oneLine).join(" › "), longest.place);
}

/** Words of an item, word for word, with their line ends. */
export function readableQuote(quote: string): string {
  return cutText(clean(quote), longest.quote);
}
