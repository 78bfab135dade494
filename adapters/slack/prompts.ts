import type { Language } from "../../src/language/language.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { maxPrompts } from "./limits.ts";
import { type PromptWords, slackWords } from "./words.ts";

/** Questions to begin with, and what stands above them. */
export interface Prompts {
  readonly title: string;
  readonly prompts: readonly PromptWords[];
}

/** Questions to begin with that are sure to be answered; none where the Agenda is not what is served. */
export function promptsFor({ catalogue }: SearchIndex, language: Language): Prompts {
  const { title, list } = slackWords[language].prompts;
  const axes = catalogue.list("axis");
  const axis = axes.at(2) ?? axes.at(-1);
  const [action] = catalogue.list("action");
  if (axis === undefined || action === undefined) return { title, prompts: [] };
  return { title, prompts: list(axis.id, action.id).slice(0, maxPrompts) };
}
