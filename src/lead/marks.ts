import type { Language } from "../language/language.ts";

/** What small words do to what stands beside them. */
export type MarkKind = keyof typeof phrases;

/** Phrases by what they do, without accents, in the three languages; a phrase of several words is met before a shorter one. */
const phrases = {
  not: {
    ca: "no; ni; sense; mai; ningu; res; gens; tampoc; cap; enlloc",
    es: "no; ni; sin; nunca; jamas; nadie; nada; tampoco; ningun; ninguna; ninguno",
    en: "not; no; nor; neither; never; without; nobody; none; nothing; nowhere; no one; instead of; rather than",
  },
  never: {
    ca: "mai; en cap cas",
    es: "nunca; jamas; en ningun caso",
    en: "never; under no circumstances",
  },
  must: {
    ca: `cal; calen; caldra; caldria; ha de; han de; heu de; hem de; has de; haura de; hauran de; haureu de; haurem de;
      es necessari; es necessaria; necessariament; forcosament; deure; toca; necessita; necessiten; necessiteu; imprescindible; imprescindibles`,
    es: `debe; deben; debeis; deberan; debera; debereis; debemos; hay que; tiene que; tienen que; teneis que; tenemos que;
      tendra que; tendran que; es necesario; es necesaria; hace falta; ha de; han de; habeis de; necesariamente; deber; necesita;
      necesitan; necesitais; imprescindible; imprescindibles; toca; deberse`,
    en: "must; shall; has to; have to; having to; need to; needs to; need; needs; essential; necessary; are to; is to; needed; got to",
  },
  oblige: {
    ca: `obligatori; obligatoria; obligatoris; obligatories; obligatoriament; obliga; obliguen; obligui; obliguin; obligat; obligada; obligats;
      obligades; obligar; obligacio; obligacions; exigeix; exigeixen; exigit; exigida; exigits; exigides; exigir; preceptiu; preceptiva;
      preceptivament; requereix; requereixen; requerit; imposa; imposen; deure legal`,
    es: `obligatorio; obligatoria; obligatorios; obligatorias; obligatoriamente; obliga; obligan; obligue; obliguen; obligado; obligada;
      obligados; obligadas; obligar; obligacion; obligaciones; exige; exigen; exigido; exigida; exigidos; exigidas; exigir; preceptivo; preceptiva;
      requiere; requieren; impone; imponen; deber legal`,
    en: `mandatory; compulsory; obliges; obliged; oblige; obligation; obligations; obligatory; required; requires; require;
      requirement; requirements; duty; impose; imposes; bound; compels; legally required`,
  },
  should: {
    ca: `hauria de; haurien de; haurieu de; hauriem de; convindria; conve; recomanable; recomanables; recomana; recomanen;
      recomanat; recomanacio; recomanem; aconsella; aconsellable; aconsellen; s'aconsella; suggereix; proposa; proposen; val la pena; preferible; preferiblement`,
    es: `deberia; deberian; deberiais; conviene; convendria; recomendable; recomendables; recomienda; recomiendan;
      recomendado; recomendacion; aconseja; aconsejable; aconsejan; sugiere; propone; proponen; vale la pena; preferible; preferiblemente`,
    en: `should; ought to; recommend; recommends; recommended; recommendation; recommendable; advisable; advise; advises;
      advised; suggest; suggests; suggested; proposes; propose; worth; preferable; preferably; best to`,
  },
  may: {
    ca: `pot; poden; podeu; podem; podria; podrien; podrieu; podra; podran; podreu; puguin; pugui; pugueu; opcional;
      opcionals; opcionalment; voluntari; voluntaria; voluntaris; voluntaries; voluntariament; potser; possible; possibles; possiblement; probablement; probable; permet; permeten; permes; permesa; autoritza`,
    es: `puede; pueden; podeis; podemos; podria; podrian; podriais; podra; podran; podreis; pueda; puedan; podais; opcional;
      opcionales; opcionalmente; voluntario; voluntaria; voluntarios; voluntarias; quizas; quiza; posible; posibles; posiblemente; tal vez; permite; permiten; permitido; permitida; autoriza`,
    en: `can; could; may; might; optional; optionally; voluntary; voluntarily; perhaps; possible; possibly; maybe; able to; allows; allow; allowed; lets; let; enables; permits; permitted; permit`,
  },
  forbid: {
    ca: "prohibeix; prohibeixen; prohibit; prohibida; prohibits; prohibides; prohibir; impedeix; impedeixen; impedir; veta",
    es: "prohibe; prohiben; prohibido; prohibida; prohibidos; prohibidas; prohibir; impide; impiden; impedir",
    en: "forbids; forbid; forbidden; prohibits; prohibit; prohibited; bans; banned; prevent; prevents; prevented",
  },
  all: {
    ca: "tot; tota; tots; totes; tothom; cada; qualsevol; qualssevol; cadascun; cadascuna; cadascu; sencer; sencera; totalment; completament; tot el; integre; integra",
    es: "todo; toda; todos; todas; cada; cualquier; cualquiera; entero; entera; totalmente; completamente; integro; integra",
    en: "all; every; each; everyone; everybody; everything; whole; entire; entirely; completely; fully; totally; full",
  },
  any: { ca: "qualsevol", es: "cualquier; cualquiera", en: "any; anyone; anybody; anything" },
  only: {
    ca: "nomes; unicament; exclusivament; solament; sols; unic; unica; unics; uniques; exclusiu; exclusiva; tan sols; nomes",
    es: "solo; unicamente; exclusivamente; solamente; unico; unica; unicos; unicas; exclusivo; exclusiva; tan solo",
    en: "only; solely; exclusively; just; sole; exclusive; merely",
  },
  always: {
    ca: "sempre; permanentment; constantment; continuament; automaticament; garanteix; garanteixen; garantir; garantit; assegura; asseguren",
    es: "siempre; permanentemente; constantemente; continuamente; automaticamente; garantiza; garantizan; garantizar; garantizado; asegura; aseguran",
    en: "always; permanently; constantly; continuously; automatically; guarantee; guarantees; guaranteed; ensures; ensure; assures",
  },
  often: {
    ca: "sovint; normalment; habitualment; generalment; de vegades; a vegades; en general; gairebe sempre; tendeix; acostuma; solen; sol",
    es: "a menudo; normalmente; habitualmente; generalmente; a veces; en general; suele; suelen; tiende",
    en: "often; usually; normally; generally; sometimes; typically; in general; tends; tend; frequently; rarely",
  },
  some: {
    ca: "algun; alguna; alguns; algunes; diversos; diverses; part; uns quants; unes quantes; parcialment; en part; certs; certes",
    es: "algun; alguna; algunos; algunas; varios; varias; parte; unos cuantos; parcialmente; en parte; ciertos; ciertas",
    en: "some; several; part; partly; partially; certain; various",
  },
  most: {
    ca: "la majoria; majoria; la major part; majoritariament; bona part",
    es: "la mayoria; mayoria; la mayor parte; mayoritariamente; buena parte",
    en: "most; majority; mostly; mainly; largely",
  },
  many: {
    ca: "molts; moltes; molta; molt; nombrosos; nombroses",
    es: "muchos; muchas; mucha; mucho; muy; numerosos; numerosas",
    en: "many; much; numerous; very; a lot of; lots",
  },
  few: {
    ca: "pocs; poques; poc; poca; gairebe cap",
    es: "pocos; pocas; poco; poca",
    en: "few; little; hardly",
  },
  if: {
    ca: "si; sempre que; en cas de; en cas que; en el cas; a condicio; quan; depen",
    es: "si; siempre que; en caso de; en el caso; a condicion; cuando; depende",
    en: "if; when; whenever; provided that; provided; as long as; in case; in the case; depends; depending; whether",
  },
  except: {
    ca: "excepte; llevat; tret de; tret que; fora de; a menys que; menys si; salvat; excepcio; excepcions; eximeix; exempt; exempts; excloent; exclou",
    es: "excepto; salvo; a menos que; fuera de; excepcion; excepciones; exime; exento; exentos; excluye",
    en: "except; unless; excluding; exception; exceptions; exempt; exempts; apart from; other than; excludes",
  },
  more: {
    ca: "mes de; mes que; superior a; superiors a; supera; superen; per sobre de; mes grans de; excedeix; mes enlla; a partir de; major; majors; superior; superiors",
    es: "mas de; mas que; superior a; superiores a; supera; superan; por encima de; excede; mas alla; a partir de; mas; mayor; mayores; superior; superiores",
    en: "more than; over; above; exceeds; exceed; exceeding; greater than; larger than; beyond; upwards of; more; greater; larger; higher; bigger",
  },
  less: {
    ca: "menys de; menys que; inferior a; inferiors a; per sota de; menys; menor; menors; inferior; inferiors",
    es: "menos de; menos que; inferior a; inferiores a; por debajo de; menos; menor; menores; inferior; inferiores",
    en: "less than; fewer than; under; below; lower than; smaller than; less; fewer; lower; smaller",
  },
  minimum: {
    ca: "almenys; com a minim; minim; minima; minims; minimes; pel cap baix; no menys de",
    es: "al menos; como minimo; minimo; minima; minimos; minimas; por lo menos; no menos de",
    en: "at least; minimum; no less than; no fewer than",
  },
  maximum: {
    ca: "com a maxim; com a molt; maxim; maxima; maxims; maximes; fins a; fins; fins al; fins als; abans que passin; no mes de; dins de; en menys de",
    es: "como maximo; como mucho; maximo; maxima; maximos; maximas; hasta; no mas de; dentro de; en menos de",
    en: "at most; maximum; up to; until; no more than; no later than; not more than; within; no later than",
  },
  about: {
    ca: "gairebe; quasi; aproximadament; uns; unes; al voltant de; prop de; vora; cap a",
    es: "casi; aproximadamente; unos; unas; alrededor de; cerca de; hacia",
    en: "almost; nearly; approximately; around; about; roughly",
  },
  before: {
    ca: "abans; previament; previ; previa; anterior; anteriors; anteriorment",
    es: "antes; previamente; previo; previa; anterior; anteriores",
    en: "before; prior; beforehand; previously; previous; earlier",
  },
  after: {
    ca: "despres; posteriorment; posterior; posteriors; un cop; una vegada; havent; acabat; tot seguit; seguent; seguents; a continuacio",
    es: "despues; posteriormente; posterior; posteriores; una vez; tras; a continuacion; siguiente; siguientes",
    en: "after; afterwards; later; once; following; subsequently; then; next",
  },
  still: { ca: "encara; ja", es: "todavia; aun; ya", en: "still; yet; already" },
  cause: {
    ca: "perque; ja que; a causa de; gracies a; per tant; aixi que; atès que; provoca; causa; causen; fa que; fan que",
    es: "porque; ya que; a causa de; gracias a; por tanto; debido a; asi que; provoca; causa; causan; hace que; hacen que",
    en: "because; due to; thanks to; therefore; since; causes; so that; as a result; cause; caused; leads to",
  },
  contrast: {
    ca: "contra; en lloc de; en comptes de",
    es: "contra; en lugar de; en vez de",
    en: "against; instead of; rather than",
  },
  same: {
    ca: "mateix; mateixa; mateixos; mateixes; igual; iguals",
    es: "mismo; misma; mismos; mismas; igual; iguales",
    en: "same; equal; identical",
  },
  other: {
    ca: "altre; altra; altres",
    es: "otro; otra; otros; otras",
    en: "other; another; others",
  },
} as const;

