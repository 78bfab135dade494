import type { Language } from "../language/language.ts";
import { isStopWord } from "../language/stop-words.ts";
import { fold, tokenise } from "../language/tokens.ts";

const maxQuestions = 3;
const maxChars = 2_000;
/** Words of each question, and of those words that say something, at least. */
const leastWords = 3;
const leastContent = 1;

/** Words that open a question of their own after "and". */
const openers: Readonly<Record<Language, string>> = {
  ca: "qui|què|que he|que hem|quin|quina|quins|quines|com|quan|quant|quanta|quants|quantes|on|per què|cal|hem de|podem|a qui|de qui|amb qui",
  es: "quién|quiénes|qué|cuál|cuáles|cómo|cuándo|cuánto|cuánta|cuántos|cuántas|dónde|por qué|hay que|tenemos que|podemos|a quién|con quién",
  en: "who|what|which|how|when|where|why|do we|can we|should we|must we|is there|are there|does|is it",
};
const joints: Readonly<Record<Language, RegExp>> = {
  ca: jointOf(
    "i|i també|i a més|a més|també",
    openers.ca,
    "i també|i a més|i una altra cosa|d'altra banda",
  ),
  es: jointOf(
    "y|y además|y también|además|también",
    openers.es,
    "y además|y también|y otra cosa|por otro lado",
  ),
  en: jointOf("and|and also|also|plus", openers.en, "and also|and another thing|on another note"),
};

function jointOf(and: string, opener: string, also: string): RegExp {
  return new RegExp(
    `[,;]?\\s+(?:(?:${and})[,:]?\\s+(?=[¿]?(?:${opener})\\s)|(?:${also})[,:]?\\s+)`,
    "giu",
  );
}

/** The questions of a message that asks several, by rules; empty where it asks one or that is not sure. */
export function splitQuestion(question: string, language: Language): readonly string[] {
  if (question.length > maxChars) return [];
  const text = question.replace(/\s+/gu, " ").trim();
  const marked = text.split(/(?<=\?)\s+/u).filter((part) => part !== "");
  const asked = marked.length > 1 && marked.every((part) => part.endsWith("?"));
  const parts = asked ? marked : splitAtJoint(text, language);
  if (parts.length < 2 || parts.length > maxQuestions) return [];
  return parts.every((part) => standsAlone(part, language)) ? parts.map(capitalised) : [];
}

function splitAtJoint(text: string, language: Language): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(joints[language])) {
    parts.push(text.slice(from, match.index));
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return parts.map((part) => part.trim());
}

/** Words that point at the rest of the message: a question that has them does not stand alone. */
const pointing = new Set(
  "aixo allo aquest aquesta aquests aquestes ho hi ell ella ells elles en eso esto ello este esta estos estas lo it that this they them those these one ones".split(
    " ",
  ),
);

function standsAlone(part: string, language: Language): boolean {
  const words = tokenise(part);
  const content = words.filter(({ word }) => !isStopWord(word, language));
  // "Hi ha" and "there is" say that something exists and point at nothing.
  const last = words.filter(
    ({ word }, at) => at > 0 && !(word === "hi" && /^ha/u.test(words[at + 1]?.word ?? "")),
  );
  return (
    words.length >= leastWords &&
    content.length >= leastContent &&
    !last.some(({ word }) => word !== "en" && pointing.has(fold(word)))
  );
}

function capitalised(part: string): string {
  return part.replace(
    /^(¿?)(\p{Ll})/u,
    (_, mark: string, letter: string) => mark + letter.toUpperCase(),
  );
}
