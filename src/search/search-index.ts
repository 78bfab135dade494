import { type Catalogue, createCatalogue } from "../agenda/catalogue.ts";
import type { Change } from "../agenda/changes.ts";
import type { KnowledgeItem } from "../agenda/item.ts";
import { sentencesOf } from "../agenda/sentences.ts";
import type { Step } from "../agenda/step.ts";
import { type Analyser, createAnalyser } from "../language/analyse.ts";
import { createConceptMatcher } from "../language/concept-matcher.ts";
import { createLanguageIdentifier, type LanguageIdentifier } from "../language/identify.ts";
import type { Language } from "../language/language.ts";
import { languages } from "../language/language.ts";
import { generalConcepts } from "../language/lexicon.ts";
import { createSpeller, type Speller } from "../language/spelling.ts";
import { skeleton, stem } from "../language/stem.ts";
import type { Concept } from "../language/thesaurus.ts";
import type { DenseIndex } from "../ports.ts";
import type { EmbeddingModel } from "./embedding.ts";
import { profile, type QuestionWord, type TextProfile, weighQuestion } from "./evidence.ts";
import type { LexicalIndex, WeightedField } from "./lexical-index.ts";
import type { NeuralIndex } from "./neural.ts";
import { type Passage, passageText, type Span } from "./passages.ts";

/** Understanding of language that a knowledge folder's thesaurus gives, with general language below it. */
export interface LanguageTools {
  readonly concepts: readonly Concept[];
  readonly analyse: Analyser;
  /** Stems of all words of the concepts, each with one of its words. */
  readonly vocabulary: ReadonlyMap<string, string>;
  readonly identifier: LanguageIdentifier;
  /** Ids of all concepts that are cases of a concept, however deep. */
  narrowerThan(id: string): readonly string[];
}

/** Tools for the given thesaurus rows. */
export function createLanguageTools(thesaurus: readonly Concept[]): LanguageTools {
  const concepts = [...thesaurus, ...generalConcepts()];
  const samples = Object.fromEntries(
    languages.map((language) => [language, concepts.flatMap((concept) => concept.terms[language])]),
  ) as Record<Language, string[]>;
  const matcher = createConceptMatcher(concepts);
  return {
    concepts,
    analyse: createAnalyser(matcher),
    vocabulary: matcher.vocabulary,
    identifier: createLanguageIdentifier(samples),
    narrowerThan: createNarrower(concepts),
  };
}

function createNarrower(concepts: readonly Concept[]): (id: string) => readonly string[] {
  const direct = new Map<string, string[]>();
  for (const { id, broader } of concepts) {
    if (broader !== undefined) direct.set(broader, [...(direct.get(broader) ?? []), id]);
  }
  return (id) => {
    const found = new Set<string>();
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const child of direct.get(next) ?? []) {
        // A circle of rows ends here instead of never.
        if (child === id || found.has(child)) continue;
        found.add(child);
        open.push(child);
      }
    }
    return [...found];
  };
}

/** Questions that an item is expected to answer, ready to be compared with one that is asked. */
export interface ExpectedQuestions {
  /** Their words; a sentence a question. */
  readonly profile: TextProfile;
  readonly count: number;
  /** The words of one of them, weighed: only the likeliest are ever looked at. */
  wordsOf(question: number): readonly QuestionWord[];
}

/** Everything a search reads, opened and consistent: it never changes, a newer index replaces it whole. */
export interface SearchIndex {
  readonly catalogue: Catalogue;
  readonly passages: readonly Passage[];
  readonly lexical: LexicalIndex;
  readonly dense: DenseIndex;
  readonly embedding: EmbeddingModel;
  /** Present where the index holds vectors of the neural embedding that is set up. */
  readonly neural?: NeuralIndex;
  readonly language: LanguageTools;
  /** SHA-256 of the knowledge it was built from. */
  readonly knowledgeDigest: string;
  /** ISO date and time at which it was built. */
  readonly builtAt: string;
  /** What builds have found changed in the knowledge, newest first; the oldest are forgotten. */
  readonly changes: readonly Change[];
  /** Steps for who begins, in the order in which they are to be done. */
  readonly itinerary: readonly Step[];
  /** Puts right slips in a question's words, by the words of the knowledge and of the concepts. */
  readonly speller: Speller;
  /** Sentences of a passage and where their words stand; remembered. */
  textOf(passage: number): PassageText;
  /** Numbers of an item's passages, in order. */
  passagesOf(item: KnowledgeItem): readonly number[];
  /** Profile of an item's title. */
  titleProfile(item: KnowledgeItem): TextProfile;
  /** Profile of an item's title and of the headings above a passage of it. */
  headlineOf(item: KnowledgeItem, passage: number): TextProfile;
  /** Expected questions of an item; remembered. */
  questionsOf(item: KnowledgeItem): ExpectedQuestions;
}

/** A passage, ready to be read. */
export interface PassageText {
  readonly sentences: readonly Span[];
  readonly profile: TextProfile;
}

/** Parts a search index is put together from. */
export type SearchIndexParts = Pick<
  SearchIndex,
  | "passages"
  | "lexical"
  | "dense"
  | "embedding"
  | "neural"
  | "language"
  | "knowledgeDigest"
  | "builtAt"
  | "changes"
  | "itinerary"
