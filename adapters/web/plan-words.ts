import type { Language } from "../../src/language/language.ts";
import type { PlanSort } from "./plan-query.ts";

/** What the pages of the plan say beside the words of the plan itself, in one language. */
export interface PlanPageWords {
  readonly intro: string;
  /** Whose the plan of a browser is and for how many days. */
  readonly kept: (days: string) => string;
  /** Where too many documents are waited for. */
  readonly busy: Readonly<Record<"busyTitle" | "busyText", string>>;
  /** On the button that takes an action into the plan. */
  readonly add: string;
  /** Where an action was taken into the plan, as a link to it. */
  readonly open: string;
  readonly addFailed: string;
  readonly empty: Readonly<Record<"text" | "model" | "agenda" | "search", string>>;
  readonly downloads: string;
  readonly formats: Readonly<Record<"docx" | "xlsx" | "csv" | "ics", string>>;
  readonly table: string;
  readonly columns: Readonly<
    Record<"code" | "axis" | "status" | "owner" | "quarter" | "notes", string>
  >;
  /** For entries whose action is no longer in the Agenda. */
  readonly noAxis: string;
  /** A quarter where there is little room. */
  readonly quarter: (number: number, year: string) => string;
  readonly filter: Readonly<Record<"any" | "sort" | "submit" | "clear" | "nothing", string>>;
  readonly sorts: Readonly<Record<PlanSort, string>>;
  readonly found: (total: string) => string;
  readonly pages: Readonly<Record<"previous" | "next", string>>;
  readonly picture: Readonly<Record<"title" | "later" | "hint", string>>;
  /** Of a plan that a link from a chat opens. */
  readonly shared: Readonly<Record<"title" | "intro" | "empty" | "goneTitle" | "goneText", string>>;
}

const ca: PlanPageWords = {
  intro:
    "Les accions de l'Agenda que l'ajuntament ha triat: quan es faran, qui se n'ocupa i com van.",
  kept: (days) =>
    `Al web, aquest pla és d'aquest navegador: des d'un altre no es veu, i s'esborra si passen ${days} dies sense que el feu servir. Per guardar-lo o passar-lo a algú, baixeu-ne el document.`,
  busy: {
    busyTitle: "El document encara no està a punt",
    busyText: "Se n'estan fent d'altres. Torneu a demanar-lo d'aquí a uns segons.",
  },
  add: "Afegeix al nostre pla",
  open: "Obre el pla",
  addFailed: "Ara no s'ha pogut afegir al pla. Torneu-ho a provar d'aquí a una estona.",
  empty: {
    text: "Encara no hi ha cap acció al pla. Podeu començar amb una agenda model per a un ajuntament com el vostre, o triar accions una a una: cada fitxa i cada resposta tenen el botó «Afegeix al nostre pla».",
    model: "Comença amb una agenda model",
    agenda: "Mira l'Agenda d'un cop d'ull",
    search: "Cerca accions",
  },
  downloads: "Baixa el pla",
  formats: {
    docx: "Document (DOCX)",
    xlsx: "Full de càlcul (XLSX)",
    csv: "Dades (CSV)",
    ics: "Calendari (ICS)",
  },
  table: "Accions del pla",
  columns: {
    code: "Acció",
    axis: "Eix",
    status: "Estat",
    owner: "Responsable",
    quarter: "Trimestre",
    notes: "Notes",
  },
  noAxis: "Sense eix",
  quarter: (number, year) => `T${number} ${year}`,
  filter: {
    any: "Tots",
    sort: "Ordre",
    submit: "Mostra",
    clear: "Treu els filtres",
    nothing: "Cap acció del pla no compleix aquestes condicions.",
  },
  sorts: {
    quarter: "Per trimestre",
    code: "Per codi",
    axis: "Per eix",
    status: "Per estat",
    owner: "Per responsable",
  },
  found: (total) => `Accions: ${total}`,
  pages: { previous: "Pàgina anterior", next: "Pàgina següent" },
  picture: {
    title: "Calendari del pla per trimestres i eixos",
    later: "Més endavant",
    hint: "Cada marca és una acció, amb el seu codi; la forma en diu l'estat.",
  },
  shared: {
    title: "El pla del vostre espai",
    intro:
      "Aquesta pàgina només es pot llegir, i l'enllaç caduca al cap de 15 minuts. Per canviar el pla, feu-ho al xat on us l'han donat.",
    empty: "Encara no hi ha cap acció al pla.",
    goneTitle: "Aquest enllaç no val",
    goneText:
      "Els enllaços al pla caduquen al cap de 15 minuts. Demaneu-ne un altre allà on us el van donar.",
  },
};

