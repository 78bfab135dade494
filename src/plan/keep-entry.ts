import { joinList } from "../answer/words.ts";
import { choice, text } from "../onboarding/parts.ts";
import type { PlanStore } from "../ports.ts";
import type { Sheet } from "../reception/sheet.ts";
import type { Who } from "../reception/visitor.ts";
import type { Wish } from "../reception/wish.ts";
import {
  differing,
  differingFrom,
  type EntryFields,
  fieldsOf,
  filledIn,
  isSame,
  isSameLife,
  readEntry,
} from "./entry-form.ts";
import { conflictSheet, entrySheet, factsOfFields, type Merge } from "./entry-sheet.ts";
import { choicesPart, toPlan } from "./parts.ts";
import type { PlanEntry } from "./plan.ts";
import type { PlanScene } from "./scene.ts";
import { planWords } from "./words.ts";

/**
 * Keeps what was filled into the form of an entry. What somebody else has changed since the form was shown is not written
 * over: what was left alone in the form takes what stands there now, and where both have changed the same, both are shown
 * and nothing that was typed is lost.
 */
export async function keepEntry(
  { item, version, base, fields }: Extract<Wish, { readonly kind: "plan-keep" }>,
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
  const isCurrent = current.version === version && isSameLife(base, current);
  const merge = isCurrent
    ? { fields: filled, clashes: [], taken: [] }
    : mergeOf(base, filled, current);
  if (merge.clashes.length > 0) return conflictSheet(current, merge, scene);
  const read = readEntry(merge.fields, current, scene);
  if ("faults" in read)
    return entrySheet(current, scene, [text(say.notSaved, "warning")], {
      filled: merge.fields,
      faults: read.faults,
    });
  const isKept = await plans.set(who, { ...read.entry, changedAtMs: scene.nowMs });
  const now = await plans.get(who.tenant, item);
  if (now === undefined) return lostSheet(item, filled, scene);
  if (!isKept) return conflictSheet(now, mergeOf(base, filled, now), scene);
  const labels = merge.taken.map((name) => say[name].toLowerCase());
  const others = labels.length === 0 ? [] : [text(say.merged(joinList(labels, scene.language)))];
  return entrySheet(now, scene, [text(say.saved, "good"), ...others]);
}

/**
 * What was typed brought together with what there is now. Of a form of which is not known what it held, or of an entry
 * that was taken out and added anew, everything counts as typed.
 */
function mergeOf(base: string | undefined, typed: EntryFields, current: PlanEntry): Merge {
  const now = fieldsOf(current);
  if (base === undefined || !isSameLife(base, current))
    return { fields: typed, clashes: differing(typed, now), taken: [] };
  const touched = new Set(differingFrom(base, typed));
  const changed = differingFrom(base, now);
  const fields: EntryFields = {
    status: touched.has("status") ? typed.status : now.status,
    owner: touched.has("owner") ? typed.owner : now.owner,
    quarter: touched.has("quarter") ? typed.quarter : now.quarter,
    notes: touched.has("notes") ? typed.notes : now.notes,
  };
  const different = differing(fields, now);
  return {
    fields,
    clashes: changed.filter((name) => different.includes(name)),
    taken: changed.filter((name) => !touched.has(name)),
  };
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
