import type { Language } from "../language/language.ts";

/** What every chat says around an answer and around an item, in one language. */
export interface ChatWords {
  /** Behind each quote. */
  readonly link: string;
  /** Asks again what failed. */
  readonly retry: string;
  /** Where all quotes come from, when it is the same for all. */
  readonly origin: (from: string) => string;
  /** The examples among the suggestions in the few characters that a button shows, in the same order. */
  readonly examples: readonly string[];
  /** Which items of how many a page shows. */
  readonly range: (first: string, last: string, total: string) => string;
  /** How many more there are, on a page that can be opened. */
  readonly onWeb: (count: string) => string;
  readonly roles: string;
  readonly sources: string;
  /** When a source, or all of them on one day, were last compared with the text. */
  readonly checked: (date: string) => string;
  readonly allChecked: (date: string) => string;
  readonly reviewed: (date: string) => string;
  readonly staleButton: string;
}

const catalan: ChatWords = {
  link: "enllaç",
  retry: "Torna-ho a provar",
  origin: (from) => `Origen de totes les citacions: ${from}.`,
  examples: ["Si ens entra un ransomware", "Accions de l'eix 3", "Accions per a 800 habitants"],
  range: (first, last, total) => `${first}–${last} de ${total}`,
  onWeb: (count) => `… + ${count} al web`,
  roles: "Qui hi intervé",
  sources: "Fonts",
  checked: (date) => `consultada el ${date}`,
  allChecked: (date) => `consultades el ${date}`,
  reviewed: (date) => `revisada el ${date}`,
  staleButton: "Aquest botó és d'un missatge antic i ja no funciona. Torneu a fer la pregunta.",
};

const spanish: ChatWords = {
  link: "enlace",
  retry: "Volver a intentarlo",
  origin: (from) => `Origen de todas las citas: ${from}.`,
  examples: ["Si nos entra un ransomware", "Acciones del eje 3", "Acciones para 800 habitantes"],
  range: (first, last, total) => `${first}–${last} de ${total}`,
  onWeb: (count) => `… + ${count} en la web`,
  roles: "Quién interviene",
  sources: "Fuentes",
  checked: (date) => `consultada el ${date}`,
  allChecked: (date) => `consultadas el ${date}`,
  reviewed: (date) => `revisada el ${date}`,
  staleButton: "Este botón es de un mensaje antiguo y ya no funciona. Volved a hacer la pregunta.",
};

const english: ChatWords = {
  link: "link",
  retry: "Try again",
  origin: (from) => `Origin of all quotes: ${from}.`,
  examples: ["If ransomware gets in", "Actions of axis 3", "Actions for 800 people"],
  range: (first, last, total) => `${first}–${last} of ${total}`,
  onWeb: (count) => `… + ${count} on the web`,
  roles: "Who takes part",
  sources: "Sources",
  checked: (date) => `checked on ${date}`,
  allChecked: (date) => `checked on ${date}`,
  reviewed: (date) => `reviewed on ${date}`,
  staleButton: "This button belongs to an old message and no longer works. Please ask again.",
};

/** Words of every chat in each language. */
export const chatWords: Readonly<Record<Language, ChatWords>> = {
  ca: catalan,
  es: spanish,
  en: english,
};
