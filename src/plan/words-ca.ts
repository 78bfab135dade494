import type { PlanWords } from "./words.ts";

const ordinals = ["", "1r", "2n", "3r", "4t"];

/** What the plan says in Catalan. */
export const catalan: PlanWords = {
  title: "El nostre pla",
  unknown:
    "Aquí no sé de quin ajuntament sou i no puc guardar cap pla: obriu-lo des d'una conversa amb mi.",
  empty:
    "Encara no hi ha cap acció al pla. Podeu començar amb una agenda model per a la vostra mida, o afegir-hi accions una a una: «afegeix 2.3.1 al pla».",
  total: "Accions",
  statuses: {
    proposed: "Proposada",
    "under-way": "En marxa",
    done: "Feta",
    dropped: "Descartada",
  },
  noQuarter: "Sense trimestre",
  quarterName: (number, year) => `${ordinals[number] ?? number} trimestre de ${year}`,
  ownedBy: (owner) => `responsable: ${owner}`,
  gone: "ja no és a l'Agenda",
  shown: (from, to, total) => `Es veuen les accions ${from} a ${to} de ${total}.`,
  more: "Mostra'n més",
  open: (code) => `Obre ${code}`,
  page: "Obre el pla en una pàgina",
  pageHint: "L'enllaç val quinze minuts. Qui el tingui pot veure el pla, però no canviar-lo.",
  toPlan: "Torna al pla",
  next: "Què més podríem fer?",
  model: "Agenda model",
  entry: {
    status: "Estat",
    owner: "Responsable",
    ownerHint: "Opcional. Val més un càrrec o una àrea que un nom.",
    quarter: "Trimestre",
    notes: "Notes",
    notesHint: "Opcional.",
    none: "cap",
    nobody: "sense assignar",
    save: "Desa",
    asks: "Què demana",
    reason: "Per què és al pla",
    added: "Afegida",
    changed: "Últim canvi",
    badStatus: "Trieu un dels quatre estats.",
    badQuarter: "Trieu un dels trimestres de la llista.",
    tooLong: (most) => `Escriviu ${most} caràcters com a molt.`,
    saved: "Desat.",
    merged: (fields) =>
      `Mentrestant algú altre hi havia canviat: ${fields}. S'ha deixat com ho va escriure.`,
    conflict:
      "Algú altre ha canviat el mateix que vós mentre editàveu aquesta acció. A dalt hi ha el que diu ara; al formulari, el que heu escrit, i marcat el que no coincideix. Encara no s'ha desat res vostre: reviseu-ho i torneu a desar.",
    now: (value) => `Ara hi diu: ${value}`,
    droppedMeanwhile:
      "Algú altre ha tret aquesta acció del pla mentre l'editàveu. No s'ha desat res; això és el que havíeu escrit:",
    notSaved: "No s'ha desat res: corregiu el que es marca.",
  },
  add: {
    label: (code) => `Afegeix ${code} al pla`,
    done: "Afegida al pla.",
    already: "Aquesta acció ja és al pla.",
    noSuch: (code) => `A l'Agenda no hi ha cap acció amb el codi ${code}.`,
    noAction: (code, title) =>
      `${code} (${title}) no és una acció: al pla només s'hi poden afegir accions, com ara 2.3.1.`,
    notForYou: (asked) => `Tingueu en compte que aquesta acció és ${asked}.`,
    notInPlan: (code, title) => `${code} (${title}) no és al pla.`,
  },
  drop: {
    label: "Treu-la del pla",
    question: (code, title) =>
      `Voleu treure del pla ${code} (${title})? Se n'esborren el responsable, el trimestre i les notes. Si només la descarteu, en podeu canviar l'estat.`,
    changed: "Algú altre l'ha canviada mentrestant. Mireu què hi diu ara abans de treure-la.",
    sure: "Sí, treu-la",
    keep: "No, deixa-la",
    done: (code, title) => `S'ha tret del pla ${code} (${title}).`,
    gone: (code) => `${code} ja no era al pla.`,
  },
  suggest: {
    title: "Què més podríem fer?",
    intro:
      "Accions que lliguen amb el que ja teniu al pla. Les tria aquest assistent, no l'Agenda.",
    introEmpty: "Accions per començar. Les tria aquest assistent, no l'Agenda.",
    none: "No hi ha cap altra acció per proposar: les que són per a vosaltres ja són al pla.",
    related: (code, title) => `L'Agenda la relaciona amb ${code} (${title}).`,
    sameObjective: (code, title) => `És del mateix objectiu que ${code} (${title}).`,
  },
  reason: {
    asks: (horizon, effort) => {
      const results = {
        short: "en menys de sis mesos",
        medium: "en sis a divuit mesos",
        long: "en més de divuit mesos",
      };
      const work = {
        low: "Uns dies de feina",
        medium: "Unes setmanes de feina",
        high: "Un projecte amb pressupost",
      };
      return `${work[effort]}; resultats ${results[horizon]}.`;
    },
    duty: (law) => `Deure legal: ${law}.`,
    helps: (codes) => `Lligada a deures com ${codes}.`,
    before: (codes) => `Prepara accions més llargues, com ${codes}.`,
    onward: (codes) => `Continua ${codes}.`,
  },
  agenda: {
    title: "Agenda model",
    intro:
      "Us proposo una primera agenda sobre els quatre eixos, segons els habitants i el punt de partida. La podreu editar com a pla. És una proposta d'aquest assistent, no un text oficial.",
    population: "Habitants del municipi",
    populationHint: "Per exemple, 1200.",
    badPopulation: (most) => `Escriviu un número d'1 a ${most}, per exemple 1200.`,
    start: "Punt de partida",
    starts: {
      none: "Encara no hem començat",
      begun: "Ja hem fet els primers passos",
      advanced: "Anem avançats",
    },
    badStart: "Trieu un dels tres punts de partida.",
    propose: "Proposa una agenda",
    proposal: (actions, inhabitants, start) =>
      `${actions} accions per a ${inhabitants} habitants. Punt de partida: ${start}.`,
    own: "Primer hi ha el que la llei demana i el que altres accions necessiten; després, el que demana menys feina a un ajuntament com el vostre. És una proposta d'aquest assistent, no un text oficial.",
    done: (codes) =>
      `Aquesta agenda dona per fet el que es proposa als punts de partida anteriors, entre altres aquests deures: ${codes}. Si us en falta cap, feu-lo primer.`,
    allIn: "Totes aquestes accions ja són al pla.",
    isIn: "ja és al pla",
    add: (code) => `Afegeix ${code}`,
    first: "Mira l'agenda de qui encara no ha començat",
    alreadyIn: (count) =>
      count === 1
        ? "Una d'aquestes accions ja és al pla."
        : `${count} d'aquestes accions ja són al pla.`,
    adopt: "Afegeix-ho tot al pla",
    change: "Canvia els habitants o el punt de partida",
    adopted: (added, already) =>
      `${added === 1 ? "S'ha afegit 1 acció" : `S'han afegit ${added} accions`} al pla com a ${added === 1 ? "proposada" : "proposades"}.${already === 0 ? "" : ` ${already} ja hi ${already === 1 ? "era" : "eren"} i no s'${already === 1 ? "ha" : "han"} tocat.`}`,
    nothing: "Aquí no hi ha cap acció per proposar.",
  },
};
