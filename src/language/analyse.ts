import { type ConceptMatch, type ConceptMatcher, contentWords } from "./concept-matcher.ts";
import type { Language } from "./language.ts";
import type { Speller } from "./spelling.ts";
import { skeleton, stem } from "./stem.ts";
import { type Token, tokenise } from "./tokens.ts";

/** A content word with every form under which it can be met. */
export interface AnalysedWord {
  readonly token: Token;
  readonly stem: string;
  readonly frame: string;
  /** Character 4-grams of the frame; the whole frame when it is shorter. */
  readonly grams: readonly string[];
}

/** What a text says, in terms that can be compared across the three languages. */
export interface Analysis {
  readonly words: readonly AnalysedWord[];
  readonly concepts: readonly ConceptMatch[];
}

/** Analyses texts: the one road from text to terms, for knowledge and questions alike. Only questions are spelt right. */
export type Analyser = (text: string, language?: Language, speller?: Speller) => Analysis;

const gramLength = 4;

/** An analyser that knows the given concepts. */
export function createAnalyser(matcher: ConceptMatcher): Analyser {
  return (text, language, speller) => {
    const typed = contentWords(tokenise(text), language);
    const tokens = speller === undefined ? typed : typed.map(speller);
    return { words: tokens.map(analyseWord), concepts: matcher.match(tokens, language) };
  };
}

function analyseWord(token: Token): AnalysedWord {
  const known = remembered.get(token.word);
  if (known !== undefined) return known;
  const frame = skeleton(token.word);
  const analysed = { token, stem: stem(token.word), frame, grams: gramsOf(frame) };
  if (remembered.size >= rememberedWords) remembered.clear();
  remembered.set(token.word, analysed);
  return analysed;
}

/** Character 4-grams of a frame; the frame itself when it is short or holds a number. */
export function gramsOf(frame: string): string[] {
  if (frame.length <= gramLength || /\d/.test(frame)) return [frame];
  const grams: string[] = [];
  for (let i = 0; i + gramLength <= frame.length; i += 1)
    grams.push(frame.slice(i, i + gramLength));
  return grams;
}

const rememberedWords = 100_000;
const remembered = new Map<string, AnalysedWord>();
