import type { Ask } from "../../src/answer/ask.ts";
import type { Language } from "../../src/language/language.ts";
import type { Wish } from "../../src/reception/wish.ts";
import {
  type Actor,
  answerTo,
  isServed,
  languageOf,
  noteTold,
  readerOf,
  renderContextOf,
  type SlackContext,
} from "./context.ts";
import { renderAnswer, type SlackMessage } from "./render-answer.ts";
import { renderNotice, renderRefusal } from "./render-refusal.ts";
import { renderSheet } from "./render-sheet.ts";
import { visitorOf } from "./visitor.ts";
import { type SlackWords, slackWords } from "./words.ts";

/** What somebody wishes for in words. */
export interface Spoken {
  readonly wish: Wish;
  /** Language of the words. */
  readonly language: Language;
}

/** What one person is told alone: the answer to what is asked, what was wished for, or words of ours; a refusal where it is not served. */
export async function answerPrivately(
  actor: Actor,
  context: SlackContext,
  wanted: Ask | Spoken | ((say: SlackWords) => string),
): Promise<SlackMessage> {
  const reader = await readerOf(actor, context);
  const language = languageOf(reader);
  if (!isServed(actor, context)) return renderRefusal(language, context.settings.contact);
  if (typeof wanted === "function") return renderNotice(wanted(slackWords[language]));
  if ("wish" in wanted)
    return renderSheet(
      await context.reception.serve(wanted.wish, visitorOf(actor, context, wanted.language)),
    );
  const given = await answerTo(wanted, actor, context, language);
  await noteTold(given, actor, context);
  return renderAnswer(given.answer, {
    ...renderContextOf(wanted, given, context),
    isPrivate: true,
  });
}
