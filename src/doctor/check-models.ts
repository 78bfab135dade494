import * as z from "zod";
import { AssistantError } from "../errors.ts";
import { within } from "../models/budget.ts";
import type { ChatModel } from "../models/chat-model.ts";
import { ModelError, type ModelFault } from "../models/model-error.ts";
import type { NeuralEmbedding } from "../models/neural-embedding.ts";
import type { Reranker } from "../models/reranker.ts";
import type { Finding } from "./finding.ts";

/** What can be found of the models that are set up. */
export type ModelsOutcome =
  | "model-usable"
  | "model-late"
  | "model-package"
  | "model-unloaded"
  | "model-unreached"
  | "model-silent"
  | "model-busy"
  | "model-refused"
  | "model-malformed"
  | "model-overlong"
  | "model-declined"
  | "model-texts-stay"
  | "model-texts-leave";

/** A model that was opened, or why it could not be. */
export type Opened<Model> =
  | { readonly kind: "opened"; readonly model: Model }
  | { readonly kind: "failed"; readonly error: AssistantError };

/** Where a model is. */
export interface ModelAddress {
  /** `provider:model`. */
  readonly id: string;
  /** Host, with its port, of the server; absent where the model runs without one. */
  readonly host?: string;
  /** Host that texts end up at; absent where they stay on this machine. */
  readonly hostElsewhere?: string;
}

/** A model by the name of its setting. */
export type ModelUnderTest = ModelAddress &
  (
    | { readonly setting: "EMBEDDINGS"; readonly opened: Opened<NeuralEmbedding> }
    | { readonly setting: "RERANKER"; readonly opened: Opened<Reranker> }
    | { readonly setting: "CHAT_MODEL"; readonly opened: Opened<ChatModel> }
  );

/** What is looked at. */
export interface ModelsOptions {
  readonly models: readonly ModelUnderTest[];
  /** Milliseconds that there are for one answer. */
  readonly budgetMs: number;
  /** Milliseconds that one model is given to reply. Default 30,000: some are loaded first. */
  readonly timeoutMs?: number;
  /** Milliseconds since some moment, for measuring durations only. */
  readonly now?: () => number;
}

const usualTimeoutMs = 30_000;

/**
 * Part of the time for an answer in which a model's small reply is of use, 0 to 1. Searching and reading again get about as
 * much in an answer; who needs half of it for one word will not write a lead in time.
 */
const rooms = { EMBEDDINGS: 0.3, RERANKER: 0.28, CHAT_MODEL: 0.5 } as const;

const checks = {
  EMBEDDINGS: "embeddings",
  RERANKER: "reranker",
  CHAT_MODEL: "chat-model",
} as const;

const smallText = "prova";
const smallReply = z.strictObject({ isWell: z.boolean() });

/** Calls each model once, with next to nothing, and says where texts go. Silent where no model is set up. */
export async function checkModels(
  options: ModelsOptions,
): Promise<readonly Finding<ModelsOutcome>[]> {
  const findings: Finding<ModelsOutcome>[] = [];
  // One after the other: models that share a machine would make each other look slow.
  for (const model of options.models) findings.push(await checkModel(model, options));
  return options.models.length === 0 ? [] : [...findings, checkTexts(options.models)];
}

async function checkModel(
  model: ModelUnderTest,
  options: ModelsOptions,
): Promise<Finding<ModelsOutcome>> {
  const { budgetMs, timeoutMs = usualTimeoutMs, now = () => performance.now() } = options;
  const { setting, id } = model;
  const check = checks[setting];
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const call = callOf(model);
    // What runs in here is loaded by the first call: that is not how long an answer waits.
    if (model.host === undefined) await within(signal, call(signal));
    const started = now();
    await within(signal, call(signal));
    const ms = Math.ceil(now() - started);
    const roomMs = Math.floor(budgetMs * rooms[setting]);
    const values = { setting, model: id, ms, roomMs, budgetMs };
    return ms > roomMs
      ? { check, state: "warning", outcome: "model-late", values }
      : { check, state: "ok", outcome: "model-usable", values };
  } catch (error) {
    return { check, ...faultOf(error, model, timeoutMs) };
  }
}

/** One small call, ready to be made. @throws AssistantError where the model could not be opened */
function callOf(model: ModelUnderTest): (signal: AbortSignal) => Promise<unknown> {
  switch (model.setting) {
    case "EMBEDDINGS": {
      const embedding = openedOf(model.opened);
      return (signal) => embedding.embedQuery(smallText, signal);
    }
    case "RERANKER": {
      const reranker = openedOf(model.opened);
      return (signal) => reranker.score(smallText, [smallText, "altra cosa"], signal);
    }
    case "CHAT_MODEL": {
      const chat = openedOf(model.opened);
      const request = {
        instructions: "Reply with isWell set to true.",
        data: { text: smallText },
        name: "check",
        schema: smallReply,
        maxTokens: 50,
      };
      return (signal) => chat.complete(request, signal);
    }
  }
}

function openedOf<Model>(opened: Opened<Model>): Model {
  if (opened.kind === "failed") throw opened.error;
  return opened.model;
}

/** Only what is limited for now mends itself. */
const outcomes: Readonly<Record<ModelFault, readonly [Finding["state"], outcome: ModelsOutcome]>> =
  {
    unreachable: ["fault", "model-unreached"],
    slow: ["fault", "model-silent"],
    limited: ["warning", "model-busy"],
    refused: ["fault", "model-refused"],
    malformed: ["fault", "model-malformed"],
    overlong: ["fault", "model-overlong"],
    declined: ["fault", "model-declined"],
  };

function faultOf(
  error: unknown,
  { setting, id, host }: ModelUnderTest,
  timeoutMs: number,
): Omit<Finding<ModelsOutcome>, "check"> {
  if (!isKnown(error)) throw error;
  // Whatever the model's side says is told by the adapters without a key or a text.
  const values = {
    setting,
    model: id,
    host: host ?? "",
    message: error.message,
    seconds: Math.round(timeoutMs / 1_000),
  };
  if (!(error instanceof ModelError)) return { state: "fault", outcome: "model-package", values };
  const { fault } = error;
  if (host === undefined && (fault === "unreachable" || fault === "refused"))
    return { state: "fault", outcome: "model-unloaded", values };
  const [state, outcome] = outcomes[fault];
  return { state, outcome, values };
}

function isKnown(error: unknown): error is AssistantError {
  return (
    error instanceof ModelError ||
    (error instanceof AssistantError && error.code === "MODEL_PACKAGE_MISSING")
  );
}

function checkTexts(models: readonly ModelUnderTest[]): Finding<ModelsOutcome> {
  const check = "model-texts";
  const hosts = models.flatMap(({ setting, hostElsewhere }) =>
    hostElsewhere === undefined ? [] : [`${hostElsewhere} (${setting})`],
  );
  return hosts.length === 0
    ? { check, state: "ok", outcome: "model-texts-stay" }
    : { check, state: "ok", outcome: "model-texts-leave", values: { hosts: hosts.join(", ") } };
}
