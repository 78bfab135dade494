/**
 * Bands of population, the smallest first: from 1,000, 5,000, 20,000 and 50,000 inhabitants the law asks more of a council
 * (Llei 7/1985, art. 26) or helps it with more.
 */
export const populationBands = [
  "0-999",
  "1000-4999",
  "5000-19999",
  "20000-49999",
  "50000-",
] as const;
/** One of {@link populationBands}: the least and the most inhabitants. */
export type PopulationBand = (typeof populationBands)[number];

const beginnings = [0, 1_000, 5_000, 20_000, 50_000];

/** The band of a council, `unknown` where its inhabitants are not known. */
export function bandOf(population: number | undefined): PopulationBand | "unknown" {
  if (population === undefined) return "unknown";
  const at = beginnings.findLastIndex((least) => population >= least);
  return populationBands[at] ?? "0-999";
}
