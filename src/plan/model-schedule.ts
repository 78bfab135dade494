import type { Effort, Horizon, KnowledgeItem } from "../agenda/item.ts";
import { type CouncilSize, isLead } from "./council-size.ts";
import { type Leanings, leaningOn } from "./leaning.ts";
import { compareCodes } from "./order.ts";
import type { Quarter } from "./plan.ts";
import { lastDayOfQuarter, quartersFrom } from "./quarters.ts";

/** Quarters after the present one in which an action of a horizon can show results at the earliest. */
const earliest: Readonly<Record<Horizon, number>> = { short: 1, medium: 3, long: 7 };

/** What an effort takes of a quarter, and what councils have of it. */
const load: Readonly<Record<Effort, number>> = { low: 1, medium: 2, high: 3 };
const capacity: Readonly<Record<CouncilSize, number>> = {
  hamlet: 5,
  village: 6,
  town: 6,
  "large-town": 7,
  city: 8,
};

/** Whether an action can show results before what it makes use of ends. Most have no end. */
export function canBeDone({ applicability }: KnowledgeItem, nowMs: number): boolean {
  if (applicability === undefined) return false;
  const { horizon, ends } = applicability;
  const first = quartersFrom(nowMs, earliest[horizon] + 1).at(-1);
  return ends === undefined || (first !== undefined && lastDayOfQuarter(first) <= ends);
}

/** Whether what an action makes use of has ended. */
export function hasEnded({ applicability }: KnowledgeItem, nowMs: number): boolean {
  const ends = applicability?.ends;
  return ends !== undefined && ends < new Date(nowMs).toISOString().slice(0, 10);
}

/** What is to be done when: first what ends and what is only a decision, then what the law asks, of that what most others need, and never all at once. */
export function scheduleOf(
  chosen: readonly KnowledgeItem[],
  { size, leanings, nowMs }: ScheduleScene,
): Map<string, Quarter> {
  const all = quartersFrom(nowMs, earliest.long + chosen.length + 1);
  const used = all.map(() => 0);
  const dated = new Map<string, Quarter>();
  for (const item of [...chosen].sort((a, b) => compareUrgency(a, b, leanings))) {
    const { id, applicability } = item;
    if (applicability === undefined) continue;
    const { horizon, effort, ends } = applicability;
    const first = earliest[horizon];
    // A decision takes nothing of the time of those who do the work.
    const more = isLead(item) ? 0 : load[effort];
    const free = used.findIndex(
      (taken, at) => at >= first && (taken === 0 || taken + more <= capacity[size]),
    );
    // What ends cannot wait until there is room.
    const at = ends === undefined ? free : first;
    const quarter = all[at];
    if (quarter === undefined) continue;
    used[at] = (used[at] ?? 0) + more;
    dated.set(id, quarter);
  }
  return dated;
}

interface ScheduleScene {
  readonly size: CouncilSize;
  readonly leanings: Leanings;
  readonly nowMs: number;
}

function compareUrgency(a: KnowledgeItem, b: KnowledgeItem, leanings: Leanings): number {
  const [first, second] = [urgencyOf(a, leanings), urgencyOf(b, leanings)];
  const at = first.findIndex((value, place) => value !== second[place]);
  return at < 0 ? compareCodes(a.id, b.id) : (second[at] ?? 0) - (first[at] ?? 0);
}

/** Compared from the first number on; the higher comes first. */
function urgencyOf(item: KnowledgeItem, leanings: Leanings): readonly number[] {
  const { duty, effort = "low", ends } = item.applicability ?? {};
  const { later, duties } = leaningOn(item, leanings);
  return [
    ends === undefined ? 0 : 1,
    isLead(item) ? 1 : 0,
    duty === undefined ? 0 : 1,
    duties.length,
    -load[effort],
    later.length,
  ];
}
