import type { Figures } from "./table.ts";

/** What a figure must reach for a change to land; a little below what was last measured, so that noise passes. */
interface Floor {
  readonly name: string;
  readonly read: (figures: Figures) => number;
  readonly least: number;
}

const floors: readonly Floor[] = [
  ...(
    [
      ["ca", 0.82, 0.93],
      ["es", 0.85, 0.93],
      ["en", 0.85, 0.92],
    ] as const
  ).flatMap(([language, first, three]): Floor[] => [
    {
      name: `right item first, questions in ${language}`,
      read: ({ agenda }) => agenda.ranking[language]?.hit1 ?? 0,
      least: first,
    },
    {
      name: `right item among three, questions in ${language}`,
      read: ({ agenda }) => agenda.ranking[language]?.hit3 ?? 0,
      least: three,
    },
    {
      name: `general text, right passage first, questions in ${language}`,
      read: ({ general }) => general.ranking[language]?.hit1 ?? 0,
      least: 0.8,
    },
    {
      name: `lead over MiniSearch in MRR, questions in ${language}`,
      read: ({ agenda }) =>
        (agenda.ranking[language]?.mrr ?? 0) -
        (agenda.baselines["MiniSearch"]?.[language]?.mrr ?? 1),
      least: 0.05,
    },
  ]),
  {
    name: "uncovered questions that are not asserted",
    read: ({ agenda }) => 1 - agenda.uncovered.answered,
    least: 0.96,
  },
  {
    name: "covered questions that are not abstained from",
    read: ({ agenda }) => 1 - agenda.covered.abstained,
    least: 0.96,
  },
  { name: "exact questions right", read: ({ agenda }) => agenda.exact.share, least: 0.85 },
  { name: "quotes faithful", read: ({ agenda }) => agenda.fidelity, least: 1 },
  { name: "quotes faithful, general text", read: ({ general }) => general.fidelity, least: 1 },
];

/** Sentences on the floors that a half's figures miss. */
export function brokenThresholds(half: string, figures: Figures): string[] {
  return floors
    .filter((floor) => floor.read(figures) < floor.least)
    .map(
      (floor) =>
        `${half}: ${floor.name} is ${floor.read(figures).toFixed(3)}, at least ${floor.least} is asked`,
    );
}
