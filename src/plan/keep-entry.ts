import { choice, text } from "../onboarding/parts.ts";
import type { PlanStore } from "../ports.ts";
import type { Sheet } from "../reception/sheet.ts";
import type { Who } from "../reception/visitor.ts";
import type { Wish } from "../reception/wish.ts";
import { type EntryFields, fieldsOf, filledIn, isSame, readEntry } from "./entry-form.ts";
import { conflictSheet, entrySheet, factsOfFields } from "./entry-sheet.ts";
import { choicesPart, toPlan } from "./parts.ts";
import type { PlanScene } from "./scene.ts";
import { planWords } from "./words.ts";

/**
 * Keeps what was filled into the form of an entry. What somebody else has changed since the form was shown is not written
 * over: both are shown, and nothing that was typed is lost.
 */
export async function keepEntry(
  { item, version, fields }: Extract<Wish, { readonly kind: "plan-keep" }>,
  who: Who,
  scene: PlanScene,
  plans: PlanStore,
): Promise<Sheet> {
  const say = planWords[scene.language].entry;
  const current = await plans.get(who.tenant, item);
  const filled = filledIn(fields, current && fieldsOf(current));
  if (current === undefined) return lostSheet(item, filled, scene);
  // Pressed twice, or somebody else wrote the very same.
  if (isSame(filled, fieldsOf(current)))
    return entrySheet(current, scene, [text(say.saved, "good")]);
  if (current.version !== version) return conflictSheet(current, filled, scene);
  const read = readEntry(filled, current, scene);
  if ("faults" in read)
    return entrySheet(current, scene, [text(say.notSaved, "warning")], {
      filled,
      faults: read.faults,
    });
  const isKept = await plans.set(who, { ...read.entry, changedAtMs: scene.nowMs });
  const now = await plans.get(who.tenant, item);
  if (now === undefined) return lostSheet(item, filled, scene);
  return isKept
    ? entrySheet(now, scene, [text(say.saved, "good")])
    : conflictSheet(now, filled, scene);
}

/** The entry has gone: what was typed is shown, to be copied. */
function lostSheet(item: string, filled: EntryFields, scene: PlanScene): Sheet {
  const { language, index } = scene;
  const say = planWords[language];
  const action = index.catalogue.get(item);
  const add =
    action?.applicability === undefined
      ? []
      : [choice(say.add.label(item), { kind: "plan-add" as const, item })];
  return {
    language,
    title: action === undefined ? say.title : `${item} ${action.title}`,
    parts: [
      text(say.entry.droppedMeanwhile, "warning"),
      { kind: "facts", facts: factsOfFields(filled, scene) },
      ...choicesPart([...add, toPlan(scene)]),
    ],
  };
}
