import type { Answer } from "../../src/answer/answer.ts";
import { type TextLine, toParagraphs } from "../../src/answer/plain-text.ts";
import { clean, cutText } from "../../src/language/clean-text.ts";
import { maxFallbackChars } from "./limits.ts";
import { escapeText } from "./rich-text.ts";

/** Room for the sign that something follows which is in the blocks only. */
const more = "\n\n…";

/**
 * What notifications and screen readers say: what is said before the answer, the words, then each quote with its title and
 * its address. Cut between paragraphs, so that no quote stands without its address.
 */
export function fallbackText(answer: Answer, before: string): string {
  const room = maxFallbackChars - more.length;
  const [first = [], ...others] = toParagraphs(answer);
  const said = { role: "words", text: before } as const;
  const paragraphs = [withLabel([said, ...first], room), ...others]
    .map((lines) => lines.filter(({ role }) => role !== "suggestion"))
    .map((lines) => lines.map(({ text }) => escapeText(clean(text))).filter((text) => text !== ""))
    .filter((lines) => lines.length > 0);
  let text = "";
  for (const lines of paragraphs) {
    const longer = [...(text === "" ? [] : [text]), lines.join("\n")].join("\n\n");
    if (longer.length > room) return text === "" ? fitting(lines, room) : text + more;
    text = longer;
  }
  return text.trim() === "" ? "…" : text;
}

/** What a language model wrote never stands without the line that says so: where both have no room, it goes. */
function withLabel(lines: readonly TextLine[], room: number): readonly TextLine[] {
  const length = lines.reduce((sum, { text }) => sum + escapeText(text).length + 1, 0);
  return length <= room ? lines : lines.filter(({ role }) => role !== "written");
}

/** The first lines that have room: an address is whole or not there. */
function fitting(lines: readonly string[], room: number): string {
  const count = lines.findIndex((_, at) => lines.slice(0, at + 1).join("\n").length > room);
  if (count > 0) return `${lines.slice(0, count).join("\n")}${more}`;
  return cutText(lines[0] ?? "", room).replace(/&[a-z]{0,3}…$/, "…");
}
