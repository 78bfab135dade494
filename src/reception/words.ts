import type { Language } from "../language/language.ts";
import type { PersonalCounts } from "../ports.ts";

/** What the reception says, in each language. */
export interface ReceptionWords {
  /** Said once to everybody, with the first answer: https://eur-lex.europa.eu/eli/reg/2024/1689/oj Article 50(1). */
  readonly notice: string;
  /** On a button below an answer that the remembered council filtered. */
  readonly change: string;
  /** With an answer while nothing can be recalled. */
  readonly noMemory: string;
  /** With the help: what can be said beside questions. */
  readonly alsoSay: string;
  readonly council: {
    readonly title: string;
    readonly none: string;
    readonly intro: string;
    readonly tenant: string;
    readonly own: string;
    readonly value: (name: string, population: string) => string;
    readonly keptBy: (keeper: string) => string;
    readonly ownHeading: string;
    readonly tenantHeading: string;
    readonly tenantHint: string;
    readonly notAdmin: string;
    readonly name: string;
    readonly nameHint: string;
    readonly population: string;
    readonly populationHint: string;
    readonly keeper: string;
    readonly keeperHint: string;
    readonly save: string;
    readonly saveTenant: string;
    readonly drop: string;
    readonly dropTenant: string;
    readonly saved: (name: string | undefined, population: string) => string;
    readonly dropped: string;
    readonly badPopulation: (most: string) => string;
    readonly missing: string;
  };
  readonly data: {
    readonly title: string;
    readonly nothing: string;
    readonly intro: string;
    readonly profile: string;
    readonly journey: string;
    readonly questions: string;
    readonly opinions: string;
    readonly messages: string;
    readonly plan: string;
    readonly needs: string;
    readonly yes: string;
    readonly no: string;
    readonly retention: (days: string) => string;
    readonly download: string;
    readonly downloadHint: string;
    readonly more: string;
    readonly forget: string;
    readonly sure: string;
    readonly yesForget: string;
    readonly cancel: string;
    readonly forgotten: string;
    readonly erased: (counts: PersonalCounts) => string[];
    readonly backToUse: string;
  };
  readonly opinion: {
    readonly title: string;
    readonly thanks: string;
    readonly word: string;
    readonly wordHint: string;
    readonly send: string;
    readonly kept: string;
    readonly gone: string;
    readonly notKept: string;
  };
  readonly unavailable: { readonly title: string; readonly text: string };
  /** Where a wish was typed in front of others. */
  readonly inPrivate: { readonly title: string; readonly text: string };
}

