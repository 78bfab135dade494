import { type Logger, pino } from "pino";
import { openModels } from "../../adapters/langchain/open-models.ts";
import type { AnswerModels } from "../../src/answer/answer-models.ts";
import { prepareForAnswers } from "../../src/models/prepare-models.ts";
import type { ModelCall } from "../../src/models/spending.ts";
import type { ModelStandIn } from "./model-stand-in.ts";

/** How a test wants the models of a stand-in. */
export interface ModelsWish {
  /** Provider of the chat model. Default `openai`. */
  readonly provider?: "openai" | "ollama";
  readonly isReranking?: boolean;
  readonly budgetMs?: number;
  readonly dailyTokens?: number;
  readonly log?: Logger;
  readonly onCall?: (call: ModelCall) => void;
}

/** A chat model, and a reranker if wanted, of a stand-in, reached by the real packages and guarded as in the program. */
export async function standInModels(
  standIn: ModelStandIn,
  wish: ModelsWish = {},
): Promise<AnswerModels> {
  const { provider = "openai", budgetMs = 5_000, dailyTokens = 1_000_000 } = wish;
  const chat = { ...standIn.place(provider), dailyTokens };
  const reranker = wish.isReranking === true ? { reranker: standIn.place("tei") } : {};
  const config = { chat, ...reranker, budgetMs };
  const models = prepareForAnswers(await openModels(config, { modelsDirectory: "unused" }), {
    config,
    log: wish.log ?? pino({ level: "silent" }),
    spending: () => undefined,
    ...(wish.onCall === undefined ? {} : { onCall: wish.onCall }),
  });
  if (models === undefined) throw new TypeError("no model was opened");
  return models;
}
