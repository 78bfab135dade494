import { count } from "./count.ts";
import type { OnboardingWords } from "./words.ts";

/** The preposition stands apart only before a consonant: d'1, de 3, d'11. */
function of(total: number): string {
  return `${total === 1 || total === 11 ? "d'" : "de "}${total}`;
}

/** What the itinerary says in Catalan. */
export const catalan: OnboardingWords = {
  title: "Itinerari d'inici",
  inCatalan: "",
  none: "Aquí no hi ha cap itinerari d'inici. Podeu preguntar el que calgui amb les vostres paraules.",
  unknown:
    "Aquí no sé qui sou i no us puc guardar el lloc: obriu l'itinerari des d'una conversa amb mi.",
  intro: (steps) => [
    `Us acompanyo en les primeres setmanes amb ${count(steps, "un pas", "passos")}: què heu de fer, què diu l'Agenda i unes preguntes per comprovar-ho.`,
    "Aneu al vostre ritme i pareu quan vulgueu: guardo el rol i els passos fets, i ho podeu esborrar quan vulgueu.",
    "L'itinerari és una proposta d'aquest assistent, no un text oficial de l'Agenda.",
  ],
  role: "El vostre rol",
  roles: {
    "agent-digital": "Agent o responsable digital",
    secretaria: "Secretaria o secretaria intervenció",
    alcaldia: "Alcaldia o regidoria",
  },
  badRole: "Trieu un dels tres rols.",
  population: "Habitants del municipi",
  populationHint: "Opcional. Si no ho dieu, els passos són els d'un municipi petit.",
  badPopulation: (most) =>
    `Escriviu un número d'1 a ${most}, per exemple 1200, o deixeu-ho en blanc.`,
  inhabitants: (inhabitants, isOne) => `${inhabitants} ${isOne ? "habitant" : "habitants"}`,
  start: "Comença",
  change: "Canvia el rol o els habitants",
  save: "Desa",
  stages: { week: "Primera setmana", month: "Primer mes", quarter: "Primer trimestre" },
  progress: (done, total) =>
    `${done} ${of(total)} ${total === 1 ? "pas" : "passos"} ${done === 1 ? "fet" : "fets"}`,
  minutes: (minutes) => {
    if (minutes === 90) return "una hora i mitja";
    return minutes % 60 === 0 ? count(minutes / 60, "una hora", "hores") : `${minutes} minuts`;
  },
  noSteps: "Per a aquest rol i aquesta mida de municipi no hi ha cap pas.",
  complete: "Heu fet tots els passos. Enhorabona!",
  goOn: (title) => `Continua: ${title}`,
  toItinerary: "Torna a l'itinerari",
  gone: "Aquest pas ja no existeix: l'itinerari ha canviat. El que ja heu fet es conserva.",
  ours: "Les tasques i les preguntes són una proposta d'aquest assistent; les citacions són paraula per paraula.",
  notYours:
    "Aquest pas és per a un altre rol o una altra mida de municipi: el podeu llegir, però no compta en el vostre itinerari.",
  tasks: (minutes) => `Què heu de fer (${minutes})`,
  toRead: "Què cal llegir",
  doneOn: (date) => `Vau fer aquest pas el ${date}.`,
  check: (questions) => `Comprova què n'heu entès: ${count(questions, "1 pregunta", "preguntes")}`,
  checkAgain: "Torna a veure les preguntes",
  finish: "Dona el pas per fet",
  finishUnchecked: "Dona el pas per fet, sense preguntes",
  finished: (title) => `Pas fet: ${title}.`,
  question: (number, total) => `Pregunta ${number} de ${total}`,
  right: "Correcte.",
  wrong: "No és aquesta.",
  tryAgain: "Torna-ho a provar",
  nextQuestion: "Pregunta següent",
  toStep: "Torna al pas",
  stale: "Aquesta pregunta ha canviat. No he guardat res: torneu al pas per veure la d'ara.",
  remindMe: "Recorda-m'ho cada setmana",
  stopReminders: "Atura els recordatoris",
  reminding: (date) =>
    `Us escriuré el ${date}, o una setmana després que hagueu fet alguna cosa a l'itinerari. Amb un sol botó ho atureu.`,
  notReminding: "No us escriuré per recordar-vos l'itinerari.",
  cannotWrite: "Aquí no us puc escriure jo primer i, per tant, no us ho puc recordar.",
  nothingToRemind: "Ja heu fet tots els passos: no hi ha res a recordar.",
  reminder: {
    title: "Continueu l'itinerari?",
    text: (step, minutes) => `El pas següent és: ${step} (${minutes}).`,
    last: "No us ho recordaré més. L'itinerari queda desat i hi podeu tornar quan vulgueu.",
  },
  summary: {
    label: "Resum per ensenyar",
    title: "Resum de l'itinerari d'inici",
    intro:
      "Segons el que ha indicat la persona: l'assistent no ho ha comprovat. Els passos són una proposta de l'assistent, no un text oficial de l'Agenda.",
    role: "Rol",
    begun: "Començat",
    steps: "Passos fets",
    stepsValue: (done, total) => `${done} ${of(total)}`,
    checks: "Preguntes encertades a la primera",
    checksValue: (right, answered) =>
      answered === 0
        ? "encara cap de contestada"
        : `${right} ${of(answered)} ${answered === 1 ? "contestada" : "contestades"}`,
    axis: (id, title) => `Eix ${id}, ${title}`,
    noAxis: "Sense eix",
    notKnown: "no indicats",
    open: "Encara per fer",
  },
  restart: {
    label: "Torna a començar",
    question:
      "Segur que voleu tornar a començar? S'esborraran el rol, els passos fets i les respostes, i no es podran recuperar.",
    sure: "Sí, esborra-ho i torna a començar",
    keep: "No, conserva-ho",
    done: "Esborrat. Podeu tornar a començar.",
  },
};
