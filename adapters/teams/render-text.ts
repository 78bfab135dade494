import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { itemUrl } from "../../src/answer/address.ts";
import type { Citation } from "../../src/answer/answer.ts";
import { badgesOf, joinFacts } from "../../src/answer/facts.ts";
import { aboutItem } from "../../src/answer/looked-up-item.ts";
import { notesOf } from "../../src/answer/notes.ts";
import { commonOrigin, cutWords, type Page, rangeOf } from "../../src/answer/page.ts";
import { nameOf } from "../../src/answer/readable.ts";
import { groupByItem, hasCode, leftOutWords, shownIn } from "../../src/answer/shown.ts";
import { words as coreWords, provenance } from "../../src/answer/words.ts";
import { paragraphText, type ShownWritten, translationOf } from "../../src/answer/written.ts";
import { writtenWords } from "../../src/answer/written-words.ts";
import { cutText, oneLine } from "../../src/language/clean-text.ts";
import type { Language } from "../../src/language/language.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import type { MarkedPage } from "./citations.ts";
import {
  blockquote,
  bold,
  escapeLine,
  escapeMarkdown,
  escapeWithin,
  italic,
  lines,
  link,
} from "./markdown.ts";
import { isLinkable } from "./text.ts";
import { type TeamsWords, teamsWords } from "./words.ts";

/** What showing an answer needs beside it. */
export interface TextContext {
  /** For what the items say beside their text. */
  readonly index: SearchIndex;
  readonly publicUrl: string;
  /** What is told on first contact. */
  readonly notice?: string;
}

/** Characters of the words around the quotes; what we write ourselves is far shorter. */
const longest = { lead: 1_000, notes: 1_000, facts: 500, listed: 80 };

/**
 * An answer as Markdown that reads well without cards and sources. Bold, italics, quotes and links only: of the rest Teams
 * shows something else on every device (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages).
 */
export function answerText(page: MarkedPage, context: TextContext): string {
  const { answer, isList } = page;
  const { language } = answer;
  const isAbstention = answer.kind === "abstained";
  const said = escapeWithin(notesOf(answer, context.index), longest.notes);
  const hasNearest = isAbstention && answer.nearest.length > 0;
  const parts = [
    ...(page.written === undefined ? [] : writtenParts(page.written)),
    aboutItem(answer, context.index) === undefined ? escapeWithin(answer.lead, longest.lead) : "",
    // What to do comes before what is only near.
    isAbstention ? said : "",
    hasNearest ? escapeMarkdown(coreWords[language].nearest) : "",
    ...(isList ? [listed(page)] : quoted(page, context)),
    left(page, context),
    isAbstention ? "" : said,
    italic(escapeMarkdown(context.notice ?? "")),
  ].filter((part) => part !== "");
  return parts.length === 0 ? escapeMarkdown(coreWords[language].noMore) : parts.join("\n\n");
}

/** What a language model wrote, each sentence with its marks, and that it was one. */
function writtenParts(written: ShownWritten): string[] {
  const { sentences, partial, label, understood } = written;
  const escaped = sentences.map((sentence) => ({ ...sentence, text: escapeLine(sentence.text) }));
  return [
    paragraphText({ sentences: escaped }),
    lines(escapeLine(partial), italic(escapeLine(label)), escapeLine(understood)),
  ];
}

/** Address of all that is served. */
function wholeUrl(publicUrl: string): string {
  return itemUrl(publicUrl, "").replace(/\/$/, "");
}

/** Words that speak of what is served. */
function servedWords(say: TeamsWords, { catalogue }: SearchIndex) {
  return catalogue.list("axis").length > 0 ? say : say.withoutAgenda;
}

