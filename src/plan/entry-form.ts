import { createHash } from "node:crypto";
import { formatNumber } from "../answer/words.ts";
import { clean, oneLine } from "../language/clean-text.ts";
import type { Field, Form } from "../reception/sheet.ts";
import { type PlanEntry, planStatuses } from "./plan.ts";
import { quartersFrom, quarterWords, readQuarter } from "./quarters.ts";
import type { PlanScene } from "./scene.ts";
import { planWords } from "./words.ts";

/** Characters of who sees to an action, and of its notes. Slack takes 3,000 in a field. */
const mostOwnerChars = 200;
const mostNotesChars = 3_000;

/** Quarters that can be chosen, from the present one on: three years. */
const quartersToChoose = 12;
/** Stands for no quarter: an empty value cannot be chosen in Slack. */
const noQuarter = "none";

/** The fields of an entry, as they stand in its form. */
export interface EntryFields {
  readonly status: string;
  readonly owner: string;
  readonly quarter: string;
  readonly notes: string;
}

/** The fields of an entry, in the order of its form. */
export const entryFieldNames = ["status", "owner", "quarter", "notes"] as const;

/** What is wrong with fields, by their names, in the reader's words. */
export type EntryFaults = Readonly<Partial<Record<keyof EntryFields, string>>>;

/** What an entry's form holds before anything is typed. */
export function fieldsOf({ status, owner, quarter, notes }: PlanEntry): EntryFields {
  return { status, owner, quarter: quarter ?? noQuarter, notes };
}

/** What was filled in; a field that did not come stays as it is. */
export function filledIn(
  fields: Readonly<Record<string, string>>,
  current: EntryFields | undefined,
): EntryFields {
  const own = (name: keyof EntryFields) =>
    Object.hasOwn(fields, name) ? fields[name] : current?.[name];
  return {
    status: own("status") ?? "",
    owner: oneLine(own("owner") ?? ""),
    quarter: own("quarter") ?? "",
    notes: asLines(own("notes") ?? ""),
  };
}

/** What a browser counts twice, and what only looks like the end of a line, is one end of a line. */
function asLines(notes: string): string {
  return clean(notes.replaceAll(/\r\n?|[\u2028\u2029]/g, "\n")).trim();
}

/** Characters of the digest of a field. */
const digestChars = 8;

/** Stands for an entry as its form shows it: the time it was added and a digest of each field. */
export function baseOf(entry: PlanEntry): string {
  const fields = fieldsOf(entry);
  return `${lifeOf(entry)}.${entryFieldNames.map((name) => digestOf(name, fields)).join("")}`;
}

/** Whether a form was shown of this entry, and not of one that was taken out since and added anew. */
export function isSameLife(base: string | undefined, entry: PlanEntry): boolean {
  return base === undefined || base.startsWith(`${lifeOf(entry)}.`);
}

/** Fields that differ from what the form held that {@link baseOf} stands for. */
export function differingFrom(base: string, fields: EntryFields): (keyof EntryFields)[] {
  const digests = base.slice(base.indexOf(".") + 1);
  return entryFieldNames.filter(
    (name, at) =>
      digests.slice(at * digestChars, (at + 1) * digestChars) !== digestOf(name, fields),
  );
}

function lifeOf({ addedAtMs }: PlanEntry): string {
  return addedAtMs.toString(36);
}

function digestOf(name: keyof EntryFields, fields: EntryFields): string {
  return createHash("sha256").update(comparable(name, fields)).digest("hex").slice(0, digestChars);
}

/** A field as it is compared: what looks the same is the same. */
function comparable(name: keyof EntryFields, fields: EntryFields): string {
  if (name === "quarter") return fields.quarter === "" ? noQuarter : fields.quarter;
  if (name === "notes") return asLines(fields.notes);
  return name === "owner" ? oneLine(fields.owner) : fields.status;
}

