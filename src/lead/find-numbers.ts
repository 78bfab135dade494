import { readNumber } from "../council/number-words.ts";
import type { Language } from "../language/language.ts";
import { fold } from "../language/tokens.ts";

/** A number of a text, the same for every spelling of it. */
export interface FoundNumber {
  /** `72`, `88%`, `39/2015`, `1st`, `month 10`. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const months: Readonly<Record<Language, string>> = {
  ca: "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
  es: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
  en: "january february march april may june july august september october november december",
};
const ordinals: Readonly<Record<Language, string>> = {
  ca: "primer|primera|primers|primeres segon|segona tercer|tercera|terç|terços quart|quarta|quarts cinquè|cinquena sisè|sisena setè|setena vuitè|vuitena novè|novena desè|desena",
  es: "primer|primero|primera|primeros|primeras segundo|segunda tercer|tercero|tercera|tercio|tercios cuarto|cuarta|cuartos quinto|quinta sexto|sexta séptimo|séptima octavo|octava noveno|novena décimo|décima",
  en: "first second third|thirds fourth|quarter|quarters fifth sixth seventh eighth ninth tenth",
};
const cardinals: Readonly<Record<Language, string>> = {
  ca: `zero dos dues tres quatre cinc sis set vuit huit nou deu onze dotze tretze catorze quinze setze disset divuit dinou
    vint trenta quaranta cinquanta seixanta setanta vuitanta noranta cent cents centes mil milers milió milions mig mitja`,
  es: `cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho
    diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve
    treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento doscientos doscientas trescientos trescientas
    cuatrocientos cuatrocientas quinientos quinientas seiscientos seiscientas setecientos setecientas ochocientos
    ochocientas novecientos novecientas mil miles millón millones medio media`,
  en: `zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions half`,
};
const halves: Readonly<Record<Language, string>> = {
  ca: "meitat",
  es: "mitad",
  en: "half",
};
const multiples: Readonly<Record<Language, string>> = {
  ca: "doble triple quàdruple",
  es: "doble triple cuádruple",
  en: "double triple quadruple",
};
/** Also ordinary words: a number only before something in the plural. */
const doubtful = new Set([
  "nou",
  "set",
  "deu",
  "mig",
  "mitja",
  "medio",
  "media",
  "segon",
  "quart",
  "quinta",
  "sol",
]);

const percent = String.raw`(?:\s?%|\s(?:per\s?cent|por\s?ciento|percent)\b)`;
const figures = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:` +
    String.raw`(?<code>\d{1,6}(?:[/]\d{1,6}){1,3}|\d{4}-\d{2}-\d{2}|\d{1,4}(?:\.\d{1,2}){2,4}(?!\d))|` +
    String.raw`(?<hour>\d{1,2}:\d{2})|` +
    String.raw`(?<value>\d{1,3}(?:[.,'’ \u00a0\u2009\u202f]\d{3})+(?![.,]?\d)|\d{1,15}(?:[.,]\d{1,6})?)` +
    String.raw`(?:(?<ordinal>(?:\.?[ºª]|r|n|t|è|é|a|st|nd|rd|th))(?![\p{L}\p{N}])|(?<percent>${percent})|\s(?<scale>mil|milers|miles|milió|milions|millón|millones|thousand|million|millions)\b)?` +
    ")",
  "gu",
);
const percentAfter = /^\s?(?:%|per\s?cent\b|por\s?ciento\b|percent\b)/u;
const wordPattern = /(?<![\p{L}\p{N}])\p{L}+(?:-(?:i-)?\p{L}+)*/gu;

interface Words {
  readonly months: ReadonlyMap<string, string>;
  readonly ordinals: ReadonlyMap<string, string>;
  readonly cardinals: ReadonlySet<string>;
}

const tables: Readonly<Record<Language, Words>> = {
  ca: tableOf("ca"),
  es: tableOf("es"),
  en: tableOf("en"),
};

function tableOf(language: Language): Words {
  const ordered = new Map<string, string>();
  ordinals[language].split(" ").forEach((forms, at) => {
    for (const form of forms.split("|")) ordered.set(fold(form), `${at + 1}st`);
  });
  for (const word of halves[language].split(" ")) ordered.set(fold(word), "0.5");
  multiples[language].split(" ").forEach((word, at) => {
    ordered.set(fold(word), `${at + 2} times`);
  });
  return {
    months: new Map(months[language].split(" ").map((word, at) => [fold(word), `month ${at + 1}`])),
    ordinals: ordered,
    cardinals: new Set(cardinals[language].split(/\s+/u).map(fold)),
  };
}

/** Numbers of a text above one, in figures and in words, in the order in which they stand. */
export function findNumbers(text: string, language: Language): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (const match of text.matchAll(figures)) {
    const key = keyOf(match.groups ?? {});
    found.push({ key, start: match.index, end: match.index + match[0].length });
  }
  found.push(...writtenNumbers(text, language));
  return found.sort((a, b) => a.start - b.start);
}

function keyOf(groups: Readonly<Record<string, string | undefined>>): string {
  const { code, hour, value = "", ordinal, scale } = groups;
  if (code !== undefined) return code;
  if (hour !== undefined) return hour;
  const number = readNumber(fold(scale === undefined ? value : `${value} ${scale}`));
  const amount = Number.isNaN(number) ? value : String(number);
  if (ordinal !== undefined) return `${amount}st`;
  return groups["percent"] === undefined ? amount : `${amount}%`;
}

interface Part {
  readonly word: string;
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

function writtenNumbers(text: string, language: Language): FoundNumber[] {
  const parts: Part[] = [...text.matchAll(wordPattern)].map((match) => ({
    word: match[0],
    folded: fold(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
  const isNumber = (at: number) => isCardinal(parts, at, language);
  const found: FoundNumber[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at];
    if (part === undefined) break;
    const named = namedNumber(parts, at, language);
    if (named !== undefined) found.push({ key: named, start: part.start, end: part.end });
    if (named !== undefined || !isNumber(at)) continue;
    while (isJoined(text, parts, at, isNumber)) at += parts[at + 1]?.folded === "y" ? 2 : 1;
    const end = parts[at]?.end ?? part.end;
    const value = readNumber(fold(text.slice(part.start, end)));
    const isPercent = percentAfter.test(text.slice(end, end + 12));
    found.push({ key: isPercent ? `${value}%` : String(value), start: part.start, end });
  }
  return found;
}

/** A month, an ordinal, a half or a double. */
function namedNumber(parts: readonly Part[], at: number, language: Language): string | undefined {
  const { word = "", folded = "" } = parts[at] ?? {};
  const { months: monthOf, ordinals: ordinalOf } = tables[language];
  // "Marc" is a framework and a name; the month has its cedilla.
  if (folded === "marc" && language === "ca" && !word.toLowerCase().includes("ç")) return undefined;
  // "May" is a month where it has a capital and is no first word.
  const month = language === "en" && (word !== "May" || at === 0) ? undefined : monthOf.get(folded);
  const named = language === "en" && folded !== "may" ? monthOf.get(folded) : month;
  if (named !== undefined) return named;
  return doubtful.has(folded) && isPlural(parts[at + 1]) ? undefined : ordinalOf.get(folded);
}

function isCardinal(parts: readonly Part[], at: number, language: Language): boolean {
  const word = parts[at]?.folded ?? "";
  const pieces = word.split("-").filter((piece) => piece !== "i");
  const known = tables[language].cardinals;
  if (pieces.length === 0 || !pieces.every((piece) => known.has(piece))) return false;
  return !doubtful.has(word) || isPlural(parts[at + 1]);
}

function isPlural(part: Part | undefined): boolean {
  return part?.folded.endsWith("s") === true;
}

/** Whether the next word goes on with the number: nothing but a space, or "y", stands between. */
function isJoined(
  text: string,
  parts: readonly Part[],
  at: number,
  isNumber: (at: number) => boolean,
): boolean {
  const here = parts[at];
  const next = parts[at + 1];
  if (here === undefined || next === undefined) return false;
  if (!/^\s$/u.test(text.slice(here.end, next.start))) return false;
  if (next.folded === "y") return isNumber(at + 2);
  return isNumber(at + 1);
}
