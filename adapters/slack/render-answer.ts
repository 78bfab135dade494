import type { KnownBlock } from "@slack/types";
import type { Answer } from "../../src/answer/answer.ts";
import { describeFilters } from "../../src/answer/content.ts";
import { isLongList, leftOut, shownIn } from "../../src/answer/shown.ts";
import { words as coreWords, formatCount, formatNumber, joinList } from "../../src/answer/words.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { type Asked, actions, askButtons, feedback, shareButton } from "./answer-buttons.ts";
import { citationBlocks, originBlocks, readable, withFirst } from "./answer-citations.ts";
import { fallbackText } from "./fallback-text.ts";
import { maxMessageBlocks, maxMessageChars } from "./limits.ts";
import {
  cutText,
  escapeWithin,
  line,
  mrkdwn,
  oneLine,
  richText,
  smallPrint,
  words,
} from "./rich-text.ts";
import { slackWords } from "./words.ts";

/** A message as Slack takes it. */
export interface SlackMessage {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** What rendering an answer needs beside it. */
export interface RenderContext extends Asked {
  /** For what the items say beside their text. */
  readonly index: SearchIndex;
  readonly publicUrl: string;
  /** Seen only by the asker: may be shared. */
  readonly isPrivate?: boolean;
  /** Slack's id of the person who shares a private answer. */
  readonly sharedBy?: string;
  /** Leaves out the feedback buttons, which modals and the App Home do not take. */
  readonly withoutFeedback?: boolean;
}

/** Characters of the words around the quotes; what we write ourselves is far shorter. */
const longest = { lead: 1_000, notes: 1_000, question: 300 };
/** What stands around the citations may take this much of a message; buttons give way first. */
const maxAround = 5_000;

/** An answer as a message, within Slack's limits whatever is in it. */
export function renderAnswer(original: Answer, context: RenderContext): SlackMessage {
  const answer = readable(original);
  const around = roomyAround(answer, context);
  const all = shownIn(answer).length;
  let citations: readonly KnownBlock[] = [];
  let count = 0;
  while (count < all) {
    const longer = citationBlocks(answer, count + 1, context.index);
    // One always stands: an answer without its quote is none.
    if (count > 0 && !fits([...around.above, ...longer, ...around.below])) break;
    citations = longer;
    count += 1;
  }
  const left = [...leftBlocks(answer, all - count), ...originBlocks(answer, count)];
  const blocks = [...around.above, ...citations, ...left, ...around.below];
  return {
    text: fallbackText(withFirst(answer, count)),
    blocks: blocks.length === 0 ? paragraph(coreWords[answer.language].noMore) : blocks,
  };
}

interface Around {
  readonly above: readonly KnownBlock[];
  readonly below: readonly KnownBlock[];
}

/** All but the citations, with as many buttons as leave room for these. */
function roomyAround(answer: Answer, context: RenderContext): Around {
  const buttons = askButtons(answer, context);
  for (;;) {
    const around = aroundCitations(answer, buttons, context);
    const isRoomy = weightOf([...around.above, ...around.below]) <= maxAround;
    if (isRoomy || buttons.length === 0) return around;
    buttons.pop();
  }
}

function aroundCitations(
  answer: Answer,
  buttons: ReturnType<typeof askButtons>,
  context: RenderContext,
): Around {
  const nearest =
    answer.kind === "abstained" && answer.nearest.length > 0
      ? [coreWords[answer.language].nearest]
      : [];
  const share = context.isPrivate === true ? [shareButton(answer, context)] : [];
  const isAbstention = answer.kind === "abstained";
  const said = notes(answer, context);
  return {
    above: [
      ...whoseQuestion(answer, context),
      ...paragraph(answer.lead),
      // What to do comes before what is only near.
      ...(isAbstention ? said : []),
      ...nearest.flatMap(paragraph),
    ],
    below: [
      ...(isAbstention ? [] : said),
      ...actions([...buttons, ...share]),
      ...(context.withoutFeedback === true ? [] : feedback(answer)),
    ],
  };
}

/** The question, where the answer stands apart from it. */
function whoseQuestion(answer: Answer, { isPrivate, sharedBy }: RenderContext): KnownBlock[] {
  const say = slackWords[answer.language];
  const question = cutText(oneLine(answer.question), longest.question);
  if (sharedBy !== undefined) {
    const mention = /^[UW][A-Z0-9]+$/.test(sharedBy) ? `<@${sharedBy}>` : undefined;
    const text = say.sharedBy(mention, escapeWithin(question, longest.question));
    return [{ type: "context", elements: [mrkdwn(text)] }];
  }
  return isPrivate === true && question !== "" ? [smallPrint(say.asked(question))] : [];
}

function paragraph(text: string): KnownBlock[] {
  return text.trim() === "" ? [] : [richText(line(words(cutText(text, longest.lead))))];
}

function notes({ notes: all, lead, filters, language }: Answer, context: RenderContext) {
  const { index, publicUrl } = context;
  const conditions = describeFilters(filters, undefined, { index, publicUrl, language, offset: 0 });
  // A list says in its lead what it was filtered by.
  const isSaid = conditions.every((condition) => lead.includes(condition));
  const doubled = isSaid ? coreWords[language].filtered(joinList(conditions, language)) : "";
  const text = all
    .filter((note) => note !== doubled)
    .join(" ")
    .trim();
  return text === "" ? [] : [smallPrint(text, longest.notes)];
}

/** What is not shown: what asking for more would show, and what had no room. */
function leftBlocks(answer: Answer, cut: number): KnownBlock[] {
  const [first] = shownIn(answer);
  if (first === undefined) return [];
  const { language } = answer;
  const count = (left: number) =>
    isLongList(answer) ? formatCount(left, first.kind, language) : formatNumber(left, language);
  if (cut > 0) return [smallPrint(slackWords[language].leftOut(count(cut + leftOut(answer))))];
  return leftOut(answer) > 0 ? [smallPrint(`… + ${count(leftOut(answer))}`)] : [];
}

function fits(blocks: readonly KnownBlock[]): boolean {
  // Two blocks more may tell what was left out and where all comes from.
  return blocks.length <= maxMessageBlocks - 2 && weightOf(blocks) <= maxMessageChars - 600;
}

/**
 * Slack counts more than the text that is read: a divider alone took 125 characters of what was allowed
 * (https://github.com/slackapi/bolt-js/issues/2509). All that is sent is the safe side of what it may count.
 */
function weightOf(blocks: readonly KnownBlock[]): number {
  return JSON.stringify(blocks).length;
}