/** What is no mark at all though it is written with one. */
const idioms: Readonly<Record<Language, string>> = {
  ca: "no nomes; no sols; si us plau; cap de; cap a; cap i; en tot cas; sobretot; si mateix; si mateixa; tot i; a mes; a mes de; a mes a mes; com a mes; ni que; per si; com si; com si no; o no; tant si; res mes; no obstant; per tot; del tot; tot el que; tot seguit; encara que; sols ús",
  es: "no solo; no solamente; si mismo; sobre todo; ademas; sin embargo; sin perjuicio; no obstante; todo lo que; a pesar; por si; como si; como si no; o no; tanto si",
  en: "not only; after all; above all; at all; just as; as well as; once more; in the meantime; by the way; by means; all right; even if; even when; as if; or not; under law; under royal; under decree; under article; under the; under spanish; under this; most likely; as soon as; that is to",
};

interface Phrase {
  readonly kind: MarkKind | undefined;
  readonly words: readonly string[];
}

/** Phrases by language and first word, longest first. */
const tables: Readonly<Record<Language, ReadonlyMap<string, readonly Phrase[]>>> = {
  ca: tableOf("ca"),
  es: tableOf("es"),
  en: tableOf("en"),
};

function tableOf(language: Language): Map<string, Phrase[]> {
  const table = new Map<string, Phrase[]>();
  const note = (list: string, kind: MarkKind | undefined) => {
    for (const phrase of new Set(list.split(";").map((one) => one.trim()))) {
      const words = phrase.split(/\s+/u);
      const [first = ""] = words;
      table.set(first, [...(table.get(first) ?? []), { kind, words }]);
    }
  };
  for (const [kind, lists] of Object.entries(phrases)) note(lists[language], kind as MarkKind);
  note(idioms[language], undefined);
  for (const list of table.values()) list.sort((a, b) => b.words.length - a.words.length);
  return table;
}

/** A mark and the words that it is made of. */
export interface Mark {
  readonly kind: MarkKind;
  readonly start: number;
  readonly end: number;
}

/** Marks of a text, by the words without accents that it is made of. */
export function marksOf(words: readonly string[], language: Language): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < words.length; ) {
    const found = (tables[language].get(words[at] ?? "") ?? []).filter((phrase) =>
      phrase.words.every((word, step) => words[at + step] === word),
    );
    const length = found[0]?.words.length ?? 1;
    // "Never" denies and says when: all that the longest phrase does.
    for (const { kind, words: own } of found) {
      if (kind !== undefined && own.length === length)
        marks.push({ kind, start: at, end: at + length });
    }
    at += length;
  }
  return marks;
}
