import { setImmediate } from "node:timers/promises";
import type { Language } from "../language/language.ts";
import type { ConceptKind } from "../language/thesaurus.ts";
import { type QuestionWord, weighQuestion } from "../search/evidence.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { type AskedAbout, askedAbout } from "./asked-about.ts";
import type { Likenesses } from "./average-linkage.ts";

/**
 * How surely two words say the same that share this. Fitted on `test/evaluation/grouping-tuning.jsonl`; the optimum is
 * flat. A row of matters outside the Agenda is broad: dogs that bark and dogs that are lost are one row.
 */
const frameStrength = 0.9;
const conceptStrengths: Readonly<Record<ConceptKind, number>> = {
  matter: 0.8,
  role: 0.8,
  "off-agenda": 0.45,
  general: 1,
};
/** Two words that share 4-grams may be one, misspelt: this times the share (Dice), from the least share on. */
const gramStrength = 0.75;
const leastGrams = 0.55;
/** A frame shorter than this has too few grams to be like another. */
const shortestLike = 5;
/** A concept that is less sure of its word still counts: that two words both may mean it is no accident. */
const surenessPower = 0.6;
/** Texts of two languages share no words but concepts only, of which there are never enough. */
const otherLanguageGain = 1.4;
/** The price of a thing and its hours are two questions. */
const otherAskedAbout = 0.8;
const sameAskedAbout = 1.2;
/** Share of a text that another must say for the two to be compared at all. */
const leastCovered = 0.12;
/** Texts read or compared before others get a turn: the same process answers questions. */
const textsATurn = 50;

/** How alike texts are in what they say, 0 to 1, whatever language each is in. */
export async function likenessesOf(
  texts: readonly string[],
  index: SearchIndex,
): Promise<Likenesses> {
  const { sayings, places } = await readSayings(texts, index);
  const covered = await coverTexts(sayings, meet(sayings), places);
  const traits = texts.map((text) => traitsOf(text, index));
  const rows = texts.map(() => new Map<number, number>());
  for (const [one, row] of covered.entries()) {
    if (one % textsATurn === 0) await setImmediate();
    for (const [other, there] of row) {
      const back = covered[other]?.get(one);
      if (other <= one || back === undefined) continue;
      const likeness = Math.sqrt(there * back) * gain(traits[one], traits[other]);
      rows[one]?.set(other, Math.min(1, likeness));
      rows[other]?.set(one, Math.min(1, likeness));
    }
  }
  return rows;
}

/** How alike a text is to each of the others, by their numbers; those that are hardly so are left out. */
export async function likenessesTo(
  text: string,
  others: readonly string[],
  index: SearchIndex,
): Promise<ReadonlyMap<number, number>> {
  const { sayings, places } = await readSayings([text, ...others], index);
  const met = meet(sayings);
  const [there = new Map<number, number>()] = await coverTexts(sayings, met, places.slice(0, 1));
  const own = traitsOf(text, index);
  const likenesses = new Map<number, number>();
  for (const [at, share] of there) {
    const place = places[at];
    if (at === 0 || place === undefined) continue;
    const [back] = await coverTexts(sayings, met, [place]);
    const likeness = Math.sqrt(share * (back?.get(0) ?? 0));
    const gained = likeness * gain(own, traitsOf(others[at - 1] ?? "", index));
    if (gained > 0) likenesses.set(at - 1, Math.min(1, gained));
  }
  return likenesses;
}

interface Traits {
  readonly language: Language | undefined;
  readonly about: ReadonlySet<AskedAbout>;
}

function traitsOf(text: string, index: SearchIndex): Traits {
  return { language: index.language.identifier.identify(text), about: askedAbout(text) };
}

function gain(one: Traits | undefined, other: Traits | undefined): number {
  if (one === undefined || other === undefined) return 1;
  const areForeign =
    one.language !== undefined && other.language !== undefined && one.language !== other.language;
  const isSame =
    one.about.size === other.about.size && [...one.about].every((about) => other.about.has(about));
  const about = isSame ? (one.about.size === 0 ? 1 : sameAskedAbout) : otherAskedAbout;
  return (areForeign ? otherLanguageGain : 1) * about;
}

/** What a word says where it stands: the same word within another phrase is another saying. */
interface Saying {
  readonly info: number;
  /** What it can be met by, with the root of how surely. */
  readonly keys: ReadonlyMap<string, number>;
  readonly grams: readonly string[];
  /** Texts that say it. */
  readonly texts: number[];
}

interface Sayings {
  readonly sayings: readonly Saying[];
  /** Numbers of the sayings of each text. */
  readonly places: readonly (readonly number[])[];
}