> & { readonly items: readonly KnowledgeItem[] };

/** Profiles kept: all of a council's knowledge, a working set of a large collection. */
const rememberedProfiles = 4_000;

/** Puts an opened index together. */
export function createSearchIndex(parts: SearchIndexParts): SearchIndex {
  const catalogue = createCatalogue(parts.items);
  const { analyse } = parts.language;
  // An imported text's title is its file's name more often than not: it says nothing.
  const titleOf = (item: KnowledgeItem) => (item.kind === "document" ? [] : [analyse(item.title)]);
  const titleProfile = createMemory((item: KnowledgeItem) => profile(titleOf(item)));
  const headlines = createMemory((number: number) => {
    const passage = parts.passages[number];
    const item = passage === undefined ? undefined : catalogue.get(passage.itemId);
    const title = item === undefined ? [] : titleOf(item);
    return profile([...title, ...(passage?.headings ?? []).map((heading) => analyse(heading))]);
  });
  const byItem = new Map<string, number[]>();
  parts.passages.forEach(({ itemId }, number) => {
    const known = byItem.get(itemId);
    if (known === undefined) byItem.set(itemId, [number]);
    else known.push(number);
  });
  return {
    ...parts,
    catalogue,
    speller: createIndexSpeller(parts.lexical, parts.language),
    passagesOf: (item) => byItem.get(item.id) ?? [],
    textOf: createMemory((number: number) => {
      const passage = parts.passages[number];
      const item = passage === undefined ? undefined : catalogue.get(passage.itemId);
      return item && passage
        ? readPassage(item, passage, analyse)
        : { sentences: [], profile: profile([]) };
    }),
    titleProfile,
    headlineOf(item, passage) {
      return parts.passages[passage]?.headings.length === 0
        ? titleProfile(item)
        : headlines(passage);
    },
    questionsOf: createMemory((item: KnowledgeItem) => {
      const analyses = item.questions.map((question) => analyse(question));
      const wordsOf = createMemory((at: number) => {
        const analysis = analyses[at];
        if (analysis === undefined) return [];
        return weighQuestion(analysis, parts.lexical, { forgiving: false });
      });
      return { profile: profile(analyses), count: analyses.length, wordsOf };
    }),
  };
}

function createIndexSpeller(lexical: LexicalIndex, { vocabulary }: LanguageTools): Speller {
  const known = new Map(vocabulary);
  for (const key of lexical.stems()) if (!known.has(key)) known.set(key, key);
  return createSpeller(
    known,
    ({ word }) => known.has(stem(word)) || lexical.frequency("frame", skeleton(word)) > 0,
  );
}

function readPassage(item: KnowledgeItem, passage: Passage, analyse: Analyser): PassageText {
  const sentences = passage.spans.flatMap(({ block, start, end }): Span[] =>
    sentencesOf(item.blocks[block]?.text.slice(start, end) ?? "").map((sentence) => ({
      block,
      start: start + sentence.start,
      end: start + sentence.end,
    })),
  );
  const texts = sentences.map(
    ({ block, start, end }) => item.blocks[block]?.text.slice(start, end) ?? "",
  );
  return { sentences, profile: profile(texts.map((text) => analyse(text))) };
}

/**
 * Reads ahead what questions will need, a little at a time, so that the first ones are as quick as the rest.
 * Only worth it for as much as is remembered.
 */
export async function warmUp(index: SearchIndex): Promise<void> {
  let read = 0;
  for (const item of index.catalogue.items) {
    index.titleProfile(item);
    index.questionsOf(item);
    for (const passage of index.passagesOf(item)) {
      index.textOf(passage);
      index.headlineOf(item, passage);
      read += 1;
    }
    if (read >= rememberedProfiles) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function createMemory<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute(key);
    if (known.size >= rememberedProfiles) known.clear();
    known.set(key, value);
    return value;
  };
}

/** Share of a word's weight that each part of a passage gives it. */
const fieldWeights = { title: 2, headings: 1, body: 1, questions: 1, objective: 0.5, axis: 0.25 };

/** Parts of a passage, analysed for indexing. */
export function fieldsOf(
  passage: Passage,
  item: KnowledgeItem,
  catalogue: Catalogue,
  language: LanguageTools,
): WeightedField[] {
  const own = language.identifier.identify(passageText(item, passage).slice(0, 600));
  const place = catalogue.place(item);
  const fields: [string, number, Language | undefined][] = [
    [item.kind === "document" ? "" : item.title, fieldWeights.title, own],
    [passage.headings.join(". "), fieldWeights.headings, own],
    [passageText(item, passage), fieldWeights.body, own],
    [place.at(-1) ?? "", fieldWeights.objective, own],
    [place.length > 1 ? (place[0] ?? "") : "", fieldWeights.axis, own],
  ];
  const questions = passage.isFirst ? item.questions : [];
  return [
    ...fields
      .filter(([text]) => text !== "")
      .map(([text, weight, of]) => ({ analysis: language.analyse(text, of), weight })),
    ...questions.map((question) => ({
      analysis: language.analyse(question),
      weight: fieldWeights.questions,
    })),
  ];
}