const ca: ReceptionWords = {
  notice:
    "Soc un assistent automàtic, un sistema d'intel·ligència artificial, no una persona. Cerco a l'Agenda i en cito el text tal com és; si un model hi escriu res, va marcat.",
  change: "Canvia l'ajuntament",
  noMemory:
    "Ara no puc recordar el vostre ajuntament: la resposta no en té en compte els habitants.",
  alsoSay:
    "També podeu escriure «el meu ajuntament», «itinerari», «el nostre pla», «necessitats», «les meves dades» o «oblida'm».",
  council: {
    title: "El vostre ajuntament",
    none: "Encara no sé per a quin ajuntament treballeu: les respostes valen per a tots.",
    intro:
      "Les respostes es filtren pels habitants del municipi, i sempre ho diuen. Si a la pregunta en poseu uns altres, valen aquells.",
    tenant: "Per a tothom d'aquest espai",
    own: "Per a vós",
    value: (name, population) =>
      name === "" ? `${population} habitants` : `${name}, ${population} habitants`,
    keptBy: (keeper) => `El manté: ${keeper}`,
    ownHeading: "Només per a vós",
    tenantHeading: "Per a tothom d'aquest espai",
    tenantHint:
      "Ho veieu perquè administreu aquest espai. Valdrà per a qui no n'hagi indicat un de propi.",
    notAdmin:
      "Només qui administra aquest espai pot canviar l'ajuntament de tothom. Podeu indicar-ne un només per a vós.",
    name: "Nom de l'ajuntament",
    nameHint: "Per exemple, Ajuntament de Rupit i Pruit",
    population: "Habitants",
    populationHint: "Per exemple, 800 o 12.500",
    keeper: "Qui manté aquestes dades",
    keeperHint: "Un càrrec, un departament o una adreça de correu",
    save: "Desa-ho",
    saveTenant: "Desa-ho per a tothom",
    drop: "Treu el meu",
    dropTenant: "Treu el de tothom",
    saved: (name, population) =>
      `Desat: a partir d'ara filtro les respostes per a ${population} habitants${name === undefined ? "" : ` (${name})`}.`,
    dropped: "Tret: ja no el tinc en compte.",
    badPopulation: (most) =>
      `Escriviu un nombre d'habitants entre 1 i ${most}, per exemple 800 o 12.500.`,
    missing: "Falta omplir aquest camp.",
  },
  data: {
    title: "Què guardo de vós",
    nothing: "No guardo res de vós.",
    intro: "Les vostres dades es guarden amb un identificador xifrat, sense el vostre nom.",
    profile: "Ajuntament, idioma i si ja us he dit què soc",
    journey: "Itinerari",
    questions: "Preguntes per millorar l'Agenda",
    opinions: "Opinions sobre respostes",
    messages: "Missatges de converses obertes",
    plan: "Accions del vostre pla",
    needs: "Necessitats que heu fet constar",
    yes: "sí",
    no: "no",
    retention: (days) => `S'esborra tot sol quan fa ${days} dies que no s'usa.`,
    download: "Baixa les meves dades",
    downloadHint: "L'enllaç és només vostre i caduca d'aquí a 15 minuts.",
    more: "Tot el que es guarda, per què i fins quan",
    forget: "Oblida'm",
    sure: "S'esborrarà tot això i no es podrà recuperar. El que ja s'ha escrit en una conversa hi continuarà: això ho heu d'esborrar a la mateixa conversa.",
    yesForget: "Sí, esborra-ho tot",
    cancel: "No, deixa-ho com està",
    forgotten: "Fet: us he oblidat",
    erased: (counts) => [
      ...(counts.profile === 0
        ? []
        : ["El que sabia de vós: ajuntament, idioma i si ja us havia dit què soc"]),
      ...(counts.journey === 0 ? [] : ["On éreu de l'itinerari, amb els recordatoris"]),
      ...(counts.questions === 0
        ? []
        : [counts.questions === 1 ? "1 pregunta" : `${counts.questions} preguntes`]),
      ...(counts.opinions === 0
        ? []
        : [counts.opinions === 1 ? "1 opinió" : `${counts.opinions} opinions`]),
      ...(counts.messages === 0
        ? []
        : [counts.messages === 1 ? "1 missatge" : `${counts.messages} missatges`]),
      ...(counts.needs === 0
        ? []
        : [counts.needs === 1 ? "1 necessitat" : `${counts.needs} necessitats`]),
      ...(counts.plan === 0 ? [] : ["El vostre pla"]),
    ],
    backToUse: "Si em torneu a escriure, començaré de zero.",
  },
  opinion: {
    title: "Gràcies per l'opinió",
    thanks: "Ens ajuda a saber què falta a l'Agenda.",
    word: "Voleu dir-ne alguna cosa?",
    wordHint: "Què hi falta, què hi sobra. No hi poseu dades personals.",
    send: "Envia",
    kept: "Gràcies: ho llegirà qui manté l'Agenda.",
    gone: "Aquella resposta ja no la tinc: la vostra opinió no s'ha pogut desar.",
    notKept: "No s'ha pogut desar",
  },
  unavailable: {
    title: "Ara no pot ser",
    text: "En aquest moment no puc llegir ni desar res vostre. No s'ha canviat res: torneu-ho a provar d'aquí a una estona.",
  },
  inPrivate: {
    title: "Això és només vostre",
    text: "Per parlar de les vostres coses, escriviu-me en privat amb les mateixes paraules.",
  },
};

