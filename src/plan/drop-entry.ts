import { choice, text } from "../onboarding/parts.ts";
import type { PlanStore } from "../ports.ts";
import type { Part, Sheet } from "../reception/sheet.ts";
import type { Who } from "../reception/visitor.ts";
import type { Wish } from "../reception/wish.ts";
import { fieldsOf } from "./entry-form.ts";
import { entryTitle, factsOfFields } from "./entry-sheet.ts";
import type { PlanEntry } from "./plan.ts";
import { planSheet } from "./plan-sheet.ts";
import type { PlanScene } from "./scene.ts";
import { planWords } from "./words.ts";

/** Takes an entry out of the plan after asking; asks again when somebody else has changed it since. */
export async function dropEntry(
  { item, version, isSure }: Extract<Wish, { readonly kind: "plan-drop" }>,
  who: Who,
  scene: PlanScene,
  plans: PlanStore,
): Promise<Sheet> {
  const say = planWords[scene.language].drop;
  const showPlan = async (lead: Part) => planSheet(await plans.list(who.tenant), scene, 0, [lead]);
  const before = await plans.get(who.tenant, item);
  if (before === undefined) return showPlan(text(say.gone(item)));
  if (!isSure) return confirmSheet(before, scene);
  if (await plans.remove(who, item, version))
    return showPlan(text(say.done(item, titleOf(before, scene)), "good"));
  const now = await plans.get(who.tenant, item);
  return now === undefined
    ? showPlan(text(say.gone(item)))
    : confirmSheet(now, scene, [text(say.changed, "warning")]);
}

function confirmSheet(entry: PlanEntry, scene: PlanScene, lead: readonly Part[] = []): Sheet {
  const { language } = scene;
  const { item, version } = entry;
  const say = planWords[language].drop;
  return {
    language,
    title: entryTitle(entry, scene),
    parts: [
      ...lead,
      { kind: "facts", facts: factsOfFields(fieldsOf(entry), scene) },
      text(say.question(item, titleOf(entry, scene)), "warning"),
      {
        kind: "choices",
        choices: [
          choice(say.sure, { kind: "plan-drop", item, version, isSure: true }, "danger"),
          choice(say.keep, { kind: "plan-entry", item }),
        ],
      },
    ],
  };
}

function titleOf({ item, title }: PlanEntry, { index }: PlanScene): string {
  return index.catalogue.get(item)?.title ?? title;
}
