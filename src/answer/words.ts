import type { Effort, Horizon, ItemKind } from "../agenda/item.ts";
import type { Language } from "../language/language.ts";
import type { Aspect } from "./cues.ts";

/** One noun in singular and plural. */
type Noun = readonly [one: string, many: string];

/** Words that speak of what is served: the Agenda, or any other folder of text. */
export interface FolderWords {
  readonly found: string;
  readonly notCovered: string;
  /** What to do when a question is not covered. */
  readonly nextStep: string;
  readonly nothingAsked: string;
  readonly help: (counts: string) => string;
}

/** The words around the quotes, in one language. Functions return whole sentences. */
export interface Words extends FolderWords {
  readonly kinds: Readonly<Record<ItemKind, Noun>>;
  readonly horizons: Readonly<Record<Horizon, string>>;
  readonly efforts: Readonly<Record<Effort, string>>;
  readonly origins: Readonly<Record<"official" | "own", string>>;
  /** Provenance of text that was put in the folder and not written for the assistant. */
  readonly imported: string;
  /** Reply to thanks. */
  readonly courtesy: string;
  /** Whom an action is for, by inhabitants. */
  readonly sizes: (min: string | undefined, max: string | undefined) => string;
  /** What is said instead where the folder does not hold the Agenda. */
  readonly withoutAgenda: FolderWords;
  readonly foundNext: string;
  readonly perhaps: string;
  readonly nearest: string;
  readonly noSuchItem: (codes: string, axes: string) => string;
  readonly noMore: string;
  readonly failed: string;
  readonly counted: (count: string, within: string | undefined) => string;
  readonly none: (kind: ItemKind) => string;
  readonly within: (kind: ItemKind, id: string, title: string) => string;
  readonly on: (topic: string) => string;
  readonly inhabitants: (count: string) => string;
  readonly filtered: (filters: string) => string;
  readonly notForYou: (code: string, title: string) => string;
  /** With an action that was looked up and is for councils of another size. */
  readonly notForCouncil: (council: string) => string;
  readonly shortened: (characters: string) => string;
  /** Words that name a population no council has. */
  readonly impossiblePopulation: (words: string) => string;
  readonly open: string;
  /** What opens an answer that quotes one part of an item. */
  readonly aspects: Readonly<Record<Aspect, string>>;
  readonly suggestions: {
    readonly help: string;
    readonly steps: string;
    readonly more: string;
    readonly examples: readonly string[];
  };
  readonly and: string;
}

