import type { TeamsWords } from "./words.ts";

/** The words of the Teams adapter in Spanish. */
export const spanish: TeamsWords = {
  greeting:
    "Soy el asistente de la Agenda digital dels municipis de Catalunya: un sistema automático de inteligencia artificial, no una persona. Busco en la Agenda, cito su texto palabra por palabra (en catalán, tal como está escrito) y enlazo a él; si un modelo escribe algo, va marcado.",
  able: "Puedo:",
  abilities: [
    "responder a una pregunta hecha con vuestras palabras;",
    "mostrar un eje, un objetivo o una acción por su código: «2.3.1»;",
    "hacer listas y recuentos, también para el tamaño de vuestro municipio: «acciones a corto plazo para un pueblo de 800 habitantes».",
  ],
  whole: "toda la Agenda",
  withoutAgenda: {
    greeting:
      "Soy un asistente automático: un sistema de inteligencia artificial, no una persona. Busco en los documentos, cito su texto palabra por palabra y enlazo a él; si un modelo escribe algo, va marcado.",
    able: "Puedo:",
    abilities: ["responder a una pregunta hecha con vuestras palabras."],
    whole: "todos los documentos",
  },
  mind: "Leed el texto entero antes de actuar.",
  begin: "Para empezar:",
  next: "Para continuar:",
  itinerary: {
    able: "acompañaros en las primeras semanas con un itinerario, paso a paso;",
    label: "Empezar el itinerario",
    said: "empezar el itinerario",
  },
  council: "mi ayuntamiento",
  openItem: (code) => `Abrir ${code} en la web`,
  leftOut: (count) =>
    `… + ${count}: no caben en un mensaje. Haced una pregunta más concreta o mirad`,
  answerTo: (question) => `Respuesta a «${question}»`,
  keywords: { official: "oficial", own: "elaboración propia" },
  contents: "Qué contiene",
  refused: (contact) =>
    contact === undefined
      ? "Desde aquí no puedo responder: vuestra organización no está entre las autorizadas. Si creéis que debería estarlo, decídselo a quien administra el asistente en vuestro ayuntamiento."
      : `Desde aquí no puedo responder: vuestra organización no está entre las autorizadas. Si creéis que debería estarlo, escribid a ${contact}.`,
  badPopulation: (value) => `«${value}» no es un número de habitantes. Escribidlo así: 800.`,
  nothingFound: "No se ha encontrado nada. Probad otras palabras o un código, como 2.3.1.",
  dialogTitle: "Qué dice la Agenda digital",
  messageWithoutText: "Este mensaje no tiene texto.",
  insert: "Insertar la ficha",
  feedback: {
    title: "¿Qué os ha parecido la respuesta?",
    like: "¿Qué os ha ido bien? (opcional)",
    dislike: "¿Qué ha fallado? (opcional)",
    privacy: "Lo leerá quien mantiene la Agenda, con la pregunta y sin vuestro nombre.",
    reasons: {
      "right-quote": "La cita era la que buscaba",
      quick: "La he encontrado enseguida",
      "for-us": "Sirve para nuestro municipio",
      misunderstood: "No ha entendido la pregunta",
      "wrong-quote": "La cita no responde a lo que pedía",
      incomplete: "Falta información",
      outdated: "El texto no está al día",
      "not-for-us": "No sirve para nuestro municipio",
    },
    submit: "Enviar",
  },
};
