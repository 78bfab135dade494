/** A language the assistant understands and replies in. Quotes stay in the language they were written in. */
export type Language = "ca" | "es" | "en";

/** Every {@link Language}, Catalan first: the order in which ties are broken. */
export const languages: readonly Language[] = ["ca", "es", "en"];
