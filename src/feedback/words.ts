import type { Language } from "../language/language.ts";
import type { Decision } from "./asking.ts";

/** What the owners' digest says, in one language. */
export interface FeedbackWords {
  /** `period` is a range of dates. */
  readonly title: (period: string) => string;
  /** All that is said of a week without questions: silence might mean that something is broken. */
  readonly nothing: string;
  readonly facts: {
    readonly asked: string;
    readonly answered: string;
    readonly suggested: string;
    readonly abstained: string;
    readonly failed: string;
    readonly opinions: string;
  };
  readonly opinions: (positive: string, negative: string) => string;
  readonly mostQuoted: string;
  readonly topics: Readonly<Record<"abstained" | "badly-rated", string>>;
  readonly quoted: (text: string) => string;
  readonly times: (count: number, written: string) => string;
  /** Before what people wrote about the answers. */
  readonly wrote: string;
  readonly notShown: (count: number, written: string) => string;
  /** Only the newest questions were read. */
  readonly notRead: (most: string) => string;
  /** Names of the languages within a sentence. */
  readonly languages: Readonly<Record<Language, string>>;
  readonly decisions: Readonly<Record<Decision["kind"], string>>;
  readonly decided: {
    readonly covered: (item: string) => string;
    readonly toWrite: string;
    readonly outOfScope: string;
  };
  readonly decideTitle: string;
  readonly done: (decision: string) => string;
  readonly before: (decision: string) => string;
  readonly change: string;
  readonly notOwner: string;
  readonly noGroup: string;
  readonly whichItem: string;
  readonly item: string;
  readonly itemHint: string;
  readonly missingItem: string;
  readonly unknownItem: string;
  readonly save: string;
}

const ca: FeedbackWords = {
  title: (period) => `Què s'ha preguntat: ${period}`,
  nothing: "Aquesta setmana no s'ha preguntat res a l'assistent.",
  facts: {
    asked: "Preguntes",
    answered: "Respostes",
    suggested: "Amb propostes («potser busqueu…»)",
    abstained: "Sense resposta a l'Agenda",
    failed: "Fallides",
    opinions: "Opinions",
  },
  opinions: (positive, negative) => `${positive} de bones, ${negative} de dolentes`,
  mostQuoted: "El que més s'ha citat",
  topics: {
    abstained: "Preguntes que l'Agenda no respon",
    "badly-rated": "Respostes mal valorades",
  },
  quoted: (text) => `«${text}»`,
  times: (count, written) => (count === 1 ? "1 vegada" : `${written} vegades`),
  wrote: "N'han escrit:",
  notShown: (count, written) =>
    count === 1
      ? "Hi ha 1 grup més que no es mostra."
      : `Hi ha ${written} grups més que no es mostren.`,
  notRead: (most) => `N'hi ha més de ${most}: només s'han llegit les més recents.`,
  languages: { ca: "català", es: "castellà", en: "anglès" },
  decisions: {
    covered: "Ja ho cobreix…",
    "to-write": "S'escriurà",
    "out-of-scope": "Fora d'abast",
  },
  decided: {
    covered: (item) => `ja ho cobreix ${item}`,
    toWrite: "s'escriurà",
    outOfScope: "és fora de l'abast de l'Agenda",
  },
  decideTitle: "Què se'n fa, d'aquesta pregunta",
  done: (decision) => `Decidit: ${decision}.`,
  before: (decision) => `Ja es va decidir: ${decision}.`,
  change: "Es pot canviar:",
  notOwner: "Això només ho poden decidir les persones responsables dels continguts de l'Agenda.",
  noGroup: "Aquesta pregunta ja no es conserva: no s'hi pot decidir res.",
  whichItem: "Quin element de l'Agenda ho cobreix?",
  item: "Codi o identificador",
  itemHint: "Per exemple: 2.3.1",
  missingItem: "Cal dir quin element ho cobreix, per exemple 2.3.1.",
  unknownItem: "A l'Agenda no hi ha cap element amb aquest codi. Escriviu-lo així: 2.3.1.",
  save: "Desa-ho",
};

