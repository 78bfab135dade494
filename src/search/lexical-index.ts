import { type AnalysedWord, type Analysis, gramsOf } from "../language/analyse.ts";
import type { Concept } from "../language/thesaurus.ts";

/**
 * A way in which a question can meet a text: `word` the inflected word, `frame` its cross-language frame,
 * `gram` pieces of frames (typos, cognates), `concept` what the knowledge's thesaurus says it means,
 * `sense` what general language says it means.
 */
export const channels = ["word", "frame", "gram", "concept", "sense"] as const;
/** One of {@link channels}. */
export type Channel = (typeof channels)[number];

/** A part of a passage whose words count the same. */
export interface WeightedField {
  readonly analysis: Analysis;
  readonly weight: number;
}

/** Posting lists of every term of every channel, in arrays that are written and read as they are. */
export interface LexicalData {
  readonly passageCount: number;
  /** Terms with their channel's letter in front; a term's index is its id. */
  readonly vocabulary: readonly string[];
  /** Postings of term `i` are `offsets[i]` to `offsets[i + 1]` (exclusive). */
  readonly offsets: Uint32Array;
  readonly passages: Uint32Array;
  /** BM25 term weight without idf, as a share of its bound, 1 to 255. */
  readonly impacts: Uint8Array;
}

/** Scores of all passages for a question, each channel as a share of the most that any passage could reach. */
export interface LexicalScores {
  readonly byChannel: Readonly<Record<Channel, Float32Array>>;
}

/** The lexical side of the index, ready to be searched. */
export interface LexicalIndex {
  readonly data: LexicalData;
  /** Robertson's idf; that of an unseen term when the term is not in the index. */
  idf(channel: Channel, term: string): number;
  /** Passages that hold a term. */
  frequency(channel: Channel, term: string): number;
  /** Every stem of the index. */
  stems(): IterableIterator<string>;
  /** Frames of the index that share most of their 4-grams with a word's frame, with their likeness (Dice). */
  alike(word: AnalysedWord): ReadonlyMap<string, number>;
  /** The arrays are reused by the next call: read them before it. */
  score(question: Analysis): LexicalScores;
}

const saturation: Readonly<Record<Channel, number>> = {
  word: 1.2,
  frame: 1.2,
  gram: 1.2,
  concept: 1.2,
  sense: 1.2,
};
const lengthNorm: Readonly<Record<Channel, number>> = {
  word: 0.75,
  frame: 0.75,
  gram: 0.75,
  concept: 0.5,
  sense: 0.5,
};
const letters: Readonly<Record<Channel, string>> = {
  word: "w",
  frame: "f",
  gram: "g",
  concept: "c",
  sense: "s",
};
const channelOf = new Map(channels.map((channel) => [letters[channel], channel]));
/** A gram in more passages than this share tells nothing and costs the most; only where there are many passages. */
const commonGramShare = 0.25;
const manyPassages = 5_000;

/** Terms of a text by channel with how often each stands there. */
export function termsOf(analysis: Analysis): Record<Channel, Map<string, number>> {
  const terms = {
    word: new Map(),
    frame: new Map(),
    gram: new Map(),
    concept: new Map(),
    sense: new Map(),
  };
  for (const word of analysis.words) {
    add(terms.word, word.stem, 1);
    add(terms.frame, word.frame, 1);
    for (const gram of word.grams) add(terms.gram, gram, 1);
  }
  for (const { concept, weight } of analysis.concepts) {
    add(terms[channelOfConcept(concept)], concept.id, weight);
  }
  return terms;
}

/** The channel in which a concept is met. */
export function channelOfConcept(concept: Concept): "concept" | "sense" {
  return concept.kind === "general" ? "sense" : "concept";
}

