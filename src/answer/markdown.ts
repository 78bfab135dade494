import type { Answer, Citation } from "./answer.ts";
import { markText, type QuoteMarks, quoteMarks } from "./quote-marks.ts";
import { isLongList, label, leftOutWords, shownIn } from "./shown.ts";
import { provenance, words } from "./words.ts";
import { translationLine, writtenIn, writtenLines } from "./written.ts";

/** An answer as Markdown, for people: what was found, each quote with its place and its link, and what to ask next. */
export function toMarkdown(answer: Answer): string {
  const say = words[answer.language];
  const shown = shownIn(answer);
  const written = writtenIn(answer);
  const marks = quoteMarks(answer, written);
  const parts = [
    ...(written === undefined ? [] : writtenLines(written).map(asText)),
    asText(answer.lead),
  ];
  if (answer.kind === "abstained" && shown.length > 0) parts.push(say.nearest);
  if (isLongList(answer))
    parts.push(
      shown.map((citation) => `- [${asText(label(citation))}](${citation.url})`).join("\n"),
    );
  else parts.push(...shown.map((citation) => block(citation, answer, marks)));
  parts.push(leftOutWords(answer));
  parts.push(...answer.notes.map(asText));
  return parts.filter((part) => part !== "").join("\n\n");
}

function block(citation: Citation, answer: Answer, marks: QuoteMarks): string {
  const say = words[answer.language];
  const place = citation.place.length === 0 ? "" : `${citation.place.map(asText).join(" › ")}\n\n`;
  const title = asText(`${markText(marks.get(citation))} ${label(citation)}`);
  const translation = asText(translationLine(citation, answer.language));
  const below = translation === "" ? "" : `\n\n${translation}`;
  return `**${title || "–"}**\n\n${place}> ${asText(citation.quote)}\n\n[${say.open}](${citation.url}) · ${provenance(citation, answer.language)}${below}`;
}

/** Text is text, on one line: nothing in it may become a link, an image or markup. */
function asText(text: string): string {
  return text
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/[\\`*_~[\]<>&|]/g, "\\$&")
    .replace(/^(?:[#+=-]|\d+(?=[.)](?:\s|$)))/, (opening) =>
      /^\d/.test(opening) ? `${opening}\\` : `\\${opening}`,
    );
}
