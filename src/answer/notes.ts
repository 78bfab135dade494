import type { SearchIndex } from "../search/search-index.ts";
import type { Answer } from "./answer.ts";
import { describeFilters } from "./content.ts";
import { joinList, words } from "./words.ts";

/** The notes of an answer as one text, without what a list says in its lead: what it was filtered by. */
export function notesOf(answer: Answer, index: SearchIndex): string {
  const { notes, lead, filters, language } = answer;
  const conditions = describeFilters(filters, undefined, { index, language });
  const isSaid = conditions.every((condition) => lead.includes(condition));
  const doubled = isSaid ? words[language].filtered(joinList(conditions, language)) : "";
  return notes
    .filter((note) => note !== doubled)
    .join(" ")
    .trim();
}
