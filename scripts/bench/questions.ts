import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { readQuestions } from "../evaluation/question-sets.ts";
import { createRandom, pick, type Random, shuffled } from "./random.ts";

const seed = 37;
const fromCollection = 300;
const typoShare = 0.25;

/**
 * What is asked: the questions of the tuning half, and as many of the expected questions of the collection's items
 * with a word left out and now and then a typo, all in one mixed order.
 */
export function benchQuestions(items: readonly KnowledgeItem[]): string[] {
  const random = createRandom(seed);
  const askable = items.filter((item) => item.questions.length > 0);
  const own = Array.from({ length: askable.length === 0 ? 0 : fromCollection }, () =>
    blurred(pick(random, pick(random, askable).questions), random),
  );
  return shuffled(random, [...readQuestions("tuning").map(({ question }) => question), ...own]);
}

/**
 * The questions without end: first as they are, then again and again in another order, each with a word left out and
 * now and then a typo. The same for the same questions on every machine. @throws RangeError when there are none
 */
export function* endlessQuestions(questions: readonly string[]): Generator<string, never> {
  if (questions.length === 0) throw new RangeError("no questions to ask");
  yield* questions;
  const random = createRandom(seed);
  while (true) {
    for (const question of shuffled(random, questions)) yield blurred(question, random);
  }
}

function blurred(question: string, random: Random): string {
  const words = question.split(" ");
  if (words.length > 3) words.splice(Math.floor(random() * words.length), 1);
  if (random() < typoShare) {
    const at = Math.floor(random() * words.length);
    words[at] = swapped(words[at] ?? "", random);
  }
  return words.join(" ");
}

/** Two neighbouring letters in the wrong order. */
function swapped(word: string, random: Random): string {
  if (word.length < 3) return word;
  const at = 1 + Math.floor(random() * (word.length - 2));
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}
