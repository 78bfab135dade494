import { type Catalogue, passes } from "../agenda/catalogue.ts";
import type { Horizon, KnowledgeItem } from "../agenda/item.ts";
import type { Language } from "../language/language.ts";
import { isForSize, sizeOf } from "./council-size.ts";
import { areRelated, type Leanings, leaningOn } from "./leaning.ts";
import { hasEnded } from "./model-schedule.ts";
import { compareCodes } from "./order.ts";
import type { PlanEntry } from "./plan.ts";
import { leaningsOf, reasonOf } from "./reason.ts";
import { planWords } from "./words.ts";

/** An action that goes with a plan. */
export interface Suggestion {
  readonly item: KnowledgeItem;
  /** Whole sentences, the strongest first. */
  readonly reasons: readonly string[];
}

/** More than these nobody weighs against each other. */
const mostSuggestions = 5;
/** Actions of the plan that a suggestion names at most. */
const mostTies = 2;

/** How an action hangs together with one of the plan, the strongest first. */
type Tie = "related" | "sameObjective";
const tieWeights: Readonly<Record<Tie, number>> = { related: 2, sameObjective: 1 };
/** The law obliges to it. */
const dutyWeight = 4;
/** For each duty that names it, up to so many. */
const helpedDutyWeight = 0.5;
const mostHelpedDuties = 4;
const horizonWeights: Readonly<Record<Horizon, number>> = { short: 1, medium: 0.5, long: 0 };
const effortWeights = { low: 1, medium: 0.5, high: 0 } as const;
/** For each action that names it. */
const namedWeight = 0.1;

/**
 * Actions that are not in a plan and go well with what is, the best first. Only such as are for a council of that size;
 * what was dropped draws nothing after it.
 */
export function suggestNext(
  entries: readonly PlanEntry[],
  catalogue: Catalogue,
  population: number | undefined,
  language: Language,
  nowMs: number,
): Suggestion[] {
  const taken = new Set(entries.map(({ item }) => item));
  const planned = entries
    .filter(({ status }) => status !== "dropped")
    .flatMap(({ item }) => {
      const action = catalogue.get(item);
      return action?.applicability === undefined ? [] : [action];
    });
  const leanings = leaningsOf(catalogue);
  const filters = population === undefined ? {} : { population };
  return catalogue
    .list("action")
    .filter((item) => !taken.has(item.id) && passes(item, filters))
    .filter((item) => !hasEnded(item, nowMs) && fitsSize(item, population))
    .map((item) => ({ item, ties: tiesOf(item, planned, catalogue) }))
    .map((one) => ({ ...one, worth: worthOf(one.item, one.ties, leanings) }))
    .sort((a, b) => b.worth - a.worth || compareCodes(a.item.id, b.item.id))
    .slice(0, mostSuggestions)
    .map(({ item, ties }) => ({
      item,
      reasons: [
        ...ties
          .slice(0, mostTies)
          .map(({ kind, to }) => planWords[language].suggest[kind](to.id, to.title)),
        reasonOf(item, leanings, language),
      ],
    }));
}

interface Tied {
  readonly kind: Tie;
  readonly to: KnowledgeItem;
}

function tiesOf(
  item: KnowledgeItem,
  planned: readonly KnowledgeItem[],
  catalogue: Catalogue,
): Tied[] {
  const ties = planned.flatMap((to) => {
    const kind = tieOf(item, to, catalogue);
    return kind === undefined ? [] : [{ kind, to }];
  });
  return ties.sort((a, b) => tieWeights[b.kind] - tieWeights[a.kind]);
}

function tieOf(item: KnowledgeItem, to: KnowledgeItem, catalogue: Catalogue): Tie | undefined {
  if (areRelated(item, to)) return "related";
  return catalogue.parent(item)?.id === catalogue.parent(to)?.id ? "sameObjective" : undefined;
}

/** Of many ties the strongest count: a long plan would otherwise draw whatever is named most. */
function worthOf(item: KnowledgeItem, ties: readonly Tied[], leanings: Leanings): number {
  if (item.applicability === undefined) return 0;
  const tied = ties.slice(0, mostTies).reduce((sum, { kind }) => sum + tieWeights[kind], 0);
  const { horizon, effort, duty } = item.applicability;
  const { duties, count } = leaningOn(item, leanings);
  return (
    tied +
    horizonWeights[horizon] +
    effortWeights[effort] +
    (duty === undefined ? 0 : dutyWeight) +
    Math.min(duties.length, mostHelpedDuties) * helpedDutyWeight +
    count * namedWeight
  );
}

function fitsSize(item: KnowledgeItem, population: number | undefined): boolean {
  return population === undefined || isForSize(item, sizeOf(population));
}
