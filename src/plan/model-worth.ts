import type { Catalogue } from "../agenda/catalogue.ts";
import type { Effort, Horizon, KnowledgeItem } from "../agenda/item.ts";
import { type CouncilSize, isAgainstSmall, isLead, isSmall, missingPosts } from "./council-size.ts";
import { areRelated, groundOf, type Leanings, leaningOn } from "./leaning.ts";
import type { StartingPoint } from "./model-agenda.ts";

/** What an agenda is made for and what is known of it already. */
export interface WorthScene {
  readonly catalogue: Catalogue;
  readonly population: number;
  readonly size: CouncilSize;
  readonly start: StartingPoint;
  readonly leanings: Leanings;
  /** What a council that is so far has done: what goes on from there comes next. */
  readonly done: readonly KnowledgeItem[];
}

/** The law obliges to it: that comes before everything that is only useful. */
const dutyWeight = 4;
/** For each duty that names it as related, up to so many: it helps to meet them. */
const helpedDutyWeight = 0.6;
const mostHelpedDuties = 5;
/** For each action that names it and comes after it, up to so many. */
const laterWeight = 0.3;
const mostLater = 6;
/** For each action that names it at all: of two that are alike otherwise the better known one. */
const namedWeight = 0.1;
/** For each of what is done that it goes on from, up to so many. */
const onwardWeight = 0.7;
const mostOnward = 3;

const horizonWeights: Readonly<Record<StartingPoint, Readonly<Record<Horizon, number>>>> = {
  none: { short: 2, medium: 0, long: -4 },
  begun: { short: 1, medium: 1, long: -2 },
  advanced: { short: -3, medium: 1, long: 1.5 },
};
const effortWeights: Readonly<Record<CouncilSize, Readonly<Record<Effort, number>>>> = {
  hamlet: { low: 2, medium: 0.5, high: -4 },
  village: { low: 1.5, medium: 0.5, high: -3 },
  town: { low: 1, medium: 0.5, high: -1.5 },
  "large-town": { low: 0.5, medium: 0.5, high: 0 },
  city: { low: 0.5, medium: 0.5, high: 0.5 },
};
/** A council that has not begun has nobody yet to carry a project. */
const firstProjectWeight = -6;
/** For each of the two posts that it concerns most and nobody of a small council holds. */
const noPostWeight = -1;
/** Its own text tells small councils not to do it alone. */
const againstSmallWeight = -3;
/** An agreement of the mayor is enough for it, and gives the rest a head. */
const leadWeight = 2;
/** For each action it names that is only for councils smaller than this one: it is mostly about them. */
const forSmallerWeight = -1;
/** For what it stands on within its objective and is neither done nor chosen. */
const groundlessWeight = -1.5;
/** Made for councils up to this size and not for others. That larger ones may as well says nothing for it. */
const forSmallWeight = 0.5;
/** For each free action of the same objective that was chosen before: an agenda covers ground. */
const sameObjectiveWeight = -0.9;

/** How well an action fits a council, higher is better; `alike` are those of its objective that were chosen before. */
export function worthOf(
  item: KnowledgeItem,
  alike: readonly KnowledgeItem[],
  scene: WorthScene,
): number {
  const { applicability } = item;
  if (applicability === undefined) return Number.NEGATIVE_INFINITY;
  const { size, start, leanings, done } = scene;
  const { horizon, effort, population, duty } = applicability;
  const { later, duties, count } = leaningOn(item, leanings);
  const onward = done.filter((other) => areRelated(item, other)).length;
  return (
    horizonWeights[start][horizon] +
    effortWeights[size][effort] +
    (duty === undefined ? freeWorth(item, alike, scene) : dutyWeight) +
    Math.min(duties.length, mostHelpedDuties) * helpedDutyWeight +
    Math.min(later.length, mostLater) * laterWeight +
    count * namedWeight +
    Math.min(onward, mostOnward) * onwardWeight +
    (start === "none" && effort === "high" ? firstProjectWeight : 0) +
    (population.max === undefined ? 0 : forSmallWeight)
  );
}

/** What counts only for what nobody must do. */
function freeWorth(
  item: KnowledgeItem,
  alike: readonly KnowledgeItem[],
  { population, size, start, catalogue, done }: WorthScene,
): number {
  const forSmaller = item.related.filter(
    (id) => (catalogue.get(id)?.applicability?.population.max ?? population) < population,
  );
  const isGroundless = groundOf(item, catalogue).some(
    (other) =>
      objectiveOf(other) === objectiveOf(item) && !done.includes(other) && !alike.includes(other),
  );
  return (
    alike.filter(isFree).length * sameObjectiveWeight +
    (start === "none" && isLead(item) ? leadWeight : 0) +
    forSmaller.length * forSmallerWeight +
    (isGroundless ? groundlessWeight : 0) +
    (isSmall(size) ? missingPosts(item) * noPostWeight : 0) +
    (isSmall(size) && isAgainstSmall(item) ? againstSmallWeight : 0)
  );
}

function isFree({ applicability }: KnowledgeItem): boolean {
  return applicability?.duty === undefined;
}

function objectiveOf({ id }: KnowledgeItem): string {
  return id.slice(0, id.lastIndexOf("."));
}
