import { fold } from "../language/tokens.ts";
import { digitsOf, wholeNumber } from "./number-words.ts";

/** More inhabitants than any council has. */
export const mostInhabitants = 10_000_000;

/** Source of a pattern for the words that only inhabitants are counted in, in folded text. */
export const inhabitantsWord =
  "(?:habitants?|habitantes?|habs?\\b\\.?|inhabitants?|inhab\\b\\.?|empadronat?s|empadronad[oa]s|animes|almas)";

/** Source of a pattern for a population where nothing else is expected: `1200`, `1.200`, `1 200 habitants`. */
export const writtenPopulation = `${wholeNumber}(?:\\s*${inhabitantsWord})?`;
const written = new RegExp(`^\\s*(?<number>${wholeNumber})(?:\\s*${inhabitantsWord})?\\s*$`, "u");

/** Inhabitants as people write them into a field; undefined when it is no number of inhabitants. */
export function readPopulation(text: string): number | undefined {
  const number = written.exec(fold(text))?.groups?.["number"];
  const population = number === undefined ? 0 : digitsOf(number);
  return population >= 1 && population <= mostInhabitants ? population : undefined;
}
