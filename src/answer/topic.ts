import type { KnowledgeItem } from "../agenda/item.ts";
import type { Language } from "../language/language.ts";
import {
  coverage,
  type QuestionWord,
  type Strengths,
  strengthsOf,
  weighQuestion,
} from "../search/evidence.ts";
import type { SearchIndex } from "../search/search-index.ts";

/** Share of the topic's information that an item's own headline must say. */
const leastInHeadline = 0.7;
/** The same for the headline and the whole text together, when the headline says part of it. */
const leastInText = 0.85;
const leastInHeadlineWithText = 0.3;
/** How many sentences must speak of the topic for the text alone to make an item belong to it. */
const leastSentences = 3;
/** How many expected questions must name it. */
const leastQuestions = 2;

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
  const words = weighQuestion(asked, index.lexical).map((word) => withNarrower(word, index));
  if (words.length === 0) return [...items];
  return items.filter((item) => isAbout(item, words, index));
}

/** A word that names a matter also names every case of it: ransomware is cybersecurity. */
function withNarrower(word: QuestionWord, { language }: SearchIndex): QuestionWord {
  const concepts = new Map(word.concepts);
  for (const [id, weight] of word.concepts) {
    for (const narrower of language.narrowerThan(id)) {
      if (!concepts.has(narrower)) concepts.set(narrower, weight);
    }
  }
  return { ...word, concepts };
}

function isAbout(item: KnowledgeItem, words: readonly QuestionWord[], index: SearchIndex): boolean {
  const parent = index.catalogue.parent(item);
  // The axis' title names matters of all its objectives: it says nothing of one action.
  const above = parent?.kind === "objective" ? [index.titleProfile(parent)] : [];
  const headlines = [index.titleProfile(item), ...above].map((title) => strengthsOf(words, title));
  const inHeadline = coverage(words, joined(headlines));
  if (inHeadline >= leastInHeadline) return true;
  const questions = index.questionsOf(item);
  const inQuestions = strengthsOf(words, questions.profile);
  const asking = questions.words.filter(
    (_, at) => coverage(words, inQuestions, at, at + 1) >= leastInHeadline,
  );
  if (asking.length >= leastQuestions) return true;
  const texts = index
    .passagesOf(item)
    .map((passage) => strengthsOf(words, index.textOf(passage).profile));
  const text = joined(texts);
  let speaking = 0;
  for (let at = 0; at < (text[0]?.length ?? 0); at += 1) {
    if (coverage(words, text, at, at + 1) >= leastInHeadline) speaking += 1;
  }
  if (speaking >= leastSentences) return true;
  return (
    inHeadline >= leastInHeadlineWithText &&
    coverage(words, joined([...headlines, ...texts])) >= leastInText
  );
}

/** Several texts as one, sentence after sentence. */
function joined(texts: readonly Strengths[]): Strengths {
  return (texts[0] ?? []).map((_, word) =>
    Float32Array.from(texts.flatMap((text) => [...(text[word] ?? [])])),
  );
}
