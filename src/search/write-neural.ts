import { join } from "node:path";
import type { Catalogue } from "../agenda/catalogue.ts";
import type { Knowledge } from "../agenda/read-knowledge.ts";
import type { DenseStore } from "../ports.ts";
import { type NeuralBuild, openCachedEmbedding } from "./cached-embedding.ts";
import { calibrateNeural, calibrationQuestions } from "./calibrate-neural.ts";
import type { EmbeddingModel } from "./embedding.ts";
import type { NeuralManifest } from "./index-manifest.ts";
import { neuralText, type Passage } from "./passages.ts";

/** What the neural side of a version is made from. */
interface NeuralSource {
  readonly knowledge: Knowledge;
  readonly catalogue: Catalogue;
  readonly passages: readonly Passage[];
}

/** Name of the folder of the neural vectors in a version. */
export const neuralFolder = "neural";

/**
 * Embeds the passages by a neural model, keeps the vectors in the version and finds out how far they are to be believed.
 * @throws ModelError, AssistantError EMBEDDINGS_LIMIT
 */
export async function writeNeural(
  folder: string,
  { knowledge, catalogue, passages }: NeuralSource,
  store: DenseStore,
  build: NeuralBuild,
  onProgress: (done: number, total: number) => void,
): Promise<NeuralManifest | undefined> {
  if (passages.length === 0) return undefined;
  const texts = (from: number, to: number) =>
    passages.slice(from, to).map((passage) => {
      const item = catalogue.get(passage.itemId);
      return item === undefined ? "" : neuralText(item, passage);
    });
  let done = 0;
  const cached = await openCachedEmbedding(build, (embedded) => {
    done += embedded;
    onProgress(done, passages.length);
  });
  const source = { count: passages.length, texts };
  const questions = calibrationQuestions(knowledge.items, passages);
  build.onEstimate?.(await cached.estimate(source, questions));
  const model: EmbeddingModel = {
    id: cached.id,
    dimensions: cached.dimensions,
    embedDocuments: async (batch) => (await cached.passages(batch)).map((vector) => [...vector]),
    embedQuery: async (question) =>
      (await cached.questions([question])).flatMap((vector) => [...vector]),
  };
  const directory = join(folder, neuralFolder);
  await store.build(directory, model, source, () => {});
  const calibration = await calibrateNeural({
    items: knowledge.items,
    concepts: knowledge.concepts,
    passages,
    dense: await store.open(directory, model),
    embedQuestions: (asked) => cached.questions(asked),
  });
  return { id: cached.id, dimensions: model.dimensions, calibration };
}
