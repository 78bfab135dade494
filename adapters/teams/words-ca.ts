import type { TeamsWords } from "./words.ts";

/** The words of the Teams adapter in Catalan. */
export const catalan: TeamsWords = {
  greeting:
    "Soc l'assistent de l'Agenda digital dels municipis de Catalunya: un sistema automàtic d'intel·ligència artificial, no una persona. Busco a l'Agenda, en cito el text paraula per paraula i hi enllaço; si un model hi escriu res, va marcat.",
  able: "Puc:",
  abilities: [
    "respondre una pregunta feta amb les vostres paraules;",
    "mostrar un eix, un objectiu o una acció pel seu codi: «2.3.1»;",
    "fer llistes i recomptes, també per a la mida del vostre municipi: «accions a curt termini per a un poble de 800 habitants».",
  ],
  whole: "tota l'Agenda",
  withoutAgenda: {
    greeting:
      "Soc un assistent automàtic: un sistema d'intel·ligència artificial, no una persona. Busco als documents, en cito el text paraula per paraula i hi enllaço; si un model hi escriu res, va marcat.",
    able: "Puc:",
    abilities: ["respondre una pregunta feta amb les vostres paraules."],
    whole: "tots els documents",
  },
  mind: "Llegiu el text sencer abans d'actuar.",
  begin: "Per començar:",
  next: "Per continuar:",
  itinerary: {
    able: "acompanyar-vos en les primeres setmanes amb un itinerari, pas a pas;",
    label: "Comença l'itinerari",
    said: "comença l'itinerari",
  },
  council: "el meu ajuntament",
  openItem: (code) => `Obre ${code} al web`,
  leftOut: (count) =>
    `… + ${count}: no caben en un missatge. Feu una pregunta més concreta o mireu`,
  answerTo: (question) => `Resposta a «${question}»`,
  keywords: { official: "oficial", own: "elaboració pròpia" },
  contents: "Què conté",
  refused: (contact) =>
    contact === undefined
      ? "Des d'aquí no puc respondre: la vostra organització no està entre les autoritzades. Si creieu que hi hauria de ser, digueu-ho a qui administra l'assistent al vostre ajuntament."
      : `Des d'aquí no puc respondre: la vostra organització no està entre les autoritzades. Si creieu que hi hauria de ser, escriviu a ${contact}.`,
  badPopulation: (value) => `«${value}» no és un nombre d'habitants. Escriviu-lo així: 800.`,
  nothingFound: "No s'ha trobat res. Proveu altres paraules o un codi, com ara 2.3.1.",
  dialogTitle: "Què en diu l'Agenda digital",
  messageWithoutText: "Aquest missatge no té text.",
  insert: "Insereix la fitxa",
  feedback: {
    title: "Què us ha semblat la resposta?",
    like: "Què us ha anat bé? (opcional)",
    dislike: "Què hi ha fallat? (opcional)",
    privacy: "Ho llegirà qui manté l'Agenda, amb la pregunta i sense el vostre nom.",
    reasons: {
      "right-quote": "La citació era la que buscava",
      quick: "L'he trobat de seguida",
      "for-us": "Serveix per al nostre municipi",
      misunderstood: "No ha entès la pregunta",
      "wrong-quote": "La citació no respon el que demanava",
      incomplete: "Hi falta informació",
      outdated: "El text no està al dia",
      "not-for-us": "No serveix per al nostre municipi",
    },
    submit: "Envia",
  },
};
