import { clean, oneLine } from "../../src/language/clean-text.ts";
import type { Form, Part, Sheet } from "../../src/reception/sheet.ts";
import { maxFallbackChars } from "./limits.ts";
import { escapeText, escapeWithin } from "./rich-text.ts";
import { lettered } from "./sheet-parts.ts";

const more = "\n…";

/** What notifications show and screen readers read of a sheet: the same words in the same order, without the squares. */
export function sheetText({ title, parts }: Sheet): string {
  const room = maxFallbackChars - more.length;
  let text = escapeWithin(oneLine(title), room) || "…";
  for (const said of parts.flatMap(linesOf)) {
    const line = escapeText(clean(said).trim());
    if (line === "") continue;
    const longer = `${text}\n${line}`;
    // An address is whole or not there, and so is what the line before it says.
    if (longer.length > room) return text + more;
    text = longer;
  }
  return text;
}

function linesOf(part: Part): string[] {
  switch (part.kind) {
    case "text":
    case "heading":
      return [part.text];
    case "list":
      return part.items.map((item, at) => `${part.isNumbered ? `${at + 1}.` : "•"} ${item}`);
    case "facts":
      return part.facts.map(({ label, value }) => `${label}: ${value}`);
    case "quote": {
      const { quote, url } = part.citation;
      return [`«${quote}»`, url];
    }
    case "link":
      return [`${part.label}: ${part.url}`];
    case "progress":
      return [part.label];
    case "choices":
      return lettered(part.choices).map(({ label, letter }) =>
        letter === undefined ? `[${label}]` : `${letter}. ${label}`,
      );
    case "form":
      return formLines(part.form);
  }
}

function formLines({ fields, submit }: Form): string[] {
  const lines = fields.map(({ label, fault }) => [label, fault].filter(Boolean).join(": "));
  return [...lines, `[${submit}]`];
}
