import { type Catalogue, passes } from "../agenda/catalogue.ts";
import { type Horizon, horizons, type KnowledgeItem } from "../agenda/item.ts";
import type { Language } from "../language/language.ts";
import { compareCodes } from "./order.ts";
import type { PlanEntry } from "./plan.ts";
import { linkCounts, reasonOf } from "./reason.ts";
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
type Tie = "before" | "related" | "sameObjective";
const tieWeights: Readonly<Record<Tie, number>> = { before: 4, related: 3, sameObjective: 1.5 };
const horizonWeights: Readonly<Record<Horizon, number>> = { short: 1, medium: 0.5, long: 0 };
const effortWeights = { low: 1, medium: 0.5, high: 0 } as const;
/** Others lean on it. */
const linkWeight = 0.2;

/**
 * Actions that are not in a plan and go well with what is, the best first. Only such as are for a council of that size;
 * what was dropped draws nothing after it.
 */
export function suggestNext(
  entries: readonly PlanEntry[],
  catalogue: Catalogue,
  population: number | undefined,
  language: Language,
): Suggestion[] {
  const taken = new Set(entries.map(({ item }) => item));
  const planned = entries
    .filter(({ status }) => status !== "dropped")
    .flatMap(({ item, status }) => {
      const action = catalogue.get(item);
      return action?.applicability === undefined ? [] : [{ action, isDone: status === "done" }];
    });
  const links = linkCounts(catalogue);
  const filters = population === undefined ? {} : { population };
  return catalogue
    .list("action")
    .filter((item) => !taken.has(item.id) && passes(item, filters))
    .map((item) => ({ item, ties: tiesOf(item, planned, catalogue) }))
    .map((one) => ({ ...one, worth: worthOf(one.item, one.ties, links.get(one.item.id) ?? 0) }))
    .sort((a, b) => b.worth - a.worth || compareCodes(a.item.id, b.item.id))
    .slice(0, mostSuggestions)
    .map(({ item, ties }) => ({
      item,
      reasons: [
        ...ties
          .slice(0, mostTies)
          .map(({ kind, to }) => planWords[language].suggest[kind](to.id, to.title)),
        reasonOf(item, links.get(item.id) ?? 0, language),
      ],
    }));
}

interface Planned {
  readonly action: KnowledgeItem;
  readonly isDone: boolean;
}

interface Tied {
  readonly kind: Tie;
  readonly to: KnowledgeItem;
}

function tiesOf(item: KnowledgeItem, planned: readonly Planned[], catalogue: Catalogue): Tied[] {
  const ties = planned.flatMap(({ action, isDone }) => {
    const kind = tieOf(item, action, isDone, catalogue);
    return kind === undefined ? [] : [{ kind, to: action }];
  });
  return ties.sort((a, b) => tieWeights[b.kind] - tieWeights[a.kind]);
}

function tieOf(
  item: KnowledgeItem,
  action: KnowledgeItem,
  isDone: boolean,
  catalogue: Catalogue,
): Tie | undefined {
  const isNear = catalogue.parent(item)?.id === catalogue.parent(action)?.id;
  // What is done needs nothing before it any more.
  if (isNear && !isDone && rankOf(item) < rankOf(action)) return "before";
  if (action.related.includes(item.id) || item.related.includes(action.id)) return "related";
  return isNear ? "sameObjective" : undefined;
}

function rankOf({ applicability }: KnowledgeItem): number {
  return applicability === undefined ? 0 : horizons.indexOf(applicability.horizon);
}

/** Of many ties the strongest count: a long plan would otherwise draw whatever is named most. */
function worthOf({ applicability }: KnowledgeItem, ties: readonly Tied[], links: number): number {
  if (applicability === undefined) return 0;
  const tied = ties.slice(0, mostTies).reduce((sum, { kind }) => sum + tieWeights[kind], 0);
  const { horizon, effort } = applicability;
  return tied + horizonWeights[horizon] + effortWeights[effort] + links * linkWeight;
}
