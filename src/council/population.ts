import { fold } from "../language/tokens.ts";

/** A size named without a figure, as inhabitants that stand for it. The words are shown with the answer. */
export const smallCouncil = 1_000;
/** A large town, above every threshold the knowledge names. */
export const largeCouncil = 60_000;

/** Where a population was found in a text. */
export interface FoundPopulation {
  readonly inhabitants: number;
  /** The matched words, to be taken out of the topic. */
  readonly text: string;
}

const unit =
  "(?:habitants?|hab\\b\\.?|habs\\b\\.?|habitantes?|inhabitants?|inhab\\b\\.?|residents?|residentes?|vecinos|veins|persones|personas|people|animes|almas|empadronats|empadronados)";
const place =
  "(?:municipis?|municipios?|municipality|pobles?|pueblos?|villages?|towns?|city|ciutats?|ciudad(?:es)?|ajuntaments?|ayuntamientos?|councils?|viles?|villas?)";
const figure = "(\\d{1,3}(?:[.,' ]\\d{3})+|\\d+(?:[.,]\\d+)?)\\s*(mil|k|thousand|milers)?";
const words =
  "((?:mig milio|medio millon|half a million|(?:un|dos|dues|tres|quatre|cinc|sis|set|vuit|nou|deu|onze|dotze|tretze|catorze|quinze|setze|disset|divuit|dinou|vint|trenta|quaranta|cinquanta|seixanta|setanta|vuitanta|noranta|cent|uno|una|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred|quinientos|cinc-cents|vuit-cents|ochocientos|eight hundred|five hundred)(?:\\s+(?:mil|thousand|hundred))?|mil|thousand))";
const patterns = [
  new RegExp(`${figure}\\s*(?:d['’]|de\\s+)?${unit}`, "iu"),
  new RegExp(
    `${place}\\s+(?:de|d['’]|of|amb|con|with|tipo|like)\\s+(?:uns\\s+|unos\\s+|about\\s+|some\\s+)?${figure}(?![./]\\d)`,
    "iu",
  ),
  new RegExp(
    `(?:poblacio|poblacion|population|som|somos|we are|tenim|tenemos)\\s*(?:de|:|=|of)?\\s*${figure}(?=\\s*(?:$|[?.,;)]|${unit}))`,
    "iu",
  ),
];
const wordPatterns = [
  new RegExp(`${words}\\s+(?:d['’]|de\\s+)?${unit}`, "iu"),
  new RegExp(`${place}\\s+(?:de|d['’]|of)\\s+${words}(?=\\s*(?:$|[?.,;]|${unit}))`, "iu"),
];
const small =
  /\b(?:municipis?|pobles?|ajuntaments?|municipios?|pueblos?|ayuntamientos?)\s+(?:mes\s+|molt\s+|muy\s+|mas\s+)?(?:petits?|petitons?|pequen[oi]s?|pequenos|chicos?|micro\w*)\b|\b(?:small(?:er)?|tiny|little)\s+(?:municipalit(?:y|ies)|villages?|towns?|councils?|places?)\b|\bpoblets?\b|\bpueblecitos?\b/iu;
const large =
  /\b(?:municipis?|ciutats?|ajuntaments?|municipios?|ciudades|ciudad|ayuntamientos?)\s+(?:mes\s+|molt\s+|muy\s+|mas\s+)?(?:grans?|grandes?)\b|\b(?:large|big|larger|bigger)\s+(?:municipalit(?:y|ies)|cit(?:y|ies)|towns?|councils?)\b/iu;

/** Inhabitants named in a question: `800 habitants`, `pueblo de 1.200`, `quinze mil`, `12k people`, `un poble petit`. */
export function findPopulation(question: string): FoundPopulation | undefined {
  const text = foldedKeepingLength(question);
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match?.[1] !== undefined) {
      const inhabitants = valueOfDigits(match[1]) * (match[2] === undefined ? 1 : 1_000);
      if (isPlausible(inhabitants)) return found(question, match, Math.round(inhabitants));
    }
  }
  for (const pattern of wordPatterns) {
    const match = pattern.exec(text);
    const inhabitants = match?.[1] === undefined ? 0 : wordValue(match[1]);
    if (match !== null && isPlausible(inhabitants)) return found(question, match, inhabitants);
  }
  return findSize(question, text);
}

