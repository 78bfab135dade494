import type { Step } from "../agenda/step.ts";
import type { Choice, Sheet } from "../reception/sheet.ts";
import { isDone, progressOf } from "./itinerary.ts";
import type { Journey } from "./journey.ts";
import { choice, onwards, opening, quotePart, text } from "./parts.ts";
import type { Scene } from "./scene.ts";
import { finishChoice } from "./step-sheet.ts";
import { onboardingWords } from "./words.ts";

/** A question of a step, with what can be chosen. */
export function questionSheet(step: Step, question: number, scene: Scene): Sheet {
  const { language } = scene;
  const asked = step.questions[question];
  if (asked === undefined) return staleSheet(step, scene);
  const answers = asked.options.map((label, option) =>
    choice(label, { kind: "check", step: step.id, question, option }),
  );
  return {
    language,
    title: step.title,
    parts: [
      ...opening(scene),
      { kind: "heading", text: numberOf(step, question, scene) },
      text(asked.ask),
      { kind: "choices", choices: [...answers, toStep(step, scene)] },
    ],
  };
}

/** Whether what was chosen is right, and why. */
export function verdictSheet(
  { step, question, option }: { step: Step; question: number; option: number },
  journey: Journey,
  scene: Scene,
): Sheet {
  const { language } = scene;
  const say = onboardingWords[language];
  const asked = step.questions[question];
  const chosen = asked?.options[option];
  if (asked === undefined || chosen === undefined) return staleSheet(step, scene);
  const isRight = asked.right === option;
  return {
    language,
    title: step.title,
    parts: [
      ...opening(scene),
      { kind: "heading", text: numberOf(step, question, scene) },
      text(asked.ask),
      { kind: "list", items: [chosen], isNumbered: false },
      isRight ? text(say.right, "good") : text(say.wrong, "warning"),
      ...(isRight ? [text(asked.because)] : []),
      // Who was wrong reads it again: the reason would tell which one is right.
      ...quotePart(asked.item, scene, asked.quote),
      {
        kind: "choices",
        choices: [
          ...(isRight ? [] : [tryAgain(step, question, scene)]),
          next(step, question, journey, scene, isRight),
          toStep(step, scene),
        ],
      },
    ],
  };
}

/** Says that a question or an option is not there any more. */
export function staleSheet(step: Step, scene: Scene): Sheet {
  const { language } = scene;
  return {
    language,
    title: step.title,
    parts: [
      text(onboardingWords[language].stale),
      { kind: "choices", choices: [toStep(step, scene)] },
    ],
  };
}

function numberOf({ questions }: Step, question: number, { language }: Scene): string {
  return onboardingWords[language].question(question + 1, questions.length);
}

function tryAgain(step: Step, question: number, { language }: Scene): Choice {
  const { tryAgain: label } = onboardingWords[language];
  return choice(label, { kind: "check", step: step.id, question }, "main");
}

/** The next question; after the last one the end of the step, or what comes after it when it is done already. */
function next(
  step: Step,
  question: number,
  journey: Journey,
  scene: Scene,
  isMain: boolean,
): Choice {
  const say = onboardingWords[scene.language];
  const tone = isMain ? "main" : undefined;
  if (question + 1 < step.questions.length)
    return choice(say.nextQuestion, { kind: "check", step: step.id, question: question + 1 }, tone);
  if (!isDone(journey, step)) return finishChoice(step, say.finish, tone);
  const { label, wish } = onwards(progressOf(scene.index.itinerary, journey), scene);
  return choice(label, wish, tone);
}

function toStep(step: Step, { language }: Scene): Choice {
  return choice(onboardingWords[language].toStep, { kind: "step", step: step.id });
}
