import type { Ask } from "../../src/answer/ask.ts";
import {
  type Actor,
  answerTo,
  isServed,
  languageOf,
  readerOf,
  renderContextOf,
  type SlackContext,
} from "./context.ts";
import { renderAnswer, type SlackMessage } from "./render-answer.ts";
import { renderNotice, renderRefusal } from "./render-refusal.ts";
import { type SlackWords, slackWords } from "./words.ts";

/** What one person is told alone: the answer to what is asked, or words of ours; a refusal where it is not served. */
export async function answerPrivately(
  actor: Actor,
  context: SlackContext,
  wanted: Ask | ((say: SlackWords) => string),
): Promise<SlackMessage> {
  const reader = await readerOf(actor, context);
  const language = languageOf(reader);
  if (!isServed(actor, context)) return renderRefusal(language, context.settings.contact);
  if (typeof wanted === "function") return renderNotice(wanted(slackWords[language]));
  const answer = await answerTo(wanted, reader, context);
  return renderAnswer(answer, { ...renderContextOf(wanted, context), isPrivate: true });
}