const catalan: Words = {
  kinds: {
    axis: ["eix", "eixos"],
    objective: ["objectiu", "objectius"],
    action: ["acció", "accions"],
    page: ["pàgina", "pàgines"],
    document: ["document", "documents"],
  },
  horizons: { short: "curt termini", medium: "mitjà termini", long: "llarg termini" },
  efforts: { low: "poc esforç", medium: "esforç mitjà", high: "molt esforç" },
  origins: {
    official: "segons fonts oficials",
    own: "elaboració pròpia d'aquest projecte, no és text oficial",
  },
  imported: "document importat",
  courtesy: "De res. Pregunteu el que calgui.",
  sizes: (min, max) => {
    if (min !== undefined && max !== undefined)
      return `per a municipis de ${min} a ${max} habitants`;
    if (min !== undefined) return `per a municipis a partir de ${min} habitants`;
    return max === undefined
      ? "per a municipis de qualsevol mida"
      : `per a municipis de fins a ${max} habitants`;
  },
  withoutAgenda: {
    found: "Això és el que en diuen els documents:",
    notCovered: "Els documents no cobreixen aquesta qüestió.",
    nextStep: "Proveu de dir-ho amb altres paraules, o pregunteu-ho al servei que se n'encarrega.",
    nothingAsked: "No hi he trobat cap pregunta. Escriviu-la amb les vostres paraules.",
    help: (counts) =>
      `Soc un assistent automàtic. Busco en ${counts} i us en cito el text exacte, amb l'enllaç. Pregunteu amb les vostres paraules.`,
  },
  found: "Això és el que en diu l'Agenda digital:",
  foundNext: "Més resultats:",
  perhaps: "No n'estic prou segur. Potser busqueu:",
  notCovered: "L'Agenda digital no cobreix aquesta qüestió.",
  nearest: "El més proper que hi ha és:",
  nextStep:
    "L'Agenda tracta de l'administració i els serveis digitals, les infraestructures i la ciberseguretat, la societat i l'economia digital, i la governança. Proveu de dir-ho amb altres paraules, o pregunteu-ho al servei que se n'encarrega.",
  noSuchItem: (codes, axes) => `No hi ha cap element amb el codi ${codes}. ${axes}`,
  nothingAsked:
    "No hi he trobat cap pregunta. Escriviu-la amb les vostres paraules, per exemple: «com ens preparem per a un ciberatac?»",
  noMore: "No hi ha més resultats.",
  failed: "Ara mateix no puc respondre. Torneu-ho a provar d'aquí a uns minuts.",
  help: (counts) =>
    `Soc l'assistent de l'Agenda digital dels municipis de Catalunya, un sistema automàtic. Hi busco ${counts} i us en cito el text exacte, amb l'enllaç. Podeu preguntar amb les vostres paraules, demanar un codi («2.3.1»), una llista («accions a curt termini per a un poble de 800 habitants») o un recompte («quantes accions té l'eix 4?»).`,
  counted: (count, within) => (within === undefined ? `${count}.` : `${within}: ${count}.`),
  none: (kind) => `Cap: no hi ha ${catalan.kinds[kind][1]} que compleixin aquestes condicions.`,
  within: (kind, id, title) => `${kind === "axis" ? "Eix" : "Objectiu"} ${id}, ${title}`,
  on: (topic) => `sobre «${topic}»`,
  inhabitants: (count) => `${count} habitants`,
  filtered: (filters) => `Filtrat per: ${filters}.`,
  notForYou: (code, title) =>
    `L'acció ${code} (${title}) també s'hi acosta, però no és per a un municipi d'aquesta mida.`,
  notForCouncil: (council) => `Aquesta acció no és per a un municipi de ${council}.`,
  shortened: (characters) =>
    `La pregunta era molt llarga: n'he llegit els primers ${characters} caràcters.`,
  impossiblePopulation: (text) =>
    `No he entès «${text}» com a població: no he filtrat per habitants. Escriviu-la així: «800 habitants».`,
  open: "Obre-ho a l'Agenda",
  aspects: {
    steps: "Els passos són aquests:",
    help: "Qui hi pot ajudar:",
    law: "La normativa és aquesta:",
    reasons: "Per què cal fer-ho:",
    measure: "Com saber que funciona:",
    small: "Si el municipi és petit:",
  },
  suggestions: {
    help: "Qui ens hi pot ajudar?",
    steps: "Per on comencem?",
    more: "Mostra'n més",
    examples: [
      "Què hem de fer si ens entra un ransomware?",
      "Quines accions té l'eix 3?",
      "Accions a curt termini per a un poble de 800 habitants",
    ],
  },
  and: "i",
};

