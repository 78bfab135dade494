import type { Block, KnowledgeItem } from "../../src/agenda/item.ts";
import { sentencesOf } from "../../src/agenda/sentences.ts";
import { createRandom, pick, type Random } from "./random.ts";
import { createVocabulary, type Rewording } from "./vocabulary.ts";

const seed = 2_026;
/** Items whose sentences meet in a new one. */
const sources = 3;
/** Sentences drawn for each place; the one nearest in length takes it. */
const drawn = 4;

type TextBlock = Exclude<Block, { kind: "heading" }>;

/** An item taken apart. */
interface Source {
  readonly item: KnowledgeItem;
  /** Sentences of each block, and of all blocks of a kind. */
  readonly byBlock: readonly (readonly string[])[];
  readonly byKind: Readonly<Partial<Record<TextBlock["kind"], readonly string[]>>>;
}

/**
 * The shipped items and then `scale - 1` further councils' worth of them: each copy has the same tree, kinds and
 * lengths, other sentences in other company, and a vocabulary that grows as that of real text. Deterministic, and a
 * smaller collection is the beginning of a larger one.
 */
export function* growCollection(
  items: readonly KnowledgeItem[],
  scale: number,
): Generator<KnowledgeItem> {
  yield* items;
  const random = createRandom(seed);
  const vocabulary = createVocabulary(items, random);
  const models = items.map(takeApart);
  const alike = new Map(
    models.map((model) => [model, models.filter(({ item }) => item.kind === model.item.kind)]),
  );
  const axes = items.filter(({ kind }) => kind === "axis").map(({ id }) => Number(id));
  const axisStep = Math.max(0, ...axes);
  for (let copy = 1; copy < scale; copy += 1) {
    vocabulary.beginCopy(copy);
    const rename = (id: string) => renamed(id, copy, axisStep);
    for (const model of models) {
      const candidates = alike.get(model) ?? [model];
      const others = Array.from({ length: sources - 1 }, () => pick(random, candidates));
      yield rewrite(model, [model, ...others], vocabulary.rewording(), rename, random);
    }
  }
}

function takeApart(item: KnowledgeItem): Source {
  const byBlock = item.blocks.map((block) => sentencesOf(block.text).map(({ text }) => text));
  const byKind: Partial<Record<TextBlock["kind"], string[]>> = {};
  item.blocks.forEach(({ kind }, at) => {
    if (kind !== "heading") byKind[kind] = [...(byKind[kind] ?? []), ...(byBlock[at] ?? [])];
  });
  return { item, byBlock, byKind };
}

function rewrite(
  model: Source,
  mixed: readonly Source[],
  reword: Rewording,
  rename: (id: string) => string,
  random: Random,
): KnowledgeItem {
  const { item } = model;
  const questions = mixed.flatMap((source) => source.item.questions);
  const id = rename(item.id);
  const told = new Set<string>();
  return {
    ...item,
    id,
    title: reword(pick(random, mixed).item.title),
    blocks: item.blocks.map((block, at): Block => {
      // Headings are the same in every item of a kind: they are part of its form.
      if (block.kind === "heading") return block;
      const sentences = (model.byBlock[at] ?? []).map((place) => {
        const sentence = similarSentence(place, block.kind, mixed, told, random);
        told.add(sentence);
        return reword(sentence);
      });
      return { ...block, text: sentences.join(" ") };
    }),
    questions: item.questions.map(() => reword(pick(random, questions))),
    related: item.related.map(rename),
    sourcePath: item.sourcePath.replace(/(?:\.md)?$/u, `-${id}.md`),
  };
}

/** A sentence about as long as the one whose place it takes, not told before where there is another. */
function similarSentence(
  place: string,
  kind: TextBlock["kind"],
  mixed: readonly Source[],
  told: ReadonlySet<string>,
  random: Random,
): string {
  let best = place;
  let least = Number.POSITIVE_INFINITY;
  for (let draw = 0; draw < drawn; draw += 1) {
    const sentences = pick(random, mixed).byKind[kind] ?? [place];
    const sentence = pick(random, sentences);
    const difference = Math.abs(sentence.length - place.length);
    if (difference >= least || told.has(sentence)) continue;
    best = sentence;
    least = difference;
  }
  return best;
}

/** The id of the same place in another copy: axes go on counting, pages and documents get a number. */
function renamed(id: string, copy: number, axisStep: number): string {
  const code = /^(\d+)((?:\.\d+)*)$/u.exec(id);
  if (code === null) return `${id}-${copy + 1}`;
  return `${Number(code[1]) + copy * axisStep}${code[2]}`;
}
