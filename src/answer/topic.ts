import type { KnowledgeItem } from "../agenda/item.ts";
import type { Language } from "../language/language.ts";
import { coverage, profile, type QuestionWord, weighQuestion } from "../search/evidence.ts";
import type { SearchIndex } from "../search/search-index.ts";

/** Share of the topic's information that an item's own headline must say. */
const leastInHeadline = 0.7;
/** The same for the headline and the whole text together, when the headline says part of it. */
const leastInText = 0.85;
const leastInHeadlineWithText = 0.3;
/** How many sentences must speak of the topic for the text alone to make an item belong to it. */
const leastSentences = 3;

/**
 * Items that are about a topic: their title, their objective's title or an expected question names it, or their text
 * keeps coming back to it. A passing mention does not make an item belong.
 */
export async function topicMatches(
  topic: string,
  items: readonly KnowledgeItem[],
  index: SearchIndex,
  language: Language,
): Promise<KnowledgeItem[]> {
  const words = weighQuestion(index.language.analyse(topic, language), index.lexical);
  if (words.length === 0) return [...items];
  return items.filter((item) => isAbout(item, words, index));
}

function isAbout(item: KnowledgeItem, words: readonly QuestionWord[], index: SearchIndex): boolean {
  const parent = index.catalogue.parent(item);
  // The axis' title names matters of all its objectives: it says nothing of one action.
  const above = parent?.kind === "objective" ? parent.title : "";
  const headline = profile(index.language.analyse(`${item.title}. ${above}`));
  const inHeadline = coverage(words, headline);
  if (inHeadline >= leastInHeadline) return true;
  const asked = index.questionsOf(item).filter((question) => coverage(words, question.profile) >= leastInHeadline);
  if (asked.length >= 2) return true;
  const sentences = item.blocks.map((block) => profile(index.language.analyse(block.text)));
  const speaking = sentences.filter((sentence) => coverage(words, sentence) >= leastInHeadline).length;
  if (speaking >= leastSentences) return true;
  const text = {
    strength: (word: QuestionWord) => Math.max(headline.strength(word), ...sentences.map((sentence) => sentence.strength(word))),
  };
  return inHeadline >= leastInHeadlineWithText && coverage(words, text) >= leastInText;
}
