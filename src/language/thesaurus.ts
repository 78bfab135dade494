import type { Language } from "./language.ts";

/** What a row of the thesaurus says of the matter it names. */
export type ConceptKind =
  /** A matter that the Agenda may cover. */
  | "matter"
  /** A post or profile in a council; its id is what an item's `roles` name. */
  | "role"
  /** A matter that people ask a council about and that the Agenda does not cover. */
  | "off-agenda"
  /** A word of general language, the same for any knowledge. */
  | "general";

/** One concept and everything that people call it, in each language. */
export interface Concept {
  readonly id: string;
  readonly kind: ConceptKind;
  readonly terms: Readonly<Record<Language, readonly string[]>>;
  /** Id of the concept that this one is a case of. */
  readonly broader?: string;
}
