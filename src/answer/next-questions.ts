import type { Language } from "../language/language.ts";
import type { Answer } from "./answer.ts";
import { type Ask, type Asked, askOf } from "./ask.ts";
import { chatWords } from "./chat-words.ts";
import { isLongList } from "./shown.ts";
import { words } from "./words.ts";

/** Questions offered at once: more are not read on a phone. */
const maxSuggestions = 5;

/** Asks for what the answer has more of; none where that is all. */
export function moreOf(answer: Answer): string[] {
  const { more } = words[answer.language].suggestions;
  return answer.kind === "answered" && answer.further > 0 ? [more] : [];
}

/** What the answer suggests to ask next, as much as is offered at once. */
export function suggestionsOf(answer: Answer): string[] {
  // Below a long list they would only repeat its first rows.
  if (isLongList(answer)) return [];
  const offered = new Set(answer.suggestions.filter((question) => question.trim() !== ""));
  return [...offered].slice(0, maxSuggestions);
}

/** A question on a button: as a few characters show it, and as it is asked. */
export interface NextQuestion {
  readonly label: string;
  readonly ask: Ask;
}

/** A question as it was suggested, made one on a button. */
export function nextQuestion(question: string, asked: Asked, language: Language): NextQuestion {
  return {
    label: labelOf(question, language),
    ask: askOf(asWritten(question, language), asked),
  };
}

/** Begins a question that looks an item up: `Acció 2.3.1: Tenir un pla…`. */
const lookup = /^(\p{L}+) (\d+(?:\.\d+)*): /u;

/** A code says already of what kind it is. */
function labelOf(question: string, language: Language): string {
  const at = words[language].suggestions.examples.indexOf(question);
  return chatWords[language].examples[at] ?? question.replace(lookup, "$2 ");
}

/** A title in Catalan would bring an answer in Catalan. */
function asWritten(question: string, language: Language): string {
  const [, kind, code] = lookup.exec(question) ?? [];
  return language === "ca" || kind === undefined ? question : `${kind} ${code}`;
}
