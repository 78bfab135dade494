import { stages } from "../agenda/step.ts";
import type { Choice, Part, Sheet } from "../reception/sheet.ts";
import { isComplete, isDone, type Progress, progressOf } from "./itinerary.ts";
import type { Journey } from "./journey.ts";
import { choice, day, onwards, opening, progressPart, text } from "./parts.ts";
import type { Scene } from "./scene.ts";
import { onboardingWords } from "./words.ts";

/** Where somebody is in the itinerary, and what comes next. */
export function overviewSheet(journey: Journey, scene: Scene): Sheet {
  const { index, language } = scene;
  const say = onboardingWords[language];
  const progress = progressOf(index.itinerary, journey);
  return {
    language,
    title: say.title,
    parts: [
      ...opening(scene),
      ...statusOf(progress, journey, scene),
      { kind: "choices", choices: choicesOf(progress, journey, scene) },
      ...stages.flatMap((stage) => stagePart(stage, progress, journey, scene)),
      ...(journey.reminder === undefined
        ? []
        : [text(say.reminding(day(journey.reminder.dueAtMs, language)))]),
    ],
  };
}

function statusOf(progress: Progress, journey: Journey, scene: Scene): Part[] {
  const say = onboardingWords[scene.language];
  if (progress.steps.length === 0) return [text(say.noSteps)];
  const picture = progressPart(progress, journey, scene);
  return isComplete(progress) ? [picture, text(say.complete, "good")] : [picture];
}

/** No dates: who goes at their own pace is never late. */
function stagePart(
  stage: (typeof stages)[number],
  { steps }: Progress,
  journey: Journey,
  { language }: Scene,
): Part[] {
  const say = onboardingWords[language];
  const choices = steps
    .filter((step) => step.stage === stage)
    // In any order, and again.
    .map((step) =>
      choice(`${isDone(journey, step) ? "✓" : "○"} ${step.title}`, { kind: "step", step: step.id }),
    );
  if (choices.length === 0) return [];
  return [
    { kind: "heading", text: say.stages[stage] },
    { kind: "choices", choices },
  ];
}

function choicesOf(progress: Progress, journey: Journey, scene: Scene): Choice[] {
  const say = onboardingWords[scene.language];
  const hasSteps = progress.steps.length > 0;
  const summary = choice(say.summary.label, { kind: "summary" });
  return [
    ...(hasSteps ? [onwards(progress, scene)] : []),
    ...(hasSteps && !isComplete(progress) ? [summary] : []),
    ...reminderChoice(progress, journey, scene),
    // Without fields it asks for them: the form shows what is known already.
    choice(say.change, { kind: "begin", fields: {} }),
    choice(say.restart.label, { kind: "restart", isSure: false }),
  ];
}

function reminderChoice(progress: Progress, { reminder }: Journey, scene: Scene): Choice[] {
  const say = onboardingWords[scene.language];
  if (reminder !== undefined)
    return [choice(say.stopReminders, { kind: "reminders", wanted: false })];
  if (scene.place === undefined || progress.open.length === 0) return [];
  return [choice(say.remindMe, { kind: "reminders", wanted: true })];
}
