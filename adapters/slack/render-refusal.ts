import { clean, oneLine } from "../../src/language/clean-text.ts";
import type { Language } from "../../src/language/language.ts";
import { maxFallbackChars, maxSectionChars } from "./limits.ts";
import type { SlackMessage } from "./render-answer.ts";
import { escapeText, escapeWithin, isLinkable, section } from "./rich-text.ts";
import { slackWords } from "./words.ts";

/** Says politely that the assistant does not answer there, and whom to ask. */
export function renderRefusal(language: Language, contact?: string): SlackMessage {
  const whom = contact === undefined ? "" : oneLine(contact);
  return said(slackWords[language].refused(whom === "" ? undefined : reachable(whom)));
}

/** One thing to be said, in words of ours; what in them came from people cannot become a link or a mention. */
export function renderNotice(text: string): SlackMessage {
  return said(escapeWithin(clean(text), maxSectionChars));
}

function said(text: string): SlackMessage {
  return { text: text.slice(0, maxFallbackChars), blocks: [section(text)] };
}

/** A person, a mail address or a page to be pressed; any other words as they stand. */
function reachable(contact: string): string {
  if (/^[UW][A-Z0-9]{6,20}$/.test(contact)) return `<@${contact}>`;
  const text = escapeWithin(contact, 300);
  if (/^[^\s@<>|&]+@[^\s@<>|&]+\.[^\s@<>|&]+$/u.test(contact)) return `<mailto:${text}|${text}>`;
  const isPage = isLinkable(contact) && contact.length < 300 && !contact.includes("|");
  return isPage ? `<${escapeText(contact)}>` : text;
}