const spanish: Words = {
  kinds: {
    axis: ["eje", "ejes"],
    objective: ["objetivo", "objetivos"],
    action: ["acción", "acciones"],
    page: ["página", "páginas"],
    document: ["documento", "documentos"],
  },
  horizons: { short: "corto plazo", medium: "medio plazo", long: "largo plazo" },
  efforts: { low: "poco esfuerzo", medium: "esfuerzo medio", high: "mucho esfuerzo" },
  origins: {
    official: "según fuentes oficiales",
    own: "elaboración propia de este proyecto, no es texto oficial",
  },
  imported: "documento importado",
  courtesy: "De nada. Preguntad lo que haga falta.",
  sizes: (min, max) => {
    if (min !== undefined && max !== undefined)
      return `para municipios de ${min} a ${max} habitantes`;
    if (min !== undefined) return `para municipios a partir de ${min} habitantes`;
    return max === undefined
      ? "para municipios de cualquier tamaño"
      : `para municipios de hasta ${max} habitantes`;
  },
  withoutAgenda: {
    found: "Esto es lo que dicen los documentos:",
    notCovered: "Los documentos no cubren esta cuestión.",
    nextStep:
      "Probad a decirlo con otras palabras, o preguntad al servicio que se encarga de ello.",
    nothingAsked: "No he encontrado ninguna pregunta. Escribidla con vuestras palabras.",
    help: (counts) =>
      `Soy un asistente automático. Busco en ${counts} y os cito el texto exacto, con el enlace. Preguntad con vuestras palabras.`,
  },
  found: "Esto es lo que dice la Agenda digital:",
  foundNext: "Más resultados:",
  perhaps: "No estoy lo bastante seguro. Quizá buscáis:",
  notCovered: "La Agenda digital no cubre esta cuestión.",
  nearest: "Lo más cercano que hay es:",
  nextStep:
    "La Agenda trata de la administración y los servicios digitales, las infraestructuras y la ciberseguridad, la sociedad y la economía digital, y la gobernanza. Probad a decirlo con otras palabras, o preguntad al servicio que se encarga de ello.",
  noSuchItem: (codes, axes) => `No hay ningún elemento con el código ${codes}. ${axes}`,
  nothingAsked:
    "No he encontrado ninguna pregunta. Escribidla con vuestras palabras, por ejemplo: «¿cómo nos preparamos para un ciberataque?»",
  noMore: "No hay más resultados.",
  failed: "Ahora mismo no puedo responder. Volved a intentarlo dentro de unos minutos.",
  help: (counts) =>
    `Soy el asistente de la Agenda digital dels municipis de Catalunya, un sistema automático. Busco en ${counts} y os cito el texto exacto, con el enlace. Podéis preguntar con vuestras palabras, pedir un código («2.3.1»), una lista («acciones a corto plazo para un pueblo de 800 habitantes») o un recuento («¿cuántas acciones tiene el eje 4?»).`,
  counted: (count, within) => (within === undefined ? `${count}.` : `${within}: ${count}.`),
  none: (kind) =>
    `${kind === "action" || kind === "page" ? "Ninguna" : "Ninguno"}: no hay ${spanish.kinds[kind][1]} que cumplan estas condiciones.`,
  within: (kind, id, title) => `${kind === "axis" ? "Eje" : "Objetivo"} ${id}, ${title}`,
  on: (topic) => `sobre «${topic}»`,
  inhabitants: (count) => `${count} habitantes`,
  filtered: (filters) => `Filtrado por: ${filters}.`,
  notForYou: (code, title) =>
    `La acción ${code} (${title}) también se acerca, pero no es para un municipio de este tamaño.`,
  notForCouncil: (council) => `Esta acción no es para un municipio de ${council}.`,
  shortened: (characters) =>
    `La pregunta era muy larga: he leído los primeros ${characters} caracteres.`,
  impossiblePopulation: (text) =>
    `No he entendido «${text}» como población: no he filtrado por habitantes. Escribidla así: «800 habitantes».`,
  open: "Abrir en la Agenda",
  aspects: {
    steps: "Los pasos son estos:",
    help: "Quién puede ayudar:",
    law: "La normativa es esta:",
    reasons: "Por qué hay que hacerlo:",
    measure: "Cómo saber que funciona:",
    small: "Si el municipio es pequeño:",
  },
  suggestions: {
    help: "¿Quién nos puede ayudar?",
    steps: "¿Por dónde empezamos?",
    more: "Muestra más",
    examples: [
      "¿Qué hacemos si nos entra un ransomware?",
      "¿Qué acciones tiene el eje 3?",
      "Acciones a corto plazo para un pueblo de 800 habitantes",
    ],
  },
  and: "y",
};

