import type { ItineraryRole, Step } from "../agenda/step.ts";
import { smallCouncil } from "../council/population.ts";
import type { Journey } from "./journey.ts";

/**
 * The steps of a person, in order. Where the population is not known, those of a small council: three of four councils
 * have no more than 5,000 inhabitants, and a step too small does less harm than one that asks for a team.
 */
export function stepsFor(
  itinerary: readonly Step[],
  role: ItineraryRole,
  population: number = smallCouncil,
): Step[] {
  return itinerary.filter(
    ({ roles, population: { min = 0, max = Number.POSITIVE_INFINITY } }) =>
      roles.includes(role) && population >= min && population <= max,
  );
}

/** How far a person is among the steps that there are now: those that have vanished since count no more. */
export interface Progress {
  readonly steps: readonly Step[];
  readonly done: readonly Step[];
  readonly open: readonly Step[];
  /** The first that is open; absent when there is none. */
  readonly current?: Step;
}

/** How far a person is. */
export function progressOf(itinerary: readonly Step[], journey: Journey): Progress {
  const steps = stepsFor(itinerary, journey.role, journey.population);
  const open = steps.filter((step) => !isDone(journey, step));
  const [current] = open;
  return {
    steps,
    done: steps.filter((step) => isDone(journey, step)),
    open,
    ...(current === undefined ? {} : { current }),
  };
}

/** Whether a person has done all steps that there are. */
export function isComplete({ steps, open }: Progress): boolean {
  return steps.length > 0 && open.length === 0;
}

/** Whether a person has done a step. */
export function isDone(journey: Journey, step: Pick<Step, "id">): boolean {
  return Object.hasOwn(journey.done, step.id);
}
