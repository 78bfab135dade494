import type { Language } from "../language/language.ts";
import type { ReadText } from "./read-text.ts";
import type { Place } from "./roles.ts";

/** Words at which another clause or another thing of a list begins. */
const joints: Readonly<Record<Language, ReadonlySet<string>>> = {
  ca: new Set("i o que pero sino perque on qui".split(" ")),
  es: new Set("y e o u que pero sino porque donde quien".split(" ")),
  en: new Set("and or but that which who because where so".split(" ")),
};

/** Whether a clause may end before a place: a break, or a word that joins clauses. */
export function isJoint(text: ReadText, at: number): boolean {
  const word = text.words[at];
  if (word === undefined) return true;
  return word.isBreak || joints[text.language].has(word.folded);
}

/** Number of breaks and joints before each place: two places of one number are in one clause. */
export function clausesOf(text: ReadText): number[] {
  let clause = 0;
  return text.words.map((_, at) => {
    if (isJoint(text, at)) clause += 1;
    return clause;
  });
}

/** Like {@link clausesOf}, but only what has a verb of its own begins a clause: things of a list stay in one. */
export function statementsOf(text: ReadText, places: readonly Place[]): number[] {
  const clauses = clausesOf(text);
  const verbal = new Set(clauses.filter((_, at) => places[at]?.isVerb));
  let statement = 0;
  let known = clauses[0];
  return clauses.map((clause) => {
    if (clause !== known && verbal.has(clause)) statement += 1;
    known = clause;
    return statement;
  });
}
