import { join } from "node:path";
import { createCatalogue } from "../agenda/catalogue.ts";
import type { Change } from "../agenda/changes.ts";
import type { Knowledge } from "../agenda/read-knowledge.ts";
import type { DenseStore } from "../ports.ts";
import type { NeuralBuild } from "./cached-embedding.ts";
import { codeDigest } from "./code-digest.ts";
import { createLocalEmbedding, type EmbeddingModel } from "./embedding.ts";
import type { OnBuildProgress } from "./index-build.ts";
import { writeIndexFiles } from "./index-files.ts";
import { writeManifest } from "./index-manifest.ts";
import { createLexicalBuilder, createLexicalIndex } from "./lexical-index.ts";
import { denseText, type Passage, passagesOf } from "./passages.ts";
import { createLanguageTools, fieldsOf } from "./search-index.ts";
import { writeNeural } from "./write-neural.ts";

/** Passages analysed between two turns of the event loop, so that a server that is building still answers. */
const yieldEvery = 200;

/** What a version is made from. */
interface VersionSource {
  readonly knowledge: Knowledge;
  readonly changes: readonly Change[];
  /** ISO date and time. */
  readonly builtAt: string;
  readonly neural?: NeuralBuild | undefined;
}

/** Analyses and embeds the knowledge and writes a whole version to a folder. Gives what embedded it. */
export async function writeVersion(
  folder: string,
  { knowledge, changes, builtAt, neural: build }: VersionSource,
  store: DenseStore,
  onProgress: OnBuildProgress,
): Promise<EmbeddingModel> {
  const language = createLanguageTools(knowledge.concepts);
  const catalogue = createCatalogue(knowledge.items);
  const builder = createLexicalBuilder();
  const passages: Passage[] = [];
  let done = 0;
  for (const item of knowledge.items) {
    for (const passage of passagesOf(item)) {
      passages.push(passage);
      builder.add(fieldsOf(passage, item, catalogue, language));
    }
    done += 1;
    if (done % yieldEvery === 0) {
      onProgress("analyse", done, knowledge.items.length);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  onProgress("analyse", done, knowledge.items.length);
  const lexical = builder.finish();
  const embedding = createLocalEmbedding(language.analyse, createLexicalIndex(lexical));
  const texts = (from: number, to: number) =>
    passages.slice(from, to).map((passage) => {
      const item = catalogue.get(passage.itemId);
      return item === undefined ? "" : denseText(item, passage);
    });
  const source = { count: passages.length, texts };
  await store.build(join(folder, "dense"), embedding, source, (embedded) =>
    onProgress("embed", embedded, passages.length),
  );
  const neural =
    build &&
    (await writeNeural(folder, { knowledge, catalogue, passages }, store, build, (part, whole) =>
      onProgress("embed", part, whole),
    ));
  onProgress("write", 0, 1);
  await writeIndexFiles(folder, {
    items: knowledge.items,
    concepts: knowledge.concepts,
    passages,
    lexical,
    changes,
    itinerary: knowledge.itinerary,
  });
  await writeManifest(folder, {
    format: 1,
    builtAt,
    knowledgeDigest: knowledge.digest,
    codeDigest: await codeDigest(),
    embedding: { id: embedding.id, dimensions: embedding.dimensions },
    dense: store.kind,
    ...(neural === undefined ? {} : { neural }),
    counts: {
      items: knowledge.items.length,
      passages: passages.length,
      concepts: knowledge.concepts.length,
      terms: lexical.vocabulary.length,
      postings: lexical.passages.length,
    },
  });
  onProgress("write", 1, 1);
  return embedding;
}
