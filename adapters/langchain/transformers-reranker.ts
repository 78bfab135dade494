import { type ModelPlace, modelId } from "../../src/models/model-place.ts";
import type { Reranker } from "../../src/models/reranker.ts";
import { openTransformers, type TransformersOptions } from "./transformers.ts";

/**
 * A reranker on this machine, in a process of its own, by transformers.js: a model that gives a pair of texts one score
 * (`onnx-community/bge-reranker-v2-m3-ONNX`, or a folder, from which nothing is fetched). Of a long question half of the
 * model's room is read. A run cannot be interrupted: signals are heeded before and after each few texts.
 * @throws AssistantError `MODEL_PACKAGE_MISSING`
 * @throws ModelError where no process can be started
 */
export async function createTransformersReranker(
  place: ModelPlace,
  options: TransformersOptions,
): Promise<Reranker> {
  const model = await openTransformers(place, { task: "reranker", pooling: "first" }, options);
  return {
    id: modelId(place),
    async score(question, texts, signal) {
      const rows = await model.run(texts, signal, question);
      return rows.map(([score = 0]) => score);
    },
  };
}
