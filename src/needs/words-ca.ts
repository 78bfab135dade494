import type { NeedWords } from "./words.ts";

/** What is said of needs in Catalan. */
export const catalan: NeedWords = {
  title: "Necessitats dels ajuntaments",
  formTitle: "Fer constar una necessitat",
  unknown:
    "Aquí no sé qui sou i no puc fer constar cap necessitat: feu-ho des d'una conversa amb mi.",
  offer: "No hi trobeu el que us cal?",
  record: "Fes constar la necessitat",
  recordNew: "Fes constar una necessitat",
  intro:
    "Si l'Agenda no tracta el que us cal, feu-ho constar: ho llegirà qui la manté, agrupat amb el que demanen altres ajuntaments. No hi surt el nom de cap persona.",
  text: "Què us cal?",
  textHint: "Podeu canviar el text. No hi poseu noms ni dades de cap persona.",
  axis: "A quin eix correspon?",
  noAxis: "A cap, o no ho sé",
  named: "Es pot dir quin ajuntament ho demana?",
  namedHint: (council) =>
    `Si dieu que sí, qui manté l'Agenda veurà «${council}» al costat del text. Els altres ajuntaments no ho veuen mai.`,
  yes: "Sí",
  no: "No",
  save: "Fes-ho constar",
  saveAnyway: "No és això: fes-ho constar",
  noText: "Escriviu què us cal, amb paraules.",
  tooLong: (most) => `Escriviu ${most} caràcters com a molt.`,
  badChoice: "Trieu una de les opcions.",
  masked: (kinds) =>
    `Encara no s'ha desat res. S'ha tret del text el que no hi ha de sortir (${kinds.join(", ")}). Mireu com queda i torneu-ho a prémer.`,
  maskedBefore:
    "De la pregunta s'han tret dades que semblaven personals: al seu lloc hi ha què eren, entre claudàtors.",
  kinds: {
    url: "una adreça web amb dades",
    email: "un correu electrònic",
    user: "un nom d'usuari",
    iban: "un compte bancari",
    card: "una targeta bancària",
    affiliation: "un número de la Seguretat Social",
    "health-card": "una targeta sanitària",
    dni: "un DNI",
    nie: "un NIE",
    registry: "un número de registre o d'expedient",
    phone: "un telèfon",
    plate: "una matrícula",
  },
  councilName: "el nom del vostre ajuntament",
  alike: "Altres ajuntaments ja han fet constar això. Si és el mateix, afegiu-vos-hi:",
  councils: (count, written) => (count === 1 ? "1 ajuntament" : `${written} ajuntaments`),
  join: (text) => `M'hi afegeixo: ${text}`,
  joined: (count, written) =>
    count === 1
      ? "Us hi heu afegit: ho demana 1 ajuntament."
      : `Us hi heu afegit: ja ho demanen ${written} ajuntaments.`,
  recorded: "S'ha fet constar.",
  willTell: "Quan l'Agenda ho tracti, us ho diré en privat, un sol cop.",
  willShow: "Quan l'Agenda ho tracti, us ho diré aquí mateix quan torneu.",
  already: "Això ja ho teníeu fet constar.",
  gone: "Aquesta necessitat ja no hi és, o no la teníeu feta constar.",
  answered: "L'Agenda ja en diu això. És el que us calia?",
  own: "Les que heu fet constar",
  none: "Encara no n'heu fet constar cap.",
  others: "Les que han fet constar altres",
  noOthers: "Ara mateix no n'hi ha cap d'oberta d'altres ajuntaments.",
  recordedOn: (date) => `des del ${date}`,
  coveredBy: (item) => `ja ho tracta ${item}`,
  coveredByGone: "l'Agenda ja ho tracta",
  withdraw: (text) => `Retira: ${text}`,
  withdrawn: "L'heu retirada.",
  more: "Mostra'n més",
  toNeeds: "Totes les necessitats",
  news: (count) =>
    count === 1
      ? "L'Agenda ja tracta el que us calia"
      : `L'Agenda ja tracta ${count} coses que us calien`,
  newsText: (text, item) => `Vau fer constar «${text}». Ara ho tracta ${item}:`,
};
