import { fold } from "../language/tokens.ts";
import { numberSource, readNumber } from "./number-words.ts";
import { inhabitantsWord, mostInhabitants } from "./written-population.ts";

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

/** Where an impossible population was found in a text. */
export interface ImpossiblePopulation extends Omit<FoundPopulation, "inhabitants"> {
  /** The number and what is counted, without the words before it: `0 habitants`. */
  readonly number: string;
}

const place =
  "(?:municipis?|municipios?|municipality|municipalities|localitats?|localidad(?:es)?|pobles?|pueblos?|villages?|towns?|cit(?:y|ies)|ciutats?|ciudad(?:es)?|ajuntaments?|ayuntamientos?|councils?|viles?|villas?|consistor(?:is?|ios?))";
/** Words in which anything from a course to a queue is counted. */
const people = "(?:persones|personas|people|ppl|residents?|residentes|vecin[oa]s|veins|veines)";
const unit = `(?:${inhabitantsWord}|${people})`;
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

/** `500 habitants per km2` is no population. */
const noRate = "(?!\\s*(?:/|per|por|cada)\\s*(?:km|quilomet|kilomet|square|hectar))";

interface Pattern {
  readonly pattern: RegExp;
  /** Nothing but inhabitants is counted in these words: a number that cannot be theirs is a mistake. */
  readonly isSure?: true;
  /** Fewest inhabitants that these words may mean: below it they count something else. */
  readonly least: number;
}

const patterns: readonly Pattern[] = [
  {
    pattern: new RegExp(
      `${place}\\s+(?:tipus\\s+|tipo\\s+)?(?:de|d['’]|of|amb|con|with|like)\\s*${number}\\s*(?:${of}(?<unit>${unit})\\b\\.?${noRate}|${notAYear}${nothingCounted})`,
      "du",
    ),
    isSure: true,
    least: 1,
  },
  {
    pattern: new RegExp(
      `${number}\\s*${of}(?<unit>${inhabitantsWord})(?![\\p{L}\\p{N}])${noRate}`,
      "du",
    ),
    isSure: true,
    least: 10,
  },
  {
    pattern: new RegExp(
      `\\b(?:poblacio|poblacion|population|pob\\.?)\\s*(?:de\\b|of\\b|d['’]|:|=)?\\s*${number}${nothingCounted}`,
      "du",
    ),
    isSure: true,
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
  const { possible, impossible } = findNumber(question);
  if (possible !== undefined || impossible !== undefined) return possible;
  const text = foldedKeepingLength(question);
  const isSmall = small.exec(text);
  if (isSmall !== null) return { ...placeOf(question, isSmall), inhabitants: smallCouncil };
  const isLarge = large.exec(text);
  return isLarge === null
    ? undefined
    : { ...placeOf(question, isLarge), inhabitants: largeCouncil };
}

/** Words that name inhabitants and can be no council's: `0 habitants`, `-5 habitants`, `800,5 habitants`. */
export function findImpossiblePopulation(question: string): ImpossiblePopulation | undefined {
  return findNumber(question).impossible;
}

/** What can be read as a number of inhabitants; only where nothing can, the words that name an impossible one. */
function findNumber(question: string): {
  readonly possible?: FoundPopulation;
  readonly impossible?: ImpossiblePopulation;
} {
  const text = foldedKeepingLength(question);
  let impossible: ImpossiblePopulation | undefined;
  for (const { pattern, least, isSure = false } of patterns) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const value = inhabitantsOf(match);
    const isPossible = Number.isInteger(value) && value <= mostInhabitants;
    if (isPossible && value >= least)
      return { possible: { ...placeOf(question, match), inhabitants: value } };
    if (isSure && !(isPossible && value > 0) && !mayBeCode(match, value))
      impossible ??= { ...placeOf(question, match), number: numberIn(question, match) };
  }
  return impossible === undefined ? {} : { impossible };
}

function inhabitantsOf({
  groups: { number: named = "", below: less, above: more } = {},
}: RegExpExecArray) {
  return readNumber(named) + (more === undefined ? 0 : 1) - (less === undefined ? 0 : 1);
}

/** `El municipi amb 2.3`: where nothing says what is counted, points may be those of a code. */
function mayBeCode({ groups }: RegExpExecArray, value: number): boolean {
  const isNamed = groups?.["unit"] !== undefined;
  return !isNamed && !Number.isInteger(value) && !(value > largestOfCode);
}

/** A code's parts have two digits at most. */
const largestOfCode = 99;

function placeOf(question: string, { index: start, 0: { length } }: RegExpExecArray) {
  return { text: question.slice(start, start + length), start };
}

/** The words that were read as a number, with what is counted and with `menys de`; not the place before them. */
function numberIn(question: string, { index, indices, 0: { length } }: RegExpExecArray): string {
  const { below: less, above: more, number: named } = indices?.groups ?? {};
  const [start = index] = less ?? more ?? named ?? [];
  return question.slice(start, index + length).trim();
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
