import { gramsOf } from "../language/analyse.ts";
import { contentWords } from "../language/concept-matcher.ts";
import type { Language } from "../language/language.ts";
import { skeleton, stem } from "../language/stem.ts";
import { fold, stripHidden, type Token, tokenise } from "../language/tokens.ts";
import type { LanguageTools } from "../search/search-index.ts";
import { findNumbers } from "./find-numbers.ts";
import { type Mark, marksOf } from "./marks.ts";
import { type Meanings, meaningsOf } from "./meanings.ts";
import { withoutPronouns } from "./roots.ts";

/** A word of a text that is read closely. */
export interface ReadWord {
  readonly word: string;
  readonly folded: string;
  readonly stem: string;
  readonly frame: string;
  readonly grams: readonly string[];
  /** Says something of the matter; numbers do, small words and breaks do not. */
  readonly isContent: boolean;
  readonly isName: boolean;
  /** Written in capitals: it stands for one thing and for nothing like it. */
  readonly isAcronym: boolean;
  /** Rows of the dictionary that it stands in by itself, in any of its senses. */
  readonly meanings: ReadonlySet<string>;
  /** It may be what is done. */
  readonly isVerbal: boolean;
  /** Concepts that it names together with words beside it. */
  readonly phrases: ReadonlySet<string>;
  /** The number that it is, the same for every spelling. */
  readonly number?: string;
  /** A comma, a bracket, a dash: here a clause may end. */
  readonly isBreak: boolean;
  /** A break after which a statement of its own stands: a colon, a semicolon. */
  readonly isStop: boolean;
}

/** A sentence that is read closely. */
export interface ReadText {
  readonly text: string;
  readonly language: Language;
  readonly words: readonly ReadWord[];
  readonly marks: readonly Mark[];
}

/** Letter of no language here: it begins the words that stand for numbers and breaks. */
const sign = "ꙮ";
const stops = /[;:]/gu;
const breaks = /[,;:()[\]{}«»"“”„—–…!?¿¡•]|(?<!\p{L})·|·(?!\p{L})|\s[-−]\s/gu;

/** Reads a sentence: words, numbers, breaks, concepts and marks in one row. */
export function readText(text: string, language: Language, tools: LanguageTools): ReadText {
  const plain = opened(stripHidden(text).replaceAll(sign, " ").normalize("NFC"));
  const numbers = findNumbers(plain, language);
  const masked = maskNumbers(plain, numbers)
    .replace(stops, ` ${sign}y `)
    .replace(breaks, ` ${sign}z `);
  const tokens = tokenise(masked);
  const content = new Set(contentWords(tokens, language));
  const phrases = phrasesOf(masked, language, tools);
  const meanings = meaningsOf(tools.concepts);
  const marks = marksOf(
    // UNICO is a programme, not the only one.
    tokens.map(({ folded, isAcronym }) => (isAcronym ? "" : folded)),
    language,
  );
  const isMarked = new Set(marks.flatMap(({ start, end }) => range(start, end)));
  let at = -1;
  const words = tokens.map((token, place): ReadWord => {
    const isPlace = token.word.startsWith(sign);
    if (content.has(token)) at += 1;
    const number = isPlace ? numbers[Number(token.word.slice(2))]?.key : undefined;
    const isNumber = isPlace && token.word[1] === "n" && number !== undefined;
    const isSaid = !isMarked.has(place) && (content.has(token) || isTold(token, language));
    return {
      ...formsOf(token.word, language, meanings),
      ...(isPlace ? noWord : kindOf(token, isSaid)),
      ...(isNumber ? { isContent: true } : {}),
      phrases: (content.has(token) ? phrases[at] : undefined) ?? new Set(),
      ...(isNumber ? { number } : {}),
      isBreak: isPlace && !isNumber,
      isStop: isPlace && token.word[1] === "y",
    };
  });
  return { text, language, words, marks };
}

const noWord = { isContent: false, isAcronym: false, isName: false };

function kindOf({ isAcronym, isName }: Token, isContent: boolean) {
  return { isContent, isAcronym, isName: isName || isAcronym };
}

/** Forms under which a word is compared, and what it means by itself. */
function formsOf(word: string, language: Language, meanings: Meanings) {
  const bare = language === "es" ? withoutPronouns(word) : word;
  const folded = fold(bare);
  const frame = skeleton(bare);
  const rows = meanings.of(folded, language);
  return {
    word,
    folded,
    stem: stem(bare),
    frame,
    grams: gramsOf(frame),
    meanings: rows,
    isVerbal: meanings.areVerbal(rows),
  };
}

/** Words of time that are so common that lists of grammar have them. */
const times: Readonly<Record<Language, ReadonlySet<string>>> = {
  ca: new Set(["dia", "dies", "mes", "any", "anys"]),
  es: new Set(["día", "días", "dia", "dias", "mes"]),
  en: new Set(["day", "days"]),
};

/** Words that say something though lists of grammar have them: times, and names ("l'Estat", "Sobre Digital"). */
function isTold({ word, isName }: Token, language: Language): boolean {
  return times[language].has(word) || (isName && word.length > shortestArticle);
}

const shortestArticle = 2;

/** Elisions that hide small words are opened: "ha d'anar" is "ha de anar", "don't" is "do not". */
function opened(text: string): string {
  return text
    .replace(/[\u2019\u02BC]/gu, "'")
    .replace(/(?<!\p{L})([dD])'(?=[\p{L}\d])/gu, "$1e ")
    .replace(/(?<!\p{L})([lL])'(?!ens(?!\p{L}))(?=\p{L})/gu, "$1 ")
    .replace(/(?<=\p{L})n't(?!\p{L})/giu, " not")
    .replace(/(?<!\p{L})cannot(?!\p{L})/giu, "can not")
    .replaceAll("€", " euros ");
}

function maskNumbers(text: string, numbers: readonly { start: number; end: number }[]): string {
  let masked = "";
  let from = 0;
  numbers.forEach(({ start, end }, at) => {
    if (start < from) return;
    masked += `${text.slice(from, start)} ${sign}n${at} `;
    from = end;
  });
  return masked + text.slice(from);
}

/** Concepts that content words name as part of a phrase, in the words' order. */
function phrasesOf(text: string, language: Language, tools: LanguageTools): Set<string>[] {
  const analysis = tools.analyse(text, language);
  const found = analysis.words.map(() => new Set<string>());
  for (const { concept, start, length, isRemnant } of analysis.concepts) {
    if (isRemnant || length < 2) continue;
    for (const place of range(start, start + length)) found[place]?.add(concept.id);
  }
  return found;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, step) => from + step);
}