const es: ReceptionWords = {
  notice:
    "Soy un asistente automático, un sistema de inteligencia artificial, no una persona. Busco en la Agenda y cito su texto tal cual (en catalán, como se escribió); si un modelo escribe algo, va marcado.",
  change: "Cambiar el ayuntamiento",
  noMemory:
    "Ahora no puedo recordar vuestro ayuntamiento: la respuesta no tiene en cuenta sus habitantes.",
  alsoSay:
    "También podéis escribir «mi ayuntamiento», «itinerario», «nuestro plan», «necesidades», «mis datos» u «olvídame».",
  council: {
    title: "Vuestro ayuntamiento",
    none: "Aún no sé para qué ayuntamiento trabajáis: las respuestas valen para todos.",
    intro:
      "Las respuestas se filtran por los habitantes del municipio, y siempre lo dicen. Si en la pregunta ponéis otros, valen esos.",
    tenant: "Para todo este espacio",
    own: "El vuestro",
    value: (name, population) =>
      name === "" ? `${population} habitantes` : `${name}, ${population} habitantes`,
    keptBy: (keeper) => `Lo mantiene: ${keeper}`,
    ownHeading: "Solo el vuestro",
    tenantHeading: "Para todo este espacio",
    tenantHint:
      "Lo veis porque administráis este espacio. Valdrá para quien no haya indicado uno propio.",
    notAdmin:
      "Solo quien administra este espacio puede cambiar el ayuntamiento de todos. Podéis indicar el vuestro.",
    name: "Nombre del ayuntamiento",
    nameHint: "Por ejemplo, Ayuntamiento de Rupit i Pruit",
    population: "Habitantes",
    populationHint: "Por ejemplo, 800 o 12.500",
    keeper: "Quién mantiene estos datos",
    keeperHint: "Un cargo, un departamento o una dirección de correo",
    save: "Guardar",
    saveTenant: "Guardar para todos",
    drop: "Quitar el mío",
    dropTenant: "Quitar el de todos",
    saved: (name, population) =>
      `Guardado: desde ahora filtro las respuestas para ${population} habitantes${name === undefined ? "" : ` (${name})`}.`,
    dropped: "Quitado: ya no lo tengo en cuenta.",
    badPopulation: (most) =>
      `Escribid un número de habitantes entre 1 y ${most}, por ejemplo 800 o 12.500.`,
    missing: "Falta rellenar este campo.",
  },
  data: {
    title: "Vuestros datos",
    nothing: "No guardo ningún dato vuestro.",
    intro: "Vuestros datos se guardan con un identificador cifrado, sin vuestro nombre.",
    profile: "Ayuntamiento, idioma y si ya os he dicho qué soy",
    journey: "Itinerario",
    questions: "Preguntas para mejorar la Agenda",
    opinions: "Opiniones sobre respuestas",
    messages: "Mensajes de conversaciones abiertas",
    plan: "Acciones de vuestro plan",
    needs: "Necesidades que habéis hecho constar",
    yes: "sí",
    no: "no",
    retention: (days) => `Se borra solo cuando hace ${days} días que no se usa.`,
    download: "Descargar mis datos",
    downloadHint: "El enlace es solo vuestro y caduca dentro de 15 minutos.",
    more: "Todo lo que se guarda, por qué y hasta cuándo",
    forget: "Olvídame",
    sure: "Se borrará todo esto y no se podrá recuperar. Lo que ya se ha escrito en una conversación seguirá en ella: eso debéis borrarlo en la misma conversación.",
    yesForget: "Sí, bórralo todo",
    cancel: "No, déjalo como está",
    forgotten: "Hecho: os he olvidado",
    erased: (counts) => [
      ...(counts.profile === 0
        ? []
        : ["Lo que sabía de vosotros: ayuntamiento, idioma y si ya os había dicho qué soy"]),
      ...(counts.journey === 0 ? [] : ["Dónde estabais del itinerario, con los recordatorios"]),
      ...(counts.questions === 0
        ? []
        : [counts.questions === 1 ? "1 pregunta" : `${counts.questions} preguntas`]),
      ...(counts.opinions === 0
        ? []
        : [counts.opinions === 1 ? "1 opinión" : `${counts.opinions} opiniones`]),
      ...(counts.messages === 0
        ? []
        : [counts.messages === 1 ? "1 mensaje" : `${counts.messages} mensajes`]),
      ...(counts.needs === 0
        ? []
        : [counts.needs === 1 ? "1 necesidad" : `${counts.needs} necesidades`]),
      ...(counts.plan === 0 ? [] : ["Vuestro plan"]),
    ],
    backToUse: "Si me volvéis a escribir, empezaré de cero.",
  },
  opinion: {
    title: "Gracias por vuestra opinión",
    thanks: "Nos ayuda a saber qué falta en la Agenda.",
    word: "¿Queréis decir algo más?",
    wordHint: "Qué falta, qué sobra. No pongáis datos personales.",
    send: "Enviar",
    kept: "Gracias: lo leerá quien mantiene la Agenda.",
    gone: "Ya no tengo aquella respuesta: vuestra opinión no se ha podido guardar.",
    notKept: "No se ha podido guardar",
  },
  unavailable: {
    title: "Ahora no puede ser",
    text: "En este momento no puedo leer ni guardar nada vuestro. No se ha cambiado nada: volved a probarlo dentro de un rato.",
  },
  inPrivate: {
    title: "Esto es solo vuestro",
    text: "Para hablar de vuestras cosas, escribidme en privado con las mismas palabras.",
  },
};

