import type { KnowledgeItem } from "../agenda/item.ts";
import type { Analysis } from "../language/analyse.ts";
import type { Language } from "../language/language.ts";
import {
  coverage,
  coverageOf,
  type QuestionWord,
  type Strengths,
  strengthsOf,
  weighQuestion,
} from "../search/evidence.ts";
import type { SearchIndex } from "../search/search-index.ts";

/** Share of the topic's information that a headline, a question or a sentence must say to speak of it. */
const leastSaid = 0.7;
/** Weight of a match from which it is no guess. */
const leastSure = 0.6;
/** The same for the title of the objective above, which speaks for several actions at once. */
const leastInObjective = 0.9;
/** Share of an item's expected questions that must speak of the topic. */
const leastQuestions = 0.25;
/** Share of an item's sentences that must: a matter that the text keeps coming back to. */
const leastSentences = 0.2;

/**
 * Items that are about a topic: their title, their objective's title or an expected question names it, or their text
 * keeps coming back to it. A passing mention does not make an item belong.
 */
export function topicMatches(
  topic: string,
  items: readonly KnowledgeItem[],
  index: SearchIndex,
  language: Language,
): KnowledgeItem[] {
  const asked = index.language.analyse(topic, language, index.speller);
  const words = weighQuestion(asked, index.lexical);
  if (words.length === 0) return [...items];
  const cases = words.map((word) => casesOf(word, index));
  return items.filter((item) => isAbout(item, words, cases, index));
}

/** Ids of the matters that are cases of what a word names: ransomware is cybersecurity. */
function casesOf(word: QuestionWord, { language }: SearchIndex): ReadonlySet<string> {
  return new Set([...word.concepts.keys()].flatMap((id) => language.narrowerThan(id)));
}

function isAbout(
  item: KnowledgeItem,
  words: readonly QuestionWord[],
  cases: readonly ReadonlySet<string>[],
  index: SearchIndex,
): boolean {
  const title = strengthsOf(words, index.titleProfile(item));
  if (coverage(words, widened(title, cases, index.language.analyse(item.title))) >= leastSaid)
    return true;
  const parent = index.catalogue.parent(item);
  // The axis' title names matters of all its objectives: it says nothing of one action.
  const isUnderTopic =
    parent?.kind === "objective" &&
    coverageOf(words, index.titleProfile(parent)) >= leastInObjective;
  if (isUnderTopic) return true;
  const questions = strengthsOf(words, index.questionsOf(item).profile);
  if (speakingShare(words, questions) >= leastQuestions) return true;
  const texts = index.passagesOf(item).map((passage) => index.textOf(passage).profile);
  return (
    speakingShare(words, joined(texts.map((text) => strengthsOf(words, text)))) >= leastSentences
  );
}

/** A title that surely names a case of what a word means says the word. */
function widened(
  title: Strengths,
  cases: readonly ReadonlySet<string>[],
  { concepts }: Analysis,
): Strengths {
  const named = concepts
    .filter(({ weight }) => weight >= leastSure)
    .map(({ concept }) => concept.id);
  return title.map((row, word) =>
    named.some((id) => cases[word]?.has(id)) ? Float32Array.of(1) : row,
  );
}

/** Share of sentences that speak of the topic. */
function speakingShare(words: readonly QuestionWord[], strengths: Strengths): number {
  const count = strengths[0]?.length ?? 0;
  let speaking = 0;
  for (let at = 0; at < count; at += 1) {
    if (coverage(words, strengths, at, at + 1) >= leastSaid) speaking += 1;
  }
  return count === 0 ? 0 : speaking / count;
}

/** Several texts as one, sentence after sentence. */
function joined(texts: readonly Strengths[]): Strengths {
  return (texts[0] ?? []).map((_, word) =>
    Float32Array.from(texts.flatMap((text) => [...(text[word] ?? [])])),
  );
}
