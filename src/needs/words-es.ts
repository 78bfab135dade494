import type { NeedWords } from "./words.ts";

/** What is said of needs in Spanish. */
export const spanish: NeedWords = {
  title: "Necesidades de los ayuntamientos",
  formTitle: "Hacer constar una necesidad",
  unknown:
    "Aquí no sé quiénes sois y no puedo hacer constar ninguna necesidad: hacedlo desde una conversación conmigo.",
  offer: "¿No encontráis lo que os hace falta?",
  record: "Hacer constar la necesidad",
  recordNew: "Hacer constar una necesidad",
  intro:
    "Si la Agenda no trata lo que os hace falta, hacedlo constar: lo leerá quien la mantiene, agrupado con lo que piden otros ayuntamientos. No aparece el nombre de ninguna persona.",
  text: "¿Qué os hace falta?",
  textHint: "Podéis cambiar el texto. No pongáis nombres ni datos de ninguna persona.",
  axis: "¿A qué eje corresponde?",
  noAxis: "A ninguno, o no lo sé",
  named: "¿Se puede decir qué ayuntamiento lo pide?",
  namedHint: (council) =>
    `Si decís que sí, quien mantiene la Agenda verá «${council}» junto al texto. Los demás ayuntamientos no lo ven nunca.`,
  yes: "Sí",
  no: "No",
  save: "Hacerlo constar",
  saveAnyway: "No es eso: hacerlo constar",
  noText: "Escribid qué os hace falta, con palabras.",
  tooLong: (most) => `Escribid ${most} caracteres como mucho.`,
  badChoice: "Elegid una de las opciones.",
  masked: (kinds) =>
    `Aún no se ha guardado nada. Se ha quitado del texto lo que no debe salir en él (${kinds.join(", ")}). Mirad cómo queda y volved a pulsar.`,
  maskedBefore:
    "De la pregunta se han quitado datos que parecían personales: en su lugar está lo que eran, entre corchetes.",
  kinds: {
    url: "una dirección web con datos",
    email: "un correo electrónico",
    user: "un nombre de usuario",
    iban: "una cuenta bancaria",
    card: "una tarjeta bancaria",
    affiliation: "un número de la Seguridad Social",
    "health-card": "una tarjeta sanitaria",
    dni: "un DNI",
    nie: "un NIE",
    registry: "un número de registro o de expediente",
    phone: "un teléfono",
    plate: "una matrícula",
  },
  councilName: "el nombre de vuestro ayuntamiento",
  alike: "Otros ayuntamientos ya han hecho constar esto. Si es lo mismo, sumaos:",
  councils: (count, written) => (count === 1 ? "1 ayuntamiento" : `${written} ayuntamientos`),
  join: (text) => `Me sumo: ${text}`,
  joined: (count, written) =>
    count === 1
      ? "Os habéis sumado: lo pide 1 ayuntamiento."
      : `Os habéis sumado: ya lo piden ${written} ayuntamientos.`,
  recorded: "Se ha hecho constar.",
  willTell: "Cuando la Agenda lo trate, os lo diré en privado, una sola vez.",
  willShow: "Cuando la Agenda lo trate, os lo diré aquí mismo cuando volváis.",
  already: "Esto ya lo teníais hecho constar.",
  gone: "Esta necesidad ya no está, o no la teníais hecha constar.",
  answered: "La Agenda ya dice esto. ¿Es lo que os hacía falta?",
  own: "Las que habéis hecho constar",
  none: "Aún no habéis hecho constar ninguna.",
  others: "Las que han hecho constar otros",
  noOthers: "Ahora mismo no hay ninguna abierta de otros ayuntamientos.",
  recordedOn: (date) => `desde el ${date}`,
  coveredBy: (item) => `ya lo trata ${item}`,
  coveredByGone: "la Agenda ya lo trata",
  withdraw: (text) => `Retirar: ${text}`,
  withdrawn: "La habéis retirado.",
  more: "Mostrar más",
  toNeeds: "Todas las necesidades",
  news: (count) =>
    count === 1
      ? "La Agenda ya trata lo que os hacía falta"
      : `La Agenda ya trata ${count} cosas que os hacían falta`,
  newsText: (text, item) => `Hicisteis constar «${text}». Ahora lo trata ${item}:`,
};