/** The entry with what was filled in, or what is wrong with that. Nothing is shortened. */
export function readEntry(
  filled: EntryFields,
  current: PlanEntry,
  { language, nowMs }: Pick<PlanScene, "language" | "nowMs">,
): { readonly entry: PlanEntry } | { readonly faults: EntryFaults } {
  const say = planWords[language].entry;
  const status = planStatuses.find((known) => known === filled.status);
  const quarter = readQuarter(filled.quarter);
  const isQuarter =
    filled.quarter === noQuarter ||
    filled.quarter === "" ||
    (quarter !== undefined && quartersFor(current, nowMs).includes(quarter));
  const tooLong = (most: number) => say.tooLong(formatNumber(most, language));
  const faults: EntryFaults = {
    ...(status === undefined ? { status: say.badStatus } : {}),
    ...(isQuarter ? {} : { quarter: say.badQuarter }),
    ...(filled.owner.length > mostOwnerChars ? { owner: tooLong(mostOwnerChars) } : {}),
    ...(filled.notes.length > mostNotesChars ? { notes: tooLong(mostNotesChars) } : {}),
  };
  if (status === undefined || Object.keys(faults).length > 0) return { faults };
  const { quarter: _, ...rest } = current;
  const { owner, notes } = filled;
  return {
    entry: { ...rest, status, owner, notes, ...(quarter === undefined ? {} : { quarter }) },
  };
}

/** The form of an entry with what stands in its fields. `hints` stand below fields, instead of what does usually. */
export function entryForm(
  entry: PlanEntry,
  filled: EntryFields,
  scene: PlanScene,
  { faults = {}, hints = {} }: { readonly faults?: EntryFaults; readonly hints?: EntryFaults } = {},
): Form {
  const { language, nowMs } = scene;
  const say = planWords[language].entry;
  const field = (name: keyof EntryFields, label: string, maxChars: number, hint = ""): Field => {
    const below = hints[name] ?? hint;
    const fault = faults[name];
    return {
      name,
      label,
      value: filled[name],
      maxChars,
      ...(below === "" ? {} : { hint: below }),
      ...(fault === undefined ? {} : { fault }),
    };
  };
  const statuses = planStatuses.map((value) => ({
    value,
    label: planWords[language].statuses[value],
  }));
  const quarters = quartersFor(entry, nowMs).map((value) => ({
    value,
    label: quarterWords(value, planWords[language].quarterName),
  }));
  const none = { value: noQuarter, label: planWords[language].noQuarter };
  return {
    fields: [
      { ...field("status", say.status, 20), options: statuses },
      { ...field("owner", say.owner, mostOwnerChars, say.ownerHint), isOptional: true },
      { ...field("quarter", say.quarter, 20), options: [none, ...quarters] },
      {
        ...field("notes", say.notes, mostNotesChars, say.notesHint),
        isLong: true,
        isOptional: true,
      },
    ],
    submit: say.save,
    wish: {
      kind: "plan-keep",
      item: entry.item,
      version: entry.version,
      base: baseOf(entry),
      fields: {},
    },
  };
}

/** What stands in a field, in the reader's words. */
export function fieldWords(
  name: keyof EntryFields,
  filled: EntryFields,
  { language }: Pick<PlanScene, "language">,
): string {
  const say = planWords[language];
  const value = filled[name];
  if (name === "status") {
    const status = planStatuses.find((known) => known === value);
    return status === undefined ? value : say.statuses[status];
  }
  if (name === "quarter") {
    const quarter = readQuarter(value);
    return quarter === undefined ? say.noQuarter : quarterWords(quarter, say.quarterName);
  }
  if (value !== "") return value;
  return name === "owner" ? say.entry.nobody : say.entry.none;
}

/** Whether two forms hold the same. */
export function isSame(a: EntryFields, b: EntryFields): boolean {
  return entryFieldNames.every((name) => comparable(name, a) === comparable(name, b));
}

/** Fields in which two forms differ. */
export function differing(a: EntryFields, b: EntryFields): (keyof EntryFields)[] {
  return entryFieldNames.filter((name) => comparable(name, a) !== comparable(name, b));
}

/** The present quarter and those after it, with the one that stands in the entry, which may be past. */
function quartersFor({ quarter }: PlanEntry, nowMs: number) {
  const next = quartersFrom(nowMs, quartersToChoose);
  return quarter === undefined || next.includes(quarter) ? next : [quarter, ...next];
}
