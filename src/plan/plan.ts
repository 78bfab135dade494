/** How far an action of a plan is. */
export const planStatuses = ["proposed", "under-way", "done", "dropped"] as const;
/** One of {@link planStatuses}. */
export type PlanStatus = (typeof planStatuses)[number];

/** A quarter of a year, like `2027-T1`. */
export type Quarter = `${number}-T${1 | 2 | 3 | 4}`;

/** An action that a council has taken into its plan. */
export interface PlanEntry {
  /** Id of the item of the Agenda; each is in a plan once. */
  readonly item: string;
  /** Its title when it was taken: shown when the item is no longer in the Agenda. */
  readonly title: string;
  readonly status: PlanStatus;
  /** Who sees to it, in the council's own words; empty when nobody was named. */
  readonly owner: string;
  /** When it is to be done; absent while that is open. */
  readonly quarter?: Quarter;
  readonly notes: string;
  /** Why it is in the plan, where it was proposed: our words of then, made anew where it is shown. */
  readonly reason?: string;
  readonly addedAtMs: number;
  readonly changedAtMs: number;
  /** Counts the changes: a change of an older version is refused and shown what there is now. */
  readonly version: number;
}

/** Whether an entry stands as this assistant proposed it: nobody of the council has changed anything of it. */
export function isUntouched({ reason, version }: PlanEntry): boolean {
  return reason !== undefined && version === 1;
}
