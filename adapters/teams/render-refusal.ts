import { cutText, oneLine } from "../../src/language/clean-text.ts";
import type { Language } from "../../src/language/language.ts";
import type { OutgoingActivity } from "./activity.ts";
import { maxSummaryChars } from "./limits.ts";
import { escapeWithin, link } from "./markdown.ts";
import { isLinkable } from "./text.ts";
import { teamsWords } from "./words.ts";

/** Words that are said with nothing else; what we write ourselves is far shorter. */
const longest = { notice: 3_000, contact: 300 };

/** Says politely that the assistant does not answer there, and whom to ask. */
export function renderRefusal(language: Language, contact = ""): OutgoingActivity {
  const whom = cutText(oneLine(contact), longest.contact);
  const say = teamsWords[language].refused;
  if (whom === "") return said(say(undefined), say(undefined));
  // Words of ours hold nothing that is markup.
  return said(say(whom), say(reachable(whom)));
}

/** One thing to be said; what in it came from people cannot become a link or a mention. */
export function renderNotice(text: string): OutgoingActivity {
  return said(text, escapeWithin(text, longest.notice) || "…");
}

function said(text: string, markdown: string): OutgoingActivity {
  return {
    type: "message",
    text: markdown,
    textFormat: "markdown",
    summary: cutText(oneLine(text), maxSummaryChars) || "…",
  };
}

/** A mail address or a page to be pressed; any other words as they stand. */
function reachable(contact: string): string {
  const isMail = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(contact);
  if (isMail) return `[${escapeWithin(contact, longest.contact)}](mailto:${contact})`;
  return isLinkable(contact) ? link(contact, contact) : escapeWithin(contact, longest.contact);
}
