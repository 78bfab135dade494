import type { SlackWords } from "./words.ts";

const automatic =
  "Assistent automàtic: cita l'Agenda digital paraula per paraula i hi enllaça. Llegiu el text sencer abans d'actuar.";

/** The words of the Slack adapter in Catalan. */
export const catalan: SlackWords = {
  title: "Pregunteu a l'Agenda digital",
  automatic,
  working: "Busco a l'Agenda…",
  placeholder: "Per exemple: què hem de fer si ens entra un ransomware?",
  withoutAgenda: {
    title: "Pregunteu als documents",
    automatic:
      "Assistent automàtic: cita els documents paraula per paraula i hi enllaça. Llegiu el text sencer abans d'actuar.",
    placeholder: "Escriviu-la amb les vostres paraules",
  },
  asked: (question) => `Heu preguntat: «${question}»`,
  askedBy: (person, question) =>
    person === undefined ? `«${question}»` : `${person} ha demanat: «${question}»`,
  alreadyAsked: "Això ja s'ha demanat: la resposta és en aquest fil.",
  share: "Comparteix-ho al canal",
  sharedBy: (person, question) =>
    person === undefined
      ? `Resposta compartida a la pregunta «${question}»`
      : `${person} comparteix la resposta a «${question}»`,
  keep: "Envia-m'ho per missatge",
  kept: "Us ho he enviat a la vostra conversa amb l'assistent.",
  passage: "Obre el passatge",
  leftOut: (count) => `… + ${count}: no caben en un missatge. Feu una pregunta més concreta.`,
  feedback: {
    helpful: "Útil",
    helpfulLabel: "Aquesta resposta ens ha estat útil",
    unhelpful: "No útil",
    unhelpfulLabel: "Aquesta resposta no ens ha estat útil",
    thanks: "Gràcies! Ens ajuda a saber què va bé.",
    sorry: "Gràcies per dir-ho. Proveu de preguntar-ho amb altres paraules: potser hi ha resposta.",
  },
  messageWithoutText: "Aquest missatge no té text: no hi ha res per buscar.",
  notSent: "Tinc la resposta, però no l'he pogut enviar. Torneu a preguntar d'aquí a uns minuts.",
  refused: (contact) =>
    contact === undefined
      ? "Des d'aquí no puc respondre: aquest espai no està entre els autoritzats. Si creieu que hi hauria de ser, digueu-ho a qui administra l'assistent al vostre ajuntament."
      : `Des d'aquí no puc respondre: aquest espai no està entre els autoritzats. Si creieu que hi hauria de ser, escriviu a ${contact}.`,
  badPopulation: (value) =>
    `«${value}» no és un nombre d'habitants. Escriviu-lo així: \`/agenda accions --població 800\`.`,
  below: (count) =>
    count === 1
      ? "⬇️ Hi ha 1 pregunta per decidir, en aquest fil."
      : `⬇️ Hi ha ${count} preguntes per decidir, en aquest fil.`,
  prompts: {
    title: "Per començar",
    itinerary: { title: "Soc nou aquí: per on començo?", message: "Comença l'itinerari" },
    list: (axis, action) => [
      {
        title: "Ens entra un ransomware: què fem?",
        message: "Què hem de fer si ens entra un ransomware?",
      },
      {
        title: "Accions per a un poble de 800 habitants",
        message: "Accions a curt termini per a un poble de 800 habitants",
      },
      { title: `Què hi ha a l'eix ${axis}?`, message: `Quines accions té l'eix ${axis}?` },
      { title: `Llegir l'acció ${action}`, message: `Acció ${action}` },
    ],
  },
  commandHelp: [
    "Escriviu `/agenda` i el que busqueu. La resposta només la veureu vosaltres.",
    "• `/agenda 2.3.1`: una acció, pel seu codi",
    "• `/agenda eix 3`: un eix i què conté",
    "• `/agenda accions --població 800`: les accions per a la mida del vostre municipi",
    "• `/agenda què hem de fer si ens entra un ransomware?`: una pregunta",
    "• `/agenda itinerari`: les primeres setmanes d'un agent digital, pas a pas",
    "• `/agenda pla`: les accions que heu triat per al vostre ajuntament",
    "• `/agenda el meu ajuntament`: per a quin ajuntament es filtren les respostes",
    "• `/agenda les meves dades`: què es guarda de vosaltres",
    "• `/agenda oblida'm`: ho esborra tot",
    "• `/agenda ajuda`: aquesta ajuda",
    "",
    "També podeu mencionar l'assistent en un canal, escriure-li un missatge directe o mirar l'Agenda a la pestanya d'inici.",
    "",
    automatic,
  ].join("\n"),
  form: {
    title: "Agenda digital",
    question: "Què voleu saber?",
    population: "Habitants del vostre municipi",
    populationHint: "Deixa fora les accions que no són per a la mida del vostre municipi.",
    submit: "Pregunta",
    close: "Tanca",
    nothingAsked: "Escriviu una pregunta.",
    populationInvalid: "Escriviu un nombre d'habitants entre 1 i 10.000.000, o deixeu-ho en blanc.",
    tooLong: (characters) => `La pregunta pot tenir ${characters} caràcters com a màxim.`,
  },
  home: {
    itinerary: "Les primeres setmanes d'un agent digital, pas a pas i al vostre ritme.",
    plan: "Les accions que heu triat per al vostre ajuntament, amb qui se n'encarrega i quan. El comparteix tot aquest espai de treball.",
    start: "Inici",
    find: "Trobeu les accions que us toquen",
    back: "Torna a la llista",
    open: "Obre",
    previous: "Anteriors",
    next: "Següents",
    clear: "Treu els filtres",
    unfiltered: "Sense filtres: es veu tota l'Agenda.",
    enterAsks: "Premeu Retorn (Enter) per enviar la pregunta.",
    enterFilters: "Premeu Retorn (Enter) per aplicar-ho.",
    gone: "Aquesta fitxa ja no hi és. Potser ha canviat de lloc.",
    language: "Llengua",
    related: "Relacionat",
    web: "Llegeix-ho sencer al web",
    steps: "Com fer-ho",
    horizon: "Termini",
    effort: "Esforç",
    axis: "Eix",
    any: {
      axis: "Tots els eixos",
      horizon: "Qualsevol termini",
      effort: "Qualsevol esforç",
      role: "Qualsevol perfil",
    },
    openItem: (item) => `Obre ${item}`,
    stepsElsewhere: (count) => `Els passos (${count}) no hi caben: llegiu-los al web.`,
    othersCount: (counts) => `Què és l'Agenda, qui la fa, què diu la llei: ${counts}.`,
  },
};
