import type { Quarter } from "./plan.ts";

const numbers = [1, 2, 3, 4] as const;
const written = /^(\d{4})-T([1-4])$/;

/** The quarter of a moment and those after it, as many as are wanted in all. */
export function quartersFrom(ms: number, count: number): Quarter[] {
  const date = new Date(ms);
  const first = date.getUTCFullYear() * 4 + Math.floor(date.getUTCMonth() / 3);
  return Array.from({ length: count }, (_, more): Quarter => {
    const at = first + more;
    return `${Math.floor(at / 4)}-T${numbers[at % 4] ?? 1}`;
  });
}

/** Reads a quarter like `2027-T1`; undefined for everything else. */
export function readQuarter(text: string): Quarter | undefined {
  const parts = written.exec(text);
  const number = numbers.find((known) => String(known) === parts?.[2]);
  return parts === null || number === undefined ? undefined : `${Number(parts[1])}-T${number}`;
}

/** A quarter in the reader's words: `say` gets its number and its year. */
export function quarterWords(
  quarter: Quarter,
  say: (number: number, year: string) => string,
): string {
  const [year = "", number = ""] = quarter.split("-T");
  return say(Number(number), year);
}

/** ISO date of the last day of a quarter. */
export function lastDayOfQuarter(quarter: Quarter): string {
  const [year = "", number = ""] = quarter.split("-T");
  return new Date(Date.UTC(Number(year), Number(number) * 3, 0)).toISOString().slice(0, 10);
}
