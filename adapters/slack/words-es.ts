import type { SlackWords } from "./words.ts";

const automatic =
  "Asistente automático: cita la Agenda digital palabra por palabra (en catalán, tal como está escrita) y enlaza a ella. Leed el texto entero antes de actuar.";

/** The words of the Slack adapter in Spanish. */
export const spanish: SlackWords = {
  title: "Preguntad a la Agenda digital",
  automatic,
  working: "Busco en la Agenda…",
  placeholder: "Por ejemplo: ¿qué hacemos si nos entra un ransomware?",
  withoutAgenda: {
    title: "Preguntad a los documentos",
    automatic:
      "Asistente automático: cita los documentos palabra por palabra y enlaza a ellos. Leed el texto entero antes de actuar.",
    placeholder: "Escribidla con vuestras palabras",
  },
  asked: (question) => `Habéis preguntado: «${question}»`,
  askedBy: (person, question) =>
    person === undefined ? `«${question}»` : `${person} ha pedido: «${question}»`,
  alreadyAsked: "Esto ya se ha pedido: la respuesta está en este hilo.",
  share: "Compartir en el canal",
  sharedBy: (person, question) =>
    person === undefined
      ? `Respuesta compartida a la pregunta «${question}»`
      : `${person} comparte la respuesta a «${question}»`,
  keep: "Enviármelo por mensaje",
  kept: "Os lo he enviado a vuestra conversación con el asistente.",
  passage: "Abrir el pasaje",
  leftOut: (count) => `… + ${count}: no caben en un mensaje. Haced una pregunta más concreta.`,
  feedback: {
    helpful: "Útil",
    helpfulLabel: "Esta respuesta nos ha sido útil",
    unhelpful: "No útil",
    unhelpfulLabel: "Esta respuesta no nos ha sido útil",
    thanks: "¡Gracias! Nos ayuda a saber qué va bien.",
    sorry:
      "Gracias por decirlo. Probad a preguntarlo con otras palabras: quizá sí que haya respuesta.",
  },
  messageWithoutText: "Este mensaje no tiene texto: no hay nada que buscar.",
  notSent:
    "Tengo la respuesta, pero no he podido enviarla. Volved a preguntar dentro de unos minutos.",
  refused: (contact) =>
    contact === undefined
      ? "Desde aquí no puedo responder: este espacio no está entre los autorizados. Si creéis que debería estarlo, decídselo a quien administra el asistente en vuestro ayuntamiento."
      : `Desde aquí no puedo responder: este espacio no está entre los autorizados. Si creéis que debería estarlo, escribid a ${contact}.`,
  badPopulation: (value) =>
    `«${value}» no es un número de habitantes. Escribidlo así: \`/agenda acciones --población 800\`.`,
  below: (count) =>
    count === 1
      ? "⬇️ Hay 1 pregunta por decidir, en este hilo."
      : `⬇️ Hay ${count} preguntas por decidir, en este hilo.`,
  prompts: {
    title: "Para empezar",
    itinerary: { title: "Soy nuevo aquí: ¿por dónde empiezo?", message: "Empezar el itinerario" },
    list: (axis, action) => [
      {
        title: "Nos entra un ransomware: ¿qué hacemos?",
        message: "¿Qué hacemos si nos entra un ransomware?",
      },
      {
        title: "Acciones para un pueblo de 800 habitantes",
        message: "Acciones a corto plazo para un pueblo de 800 habitantes",
      },
      { title: `¿Qué hay en el eje ${axis}?`, message: `¿Qué acciones tiene el eje ${axis}?` },
      { title: `Leer la acción ${action}`, message: `Acción ${action}, en castellano` },
    ],
  },
  commandHelp: [
    "Escribid `/agenda` y lo que buscáis. Solo vosotros veréis la respuesta.",
    "• `/agenda 2.3.1`: una acción, por su código",
    "• `/agenda eje 3`: un eje y lo que contiene",
    "• `/agenda acciones --población 800`: las acciones para el tamaño de vuestro municipio",
    "• `/agenda ¿qué hacemos si nos entra un ransomware?`: una pregunta",
    "• `/agenda itinerario`: las primeras semanas de un agente digital, paso a paso",
    "• `/agenda plan`: las acciones que habéis elegido para vuestro ayuntamiento",
    "• `/agenda mi ayuntamiento`: para qué ayuntamiento se filtran las respuestas",
    "• `/agenda mis datos`: qué se guarda de vosotros",
    "• `/agenda olvídame`: lo borra todo",
    "• `/agenda ayuda`: esta ayuda",
    "",
    "También podéis mencionar al asistente en un canal, escribirle un mensaje directo o mirar la Agenda en la pestaña de inicio.",
    "",
    automatic,
  ].join("\n"),
  form: {
    title: "Agenda digital",
    question: "¿Qué queréis saber?",
    population: "Habitantes de vuestro municipio",
    populationHint: "Deja fuera las acciones que no son para el tamaño de vuestro municipio.",
    submit: "Preguntar",
    close: "Cerrar",
    nothingAsked: "Escribid una pregunta.",
    populationInvalid:
      "Escribid un número de habitantes entre 1 y 10.000.000, o dejadlo en blanco.",
    tooLong: (characters) => `La pregunta puede tener ${characters} caracteres como máximo.`,
  },
  home: {
    itinerary: "Las primeras semanas de un agente digital, paso a paso y a vuestro ritmo.",
    plan: "Las acciones que habéis elegido para vuestro ayuntamiento, con quién se encarga y cuándo. Lo comparte todo este espacio de trabajo.",
    start: "Inicio",
    find: "Encontrad las acciones que os tocan",
    back: "Volver a la lista",
    open: "Abrir",
    previous: "Anteriores",
    next: "Siguientes",
    clear: "Quitar los filtros",
    unfiltered: "Sin filtros: se ve toda la Agenda.",
    enterAsks: "Pulsad Intro para enviar la pregunta.",
    enterFilters: "Pulsad Intro para aplicarlo.",
    gone: "Esta ficha ya no está. Quizá ha cambiado de sitio.",
    language: "Lengua",
    related: "Relacionado",
    web: "Leerlo entero en la web",
    steps: "Cómo hacerlo",
    horizon: "Plazo",
    effort: "Esfuerzo",
    axis: "Eje",
    any: {
      axis: "Todos los ejes",
      horizon: "Cualquier plazo",
      effort: "Cualquier esfuerzo",
      role: "Cualquier perfil",
    },
    openItem: (item) => `Abrir ${item}`,
    stepsElsewhere: (count) => `Los pasos (${count}) no caben aquí: leedlos en la web.`,
    othersCount: (counts) => `Qué es la Agenda, quién la hace, qué dice la ley: ${counts}.`,
  },
};
