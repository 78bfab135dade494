import { styleText } from "node:util";
import { clean, oneLine } from "../../src/language/clean-text.ts";
import type { Choice, Part, ProgressStep, Sheet } from "../../src/reception/sheet.ts";
import { type TerminalStyle, wrap } from "./render.ts";
import { terminalWords } from "./words.ts";

/** What can be typed below a sheet: something that is done, or a form whose fields are asked for one by one. */
export type Option =
  | Extract<Part, { readonly kind: "form" }>
  | { readonly kind: "choice"; readonly choice: Choice };

/** A sheet as a terminal shows it, with what can be typed next. */
export interface RenderedSheet {
  readonly text: string;
  /** By their numbers, from 1. */
  readonly options: readonly Option[];
}

/** Colours of the axes; what has none is white. */
const axisColours: Readonly<Record<string, Parameters<typeof styleText>[0]>> = {
  "1": "blue",
  "2": "green",
  "3": "yellow",
  "4": "magenta",
};

/** A sheet for a terminal: choices and forms are numbered. */
export function renderSheet(sheet: Sheet, style: TerminalStyle): RenderedSheet {
  const options: Option[] = [];
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    style.isColoured ? styleText(format, text, { validateStream: false }) : text;
  const blocks = [[paint("bold", oneLine(sheet.title))], ...sheet.parts.map(render)];
  const say = terminalWords[sheet.language];
  if (options.length > 0) blocks.push([paint("dim", say.choose)]);
  return { text: `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`, options };

  function render(part: Part): string[] {
    switch (part.kind) {
      case "text":
        return wrap(part.text, style.width).map((line) => {
          if (part.tone === "warning") return paint("yellow", `! ${line}`);
          return part.tone === "good" ? paint("green", line) : line;
        });
      case "heading":
        return [paint("bold", oneLine(part.text))];
      case "list":
        return part.items.flatMap((item, at) => {
          const mark = part.isNumbered ? `${at + 1}. ` : "- ";
          return hang(mark, item, style.width);
        });
      case "facts":
        return part.facts.flatMap(({ label, value }) =>
          hang(`${oneLine(label)}: `, value, style.width),
        );
      case "quote": {
        const { title, itemId, quote, url } = part.citation;
        return [
          paint("bold", oneLine(`${itemId} ${title}`)),
          ...wrap(quote, style.width - 2).map((line) => paint("cyan", `  ${line}`)),
          `  ${paint("underline", clean(url))}`,
        ];
      }
      case "link":
        return [`${oneLine(part.label)}: ${paint("underline", clean(part.url))}`];
      case "progress":
        return [`${part.steps.map(square).join("")}  ${oneLine(part.label)}`];
      case "choices":
        return part.choices.map((choice) => {
          options.push({ kind: "choice", choice });
          const line = `${options.length}) ${oneLine(choice.label)}`;
          if (choice.tone === "danger") return paint("red", line);
          return choice.tone === "main" ? paint("bold", line) : line;
        });
      case "form": {
        options.push(part);
        const faults = part.form.fields.flatMap(({ label, fault }) =>
          fault === undefined ? [] : [paint("yellow", `! ${oneLine(label)}: ${oneLine(fault)}`)],
        );
        return [...faults, `${options.length}) ${oneLine(part.form.submit)}…`];
      }
    }
  }

  function square({ state, axis }: ProgressStep): string {
    const colour = axisColours[axis ?? ""] ?? "white";
    if (state === "open") return paint("dim", "░░");
    return paint(colour, state === "done" ? "██" : "▓▓");
  }
}

/** A text behind a mark, its further lines below its beginning. */
function hang(mark: string, text: string, width: number): string[] {
  const lines = wrap(text, width - mark.length);
  return lines.map((line, at) => (at === 0 ? mark : " ".repeat(mark.length)) + line);
}
