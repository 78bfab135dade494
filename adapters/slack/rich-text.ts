import type {
  ContextBlock,
  MrkdwnElement,
  PlainTextElement,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextList,
  RichTextQuote,
  RichTextSection,
  SectionBlock,
} from "@slack/types";
import { isWebAddress } from "../../src/answer/address.ts";
import { clean, cutText, oneLine } from "../../src/language/clean-text.ts";
import { maxContextElements, maxSectionChars, maxUrlChars } from "./limits.ts";

/** Stands for a text that is nothing: Slack refuses an empty one. */
const nothing = "–";

/** The text with what is markup in Slack's own notation made text: nothing in it can become a link or a mention. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Escaped text of so many characters at most. */
export function escapeWithin(text: string, most: number): string {
  let kept = cutText(text, most);
  while (escapeText(kept).length > most) kept = cutText(kept, Math.floor(kept.length * 0.9));
  return escapeText(kept);
}

/** Plain text on one line: Slack shows it as it stands. */
export function plain(text: string, most: number): PlainTextElement {
  return { type: "plain_text", text: cutText(oneLine(text), most) || nothing, emoji: false };
}

/** Text in Slack's notation; who calls has escaped what came from elsewhere. Addresses in it stay text. */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: "mrkdwn", text: text === "" ? nothing : text, verbatim: true };
}

/** A section with a text in Slack's notation. */
export function section(text: string): SectionBlock {
  return { type: "section", text: mrkdwn(text), expand: true };
}

/** Small grey words, as they stand. */
export function smallPrint(text: string, most: number = maxSectionChars): ContextBlock {
  return smallPrints([text], most);
}

/** Several small grey texts beside each other. */
export function smallPrints(texts: readonly string[], most = maxSectionChars): ContextBlock {
  const elements = texts.slice(0, maxContextElements).map((text) => plain(text, most));
  return { type: "context", elements };
}

/** Small grey words in Slack's notation; who calls has escaped what came from elsewhere. */
export function smallMrkdwn(text: string): ContextBlock {
  return { type: "context", elements: [mrkdwn(text)] };
}

/** A block of rich text. */
export function richText(...elements: RichTextBlockElement[]): RichTextBlock {
  return { type: "rich_text", elements };
}

/** A paragraph of rich text. */
export function line(...elements: RichTextElement[]): RichTextSection {
  return { type: "rich_text_section", elements };
}

/** Words of rich text, as they stand: no notation is read in them. */
export function words(text: string, style: "plain" | "bold" | "italic" | "code" = "plain") {
  const element = { type: "text", text: clean(text) || nothing } as const;
  return style === "plain" ? element : { ...element, style: { [style]: true } };
}

/** A link to an address that Slack takes; the words alone when it takes it not. */
export function link(
  text: string,
  url: string,
  style: "plain" | "bold" | "code" = "plain",
): RichTextElement {
  const shown = words(text, style);
  return isLinkable(url) ? { ...shown, type: "link", url } : shown;
}

/** A quote: its text stands word for word, whatever is in it. */
export function quote(text: string, ...after: RichTextElement[]): RichTextQuote {
  return { type: "rich_text_quote", elements: [words(text), ...after] };
}

/** A list of lines, with bullets or numbers. */
export function list(style: RichTextList["style"], elements: RichTextSection[]): RichTextList {
  return { type: "rich_text_list", style, elements };
}

/** Whether an address can be a link: one that is too long makes Slack refuse the whole message. */
export function isLinkable(url: string): boolean {
  return url.length <= maxUrlChars && isWebAddress(url);
}