const english: Words = {
  kinds: {
    axis: ["axis", "axes"],
    objective: ["objective", "objectives"],
    action: ["action", "actions"],
    page: ["page", "pages"],
    document: ["document", "documents"],
  },
  horizons: { short: "short term", medium: "medium term", long: "long term" },
  efforts: { low: "low effort", medium: "medium effort", high: "high effort" },
  origins: {
    official: "from official sources",
    own: "written by this project, not official text",
  },
  imported: "imported document",
  courtesy: "You are welcome. Ask whatever you need.",
  sizes: (min, max) => {
    if (min !== undefined && max !== undefined)
      return `for municipalities of ${min} to ${max} inhabitants`;
    if (min !== undefined) return `for municipalities of ${min} inhabitants or more`;
    return max === undefined
      ? "for municipalities of any size"
      : `for municipalities of up to ${max} inhabitants`;
  },
  withoutAgenda: {
    found: "This is what the documents say (quotes are in their original language):",
    notCovered: "The documents do not cover this.",
    nextStep: "Try other words, or ask the department in charge.",
    nothingAsked: "I found no question there. Write it in your own words.",
    help: (counts) =>
      `I am an automated assistant. I search ${counts} and quote their exact text, with the link. Ask in your own words.`,
  },
  found: "This is what the digital agenda says (quotes are in their original language):",
  foundNext: "More results:",
  perhaps: "I am not sure enough. Perhaps you are looking for:",
  notCovered: "The digital agenda does not cover this.",
  nearest: "What comes closest:",
  nextStep:
    "The agenda is about digital administration and services, infrastructure and cybersecurity, the digital society and economy, and governance. Try other words, or ask the department in charge.",
  noSuchItem: (codes, axes) => `There is no item with the code ${codes}. ${axes}`,
  nothingAsked:
    'I found no question there. Write it in your own words, for instance: "how do we prepare for a cyberattack?"',
  noMore: "There are no more results.",
  failed: "I cannot answer right now. Please try again in a few minutes.",
  help: (counts) =>
    `I am the assistant of the Agenda digital dels municipis de Catalunya, an automated system. I search ${counts} and quote their exact text, with the link. Ask in your own words, or ask for a code ("2.3.1"), a list ("short-term actions for a village of 800 people") or a count ("how many actions does axis 4 have?").`,
  counted: (count, within) => (within === undefined ? `${count}.` : `${within}: ${count}.`),
  none: (kind) => `There are no ${english.kinds[kind][1]} that meet these conditions.`,
  within: (kind, id, title) => `${kind === "axis" ? "Axis" : "Objective"} ${id}, ${title}`,
  on: (topic) => `about "${topic}"`,
  inhabitants: (count) => `${count} inhabitants`,
  filtered: (filters) => `Filtered by: ${filters}.`,
  notForYou: (code, title) =>
    `Action ${code} (${title}) comes close too, but it is not for a municipality of this size.`,
  notForCouncil: (council) => `This action is not for a municipality of ${council}.`,
  shortened: (characters) =>
    `The question was very long: I read its first ${characters} characters.`,
  impossiblePopulation: (text) =>
    `I could not read "${text}" as a population: nothing is filtered by inhabitants. Write it like this: "800 inhabitants".`,
  open: "Open it in the agenda",
  aspects: {
    steps: "These are the steps:",
    help: "Who can help:",
    law: "The law on it:",
    reasons: "Why it is worth doing:",
    measure: "How to know that it works:",
    small: "If the municipality is small:",
  },
  suggestions: {
    help: "Who can help us?",
    steps: "Where do we start?",
    more: "Show more",
    examples: [
      "What do we do if ransomware gets in?",
      "Which actions does axis 3 have?",
      "Short-term actions for a village of 800 people",
    ],
  },
  and: "and",
};

/** Words of each language. */
export const words: Readonly<Record<Language, Words>> = { ca: catalan, es: spanish, en: english };

/** `1.200` in Catalan and Spanish, `1,200` in English: the same grouping whatever data the machine has. */
export function formatNumber(value: number, language: Language): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, language === "en" ? "," : ".");
}

/** `1 acció`, `33 accions`. */
export function formatCount(count: number, kind: ItemKind, language: Language): string {
  const [one, many] = words[language].kinds[kind];
  return `${formatNumber(count, language)} ${count === 1 ? one : many}`;
}

/** `a, b i c`. */
export function joinList(parts: readonly string[], language: Language): string {
  if (parts.length < 2) return parts.join("");
  const last = parts.at(-1) ?? "";
  // Spanish says `e` before the sound of i: `secretaría e intervención`, but `agua y hielo`.
  const and = language === "es" && /^h?[ií](?![aeo])/iu.test(last) ? "e" : words[language].and;
  return `${parts.slice(0, -1).join(", ")} ${and} ${last}`;
}

/** Where a quote comes from, in plain words. */
export function provenance(
  { kind, origin }: { readonly kind: ItemKind; readonly origin: "official" | "own" },
  language: Language,
): string {
  return kind === "document" ? words[language].imported : words[language].origins[origin];
}
