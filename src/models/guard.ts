import { createHash } from "node:crypto";
import type { Logger } from "pino";
import type { Breaker } from "./breaker.ts";
import { brokenOff, within } from "./budget.ts";
import type { ChatModel, ChatRequest, Usage } from "./chat-model.ts";
import { ModelError, type ModelFault } from "./model-error.ts";
import type { NeuralEmbedding } from "./neural-embedding.ts";
import type { Reranker } from "./reranker.ts";
import type { MeasuredTask, ModelCall, ModelTask, Purse, Spending } from "./spending.ts";

/** What watches over the calls of one model. */
export interface Guard {
  readonly breaker: Breaker;
  readonly log: Logger;
  /** Milliseconds, for measuring durations only. */
  readonly now: () => number;
  /** Told of every call that was made. */
  readonly onCall?: (call: ModelCall) => void;
}

/** A chat model for one task of one council: within what the council may spend, and left alone while it fails. */
export type ChatFor = (council: string, task: ModelTask) => ChatModel;

const nothing: Usage = { inputTokens: 0, outputTokens: 0 };

/** Questions whose vectors are remembered: follow-ups ask those before them again. */
const rememberedQuestions = 500;
/** Second readings whose scores are, for the same reason. */
const rememberedReadings = 200;

/** Puts a guard before a chat model. Calls are told to whom `spending` tells them. */
export function guardChat(model: ChatModel, guard: Guard, spending: Spending): ChatFor {
  return (council, task) => ({
    id: model.id,
    async complete<Value>(request: ChatRequest<Value>, signal: AbortSignal) {
      refuseIfOpen(guard, signal);
      const purse = await openPurse(spending, council, request, signal);
      const started = guard.now();
      const end = (usage: Usage, error?: ModelError) =>
        purse.end(callOf(task, usage, guard.now() - started, error));
      try {
        const reply = await guard.breaker.run((until) => model.complete(request, until), signal);
        void end(reply.usage);
        return reply;
      } catch (error) {
        const fault = asFault(error);
        void end(spentOn(request, fault), fault);
        tell(guard.log, task, fault);
        throw fault;
      }
    },
  });
}

/** Room for a request, in time. Where the time is over nothing is sent, and the room is given back whenever it comes. */
async function openPurse(
  spending: Spending,
  council: string,
  request: ChatRequest<unknown>,
  signal: AbortSignal,
): Promise<Purse> {
  const begun = spending.begin(council, estimate(request) + request.maxTokens);
  const purse = await within(signal, begun).catch((error: unknown) => {
    void begun.then((late) => late?.giveBack()).catch(() => {});
    throw asFault(error);
  });
  if (purse === undefined)
    throw new ModelError("limited", "the council has used up its tokens of today");
  if (!signal.aborted) return purse;
  purse.giveBack();
  throw brokenOff(signal);
}

/** Puts a guard before the questions of an embedding, and a memory of their vectors. */
export function guardEmbedding(embedding: NeuralEmbedding, guard: Guard): NeuralEmbedding {
  const known = new Map<string, Float32Array>();
  let isTold = false;
  return {
    ...embedding,
    onUnfit() {
      guard.onCall?.({ task: "embedding", usage: nothing, fault: "malformed", durationMs: 0 });
      if (isTold) return;
      isTold = true;
      guard.log.warn(
        { model: embedding.id },
        "the vectors of questions do not fit those of the index, answered without the model: if it was changed under its name, run npm run index",
      );
    },
    async embedQuery(text, signal) {
      const kept = known.get(text);
      if (kept !== undefined) return kept;
      refuseIfOpen(guard, signal);
      const vector = await watched("embedding", [text], guard, signal, (until) =>
        embedding.embedQuery(text, until),
      );
      remember(known, text, vector, rememberedQuestions);
      return vector;
    },
  };
}

/** Puts a guard before a reranker. */
export function guardReranker(reranker: Reranker, guard: Guard): Reranker {
  const known = new Map<string, readonly number[]>();
  return {
    id: reranker.id,
    async score(question, texts, signal) {
      // A digest: the texts of one reading take a hundred times as much.
      const key = createHash("sha256")
        .update(JSON.stringify([question, texts]))
        .digest("base64");
      const kept = known.get(key);
      if (kept !== undefined) return [...kept];
      refuseIfOpen(guard, signal);
      const scores = await watched("reranking", [question, ...texts], guard, signal, (until) =>
        reranker.score(question, texts, until),
      );
      remember(known, key, [...scores], rememberedReadings);
      return scores;
    },
  };
}

function remember<Value>(known: Map<string, Value>, key: string, value: Value, most: number): void {
  if (known.size >= most) known.delete(known.keys().next().value ?? "");
  known.set(key, value);
}

/** Neither counted nor logged: that the model is left alone was told when that began. */
function refuseIfOpen({ breaker }: Guard, signal: AbortSignal): void {
  if (signal.aborted) throw brokenOff(signal);
  if (breaker.isOpen()) throw new ModelError("unreachable", "the model is left alone for a while");
}

/** Faults at which nothing was read, and so nothing is charged. */
const unread: ReadonlySet<ModelFault> = new Set(["unreachable", "limited", "refused"]);
const charsPerToken = 3;

/** What a call that failed took: what it tells, else at least what was sent. */
function spentOn(request: ChatRequest<unknown>, error: ModelError): Usage {
  if (unread.has(error.fault)) return nothing;
  return error.usage ?? { inputTokens: estimate(request), outputTokens: 0 };
}

/** Tokens that a request takes, rather too many than too few. @throws ModelError when its data cannot be written down */
function estimate({ instructions, data }: ChatRequest<unknown>): number {
  try {
    return Math.ceil((instructions.length + JSON.stringify(data).length) / charsPerToken);
  } catch (error) {
    throw asFault(error);
  }
}

async function watched<T>(
  task: MeasuredTask,
  sent: readonly string[],
  guard: Guard,
  signal: AbortSignal,
  work: (until: AbortSignal) => Promise<T>,
): Promise<T> {
  const started = guard.now();
  const chars = sent.reduce((sum, text) => sum + text.length, 0);
  const usage = { inputTokens: Math.ceil(chars / charsPerToken), outputTokens: 0 };
  const end = (error?: ModelError) =>
    guard.onCall?.(callOf(task, usage, guard.now() - started, error));
  try {
    const value = await guard.breaker.run(work, signal);
    end();
    return value;
  } catch (error) {
    const fault = asFault(error);
    end(fault);
    tell(guard.log, task, fault);
    throw fault;
  }
}

/** Whatever went wrong with a model is a fault of it to whoever asked. */
function asFault(error: unknown): ModelError {
  return error instanceof ModelError
    ? error
    : new ModelError("malformed", "the model's part could not be used", { cause: trace(error) });
}

/** What somebody's bug was and where, without its message: those of parsers quote what they read. */
function trace(error: unknown): Error {
  const kept = new Error(error instanceof Error ? error.name : typeof error);
  kept.name = "Cause";
  const places = (error instanceof Error ? (error.stack ?? "") : "").split("\n");
  kept.stack = [kept.message, ...places.filter((line) => /^\s+at /.test(line))].join("\n");
  return kept;
}

function callOf(
  task: MeasuredTask,
  usage: Usage,
  durationMs: number,
  error: ModelError | undefined,
): ModelCall {
  const call = { task, usage, durationMs };
  return error === undefined ? call : { ...call, fault: error.fault };
}

/** People get their answer all the same: who runs the program learns here that a model took no part in it. */
function tell(log: Logger, task: MeasuredTask, err: unknown): void {
  log.warn({ err, task }, "answered without the model");
}