const en: ReceptionWords = {
  notice:
    "I am an automatic assistant, an artificial intelligence system, not a person. I search the Agenda and quote its text as it stands (in Catalan, as it was written); anything a model writes is marked.",
  change: "Change the council",
  noMemory:
    "I cannot recall your council right now: this answer does not take its inhabitants into account.",
  alsoSay:
    'You can also write "my council", "itinerary", "our plan", "needs", "my data" or "forget me".',
  council: {
    title: "Your council",
    none: "I do not know yet which council you work for: the answers hold for all of them.",
    intro:
      "Answers are filtered by the inhabitants of the municipality, and always say so. If a question names another number, that one counts.",
    tenant: "For everybody here",
    own: "For you",
    value: (name, population) =>
      name === "" ? `${population} inhabitants` : `${name}, ${population} inhabitants`,
    keptBy: (keeper) => `Kept by: ${keeper}`,
    ownHeading: "Only for you",
    tenantHeading: "For everybody here",
    tenantHint:
      "You see this because you administer this workspace. It holds for whoever has not set their own.",
    notAdmin:
      "Only who administers this workspace can change the council for everybody. You can set one just for you.",
    name: "Name of the council",
    nameHint: "For example, Ajuntament de Rupit i Pruit",
    population: "Inhabitants",
    populationHint: "For example, 800 or 12,500",
    keeper: "Who keeps these data",
    keeperHint: "A post, a department or an e-mail address",
    save: "Save",
    saveTenant: "Save for everybody",
    drop: "Remove mine",
    dropTenant: "Remove everybody's",
    saved: (name, population) =>
      `Saved: from now on I filter answers for ${population} inhabitants${name === undefined ? "" : ` (${name})`}.`,
    dropped: "Removed: I no longer take it into account.",
    badPopulation: (most) =>
      `Write a number of inhabitants from 1 to ${most}, for example 800 or 12,500.`,
    missing: "Please fill this in.",
  },
  data: {
    title: "What I keep about you",
    nothing: "I keep nothing about you.",
    intro: "Your data are kept under an encrypted identifier, without your name.",
    profile: "Council, language, and whether I told you what I am",
    journey: "Itinerary",
    questions: "Questions, to improve the Agenda",
    opinions: "Opinions about answers",
    messages: "Messages of open conversations",
    plan: "Actions of your plan",
    needs: "Needs that you recorded",
    yes: "yes",
    no: "no",
    retention: (days) => `It is erased by itself after ${days} days without use.`,
    download: "Download my data",
    downloadHint: "The link is yours alone and expires in 15 minutes.",
    more: "Everything that is kept, why and until when",
    forget: "Forget me",
    sure: "All of this will be erased and cannot be brought back. What was already written in a conversation stays there: delete that in the conversation itself.",
    yesForget: "Yes, erase everything",
    cancel: "No, leave it as it is",
    forgotten: "Done: you are forgotten",
    erased: (counts) => [
      ...(counts.profile === 0
        ? []
        : ["What I knew of you: council, language, and whether I had told you what I am"]),
      ...(counts.journey === 0 ? [] : ["Where you were in the itinerary, with its reminders"]),
      ...(counts.questions === 0
        ? []
        : [counts.questions === 1 ? "1 question" : `${counts.questions} questions`]),
      ...(counts.opinions === 0
        ? []
        : [counts.opinions === 1 ? "1 opinion" : `${counts.opinions} opinions`]),
      ...(counts.messages === 0
        ? []
        : [counts.messages === 1 ? "1 message" : `${counts.messages} messages`]),
      ...(counts.needs === 0 ? [] : [counts.needs === 1 ? "1 need" : `${counts.needs} needs`]),
      ...(counts.plan === 0 ? [] : ["Your plan"]),
    ],
    backToUse: "If you write to me again, I will start from nothing.",
  },
  opinion: {
    title: "Thank you for your opinion",
    thanks: "It helps us learn what the Agenda lacks.",
    word: "Would you like to say more?",
    wordHint: "What is missing, what is too much. Please no personal data.",
    send: "Send",
    kept: "Thank you: those who keep the Agenda will read it.",
    gone: "I no longer have that answer: your opinion could not be kept.",
    notKept: "It could not be kept",
  },
  unavailable: {
    title: "Not right now",
    text: "I cannot read or keep anything of yours at the moment. Nothing was changed: please try again in a while.",
  },
  inPrivate: {
    title: "This is yours alone",
    text: "To talk about your own things, write to me privately with the same words.",
  },
};

/** The words of the reception. */
export const receptionWords: Readonly<Record<Language, ReceptionWords>> = { ca, es, en };
