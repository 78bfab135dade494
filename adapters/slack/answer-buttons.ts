import type { ActionsBlock, Button, ContextActionsBlock } from "@slack/types";
import type { Answer } from "../../src/answer/answer.ts";
import { type Asked, askOf } from "../../src/answer/ask.ts";
import { lookupsOf } from "../../src/answer/content.ts";
import { itemsBelow } from "../../src/answer/looked-up-item.ts";
import { moreOf, nextQuestion, suggestionsOf } from "../../src/answer/next-questions.ts";
import type { Language } from "../../src/language/language.ts";
import { receptionWords } from "../../src/reception/words.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { actionIds, encodeAsk, encodeOpinion } from "./buttons.ts";
import { maxButtonChars, maxSeenButtonChars } from "./limits.ts";
import { plain } from "./rich-text.ts";
import { encodeWish, sheetId } from "./sheet-ids.ts";
import { slackWords } from "./words.ts";

/** Buttons for what a looked-up item holds: with "more", "share", "change" and the plan they fit into one block. */
const maxItemsBelow = 20;

/** A button whose text is seen whole, with a longer one for who hears it. */
export function button(
  text: string,
  actionId: string,
  more: Omit<Partial<Button>, "text"> = {},
): Button {
  return {
    type: "button",
    text: plain(text, maxSeenButtonChars),
    action_id: actionId,
    accessibility_label: plain(text, maxButtonChars).text,
    ...more,
  };
}

/** The value of a button that asks for an answer's question itself. */
export function askAgain({ question }: Pick<Answer, "question">, asked: Asked): string {
  return encodeAsk(askOf(question, asked));
}

/** What can be asked next, as many as were suggested and fit. */
export function askButtons(
  answer: Answer,
  context: Asked & { readonly index: SearchIndex },
): Button[] {
  const { kind, language, question } = answer;
  if (kind === "failed") {
    const { retry } = slackWords[language];
    return [button(retry, `${actionIds.ask}-0`, { value: askAgain(answer, context) })];
  }
  const more = moreOf(answer);
  const below = lookupsBelow(answer, context.index);
  const questions = [...more, ...(below.length > 0 ? below : suggestionsOf(answer))];
  // What looks an item up leans on nothing: short values leave room for all buttons.
  const before = below.length > 0 && more.length === 0 ? [] : context.history;
  const asked = { ...context, history: [...before, question] };
  return questions.map((next, at) => {
    const { label, ask } = nextQuestion(next, asked, language);
    return button(label, `${actionIds.ask}-${at}`, {
      value: encodeAsk(ask),
      accessibility_label: plain(next, maxButtonChars).text,
    });
  });
}

/** Questions that look up what the one looked-up item holds. */
function lookupsBelow(answer: Answer, index: SearchIndex): readonly string[] {
  return itemsBelow(answer, index)
    .slice(0, maxItemsBelow)
    .flatMap((item) => lookupsOf([item], answer));
}

/** Shows a private answer to everybody in the channel. */
export function shareButton(
  answer: Answer,
  { id, ...asked }: Asked & { readonly id?: string },
): Button {
  const { share } = slackWords[answer.language];
  return button(share, actionIds.share, { value: encodeAsk(askOf(answer.question, asked), id) });
}

/** Opens the council that filtered an answer. */
export function changeButton(language: Language): Button {
  return button(receptionWords[language].change, sheetId("open", language, 0), {
    value: encodeWish({ kind: "council" }),
  });
}

/** An actions block, when there is something in it. */
export function actions(buttons: readonly Button[]): ActionsBlock[] {
  return buttons.length === 0 ? [] : [{ type: "actions", elements: [...buttons] }];
}

/** Asks whether the answer was of use. */
export function feedback(answer: Answer, id?: string): ContextActionsBlock[] {
  if (answer.kind === "failed") return [];
  const say = slackWords[answer.language].feedback;
  const opinion = (text: string, accessibility: string, isPositive: boolean) => ({
    text: plain(text, maxButtonChars),
    accessibility_label: plain(accessibility, maxButtonChars).text,
    value: encodeOpinion(isPositive, answer, id),
  });
  return [
    {
      type: "context_actions",
      elements: [
        {
          type: "feedback_buttons",
          action_id: actionIds.feedback,
          positive_button: opinion(say.helpful, say.helpfulLabel, true),
          negative_button: opinion(say.unhelpful, say.unhelpfulLabel, false),
        },
      ],
    },
  ];
}
