import { choice, text } from "../onboarding/parts.ts";
import type { Choice, Part, Sheet } from "../reception/sheet.ts";
import type { PlanScene } from "./scene.ts";
import { planWords } from "./words.ts";

/** The way back to the plan. */
export function toPlan({ language }: PlanScene, tone?: Choice["tone"]): Choice {
  return choice(planWords[language].toPlan, { kind: "plan" }, tone);
}

/** A sheet that says one thing, with what can be done then. */
export function noteSheet(
  content: string,
  scene: PlanScene,
  choices: readonly Choice[] = [toPlan(scene)],
): Sheet {
  const { language } = scene;
  return {
    language,
    title: planWords[language].title,
    parts: [text(content, "warning"), ...choicesPart(choices)],
  };
}

/** What can be pressed; nothing where nothing can. */
export function choicesPart(choices: readonly Choice[]): Part[] {
  return choices.length === 0 ? [] : [{ kind: "choices", choices }];
}
