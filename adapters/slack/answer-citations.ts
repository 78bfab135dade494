import type { KnownBlock, RichTextBlockElement } from "@slack/types";
import type { Citation } from "../../src/answer/answer.ts";
import { badgesOf, joinFacts } from "../../src/answer/facts.ts";
import { aboutItem } from "../../src/answer/looked-up-item.ts";
import { commonOrigin, type Page } from "../../src/answer/page.ts";
import { markText, type QuoteMarks, quoteMarks } from "../../src/answer/quote-marks.ts";
import { nameOf } from "../../src/answer/readable.ts";
import { groupByItem, label, shownIn } from "../../src/answer/shown.ts";
import { provenance } from "../../src/answer/words.ts";
import {
  paragraphText,
  type ShownWritten,
  translationOf,
  writtenIn,
} from "../../src/answer/written.ts";
import { writtenWords } from "../../src/answer/written-words.ts";
import { cutText, oneLine } from "../../src/language/clean-text.ts";
import type { Language } from "../../src/language/language.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { isLinkable, line, link, list, quote, richText, smallPrint, words } from "./rich-text.ts";
import { slackWords } from "./words.ts";

const longest = { row: 150, facts: 1_000 };

/** Blocks of the citations of a page of a readable answer: a quote never stands apart from its link. */
export function citationBlocks(page: Page, index: SearchIndex): KnownBlock[] {
  const shown = shownIn(page.answer);
  if (shown.length === 0) return [];
  if (page.isList) return [rows(shown)];
  const marks = quoteMarks(page.answer, writtenIn(page.answer, page.isList));
  return groupByItem(shown).flatMap((citations) => quoted(citations, marks, page, index));
}

/** What a language model wrote over the citations of a page, with the words that it was one. */
export function writtenBlocks({ answer, isList }: Page): KnownBlock[] {
  const written = writtenIn(answer, isList);
  return written === undefined ? [] : [...paragraphBlocks(written), ...smallBlocks(written)];
}

function paragraphBlocks(written: ShownWritten): KnownBlock[] {
  const text = paragraphText(written);
  return text === "" ? [] : [richText(line(words(text)))];
}

function smallBlocks({ partial, label: told, understood }: ShownWritten): KnownBlock[] {
  return [partial, told, understood].filter((text) => text !== "").map((text) => smallPrint(text));
}

/** Where all that is shown comes from, when it is the same; else it stands with each quote. */
export function originBlocks(page: Page): KnownBlock[] {
  const origin = commonOrigin(page);
  if (origin === undefined) return [];
  const say = slackWords[page.answer.language];
  return [smallPrint(page.isList ? joinFacts([origin]) : say.origin(origin))];
}

/** A long list: a line an item, each a link. */
function rows(shown: readonly Citation[]): KnownBlock {
  const lines = shown.map((citation) =>
    line(link(cutText(oneLine(label(citation)), longest.row), citation.url)),
  );
  return richText(list("bullet", lines));
}

/** What it is and where it stands, the words with their link, what it asks for, where it comes from. */
function quoted(
  citations: readonly Citation[],
  marks: QuoteMarks,
  page: Page,
  index: SearchIndex,
): KnownBlock[] {
  const [first] = citations;
  if (first === undefined) return [];
  const { answer } = page;
  const { language } = answer;
  const title = line(link(nameOf(first), first.url, "bold"));
  const quotes = citations.flatMap((citation) => [
    linkedQuote(citation, slackWords[language].link, marks.get(citation)),
    ...translated(citation, language),
  ]);
  const [place = ""] = first.place;
  const about = aboutItem(answer, index);
  const badges = badgesOf(index.catalogue.get(first.itemId), language);
  const origin = commonOrigin(page) === undefined ? [provenance(first, language)] : [];
  const asks = about === undefined ? badges : [about];
  const facts = cutText(oneLine(joinFacts([...asks, ...origin])), longest.facts);
  return [
    ...(place === ""
      ? [richText(title, ...quotes)]
      : [richText(title), smallPrint(place), richText(...quotes)]),
    ...(facts === "" ? [] : [smallPrint(facts)]),
  ];
}

/** The words of a quote with its number and the link to their place. */
export function linkedQuote(
  { quote: text, url }: Citation,
  name: string,
  mark?: number,
): RichTextBlockElement {
  const number = mark === undefined ? [] : [words(`  ${markText(mark)}`, "bold")];
  const place = isLinkable(url) ? [words("  "), link(name, url)] : [];
  return quote(text, ...number, ...place);
}

/** The translation of a quote, outside of it. */
function translated(citation: Citation, language: Language): RichTextBlockElement[] {
  const translation = translationOf(citation);
  if (translation === undefined) return [];
  const marked = `${writtenWords[language].translation}: `;
  return [line(words(marked, "italic"), words(translation.text))];
}
