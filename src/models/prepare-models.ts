import type { Logger } from "pino";
import type { AnswerModels } from "../answer/answer-models.ts";
import type { ModelsConfig } from "../config-models.ts";
import type { SpendingStore } from "../ports.ts";
import type { EmbeddingEstimate, NeuralBuild } from "../search/cached-embedding.ts";
import { createBreaker } from "./breaker.ts";
import type { ChatModel } from "./chat-model.ts";
import { createSpending } from "./create-spending.ts";
import { type Guard, guardChat, guardEmbedding, guardReranker } from "./guard.ts";
import { modelId } from "./model-place.ts";
import type { NeuralEmbedding, VectorCache } from "./neural-embedding.ts";
import type { Reranker } from "./reranker.ts";
import type { ModelCall, Price } from "./spending.ts";

/** The models that are set up, as they were opened. */
export interface OpenedModels {
  readonly embedding?: NeuralEmbedding;
  readonly reranker?: Reranker;
  readonly chat?: ChatModel;
}

/** What models are prepared with. */
export interface PreparationOptions {
  readonly config: ModelsConfig;
  readonly log: Logger;
  /** Where it is kept what councils spend; undefined while there is no such place. */
  readonly spending: () => SpendingStore | undefined;
  /** Told of every call. */
  readonly onCall?: (call: ModelCall, price?: Price) => void;
}

/** A neural embedding with what a build of the index needs beside it. */
export interface NeuralSide {
  /** Guarded: for questions. */
  readonly embedding: NeuralEmbedding;
  readonly build: NeuralBuild;
}

/** Models guarded for answers; undefined where none is set up. */
export function prepareForAnswers(
  { reranker, chat }: OpenedModels,
  options: PreparationOptions,
): AnswerModels | undefined {
  const { config, log, onCall } = options;
  if (reranker === undefined && chat === undefined) return undefined;
  const guard = (name: string) => guardFor(name, options);
  const spending = createSpending({
    store: options.spending,
    dailyTokens: config.chat?.dailyTokens ?? 0,
    price: config.chat?.price,
    now: Date.now,
    log,
    onCall,
  });
  return {
    budgetMs: config.budgetMs,
    log,
    ...(chat === undefined ? {} : { chat: guardChat(chat, guard(chat.id), spending) }),
    ...(reranker === undefined ? {} : { reranker: guardReranker(reranker, guard(reranker.id)) }),
  };
}

/** An embedding guarded for questions, and as builds use it; undefined where none is set up. */
export function prepareForIndex(
  { embedding }: OpenedModels,
  cache: VectorCache | undefined,
  options: PreparationOptions & { readonly onEstimate?: (told: string) => void },
): NeuralSide | undefined {
  const { embeddings } = options.config;
  if (embedding === undefined || cache === undefined || embeddings === undefined) return undefined;
  const { maxTokens, price } = embeddings;
  return {
    embedding: guardEmbedding(
      embedding,
      guardFor(
        modelId(embeddings),
        options,
        price === undefined ? price : { input: price, output: 0 },
      ),
    ),
    build: {
      // Whoever pays for it wants it limited, also where a program on this machine passes it on.
      embedding: price === undefined ? embedding : { ...embedding, isRemote: true },
      cache,
      maxTokens,
      onEstimate: (estimate) => options.onEstimate?.(tell(estimate, embedding.id, price)),
    },
  };
}

function guardFor(name: string, { log, onCall }: PreparationOptions, price?: Price): Guard {
  return {
    breaker: createBreaker({ log, name }),
    log,
    now: () => performance.now(),
    ...(onCall === undefined ? {} : { onCall: (call) => onCall(call, price) }),
  };
}

/** What a build is about to send, and what that costs where a price is set. */
function tell(
  { texts, kept, tokens }: EmbeddingEstimate,
  id: string,
  price: number | undefined,
): string {
  const cost =
    price === undefined || price === 0
      ? ""
      : `, about ${((tokens * price) / 1e6).toFixed(4)} at EMBEDDINGS_PRICE`;
  return `${id}: ${texts - kept} of ${texts} passages to embed, about ${tokens} tokens${cost}; the others are kept from before`;
}
