import type { KnownBlock } from "@slack/types";
import type { Answer } from "../../src/answer/answer.ts";
import type { Asked } from "../../src/answer/ask.ts";
import { aboutItem, itemsBelow } from "../../src/answer/looked-up-item.ts";
import { notesOf } from "../../src/answer/notes.ts";
import { cutWords, fitPage, type Page, pageOf, rangeOf } from "../../src/answer/page.ts";
import { readable } from "../../src/answer/readable.ts";
import { leftOutWords, shownIn } from "../../src/answer/shown.ts";
import { words as coreWords } from "../../src/answer/words.ts";
import { cutText, oneLine } from "../../src/language/clean-text.ts";
import { receptionWords } from "../../src/reception/words.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { actions, askButtons, changeButton, feedback, shareButton } from "./answer-buttons.ts";
import { citationBlocks, originBlocks, writtenBlocks } from "./answer-citations.ts";
import { fallbackText } from "./fallback-text.ts";
import { maxMessageBlocks, maxMessageChars } from "./limits.ts";
import { needButton } from "./need-button.ts";
import { planButton } from "./plan-button.ts";
import { escapeWithin, line, richText, smallMrkdwn, smallPrint, words } from "./rich-text.ts";
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
  /** A button asked, so that nobody wrote the question. Slack's id of who pressed it, where others read the answer too. */
  readonly pressed?: { readonly by?: string };
  /** Names the answer when somebody tells an opinion of it; without it opinions are only counted. */
  readonly id?: string;
  /** The first answer that a person gets says what answers. */
  readonly isFirst?: boolean;
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
  const asked = whoseQuestion(answer, context);
  const all = pageOf(answer, shownIn(answer).length);
  const { above, below } = roomyAround(answer, [...asked, ...writtenBlocks(all)], context);
  const { page, citations, written } = fitPage(
    answer,
    (drawn) => ({
      page: drawn,
      citations: citationBlocks(drawn, context.index),
      written: writtenBlocks(drawn),
    }),
    (drawn) => fits([...asked, ...drawn.written, ...above, ...drawn.citations, ...below]),
  );
  const range = rangeOf(page);
  const blocks = [
    ...asked,
    ...written,
    ...above,
    ...(range === "" ? [] : [smallPrint(range)]),
    ...citations,
    ...leftBlocks(page),
    ...originBlocks(page),
    ...below,
  ];
  return {
    text: fallbackText(readAloud(page.answer, range, context), askedAloud(answer, context)),
    blocks: blocks.length === 0 ? paragraph(coreWords[answer.language].noMore) : blocks,
  };
}

interface Around {
  readonly above: readonly KnownBlock[];
  readonly below: readonly KnownBlock[];
}

/** All but the citations and what stands `before` all, with as many buttons as leave room for these. */
function roomyAround(
  answer: Answer,
  before: readonly KnownBlock[],
  context: RenderContext,
): Around {
  const buttons = askButtons(answer, context);
  for (;;) {
    const around = aroundCitations(answer, buttons, context);
    const isRoomy = weightOf([...before, ...around.above, ...around.below]) <= maxAround;
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
  const change = answer.isForCouncil ? [changeButton(answer.language)] : [];
  const isAbstention = answer.kind === "abstained";
  const notes = notesOf(answer, context.index);
  const said = notes === "" ? [] : [smallPrint(notes, longest.notes)];
  const below = itemsBelow(answer, context.index).length;
  const unseen = below - Math.min(below, buttons.length);
  return {
    above: [
      ...(aboutItem(answer, context.index) === undefined ? paragraph(answer.lead) : []),
      // What to do comes before what is only near.
      ...(isAbstention ? said : []),
      ...nearest.flatMap(paragraph),
    ],
    below: [
      ...(isAbstention ? [] : said),
      ...actions([
        ...buttons,
        ...planButton(answer),
        ...needButton(answer, context.id),
        ...share,
        ...change,
      ]),
      ...(unseen > 0 ? [smallPrint(slackWords[answer.language].onWeb(`${unseen}`))] : []),
      ...(context.isFirst === true ? [smallPrint(receptionWords[answer.language].notice)] : []),
      ...(context.withoutFeedback === true ? [] : feedback(answer, context.id)),
    ],
  };
}

/** The question, where the answer stands apart from it, and whose it is. */
function whoseQuestion(answer: Answer, context: RenderContext): KnownBlock[] {
  const { isPrivate, sharedBy, pressed } = context;
  const say = slackWords[answer.language];
  const question = questionOf(answer);
  const escaped = escapeWithin(question, longest.question);
  if (sharedBy !== undefined) return [smallMrkdwn(say.sharedBy(mentionOf(sharedBy), escaped))];
  if (question === "") return [];
  if (pressed !== undefined) return [smallMrkdwn(say.askedBy(mentionOf(pressed.by), escaped))];
  return isPrivate === true ? [smallPrint(say.asked(question))] : [];
}

function questionOf({ question }: Answer): string {
  return cutText(oneLine(question), longest.question);
}

function mentionOf(person: string | undefined): string | undefined {
  return person !== undefined && /^[UW][A-Z0-9]+$/.test(person) ? `<@${person}>` : undefined;
}

/** The question as notifications and screen readers say it, where a button asked. */
function askedAloud(answer: Answer, { pressed }: RenderContext): string {
  const question = questionOf(answer);
  if (pressed === undefined || question === "") return "";
  return slackWords[answer.language].askedBy(undefined, question);
}

/** What notifications and screen readers say, in the order in which it is seen. */
function readAloud(answer: Answer, range: string, context: RenderContext): Answer {
  const about = aboutItem(answer, context.index);
  const lead = about === undefined ? answer.lead : "";
  const notice = context.isFirst === true ? [receptionWords[answer.language].notice] : [];
  return {
    ...answer,
    lead: [lead, range].filter((text) => text !== "").join("\n"),
    notes: [...(about === undefined ? [] : [about]), ...answer.notes, ...notice],
  };
}

function paragraph(text: string): KnownBlock[] {
  return text.trim() === "" ? [] : [richText(line(words(cutText(text, longest.lead))))];
}

/** What is not shown: what asking for more would show, and what had no room. */
function leftBlocks(page: Page): KnownBlock[] {
  const { answer } = page;
  const cut = cutWords(page);
  const left = cut === "" ? leftOutWords(answer) : slackWords[answer.language].leftOut(cut);
  return left === "" ? [] : [smallPrint(left)];
}

function fits(blocks: readonly KnownBlock[]): boolean {
  // Three blocks more may tell which part this is, what was left out and where all comes from.
  return blocks.length <= maxMessageBlocks - 3 && weightOf(blocks) <= maxMessageChars - 600;
}

/**
 * Slack counts more than the text that is read: a divider alone took 125 characters of what was allowed
 * (https://github.com/slackapi/bolt-js/issues/2509). All that is sent is the safe side of what it may count.
 */
function weightOf(blocks: readonly KnownBlock[]): number {
  return JSON.stringify(blocks).length;
}