/** A long list in one line of links: its rows are in the card below, which says them with their titles. */
function listed(page: Page): string {
  const shown = shownIn(page.answer);
  if (shown.length === 0) return "";
  const range = rangeOf(page);
  const links = shown.map((citation) => {
    const name = hasCode(citation) ? citation.itemId : citation.title;
    return link(cutText(oneLine(name), longest.listed), citation.url);
  });
  return [...(range === "" ? [] : [`${escapeMarkdown(range)}:`]), links.join(" · ")].join(" ");
}

function quoted(page: MarkedPage, context: TextContext): string[] {
  const { answer } = page;
  const common = commonOrigin(page);
  const origin = common === undefined ? "" : teamsWords[answer.language].origin(common);
  return [
    escapeMarkdown(rangeOf(page)),
    ...groupByItem(shownIn(answer)).flatMap((citations) => quotedItem(citations, page, context)),
    italic(escapeMarkdown(origin)),
  ];
}

/** What it is and where it stands, the words with their mark and link, what it asks for, where it comes from. */
function quotedItem(
  citations: readonly Citation[],
  page: MarkedPage,
  { index }: TextContext,
): string[] {
  const [first] = citations;
  if (first === undefined) return [];
  const { answer, marks } = page;
  const { language } = answer;
  const item = index.catalogue.get(first.itemId);
  const about = aboutItem(answer, index);
  const badges = badgesOf(item, language);
  const origin = commonOrigin(page) === undefined ? [provenance(first, language)] : [];
  const asks = about === undefined ? badges : [about];
  const [place = ""] = first.place;
  const word = teamsWords[language].link;
  return [
    // Above the quote: Teams leaves no room between two items, and what stands below seems to belong to the next.
    lines(
      bold(link(nameOf(first), first.url)),
      italic(escapeMarkdown(place)),
      italic(escapeWithin(joinFacts([...asks, ...origin]), longest.facts)),
    ),
    ...citations.flatMap((citation) => {
      // A step of several has its number; one alone would seem to continue something.
      const number = citations.length > 1 ? ordinalOf(citation, item) : undefined;
      return [
        linkedQuote(citation, number, marks.get(citation), word),
        translated(citation, language),
      ];
    }),
  ];
}

/** The number that a quote has in the item's own list of steps. */
function ordinalOf({ quote }: Citation, item: KnowledgeItem | undefined): number | undefined {
  const step = item?.blocks.find(
    (block) => block.kind === "list-item" && block.text.startsWith(quote),
  );
  return step?.kind === "list-item" ? step.ordinal : undefined;
}

/** Between a mark and its link, which stay on one line. */
const dot = "\u00A0·\u00A0";

/** A quote with its mark and its link, so that it never stands apart from them. */
function linkedQuote(
  { quote, url }: Citation,
  number: number | undefined,
  mark: number | undefined,
  word: string,
): string {
  return blockquote(
    quote,
    number === undefined ? "" : `${bold(`${number}.`)} `,
    `${mark === undefined ? "" : ` [${mark}]`}${isLinkable(url) ? `${dot}${link(word, url)}` : ""}`,
  );
}

/** The translation of a quote, outside of it; empty where there is none. */
function translated(citation: Citation, language: Language): string {
  const text = translationOf(citation)?.text ?? "";
  const [first = "", ...others] = text
    .split(/\s*[\n\u2028\u2029]\s*/u)
    .map((one) => escapeLine(one.replace(/\s+/gu, " ")));
  if (text === "") return "";
  const marker = italic(escapeMarkdown(`${writtenWords[language].translation}:`));
  return lines(`${marker} ${first}`, ...others);
}

/** What is not shown: what asking for more would show, and what had no room. */
function left(page: Page, { index, publicUrl }: TextContext): string {
  const cut = cutWords(page);
  // Where the range is said, it says how many there are.
  if (cut === "") return rangeOf(page) === "" ? escapeMarkdown(leftOutWords(page.answer)) : "";
  const say = teamsWords[page.answer.language];
  const whole = link(servedWords(say, index).whole, wholeUrl(publicUrl));
  return `${escapeMarkdown(say.leftOut(cut))} ${whole}.`;
}
