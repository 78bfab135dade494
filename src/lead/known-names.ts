/** Acronyms that the three languages write differently, a row a thing. */
const rows: readonly (readonly string[])[] = [
  ["RGPD", "GDPR"],
  ["UE", "EU"],
  ["IA", "AI"],
  ["TIC", "TI", "ICT", "IT"],
  ["DPD", "DPO"],
  ["ONU", "UN"],
  ["PIME", "PYME", "SME"],
];
const firstOf = new Map(rows.flatMap((row) => row.map((name) => [name, row[0] ?? name] as const)));

/** One name for an acronym in whichever language it is written, in capitals. */
export function knownName(acronym: string): string {
  const capitals = acronym.toUpperCase();
  return firstOf.get(capitals) ?? capitals;
}