async function readSayings(texts: readonly string[], index: SearchIndex): Promise<Sayings> {
  const { identifier, analyse, concepts } = index.language;
  const kinds = new Map(concepts.map(({ id, kind }) => [id, kind]));
  const sayings: Saying[] = [];
  const numbers = new Map<string, number>();
  const places: number[][] = [];
  for (const [at, text] of texts.entries()) {
    if (at % textsATurn === 0) await setImmediate();
    const said = new Set<number>();
    const analysis = analyse(text, identifier.identify(text));
    for (const word of weighQuestion(analysis, index.lexical, { forgiving: false })) {
      const key = [word.word.stem, word.word.frame, ...[...word.concepts].flat()].join(" ");
      const number = numbers.get(key) ?? sayings.length;
      if (number === sayings.length) {
        numbers.set(key, number);
        sayings.push(sayingOf(word, index, kinds));
      }
      if (!said.has(number)) sayings[number]?.texts.push(at);
      said.add(number);
    }
    places.push([...said]);
  }
  return { sayings, places };
}

function sayingOf(
  { word, info, concepts }: QuestionWord,
  { lexical }: SearchIndex,
  kinds: ReadonlyMap<string, ConceptKind>,
): Saying {
  const keys = new Map([
    [`word ${word.stem}`, 1],
    [`frame ${word.frame}`, Math.sqrt(frameStrength)],
  ]);
  for (const [id, sureness] of concepts) {
    const strength = conceptStrengths[kinds.get(id) ?? "matter"];
    keys.set(id, Math.sqrt(strength * sureness ** surenessPower));
  }
  return {
    // A word with several meanings is as common as the commonest of them, but only half of the time.
    info: (info + lexical.idf("word", word.stem)) / 2,
    keys,
    grams: word.frame.length < shortestLike ? [] : [...new Set(word.grams)],
    texts: [],
  };
}

/** How surely each saying says what others say, 0 to 1. */
function meet(sayings: readonly Saying[]): ReadonlyMap<number, number>[] {
  const byKey = numbersBy(sayings, ({ keys }) => keys.keys());
  const byGram = numbersBy(sayings, ({ grams }) => grams);
  return sayings.map((saying) => {
    const met = meetByGrams(saying, sayings, byGram);
    for (const [key, strength] of saying.keys) {
      for (const other of byKey.get(key) ?? []) {
        const both = strength * (sayings[other]?.keys.get(key) ?? 0);
        if (both > (met.get(other) ?? 0)) met.set(other, both);
      }
    }
    return met;
  });
}

function meetByGrams(
  { grams }: Saying,
  sayings: readonly Saying[],
  byGram: Numbers,
): Map<number, number> {
  const common = new Map<number, number>();
  for (const gram of grams) {
    for (const other of byGram.get(gram) ?? []) common.set(other, (common.get(other) ?? 0) + 1);
  }
  const met = new Map<number, number>();
  for (const [other, count] of common) {
    const share = (2 * count) / (grams.length + (sayings[other]?.grams.length ?? 0));
    if (share >= leastGrams) met.set(other, gramStrength * share);
  }
  return met;
}

/** Numbers of sayings by what they can be met by. */
type Numbers = ReadonlyMap<string, readonly number[]>;

function numbersBy(
  sayings: readonly Saying[],
  keysOf: (saying: Saying) => Iterable<string>,
): Numbers {
  const numbers = new Map<string, number[]>();
  sayings.forEach((saying, number) => {
    for (const key of keysOf(saying)) {
      const known = numbers.get(key);
      if (known === undefined) numbers.set(key, [number]);
      else known.push(number);
    }
  });
  return numbers;
}

/** Share of what each text says that others say too, by text; those that say little of it are left out. */
async function coverTexts(
  sayings: readonly Saying[],
  met: readonly ReadonlyMap<number, number>[],
  places: Sayings["places"],
): Promise<ReadonlyMap<number, number>[]> {
  const covered: ReadonlyMap<number, number>[] = [];
  for (const [at, said] of places.entries()) {
    if (at % textsATurn === 0) await setImmediate();
    const total = said.reduce((sum, number) => sum + (sayings[number]?.info ?? 0), 0);
    const shares = new Map<number, number>();
    for (const number of said) {
      const part = (sayings[number]?.info ?? 0) / total;
      for (const [text, strength] of bestIn(met[number], sayings))
        shares.set(text, (shares.get(text) ?? 0) + part * strength);
    }
    covered.push(new Map([...shares].filter(([, share]) => share >= leastCovered)));
  }
  return covered;
}

/** How surely each text says one saying. */
function bestIn(
  met: ReadonlyMap<number, number> | undefined,
  sayings: readonly Saying[],
): ReadonlyMap<number, number> {
  const best = new Map<number, number>();
  for (const [other, strength] of met ?? []) {
    for (const text of sayings[other]?.texts ?? []) {
      if (strength > (best.get(text) ?? 0)) best.set(text, strength);
    }
  }
  return best;
}
