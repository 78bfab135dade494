/** Numbers written as words, without accents, in the three languages: the word's own value. */
const values: Readonly<Record<number, string>> = {
  0: "zero cero",
  0.5: "mig mitja medio half",
  1: "un una uno one",
  2: "dos dues two",
  3: "tres three",
  4: "quatre cuatro four",
  5: "cinc cinco five",
  6: "sis seis six",
  7: "set siete seven",
  8: "vuit huit ocho eight",
  9: "nou nueve nine",
  10: "deu diez ten",
  11: "onze once eleven",
  12: "dotze doce twelve",
  13: "tretze trece thirteen",
  14: "catorze catorce fourteen",
  15: "quinze quince fifteen",
  16: "setze dieciseis sixteen",
  17: "disset diecisiete seventeen",
  18: "divuit dieciocho eighteen",
  19: "dinou diecinueve nineteen",
  20: "vint veinte twenty",
  21: "veintiun veintiuno veintiuna",
  22: "veintidos",
  23: "veintitres",
  24: "veinticuatro",
  25: "veinticinco",
  26: "veintiseis",
  27: "veintisiete",
  28: "veintiocho",
  29: "veintinueve",
  30: "trenta treinta thirty",
  40: "quaranta cuarenta forty",
  50: "cinquanta cincuenta fifty",
  60: "seixanta sesenta sixty",
  70: "setanta setenta seventy",
  80: "vuitanta ochenta eighty",
  90: "noranta noventa ninety",
  200: "doscientos doscientas",
  300: "trescientos trescientas",
  400: "cuatrocientos cuatrocientas",
  500: "quinientos quinientas",
  600: "seiscientos seiscientas",
  700: "setecientos setecientas",
  800: "ochocientos ochocientas",
  900: "novecientos novecientas",
};

/** Words that multiply what stands before them. */
const hundreds = "cent cents centes cien ciento hundred";
const thousands = "mil miler milers thousand thousands k";
const millions = "milio milions millon millones million millions";

const valueOfWord = new Map(
  Object.entries(values).flatMap(([value, words]) =>
    words.split(" ").map((word) => [word, Number(value)] as const),
  ),
);
const scaleOf = new Map(
  (
    [
      [hundreds, 100],
      [thousands, 1_000],
      [millions, 1_000_000],
    ] as const
  ).flatMap(([words, scale]) => words.split(" ").map((word) => [word, scale] as const)),
);

const word = `(?:${[...valueOfWord.keys(), ...scaleOf.keys()].sort((a, b) => b.length - a.length).join("|")})`;
const scaleWord = `(?:${[...scaleOf.keys()].sort((a, b) => b.length - a.length).join("|")})`;

/** The spaces that people and programs put between thousands: plain, no-break, figure, thin, narrow no-break. */
const space = "[ \\u00a0\\u2007\\u2009\\u202f]";
/** Before groups of exactly three digits, and one kind in a number, a sign or a space sets thousands apart. */
const grouped = `[1-9]\\d{0,2}(?:(?:\\.\\d{3})+|(?:,\\d{3})+|(?:['’]\\d{3})+|(?:${space}\\d{3})+)(?!\\d)`;

/** Source of a pattern for a whole number in figures, its thousands apart or not: `1200`, `1.200`, `1 200`, `1'200`. */
export const wholeNumber = `(?:${grouped}|\\d+)`;
const onlyWholeNumber = new RegExp(`^${wholeNumber}$`, "u");

/** A minus, and no dash between two numbers or words. */
const minus = '(?<![^\\s(¿¡«"]|\\d\\s)[-−]';
/** Every digit of a number is taken, whatever stands between them: half of one would be another number. */
const figures = `(?:${minus}|(?<![\\d.,/·−-]|\\d['’]))(?:${grouped}|\\d+(?:[.,'’·]\\d+)*)(?![.,/'’·-]?\\d)(?:\\s*${scaleWord}\\b)?`;
/** A number in words: `quinze mil`, `vint-i-cinc`, `treinta y cinco mil`, `two hundred and fifty`. */
const spelled = `\\b(?:a\\s+)?${word}(?:(?:[\\s-]+(?:i|y|and|a))?[\\s-]+${word})*\\b`;

/** Source of a pattern for a number in figures or words, in text without accents and in lower case. */
export const numberSource = `(?:${figures}|${spelled})`;

/** Value of what {@link numberSource} matched; NaN for figures that are no number (`1.200,5`, `1.2.3`). */
export function readNumber(text: string): number {
  const [, sign, digits, scale = ""] = /^([-−]?)(\d(?:[^a-z]*\d)?)\s*([a-z]*)$/u.exec(text) ?? [];
  if (digits === undefined) return valueOfWords(text);
  const value = valueOfDigits(digits) * (scaleOf.get(scale) ?? 1);
  // 2.3 million is not 2299999.9999999995.
  return (sign === "" ? 1 : -1) * (Math.round(value * 1_000) / 1_000);
}

/** Value of what {@link wholeNumber} matched. */
export function digitsOf(number: string): number {
  return Number(number.replace(/\D/gu, ""));
}

/** `1.200` is a thousand and two hundred, `1,5` one and a half. */
function valueOfDigits(digits: string): number {
  if (onlyWholeNumber.test(digits)) return digitsOf(digits);
  return Number(digits.replace(/[,'’]/u, "."));
}

function valueOfWords(text: string): number {
  let total = 0;
  let current = 0;
  let lastScale = 1;
  for (const part of text.split(/[\s-]+/u)) {
    const value = valueOfWord.get(part) ?? 0;
    const scaled = scaleOf.get(part);
    if (scaled === 100) {
      current = (current === 0 ? 1 : current) * scaled;
    } else if (scaled !== undefined) {
      // "Two million three hundred thousand": what was counted so far stays out of the smaller scale.
      total += (current === 0 ? 1 : current) * scaled;
      current = 0;
      lastScale = scaled;
    } else {
      // "Un milió i mig": half of what was counted last.
      current += value === half && current === 0 ? half * lastScale : value;
    }
  }
  return total + current;
}

const half = 0.5;
