import { createCatalogue } from "../agenda/catalogue.ts";
import type { KnowledgeItem } from "../agenda/item.ts";
import type { Concept } from "../language/thesaurus.ts";
import type { DenseIndex, Neighbour } from "../ports.ts";
import { createLocalEmbedding, type EmbeddingModel } from "./embedding.ts";
import { createLexicalBuilder, createLexicalIndex } from "./lexical-index.ts";
import type { NeuralCalibration } from "./neural.ts";
import { denseText, type Passage } from "./passages.ts";
import {
  createLanguageTools,
  createSearchIndex,
  fieldsOf,
  type SearchIndex,
} from "./search-index.ts";

/** What an embedding is calibrated with. */
export interface CalibrationSource {
  readonly items: readonly KnowledgeItem[];
  readonly concepts: readonly Concept[];
  readonly passages: readonly Passage[];
  /** Neural vectors of the passages. */
  readonly dense: DenseIndex;
  /** Neural vectors of questions, in their order. */
  readonly embedQuestions: (questions: readonly string[]) => Promise<readonly Float32Array[]>;
}

/** Questions that are put to it at most. */
const mostQuestions = 240;
/** Of each item's questions so many are held out at most; the others stay in the index. */
const mostOfAnItem = 2;
const leastOfAnItem = 3;
/** Passages that it is tried on at most: those of the items with questions. */
const mostPassages = 5_000;

/** A question that the index was not given, and the item that it was written for. */
export interface HeldOut {
  readonly question: string;
  readonly item: KnowledgeItem;
}

/** The same questions for the same knowledge, spread over items and languages. */
export function holdOut(items: readonly KnowledgeItem[]): HeldOut[] {
  const rich = items.filter(({ questions }) => questions.length >= leastOfAnItem);
  const all = rich.flatMap((item, at) => {
    const { questions } = item;
    const most = Math.min(mostOfAnItem, Math.floor(questions.length / leastOfAnItem));
    // Questions stand language by language: steps of 7 and 5 take them from anywhere.
    const places = new Set(
      Array.from({ length: most }, (_, turn) => (at * 7 + turn * 5) % questions.length),
    );
    return [...places].map((place) => ({ question: questions[place] ?? "", item }));
  });
  const step = Math.max(1, all.length / mostQuestions);
  return Array.from(
    { length: Math.min(all.length, mostQuestions) },
    (_, at) => all[Math.floor(at * step)],
  ).filter((one) => one !== undefined);
}

/** An index that was not given the questions that are held out. */
export async function indexWithout(
  heldOut: readonly HeldOut[],
  source: CalibrationSource,
  near: ReadonlyMap<string, readonly Neighbour[]>,
  range: Pick<NeuralCalibration, "low" | "high">,
): Promise<SearchIndex> {
  const hidden = new Set(heldOut.map(({ question }) => question));
  const isSmall = source.passages.length <= mostPassages;
  const items = source.items
    .filter(({ questions }) => isSmall || questions.length > 0)
    .map((item) => ({ ...item, questions: item.questions.filter((one) => !hidden.has(one)) }));
  const catalogue = createCatalogue(items);
  const language = createLanguageTools(source.concepts);
  const builder = createLexicalBuilder();
  const passages: Passage[] = [];
  /** Numbers of passages here by those in the whole index. */
  const places = new Map<number, number>();
  for (const [number, passage] of source.passages.entries()) {
    const item = catalogue.get(passage.itemId);
    if (item === undefined || passages.length >= mostPassages) continue;
    places.set(number, passages.length);
    passages.push(passage);
    builder.add(fieldsOf(passage, item, catalogue, language));
    if (passages.length % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const lexical = createLexicalIndex(builder.finish());
  const embedding = createLocalEmbedding(language.analyse, lexical);
  const texts = passages.map((passage) => {
    const item = catalogue.get(passage.itemId);
    return item === undefined ? "" : denseText(item, passage);
  });
  return createSearchIndex({
    items,
    passages,
    lexical,
    dense: await exactIndex(embedding, texts),
    embedding,
    neural: {
      // Any share but none: the results are put in order by each share afterwards.
      calibration: { ...range, share: 0.5 },
      search: (question) =>
        Promise.resolve(
          (near.get(question) ?? []).flatMap(({ passage, similarity }) => {
            const place = places.get(passage);
            return place === undefined ? [] : [{ passage: place, similarity }];
          }),
        ),
    },
    language,
    knowledgeDigest: "",
    builtAt: "",
    changes: [],
    itinerary: [],
  });
}

async function exactIndex(embedding: EmbeddingModel, texts: string[]): Promise<DenseIndex> {
  const rows = await embedding.embedDocuments(texts);
  const dot = (row: readonly number[], vector: readonly number[]) =>
    row.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0);
  return {
    size: rows.length,
    search: (vector, count) =>
      Promise.resolve(
        rows
          .map((row, passage) => ({ passage, similarity: dot(row, vector) }))
          .sort((a, b) => b.similarity - a.similarity)
          .slice(0, count),
      ),
  };
}

/** Whether an item answers what was asked of another one, or may: itself, what stands beside or above it, what is related. */
export function isKin(item: KnowledgeItem, other: KnowledgeItem): boolean {
  const objective = item.id.split(".").slice(0, 2).join(".");
  return (
    other.id === item.id ||
    `${other.id}.`.startsWith(`${objective}.`) ||
    objective.startsWith(`${other.id}.`) ||
    item.related.includes(other.id) ||
    other.related.includes(item.id)
  );
}