const es: FeedbackWords = {
  title: (period) => `Qué se ha preguntado: ${period}`,
  nothing: "Esta semana no se ha preguntado nada al asistente.",
  facts: {
    asked: "Preguntas",
    answered: "Respuestas",
    suggested: "Con propuestas («quizá buscáis…»)",
    abstained: "Sin respuesta en la Agenda",
    failed: "Fallidas",
    opinions: "Opiniones",
  },
  opinions: (positive, negative) => `${positive} buenas, ${negative} malas`,
  mostQuoted: "Lo que más se ha citado",
  topics: {
    abstained: "Preguntas que la Agenda no responde",
    "badly-rated": "Respuestas mal valoradas",
  },
  quoted: (text) => `«${text}»`,
  times: (count, written) => (count === 1 ? "1 vez" : `${written} veces`),
  wrote: "Han escrito:",
  notShown: (count, written) =>
    count === 1
      ? "Hay 1 grupo más que no se muestra."
      : `Hay ${written} grupos más que no se muestran.`,
  notRead: (most) => `Hay más de ${most}: solo se han leído las más recientes.`,
  languages: { ca: "catalán", es: "castellano", en: "inglés" },
  decisions: {
    covered: "Ya lo cubre…",
    "to-write": "Se escribirá",
    "out-of-scope": "Fuera de alcance",
  },
  decided: {
    covered: (item) => `ya lo cubre ${item}`,
    toWrite: "se escribirá",
    outOfScope: "queda fuera del alcance de la Agenda",
  },
  decideTitle: "Qué se hace con esta pregunta",
  done: (decision) => `Decidido: ${decision}.`,
  before: (decision) => `Ya se decidió: ${decision}.`,
  change: "Se puede cambiar:",
  notOwner: "Esto solo lo pueden decidir las personas responsables de los contenidos de la Agenda.",
  noGroup: "Esta pregunta ya no se conserva: no se puede decidir nada sobre ella.",
  whichItem: "¿Qué elemento de la Agenda lo cubre?",
  item: "Código o identificador",
  itemHint: "Por ejemplo: 2.3.1",
  missingItem: "Hay que decir qué elemento lo cubre, por ejemplo 2.3.1.",
  unknownItem: "En la Agenda no hay ningún elemento con ese código. Escribidlo así: 2.3.1.",
  save: "Guardar",
};

const en: FeedbackWords = {
  title: (period) => `What was asked: ${period}`,
  nothing: "Nothing was asked of the assistant this week.",
  facts: {
    asked: "Questions",
    answered: "Answered",
    suggested: "With suggestions (“perhaps you are looking for…”)",
    abstained: "Not covered by the Agenda",
    failed: "Failed",
    opinions: "Opinions",
  },
  opinions: (positive, negative) => `${positive} good, ${negative} bad`,
  mostQuoted: "What was quoted most",
  topics: {
    abstained: "Questions that the Agenda does not answer",
    "badly-rated": "Answers that were rated badly",
  },
  quoted: (text) => `“${text}”`,
  times: (count, written) => (count === 1 ? "once" : `${written} times`),
  wrote: "People wrote:",
  notShown: (count, written) =>
    count === 1 ? "1 more group is not shown." : `${written} more groups are not shown.`,
  notRead: (most) => `There are more than ${most}: only the newest were read.`,
  languages: { ca: "Catalan", es: "Spanish", en: "English" },
  decisions: {
    covered: "Already covered by…",
    "to-write": "To be written",
    "out-of-scope": "Out of scope",
  },
  decided: {
    covered: (item) => `it is already covered by ${item}`,
    toWrite: "it will be written",
    outOfScope: "it is out of the scope of the Agenda",
  },
  decideTitle: "What becomes of this question",
  done: (decision) => `Decided: ${decision}.`,
  before: (decision) => `Decided before: ${decision}.`,
  change: "It can be changed:",
  notOwner: "Only the people responsible for the contents of the Agenda can decide this.",
  noGroup: "This question is no longer kept: nothing can be decided about it.",
  whichItem: "Which item of the Agenda covers it?",
  item: "Code or id",
  itemHint: "For example: 2.3.1",
  missingItem: "Please say which item covers it, for example 2.3.1.",
  unknownItem: "The Agenda has no item with that code. Write it like this: 2.3.1.",
  save: "Save",
};

/** Words of the digest in each language. */
export const feedbackWords: Readonly<Record<Language, FeedbackWords>> = { ca, es, en };
