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
      ca: "itinerari, l itinerari, itinerari d inici, itinerari d acollida, comenca l itinerari, comencar l itinerari, comenceu l itinerari, vull comencar l itinerari, vull fer l itinerari, continua l itinerari, continueu l itinerari, continuar l itinerari",
      es: "itinerario, el itinerario, itinerario de inicio, itinerario de acogida, empieza el itinerario, empezar el itinerario, quiero empezar el itinerario, sigue el itinerario, seguir el itinerario, continuar el itinerario",
      en: "itinerary, the itinerary, first steps, start the itinerary, begin the itinerary, onboarding, start onboarding, i want to start the itinerary, continue the itinerary",
    },
  ],
  [
    { kind: "summary" },
    {
      ca: "resum de l itinerari, resum de l itinerari d inici, el meu resum",
      es: "resumen del itinerario, resumen del itinerario de inicio, mi resumen",
      en: "itinerary summary, my summary",
    },
  ],
  [
    { kind: "my-data" },
    {
      ca: "les meves dades, baixa les meves dades, descarrega les meves dades, que guardes de mi, que guardeu de mi, que saps de mi, que sabeu de mi",
      es: "mis datos, descarga mis datos, descargar mis datos, que guardas de mi, que guardais de mi, que sabes de mi, que sabeis de mi",
      en: "my data, download my data, what do you keep about me, what do you know about me",
    },
  ],
  [
    { kind: "forget", isSure: false },
    {
      ca: "oblida m, oblidam, oblidem, oblida em, oblideu me, oblida ns, oblideu nos, vull que m oblidis, vull que m oblideu, no em recordis mes, esborra m, esborreu me, esborra les meves dades, esborreu les meves dades, esborra totes les meves dades, esborreu totes les meves dades, esborrar les meves dades, oblida les meves dades, oblideu les meves dades",
      es: "olvidame, olvidadme, olvideme, borrame, borradme, quiero que me olvides, borra mis datos, borrad mis datos, borra todos mis datos, borrad todos mis datos, borrar mis datos, olvida mis datos, olvidad mis datos",
      en: "forget me, please forget me, erase me, delete me, erase my data, delete my data, delete all my data, erase all my data, forget my data",
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
  [
    { kind: "plan" },
    {
      ca: "el nostre pla, el meu pla, mostra el pla, mostra el nostre pla, obre el pla, obre el nostre pla",
      es: "nuestro plan, mi plan, muestra el plan, muestra nuestro plan, abre el plan, abre nuestro plan",
      en: "our plan, my plan, show the plan, show our plan, open the plan, open our plan",
    },
  ],
  [
    { kind: "plan-next" },
    {
      ca: "que mes podem afegir al pla, seguents accions del pla, que mes podriem fer, que mes podem fer",
      es: "que mas podemos anadir al plan, siguientes acciones del plan, que mas podriamos hacer, que mas podemos hacer",
      en: "what else can we add to our plan, next actions for our plan, what else could we do, what else can we do",
    },
  ],
  [
    { kind: "needs" },
    {
      ca: "necessitats, les necessitats, les nostres necessitats, les meves necessitats, mostra les necessitats, necessitats dels ajuntaments, les necessitats dels ajuntaments, quines necessitats hi ha",
      es: "necesidades, las necesidades, nuestras necesidades, mis necesidades, muestra las necesidades, necesidades de los ayuntamientos, las necesidades de los ayuntamientos, que necesidades hay",
      en: "needs, the needs, our needs, my needs, show the needs, show our needs, what councils need, which needs are there",
    },
  ],
  [
    { kind: "need" },
    {
      ca: "fes ho constar, feu ho constar, fes constar la necessitat, feu constar la necessitat, fes constar una necessitat, fer constar una necessitat, feu constar una necessitat, vull fer constar una necessitat",
      es: "hazlo constar, hacedlo constar, haz constar la necesidad, hacer constar la necesidad, hacer constar una necesidad, haced constar una necesidad, quiero hacer constar una necesidad",
      en: "record it, record this need, record the need, record a need, i want to record a need",
    },
  ],
  [
    { kind: "model", fields: {} },
    {
      ca: "agenda model, una agenda model, fes una agenda model, proposa una agenda, proposa ns una agenda",
      es: "agenda modelo, una agenda modelo, haz una agenda modelo, propon una agenda, proponnos una agenda",
      en: "model agenda, a model agenda, make a model agenda, propose an agenda, suggest an agenda",
    },
  ],
];

/** Where in a message the plan is named, and the code of an item. */
const code = "(\\d{1,2}(?: \\d{1,3}){1,2})";

/** Whole messages that add an item to the plan, by its code. */
const additions: Readonly<Record<Language, RegExp>> = {
  ca: wholly(
    `(?:afegeix|afegir|afegiu|posa|posar|poseu) (?:l accio |l |la )?${code} al (?:nostre |meu )?pla`,
  ),
  es: wholly(
    `(?:anade|anadir|anadid|agrega|pon|poner|poned) (?:la accion |la )?${code} (?:al|a nuestro|a mi|en el|en nuestro) plan`,
  ),
  en: wholly(`(?:add|put) (?:action )?${code} (?:to|in|into|on) (?:our|the|my) plan`),
};

/** Whole messages that take an item out of the plan; they are asked whether they are sure. */
const removals: Readonly<Record<Language, RegExp>> = {
  ca: wholly(
    `(?:treu|treure|traieu|elimina|eliminar|elimineu|esborra|esborrar|esborreu) (?:l accio |l |la )?${code} del (?:nostre |meu )?pla`,
  ),
  es: wholly(
    `(?:quita|quitar|quitad|saca|sacar|sacad|elimina|eliminar|eliminad|borra|borrar|borrad) (?:la accion |la )?${code} (?:del|de nuestro|de mi) plan`,
  ),
  en: wholly(
    `(?:remove|take|drop|delete) (?:action )?${code} (?:out of|from|off) (?:our|the|my) plan`,
  ),
};

/** Whole messages that want a model agenda for a council of so many inhabitants. */
const sizedAgendas: Readonly<Record<Language, RegExp>> = {
  ca: wholly(
    `(?:fes |feu |vull |proposa |proposa ns )?(?:una |l )?agenda model per (?:a |al )?(?:un |una )?(?:poble |municipi |ajuntament |ciutat )?(?:de |d )?(\\d[\\d ]*) habitants`,
  ),
  es: wholly(
    `(?:haz |haced |quiero |propon |proponnos )?(?:una |la )?agenda modelo para (?:un |una )?(?:pueblo |municipio |ayuntamiento |ciudad )?(?:de )?(\\d[\\d ]*) habitantes`,
  ),
  en: wholly(
    `(?:make |propose |suggest |i want )?(?:a |the )?model agenda for (?:a )?(?:village |town |council |municipality |city )?(?:of |with )?(\\d[\\d ]*) (?:inhabitants|people|residents)`,
  ),
};

function wholly(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`, "u");
}

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
const mostChars = 80;

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
  return known.get(plain) ?? findMeasured(plain);
}

/** Wishes that name an item or a number of inhabitants. */
function findMeasured(plain: string): Spoken | undefined {
  for (const language of languages) {
    const added = additions[language].exec(plain)?.[1]?.replaceAll(" ", ".");
    if (added !== undefined) return { wish: { kind: "plan-add", item: added }, language };
    const removed = removals[language].exec(plain)?.[1]?.replaceAll(" ", ".");
    // Asked first, it is shown as it is now, whatever its version.
    if (removed !== undefined) {
      const wish = { kind: "plan-drop", item: removed, version: 1, isSure: false } as const;
      return { wish, language };
    }
    const population = sizedAgendas[language].exec(plain)?.[1]?.replaceAll(" ", "");
    if (population !== undefined)
      return { wish: { kind: "model", fields: { population } }, language };
  }
  return undefined;
}
