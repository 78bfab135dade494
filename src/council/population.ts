import { fold } from "../language/tokens.ts";
import { numberSource, readNumber } from "./number-words.ts";

/** A size named without a figure, as inhabitants that stand for it. The words are shown with the answer. */
export const smallCouncil = 1_000;
/** A large town, above every threshold the knowledge names. */
export const largeCouncil = 60_000;

/** Where a population was found in a text. */
export interface FoundPopulation {
  readonly inhabitants: number;
  /** The matched words, to be taken out of the topic. */
  readonly text: string;
  /** Where they stand in the text. */
  readonly start: number;
}

const place =
  "(?:municipis?|municipios?|municipality|municipalities|localitats?|localidad(?:es)?|pobles?|pueblos?|villages?|towns?|cit(?:y|ies)|ciutats?|ciudad(?:es)?|ajuntaments?|ayuntamientos?|councils?|viles?|villas?|consistor(?:is?|ios?))";
/** Words that only inhabitants are counted in. */
const inhabitants =
  "(?:habitants?|habitantes?|habs?\\b\\.?|inhabitants?|inhab\\b\\.?|empadronat?s|empadronad[oa]s|animes|almas)";
/** Words in which anything from a course to a queue is counted. */
const people = "(?:persones|personas|people|ppl|residents?|residentes|vecin[oa]s|veins|veines)";
const unit = `(?:${inhabitants}|${people})`;
const about =
  "(?:uns|unes|unos|unas|about|around|some|gairebe|quasi|casi|almost|nearly|prop de|cerca de|al voltant de|alrededor de|aproximadament|aproximadamente)";
const below =
  "(?:menys (?:de|d['’])|menos de|less than|fewer than|under|below|per sota de(?:ls)?|por debajo de(?: los)?)";
const above =
  "(?:mes (?:de|d['’])|mas de|more than|over|above|per sobre de(?:ls)?|por encima de(?: los)?)";
const upTo = "(?:fins a|hasta|up to|com a maxim|como maximo|at most)";
const number = `(?:(?<below>${below})\\s*|(?<above>${above})\\s*|(?:${about}|${upTo})\\s+)?(?<number>${numberSource})`;
const of = "(?:d['’]|de\\s+|d\\s+)?";
/** After a bare number: the end, a sign or a word of grammar, but no noun that would be what is counted. */
const nothingCounted =
  '(?=\\s*(?:$|[?!.,;:)"»]|(?:a|al|als|amb|and|con|de|del|dels|en|for|i|on|of|o|or|para|per|que|si|sobre|son|that|tenim|tenemos|to|y|with|about|which|what|quines?|quants|quantes|hem|hay)\\b))';

/** `Els municipis de 2021`. */
const notAYear = "(?<!\\b20[1-4]\\d)";

interface Pattern {
  readonly pattern: RegExp;
  /** Fewest inhabitants that these words may mean: below it they count something else. */
  readonly least: number;
}

const patterns: readonly Pattern[] = [
  {
    pattern: new RegExp(
      `${place}\\s+(?:tipus\\s+|tipo\\s+)?(?:de|d['’]|of|amb|con|with|like)\\s*${number}\\s*(?:${of}${unit}\\b\\.?|${notAYear}${nothingCounted})`,
      "u",
    ),
    least: 1,
  },
  { pattern: new RegExp(`${number}\\s*${of}${inhabitants}(?![\\p{L}\\p{N}])`, "u"), least: 10 },
  {
    pattern: new RegExp(
      `\\b(?:poblacio|poblacion|population|pob\\.?)\\s*(?:de\\b|of\\b|d['’]|:|=)?\\s*${number}${nothingCounted}`,
      "u",
    ),
    least: 1,
  },
  {
    pattern: new RegExp(
      `\\b(?:som|somos|we are|we're)\\s+${number}\\s*(?:${of}${unit}\\b|${nothingCounted})`,
      "u",
    ),
    least: 25,
  },
  { pattern: new RegExp(`${number}\\s*${of}${people}(?![\\p{L}\\p{N}])`, "u"), least: 200 },
  // "I per a 20.000?": nothing but the number.
  {
    pattern: new RegExp(
      `^[\\s¿¡]*(?:(?:i|y|and)\\s+)?(?:per\\s+a|per|para|for|de|amb|con|with|si\\s+som|si\\s+somos)\\s+(?:un\\s+de\\s+|uno\\s+de\\s+|one\\s+of\\s+)?${number}[\\s?!.]*$`,
      "u",
    ),
    least: 100,
  },
];

const places =
  "(?:municipis?|pobles?|ajuntaments?|viles?|ciutats?|localitats?|municipios?|pueblos?|ayuntamientos?|villas?|ciudad(?:es)?|localidad(?:es)?)";
const degree = "(?:mes\\s+|molt\\s+|muy\\s+|mas\\s+|tan\\s+|forca\\s+|bastante\\s+)?";
const englishPlaces = "(?:municipalit(?:y|ies)|cit(?:y|ies)|villages?|towns?|councils?|places?)";
const small = new RegExp(
  `\\b(?:${places}\\s+${degree}(?:petits?|petites?|petitons?|pequen[oa]s?|chicos?)|(?:petits?|pequen[oa]s?)\\s+${places}|(?:small|smaller|tiny|little)\\s+${englishPlaces}|micro(?:pobles?|pueblos?|municipis?|municipios?)|poblets?|pueblecitos?)\\b`,
  "u",
);
const large = new RegExp(
  `\\b(?:${places}\\s+${degree}(?:grans?|grandes?)|(?:grans?|gran|grandes)\\s+${places}|(?:large|larger|big|bigger)\\s+${englishPlaces})\\b`,
  "u",
);

/**
 * Inhabitants named in a question: `800 habitants`, `pueblo de 1.200`, `quinze mil`, `12k people`, `un poble petit`.
 * `Fewer than 5,000` and `more than 50,000` give the nearest number that is so.
 */
export function findPopulation(question: string): FoundPopulation | undefined {
  const text = foldedKeepingLength(question);
  for (const { pattern, least } of patterns) {
    const match = pattern.exec(text);
    const { number: named = "", below: less, above: more } = match?.groups ?? {};
    if (match === null) continue;
    const value =
      Math.round(readNumber(named)) + (more === undefined ? 0 : 1) - (less === undefined ? 0 : 1);
    if (value >= least && value <= largest) return found(question, match, value);
  }
  const isSmall = small.exec(text);
  if (isSmall !== null) return found(question, isSmall, smallCouncil);
  const isLarge = large.exec(text);
  return isLarge === null ? undefined : found(question, isLarge, largeCouncil);
}

/** More inhabitants than any council has. */
const largest = 10_000_000;

function found(question: string, match: RegExpExecArray, inhabitants: number): FoundPopulation {
  const start = match.index;
  return { inhabitants, text: question.slice(start, start + match[0].length), start };
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
