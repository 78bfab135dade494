import type { Answer } from "../../src/answer/answer.ts";
import { type Asked, askOf } from "../../src/answer/ask.ts";
import { lookupsOf } from "../../src/answer/content.ts";
import { moreOf, nextQuestion, suggestionsOf } from "../../src/answer/next-questions.ts";
import type { Page } from "../../src/answer/page.ts";
import { nameOf } from "../../src/answer/readable.ts";
import { hasCode, shownIn } from "../../src/answer/shown.ts";
import { words } from "../../src/answer/words.ts";
import type { Language } from "../../src/language/language.ts";
import { isNeedOffered } from "../../src/needs/offer.ts";
import { needWords } from "../../src/needs/words.ts";
import { planWords } from "../../src/plan/words.ts";
import { readWish, type Wish } from "../../src/reception/wish.ts";
import { receptionWords } from "../../src/reception/words.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { encodeWishBelow } from "./buttons.ts";
import { type Action, askAction, openUrl, wishAction } from "./card-elements.ts";
import { teamsWords } from "./words.ts";

/** What can be asked next, as many as were suggested and fit. */
export function askActions(
  answer: Answer,
  context: Asked & { readonly index: SearchIndex },
): Action[] {
  const { language, question } = answer;
  if (answer.kind === "failed") {
    const { retry } = teamsWords[language];
    return [askAction(retry, question, askOf(question, context))];
  }
  const questions = [
    ...moreOf(answer),
    ...choicesOf(answer, context.index),
    ...suggestionsOf(answer),
  ];
  const asked = { ...context, history: [...context.history, question] };
  return questions.map((next) => askNext(next, asked, language));
}

/** Where nothing is asserted, who asks says which it is. */
function choicesOf(answer: Answer, { catalogue }: SearchIndex): string[] {
  if (answer.kind !== "suggested") return [];
  const ids = new Set(answer.citations.map(({ itemId }) => itemId));
  const items = [...ids].flatMap((id) => catalogue.get(id) ?? []).filter(hasCode);
  return lookupsOf(items, answer);
}

/** A button that asks a question as it was suggested. */
export function askNext(question: string, asked: Asked, language: Language): Action {
  const { label, ask } = nextQuestion(question, asked, language);
  return askAction(label, question, ask);
}

/** A button that says what a person could write: a wish, which is served where it is private. */
export function saidAction(label: string, said: string): Action {
  return askAction(label, label, { question: said, history: [] });
}

/** The way to change the council, where the remembered one filtered. */
export function changeAction({ isForCouncil, language }: Answer): Action[] {
  if (!isForCouncil) return [];
  return [saidAction(receptionWords[language].change, teamsWords[language].council)];
}

/** Takes the action that is quoted first into the council's plan; none where it is another thing or a long list. */
export function planAction({ answer, isList }: Page): Action[] {
  const [first] = shownIn(answer);
  if (answer.kind !== "answered" || isList || first?.kind !== "action") return [];
  const wish: Wish = { kind: "plan-add", item: first.itemId };
  if (readWish(wish) === undefined) return [];
  const title = planWords[answer.language].add.label(first.itemId);
  return [wishAction(title, encodeWishBelow(wish), { hasFallback: true })];
}

/** Records what the Agenda does not cover as a need; none below other answers. */
export function needAction({ answer }: Page, id?: string): Action[] {
  if (!isNeedOffered(answer)) return [];
  const wish: Wish = { kind: "need", ...(id === undefined ? {} : { answer: id }) };
  const { record } = needWords[answer.language];
  return [wishAction(record, encodeWishBelow(wish), { hasFallback: true })];
}

/** Opens the best of what is quoted, where the answer says that it is one. */
export function openAction({ answer, isList }: Page): Action[] {
  const [first, ...others] = shownIn(answer);
  // The rows of a list open each its own.
  if (first === undefined || isList || answer.kind !== "answered") return [];
  const isOne = others.every(({ itemId }) => itemId === first.itemId);
  const name =
    isOne || !hasCode(first)
      ? words[answer.language].open
      : teamsWords[answer.language].openItem(first.itemId);
  return openUrl(name, nameOf(first), first.url);
}
