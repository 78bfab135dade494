import type { Language } from "../language/language.ts";
import type { SearchIndex } from "../search/search-index.ts";

/** Whether a sentence can be read in a language: short ones that show none may be anybody's. */
export function isInLanguage(
  text: string,
  language: Language,
  index: Pick<SearchIndex, "language">,
): boolean {
  const found = index.language.identifier.identify(text);
  return found === undefined || found === language;
}
