import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import type { Answer } from "../../src/answer/answer.ts";
import type { Config } from "../../src/config.ts";
import type { ChatConfig } from "../../src/config-models.ts";
import type { ChatFor } from "../../src/models/guard.ts";
import { ModelError, type ModelFault } from "../../src/models/model-error.ts";
import { modelId } from "../../src/models/model-place.ts";
import { costOf, type ModelCall } from "../../src/models/spending.ts";
import { openScriptModels } from "../models.ts";
import { percentile } from "./measure.ts";
import {
  type CheckerFigures,
  type LeadFigures,
  measureChecker,
  measureLead,
} from "./measure-lead.ts";
import { type Half, readQuestions } from "./question-sets.ts";
import { serveKnowledge } from "./serve-knowledge.ts";

/** Milliseconds of half and of nearly all. */
interface Durations {
  readonly p50: number;
  readonly p95: number;
}

/** What the chat model that is set up makes of a half's questions. */
export interface ModelLeads extends LeadFigures {
  /** `provider:model`. */
  readonly model: string;
  /** Questions that were asked; `questions` are those of them that were answered. */
  readonly asked: number;
  /** Those included that were not made because the model failed again and again: they are unreachable. */
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** By CHAT_MODEL_PRICE, in its currency; absent where none is set. */
  readonly cost?: number;
  readonly faults: Readonly<Partial<Record<ModelFault, number>>>;
  readonly callMs: Durations;
  readonly answerMs: Durations;
}

/** Everything measured of leads on one half. */
export interface LeadReport {
  readonly half: Half;
  readonly checker: {
    /** Sentences with what a fair judge says of each. */
    readonly sentences: CheckerFigures;
    /** Outputs of which nothing may be kept; absent where the half has none. */
    readonly adversarial?: CheckerFigures;
  };
  /** Absent where no chat model is set up. */
  readonly lead?: ModelLeads;
}

const folder = join(import.meta.dirname, "../../test/evaluation/lead");
/** Who pays for evaluations; no council has this name. */
const payer = "evaluation";

/**
 * Measures the checker of sentences on a half, and the leads of the chat model that is set up, where one is.
 * @throws AssistantError MODEL_PACKAGE_MISSING
 */
export async function evaluateLead(
  half: Half,
  config: Config,
  { log, tell }: { readonly log: Logger; readonly tell: (told: string) => void },
): Promise<LeadReport> {
  const { chat } = config.models;
  const calls: ModelCall[] = [];
  const models = chat && (await openScriptModels(unlimited(config, chat), log, tell));
  const watched = models?.forAnswers && watchCalls(models.forAnswers, (call) => calls.push(call));
  const { assistant, index, stop } = await serveKnowledge(
    config.knowledgeDirectory,
    models && { ...models, forAnswers: watched },
  );
  const sentences = await measureChecker(join(folder, half, "sentences.jsonl"), index);
  const hostile = join(folder, half, "adversarial.jsonl");
  const adversarial = existsSync(hostile) ? await measureChecker(hostile, index) : undefined;
  const answers: Answer[] = [];
  if (chat !== undefined)
    for (const { question, intent } of readQuestions(half))
      if (intent === "search") answers.push(await assistant.respond({ question, payer }));
  await stop();
  await models?.neural?.build.cache.close();
  return {
    half,
    checker: { sentences, ...(adversarial === undefined ? {} : { adversarial }) },
    ...(chat === undefined ? {} : { lead: leadsOf(chat, answers, calls, index) }),
  };
}

/** A council's limit of a day is no limit of an evaluation: who starts one has chosen to spend. */
function unlimited(config: Config, chat: ChatConfig): Config {
  const models = { ...config.models, chat: { ...chat, dailyTokens: Number.MAX_SAFE_INTEGER } };
  return { ...config, models };
}

function watchCalls<Models extends { readonly chat?: ChatFor }>(
  models: Models,
  note: (call: ModelCall) => void,
): Models {
  const { chat } = models;
  return chat === undefined ? models : { ...models, chat: watch(chat, note) };
}

function watch(chat: ChatFor, note: (call: ModelCall) => void): ChatFor {
  return (council, task) => {
    const model = chat(council, task);
    return {
      id: model.id,
      async complete(request, signal) {
        const started = performance.now();
        const callOf = (usage = { inputTokens: 0, outputTokens: 0 }) => ({
          task,
          usage,
          durationMs: performance.now() - started,
        });
        try {
          const reply = await model.complete(request, signal);
          note(callOf(reply.usage));
          return reply;
        } catch (error) {
          if (error instanceof ModelError) note({ ...callOf(error.usage), fault: error.fault });
          throw error;
        }
      },
    };
  };
}

function leadsOf(
  chat: ChatConfig,
  answers: readonly Answer[],
  calls: readonly ModelCall[],
  index: Parameters<typeof measureLead>[1],
): ModelLeads {
  const usage = {
    inputTokens: calls.reduce((sum, call) => sum + call.usage.inputTokens, 0),
    outputTokens: calls.reduce((sum, call) => sum + call.usage.outputTokens, 0),
  };
  const faults: Partial<Record<ModelFault, number>> = {};
  for (const { fault } of calls) if (fault !== undefined) faults[fault] = (faults[fault] ?? 0) + 1;
  return {
    model: modelId(chat),
    asked: answers.length,
    ...measureLead(
      answers.filter(({ kind }) => kind === "answered"),
      index,
    ),
    calls: calls.length,
    ...usage,
    ...(chat.price === undefined ? {} : { cost: costOf(usage, chat.price) }),
    faults,
    callMs: durationsOf(calls.filter(({ fault }) => fault === undefined)),
    answerMs: durationsOf(answers),
  };
}

function durationsOf(all: readonly { readonly durationMs: number }[]): Durations {
  const durations = all.map(({ durationMs }) => durationMs);
  return { p50: percentile(durations, 0.5), p95: percentile(durations, 0.95) };
}
