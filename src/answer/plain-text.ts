import type { Answer, Citation } from "./answer.ts";
import { isLongList, label, leftOutWords, shownIn } from "./shown.ts";
import { provenance, words } from "./words.ts";

/** One line of an answer in plain text, and what it is: a terminal paints by it. */
export interface TextLine {
  readonly role: "words" | "title" | "row" | "place" | "quote" | "url" | "origin" | "suggestion";
  readonly text: string;
}

/** An answer as paragraphs of lines, in reading order. */
export function toParagraphs(answer: Answer): readonly (readonly TextLine[])[] {
  const { language } = answer;
  const shown = shownIn(answer);
  const paragraph = (text: string): TextLine[] => [{ role: "words", text }];
  const paragraphs = [paragraph(answer.lead)];
  if (answer.kind === "abstained" && shown.length > 0)
    paragraphs.push(paragraph(words[language].nearest));
  if (isLongList(answer)) {
    const left = leftOutWords(answer);
    paragraphs.push([...shown.map(row), ...(left === "" ? [] : paragraph(left))]);
  } else paragraphs.push(...shown.map((citation) => block(citation, answer)));
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

function block(citation: Citation, { language }: Answer): TextLine[] {
  const place = citation.place.join(" › ");
  return [
    { role: "title", text: label(citation) },
    ...(place === "" ? [] : [{ role: "place", text: place } as const]),
    { role: "quote", text: `«${citation.quote}»` },
    { role: "url", text: citation.url },
    { role: "origin", text: provenance(citation, language) },
  ];
}
