import type { Language } from "./language.ts";
import { languages } from "./language.ts";
import { skeleton, stem } from "./stem.ts";
import { isStopWord } from "./stop-words.ts";
import type { Concept } from "./thesaurus.ts";
import { type Token, tokenise } from "./tokens.ts";

/** A concept found in a text. */
export interface ConceptMatch {
  readonly concept: Concept;
  /** How surely the words mean the concept, above 0; 1 for a single word in its own inflection. */
  readonly weight: number;
  /** Index of the first matched word among the content words, and how many it spans. */
  readonly start: number;
  readonly length: number;
  /** The word is only what grammar leaves of a longer term: "entrat" of "ens han entrat". Good to find by, not to assert by. */
  readonly isRemnant: boolean;
}

/** Finds the concepts that the content words of a text name. */
export interface ConceptMatcher {
  match(tokens: readonly Token[], language?: Language): ConceptMatch[];
  /** Stems of all words of the terms, each with one of its words. */
  readonly vocabulary: ReadonlyMap<string, string>;
}

const phraseWeight = 1.6;
const cognateWeight = 0.6;
const otherLanguageWeight = 0.8;
const insidePhraseWeight = 0.5;
const longestPhrase = 5;

interface Entry {
  readonly concept: Concept;
  /** A bit for each language in which the term means it: there are a hundred thousand entries. */
  languages: number;
  isRemnant: boolean;
}

const bits: Readonly<Record<Language, number>> = { ca: 1, es: 2, en: 4 };

/** Words that a term can lose and still mean the same. */
const articles = new Set(
  "el la els les l lo los las un una uns unes unos unas the a an de del d al".split(" "),
);

/** "Ens han entrat" comes down to "entrat", which means a break-in only with the words that grammar lists drop. */
function losesItsMeaning(tokens: readonly Token[], language: Language): boolean {
  return tokens.some(({ word }) => isStopWord(word, language) && !articles.has(word));
}

/** Terms by their words' keys, with the longest term that each first word opens. */
interface Table {
  readonly entries: Map<string, Entry[]>;
  readonly longest: Map<string, number>;
}

/** Builds a matcher. Terms made of stop words alone are left out: they name nothing. */
export function createConceptMatcher(concepts: readonly Concept[]): ConceptMatcher {
  const byStem: Table = { entries: new Map(), longest: new Map() };
  const bySkeleton: Table = { entries: new Map(), longest: new Map() };
  const vocabulary = new Map<string, string>();
  for (const concept of concepts) {
    for (const language of languages) {
      for (const term of concept.terms[language]) addTerm(term, concept, language);
    }
  }
  return { match, vocabulary };

  function addTerm(term: string, concept: Concept, language: Language): void {
    const tokens = tokenise(term);
    const words = contentWords(tokens, language);
    if (words.length === 0 || words.length > longestPhrase) return;
    const isRemnant = words.length === 1 && losesItsMeaning(tokens, language);
    for (const { word } of words) vocabulary.set(stem(word), word);
    const stems = words.map(({ word }) => stem(word));
    const skeletons = words.map(({ word }) => skeleton(word));
    add(byStem, stems, concept, language, isRemnant);
    add(bySkeleton, skeletons, concept, language, isRemnant);
  }

  function match(tokens: readonly Token[], language?: Language): ConceptMatch[] {
    const stems = tokens.map((token) => stem(token.word));
    const skeletons = tokens.map((token) => skeleton(token.word));
    const found: ConceptMatch[] = [];
    const covered = new Uint8Array(tokens.length);
    for (let length = Math.min(longestPhrase, tokens.length); length > 0; length -= 1) {
      for (let start = 0; start + length <= tokens.length; start += 1) {
        const place = { start, length, isInsidePhrase: length === 1 && covered[start] === 1 };
        const matches = matchesAt(place, stems, skeletons, language);
        found.push(...matches);
        if (length > 1 && matches.length > 0) covered.fill(1, start, start + length);
      }
    }
    return found;
  }

  function matchesAt(
    { start, length, isInsidePhrase }: Place,
    stems: readonly string[],
    skeletons: readonly string[],
    language: Language | undefined,
  ): ConceptMatch[] {
    const exact = look(byStem, stems, start, length);
    const entries = exact ?? look(bySkeleton, skeletons, start, length);
    if (entries === undefined) return [];
    // A short frame joins unrelated words; only a phrase or a longer word is trusted without its exact stem.
    const isShort = length === 1 && (skeletons[start]?.length ?? 0) < 4;
    if (exact === undefined && isShort) return [];
    const base =
      (length > 1 ? phraseWeight : 1) *
      (exact === undefined ? cognateWeight : 1) *
      (isInsidePhrase ? insidePhraseWeight : 1);
    const shared = Math.sqrt(entries.length);
    return entries.map(({ concept, languages: owners, isRemnant }) => {
      const isForeign = language !== undefined && (owners & bits[language]) === 0;
      const weight = (base * (isForeign ? otherLanguageWeight : 1)) / shared;
      return { concept, weight, start, length, isRemnant };
    });
  }
}

interface Place {
  readonly start: number;
  readonly length: number;
  /** A longer term already covers the word. */
  readonly isInsidePhrase: boolean;
}

/** Entries of the term that stands at a place, if one of that length does. */
function look(
  table: Table,
  keys: readonly string[],
  start: number,
  length: number,
): Entry[] | undefined {
  const first = keys[start] ?? "";
  if ((table.longest.get(first) ?? 0) < length) return undefined;
  return table.entries.get(length === 1 ? first : keys.slice(start, start + length).join(" "));
}

/** Words that say something, in order. Acronyms always do. */
export function contentWords(tokens: readonly Token[], language?: Language): Token[] {
  return tokens.filter((token) => token.isAcronym || !isStopWord(token.word, language));
}

function add(
  table: Table,
  words: readonly string[],
  concept: Concept,
  language: Language,
  isRemnant: boolean,
): void {
  const [first = ""] = words;
  table.longest.set(first, Math.max(table.longest.get(first) ?? 0, words.length));
  const key = words.join(" ");
  const entries = table.entries.get(key) ?? [];
  table.entries.set(key, entries);
  const known = entries.find((entry) => entry.concept === concept);
  if (known === undefined) entries.push({ concept, languages: bits[language], isRemnant });
  else {
    known.languages |= bits[language];
    known.isRemnant &&= isRemnant;
  }
}
