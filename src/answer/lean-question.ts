import { foldedKeepingLength } from "../council/population.ts";
import type { Language } from "../language/language.ts";
import { coverage, type QuestionWord, strengthsOf, weighQuestion } from "../search/evidence.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { opensQuestion } from "./asks.ts";
import type { Turn } from "./conversation.ts";
import { ellipsis } from "./cues.ts";

/** Content words up to which a question may lean on the one before it. */
const mostWords = 5;
/** Of what a question says, so much is foreign to the knowledge at most, and so much stands in what it leans on at least. */
const mostForeign = 0.34;
const leastShared = 0.45;

/** Words that point at what was said before, folded; articles do not. */
const pointing: Readonly<Record<Language, RegExp>> = {
  ca: /(?:^|[^\p{L}])(?:aixo|allo|aquest[ae]?s?|ell[ae]?s?|ho|hi|mateix[ae]?s?)(?![\p{L}])/u,
  es: /(?:^|[^\p{L}])(?:eso|esto|ello|es[ae]s?|est[ae]s?|lo|mism[oa]s?)(?![\p{L}])/u,
  en: /(?:^|[^\p{L}])(?:its?|this|that|these|those|they|them|ones?|there|then|same)(?![\p{L}])/u,
};

/**
 * A question in the words of the one that it leans on, by rules: what was asked before, and what is asked now. Undefined
 * where it says itself what it is about, or what nobody spoke of.
 */
export function leanQuestion(
  question: string,
  before: Turn,
  language: Language,
  index: SearchIndex,
): string | undefined {
  const subject = subjectOf(before);
  if (subject === undefined) return undefined;
  const plain = foldedKeepingLength(question);
  const opening = ellipsis.exec(plain)?.[0] ?? "";
  const words = weighQuestion(index.language.analyse(question, language), index.lexical);
  if (words.length > mostWords) return undefined;
  // "And when?" says nothing of its own; neither does "ok", which asks nothing.
  const isLeaning =
    words.length === 0
      ? opensQuestion(question)
      : opening !== "" || pointing[language].test(plain.slice(opening.length));
  if (!isLeaning) return undefined;
  if (words.length > 0 && sharedWith(before, words, index) < leastShared) return undefined;
  const total = words.reduce((sum, { info }) => sum + info, 0);
  const foreign = words.reduce(
    (sum, { info, isKnown, isOffAgenda }) => sum + (isKnown && !isOffAgenda ? 0 : info),
    0,
  );
  if (total > 0 && foreign / total > mostForeign) return undefined;
  return `${subject.replace(/[\s?.!]*$/u, "")}? ${question.slice(opening.length).trim()}`;
}

/** Share of what words say that a passage of the item spoken of says too, 0 to 1. */
function sharedWith({ focus }: Turn, words: readonly QuestionWord[], index: SearchIndex): number {
  const [item] = focus;
  const shares = (item === undefined ? [] : index.passagesOf(item)).map((passage) => {
    const { profile } = index.textOf(passage);
    return coverage(words, strengthsOf(words, profile), 0, profile.sentenceCount);
  });
  return Math.max(0, ...shares);
}

function subjectOf({ query, focus }: Turn): string | undefined {
  const [item] = focus;
  if (item === undefined) return undefined;
  return query.kind === "search" ? query.text : item.title;
}
