import type { Language } from "../language/language.ts";

/** What we say where a language model might help, or did. */
interface ModelWords {
  /** Asks for the quotes in the reader's language: shown on a button, and what pressing it asks. */
  readonly translate: string;
  /** Nothing translates them, or not now. */
  readonly cannotTranslate: string;
  /** Some of the quotes are shown in their own language alone. */
  readonly partlyTranslated: string;
  /** All quotes are in the reader's language already. */
  readonly needsNoTranslation: string;
  /** A part of a question of several that the knowledge does not cover. */
  readonly partNotCovered: (part: string) => string;
}

/** The words, by language. */
export const modelWords: Readonly<Record<Language, ModelWords>> = {
  ca: {
    translate: "Tradueix les citacions",
    cannotTranslate: "Les citacions es mostren en la llengua original.",
    partlyTranslated: "Algunes citacions només es mostren en la llengua original.",
    needsNoTranslation: "Les citacions ja són en català.",
    partNotCovered: (part) => `D’una part de la pregunta («${part}») no s’ha trobat res prou clar.`,
  },
  es: {
    translate: "Traduce las citas",
    cannotTranslate: "Las citas se muestran en su lengua original.",
    partlyTranslated: "Algunas citas solo se muestran en su lengua original.",
    needsNoTranslation: "Las citas ya están en castellano.",
    partNotCovered: (part) =>
      `De una parte de la pregunta («${part}») no se ha encontrado nada bastante claro.`,
  },
  en: {
    translate: "Translate the quotes",
    cannotTranslate: "The quotes are shown in their own language.",
    partlyTranslated: "Some quotes are shown in their own language only.",
    needsNoTranslation: "The quotes are in English already.",
    partNotCovered: (part) =>
      `Nothing clear enough was found for one part of the question (“${part}”).`,
  },
};
