import type { Language } from "../../src/language/language.ts";
import type { PlanStatus } from "../../src/plan/plan.ts";

/** What the documents of a plan say, in one language. */
export interface DocumentWords {
  /** For the programs that read a document aloud or check its spelling. */
  readonly locale: string;
  readonly title: string;
  /** What stands before the number of a page and before that of all pages. */
  readonly page: readonly [string, string];
  readonly population: (inhabitants: string, isOne: boolean) => string;
  /** What the document is and who wrote what of it, by how much of it stands as it was proposed. */
  readonly madeBy: (untouched: "all" | "some" | "none") => string;
  /** What else is to be known of it, a paragraph each. */
  readonly about: readonly string[];
  /** Below an entry that stands as it was proposed. */
  readonly untouched: string;
  /** After a number of entries of a status. */
  readonly counted: Readonly<Record<PlanStatus, (isOne: boolean) => string>>;
  readonly asks: string;
  readonly madeWith: (date: string, publicUrl: string) => string;
  readonly empty: string;
  readonly summary: string;
  /** The number of actions, and how many there are of each status that has any. */
  readonly total: (count: number, written: string, byStatus: string) => string;
  /** In a plan too long to be told in full. */
  readonly onlySummary: string;
  readonly noOwner: string;
  readonly noAxis: string;
  readonly gone: string;
  readonly code: string;
  readonly action: string;
  readonly axis: string;
  readonly place: string;
  readonly status: string;
  readonly owner: string;
  readonly quarterLabel: string;
  readonly due: string;
  readonly horizon: string;
  readonly effort: string;
  readonly quote: string;
  readonly origins: Readonly<Record<"official" | "own", string>>;
  readonly origin: string;
  readonly link: string;
  readonly law: string;
  readonly sources: string;
  readonly source: string;
  readonly checked: string;
  readonly checkedOn: (date: string) => string;
  readonly notes: string;
  readonly reason: string;
  readonly added: string;
  readonly changed: string;
  readonly planSheet: string;
  readonly sourcesSheet: string;
  readonly until: (quarter: string) => string;
}

