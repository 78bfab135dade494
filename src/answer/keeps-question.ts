import type { Language } from "../language/language.ts";
import { profile, strengthsOf, weighQuestion } from "../search/evidence.ts";
import type { SearchIndex } from "../search/search-index.ts";

/** Of what a question says, in information, other words must say this much too. */
const leastKept = 0.5;
/** Strength of a match by a word that may be a misspelling, and no less. */
const leastStrength = 0.5;

const negations: Readonly<Record<Language, RegExp>> = {
  ca: /(?:^|[^\p{L}])(?:no|sense|cap|mai|ni|tampoc|ningú|res)(?!\p{L})/iu,
  es: /(?:^|[^\p{L}])(?:no|sin|ning[uú]n[oa]?s?|nunca|jamás|ni|tampoco|nadie|nada)(?!\p{L})/iu,
  en: /(?:^|[^\p{L}])(?:not?|never|without|nor|neither|none|nobody|nothing|\p{L}+n['’]t)(?!\p{L})/iu,
};

/**
 * Whether a question that was put in other words still asks what was asked: what is denied is denied, what the knowledge
 * does not know is still asked for, and most of the rest is there.
 */
export function keepsQuestion(
  question: string,
  others: readonly string[],
  language: Language,
  index: SearchIndex,
): boolean {
  const isDenied = negations[language].test(question);
  if (isDenied !== others.some((other) => negations[language].test(other))) return false;
  const words = weighQuestion(index.language.analyse(question, language), index.lexical);
  const said = profile(others.map((other) => index.language.analyse(other, language)));
  const strengths = strengthsOf(words, said).map((row) => Math.max(0, ...row));
  let asked = 0;
  let kept = 0;
  for (const [at, { info, isKnown, isOffAgenda }] of words.entries()) {
    const isKept = (strengths[at] ?? 0) >= leastStrength;
    if (!isKept && (!isKnown || isOffAgenda)) return false;
    asked += info;
    if (isKept) kept += info;
  }
  return asked === 0 || kept / asked >= leastKept;
}
