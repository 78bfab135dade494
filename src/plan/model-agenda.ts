import { type Catalogue, passes } from "../agenda/catalogue.ts";
import type { Applicability, Effort, Horizon, KnowledgeItem } from "../agenda/item.ts";
import type { Language } from "../language/language.ts";
import { compareCodes } from "./order.ts";
import type { PlanEntry, Quarter } from "./plan.ts";
import { quartersFrom } from "./quarters.ts";
import { linkCounts, reasonOf } from "./reason.ts";

/** How far a council is when it asks for a first agenda. */
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

type Size = "small" | "middle" | "large";

/** Smaller ones have hardly any staff of their own for this, and larger ones departments. Where actions draw their lines too. */
const smallBelow = 5_001;
const largeFrom = 50_001;

/** Actions of each axis: as many as a council of that size can see to in two or three years. */
const perAxis: Readonly<Record<Size, number>> = { small: 3, middle: 4, large: 5 };

/** What speaks for a horizon at each starting point, and for an effort at each size. Higher is better. */
const horizonWeights: Readonly<Record<StartingPoint, Readonly<Record<Horizon, number>>>> = {
  none: { short: 3, medium: 1, long: -1 },
  begun: { short: 1.5, medium: 3, long: 0.5 },
  advanced: { short: 0, medium: 2, long: 3 },
};
const effortWeights: Readonly<Record<Size, Readonly<Record<Effort, number>>>> = {
  small: { low: 2, medium: 1, high: -2 },
  middle: { low: 1, medium: 1.5, high: 0 },
  large: { low: 0, medium: 1.5, high: 1.5 },
};
/** A council that has not begun has nobody yet to carry a project. */
const firstProjectWeight = -3;
/** Made for councils of this size, and not for others. */
const sizeWeight = 3.5;
/** For each action that points to it, up to so many: others lean on it. */
const linkWeight = 0.3;
const mostLinks = 8;
/** For each action of the same objective that was chosen before: an agenda covers ground. */
const sameObjectiveWeight = -1.5;

/** Quarters from the present one in which actions of a horizon are to be done. */
const slots: Readonly<Record<Horizon, readonly number[]>> = {
  short: [1, 2],
  medium: [3, 4, 5, 6],
  long: [7, 8, 9],
};
const lastSlot = 9;

/**
 * A first agenda over all axes, in the order of the tree: only actions that are for a council of that size, those that fit
 * its starting point and its means best. Always the same for the same catalogue and quarter.
 */
export function modelAgenda(
  catalogue: Catalogue,
  wish: ModelWish,
  nowMs: number,
  language: Language,
): ModelAction[] {
  const links = linkCounts(catalogue);
  const chosen = catalogue.list("axis").flatMap((axis) => chooseWithin(axis, wish, catalogue));
  const quarters = quartersOf(chosen, nowMs);
  return chosen.map((item) => ({
    item,
    quarter: quarters.get(item.id) ?? quartersFrom(nowMs, 1)[0] ?? "2027-T1",
    reason: reasonOf(item, links.get(item.id) ?? 0, language),
  }));
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

function sizeOf(population: number): Size {
  if (population < smallBelow) return "small";
  return population < largeFrom ? "middle" : "large";
}

function chooseWithin(axis: KnowledgeItem, wish: ModelWish, catalogue: Catalogue): KnowledgeItem[] {
  const links = linkCounts(catalogue);
  const open = catalogue
    .list("action", { within: axis.id })
    .filter((item) => passes(item, { population: wish.population }));
  const chosen: KnowledgeItem[] = [];
  const most = Math.min(perAxis[sizeOf(wish.population)], open.length);
  while (chosen.length < most) {
    const worth = (item: KnowledgeItem) => {
      const above = catalogue.parent(item)?.id;
      const alike = chosen.filter((other) => catalogue.parent(other)?.id === above).length;
      return fitOf(item, wish, links.get(item.id) ?? 0) + alike * sameObjectiveWeight;
    };
    const best = open
      .filter((item) => !chosen.includes(item))
      .map((item) => ({ item, worth: worth(item) }))
      .reduce((first, second) => (second.worth > first.worth ? second : first));
    chosen.push(best.item);
  }
  return chosen.sort((a, b) => compareCodes(a.id, b.id));
}

function fitOf({ applicability }: KnowledgeItem, wish: ModelWish, links: number): number {
  if (applicability === undefined) return Number.NEGATIVE_INFINITY;
  const { horizon, effort, population } = applicability;
  const isFirstProject = wish.start === "none" && effort === "high";
  const isForSize = population.min !== undefined || population.max !== undefined;
  return (
    horizonWeights[wish.start][horizon] +
    effortWeights[sizeOf(wish.population)][effort] +
    (isFirstProject ? firstProjectWeight : 0) +
    (isForSize ? sizeWeight : 0) +
    Math.min(links, mostLinks) * linkWeight
  );
}

/** Spread over the quarters of each horizon, what takes less effort first. */
function quartersOf(chosen: readonly KnowledgeItem[], nowMs: number): Map<string, Quarter> {
  const all = quartersFrom(nowMs, lastSlot + 1);
  const dated = new Map<string, Quarter>();
  for (const [horizon, places] of Object.entries(slots)) {
    const group = chosen
      .filter(({ applicability }) => applicability?.horizon === horizon)
      .sort((a, b) => effortRank(a.applicability) - effortRank(b.applicability));
    group.forEach(({ id }, at) => {
      const quarter = all[places[Math.floor((at * places.length) / group.length)] ?? lastSlot];
      if (quarter !== undefined) dated.set(id, quarter);
    });
  }
  return dated;
}

function effortRank(asked: Applicability | undefined): number {
  return ["low", "medium", "high"].indexOf(asked?.effort ?? "low");
}
