import type { KnownBlock, RichTextBlockElement } from "@slack/types";
import type { Answer, Citation } from "../../src/answer/answer.ts";
import { isLongList, label, shownIn } from "../../src/answer/shown.ts";
import { provenance } from "../../src/answer/words.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { badgesOf, joinFacts } from "./facts.ts";
import {
  clean,
  cutText,
  line,
  link,
  list,
  oneLine,
  quote,
  richText,
  smallPrint,
  words,
} from "./rich-text.ts";
import { slackWords } from "./words.ts";

/** Longer than any title or quote of a well-kept folder: what is above has come from a file that nobody wrote for this. */
const longest = { title: 300, row: 150, place: 300, quote: 1_500 };

/** The answer with texts that can be sent and read: whole characters, no line ends in titles, nothing endless. */
export function readable(answer: Answer): Answer {
  switch (answer.kind) {
    case "answered":
    case "suggested":
      return { ...answer, citations: answer.citations.map(readableCitation) };
    case "abstained":
      return { ...answer, nearest: answer.nearest.map(readableCitation) };
    case "failed":
      return answer;
  }
}

function readableCitation(citation: Citation): Citation {
  const place = cutText(citation.place.map(oneLine).join(" › "), longest.place);
  return {
    ...citation,
    title: cutText(oneLine(citation.title), longest.title),
    place: place === "" ? [] : [place],
    quote: cutText(clean(citation.quote), longest.quote),
  };
}

/** The answer with the first of its citations only. */
export function withFirst(answer: Answer, count: number): Answer {
  switch (answer.kind) {
    case "answered":
    case "suggested":
      return { ...answer, citations: answer.citations.slice(0, count) };
    case "abstained":
      return { ...answer, nearest: answer.nearest.slice(0, count) };
    case "failed":
      return answer;
  }
}

/** Blocks of the first `count` citations of a readable answer: a quote never stands apart from its link. */
export function citationBlocks(answer: Answer, count: number, index: SearchIndex): KnownBlock[] {
  const shown = shownIn(answer).slice(0, count);
  if (shown.length === 0) return [];
  if (isLongList(answer)) return [rows(shown)];
  return itemsOf(shown).flatMap((citations) => quoted(citations, answer, index));
}

/** Where all that is shown comes from, when it is the same; else it stands with each quote. */
export function originBlocks(answer: Answer, count: number): KnownBlock[] {
  const shown = shownIn(answer).slice(0, count);
  const origin = commonOrigin(answer);
  if (origin === undefined || shown.length === 0) return [];
  const isQuoted = !isLongList(answer);
  return [smallPrint(isQuoted ? slackWords[answer.language].origin(origin) : joinFacts([origin]))];
}

function commonOrigin(answer: Answer): string | undefined {
  const shown = shownIn(answer);
  const origins = new Set(shown.map((citation) => provenance(citation, answer.language)));
  const isOne = origins.size === 1 && itemsOf(shown).length > 1;
  return isOne ? [...origins][0] : undefined;
}

/** A long list: a line an item, each a link. */
function rows(shown: readonly Citation[]): KnownBlock {
  const lines = shown.map((citation) =>
    line(link(cutText(oneLine(label(citation)), longest.row), citation.url)),
  );
  return richText(list("bullet", lines));
}

/** Citations of one item that follow each other, together: the steps of an action say their title once. */
function itemsOf(shown: readonly Citation[]): Citation[][] {
  const groups: Citation[][] = [];
  for (const citation of shown) {
    const last = groups.at(-1);
    if (last?.[0]?.itemId === citation.itemId) last.push(citation);
    else groups.push([citation]);
  }
  return groups;
}

function quoted(citations: readonly Citation[], answer: Answer, index: SearchIndex): KnownBlock[] {
  const [first] = citations;
  if (first === undefined) return [];
  const { language } = answer;
  const name = cutText(oneLine(label(first)), longest.title);
  const title = line(link(name, first.url, "bold"));
  const quotes: RichTextBlockElement[] =
    citations.length === 1
      ? [quote(first.quote)]
      : citations.map(({ quote: text, url }) =>
          quote(text, words("  "), link(slackWords[language].link, url)),
        );
  const origin = commonOrigin(answer) === undefined ? [provenance(first, language)] : [];
  const facts = [...first.place, ...factsOf(first, answer, index), ...origin];
  return [
    richText(title, ...quotes),
    ...(facts.length === 0 ? [] : [smallPrint(joinFacts(facts))]),
  ];
}

/** Badges of the item. A looked-up action's are in the lead already. */
function factsOf(
  { itemId }: Citation,
  { intent, lead, language }: Answer,
  index: SearchIndex,
): string[] {
  const item = index.catalogue.get(itemId);
  if (item === undefined) return [];
  const said = intent === "lookup" ? lead.toLowerCase() : "";
  return badgesOf(item, language).filter((badge) => !said.includes(badge));
}
