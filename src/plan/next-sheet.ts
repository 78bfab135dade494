import { choice, text } from "../onboarding/parts.ts";
import type { Sheet } from "../reception/sheet.ts";
import { noteSheet, toPlan } from "./parts.ts";
import type { PlanEntry } from "./plan.ts";
import type { PlanScene } from "./scene.ts";
import { suggestNext } from "./suggest.ts";
import { planWords } from "./words.ts";

/** Actions that go well with a plan, each with why and with the way to take it in. */
export function nextSheet(entries: readonly PlanEntry[], scene: PlanScene): Sheet {
  const { language, index, population, nowMs } = scene;
  const say = planWords[language];
  const suggestions = suggestNext(entries, index.catalogue, population, language, nowMs);
  if (suggestions.length === 0) return noteSheet(say.suggest.none, scene);
  return {
    language,
    title: say.suggest.title,
    parts: [
      text(entries.length === 0 ? say.suggest.introEmpty : say.suggest.intro),
      ...suggestions.flatMap(({ item, reasons }) => [
        { kind: "heading" as const, text: `${item.id} ${item.title}` },
        text(reasons.join(" ")),
        {
          kind: "choices" as const,
          choices: [choice(say.add.label(item.id), { kind: "plan-add", item: item.id })],
        },
      ]),
      { kind: "choices", choices: [toPlan(scene)] },
    ],
  };
}
