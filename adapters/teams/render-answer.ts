import type { Answer } from "../../src/answer/answer.ts";
import type { Asked } from "../../src/answer/ask.ts";
import { lookedUp } from "../../src/answer/looked-up-item.ts";
import { fitPage, type Page, pageOf } from "../../src/answer/page.ts";
import { nameOf, readable } from "../../src/answer/readable.ts";
import { shownIn } from "../../src/answer/shown.ts";
import { writtenBriefly } from "../../src/answer/written.ts";
import { cutText, oneLine } from "../../src/language/clean-text.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import type { OutgoingActivity } from "./activity.ts";
import { askActions } from "./answer-actions.ts";
import { type MarkedPage, markPage, messageEntities } from "./citations.ts";
import { envelopeBytes, maxMessageBytes, maxSummaryChars } from "./limits.ts";
import { answerCard, type CardParts } from "./render-card.ts";
import { answerText } from "./render-text.ts";
import { teamsWords } from "./words.ts";

/** What rendering an answer needs beside it. */
export interface RenderContext extends Asked {
  /** For what the items say beside their text. */
  readonly index: SearchIndex;
  readonly publicUrl: string;
  /** Names the answer, once it is known. */
  readonly id?: string;
  /** Read by nobody but who asked. Default true. */
  readonly isPersonal?: boolean;
  /** What is told on first contact. */
  readonly notice?: string;
}

/** What is not cited may take this much of a message; buttons give way first. */
const maxAroundBytes = 30_000;

/** An answer as a message, within the limits of Teams whatever is in it. */
export function renderAnswer(original: Answer, context: RenderContext): OutgoingActivity {
  const answer = readable(original);
  const parts = roomyParts(answer, context);
  return fitPage(answer, (page) => draw(page, parts, context), fits);
}

/** As many of the buttons as leave room for the quotes, and what else is said of an item where it has room beside one. */
function roomyParts(answer: Answer, context: RenderContext): CardParts {
  let asks = askActions(answer, context);
  const around = () => bytesOf(draw(pageOf(answer, 0), { asks, hasDetails: true }, context));
  while (asks.length > 0 && around() > maxAroundBytes) asks = asks.slice(0, -1);
  return { asks, hasDetails: fits(draw(pageOf(answer, 1), { asks, hasDetails: true }, context)) };
}

/** A page as a message. */
function draw(shown: Page, parts: CardParts, context: RenderContext): OutgoingActivity {
  const page = markPage(shown);
  const below = answerCard(page, context, parts);
  const entities = messageEntities(page, context.index);
  return {
    type: "message",
    text: answerText(page, context),
    textFormat: "markdown",
    summary: summaryOf(page, context),
    ...(below === undefined ? {} : { attachments: [below] }),
    ...(entities.length === 0 ? {} : { entities }),
    ...(page.answer.kind === "failed" ? {} : { channelData: { feedbackLoop: { type: "custom" } } }),
  };
}

/** What a notification says: the answer in a few words; where others read it too, to what it is one. */
function summaryOf(page: MarkedPage, context: RenderContext): string {
  const { answer, isList, written } = page;
  const { isPersonal = true } = context;
  const [first] = shownIn(answer);
  const question = cutText(oneLine(answer.question), maxSummaryChars / 2);
  const asked =
    isPersonal || question === "" ? [] : [`${teamsWords[answer.language].answerTo(question)}:`];
  const isFound = answer.kind !== "abstained" && first !== undefined && !isList;
  // The lead of a looked-up item says what it asks for, not what it is.
  const lead = lookedUp(answer, context.index) === undefined ? [answer.lead] : [];
  const summed = writtenBriefly(written, answer.language);
  const said = [...asked, summed, ...lead, ...(isFound ? [nameOf(first)] : [])];
  return cutText(oneLine(said.join(" ")), maxSummaryChars) || "…";
}

function fits(activity: OutgoingActivity): boolean {
  return bytesOf(activity) <= maxMessageBytes - envelopeBytes;
}

/** Teams counts the whole message as UTF-16. */
function bytesOf(activity: OutgoingActivity): number {
  return JSON.stringify(activity).length * 2;
}
