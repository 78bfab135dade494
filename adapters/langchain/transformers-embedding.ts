import { Embeddings } from "@langchain/core/embeddings";
import { type ModelPlace, modelId } from "../../src/models/model-place.ts";
import type { NeuralEmbedding } from "../../src/models/neural-embedding.ts";
import { prefixesMark, prefixesOf } from "./prefixes.ts";
import {
  modelName,
  openTransformers,
  type TransformersOptions,
  transformersBatchSize,
  transformersMaxTokens,
} from "./transformers.ts";

/** Models whose first token stands for the text, by what their makers publish; all others take the mean of all. */
const firstTokenModels = /(?:^|[^a-z])(?:bge|arctic-embed)(?:[^a-z]|$)/i;

interface TransformersEmbeddingsFields {
  readonly prefixes: { readonly query: string; readonly passage: string };
  run(texts: readonly string[]): Promise<Float32Array[]>;
}

/** LangChain's face of a model that runs by transformers.js. */
class TransformersEmbeddings extends Embeddings {
  readonly #fields: TransformersEmbeddingsFields;

  constructor(fields: TransformersEmbeddingsFields) {
    super({});
    this.#fields = fields;
  }

  override embedDocuments(texts: string[]): Promise<number[][]> {
    return this.#embed(this.#fields.prefixes.passage, texts);
  }

  override async embedQuery(text: string): Promise<number[]> {
    const [vector = []] = await this.#embed(this.#fields.prefixes.query, [text]);
    return vector;
  }

  async #embed(prefix: string, texts: readonly string[]): Promise<number[][]> {
    const vectors = await this.#fields.run(texts.map((text) => prefix + text));
    return vectors.map((vector) => [...vector]);
  }
}

/**
 * A neural embedding on this machine, in a process of its own, by transformers.js: 8 bits a weight, texts cut at
 * {@link transformersMaxTokens} tokens. `place.model` is a name on the Hugging Face hub (`Xenova/multilingual-e5-base`),
 * downloaded at the first use into `options.modelsDirectory`, or a folder (`./models/multilingual-e5-base`): then nothing
 * is fetched. What the model is called tells how it wants its texts, so a folder keeps the model's name. A run cannot be
 * interrupted: signals are heeded before and after.
 * @throws AssistantError `MODEL_PACKAGE_MISSING`
 * @throws ModelError where no process can be started
 */
export async function createTransformersEmbedding(
  place: ModelPlace,
  options: TransformersOptions,
): Promise<NeuralEmbedding> {
  const name = modelName(place);
  const pooling = firstTokenModels.test(name) ? "first" : "mean";
  const prefixes = prefixesOf(name);
  const model = await openTransformers(place, { task: "embedding", pooling }, options);
  const embeddings = (signal: AbortSignal) =>
    new TransformersEmbeddings({ prefixes, run: (texts) => model.run(texts, signal) });
  return {
    id: `${modelId(place)}${prefixesMark(prefixes)} q8 ${pooling} ${transformersMaxTokens}`,
    batchSize: transformersBatchSize,
    isRemote: false,
    async embedPassages(texts, signal) {
      const vectors = await embeddings(signal).embedDocuments([...texts]);
      return vectors.map((vector) => Float32Array.from(vector));
    },
    embedQuery: async (text, signal) =>
      Float32Array.from(await embeddings(signal).embedQuery(text)),
  };
}
