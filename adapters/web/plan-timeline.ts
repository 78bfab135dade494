import type { Catalogue } from "../../src/agenda/catalogue.ts";
import { itemLabel } from "../../src/answer/shown.ts";
import type { Language } from "../../src/language/language.ts";
import type { PlanEntry, Quarter } from "../../src/plan/plan.ts";
import { quartersFrom, quarterWords } from "../../src/plan/quarters.ts";
import { planWords } from "../../src/plan/words.ts";
import { axisOf, noAxis } from "./plan-query.ts";
import { planPageWords } from "./plan-words.ts";

/** An axis with something of the plan in it. */
export interface PlanLane {
  readonly label: string;
  /** Class that gives the colour. */
  readonly colour: string;
  /** Whether the label is ours, and not the Agenda's. */
  readonly isOurs: boolean;
}

/** What of an axis is to be done in a quarter. */
export interface PlanCell {
  readonly entries: readonly PlanEntry[];
  readonly count: number;
}

/** A plan by quarters and axes. */
export interface Timeline {
  readonly columns: readonly { readonly label: string; readonly count: number }[];
  readonly lanes: readonly PlanLane[];
  /** By lane, then by column. */
  readonly cells: readonly (readonly PlanCell[])[];
}

/** Columns for which there is room beside each other. */
const mostColumns = 10;
/** Colours of the axes that the style sheet has. */
const colours = 4;

interface Column {
  readonly label: string;
  readonly holds: (quarter?: string) => boolean;
}

/** Orders a plan by quarters and axes. A plan over many years shows its first quarters, and the rest as later. */
export function timelineOf(
  entries: readonly PlanEntry[],
  catalogue: Catalogue,
  language: Language,
): Timeline {
  const columns = columnsOf(entries, language);
  const axes = catalogue.list("axis");
  const byAxis = groupByAxis(entries, catalogue);
  const ofAxes = axes.map((axis, at) => ({
    id: axis.id,
    lane: { label: itemLabel(axis), colour: `axis-${(at % colours) + 1}`, isOurs: false },
  }));
  const none: PlanLane = {
    label: planPageWords[language].noAxis,
    colour: "no-axis",
    isOurs: true,
  };
  const lanes = [...ofAxes, { id: noAxis, lane: none }].filter(({ id }) => byAxis.has(id));
  const cells = lanes.map(({ id }) =>
    columns.map(({ holds }) => {
      const held = (byAxis.get(id) ?? []).filter(({ quarter }) => holds(quarter));
      return { entries: held, count: held.length };
    }),
  );
  return {
    columns: columns.map(({ label, holds }) => ({
      label,
      count: entries.filter(({ quarter }) => holds(quarter)).length,
    })),
    lanes: lanes.map(({ lane }) => lane),
    cells,
  };
}

function groupByAxis(
  entries: readonly PlanEntry[],
  catalogue: Catalogue,
): ReadonlyMap<string, readonly PlanEntry[]> {
  const groups = new Map<string, PlanEntry[]>();
  for (const entry of entries) {
    const axis = axisOf(entry, catalogue) ?? noAxis;
    const group = groups.get(axis);
    if (group === undefined) groups.set(axis, [entry]);
    else group.push(entry);
  }
  return groups;
}

function columnsOf(entries: readonly PlanEntry[], language: Language): Column[] {
  const say = planPageWords[language];
  const planned = [...new Set(entries.flatMap(({ quarter }) => quarter ?? []))].sort();
  const all = withThoseBetween(planned);
  const shown = all.length <= mostColumns ? all : all.slice(0, mostColumns - 1);
  const latest = shown.at(-1) ?? "";
  const later = { label: say.picture.later, holds: (quarter = "") => quarter > latest };
  const open = { label: planWords[language].noQuarter, holds: (quarter = "") => quarter === "" };
  return [
    ...shown.map((one) => ({
      label: quarterWords(one, say.quarter),
      holds: (quarter = "") => quarter === one,
    })),
    ...(shown.length < all.length ? [later] : []),
    ...(entries.some(({ quarter }) => quarter === undefined) ? [open] : []),
  ];
}

/** The quarters between are shown where there is room: an empty one tells something too. */
function withThoseBetween(planned: readonly Quarter[]): readonly Quarter[] {
  const [first, last] = [planned[0], planned.at(-1)];
  if (first === undefined || last === undefined) return planned;
  const all = quartersFrom(startOf(first), mostColumns);
  const end = all.indexOf(last);
  return end < 0 ? planned : all.slice(0, end + 1);
}

/** The first moment of a quarter, in milliseconds since 1970. */
function startOf(quarter: Quarter): number {
  const [year = "", number = ""] = quarter.split("-T");
  return Date.UTC(Number(year), (Number(number) - 1) * 3);
}

/** A quarter where there is little room. */
export function quarterName(quarter: Quarter | undefined, language: Language): string {
  return quarter === undefined
    ? planWords[language].noQuarter
    : quarterWords(quarter, planPageWords[language].quarter);
}
