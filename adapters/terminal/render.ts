import { styleText } from "node:util";
import type { Answer } from "../../src/answer/answer.ts";
import { type TextLine, toParagraphs } from "../../src/answer/plain-text.ts";
import { clean } from "../../src/language/clean-text.ts";

/** How to write: colours only where a person looks at a terminal. */
export interface TerminalStyle {
  readonly isColoured: boolean;
  /** Columns to wrap at; infinite where another program reads, so that quotes stay in one piece. */
  readonly width: number;
}

const indent = "  ";

/** An answer for a terminal: colours and wrapping there, plain text when piped. */
export function renderAnswer(answer: Answer, style: TerminalStyle): string {
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    style.isColoured ? styleText(format, text, { validateStream: false }) : text;
  return `${toParagraphs(answer)
    .map((lines) => lines.flatMap(render).join("\n"))
    .join("\n\n")
    .trim()}\n`;

  function render({ role, text }: TextLine): string[] {
    switch (role) {
      case "words":
      case "written":
        return wrap(text, style.width);
      case "title":
      case "row":
        return [paint("bold", clean(text))];
      case "place":
      case "label":
        return wrap(text, style.width).map((line) => paint("dim", line));
      case "quote":
        return wrap(text, style.width - indent.length).map((line) => paint("cyan", indent + line));
      // Indented like the quote that it translates, in another look and without its marks.
      case "translation":
        return wrap(text, style.width - indent.length).map((line) => paint("dim", indent + line));
      case "url":
        return [paint("underline", clean(text))];
      case "origin":
      case "suggestion":
        return [paint("dim", clean(text))];
    }
  }
}

/** Lines of a text, of so many columns where words allow it. */
export function wrap(text: string, width: number): string[] {
  return clean(text)
    .split("\n")
    .flatMap((paragraph) => wrapParagraph(paragraph, width));
}

function wrapParagraph(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}
