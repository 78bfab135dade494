/** Inhabitants of the largest municipality there could be. */
export const mostInhabitants = 10_000_000;

/** Inhabitants as people write them (`800`, `1.200`, `1 200`); undefined when it is no such number. */
export function readPopulation(text: string): number | undefined {
  const digits = text.replace(/[\s.,'’]/gu, "");
  if (!/^\d{1,8}$/.test(digits)) return undefined;
  const population = Number(digits);
  return population >= 1 && population <= mostInhabitants ? population : undefined;
}
