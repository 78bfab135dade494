import type { Effort, Horizon, ItemKind } from "../agenda/item.ts";

/**
 * Words by which people ask for something of the catalogue, in the three languages.
 * All are matched against text without accents, in lower case.
 */
type Cue = RegExp;

/**
 * A code of the tree: `2.3`, `2.3.1`. Not a law (`39/2015`), a date, a thousands separator, the version of a program
 * or an amount (`2,3 %`, `2.4 GHz`, `3,5 milions`).
 */
export const codePattern =
  /(?<![\d/.,-]|\bv)(\d{1,2})\s?[.\-·,]\s?(\d{1,2})(?:\s?[.\-·,]\s?(\d{1,3}))?(?![\d/]|[.,]\d|-\d{3}|\s*(?:%|€|milion|millon|million|mil\b|euros?\b|[gmk]hz\b|[gmtk]b(?:ps)?\b|km|hores\b|horas\b|hours\b|anys\b|anos\b|years\b|punts\b|puntos\b|per cent|por ciento))/gu;

/** The numbers of a code apart by spaces, after a kind word: `accio 2 5 3`. */
export const spacedCode =
  /(?<=\b(?:acc?ion?|action|objectiu|objetivo|objective|codi|codigo|code)\s+)(\d{1,2})\s+(\d{1,2})(?:\s+(\d{1,3}))?(?![\d.,/]|\s*(?:hab|veins|vecinos|people))/gu;

/** Names of programs before a number: it is their version. */
export const versionBefore =
  /\b(?:versio|version|android|ios|windows|macos|office|php|node|python|java|release|v)\.?\s*$/u;

/** Kind words, as singular or plural. */
export const kindCues: readonly (readonly [ItemKind, Cue])[] = [
  [
    "action",
    /\b(?:acc?io(?:ns?|nes)?|acc?tions?|mesur(?:a|es)|(?<!\ba )medida|medidas|measures?|actuacions?|actuacion(?:es)?)\b/u,
  ],
  ["objective", /\b(?:obje?c?t(?:iu|ius|ivos?|ives?)|goals?|obj\b)/u],
  ["axis", /\b(?:eix(?:os)?|ejes?|ejs|axis|axes|pilars?|pilares)\b/u],
];