const es: PlanPageWords = {
  intro:
    "Las acciones de la Agenda que el ayuntamiento ha elegido: cuándo se harán, quién se ocupa y cómo van.",
  kept: (days) =>
    `En la web, este plan es de este navegador: desde otro no se ve, y se borra si pasan ${days} días sin que lo uséis. Para guardarlo o pasárselo a alguien, descargad el documento.`,
  busy: {
    busyTitle: "El documento todavía no está listo",
    busyText: "Se están haciendo otros. Volved a pedirlo dentro de unos segundos.",
  },
  add: "Añadir a nuestro plan",
  open: "Abrir el plan",
  addFailed: "Ahora no se ha podido añadir al plan. Volved a probarlo dentro de un rato.",
  empty: {
    text: "Todavía no hay ninguna acción en el plan. Podéis empezar con una agenda modelo para un ayuntamiento como el vuestro, o elegir acciones una a una: cada ficha y cada respuesta tienen el botón «Añadir a nuestro plan».",
    model: "Empezar con una agenda modelo",
    agenda: "Ver la Agenda de un vistazo",
    search: "Buscar acciones",
  },
  downloads: "Descargar el plan",
  formats: {
    docx: "Documento (DOCX)",
    xlsx: "Hoja de cálculo (XLSX)",
    csv: "Datos (CSV)",
    ics: "Calendario (ICS)",
  },
  table: "Acciones del plan",
  columns: {
    code: "Acción",
    axis: "Eje",
    status: "Estado",
    owner: "Responsable",
    quarter: "Trimestre",
    notes: "Notas",
  },
  noAxis: "Sin eje",
  quarter: (number, year) => `T${number} ${year}`,
  filter: {
    any: "Todos",
    sort: "Orden",
    submit: "Mostrar",
    clear: "Quitar los filtros",
    nothing: "Ninguna acción del plan cumple estas condiciones.",
  },
  sorts: {
    quarter: "Por trimestre",
    code: "Por código",
    axis: "Por eje",
    status: "Por estado",
    owner: "Por responsable",
  },
  found: (total) => `Acciones: ${total}`,
  pages: { previous: "Página anterior", next: "Página siguiente" },
  picture: {
    title: "Calendario del plan por trimestres y ejes",
    later: "Más adelante",
    hint: "Cada marca es una acción, con su código; la forma dice su estado.",
  },
  shared: {
    title: "El plan de vuestro espacio",
    intro:
      "Esta página solo se puede leer, y el enlace caduca a los 15 minutos. Para cambiar el plan, hacedlo en el chat donde os lo dieron.",
    empty: "Todavía no hay ninguna acción en el plan.",
    goneTitle: "Este enlace no vale",
    goneText: "Los enlaces al plan caducan a los 15 minutos. Pedid otro allí donde os lo dieron.",
  },
};

const en: PlanPageWords = {
  intro: "The agenda's actions that the council has chosen: when, who sees to them and how far.",
  kept: (days) =>
    `On the web this plan belongs to this browser: it is not seen from another, and it is erased when it is not used for ${days} days. To keep it or hand it on, download the document.`,
  busy: {
    busyTitle: "The document is not ready yet",
    busyText: "Others are being made. Ask for it again in a few seconds.",
  },
  add: "Add to our plan",
  open: "Open the plan",
  addFailed: "It could not be added to the plan just now. Please try again in a while.",
  empty: {
    text: "There is no action in the plan yet. You can start with a model agenda for a council like yours, or choose actions one by one: every item and every answer has the button “Add to our plan”.",
    model: "Start with a model agenda",
    agenda: "See the whole agenda",
    search: "Search for actions",
  },
  downloads: "Download the plan",
  formats: {
    docx: "Document (DOCX)",
    xlsx: "Spreadsheet (XLSX)",
    csv: "Data (CSV)",
    ics: "Calendar (ICS)",
  },
  table: "Actions of the plan",
  columns: {
    code: "Action",
    axis: "Axis",
    status: "Status",
    owner: "Owner",
    quarter: "Quarter",
    notes: "Notes",
  },
  noAxis: "No axis",
  quarter: (number, year) => `Q${number} ${year}`,
  filter: {
    any: "All",
    sort: "Order",
    submit: "Show",
    clear: "Remove the filters",
    nothing: "No action of the plan meets these conditions.",
  },
  sorts: {
    quarter: "By quarter",
    code: "By code",
    axis: "By axis",
    status: "By status",
    owner: "By owner",
  },
  found: (total) => `Actions: ${total}`,
  pages: { previous: "Previous page", next: "Next page" },
  picture: {
    title: "Calendar of the plan by quarters and axes",
    later: "Later",
    hint: "Each mark is an action, with its code; its shape tells the status.",
  },
  shared: {
    title: "The plan of your workspace",
    intro:
      "This page can only be read, and its link expires after 15 minutes. To change the plan, go back to the chat that gave it to you.",
    empty: "There is no action in the plan yet.",
    goneTitle: "This link is not valid",
    goneText: "Links to a plan expire after 15 minutes. Ask for another where you were given it.",
  },
};

/** Words of the pages of the plan in each language. */
export const planPageWords: Readonly<Record<Language, PlanPageWords>> = { ca, es, en };
