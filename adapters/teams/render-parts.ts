import { cutText, oneLine } from "../../src/language/clean-text.ts";
import type { Fact, Part, ProgressStep } from "../../src/reception/sheet.ts";
import {
  type Element,
  line,
  openUrl,
  type RunStyle,
  row,
  run,
  titleLine,
} from "./card-elements.ts";
import { choiceElements } from "./render-choices.ts";
import { citationRows } from "./render-citation.ts";
import { formElements } from "./render-form.ts";

/** How much of a sheet there is room for. */
export interface SheetRoom {
  /** Part of the usual lengths of texts, 0 to 1. */
  readonly scale: number;
  /** Whether a button says what clients do that know no `Action.Execute`. */
  readonly hasFallback: boolean;
}

/** Characters of one piece of a sheet, and pieces of one part; what we write ourselves is far shorter. Ours. */
const longest = { text: 3_000, item: 600, label: 100, value: 400, link: 200 };
const most = { lines: 40, items: 40, facts: 30, steps: 60 };

/** A part of a sheet. `number` tells it from the others of its card. */
export function partElements(part: Part, number: number, room: SheetRoom): Element[] {
  const cut = (text: string, most: number) => cutText(text, Math.ceil(most * room.scale));
  switch (part.kind) {
    case "text":
      return textElements(cut(part.text, longest.text), part.tone);
    case "heading":
      return [titleLine(cut(oneLine(part.text), longest.item), "Default")];
    case "list":
      return part.items
        .slice(0, most.items)
        .map((item, at) =>
          line(
            [run(`${part.isNumbered ? `${at + 1}.` : "•"} ${cut(item, longest.item)}`)],
            "Small",
          ),
        );
    case "facts":
      return part.facts.slice(0, most.facts).map((fact) => factLine(fact, cut));
    case "quote":
      return citationRows(part.citation, room);
    case "link": {
      const label = cut(oneLine(part.label), longest.link);
      return [
        row(
          [line([run(label, { color: "Accent" })], "None")],
          openUrl(label, label, part.url),
          label,
        ),
      ];
    }
    case "progress":
      return [picture(part.steps.slice(0, most.steps)), small(cut(part.label, longest.item))];
    case "choices":
      return choiceElements(part.choices, room);
    case "form":
      return formElements(part.form, number, room);
  }
}

/** A paragraph, line by line. What is wrong or went well stands apart from the rest, and its words say which it is. */
function textElements(text: string, tone: "warning" | "good" | undefined): Element[] {
  const lines = text
    .split(/\s*\n\s*/u)
    .slice(0, most.lines)
    .map((one, at) => line([run(one)], at === 0 && tone === undefined ? "Default" : "Small"));
  return tone === undefined
    ? lines
    : [{ type: "Container", style: tone, items: lines, spacing: "Default" }];
}

/** Not a FactSet: in its values each client reads Markdown in its own way, and people have written them. */
function factLine({ label, value }: Fact, cut: (text: string, most: number) => string): Element {
  const name = `${cut(oneLine(label), longest.label)}: `;
  return line([run(name, { weight: "Bolder" }), run(cut(oneLine(value), longest.value))], "Small");
}

function small(text: string): Element {
  return line([run(text, { isSubtle: true, size: "Small" })], "Small");
}

/** A sign for each state, which every font has: seen without its colour too. */
const signs = { done: "■", current: "▣", open: "□" } as const;
/** Colours of the axes, as each look of Teams has them. */
const colors: ReadonlyMap<string, RunStyle> = new Map([
  ["1", { color: "Accent" }],
  ["2", { color: "Warning" }],
  ["3", { color: "Good" }],
  ["4", { color: "Attention" }],
]);

/**
 * A row of signs in the colours of their axes. Not a drawing: Teams shows addresses that hold the picture itself on some
 * devices only (https://github.com/MicrosoftDocs/msteams-docs/issues/5355), and no client lacks text.
 */
function picture(steps: readonly ProgressStep[]): Element {
  const inlines = steps.map(({ state, axis = "" }) =>
    run(signs[state], {
      size: "Large",
      ...(state === "open" ? { isSubtle: true } : (colors.get(axis) ?? {})),
    }),
  );
  return line(inlines.length === 0 ? [run("")] : inlines, "Default");
}
