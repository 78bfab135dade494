import type { Step } from "../agenda/step.ts";
import type { Citation } from "../answer/answer.ts";
import { cite, citeText } from "../answer/cite.ts";
import { isVerified } from "../answer/verify.ts";
import { cutText, oneLine } from "../language/clean-text.ts";
import { formatDate } from "../language/format-date.ts";
import type { Language } from "../language/language.ts";
import type { Choice, Part, ProgressStep } from "../reception/sheet.ts";
import type { Wish } from "../reception/wish.ts";
import { isDone, type Progress } from "./itinerary.ts";
import type { Journey } from "./journey.ts";
import type { Scene } from "./scene.ts";
import { onboardingWords } from "./words.ts";

/** What words depend on. */
type Wording = Pick<Scene, "language">;

/** The least of what the platforms show on a button: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const mostLabelChars = 75;

/** Something that can be pressed, with a label that fits everywhere. */
export function choice(label: string, wish: Wish, tone?: Choice["tone"]): Choice {
  return {
    label: cutText(oneLine(label), mostLabelChars),
    wish,
    ...(tone === undefined ? {} : { tone }),
  };
}

/** A paragraph. */
export function text(
  content: string,
  tone?: Extract<Part, { readonly kind: "text" }>["tone"],
): Part {
  return { kind: "text", text: content, ...(tone === undefined ? {} : { tone }) };
}

/** Something to say first, if there is, with where the language of the steps is another than the reader's. */
export function opening(
  { language }: Wording,
  lead?: string,
  tone?: Extract<Part, { readonly kind: "text" }>["tone"],
): Part[] {
  const { inCatalan } = onboardingWords[language];
  const said = [lead, inCatalan].filter((part) => part !== undefined && part !== "");
  return said.length === 0 ? [] : [text(said.join(" "), tone)];
}

/** A picture of how far a person is; `shown` is the step that the sheet is about. */
export function progressPart(
  progress: Progress,
  journey: Journey,
  { language }: Wording,
  shown: Step | undefined = progress.current,
): Part {
  const { steps, done } = progress;
  return {
    kind: "progress",
    label: onboardingWords[language].progress(done.length, steps.length),
    steps: steps.map((step): ProgressStep => {
      const state = isDone(journey, step) ? "done" : step.id === shown?.id ? "current" : "open";
      return { title: step.title, state, ...(step.axis === undefined ? {} : { axis: step.axis }) };
    }),
  };
}

/** A verbatim quote of an item: how its text opens, or the sentences that hold `said`. None that is not verified. */
export function quotePart(itemId: string, scene: Scene, said?: string): Part[] {
  const { index, publicUrl, language } = scene;
  const item = index.catalogue.get(itemId);
  if (item === undefined) return [];
  const composition = { index, publicUrl, language, offset: 0 };
  const citation: Citation | undefined =
    said === undefined
      ? cite(item, { words: [] }, 1, composition)
      : citeText(item, said, composition);
  const isTrue = citation !== undefined && isVerified(citation, index, publicUrl);
  return isTrue ? [{ kind: "quote", citation }] : [];
}

/** The way back to where the person is. */
export function toItinerary({ language }: Wording): Choice {
  return choice(onboardingWords[language].toItinerary, { kind: "itinerary" });
}

/** What comes after a step: the step that is open, or the summary when none is. */
export function onwards(progress: Progress, { language }: Wording): Choice {
  const say = onboardingWords[language];
  const { current } = progress;
  return current === undefined
    ? choice(say.summary.label, { kind: "summary" }, "main")
    : choice(say.goOn(current.title), { kind: "step", step: current.id }, "main");
}

/** A day in the reader's words. */
export function day(ms: number, language: Language): string {
  return formatDate(new Date(ms).toISOString(), language);
}
