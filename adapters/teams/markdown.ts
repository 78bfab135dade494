import { clean, cutText, oneLine } from "../../src/language/clean-text.ts";
import { isLinkable } from "./text.ts";

/** Stands for a text that is nothing. */
const nothing = "–";

/**
 * What may be markup wherever it stands. Teams reads more than the Markdown that it documents: words within braces were
 * taken for attributes and vanished (https://github.com/MicrosoftDocs/msteams-docs/issues/4956).
 */
const signs = /[\\`*_{}[\]#|~^$]/g;
/** Markup only where they stand twice. */
const doubled = /([=+":])\1+/g;
/** Lists, headings and the like begin a line. */
const opening = /^(?:[-+=:]|[\da-z]{1,9}(?=[.)](?:\s|$)))/i;
const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Text as Markdown that says just that: nothing in it can become a tag, a link, a mention or markup. On one line. */
export function escapeMarkdown(text: string): string {
  return escapeLine(oneLine(text));
}

/** The same, of so many characters at most. */
export function escapeWithin(text: string, most: number): string {
  return escapeLine(cutText(oneLine(text), most));
}

/** The same of a text on one line that is clean already: what keeps an address in it from being a link stays. */
export function escapeLine(line: string): string {
  return escapeSigns(line).replace(opening, (begins) =>
    /^[\da-z]/i.test(begins) ? `${begins}\\` : `\\${begins}`,
  );
}

function escapeSigns(text: string): string {
  return text
    .replace(signs, "\\$&")
    .replace(doubled, (run) => run.replace(/./g, "\\$&"))
    .replace(/[&<>]/g, (sign) => entities[sign] ?? sign);
}

/** Text in bold, in italics; who calls has escaped it. */
export function bold(markdown: string): string {
  return `**${markdown || nothing}**`;
}
export function italic(markdown: string): string {
  return markdown === "" ? "" : `_${markdown}_`;
}

/** A link with words as they stand; the words alone where the address can be none. */
export function link(text: string, url: string): string {
  const words = escapeMarkdown(text) || nothing;
  return isLinkable(url) ? `[${words}](${escapeUrl(url)})` : words;
}

/** What would end an address in Markdown, or be markup in it, written as addresses write it. */
function escapeUrl(url: string): string {
  return url
    .replace(/[()[\]{}<>"'`*\\^|]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("&", "&amp;");
}

/** Lines of one paragraph. Teams takes a single line end for a space. */
export function lines(...markdown: readonly string[]): string {
  return markdown.filter((line) => line !== "").join("  \n");
}

/** An address in a text, without what ends the sentence around it. */
const address = /https?:\/\/[^\s<>"«»“”]+/g;
const afterAddress = /[.,;:!?)\]'’…]+$/;

/**
 * A quote word for word, line by line, with what belongs to it before and behind. Its addresses are links to just what
 * they say: left to itself, a client would take the signs that keep them from being markup for a part of them.
 */
export function blockquote(quote: string, before: string, after: string): string {
  const text = clean(quote)
    .split(/[\n\u2028\u2029]/u)
    .map((line) => line.replace(/[^\S\u00A0]+/gu, " ").trim())
    .filter((line) => line !== "")
    .map(withLinks);
  const [first = nothing, ...more] = text;
  const all = [`${before}${first}`, ...more];
  return all.map((line, at) => `> ${line}${at === all.length - 1 ? after : "  "}`).join("\n");
}

function withLinks(line: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const { 0: found, index } of line.matchAll(address)) {
    const url = found.replace(afterAddress, "");
    // Of an address that was cut nobody knows where it led.
    const isCut = found.slice(url.length).includes("…");
    if (isCut || !isLinkable(url)) continue;
    parts.push(line.slice(end, index), link(url, url));
    end = index + url.length;
  }
  parts.push(line.slice(end));
  return parts
    .map((part, at) => {
      if (at % 2 === 1) return part;
      return at === 0 ? escapeLine(part) : escapeSigns(part);
    })
    .join("");
}
