/** A language the assistant understands and replies in. Quotes stay in the language they were written in. */
export type Language = "ca" | "es" | "en";

/** Every {@link Language}, Catalan first: the order in which ties are broken. */
export const languages: readonly Language[] = ["ca", "es", "en"];

/** Names of the languages in themselves: who looks for theirs may read no other. */
export const languageNames: Readonly<Record<Language, string>> = {
  ca: "Català",
  es: "Castellano",
  en: "English",
};
