import type { PlanWords } from "./words.ts";

/** What the plan says in Spanish. */
export const spanish: PlanWords = {
  title: "Nuestro plan",
  unknown:
    "Aquí no sé de qué ayuntamiento sois y no puedo guardar ningún plan: abridlo desde una conversación conmigo.",
  empty:
    "Todavía no hay ninguna acción en el plan. Podéis empezar con una agenda modelo para vuestro tamaño, o añadir acciones una a una: «añade 2.3.1 al plan».",
  total: "Acciones",
  statuses: {
    proposed: "Propuesta",
    "under-way": "En marcha",
    done: "Hecha",
    dropped: "Descartada",
  },
  noQuarter: "Sin trimestre",
  quarterName: (number, year) => `${number}.º trimestre de ${year}`,
  ownedBy: (owner) => `responsable: ${owner}`,
  gone: "ya no está en la Agenda",
  shown: (from, to, total) => `Se ven las acciones ${from} a ${to} de ${total}.`,
  more: "Mostrar más",
  open: (code) => `Abrir ${code}`,
  page: "Abrir el plan en una página",
  pageHint: "El enlace vale quince minutos. Quien lo tenga puede ver el plan, pero no cambiarlo.",
  toPlan: "Volver al plan",
  next: "¿Qué más podríamos hacer?",
  model: "Agenda modelo",
  entry: {
    status: "Estado",
    owner: "Responsable",
    ownerHint: "Opcional. Mejor un cargo o un área que un nombre.",
    quarter: "Trimestre",
    notes: "Notas",
    notesHint: "Opcional.",
    none: "ninguna",
    nobody: "sin asignar",
    save: "Guardar",
    asks: "Qué pide",
    reason: "Por qué está en el plan",
    added: "Añadida",
    changed: "Último cambio",
    badStatus: "Elegid uno de los cuatro estados.",
    badQuarter: "Elegid uno de los trimestres de la lista.",
    tooLong: (most) => `Escribid ${most} caracteres como mucho.`,
    saved: "Guardado.",
    merged: (fields) =>
      `Mientras tanto otra persona había cambiado: ${fields}. Se ha dejado como lo escribió.`,
    conflict:
      "Otra persona ha cambiado lo mismo que vosotros mientras editabais esta acción. Arriba está lo que dice ahora; en el formulario, lo que habéis escrito, y marcado lo que no coincide. Todavía no se ha guardado nada vuestro: revisadlo y volved a guardar.",
    now: (value) => `Ahora dice: ${value}`,
    droppedMeanwhile:
      "Otra persona ha quitado esta acción del plan mientras la editabais. No se ha guardado nada; esto es lo que habíais escrito:",
    notSaved: "No se ha guardado nada: corregid lo que se señala.",
  },
  add: {
    label: (code) => `Añadir ${code} al plan`,
    done: "Añadida al plan.",
    already: "Esta acción ya está en el plan.",
    noSuch: (code) => `En la Agenda no hay ninguna acción con el código ${code}.`,
    noAction: (code, title) =>
      `${code} (${title}) no es una acción: al plan solo se pueden añadir acciones, como 2.3.1.`,
    notForYou: (asked) => `Tened en cuenta que esta acción es ${asked}.`,
    notInPlan: (code, title) => `${code} (${title}) no está en el plan.`,
  },
  drop: {
    label: "Quitarla del plan",
    question: (code, title) =>
      `¿Queréis quitar del plan ${code} (${title})? Se borran su responsable, su trimestre y sus notas. Si solo la descartáis, podéis cambiar su estado.`,
    changed: "Otra persona la ha cambiado mientras tanto. Mirad qué dice ahora antes de quitarla.",
    sure: "Sí, quitarla",
    keep: "No, dejarla",
    done: (code, title) => `Se ha quitado del plan ${code} (${title}).`,
    gone: (code) => `${code} ya no estaba en el plan.`,
  },
  suggest: {
    title: "¿Qué más podríamos hacer?",
    intro:
      "Acciones que van con lo que ya tenéis en el plan. Las elige este asistente, no la Agenda.",
    introEmpty: "Acciones para empezar. Las elige este asistente, no la Agenda.",
    none: "No hay ninguna otra acción que proponer: las que son para vosotros ya están en el plan.",
    related: (code, title) => `La Agenda la relaciona con ${code} (${title}).`,
    sameObjective: (code, title) => `Es del mismo objetivo que ${code} (${title}).`,
  },
  reason: {
    asks: (horizon, effort) => {
      const results = {
        short: "en menos de seis meses",
        medium: "en seis a dieciocho meses",
        long: "en más de dieciocho meses",
      };
      const work = {
        low: "Unos días de trabajo",
        medium: "Unas semanas de trabajo",
        high: "Un proyecto con presupuesto",
      };
      return `${work[effort]}; resultados ${results[horizon]}.`;
    },
    duty: (law) => `Deber legal: ${law}.`,
    helps: (codes) => `Ligada a deberes como ${codes}.`,
    before: (codes) => `Prepara acciones más largas, como ${codes}.`,
    onward: (codes) => `Continúa ${codes}.`,
  },
  agenda: {
    title: "Agenda modelo",
    intro:
      "Os propongo una primera agenda sobre los cuatro ejes, según los habitantes y el punto de partida. La podréis editar como plan. Es una propuesta de este asistente, no un texto oficial.",
    population: "Habitantes del municipio",
    populationHint: "Por ejemplo, 1200.",
    badPopulation: (most) => `Escribid un número de 1 a ${most}, por ejemplo 1200.`,
    start: "Punto de partida",
    starts: {
      none: "Todavía no hemos empezado",
      begun: "Ya hemos dado los primeros pasos",
      advanced: "Vamos avanzados",
    },
    badStart: "Elegid uno de los tres puntos de partida.",
    propose: "Proponer una agenda",
    proposal: (actions, inhabitants, start) =>
      `${actions} acciones para ${inhabitants} habitantes. Punto de partida: ${start}.`,
    own: "Primero está lo que la ley pide y lo que otras acciones necesitan; después, lo que pide menos trabajo a un ayuntamiento como el vuestro. Es una propuesta de este asistente, no un texto oficial.",
    done: (codes) =>
      `Esta agenda da por hecho lo que se propone en los puntos de partida anteriores, entre otros estos deberes: ${codes}. Si os falta alguno, hacedlo primero.`,
    allIn: "Todas estas acciones ya están en el plan.",
    isIn: "ya está en el plan",
    add: (code) => `Añadir ${code}`,
    first: "Ver la agenda de quien todavía no ha empezado",
    alreadyIn: (count) =>
      count === 1
        ? "Una de estas acciones ya está en el plan."
        : `${count} de estas acciones ya están en el plan.`,
    adopt: "Añadirlo todo al plan",
    change: "Cambiar los habitantes o el punto de partida",
    adopted: (added, already) =>
      `${added === 1 ? "Se ha añadido 1 acción" : `Se han añadido ${added} acciones`} al plan como ${added === 1 ? "propuesta" : "propuestas"}.${already === 0 ? "" : ` ${already} ya ${already === 1 ? "estaba" : "estaban"} y no se ${already === 1 ? "ha" : "han"} tocado.`}`,
    nothing: "Aquí no hay ninguna acción que proponer.",
  },
};