function findSize(question: string, text: string): FoundPopulation | undefined {
  const isSmall = small.exec(text);
  if (isSmall !== null) return found(question, isSmall, smallCouncil);
  const isLarge = large.exec(text);
  return isLarge === null ? undefined : found(question, isLarge, largeCouncil);
}

function found(question: string, match: RegExpExecArray, inhabitants: number): FoundPopulation {
  return { inhabitants, text: question.slice(match.index, match.index + match[0].length) };
}

function isPlausible(inhabitants: number): boolean {
  return inhabitants >= 1 && inhabitants <= 10_000_000;
}

/** `1.200`, `1,200`, `1 200` and `1200` are the same; `1,5` is one and a half. */
function valueOfDigits(digits: string): number {
  if (/^\d{1,3}(?:[.,' ]\d{3})+$/.test(digits)) return Number(digits.replace(/[.,' ]/g, ""));
  return Number(digits.replace(",", "."));
}

const numberWords: Readonly<Record<string, number>> = {
  un: 1,
  uno: 1,
  una: 1,
  one: 1,
  dos: 2,
  dues: 2,
  two: 2,
  tres: 3,
  three: 3,
  quatre: 4,
  cuatro: 4,
  four: 4,
  cinc: 5,
  cinco: 5,
  five: 5,
  sis: 6,
  seis: 6,
  six: 6,
  set: 7,
  siete: 7,
  seven: 7,
  vuit: 8,
  ocho: 8,
  eight: 8,
  nou: 9,
  nueve: 9,
  nine: 9,
  deu: 10,
  diez: 10,
  ten: 10,
  onze: 11,
  once: 11,
  eleven: 11,
  dotze: 12,
  doce: 12,
  twelve: 12,
  tretze: 13,
  trece: 13,
  catorze: 14,
  catorce: 14,
  quinze: 15,
  quince: 15,
  fifteen: 15,
  setze: 16,
  disset: 17,
  divuit: 18,
  dinou: 19,
  vint: 20,
  veinte: 20,
  twenty: 20,
  trenta: 30,
  treinta: 30,
  thirty: 30,
  quaranta: 40,
  cuarenta: 40,
  forty: 40,
  cinquanta: 50,
  cincuenta: 50,
  fifty: 50,
  seixanta: 60,
  sesenta: 60,
  sixty: 60,
  setanta: 70,
  setenta: 70,
  seventy: 70,
  vuitanta: 80,
  ochenta: 80,
  eighty: 80,
  noranta: 90,
  noventa: 90,
  ninety: 90,
  cent: 100,
  cien: 100,
  "a hundred": 100,
  mil: 1_000,
  thousand: 1_000,
  "cinc-cents": 500,
  quinientos: 500,
  "five hundred": 500,
  "vuit-cents": 800,
  ochocientos: 800,
  "eight hundred": 800,
  "mig milio": 500_000,
  "medio millon": 500_000,
  "half a million": 500_000,
};

function wordValue(text: string): number {
  const whole = numberWords[text];
  if (whole !== undefined) return whole;
  const [, head = "", scale = ""] = /^(.*?)\s+(mil|thousand|hundred)$/u.exec(text) ?? [];
  return (numberWords[head] ?? 0) * (scale === "hundred" ? 100 : 1_000);
}

/** Accents off letter by letter, so that places in the result are places in the text. */
export function foldedKeepingLength(text: string): string {
  return [...text]
    .map((letter) => {
      const plain = fold(letter);
      return plain.length === letter.length ? plain : letter.toLowerCase().slice(0, letter.length);
    })
    .join("");
}
