import type { KnownBlock, ModalView } from "@slack/types";
import * as z from "zod";
import type { Answer } from "../../src/answer/answer.ts";
import { maxQuestionChars } from "../../src/answer/inquiry.ts";
import { formatNumber } from "../../src/answer/words.ts";
import { mostInhabitants, readPopulation } from "../../src/council/written-population.ts";
import { clean, cutText, oneLine } from "../../src/language/clean-text.ts";
import { type Language, languages } from "../../src/language/language.ts";
import { actions, askAgain, button } from "./answer-buttons.ts";
import { actionIds, callbackIds } from "./buttons.ts";
import {
  maxLabelChars,
  maxModalTitleChars,
  maxPlaceholderChars,
  maxSectionChars,
  maxViewBlocks,
} from "./limits.ts";
import { type RenderContext, renderAnswer } from "./render-answer.ts";
import { escapeWithin, plain, section, smallPrint } from "./rich-text.ts";
import { slackWords } from "./words.ts";

/** Ids of the fields of the form, each of its block and of the element in it. */
export const askFields = { question: "ask-question", population: "ask-population" } as const;

/** What a form begins with. */
export interface AskDraft {
  readonly question?: string;
  readonly population?: number;
  /** Inhabitants of the council, which filters where none are given. */
  readonly council?: number;
}

/** What came with a form that was sent: a question, or what is to be put right, by block. */
export type ReadForm =
  | { readonly question: string; readonly population?: number }
  | { readonly errors: Readonly<Record<string, string>> };

/** The form of a question. */
export function renderAskForm(
  language: Language,
  { question, population, council }: AskDraft,
): ModalView {
  const say = slackWords[language];
  const draft = cutText(clean(question ?? "").trim(), maxQuestionChars);
  return {
    ...frame(language, callbackIds.askForm),
    submit: plain(say.form.submit, maxModalTitleChars),
    blocks: [
      {
        type: "input",
        block_id: askFields.question,
        label: plain(say.form.question, maxLabelChars),
        element: {
          type: "plain_text_input",
          action_id: askFields.question,
          multiline: true,
          max_length: maxQuestionChars,
          focus_on_load: true,
          placeholder: plain(say.placeholder, maxPlaceholderChars),
          ...(draft === "" ? {} : { initial_value: draft }),
        },
      },
      {
        type: "input",
        block_id: askFields.population,
        optional: true,
        label: plain(say.form.population, maxLabelChars),
        hint: plain(say.form.populationHint, maxLabelChars),
        element: {
          type: "number_input",
          action_id: askFields.population,
          is_decimal_allowed: false,
          min_value: "1",
          max_value: String(mostInhabitants),
          ...(population === undefined ? {} : { initial_value: String(population) }),
          ...(council === undefined
            ? {}
            : { placeholder: plain(formatNumber(council, language), maxPlaceholderChars) }),
        },
      },
      smallPrint(say.automatic),
    ],
  };
}

/** https://docs.slack.dev/reference/views/view-submission-payload: what was typed, by block and by element. */
const stateSchema = z.object({
  values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() }))),
});

/** Reads the `state` of a form that was sent. */
export function readAskForm(viewState: unknown, language: Language): ReadForm {
  const say = slackWords[language].form;
  const parsed = stateSchema.safeParse(viewState);
  const values = parsed.success ? parsed.data.values : {};
  const typedInto = (id: string) => values[id]?.[id]?.value?.trim() ?? "";
  const question = typedInto(askFields.question);
  const typed = typedInto(askFields.population);
  const population = typed === "" ? undefined : readPopulation(typed);
  const tooLong = question.length > maxQuestionChars;
  const errors = {
    ...(question === "" ? { [askFields.question]: say.nothingAsked } : {}),
    ...(tooLong
      ? { [askFields.question]: say.tooLong(formatNumber(maxQuestionChars, language)) }
      : {}),
    ...(typed !== "" && population === undefined
      ? { [askFields.population]: say.populationInvalid }
      : {}),
  };
  if (Object.keys(errors).length > 0) return { errors };
  return { question, ...(population === undefined ? {} : { population }) };
}

/** The form, once it shows its answer. */
export function renderAnswerForm(answer: Answer, context: RenderContext): ModalView {
  const say = slackWords[answer.language];
  const { blocks } = renderAnswer(answer, { ...context, withoutFeedback: true });
  const question = cutText(oneLine(answer.question), 300);
  const keep = button(say.keep, actionIds.keep, { value: askAgain(answer, context) });
  const around: KnownBlock[] = question === "" ? [] : [smallPrint(say.asked(question))];
  const below = answer.kind === "failed" ? [] : actions([{ ...keep, style: "primary" }]);
  return {
    ...frame(answer.language, callbackIds.askAnswer),
    blocks: [...around, ...blocks, ...below].slice(0, maxViewBlocks),
  };
}

/** The form, once there is only one thing left to be said. */
export function renderNoticeForm(text: string, language: Language): ModalView {
  return {
    ...frame(language, callbackIds.askAnswer),
    blocks: [section(escapeWithin(clean(text), maxSectionChars))],
  };
}

/** The language of a form, which travels in its metadata. */
export function readFormLanguage(metadata: string | undefined): Language {
  return languages.find((language) => language === metadata) ?? "ca";
}

function frame(language: Language, callbackId: string): Omit<ModalView, "blocks"> {
  const { title, close } = slackWords[language].form;
  return {
    type: "modal",
    callback_id: callbackId,
    private_metadata: language,
    title: plain(title, maxModalTitleChars),
    close: plain(close, maxModalTitleChars),
  };
}
