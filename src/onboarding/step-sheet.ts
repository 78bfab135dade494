import type { Step } from "../agenda/step.ts";
import type { Choice, Part, Sheet } from "../reception/sheet.ts";
import { checkOf } from "./change-journey.ts";
import { isDone, progressOf } from "./itinerary.ts";
import type { Journey } from "./journey.ts";
import {
  choice,
  day,
  onwards,
  opening,
  progressPart,
  quotePart,
  text,
  toItinerary,
} from "./parts.ts";
import type { Scene } from "./scene.ts";
import { onboardingWords } from "./words.ts";

/** A step: why, what to do and what to read. `lead` is what has just been done. */
export function stepSheet(step: Step, journey: Journey, scene: Scene, lead?: string): Sheet {
  const { index, language } = scene;
  const say = onboardingWords[language];
  const progress = progressOf(index.itinerary, journey);
  const doneAtMs = isDone(journey, step) ? journey.done[step.id] : undefined;
  const first = lead ?? (doneAtMs === undefined ? undefined : say.doneOn(day(doneAtMs, language)));
  const quotes = step.items.flatMap((id) => quotePart(id, scene));
  const reading: Part[] = [{ kind: "heading", text: say.toRead }, ...quotes];
  return {
    language,
    title: step.title,
    parts: [
      ...opening(scene, first, first === undefined ? undefined : "good"),
      progressPart(progress, journey, scene, step),
      ...step.why.map((paragraph) => text(paragraph)),
      { kind: "heading", text: say.tasks(say.minutes(step.minutes)) },
      { kind: "list", items: step.tasks, isNumbered: true },
      ...(quotes.length === 0 ? [] : reading),
      text(say.ours),
      {
        kind: "choices",
        choices:
          doneAtMs === undefined
            ? choicesOfOpen(step, journey, scene)
            : [onwards(progress, scene), ...seeAgain(step, scene), toItinerary(scene)],
      },
    ],
  };
}

/** Says that a step is not there any more: the itinerary has changed since the button was shown. */
export function goneSheet(scene: Scene): Sheet {
  const { language } = scene;
  const say = onboardingWords[language];
  return {
    language,
    title: say.title,
    parts: [text(say.gone), { kind: "choices", choices: [toItinerary(scene)] }],
  };
}

/** Marks a step as done. */
export function finishChoice(step: Step, label: string, tone?: Choice["tone"]): Choice {
  return choice(label, { kind: "finish-step", step: step.id }, tone);
}

function choicesOfOpen(step: Step, journey: Journey, scene: Scene): Choice[] {
  const say = onboardingWords[scene.language];
  const unsolved = step.questions.findIndex(
    (_, question) => checkOf(journey, step, question)?.isSolved !== true,
  );
  if (unsolved < 0)
    return [finishChoice(step, say.finish, "main"), ...seeAgain(step, scene), toItinerary(scene)];
  const label = say.check(step.questions.length);
  return [
    choice(label, { kind: "check", step: step.id, question: unsolved }, "main"),
    finishChoice(step, say.finishUnchecked),
    toItinerary(scene),
  ];
}

function seeAgain(step: Step, { language }: Scene): Choice[] {
  if (step.questions.length === 0) return [];
  const { checkAgain } = onboardingWords[language];
  return [choice(checkAgain, { kind: "check", step: step.id, question: 0 })];
}