/** Collects passages one by one; `finish` makes the index data. */
export function createLexicalBuilder(): {
  add(fields: readonly WeightedField[]): void;
  finish(): LexicalData;
} {
  const ids = new Map<string, number>();
  const postings = createPostings();
  const lengths: Record<Channel, number[]> = {
    word: [],
    frame: [],
    gram: [],
    concept: [],
    sense: [],
  };
  return {
    add(fields) {
      const passage = lengths.word.length;
      for (const channel of channels) {
        const counts = new Map<string, number>();
        let length = 0;
        for (const { analysis, weight } of fields) {
          for (const [term, count] of termsOf(analysis)[channel]) {
            add(counts, term, count * weight);
            length += count * weight;
          }
        }
        lengths[channel].push(length);
        for (const [term, count] of counts) {
          const key = letters[channel] + term;
          let id = ids.get(key);
          if (id === undefined) {
            id = ids.size;
            ids.set(key, id);
          }
          postings.push(id, passage, count);
        }
      }
    },
    finish() {
      const vocabulary = [...ids.keys()];
      return {
        passageCount: lengths.word.length,
        vocabulary,
        ...sortPostings(postings, vocabulary, lengths),
      };
    },
  };
}

/** Opens built or loaded data for searching. */
export function createLexicalIndex(data: LexicalData): LexicalIndex {
  const ids = new Map(data.vocabulary.map((term, id) => [term, id]));
  const scores = Object.fromEntries(
    channels.map((channel) => [channel, new Float32Array(data.passageCount)]),
  ) as Record<Channel, Float32Array>;
  const unseen = idfOf(0, data.passageCount);
  const frequency = (channel: Channel, term: string): number => {
    const id = ids.get(letters[channel] + term);
    return id === undefined ? 0 : (data.offsets[id + 1] ?? 0) - (data.offsets[id] ?? 0);
  };
  const idf = (channel: Channel, term: string): number => {
    const count = frequency(channel, term);
    return count === 0 ? unseen : idfOf(count, data.passageCount);
  };
  const alike = createLikeness(data.vocabulary);
  return { data, idf, frequency, stems, alike, score };

  function* stems(): IterableIterator<string> {
    for (const term of data.vocabulary) if (term.startsWith(letters.word)) yield term.slice(1);
  }

  function score(question: Analysis): LexicalScores {
    const terms = termsOf(question);
    for (const channel of channels) {
      const into = scores[channel].fill(0);
      let bound = 0;
      for (const [term, count] of terms[channel]) {
        const weight = Math.min(count, 2) * idf(channel, term);
        bound += weight;
        const id = ids.get(letters[channel] + term);
        if (id === undefined || isTooCommon(channel, id)) continue;
        accumulate(id, weight / 255, into);
      }
      if (bound > 0) for (let i = 0; i < into.length; i += 1) into[i] = (into[i] ?? 0) / bound;
    }
    return { byChannel: scores };
  }

  function isTooCommon(channel: Channel, id: number): boolean {
    if (channel !== "gram" || data.passageCount < manyPassages) return false;
    return (
      (data.offsets[id + 1] ?? 0) - (data.offsets[id] ?? 0) > data.passageCount * commonGramShare
    );
  }

  function accumulate(id: number, weight: number, into: Float32Array): void {
    const end = data.offsets[id + 1] ?? 0;
    for (let at = data.offsets[id] ?? 0; at < end; at += 1) {
      const passage = data.passages[at] ?? 0;
      into[passage] = (into[passage] ?? 0) + weight * (data.impacts[at] ?? 0);
    }
  }
}

/** Share of common 4-grams (Dice) from which two frames are taken for one misspelt or cognate word. */
const leastLikeness = 0.55;
/** A frame shorter than this has too few grams to be like another. */
const shortestLike = 5;

