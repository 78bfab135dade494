import { type ItineraryRole, itineraryRoles, type Step } from "../agenda/step.ts";
import { isComplete, type Progress, progressOf } from "../onboarding/itinerary.ts";
import type { FigureStore } from "../ports.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { OnboardingReport } from "./report.ts";

/** What a report of newcomers is made from. */
export interface OnboardingReportOptions {
  readonly figures: Pick<FigureStore, "journeys">;
  readonly index: Pick<SearchIndex, "itinerary">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const activeWithinMs = 30 * 24 * 60 * 60 * 1_000;

/** Looks at how newcomers get on. */
export async function onboardingReport({
  figures,
  index: { itinerary },
  now,
}: OnboardingReportOptions): Promise<OnboardingReport> {
  const tally = createTally(itinerary);
  const sinceMs = now() - activeWithinMs;
  let active = 0;
  for await (const batch of figures.journeys())
    for (const { journey, usedAtMs } of batch) {
      if (Math.max(usedAtMs, journey.startedAtMs) >= sinceMs) active += 1;
      tally.add(journey.role, progressOf(itinerary, journey));
    }
  const { roles, steps } = tally;
  return {
    begun: roles.reduce((sum, { begun }) => sum + begun, 0),
    finished: roles.reduce((sum, { finished }) => sum + finished, 0),
    active,
    roles,
    steps,
  };
}

function createTally(itinerary: readonly Step[]) {
  const roles = itineraryRoles.map((role) => ({ role, begun: 0, finished: 0 }));
  const steps = itinerary.map(({ id, title }) => ({ id, title, asked: 0, done: 0 }));
  const byId = new Map(steps.map((step) => [step.id, step]));
  return {
    roles,
    steps,
    add(name: ItineraryRole, progress: Progress) {
      const role = roles.find((one) => one.role === name);
      if (role !== undefined) {
        role.begun += 1;
        role.finished += isComplete(progress) ? 1 : 0;
      }
      for (const { id } of progress.steps) count(byId.get(id), "asked");
      for (const { id } of progress.done) count(byId.get(id), "done");
    },
  };
}

function count<Name extends string>(counts: Record<Name, number> | undefined, name: Name): void {
  if (counts !== undefined) counts[name] += 1;
}
