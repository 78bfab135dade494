import { type Language, languages } from "../language/language.ts";
import { fold } from "../language/tokens.ts";
import type { Wish } from "./wish.ts";

/** Whole messages that wish for something, folded and without signs. More words would be a question for the Agenda. */
const spoken: readonly (readonly [wish: Wish, said: Readonly<Record<Language, string>>])[] = [
  [
    { kind: "council" },
    {
      ca: "el meu ajuntament, el nostre ajuntament, canvia l ajuntament, canviar l ajuntament",
      es: "mi ayuntamiento, nuestro ayuntamiento, cambiar el ayuntamiento, cambia el ayuntamiento",
      en: "my council, our council, change the council, change council",
    },
  ],
  [
    { kind: "itinerary" },
    {
      ca: "itinerari, l itinerari, comenca l itinerari, comencar l itinerari, itinerari d acollida, continua l itinerari",
      es: "itinerario, el itinerario, empieza el itinerario, empezar el itinerario, itinerario de acogida, sigue el itinerario",
      en: "itinerary, the itinerary, start the itinerary, onboarding, start onboarding, continue the itinerary",
    },
  ],
  [
    { kind: "summary" },
    {
      ca: "resum de l itinerari, el meu resum",
      es: "resumen del itinerario, mi resumen",
      en: "itinerary summary, my summary",
    },
  ],
  [
    { kind: "my-data" },
    {
      ca: "les meves dades, que guardes de mi, que saps de mi",
      es: "mis datos, que guardas de mi, que sabes de mi",
      en: "my data, what do you keep about me, what do you know about me",
    },
  ],
  [
    { kind: "forget", isSure: false },
    {
      ca: "oblida m, oblidam, oblidem, oblida em, esborra m, esborra les meves dades, oblida les meves dades",
      es: "olvidame, borrame, borra mis datos, olvida mis datos",
      en: "forget me, erase my data, delete my data, forget my data",
    },
  ],
  [
    { kind: "reminders", wanted: false },
    {
      ca: "prou recordatoris, atura els recordatoris, treu els recordatoris",
      es: "basta de recordatorios, para los recordatorios, quita los recordatorios",
      en: "stop reminders, stop the reminders, no more reminders",
    },
  ],
];

interface Spoken {
  readonly wish: Wish;
  readonly language: Language;
}

const known = new Map<string, Spoken>(
  spoken.flatMap(([wish, said]) =>
    languages.flatMap((language) =>
      said[language].split(", ").map((text) => [text, { wish, language }] as const),
    ),
  ),
);

/** Longer messages are questions. */
const mostChars = 60;

/** What a whole message wishes for beside an answer; undefined when it is a question for the Agenda. */
export function readSpokenWish(text: string): Wish | undefined {
  return find(text)?.wish;
}

/** Language in which a message wishes for something; undefined when it does not. */
export function languageOfWish(text: string): Language | undefined {
  return find(text)?.language;
}

function find(text: string): Spoken | undefined {
  if (text.length > mostChars) return undefined;
  const plain = fold(text)
    .replace(/[^a-z0-9]+/gu, " ")
    .replace(
      /^ ?(?:hola|si us plau|sisplau|por favor|please) | (?:si us plau|sisplau|por favor|please) ?$/gu,
      "",
    )
    .trim();
  return known.get(plain);
}
