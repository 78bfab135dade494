import type { Logger } from "pino";
import type { Config } from "../../src/config.ts";
import { modelId } from "../../src/models/model-place.ts";
import { openScriptModels, type ScriptModels } from "../models.ts";
import { type Bands, bandsOf, groups } from "./groups.ts";
import { answerAll, type Ranking, rankingOf } from "./measure.ts";
import { byIntent, latencyOf } from "./measure-half.ts";
import { type Half, readGeneralQuestions, readQuestions } from "./question-sets.ts";
import { serveKnowledge } from "./serve-knowledge.ts";

/** What the models that are set up make of one set of questions. */
export interface ModelledSet {
  readonly ranking: Readonly<Record<string, Ranking>>;
  readonly covered: Bands;
  readonly latencyMs: { readonly p50: number; readonly p99: number };
}

/** The same questions as without models, asked with those that are set up. */
export interface ModelledFigures {
  /** `provider:model` of the embedding and of the reranker. */
  readonly models: readonly string[];
  readonly agenda: ModelledSet & { readonly uncovered: Bands };
  readonly general: ModelledSet;
  /** Calls for questions; one that failed left its answer to what there is without models. */
  readonly calls: { readonly made: number; readonly failed: number };
}

/** Measures the search with the models that are set up; undefined where none is. */
export interface ModelledMeasuring {
  measure(half: Half): Promise<ModelledFigures>;
  close(): Promise<void>;
}

/**
 * Opens the embedding and the reranker that are set up. Vectors are kept where `npm run index` keeps them, and none is
 * paid for twice.
 * @throws AssistantError MODEL_PACKAGE_MISSING
 */
export async function openModelledMeasuring(
  config: Config,
  log: Logger,
  tell: (told: string) => void,
): Promise<ModelledMeasuring | undefined> {
  const { embeddings, reranker } = config.models;
  const places = [embeddings, reranker].filter((place) => place !== undefined);
  if (places.length === 0) return undefined;
  // The search is measured here: a chat model has no part in it.
  const { chat: _chat, ...models } = config.models;
  const opened = await openScriptModels({ ...config, models }, log, tell);
  return {
    async measure(half) {
      const calls = { made: 0, failed: 0 };
      const counted = countCalls(opened, calls);
      const agenda = await measureAgenda(half, config.knowledgeDirectory, counted);
      const general = await measureGeneral(half, counted);
      return { models: places.map(modelId), agenda, general, calls };
    },
    close: async () => opened.neural?.build.cache.close(),
  };
}

async function measureAgenda(half: Half, knowledgeDirectory: string, models: ScriptModels) {
  const { assistant, stop } = await serveKnowledge(knowledgeDirectory, models);
  // Nothing is asked twice: the vectors of questions are remembered, and the second time would cost no time.
  const answers = await answerAll(assistant, readQuestions(half));
  await stop();
  const { search, uncovered } = byIntent(answers);
  return {
    ranking: groups(search, rankingOf),
    covered: bandsOf(search),
    uncovered: bandsOf(uncovered),
    latencyMs: latencyOf(answers),
  };
}

async function measureGeneral(half: Half, models: ScriptModels): Promise<ModelledSet> {
  const { questions, knowledgeDirectory } = readGeneralQuestions(half);
  const { assistant, stop } = await serveKnowledge(knowledgeDirectory, models);
  const answers = await answerAll(assistant, questions);
  await stop();
  return {
    ranking: groups(answers, rankingOf),
    covered: bandsOf(answers),
    latencyMs: latencyOf(answers),
  };
}

function countCalls(
  { neural, forAnswers }: ScriptModels,
  calls: { made: number; failed: number },
): ScriptModels {
  const counted = async <T>(call: Promise<T>): Promise<T> => {
    calls.made += 1;
    try {
      return await call;
    } catch (error) {
      calls.failed += 1;
      throw error;
    }
  };
  const reranker = forAnswers?.reranker;
  return {
    neural: neural && {
      ...neural,
      embedding: {
        ...neural.embedding,
        embedQuery: (text, signal) => counted(neural.embedding.embedQuery(text, signal)),
      },
    },
    forAnswers: forAnswers && {
      ...forAnswers,
      ...(reranker && {
        reranker: {
          id: reranker.id,
          score: (question, texts, signal) => counted(reranker.score(question, texts, signal)),
        },
      }),
    },
  };
}
