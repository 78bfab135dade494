import type { ChatModel } from "../../src/models/chat-model.ts";
import type { ModelPlace } from "../../src/models/model-place.ts";
import type { NeuralEmbedding } from "../../src/models/neural-embedding.ts";
import type { Reranker } from "../../src/models/reranker.ts";
import { withoutUndefined } from "../../src/without-undefined.ts";

/** Places of the models that are set up. */
export interface ModelPlaces {
  readonly embeddings?: ModelPlace;
  readonly reranker?: ModelPlace;
  readonly chat?: ModelPlace;
}

/** The models that are set up. */
export interface OpenModels {
  readonly embedding?: NeuralEmbedding;
  readonly reranker?: Reranker;
  readonly chat?: ChatModel;
}

/** What {@link openModels} needs. */
export interface OpenModelsOptions {
  /** Folder of the models that run in this process. */
  readonly modelsDirectory: string;
}

/**
 * The models that are set up, with their packages loaded; none is asked anything yet.
 * @throws AssistantError MODEL_PACKAGE_MISSING
 */
export async function openModels(
  { embeddings, reranker, chat }: ModelPlaces,
  options: OpenModelsOptions,
): Promise<OpenModels> {
  const [embedding, opened, model] = await Promise.all([
    embeddings && openEmbedding(embeddings, options),
    reranker && openReranker(reranker, options),
    chat && openChat(chat),
  ]);
  return withoutUndefined({ embedding, reranker: opened, chat: model });
}

// Each is loaded when it is chosen: without models nothing of this takes time or memory.
async function openEmbedding(place: ModelPlace, options: OpenModelsOptions) {
  if (place.provider === "transformers") {
    const { createTransformersEmbedding } = await import("./transformers-embedding.ts");
    return createTransformersEmbedding(place, options);
  }
  const { createHttpEmbedding } = await import("./http-embedding.ts");
  return createHttpEmbedding(place);
}

async function openReranker(place: ModelPlace, options: OpenModelsOptions) {
  if (place.provider === "transformers") {
    const { createTransformersReranker } = await import("./transformers-reranker.ts");
    return createTransformersReranker(place, options);
  }
  const { createHttpReranker } = await import("./http-reranker.ts");
  return createHttpReranker(place);
}

async function openChat(place: ModelPlace) {
  const { createChatModel } = await import("./chat-model.ts");
  return createChatModel(place);
}
