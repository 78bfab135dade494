import type { Language } from "../language/language.ts";

/** What a language model may have done for an answer. */
export type ModelDeed = "summary" | "translation" | "rewording";

/** The words around what a language model wrote, in one language. */
export interface WrittenWords {
  /** Deeds, to be joined into the middle of the label. */
  readonly deeds: Readonly<Record<ModelDeed, string>>;
  /** That a model took part. `model` is empty where its name is not known. */
  readonly label: (model: string, deeds: string) => string;
  /** The same where there are quotes, which are what counts. */
  readonly labelOfQuotes: (model: string, deeds: string) => string;
  /** The label of a summary in the few characters of a notification. */
  readonly brief: string;
  /** Below a summary of quotes that do not answer all of the question. */
  readonly partial: string;
  readonly understood: (question: string) => string;
  /** Before a translation. */
  readonly translation: string;
}

const inBrackets = (model: string) => (model === "" ? "" : ` (${model})`);

const catalan: WrittenWords = {
  deeds: {
    summary: "s'ha escrit aquest resum",
    translation: "s'han traduït citacions",
    rewording: "s'ha reformulat la pregunta",
  },
  label: (model, deeds) => `Amb intel·ligència artificial${inBrackets(model)} ${deeds}.`,
  labelOfQuotes: (model, deeds) =>
    `Amb intel·ligència artificial${inBrackets(model)} ${deeds}: el que val són les citacions originals.`,
  brief: "Resum amb intel·ligència artificial",
  partial: "Les citacions no ho responen tot.",
  understood: (question) => `Ho hem cercat com a: ${question}`,
  translation: "Traducció automàtica, sense valor oficial",
};

const spanish: WrittenWords = {
  deeds: {
    summary: "se ha escrito este resumen",
    translation: "se han traducido citas",
    rewording: "se ha reformulado la pregunta",
  },
  label: (model, deeds) => `Con inteligencia artificial${inBrackets(model)} ${deeds}.`,
  labelOfQuotes: (model, deeds) =>
    `Con inteligencia artificial${inBrackets(model)} ${deeds}: lo que vale son las citas originales.`,
  brief: "Resumen con inteligencia artificial",
  partial: "Las citas no lo responden todo.",
  understood: (question) => `Lo hemos buscado como: ${question}`,
  translation: "Traducción automática, sin valor oficial",
};

const english: WrittenWords = {
  deeds: {
    summary: "wrote this summary",
    translation: "translated quotes",
    rewording: "reworded the question",
  },
  label: (model, deeds) => `Artificial intelligence${inBrackets(model)} ${deeds}.`,
  labelOfQuotes: (model, deeds) =>
    `Artificial intelligence${inBrackets(model)} ${deeds}: only the original quotes count.`,
  brief: "Summary by artificial intelligence",
  partial: "The quotes do not answer all of it.",
  understood: (question) => `We searched for it as: ${question}`,
  translation: "Automatic translation, not official",
};

/** Words of each language. */
export const writtenWords: Readonly<Record<Language, WrittenWords>> = {
  ca: catalan,
  es: spanish,
  en: english,
};