function createLikeness(vocabulary: readonly string[]): LexicalIndex["alike"] {
  const frames: string[] = [];
  const sizes: number[] = [];
  const byGram = new Map<string, number[]>();
  for (const term of vocabulary) {
    if (!term.startsWith(letters.frame) || term.length <= shortestLike) continue;
    const frame = term.slice(1);
    const grams = gramsOf(frame);
    for (const gram of grams) {
      const known = byGram.get(gram);
      if (known === undefined) byGram.set(gram, [frames.length]);
      else known.push(frames.length);
    }
    frames.push(frame);
    sizes.push(grams.length);
  }
  return ({ frame, grams }) => {
    const found = new Map<string, number>();
    if (frame.length < shortestLike) return found;
    const common = new Map<number, number>();
    for (const gram of grams)
      for (const at of byGram.get(gram) ?? []) common.set(at, (common.get(at) ?? 0) + 1);
    for (const [at, count] of common) {
      const likeness = (2 * count) / (grams.length + (sizes[at] ?? 0));
      if (likeness >= leastLikeness) found.set(frames[at] ?? "", likeness);
    }
    return found;
  };
}

function idfOf(passagesWithTerm: number, passageCount: number): number {
  return Math.log(1 + (passageCount - passagesWithTerm + 0.5) / (passagesWithTerm + 0.5));
}

interface Postings {
  push(term: number, passage: number, count: number): void;
  readonly length: number;
  readonly terms: Uint32Array;
  readonly passages: Uint32Array;
  readonly counts: Float32Array;
}

function createPostings(): Postings {
  let capacity = 1 << 16;
  let terms = new Uint32Array(capacity);
  let passages = new Uint32Array(capacity);
  let counts = new Float32Array(capacity);
  let length = 0;
  return {
    push(term, passage, count) {
      if (length === capacity) {
        capacity *= 2;
        terms = grown(terms, new Uint32Array(capacity));
        passages = grown(passages, new Uint32Array(capacity));
        counts = grown(counts, new Float32Array(capacity));
      }
      terms[length] = term;
      passages[length] = passage;
      counts[length] = count;
      length += 1;
    },
    get length() {
      return length;
    },
    get terms() {
      return terms;
    },
    get passages() {
      return passages;
    },
    get counts() {
      return counts;
    },
  };
}

function grown<T extends Uint32Array | Float32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Counting sort by term: passages of a term stay in order. */
function sortPostings(
  postings: Postings,
  vocabulary: readonly string[],
  lengths: Readonly<Record<Channel, readonly number[]>>,
): Pick<LexicalData, "offsets" | "passages" | "impacts"> {
  const offsets = new Uint32Array(vocabulary.length + 1);
  for (let i = 0; i < postings.length; i += 1) {
    const next = (postings.terms[i] ?? 0) + 1;
    offsets[next] = (offsets[next] ?? 0) + 1;
  }
  for (let term = 0; term < vocabulary.length; term += 1) {
    offsets[term + 1] = (offsets[term + 1] ?? 0) + (offsets[term] ?? 0);
  }
  const termChannels = vocabulary.map((term) => channelOf.get(term.charAt(0)) ?? "word");
  const averages = Object.fromEntries(
    channels.map((channel) => [channel, average(lengths[channel])]),
  ) as Record<Channel, number>;
  const next = offsets.slice();
  const passages = new Uint32Array(postings.length);
  const impacts = new Uint8Array(postings.length);
  for (let i = 0; i < postings.length; i += 1) {
    const term = postings.terms[i] ?? 0;
    const passage = postings.passages[i] ?? 0;
    const channel = termChannels[term] ?? "word";
    const at = next[term] ?? 0;
    next[term] = at + 1;
    passages[at] = passage;
    const relative = (lengths[channel][passage] ?? 0) / averages[channel];
    const count = postings.counts[i] ?? 0;
    const b = lengthNorm[channel];
    const impact = count / (count + saturation[channel] * (1 - b + b * relative));
    impacts[at] = Math.max(1, Math.round(impact * 255));
  }
  return { offsets, passages, impacts };
}

function average(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  return sum === 0 ? 1 : sum / values.length;
}

function add(counts: Map<string, number>, term: string, count: number): void {
  counts.set(term, (counts.get(term) ?? 0) + count);
}
