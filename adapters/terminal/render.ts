import { styleText } from "node:util";
import type { Answer, Citation } from "../../src/answer/answer.ts";
import { label } from "../../src/answer/markdown.ts";
import { formatCount, provenance, words } from "../../src/answer/words.ts";

/** How to write: colours only where a person looks at a terminal. */
export interface TerminalStyle {
  readonly isColoured: boolean;
  /** Columns to wrap at; infinite where another program reads, so that quotes stay in one piece. */
  readonly width: number;
}

/** Items from which a list is one line an item. */
const longList = 6;
const indent = "  ";
/** What makes a terminal act instead of print; an imported text may hold some. Tabs and line ends are text. */
const controls = /(?![\n\t])\p{Cc}/gu;

/** An answer for a terminal: colours and wrapping there, plain text when piped. */
export function renderAnswer(answer: Answer, style: TerminalStyle): string {
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    style.isColoured
      ? styleText(format, printable(text), { validateStream: false })
      : printable(text);
  const say = words[answer.language];
  const shown =
    answer.kind === "abstained" ? answer.nearest : answer.kind === "failed" ? [] : answer.citations;
  const isLong =
    (answer.intent === "list" || answer.intent === "count") && shown.length >= longList;
  const lines = [...wrap(answer.lead, style.width), ""];
  if (answer.kind === "abstained" && shown.length > 0) lines.push(say.nearest, "");
  for (const citation of shown) lines.push(...(isLong ? row(citation) : block(citation)));
  const left = answer.kind === "answered" && isLong ? answer.total - shown.length : 0;
  if (left > 0 && shown[0] !== undefined)
    lines.push(`… + ${formatCount(left, shown[0].kind, answer.language)}`);
  if (isLong) lines.push("");
  for (const note of answer.notes) lines.push(...wrap(note, style.width), "");
  if (answer.suggestions.length > 0) {
    lines.push(...answer.suggestions.map((suggestion) => paint("dim", `→ ${suggestion}`)));
  }
  return `${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;

  function row(citation: Citation): string[] {
    return [`${paint("bold", citation.itemId.padEnd(7))}${printable(citation.title)}`];
  }

  function block(citation: Citation): string[] {
    const place = citation.place.join(" › ");
    return [
      paint("bold", label(citation)),
      ...(place === "" ? [] : wrap(place, style.width).map((line) => paint("dim", line))),
      ...wrap(`«${citation.quote}»`, style.width - indent.length).map((line) =>
        paint("cyan", indent + line),
      ),
      paint("underline", citation.url),
      paint("dim", provenance(citation, answer.language)),
      "",
    ];
  }
}

function printable(text: string): string {
  return text.replace(controls, "");
}

function wrap(text: string, width: number): string[] {
  return printable(text)
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
