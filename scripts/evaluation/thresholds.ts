import type { Figures } from "./table.ts";

/** What a figure must reach for a change to land; a little below what was last measured, so that noise passes. */
interface Floor {
  readonly name: string;
  readonly read: (figures: Figures) => number;
  readonly least: number;
}

const floors: readonly Floor[] = [];

/** Sentences on the floors that a half's figures miss. */
export function brokenThresholds(half: string, figures: Figures): string[] {
  return floors
    .filter((floor) => floor.read(figures) < floor.least)
    .map(
      (floor) =>
        `${half}: ${floor.name} is ${floor.read(figures).toFixed(3)}, at least ${floor.least} is asked`,
    );
}
