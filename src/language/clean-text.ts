import { stripHidden } from "./tokens.ts";

/** What makes a program act instead of print; line ends and tabs are text. */
const controls = /(?![\n\t])\p{Cc}/gu;
/** What turns the direction of all that follows, our own words and marks included. Letters of any script need it not. */
const turns = /[\u202A-\u202E\u2066-\u2069]/gu;
/** Halves of characters, which are no text and which some platforms refuse. */
const halves = /\p{Cs}/gu;

/** The text as it can be sent: whole characters that can be seen, everything else as it stands. */
export function clean(text: string): string {
  return text.replace(controls, "").replace(turns, "").replace(halves, "\uFFFD");
}

/** The text on one line, with nothing in it that cannot be seen: titles, names, labels. */
export function oneLine(text: string): string {
  return clean(stripHidden(text)).replace(/\s+/gu, " ").trim();
}

/** The text up to so many characters, cut at a word where there is one, never within a character. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const space = text.slice(0, most).search(/\s\S*$/u);
  const kept = space > most / 2 ? text.slice(0, space) : firstChars(text, Math.max(0, most - 1));
  return `${kept.replace(/[\s,;:·]+$/u, "")}…`;
}

/** The first characters of a text, never the half of one. */
export function firstChars(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "");
}
