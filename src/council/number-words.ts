/** Numbers written as words, without accents, in the three languages: the word's own value. */
const values: Readonly<Record<number, string>> = {
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

/** A number in figures, with its thousands apart or not, a decimal and a scale: `1.200`, `12k`, `1,5 milions`. */
const figures = `(?<![\\d.,/-])(?:\\d{1,3}(?:[.,' ·]\\d{3})+|\\d+(?:[.,]\\d+)?)(?![.,/-]?\\d)(?:\\s*${scaleWord}\\b)?`;
/** A number in words: `quinze mil`, `vint-i-cinc`, `treinta y cinco mil`, `two hundred and fifty`. */
const spelled = `\\b(?:a\\s+)?${word}(?:(?:[\\s-]+(?:i|y|and|a))?[\\s-]+${word})*\\b`;

/** Source of a pattern for a number in figures or words, in text without accents and in lower case. */
export const numberSource = `(?:${figures}|${spelled})`;

/** Value of what {@link numberSource} matched. */
export function readNumber(text: string): number {
  const [, digits, scale] = /^([\d.,' ·]*\d)\s*([a-z]*)$/u.exec(text) ?? [];
  if (digits !== undefined) return valueOfDigits(digits) * (scaleOf.get(scale ?? "") ?? 1);
  let total = 0;
  let current = 0;
  for (const part of text.split(/[\s-]+/u)) {
    const scaled = scaleOf.get(part);
    if (scaled === undefined) {
      current += valueOfWord.get(part) ?? 0;
    } else if (scaled === 100) {
      current = (current === 0 ? 1 : current) * scaled;
    } else {
      // "Two million three hundred thousand": what was counted so far stays out of the smaller scale.
      total += (current === 0 ? 1 : current) * scaled;
      current = 0;
    }
  }
  return total + current;
}

/** `1.200`, `1,200`, `1 200` and `1200` are the same; `1,5` is one and a half. */
function valueOfDigits(digits: string): number {
  if (/^\d{1,3}(?:[.,' ·]\d{3})+$/.test(digits)) return Number(digits.replace(/[.,' ·]/g, ""));
  return Number(digits.replace(",", "."));
}
