import type { AnalysedWord, Analysis } from "../language/analyse.ts";
import type { LexicalIndex } from "./lexical-index.ts";

/** A content word of a question, with how much it tells and what it may mean. */
export interface QuestionWord {
  readonly word: AnalysedWord;
  /** Information in nats: rare words tell more. */
  readonly info: number;
  /** Whether anything in the index answers to this word: itself, its frame or a concept it names. */
  readonly isKnown: boolean;
  /** Whether the word belongs to a matter that the thesaurus places outside the Agenda, and to none inside. */
  readonly isOffAgenda: boolean;
  /** Concepts the word names alone or within a phrase, with how surely. */
  readonly concepts: ReadonlyMap<string, number>;
}

/** The words of a text, arranged to be met by the words of a question. */
export interface TextProfile {
  /** How surely the text says what the word says, 0 to 1. */
  strength(word: QuestionWord): number;
}

const frameStrength = 0.9;
const conceptStrength = 0.8;
const likenessStrength = 0.75;
/** Share of common 4-grams (Dice) from which two words are taken for one misspelt or cognate word. */
const leastLikeness = 0.55;
const shortestLike = 5;
/** Information of a word that only counts as part of a phrase the thesaurus knows. */
const phraseInfo = 1.5;

/** Weighs the words of a question by what the index knows of them. */
export function weighQuestion(question: Analysis, index: LexicalIndex): QuestionWord[] {
  const concepts = question.words.map(() => new Map<string, number>());
  for (const { concept, weight, start, length } of question.concepts) {
    for (let at = start; at < start + length; at += 1) {
      const known = concepts[at];
      known?.set(concept.id, Math.max(known.get(concept.id) ?? 0, Math.min(1, weight)));
    }
  }
  const outside = offAgendaPlaces(question);
  return question.words.map((word, at) => {
    const named = concepts[at] ?? new Map<string, number>();
    const own = [index.frequency("word", word.stem), index.frequency("frame", word.frame)];
    const byConcept = [...named.keys()].filter((id) => index.frequency("concept", id) > 0);
    const isKnown = own.some((count) => count > 0) || byConcept.length > 0;
    const candidates = [
      ...(own[0] ? [index.idf("word", word.stem)] : []),
      ...(own[1] ? [index.idf("frame", word.frame)] : []),
      ...byConcept.map((id) => Math.max(index.idf("concept", id), phraseInfo / 2)),
    ];
    const info = candidates.length > 0 ? Math.min(...candidates) : index.idf("word", word.stem);
    return { word, info: Math.max(info, 0.05), isKnown, isOffAgenda: outside.has(at), concepts: named };
  });
}

/** Places of the words whose longest match is an off-agenda matter: "temps" alone is not, "quin temps farà" is. */
function offAgendaPlaces(question: Analysis): Set<number> {
  const longest = new Map<number, { length: number; outside: boolean }>();
  for (const { concept, start, length } of question.concepts) {
    if (concept.kind === "general" || concept.kind === "role") continue;
    for (let at = start; at < start + length; at += 1) {
      const known = longest.get(at);
      if (known !== undefined && known.length > length) continue;
      const outside = concept.kind === "off-agenda" && (known === undefined || known.length < length || known.outside);
      longest.set(at, { length, outside });
    }
  }
  return new Set([...longest].filter(([, match]) => match.outside).map(([at]) => at));
}

/** Arranges the words of a text. */
export function profile(text: Analysis): TextProfile {
  const stems = new Set(text.words.map((word) => word.stem));
  const frames = new Set(text.words.map((word) => word.frame));
  const concepts = new Set(text.concepts.map(({ concept }) => concept.id));
  const byGram = new Map<string, number[]>();
  text.words.forEach((word, at) => {
    for (const gram of word.grams) {
      const places = byGram.get(gram);
      if (places === undefined) byGram.set(gram, [at]);
      else places.push(at);
    }
  });
  return { strength };

  function strength({ word, concepts: named }: QuestionWord): number {
    if (stems.has(word.stem)) return 1;
    if (frames.has(word.frame)) return frameStrength;
    let best = 0;
    for (const [id, weight] of named) {
      if (concepts.has(id)) best = Math.max(best, conceptStrength * Math.sqrt(weight));
    }
    return Math.max(best, likeness(word) * likenessStrength);
  }

  function likeness(word: AnalysedWord): number {
    if (word.frame.length < shortestLike) return 0;
    const common = new Map<number, number>();
    for (const gram of word.grams) {
      for (const at of byGram.get(gram) ?? []) common.set(at, (common.get(at) ?? 0) + 1);
    }
    let best = 0;
    for (const [at, count] of common) {
      const other = text.words[at]?.grams.length ?? 1;
      best = Math.max(best, (2 * count) / (word.grams.length + other));
    }
    return best >= leastLikeness ? best : 0;
  }
}

/** Share of the information of a question that a text answers to, 0 to 1. */
export function coverage(words: readonly QuestionWord[], text: TextProfile): number {
  let said = 0;
  let asked = 0;
  for (const word of words) {
    said += word.info * text.strength(word);
    asked += word.info;
  }
  return asked === 0 ? 0 : said / asked;
}
