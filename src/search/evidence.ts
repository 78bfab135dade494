import type { AnalysedWord, Analysis } from "../language/analyse.ts";
import { channelOfConcept, type LexicalIndex } from "./lexical-index.ts";

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
  /** Frames of the index that are so like this word's that one may be a misspelling or a cognate of the other. */
  readonly alike: ReadonlyMap<string, number>;
}

/** Where each word, frame and concept of a text stands, by sentence. */
export interface TextProfile {
  readonly sentenceCount: number;
  readonly stems: ReadonlyMap<string, readonly number[]>;
  readonly frames: ReadonlyMap<string, readonly number[]>;
  readonly concepts: ReadonlyMap<string, readonly number[]>;
}

const frameStrength = 0.9;
const conceptStrength = 0.8;
const likenessStrength = 0.75;
/** A match by the broader concept, before the square root that {@link strengthsOf} takes. */
const broaderWeight = 0.25;
/** Information of a word that only counts as part of a phrase the thesaurus knows. */
const phraseInfo = 1.5;

const none: ReadonlyMap<string, number> = new Map();

/** Weighs the words of a question by what the index knows of them; `forgiving` looks for words like them too. */
export function weighQuestion(
  question: Analysis,
  index: LexicalIndex,
  { forgiving }: { readonly forgiving: boolean } = { forgiving: true },
): QuestionWord[] {
  const concepts = question.words.map(() => new Map<string, number>());
  const rarity = new Map<string, number>();
  for (const { concept, weight, start, length } of question.concepts) {
    const channel = channelOfConcept(concept);
    if (index.frequency(channel, concept.id) > 0)
      rarity.set(concept.id, index.idf(channel, concept.id));
    for (let at = start; at < start + length; at += 1) {
      const known = concepts[at];
      const sure = Math.min(1, weight);
      known?.set(concept.id, Math.max(known.get(concept.id) ?? 0, sure));
      // Ransomware is an attack: what is said of attacks is said of it, less surely.
      if (concept.broader !== undefined && !known?.has(concept.broader)) {
        known?.set(concept.broader, sure * broaderWeight);
      }
    }
  }
  const outside = offAgendaPlaces(question);
  return question.words.map((word, at) => {
    const named = concepts[at] ?? new Map<string, number>();
    const own = [index.frequency("word", word.stem), index.frequency("frame", word.frame)];
    const byConcept = [...named.keys()].flatMap((id) => rarity.get(id) ?? []);
    const isKnown = own.some((count) => count > 0) || byConcept.length > 0;
    const candidates = [
      ...(own[0] ? [index.idf("word", word.stem)] : []),
      ...(own[1] ? [index.idf("frame", word.frame)] : []),
      ...byConcept.map((idf) => Math.max(idf, phraseInfo / 2)),
    ];
    const info = candidates.length > 0 ? Math.min(...candidates) : index.idf("word", word.stem);
    return {
      word,
      info: Math.max(info, 0.05),
      isKnown,
      isOffAgenda: outside.has(at),
      concepts: named,
      alike: forgiving ? index.alike(word) : none,
    };
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
      const outside =
        concept.kind === "off-agenda" &&
        (known === undefined || known.length < length || known.outside);
      longest.set(at, { length, outside });
    }
  }
  return new Set([...longest].filter(([, match]) => match.outside).map(([at]) => at));
}

/** Arranges the words of a text's sentences. */
export function profile(sentences: readonly Analysis[]): TextProfile {
  const stems = new Map<string, number[]>();
  const frames = new Map<string, number[]>();
  const concepts = new Map<string, number[]>();
  sentences.forEach(({ words, concepts: named }, at) => {
    for (const word of words) {
      note(stems, word.stem, at);
      note(frames, word.frame, at);
    }
    for (const { concept } of named) note(concepts, concept.id, at);
  });
  return { sentenceCount: sentences.length, stems, frames, concepts };
}

function note(places: Map<string, number[]>, key: string, sentence: number): void {
  const known = places.get(key);
  if (known === undefined) places.set(key, [sentence]);
  else if (known.at(-1) !== sentence) known.push(sentence);
}

/** How surely each sentence of a text says what each word of a question says, 0 to 1: a row a word. */
export type Strengths = readonly Float32Array[];

/** Meets the words of a question in a text. */
export function strengthsOf(words: readonly QuestionWord[], text: TextProfile): Strengths {
  return words.map((word) => {
    const row = new Float32Array(text.sentenceCount);
    for (const [id, weight] of word.concepts) {
      raise(row, text.concepts.get(id), conceptStrength * Math.sqrt(weight));
    }
    for (const [frame, likeness] of word.alike)
      raise(row, text.frames.get(frame), likenessStrength * likeness);
    raise(row, text.frames.get(word.word.frame), frameStrength);
    raise(row, text.stems.get(word.word.stem), 1);
    return row;
  });
}

function raise(row: Float32Array, places: readonly number[] | undefined, strength: number): void {
  if (places === undefined) return;
  for (const at of places) if ((row[at] ?? 0) < strength) row[at] = strength;
}

/**
 * Share of the information of a question that sentences `from` to `to` (exclusive) answer to, 0 to 1.
 * `base` gives for each word what is said already, by the title for instance.
 */
export function coverage(
  words: readonly QuestionWord[],
  strengths: Strengths,
  from = 0,
  to = Number.POSITIVE_INFINITY,
  base?: readonly number[],
): number {
  let said = 0;
  let asked = 0;
  words.forEach(({ info }, at) => {
    const row = strengths[at];
    let best = base?.[at] ?? 0;
    const end = Math.min(to, row?.length ?? 0);
    for (let sentence = from; sentence < end; sentence += 1)
      best = Math.max(best, row?.[sentence] ?? 0);
    said += info * best;
    asked += info;
  });
  return asked === 0 ? 0 : said / asked;
}

/** The same over a whole short text, met here and now. */
export function coverageOf(words: readonly QuestionWord[], text: TextProfile): number {
  let said = 0;
  let asked = 0;
  for (const word of words) {
    said += word.info * strengthIn(word, text);
    asked += word.info;
  }
  return asked === 0 ? 0 : said / asked;
}

function strengthIn({ word, concepts, alike }: QuestionWord, text: TextProfile): number {
  if (text.stems.has(word.stem)) return 1;
  let best = text.frames.has(word.frame) ? frameStrength : 0;
  for (const [id, weight] of concepts) {
    if (text.concepts.has(id)) best = Math.max(best, conceptStrength * Math.sqrt(weight));
  }
  for (const [frame, likeness] of alike) {
    if (text.frames.has(frame)) best = Math.max(best, likenessStrength * likeness);
  }
  return best;
}
