import { cutText } from "../language/clean-text.ts";
import { choice, day, text } from "../onboarding/parts.ts";
import type { Fact, Part, Sheet } from "../reception/sheet.ts";
import {
  type EntryFaults,
  type EntryFields,
  entryForm,
  fieldsOf,
  fieldWords,
} from "./entry-form.ts";
import { toPlan } from "./parts.ts";
import type { PlanEntry } from "./plan.ts";
import { type PlanRow, planRows } from "./plan-rows.ts";
import { entryReason } from "./reason.ts";
import type { PlanScene } from "./scene.ts";
import { planWords } from "./words.ts";

/** Characters of what stands in a field where it is only told of. */
const mostToldChars = 1_000;

/** One entry with its form. `lead` says first what was just done, `filled` is what the form holds instead. */
export function entrySheet(
  entry: PlanEntry,
  scene: PlanScene,
  lead: readonly Part[] = [],
  form: { readonly filled?: EntryFields; readonly faults?: EntryFaults } = {},
): Sheet {
  const { filled = fieldsOf(entry), faults = {} } = form;
  return sheetOf(entry, scene, [
    ...lead,
    ...about(entry, scene),
    { kind: "form", form: entryForm(entry, filled, scene, { faults }) },
  ]);
}

/** What was typed into an older version of an entry, brought together with what there is now. */
export interface Merge {
  readonly fields: EntryFields;
  /** Where both have changed the same field. */
  readonly clashes: readonly (keyof EntryFields)[];
  /** Where only somebody else has, which stands. */
  readonly taken: readonly (keyof EntryFields)[];
}

/** What there is now and, in the form, both together: sent again, that is kept. Marked is where both changed the same. */
export function conflictSheet(
  entry: PlanEntry,
  { fields, clashes }: Merge,
  scene: PlanScene,
): Sheet {
  const say = planWords[scene.language].entry;
  const now = fieldsOf(entry);
  const told = (name: keyof EntryFields) => cutText(fieldWords(name, now, scene), mostToldChars);
  const hints = Object.fromEntries(clashes.map((name) => [name, say.now(told(name))]));
  return sheetOf(entry, scene, [
    text(say.conflict, "warning"),
    { kind: "facts", facts: factsOfFields(now, scene) },
    { kind: "form", form: entryForm(entry, fields, scene, { hints }) },
  ]);
}

/** What stands in the fields of an entry. */
export function factsOfFields(fields: EntryFields, scene: PlanScene): Fact[] {
  const say = planWords[scene.language].entry;
  const value = (name: keyof EntryFields) => fieldWords(name, fields, scene);
  return [
    { label: say.status, value: value("status") },
    { label: say.owner, value: value("owner") },
    { label: say.quarter, value: value("quarter") },
    { label: say.notes, value: value("notes") },
  ];
}

/** `2.3.1 Tenir un pla`: with the title of now where there is one. */
export function entryTitle(entry: PlanEntry, { index }: PlanScene): string {
  return `${entry.item} ${index.catalogue.get(entry.item)?.title ?? entry.title}`;
}

function sheetOf(entry: PlanEntry, scene: PlanScene, parts: readonly Part[]): Sheet {
  const { language } = scene;
  const drop = {
    kind: "plan-drop",
    item: entry.item,
    version: entry.version,
    isSure: false,
  } as const;
  return {
    language,
    title: entryTitle(entry, scene),
    parts: [
      ...parts,
      {
        kind: "choices",
        choices: [toPlan(scene), choice(planWords[language].drop.label, drop, "danger")],
      },
    ],
  };
}

/** What the Agenda says of the action, and since when it is in the plan. */
function about(entry: PlanEntry, scene: PlanScene): Part[] {
  const { language, index, publicUrl } = scene;
  const [row] = planRows([entry], index, publicUrl, language);
  const say = planWords[language].entry;
  const reason = entryReason(entry, index.catalogue, language);
  const facts: Fact[] = [
    ...(row === undefined ? [] : asksOf(row, scene)),
    ...(reason === undefined ? [] : [{ label: say.reason, value: reason }]),
    { label: say.added, value: day(entry.addedAtMs, language) },
    ...(entry.changedAtMs === entry.addedAtMs
      ? []
      : [{ label: say.changed, value: day(entry.changedAtMs, language) }]),
  ];
  return [
    ...(row?.isGone === true
      ? [text(`${entry.item}: ${planWords[language].gone}.`, "warning")]
      : []),
    ...(row?.quote === undefined ? [] : [{ kind: "quote" as const, citation: row.quote }]),
    { kind: "facts", facts },
  ];
}

/** «curt termini» says itself what it is: the label would say it twice. */
function asksOf({ horizon, effort }: PlanRow, { language }: PlanScene): Fact[] {
  if (horizon === undefined || effort === undefined) return [];
  return [{ label: planWords[language].entry.asks, value: `${horizon}, ${effort}` }];
}
