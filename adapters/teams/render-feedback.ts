import * as z from "zod";
import type { Language } from "../../src/language/language.ts";
import { parseJson } from "../../src/parse-json.ts";
import { mostWordChars } from "../../src/reception/serve-opinion.ts";
import { receptionWords } from "../../src/reception/words.ts";
import type { CardAttachment } from "./activity.ts";
import { card, heading, smallWords } from "./card-elements.ts";
import { teamsWords } from "./words.ts";

/** What a person presses below an answer. */
export type Reaction = "like" | "dislike";

/** Why. */
export const feedbackReasons = {
  like: ["right-quote", "quick", "for-us"],
  dislike: ["misunderstood", "wrong-quote", "incomplete", "outdated", "not-for-us"],
} as const satisfies Record<Reaction, readonly string[]>;
/** One of {@link feedbackReasons}. */
export type FeedbackReason = (typeof feedbackReasons)[Reaction][number];

/** Names of what is chosen and written in the form, as `message/submitAction` brings it. */
export const feedbackInput = "reason";
const wordInput = "word";

const reasons: readonly FeedbackReason[] = [...feedbackReasons.like, ...feedbackReasons.dislike];
const schema = z.object({
  [feedbackInput]: z
    .enum(reasons as [FeedbackReason])
    .optional()
    .catch(undefined),
  [wordInput]: z.string().default("").catch(""),
  // Of Teams' own form, which an emulator shows instead.
  feedbackText: z.string().default("").catch(""),
});

/** What somebody says of an answer beside whether it was of use. */
export interface Feedback {
  readonly reason?: FeedbackReason;
  /** The reason, as the owners read it, and what was written; empty when there is neither. */
  readonly word: string;
}

/** Reads what the form sends, as JSON; nothing is said in what is no form. */
export function readFeedback(feedback: unknown): Feedback {
  const value = typeof feedback === "string" ? parseJson(feedback) : feedback;
  const { data } = schema.safeParse(value);
  if (data === undefined) return { word: "" };
  const { reason, word, feedbackText } = data;
  // In one language, whoever says it: the owners compare them.
  const said = [reason && teamsWords.ca.feedback.reasons[reason], word.trim(), feedbackText.trim()];
  return {
    ...(reason === undefined ? {} : { reason }),
    word: said.filter((part) => part !== undefined && part !== "").join(": "),
  };
}

/** The form that opens when somebody says whether an answer was of use. It can be sent without a choice. */
export function renderFeedbackForm(language: Language, reaction: Reaction): CardAttachment {
  const say = teamsWords[language].feedback;
  return card({
    body: [
      heading(say.title),
      {
        type: "Input.ChoiceSet",
        id: feedbackInput,
        label: say[reaction],
        style: "expanded",
        isRequired: false,
        wrap: true,
        choices: feedbackReasons[reaction].map((value) => ({ title: say.reasons[value], value })),
      },
      {
        type: "Input.Text",
        id: wordInput,
        label: receptionWords[language].opinion.word,
        isMultiline: true,
        maxLength: mostWordChars,
      },
      smallWords(receptionWords[language].opinion.wordHint),
      smallWords(say.privacy),
    ],
    actions: [{ type: "Action.Submit", title: say.submit }],
    speak: say.title,
    fallbackText: say.title,
  });
}