/** The words of the documents of a plan. */
export const documentWords: Readonly<Record<Language, DocumentWords>> = {
  ca: {
    locale: "ca-ES",
    title: "Pla digital municipal",
    page: ["Pàgina ", " de "],
    population: (inhabitants, isOne) => `${inhabitants} ${isOne ? "habitant" : "habitants"}`,
    madeBy: (untouched) => {
      const from =
        "Aquest document és el pla fet a partir de l'Agenda digital dels municipis de Catalunya.";
      const ours =
        "L'estat, la persona responsable, el trimestre i les notes de cada acció els ha escrit l'ajuntament";
      const theirs = "l'estat i el trimestre són els que va proposar l'assistent";
      if (untouched === "none") return `${from} ${ours}.`;
      if (untouched === "all")
        return `${from} L'ajuntament encara no n'ha revisat cap acció: a totes, ${theirs}.`;
      return `${from} ${ours}, fora de les accions marcades com a no revisades: en aquestes, ${theirs}.`;
    },
    untouched: "Acció no revisada: l'estat i el trimestre són els que va proposar l'assistent.",
    counted: {
      proposed: (isOne) => (isOne ? "proposada" : "proposades"),
      "under-way": () => "en marxa",
      done: (isOne) => (isOne ? "feta" : "fetes"),
      dropped: (isOne) => (isOne ? "descartada" : "descartades"),
    },
    asks: "Què demana",
    about: [
      "Els textos de l'apartat «Què en diu l'Agenda» són citats paraula per paraula, amb l'adreça on es poden llegir sencers. A sota de cada cita es diu si és segons fonts oficials o si és una proposta d'aquest projecte, que no és text oficial. També és d'aquest projecte el motiu pel qual es va proposar una acció.",
      "La normativa i les fonts són les que recull la fitxa de cada acció, amb la data en què es van comprovar. No substitueixen l'informe jurídic de l'ajuntament.",
    ],
    madeWith: (date, publicUrl) => `Document fet el ${date} amb ${publicUrl}.`,
    empty: "El pla encara no té cap acció.",
    summary: "Resum",
    total: (count, written, byStatus) =>
      `El pla té ${count === 1 ? "una acció" : `${written} accions`}: ${byStatus}.`,
    onlySummary:
      "El pla és massa llarg per explicar aquí cada acció: el detall és al full de càlcul, que es baixa al mateix lloc que aquest document.",
    noOwner: "Per decidir",
    noAxis: "Altres",
    gone: "Aquesta acció ja no és a l'Agenda: es mostra amb el títol que tenia.",
    code: "Codi",
    action: "Acció",
    axis: "Eix",
    place: "Objectiu",
    status: "Estat",
    owner: "Responsable",
    quarterLabel: "Trimestre",
    due: "Data límit",
    horizon: "Termini",
    effort: "Esforç",
    quote: "Què en diu l'Agenda",
    origins: {
      official: "Segons fonts oficials de l'Agenda.",
      own: "Proposta d'aquest projecte, no és text oficial.",
    },
    origin: "Procedència",
    link: "Adreça",
    law: "Normativa",
    sources: "Fonts",
    source: "Font",
    checked: "Comprovada",
    checkedOn: (date) => `comprovada el ${date}`,
    notes: "Notes",
    reason: "Per què és al pla",
    added: "Afegida",
    changed: "Darrer canvi",
    planSheet: "Pla",
    sourcesSheet: "Fonts",
    until: (quarter) => `Fins al final del ${quarter}`,
  },
  es: {
    locale: "es-ES",
    title: "Plan digital municipal",
    page: ["Página ", " de "],
    population: (inhabitants, isOne) => `${inhabitants} ${isOne ? "habitante" : "habitantes"}`,
    madeBy: (untouched) => {
      const from =
        "Este documento es el plan hecho a partir de la Agenda digital dels municipis de Catalunya.";
      const ours =
        "El estado, la persona responsable, el trimestre y las notas de cada acción los ha escrito el ayuntamiento";
      const theirs = "el estado y el trimestre son los que propuso el asistente";
      if (untouched === "none") return `${from} ${ours}.`;
      if (untouched === "all")
        return `${from} El ayuntamiento todavía no ha revisado ninguna acción: en todas, ${theirs}.`;
      return `${from} ${ours}, salvo en las acciones marcadas como no revisadas: en estas, ${theirs}.`;
    },
    untouched: "Acción no revisada: el estado y el trimestre son los que propuso el asistente.",
    counted: {
      proposed: (isOne) => (isOne ? "propuesta" : "propuestas"),
      "under-way": () => "en marcha",
      done: (isOne) => (isOne ? "hecha" : "hechas"),
      dropped: (isOne) => (isOne ? "descartada" : "descartadas"),
    },
    asks: "Qué pide",
    about: [
      "Los textos del apartado «Qué dice la Agenda» están citados palabra por palabra, en su idioma, con la dirección donde se pueden leer enteros. Debajo de cada cita se dice si es según fuentes oficiales o si es una propuesta de este proyecto, que no es texto oficial. También es de este proyecto el motivo por el que se propuso una acción.",
      "La normativa y las fuentes son las que recoge la ficha de cada acción, con la fecha en que se comprobaron. No sustituyen el informe jurídico del ayuntamiento.",
    ],
    madeWith: (date, publicUrl) => `Documento hecho el ${date} con ${publicUrl}.`,
    empty: "El plan todavía no tiene ninguna acción.",
    summary: "Resumen",
    total: (count, written, byStatus) =>
      `El plan tiene ${count === 1 ? "una acción" : `${written} acciones`}: ${byStatus}.`,
    onlySummary:
      "El plan es demasiado largo para explicar aquí cada acción: el detalle está en la hoja de cálculo, que se descarga en el mismo lugar que este documento.",
    noOwner: "Por decidir",
    noAxis: "Otras",
    gone: "Esta acción ya no está en la Agenda: se muestra con el título que tenía.",
    code: "Código",
    action: "Acción",
    axis: "Eje",
    place: "Objetivo",
    status: "Estado",
    owner: "Responsable",
    quarterLabel: "Trimestre",
    due: "Fecha límite",
    horizon: "Plazo",
    effort: "Esfuerzo",
    quote: "Qué dice la Agenda",
    origins: {
      official: "Según fuentes oficiales de la Agenda.",
      own: "Propuesta de este proyecto, no es texto oficial.",
    },
    origin: "Procedencia",
    link: "Dirección",
    law: "Normativa",
    sources: "Fuentes",
    source: "Fuente",
    checked: "Comprobada",
    checkedOn: (date) => `comprobada el ${date}`,
    notes: "Notas",
    reason: "Por qué está en el plan",
    added: "Añadida",
    changed: "Último cambio",
    planSheet: "Plan",
    sourcesSheet: "Fuentes",
    until: (quarter) => `Hasta el final del ${quarter}`,
  },
  en: {
    locale: "en-GB",
    title: "Municipal digital plan",
    page: ["Page ", " of "],
    population: (inhabitants, isOne) => `${inhabitants} ${isOne ? "inhabitant" : "inhabitants"}`,
    madeBy: (untouched) => {
      const from =
        "This document is the plan made from the Agenda digital dels municipis de Catalunya.";
      const ours =
        "The council has written the status, the person in charge, the quarter and the notes of each action";
      const theirs = "the status and the quarter are those that the assistant proposed";
      if (untouched === "none") return `${from} ${ours}.`;
      if (untouched === "all")
        return `${from} The council has not looked over any action yet: in all of them, ${theirs}.`;
      return `${from} ${ours}, except of the actions marked as not looked over: in these, ${theirs}.`;
    },
    untouched: "Not looked over: the status and the quarter are those that the assistant proposed.",
    counted: {
      proposed: () => "proposed",
      "under-way": () => "under way",
      done: () => "done",
      dropped: () => "dropped",
    },
    asks: "What it takes",
    about: [
      'The texts under "What the Agenda says" are quoted word for word, in their own language, with the address at which they can be read in full. Below each quote it is said whether it follows official sources or is a proposal of this project, which is not official text. The reason for which an action was proposed is this project\'s as well.',
      "The law and the sources are those of the page of each action, with the day on which they were checked. They do not replace the council's own legal report.",
    ],
    madeWith: (date, publicUrl) => `Document made on ${date} with ${publicUrl}.`,
    empty: "There is no action in the plan yet.",
    summary: "Summary",
    total: (count, written, byStatus) =>
      `There ${count === 1 ? "is one action" : `are ${written} actions`} in the plan: ${byStatus}.`,
    onlySummary:
      "The plan is too long to tell of each action here: the details are in the spreadsheet, which can be had where this document comes from.",
    noOwner: "To be decided",
    noAxis: "Others",
    gone: "This action is no longer in the Agenda: it is shown with the title it had.",
    code: "Code",
    action: "Action",
    axis: "Axis",
    place: "Objective",
    status: "Status",
    owner: "In charge",
    quarterLabel: "Quarter",
    due: "Due",
    horizon: "Horizon",
    effort: "Effort",
    quote: "What the Agenda says",
    origins: {
      official: "According to official sources of the Agenda.",
      own: "A proposal of this project, not official text.",
    },
    origin: "Origin",
    link: "Address",
    law: "Law",
    sources: "Sources",
    source: "Source",
    checked: "Checked",
    checkedOn: (date) => `checked on ${date}`,
    notes: "Notes",
    reason: "Why it is in the plan",
    added: "Added",
    changed: "Last change",
    planSheet: "Plan",
    sourcesSheet: "Sources",
    until: (quarter) => `Until the end of ${quarter}`,
  },
};
