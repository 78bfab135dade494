import * as z from "zod";
import type { Language } from "../../src/language/language.ts";
import { parseJson } from "../../src/parse-json.ts";
import type { CardAttachment } from "./activity.ts";
import { card, heading, smallWords } from "./card-elements.ts";
import { teamsWords } from "./words.ts";

/** What a person presses below an answer. */
export type Reaction = "like" | "dislike";

/** Why, of which only totals are counted: what people would write themselves may name somebody. */
export const feedbackReasons = {
  like: ["right-quote", "quick", "for-us"],
  dislike: ["misunderstood", "wrong-quote", "incomplete", "outdated", "not-for-us"],
} as const satisfies Record<Reaction, readonly string[]>;
/** One of {@link feedbackReasons}. */
export type FeedbackReason = (typeof feedbackReasons)[Reaction][number];

/** Name of what is chosen in the form, as `message/submitAction` brings it. */
export const feedbackInput = "reason";

const reasons: readonly FeedbackReason[] = [...feedbackReasons.like, ...feedbackReasons.dislike];
const schema = z.object({ [feedbackInput]: z.enum(reasons as [FeedbackReason]) });

/** Reads what the form sends, as JSON; undefined when nothing was chosen, and for any other form. */
export function readReason(feedback: unknown): FeedbackReason | undefined {
  const value = typeof feedback === "string" ? parseJson(feedback) : feedback;
  return schema.safeParse(value).data?.[feedbackInput];
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
      smallWords(say.privacy),
    ],
    actions: [{ type: "Action.Submit", title: say.submit }],
    speak: say.title,
    fallbackText: say.title,
  });
}
