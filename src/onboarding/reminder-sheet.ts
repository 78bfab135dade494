import type { Step } from "../agenda/step.ts";
import type { Part, Sheet } from "../reception/sheet.ts";
import { progressOf } from "./itinerary.ts";
import type { Journey } from "./journey.ts";
import { choice, day, onwards, opening, progressPart, text, toItinerary } from "./parts.ts";
import type { Scene } from "./scene.ts";
import { onboardingWords } from "./words.ts";

/** Says whether and when the person will be reminded, after the person chose. */
export function remindersSheet(journey: Journey, scene: Scene, wanted: boolean): Sheet {
  const { index, language } = scene;
  const say = onboardingWords[language];
  const progress = progressOf(index.itinerary, journey);
  const stop = choice(say.stopReminders, { kind: "reminders", wanted: false });
  return {
    language,
    title: say.title,
    parts: [
      text(statusOf(journey, scene, progress.open.length === 0, wanted)),
      {
        kind: "choices",
        choices: [
          ...(progress.steps.length === 0 ? [] : [onwards(progress, scene)]),
          ...(journey.reminder === undefined ? [] : [stop]),
          toItinerary(scene),
        ],
      },
    ],
  };
}

function statusOf(
  { reminder }: Journey,
  { language }: Scene,
  hasNothingOpen: boolean,
  wanted: boolean,
): string {
  const say = onboardingWords[language];
  if (reminder !== undefined) return say.reminding(day(reminder.dueAtMs, language));
  if (!wanted) return say.notReminding;
  return hasNothingOpen ? say.nothingToRemind : say.cannotWrite;
}

/** What is written to who has not gone on for a week; the last one says that it is. */
export function reminderSheet(
  step: Step,
  journey: Journey,
  scene: Pick<Scene, "index" | "language">,
  isLast: boolean,
): Sheet {
  const { index, language } = scene;
  const say = onboardingWords[language];
  const progress = progressOf(index.itinerary, journey);
  const last: Part[] = isLast ? [text(say.reminder.last)] : [];
  return {
    language,
    title: say.reminder.title,
    parts: [
      ...opening(scene, say.reminder.text(step.title, say.minutes(step.minutes))),
      progressPart(progress, journey, scene),
      ...last,
      {
        kind: "choices",
        choices: [
          onwards(progress, scene),
          isLast
            ? toItinerary(scene)
            : choice(say.stopReminders, { kind: "reminders", wanted: false }),
        ],
      },
    ],
  };
}
