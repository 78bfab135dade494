import { type Catalogue, passes } from "../agenda/catalogue.ts";
import type { KnowledgeItem } from "../agenda/item.ts";
import type { Language } from "../language/language.ts";
import { type CouncilSize, isForSize, sizeOf } from "./council-size.ts";
import { canBeDone, scheduleOf } from "./model-schedule.ts";
import { worthOf } from "./model-worth.ts";
import { compareCodes } from "./order.ts";
import type { PlanEntry, Quarter } from "./plan.ts";
import { leaningsOf, reasonOf } from "./reason.ts";

/** How far a council is when it asks for a first agenda, the least far first. */
export const startingPoints = ["none", "begun", "advanced"] as const;
/** One of {@link startingPoints}. */
export type StartingPoint = (typeof startingPoints)[number];

/** For whom a model agenda is. */
export interface ModelWish {
  readonly population: number;
  readonly start: StartingPoint;
}

/** An action of a model agenda. */
export interface ModelAction {
  readonly item: KnowledgeItem;
  readonly quarter: Quarter;
  /** Why it was chosen, from the catalogue's own fields, in the reader's words. */
  readonly reason: string;
}

/** A model agenda with what it builds on. */
export interface ModelAgenda {
  /** In the order of the tree. */
  readonly actions: readonly ModelAction[];
  /** What a council that is so far is taken to have done: the agendas of the starting points before. */
  readonly done: readonly KnowledgeItem[];
}

/** Actions in all: as many as a council of that size can see to in two years. And of each axis at least and at most. */
const extents: Readonly<Record<CouncilSize, Readonly<Record<"total" | "least" | "most", number>>>> =
  {
    hamlet: { total: 8, least: 1, most: 3 },
    village: { total: 14, least: 2, most: 4 },
    town: { total: 16, least: 2, most: 6 },
    "large-town": { total: 18, least: 3, most: 6 },
    city: { total: 19, least: 3, most: 7 },
  };

/**
 * An agenda over all axes: only actions that are for a council of that size and can still be done. What the law asks and
 * what most others need comes first; who is further is taken to have done that, and is led on from there. Always the same
 * for the same catalogue and quarter.
 */
export function modelAgenda(
  catalogue: Catalogue,
  { population, start }: ModelWish,
  nowMs: number,
  language: Language,
): ModelAgenda {
  const size = sizeOf(population);
  const leanings = leaningsOf(catalogue);
  const isUseful = (item: KnowledgeItem) =>
    passes(item, { population }) && canBeDone(item, nowMs) && isForSize(item, size);
  let open = catalogue.list("action").filter(isUseful);
  let done: readonly KnowledgeItem[] = [];
  let chosen: readonly KnowledgeItem[] = [];
  for (const point of startingPoints.slice(0, startingPoints.indexOf(start) + 1)) {
    done = [...done, ...chosen];
    open = open.filter((item) => !chosen.includes(item));
    const scene = { catalogue, population, size, start: point, leanings, done };
    const worth = (item: KnowledgeItem, alike: readonly KnowledgeItem[]) =>
      worthOf(item, alike, scene);
    chosen = choose(open, extents[size], catalogue, worth);
  }
  const quarters = scheduleOf(chosen, { size, leanings, nowMs });
  const actions = chosen.flatMap((item) => {
    const quarter = quarters.get(item.id);
    const reason = reasonOf(item, leanings, language, done);
    return quarter === undefined ? [] : [{ item, quarter, reason }];
  });
  return { actions, done };
}

/** The entry of a plan that an action of a model agenda becomes. */
export function entryOfModel({ item, quarter, reason }: ModelAction, nowMs: number): PlanEntry {
  return { ...newEntry(item, nowMs), quarter, reason };
}

/** The entry that an action becomes which somebody takes into the plan. */
export function newEntry({ id, title }: KnowledgeItem, nowMs: number): PlanEntry {
  return {
    item: id,
    title,
    status: "proposed",
    owner: "",
    notes: "",
    addedAtMs: nowMs,
    changedAtMs: nowMs,
    version: 1,
  };
}

/** The best ones one after the other, so that every axis gets its share. In the order of the tree. */
function choose(
  open: readonly KnowledgeItem[],
  { total, least, most }: (typeof extents)[CouncilSize],
  catalogue: Catalogue,
  worth: (item: KnowledgeItem, alike: readonly KnowledgeItem[]) => number,
): KnowledgeItem[] {
  const axes = [...new Set(open.map(axisOf))];
  const chosen: KnowledgeItem[] = [];
  const within = (axis: string) => chosen.filter((item) => axisOf(item) === axis).length;
  while (chosen.length < total) {
    const missing = axes.reduce((sum, axis) => sum + Math.max(0, least - within(axis)), 0);
    const isShort = total - chosen.length <= missing;
    const best = open
      .filter((item) => !chosen.includes(item))
      .filter((item) => within(axisOf(item)) < (isShort ? least : most))
      .map((item) => ({ item, worth: worth(item, alikeIn(chosen, item, catalogue)) }))
      .reduce<{ item: KnowledgeItem; worth: number } | undefined>(
        (first, second) => (first === undefined || second.worth > first.worth ? second : first),
        undefined,
      );
    if (best === undefined) break;
    chosen.push(best.item);
  }
  return chosen.sort((a, b) => compareCodes(a.id, b.id));
}

function axisOf({ id }: KnowledgeItem): string {
  return id.split(".")[0] ?? id;
}

function alikeIn(
  chosen: readonly KnowledgeItem[],
  item: KnowledgeItem,
  catalogue: Catalogue,
): KnowledgeItem[] {
  const above = catalogue.parent(item)?.id;
  return chosen.filter((other) => catalogue.parent(other)?.id === above);
}
