import type { ActionsBlock, Button, ContextActionsBlock } from "@slack/types";
import type { Answer } from "../../src/answer/answer.ts";
import { maxHistory } from "../../src/answer/assistant.ts";
import { isLongList } from "../../src/answer/shown.ts";
import { words } from "../../src/answer/words.ts";
import { actionIds, encodeAsk } from "./buttons.ts";
import { maxButtonChars } from "./limits.ts";
import { plain } from "./rich-text.ts";
import { slackWords } from "./words.ts";

/** With what a question was asked: what the buttons below its answer ask again, or lean on. */
export interface Asked {
  /** Earlier questions of the conversation, oldest first. */
  readonly history: readonly string[];
  /** Inhabitants that were given beside the question. */
  readonly population?: number;
}

/** Questions offered at once: more are not read on a phone. */
const maxSuggestions = 5;

/** A button with its whole text for who hears it, as far as Slack takes it. */
export function button(
  text: string,
  actionId: string,
  more: Omit<Partial<Button>, "text"> = {},
): Button {
  const shown = plain(text, maxButtonChars);
  return {
    type: "button",
    text: shown,
    action_id: actionId,
    accessibility_label: shown.text,
    ...more,
  };
}

/** The value of a button that asks for an answer's question itself. */
export function askAgain({ question }: Pick<Answer, "question">, asked: Asked): string {
  return encodeAsk({ ...asked, history: asked.history.slice(-maxHistory), question });
}

/** What can be asked next, as many as were suggested and fit. */
export function askButtons(answer: Answer, asked: Asked): Button[] {
  // Below a long list they would only repeat its first rows.
  const suggested = isLongList(answer) ? [] : answer.suggestions;
  const offered = [...new Set(suggested.filter((question) => question.trim() !== ""))].slice(
    0,
    maxSuggestions,
  );
  if (answer.kind === "failed")
    return [ask(slackWords[answer.language].retry, 0, askAgain(answer, asked))];
  const isMore = answer.kind === "answered" && answer.further > 0;
  const questions = [...(isMore ? [words[answer.language].suggestions.more] : []), ...offered];
  const history = [...asked.history, answer.question].slice(-maxHistory);
  return questions.map((question, at) =>
    ask(question, at, encodeAsk({ ...asked, history, question })),
  );
}

/** Shows a private answer to everybody in the channel. */
export function shareButton(answer: Answer, asked: Asked): Button {
  const { share } = slackWords[answer.language];
  return button(share, actionIds.share, { value: askAgain(answer, asked) });
}

/** An actions block, when there is something in it. */
export function actions(buttons: readonly Button[]): ActionsBlock[] {
  return buttons.length === 0 ? [] : [{ type: "actions", elements: [...buttons] }];
}

/** Asks whether the answer was of use: only what was answered, never what was asked, comes back. */
export function feedback({ kind, intent, language }: Answer): ContextActionsBlock[] {
  if (kind === "failed") return [];
  const say = slackWords[language].feedback;
  const opinion = (text: string, accessibility: string, value: string) => ({
    text: plain(text, maxButtonChars),
    accessibility_label: plain(accessibility, maxButtonChars).text,
    value: `${value}:${kind}:${intent}`,
  });
  return [
    {
      type: "context_actions",
      elements: [
        {
          type: "feedback_buttons",
          action_id: actionIds.feedback,
          positive_button: opinion(say.helpful, say.helpfulLabel, "positive"),
          negative_button: opinion(say.unhelpful, say.unhelpfulLabel, "negative"),
        },
      ],
    },
  ];
}

function ask(question: string, at: number, value: string): Button {
  return button(question, `${actionIds.ask}-${at}`, { value });
}
