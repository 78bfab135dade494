import type { Answer, Citation } from "./answer.ts";
import { markText, type QuoteMarks, quoteMarks } from "./quote-marks.ts";
import { isLongList, label, leftOutWords, shownIn } from "./shown.ts";
import { provenance, words } from "./words.ts";
import { paragraphText, type ShownWritten, translationLine, writtenIn } from "./written.ts";

/** One line of an answer in plain text, and what it is: a terminal paints by it. */
export interface TextLine {
  readonly role:
    | "words"
    | "written"
    | "label"
    | "title"
    | "row"
    | "place"
    | "quote"
    | "url"
    | "origin"
    | "translation"
    | "suggestion";
  readonly text: string;
}

/** An answer as paragraphs of lines, in reading order. */
export function toParagraphs(answer: Answer): readonly (readonly TextLine[])[] {
  const { language } = answer;
  const shown = shownIn(answer);
  const written = writtenIn(answer);
  const marks = quoteMarks(answer, written);
  const paragraph = (text: string): TextLine[] => [{ role: "words", text }];
  const paragraphs = [...(written === undefined ? [] : [writtenBlock(written)])];
  paragraphs.push(paragraph(answer.lead));
  if (answer.kind === "abstained" && shown.length > 0)
    paragraphs.push(paragraph(words[language].nearest));
  if (isLongList(answer)) {
    const left = leftOutWords(answer);
    paragraphs.push([...shown.map(row), ...(left === "" ? [] : paragraph(left))]);
  } else paragraphs.push(...shown.map((citation) => block(citation, answer, marks)));
  paragraphs.push(...answer.notes.map(paragraph));
  paragraphs.push(answer.suggestions.map((text) => ({ role: "suggestion", text: `→ ${text}` })));
  return paragraphs.filter((lines) => lines.some(({ text }) => text !== ""));
}

/** An answer to be pasted into a letter: words, quotes and addresses, without what to ask next. */
export function toPlainText(answer: Answer): string {
  return toParagraphs(answer)
    .map((lines) => lines.filter(({ role }) => role !== "suggestion"))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(({ text }) => text).join("\n"))
    .join("\n\n");
}

function row(citation: Citation): TextLine {
  return { role: "row", text: `${citation.itemId.padEnd(7)}${citation.title}` };
}

/** What a language model wrote, and that it was one. */
function writtenBlock(written: ShownWritten): TextLine[] {
  const lines: readonly TextLine[] = [
    { role: "written", text: paragraphText(written) },
    { role: "words", text: written.partial },
    { role: "label", text: written.label },
    { role: "words", text: written.understood },
  ];
  return lines.filter(({ text }) => text !== "");
}

function block(citation: Citation, { language }: Answer, marks: QuoteMarks): TextLine[] {
  const place = citation.place.join(" › ");
  const mark = markText(marks.get(citation));
  const translation = translationLine(citation, language);
  return [
    { role: "title", text: mark === "" ? label(citation) : `${mark} ${label(citation)}` },
    ...(place === "" ? [] : [{ role: "place", text: place } as const]),
    { role: "quote", text: `«${citation.quote}»` },
    { role: "url", text: citation.url },
    { role: "origin", text: provenance(citation, language) },
    ...(translation === "" ? [] : [{ role: "translation", text: translation } as const]),
  ];
}
