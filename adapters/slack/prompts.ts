import type { Language } from "../../src/language/language.ts";
import { planWords } from "../../src/plan/words.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { maxPrompts } from "./limits.ts";
import { type PromptWords, slackWords } from "./words.ts";

/** Questions to begin with, and what stands above them. */
export interface Prompts {
  readonly title: string;
  readonly prompts: readonly PromptWords[];
}

/** What to begin with, the itinerary first and the plan last: questions that are sure to be answered. None where the Agenda is not what is served. */
export function promptsFor({ catalogue, itinerary }: SearchIndex, language: Language): Prompts {
  const { title, list, itinerary: first } = slackWords[language].prompts;
  const axes = catalogue.list("axis");
  const axis = axes.at(2) ?? axes.at(-1);
  const [action] = catalogue.list("action");
  if (axis === undefined || action === undefined) return { title, prompts: [] };
  const guided = itinerary.length === 0 ? [] : [first];
  const prompts = [...guided, ...list(axis.id, action.id)].slice(0, maxPrompts - 1);
  const plan = planWords[language].title;
  return { title, prompts: [...prompts, { title: plan, message: plan }] };
}