/** Kind word followed by a number, in figures, words or Roman numerals; or an ordinal before the word. */
export const namedAxis: readonly Cue[] = [
  /\b(?:eix|eje|axis)\s*(?:estrategic[oa]?\s+|strategic\s+)?(?:num(?:ero)?\.?|n[.ºo]{1,2}|number|#)?\s*(\d{1,2})(?!\d|,\d|\s?[.·-]\s?\d)\b/gu,
  // A lone number is no action's code, but it is what was asked for: the answer says that there is no such item.
  /\b(?:accio|accion|action|objectiu|objetivo|objective)\s*(?:num(?:ero)?\.?|n[.ºo]{1,2}|number|#)?\s*(\d{1,2})(?!\d|,\d|\s?[.·-]\s?\d)\b/gu,
  /\b(?:eix|eje|axis)\s+(un|uno|u|dos|tres|quatre|cuatro|one|two|three|four|five|cinc|cinco|six|sis|seis|i|ii|iii|iv|v|vi)\b(?!\s+(?:l'|la|el|les|els|eix|qu[ei]))/gu,
  /\b(primer|primero|segon|segundo|tercer|tercero|quart|cuarto|cinque|quinto|sise|sexto|first|second|third|fourth|fifth|sixth)\s+(?:eix|eje|axis)\b/gu,
];

/** `objectiu 3 de l'eix 2`: a code said in words. */
export const objectiveOfAxis =
  /\b(?:objectiu|objetivo|objective)\s*(\d{1,2})\s+(?:de\s+l['’]?|del|de|of(?:\s+the)?|in)\s*(?:eix|eje|axis)\s*(\d{1,2})\b/gu;

/** Several axes named together: `eixos 2 i 3`. */
export const namedAxes =
  /\b(?:eixos|ejes|axes)\s+(\d{1,2}(?:\s*(?:,|i|y|and|o|or)\s*\d{1,2})+)(?![\d.,]\d|\d)\b/gu;

/** Values of {@link namedAxis}' words. */
export const numberWords: Readonly<Record<string, number>> = {
  un: 1,
  u: 1,
  uno: 1,
  one: 1,
  i: 1,
  primer: 1,
  primero: 1,
  first: 1,
  dos: 2,
  two: 2,
  ii: 2,
  segon: 2,
  segundo: 2,
  second: 2,
  tres: 3,
  three: 3,
  iii: 3,
  tercer: 3,
  tercero: 3,
  third: 3,
  quatre: 4,
  cuatro: 4,
  four: 4,
  iv: 4,
  quart: 4,
  cuarto: 4,
  fourth: 4,
  cinc: 5,
  cinco: 5,
  five: 5,
  v: 5,
  cinque: 5,
  quinto: 5,
  fifth: 5,
  sis: 6,
  seis: 6,
  six: 6,
  vi: 6,
  sise: 6,
  sexto: 6,
  sixth: 6,
};

/** Kind word right before a code: the code is meant even when no such item exists. */
export const codeAnnouncement =
  /\b(?:accio|accion|action|objectiu|objetivo|objective|obj\.?|eix|eje|axis|mesura|medida|measure|punt|punto|point|codi|codigo|code|item|num(?:ero)?\.?)\s*(?:num(?:ero)?\.?|n[.ºo]{1,2}|number|#|:)?\s*$/u;

export const countCue =
  /\b(?:quant[se]?s?\b|cuant[oa]s?\b|how m\w{0,2}y\b|number of\b|(?:nombre|numero|number)\s+(?=acc|act|obj|eix|ej|ax)|nombre (?:total )?d(?:'|e\b)|numero (?:total )?de\b|total d(?:'|e\b)|compta\b|count\b)/u;

/** Words that ask for a list. `what`-words only count beside a kind word, see `understand`. */
export const listCue =
  /\b(?:llista(?:t|'m|m)?|digue(?:'m|m|s|u)?|explica(?:'m|me)?|llistar|listado|lista(?:r|me)?|list|enumera|mostra(?:'m|m)?|ensenya(?:'m|m)?|muestra(?:me)?|ensename|show(?: me)?|dona'?m|dame|give me|veure|ver|see|quins?|quines|cuales|cual|which|what|que|tot(?:s|es)|todas|todos|all|digues(?:-me)?|dime|tell me)\b/u;

/** A list is asked for in so many words. */
export const listCommand =
  /\b(?:llista(?:t|'m)?|lista(?:do|me)?|list|enumera|tot(?:e?s)?\s+(?:le|el)s|tod[ao]s\s+l[ao]s|all(?:\s+of)?(?:\s+the)?|every)\b/u;

/**
 * Adjectives of a term, several of them joined, then the noun or the noun first: `a curt i mig termini`,
 * `short- or medium-term`, `de termini mitjà`.
 */
export const horizonCue =
  /\b(?:a |de |al )?(?:((?:(?:molt|muy|very|el|la)\s+)?(?:curta?|mig|mitja|llarg|cort[oa]|medio|larg[oa]|short|medium|mid|long)(?:[-\s]*(?:,|i|y|and|or|o|a|to)\s*(?:a\s+|el\s+)?(?:curt|mig|mitja|llarg|corto|medio|largo|short|medium|mid|long))*)[-\s]*(?:termini|plac|plazo|term)|(?:termini|plazo)\s+(curt|mitja|mig|llarg|corto|medio|largo))\b/gu;

/** What comes next is denied: `que no siguin de llarg termini`. */
export const denial =
  /\b(?:no|not|sense|sin|excepte|excepto|except|menys les|menos las)\b[^,.;?!]*$/u;

/** Values of the adjectives in {@link horizonCue}. */
export const horizonWords: readonly (readonly [Horizon, Cue])[] = [
  ["short", /\b(?:curta?|cort[oa]|short)\b/u],
  ["medium", /\b(?:mig|mitja|medio|medium|mid)\b/u],
  ["long", /\b(?:llarg|larg[oa]|long)\b/u],
];

/** Other ways to say soon. Everyday words: they filter only where actions are listed. */
export const soonCue =
  /\b(?:immediat(?:e?s|a)?|inmediat[ao]s?|immediate|urgents?|urgentes?|rapides|rapidas|quick|aquest\s+trimestre|this\s+quarter|este\s+trimestre|quick wins?|en\s+menys\s+de\s+sis\s+mesos|en\s+menos\s+de\s+seis\s+meses|(?:in\s+)?(?:under|less\s+than)\s+six\s+months)\b/gu;

/** Effort said as such: it filters whatever else is asked. */
export const effortCues: readonly (readonly [Effort, Cue])[] = [
  [
    "low",
    /\b(?:amb |de |d'|con |with |que demanin |que requieran )?(?:(?:poc|poca|baix|bajo|poco|low|little|minim|minimo)[\s-]+(?:esforc|esfuerzo|effort)|(?:esforc|esfuerzo)\s+(?:baix|bajo|minim|minimo))\b/u,
  ],
  [
    "medium",
    /\b(?:amb |de |d'|con |with )?(?:(?:esforc|esfuerzo)\s+(?:mitja|mig|medio|moderat|moderado)|(?:medium|moderate|mitja|medio)[\s-]+(?:effort|esforc|esfuerzo))\b/u,
  ],
  [
    "high",
    /\b(?:amb |de |d'|con |with )?(?:(?:molt|mucho|high|gran|lots? of|a lot of|big)\s+(?:d')?(?:esforc|esfuerzo|effort)|(?:alt|alto)\s+(?:esforc|esfuerzo)|(?:esforc|esfuerzo)\s+(?:alt|alto|gran)|high-effort)\b/u,
  ],
];

/** Everyday words for little effort: they filter only where actions are listed. */
export const easyCues: readonly (readonly [Effort, Cue])[] = [
  [
    "low",
    /\b(?:(?:facils?|faciles|easy|easiest|senzill(?:e?s|a)?|sencill[ao]s?|simple)(?:\s+de\s+(?:fer|hacer))?|(?:poca|poco)\s+(?:feina|trabajo))\b/u,
  ],
];

/** Someone's part is asked for: `per a la secretària`, `què pot fer l'interventor`, `for the archivist`. Stands before the role. */
export const roleCue =
  /(?:\b(?:can|could|should|must|has|have|does|te|tenen|tiene|tienen|per\s+a(?:ls?)?|per(?:\s+als?)?|pels?|para|for|soc|som|soy|somos|i\s+am|i'm|we\s+are|we're|com\s+a|como|as|(?:pot|poden|ha\s+de|han\s+de|puede|pueden|debe|deben|tiene\s+que|tienen\s+que)(?:\s+(?:fer|hacer))?|what\s+(?:can|should|must|does|do)|(?:actions|accions|acciones)\s+(?:dels?|de|of)|(?:rol|paper|papel|role|perfil|profile)\s+(?:de|of)|dels?|responsable|responsables|responsible|correspon(?:en|de|den)?|tocan?|toquen|afecten|afectan|afecta|concerns?|implica|impliquen|involve|involves|involucran?|participa|participen|participan|interven(?:en)?|intervien(?:e|en))(?:\s+(?:al?|als|de|del|dels))?|\b(?:d|de\s+l|of))\b[\s'’]*(?:(?:la|el|els|les|los|las|un|una|the|an?|our|nostr[ea]s?|nuestr[oa]s?|l|local|municipal|del?|dels|d|of|from|in|at|charge|persona|person|people|noia|noi|gent|chica|chico|gente|guy|girl|companya|company|companer[ao]|colleague|tecnic[ao]?|cap|jefa?|jefe|head|responsable|encarregad?[at]|encargad[ao]|equip|equipo|team|departament|departamento|department|area|servei|servicio|regidoria|concejalia|oficina|office)\b[\s'’]*)*$/u;

/** A role that opens a question, article and all, and what follows it there: `el DPO quines accions té?`. */
export const subjectBefore = /^[\s¿¡]*(?:(?:la|el|els|les|los|las|the|l)\b[\s'’]*)*$/u;
export const subjectAfter =
  /^[\s,]*(?:qu[ei]n?[ae]?s?|q|quant[ae]?s?|cuant[ao]s?|which|what|te|tiene|has|pot|puede|can)\b/u;

/** Between two roles: `per a la secretaria i l'interventor`. */
export const roleJoint =
  /^[\s,]*(?:(?:i|y|e|o|u|and|or)\b\s*)?(?:per\s+a(?:ls?)?\s+|para\s+|for\s+|a\s+|de\s+|del\s+)?(?:(?:la|el|els|les|los|las|the|l)\b[\s'’]*)*$/u;

/** Adjectives that every role of a council may carry and few people say. */
export const roleOwner = /\b(?:municipal|council|town|de l ajuntament|del ayuntamiento)\b/gu;

/** A topic follows: `sobre`, `de`, `about`. */
export const topicCue =
  /\b(?:sobre|relacionad(?:e?s|as|os|a|o)\s+(?:amb|con)|en\s+materia\s+de|en\s+l'?ambit\s+de|quant\s+a|pel\s+que\s+fa\s+a|respecte\s+a|about|on|regarding|related\s+to|concerning|de\s+temes?\s+de|d'?ambit|acerca\s+de)\b/u;

/** Greetings and thanks, alone or before something else. */
export const greeting =
  /^[\s¡¿]*(?:(?:hola|bon dia|bona tarda|bones|bon vespre|bona nit|buenos dias|buenas tardes|buenas|hello|hi there|hi|hey|good morning|good afternoon|ei|eps|gracies|moltes gracies|gracias|muchas gracias|thanks(?: a lot)?|thank you(?: very much)?|adeu|adios|bye|ok|d'acord|vale|perfecte|perfecto|great)(?=$|[\s!.,?¡¿])[\s!.,?¡¿]*)*/u;

/** Thanks or goodbye, and little else. */
export const thanks =
  /^[\s¡¿]*(?:d'acord[\s,]+|ok[\s,]+|vale[\s,]+|perfecte?o?[\s,]+)?(?:(?:moltes |muchas |mil )?(?:gracies|gracias|merci)|thanks?(?: you)?(?: very much| a lot| so much)?|adeu|adios|bye|ok|d'acord|vale|perfecte|perfecto|great|fins aviat|hasta luego|molt be|muy bien)(?:[\s,!.]+(?:molt util|muy util|very (?:useful|helpful)|per tot|por todo|for (?:everything|your help)|adeu|adios|bye))?[\s!.,]*$/u;

/** Politeness anywhere in a question. */
export const politeness =
  /\b(?:si us plau|sisplau|xfa|porfa|porfi|por favor|please|plese|pls|plz|plis|gracies|gracias|thanks|thank you)\b/gu;

/** The assistant itself is asked about. */
export const helpCue =
  /^[\s¡¿]*(?:i |y |and )?(?:(?:necessito |necesito |i need )?(?:ajuda|ayuda|help|socors|socorro)(?: me|'m)?(?: (?:si us plau|por favor|please))?|(?:amb |con )?(?:que|q|k) (?:pots|saps|puedes|sabes|podeis|podeu) (?:fer|hacer|respondre|responder)(?: tu| per (?:a )?(?:mi|nosaltres)| por (?:mi|nosotros))?|what can (?:you|this (?:bot|assistant|thing)) (?:do|answer)(?: for (?:me|us))?|(?:tu )?qui ets(?: tu)?|quien eres(?: tu)?|who are you|(?:tu )?que ets(?: tu)?|que eres(?: tu)?|what are you|ets un(?:a)? (?:bot|robot|ia|persona)|eres un(?:a)? (?:bot|robot|ia|persona)|are you (?:a|an) (?:bot|robot|ai|person|human)|com (?:funciones|et (?:faig servir|puc fer servir|faig anar)|t'?utilitzo|(?:es fa servir|funciona|s'utilitza) aix[oò]|funciona aquest (?:bot|assistent|xat))|como (?:funcionas|te (?:uso|utilizo)|(?:se usa|funciona) (?:esto|este (?:bot|asistente|chat)))|how (?:do|can|should) (?:i|we) use (?:you|it|this)(?: (?:bot|assistant|chat|tool|thing))?|how (?:do you|does (?:this|it)) work|(?:per a? ?)?que serveix(?:es)?(?: (?:aixo|aquest (?:bot|assistent|xat)))?|para que sirves?(?: (?:esto|este (?:bot|asistente|chat)))?|what is this (?:bot|assistant|thing) for|(?:en|amb|con) que (?:em|me|ens|nos) (?:pots|puedes|podeu) (?:ajudar|ayudar)|en que (?:puedes|pots) (?:ayudar|ajudar)(?:me|nos|'?ns|-me|-nos)?|how can you help(?: me| us)?|que (?:et|te|us|os) (?:puc|podem|puedo|podemos) (?:preguntar|demanar|pedir)|what can (?:i|we) ask(?: you)?|(?:what|which) (?:kind|sort|type)s? of (?:questions?|things?) (?:can|could|may) (?:i|we) ask(?: you)?|quines? (?:coses|preguntes) (?:et|us) (?:puc|podem) (?:preguntar|fer)|que (?:cosas|preguntas) (?:te|os) (?:puedo|podemos) (?:preguntar|hacer))[\s!.,?]*$/u;

/** The meaning of a word is asked for. */
export const definitionCue =
  /^[\s¡¿]*(?:que (?:es|son|vol dir|significa|signifiquen|quiere decir|significan)|what (?:is|are|does)|what's|vol dir|definicio d[e']|definicion de|definition of|sigles|siglas|acronim|acronimo|acronym)\b/u;

/** A number or a date is asked for: a sentence without one does not answer. */
export const figureCue =
  /\b(?:quant[se]?s?|cuant[oa]s?|how (?:many|much|often|long)|quan|cuando|when|des de quan|desde cuando|quin any|que ano|what year|percentatge|porcentaje|percentage|termini|plazo|deadline)\b/u;

/** What to do is asked for: steps answer it better than reasons. */
export const doingCue =
  /\b(?:que (?:hem de|he de|cal|podem|puc|fem|faig|s'ha de|haig de|hacemos|hago|hay que|tenemos que|tengo que|debemos|podemos) ?(?:fer|hacer)?|com (?:ho|hem|podem|puc|fem|faig|es|ens|s'ha|evitem|aconseguim)|como (?:lo|podemos|puedo|hacemos|hago|se|nos|evitamos|conseguimos)|what (?:do|should|can|must) (?:we|i)|how (?:do|can|should|to)|primers passos|primeros pasos|first steps)\b/u;

/** Opening words of a question that leans on the one before. */
export const ellipsis =
  /^[\s¿¡]*(?:i|y|and|pero|but|d'acord,? i|vale,? y|ok,? and|what about|how about|que tal|i que|y que|nomes|solo|solamente|only|just)\b/u;

/** A topic alone, said after a list. */
export const topicOpening = /^[\s¿¡]*(?:sobre|de temes? de|acerca de|about)\b/u;

/** What was counted is to be seen. */
export const whichCue =
  /^[\s¿]*(?:i\s+|y\s+|and\s+)?(?:(?:quin[ae]?s|cuales|which|what)\s+(?:son|are)(?:\s+(?:they|those|these|aquest[ae]s|estas|ellas))?|(?:llista|mostra|ensenya)(?:'?m)?-?l[ea]s|muestramelas|listalas|dimelas|digue(?:s-me|'m)-l[ea]s|(?:list|show(?: me)?) them)\s*[?!.]*\s*$/u;

export const moreCue =
  /^[\s¿¡]*(?:i\s+|y\s+|and\s+|(?:mostra|ensenya|dona)(?:'?m)?(?:['-]?n(?:'?h?i)?)?\s+|(?:muestra|ensena)(?:me|nos)?\s+|da(?:me|nos)\s+|show\s+(?:me\s+)?|give\s+me\s+|(?:en\s+)?vull\s+|quiero\s+|(?:n'?hi ha|hay|are there)\s+)?(?:mes|mas|more|(?:les|els|las|los|the)?\s*(?:seguents|siguientes|next(?: ones)?)|algun[ae]?s?\s+(?:altr[ae]s?|otr[ao]s?|mes|mas)|altr[ae]s?|otr[ao]s?|any others?|others|continua|sigue|segueix|continue|la resta|el resto|the rest|anything else|(?:que|what)\s+(?:mes|mas|else))(?:\s+(?:resultats?|resultados?|results?|accions?|acciones|actions?|opcions|opciones|please|si us plau|por favor))?\s*[?!.]*\s*$/u;

/** Parts of an action's text that can be asked for by themselves, by the heading they stand under. */
export const aspectCues: readonly (readonly [Aspect, Cue])[] = [
  [
    "steps",
    /\b(?:com (?:ho fem|es fa|ho faig|s'ha de fer|comencem|comenco|comencar|ho hem de fer|ho podem fer|posar-ho en marxa)|com (?:ho |s')?implant\w*|passos|pasos|steps|como (?:se hace|lo hacemos|lo hago|empezamos|empiezo|empezar|hay que hacerlo)|how (?:do we|do i|to) (?:do it|do that|do this|start|begin|go about it)|how is it done|per on (?:comencem|comenco|comencar)|por donde (?:empezamos|empiezo|empezar)|where (?:do we|to) start)\b/u,
  ],
  [
    "help",
    /\b(?:qui (?:ens (?:hi )?|hi )?(?:pot|poden) ajudar|qui ens (?:hi )?ajuda|qui (?:ens )?dona suport|a qui (?:truquem|truco|demanem|podem demanar|ens adrecem)|qui ens (?:ho|hi) (?:(?:pot|poden|podria|podrien) \p{L}+|fa|porta|munta|gestiona)|qui ho (?:pot|poden|podria|podrien) fer|quien (?:nos )?(?:puede|pueden) ayudar|quien nos ayuda|quien nos l[oa] (?:(?:puede|pueden|podria|podrian) \p{L}+|hace|lleva|monta|gestiona)|quien (?:puede|pueden|podria) (?:hacer(?:nos)?lo|ayudarnos)|quien lo (?:puede|pueden|podria) hacer|a quien (?:llamamos|pedimos|acudimos|podemos pedir)|who can help|who helps|who (?:can|could) do (?:it|this|that)|who (?:can|could|will) \p{L}+ (?:it|this|that)(?: up)? for us|who does (?:it|this|that) for us|who do we (?:call|ask|contact)|whom (?:do we|to) ask|who supports)\b/u,
  ],
  [
    "law",
    /\b(?:quina (?:llei|norma|normativa)|que diu la llei|normativa|es obligatori|ens obliga|que (?:llei|norma)|(?:what about|and) the law|the law\b|que ley|que normativa|base legal|es obligatorio|nos obliga|what law|which law|legal basis|is it (?:mandatory|compulsory|required)|legislation)\b/u,
  ],
  [
    "reasons",
    /^[\s¿¡]*(?:i\s+|y\s+|and\s+)?(?:per que|por que|why|per quin motiu|por que motivo)(?:\s+(?:cal|ho|es important|hem de|hay que|es importante|should we|is it important|do it|fer-ho|hacerlo))*\s*[?!.]*\s*$/u,
  ],
  [
    "measure",
    /\b(?:com (?:sabrem|sabem|podem saber|se sap) (?:que|si)(?: \S+){0,4} (?:funciona|va be)|com (?:ho|se) (?:mesurem|mesura)|indicadors?|indicadores|como sabremos (?:que|si) funciona|como se mide|como lo medimos|how (?:do|will) we know (?:it|that it) works|how (?:do we|to) measure)\b/u,
  ],
  [
    "small",
    /^[\s¿¡]*(?:i\s+|y\s+|and\s+|what about\s+|how about\s+)?(?:per\s+(?:a\s+)?(?:un|els|una)?\s*|si som\s+(?:un\s+)?|i\s+si\s+som\s+|y\s+si\s+somos\s+|para\s+(?:un|los|una)?\s*|si somos\s+(?:un\s+)?|for\s+(?:a\s+|an\s+)?|in\s+a\s+|if we are\s+(?:a\s+)?|en un\s+)?(?:municipis?|pobles?|ajuntaments?|municipios?|pueblos?|ayuntamientos?|petits?|pequenos?|very\s+small|small(?:er)?|tiny)\s*(?:molt\s+|mes\s+|muy\s+|mas\s+)?(?:petits?|pequen[oi]s?|pequenos|municipalit(?:y|ies)|villages?|towns?|councils?)?\s*[?!.]*\s*$/u,
  ],
];

/** A part of an action's text. */
export type Aspect = "steps" | "help" | "law" | "reasons" | "measure" | "small";

/** Headings, without accents, under which each part stands in an item of the shipped format. */
export const aspectHeadings: Readonly<Record<Aspect, RegExp>> = {
  steps: /^com fer-ho/u,
  help: /^qui us pot ajudar/u,
  law: /^normativa/u,
  reasons: /^per que/u,
  measure: /^com saber que funciona/u,
  small: /^si sou un municipi petit/u,
};

/** Words of listing and filtering that name no topic. */
export const listingWords =
  /\b(?:siguin|sean|siguen|quatre|cuatro|four|pls|plz|plis|plese|porfa|porfi|xfa|sisplau|fes|fer|haz|hazme|make|passa|passar|pasame|pasar|ayto|ayuntam|ajt|ajunt|toca|tocan|toquen|correspon(?:en|de|den)?|need|needs|require|requires|requieren|demanen|comencar|comenco|comencem|empezar|empiezo|empezamos|start|decirme|decirnos|dir-me|dir-nos|podries|podrieu|podrias|podriais|podeis|puedes|quisiera|querria|voldria|could|compara(?:r|me)?|compare|diu|diuen|dice|dicen|says?|persones|personas|people|city|cities|ciutats?|ciudad(?:es)?|pobles|pueblos|villages|towns|viles?|ajuntaments|ayuntamientos|councils|localitats?|localidad(?:es)?|agenda|digital(?:s|es)?|aplicables?|apliquen?|aplica(?:n|r|bles?)?|apply|applies|applicable|afecten|afectan|concret(?:e?s|as|os|a|o)|disponibles?|available|inclou(?:en)?|incluye(?:n)?|includes?|contenen|contiene(?:n)?|contains?|conte|formen|forman|part|parte|pertanyen|pertenecen|belong|total|totals|existents?|existen(?:tes)?|exist|proposa(?:des)?|propuestas|proposed|recomanades|recomendadas|recommended|adequades|adecuadas|suitable|pensades|pensadas|valides|validas|valid|serveixen|sirven|tinguin|tengan|requereixin|persones?|persona|person|municipis?|municipios?|municipality|municipalities|poble|pueblo|village|town|ajuntament|ayuntamiento|council|habitants?|habitantes|inhabitants|hab|termini|plazo|term|esforc|esfuerzo|effort|com nosaltres|como nosotros|like us|llista|lista|list|llistat|listado|altra|altres|si us plau|por favor|please|tothom)\b/u;

/** A kind of item named right before, with nothing but spaces after it. */
export const kindBefore = new RegExp(
  `(?:${kindCues.map(([, cue]) => cue.source).join("|")})\\s*$`,
  "u",
);

/** Words of the cues that people misspell, put right before anything is read. */
export const cueVocabulary: readonly string[] =
  `acció accions acción acciones action actions objectiu objectius objetivo objetivos objective objectives eix eixos axis
  quants quantes cuántos cuántas llista llistat lista listado mostra muestra termini plazo curt corto short llarg largo
  medium esforç esfuerzo effort habitants habitantes inhabitants municipi municipio ajuntament ayuntamiento council`.split(
    /\s+/,
  );

/** A topic put first: `sobre ciberseguretat, quines accions hi ha?`. */
export const frontedTopic =
  /^[\s¿¡]*(?:sobre|de|d['’]|en|on|about|quant\s+a|pel\s+que\s+fa\s+a(?:\s+la)?|respecte\s+a|regarding)\s*/u;

/** A topic tied to the items by a preposition: `accions de ciberseguretat`, `actions on fibre`. */
export const tiedTopic = new RegExp(
  `^(?:${kindCues.map(([, cue]) => cue.source).join("|")})\\s+(?:de|d['’]|en|of|on|sobre|about)(?:\\s|(?<=['’]))`,
  "u",
);
