import type { PopulationRange } from "./item.ts";

/** For whom steps are written. */
export const itineraryRoles = ["agent-digital", "secretaria", "alcaldia"] as const;
/** One of {@link itineraryRoles}. */
export type ItineraryRole = (typeof itineraryRoles)[number];

/** When a step is to be done, counted from the first day. */
export const stages = ["week", "month", "quarter"] as const;
/** One of {@link stages}. */
export type Stage = (typeof stages)[number];

/** One step of the itinerary, as a file of `itinerari/` tells it. Its texts are ours and in Catalan; its quotes are the Agenda's. */
export interface Step {
  readonly id: string;
  readonly title: string;
  readonly stage: Stage;
  readonly order: number;
  /** Minutes that it takes. */
  readonly minutes: number;
  readonly axis?: string;
  readonly population: PopulationRange;
  readonly roles: readonly ItineraryRole[];
  /** Ids of the items to read. */
  readonly items: readonly string[];
  /** Paragraphs before the tasks: why now. */
  readonly why: readonly string[];
  /** What is to be done, in order. */
  readonly tasks: readonly string[];
  readonly questions: readonly StepQuestion[];
  /** Relative to the knowledge folder. */
  readonly sourcePath: string;
}

/** A question that checks whether a step was understood. */
export interface StepQuestion {
  readonly ask: string;
  readonly options: readonly string[];
  /** Number of the right option, from 0. */
  readonly right: number;
  /** Why it is right. */
  readonly because: string;
  /** Id of the item that proves it. */
  readonly item: string;
  /** Stands word for word in one block of that item. */
  readonly quote: string;
}
