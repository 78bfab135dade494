import { count } from "./count.ts";
import type { OnboardingWords } from "./words.ts";

/** What the itinerary says in Spanish. */
export const spanish: OnboardingWords = {
  title: "Itinerario de inicio",
  inCatalan: "Los pasos están en catalán, como la Agenda.",
  none: "Aquí no hay ningún itinerario de inicio. Podéis preguntar lo que necesitéis con vuestras palabras.",
  unknown:
    "Aquí no sé quiénes sois y no puedo guardar por dónde vais: abrid el itinerario desde una conversación conmigo.",
  intro: (steps) => [
    `Os acompaño en las primeras semanas con ${count(steps, "un paso", "pasos")}: qué hay que hacer, qué dice la Agenda y unas preguntas para comprobarlo.`,
    "Id a vuestro ritmo y parad cuando queráis: guardo el rol y los pasos hechos, y podéis borrarlo cuando queráis.",
    "El itinerario es una propuesta de este asistente, no un texto oficial de la Agenda.",
  ],
  role: "Vuestro rol",
  roles: {
    "agent-digital": "Agente o responsable digital",
    secretaria: "Secretaría o secretaría-intervención",
    alcaldia: "Alcaldía o concejalía",
  },
  badRole: "Elegid uno de los tres roles.",
  population: "Habitantes del municipio",
  populationHint: "Opcional. Si no lo decís, los pasos son los de un municipio pequeño.",
  badPopulation: (most) =>
    `Escribid un número de 1 a ${most}, por ejemplo 1200, o dejadlo en blanco.`,
  inhabitants: (inhabitants, isOne) => `${inhabitants} ${isOne ? "habitante" : "habitantes"}`,
  start: "Empezar",
  change: "Cambiar el rol o los habitantes",
  save: "Guardar",
  stages: { week: "Primera semana", month: "Primer mes", quarter: "Primer trimestre" },
  progress: (done, total) =>
    `${done} de ${total} ${total === 1 ? "paso" : "pasos"} ${done === 1 ? "hecho" : "hechos"}`,
  minutes: (minutes) => {
    if (minutes === 90) return "una hora y media";
    return minutes % 60 === 0 ? count(minutes / 60, "una hora", "horas") : `${minutes} minutos`;
  },
  noSteps: "Para este rol y este tamaño de municipio no hay ningún paso.",
  complete: "Habéis hecho todos los pasos. ¡Enhorabuena!",
  goOn: (title) => `Continuar: ${title}`,
  toItinerary: "Volver al itinerario",
  gone: "Este paso ya no existe: el itinerario ha cambiado. Lo que ya habéis hecho se conserva.",
  ours: "Las tareas y las preguntas son una propuesta de este asistente; las citas son palabra por palabra.",
  notYours:
    "Este paso es para otro rol u otro tamaño de municipio: podéis leerlo, pero no cuenta en vuestro itinerario.",
  tasks: (minutes) => `Qué hay que hacer (${minutes})`,
  toRead: "Qué hay que leer",
  doneOn: (date) => `Hicisteis este paso el ${date}.`,
  check: (questions) =>
    `Comprobar qué habéis entendido: ${count(questions, "1 pregunta", "preguntas")}`,
  checkAgain: "Ver otra vez las preguntas",
  finish: "Dar el paso por hecho",
  finishUnchecked: "Dar el paso por hecho, sin preguntas",
  finished: (title) => `Paso hecho: ${title}.`,
  question: (number, total) => `Pregunta ${number} de ${total}`,
  right: "Correcto.",
  wrong: "No es esa.",
  tryAgain: "Volver a probar",
  nextQuestion: "Pregunta siguiente",
  toStep: "Volver al paso",
  stale: "Esta pregunta ha cambiado. No he guardado nada: volved al paso para ver la de ahora.",
  remindMe: "Recordármelo cada semana",
  stopReminders: "Parar los recordatorios",
  reminding: (date) =>
    `Os escribiré el ${date}, o una semana después de que hagáis algo en el itinerario. Con un solo botón lo paráis.`,
  notReminding: "No os escribiré para recordaros el itinerario.",
  cannotWrite: "Aquí no puedo escribiros yo primero y, por tanto, no os lo puedo recordar.",
  nothingToRemind: "Ya habéis hecho todos los pasos: no hay nada que recordar.",
  reminder: {
    title: "¿Continuáis el itinerario?",
    text: (step, minutes) => `El paso siguiente es: ${step} (${minutes}).`,
    last: "No os lo recordaré más. El itinerario queda guardado y podéis volver cuando queráis.",
  },
  summary: {
    label: "Resumen para enseñar",
    title: "Resumen del itinerario de inicio",
    intro:
      "Según lo que ha indicado la persona: el asistente no lo ha comprobado. Los pasos son una propuesta del asistente, no un texto oficial de la Agenda.",
    role: "Rol",
    begun: "Empezado",
    steps: "Pasos hechos",
    stepsValue: (done, total) => `${done} de ${total}`,
    checks: "Preguntas acertadas a la primera",
    checksValue: (right, answered) =>
      answered === 0
        ? "todavía ninguna contestada"
        : `${right} de ${answered} ${answered === 1 ? "contestada" : "contestadas"}`,
    axis: (id, title) => `Eje ${id}, ${title}`,
    noAxis: "Sin eje",
    notKnown: "no indicados",
    open: "Todavía por hacer",
  },
  restart: {
    label: "Volver a empezar",
    question:
      "¿Seguro que queréis volver a empezar? Se borrarán el rol, los pasos hechos y las respuestas, y no se podrán recuperar.",
    sure: "Sí, borrarlo y volver a empezar",
    keep: "No, conservarlo",
    done: "Borrado. Podéis volver a empezar.",
  },
};
