import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { Assistant } from "../../src/answer/assistant.ts";
import { costOf, type ModelCall, type Price } from "../../src/models/spending.ts";

/** What is measured while the program runs, for Prometheus and what reads its format. Holds no text and no person. */
export interface Metrics {
  readonly contentType: string;
  read(): Promise<string>;
  /** The same assistant, its answers counted as those of a platform. */
  watch(assistant: Assistant, platform: string): Assistant;
  /** Counts what somebody thinks of an answer; `about` says of which kind and intent it was. */
  countFeedback(platform: string, isPositive: boolean, about: string): void;
  /** Counts a call of a model; what it cost only where there is a price. */
  countModelCall(call: ModelCall, price?: Price): void;
}

/** Seconds: an answer takes some milliseconds, one with a model some seconds. */
const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 20];

/** Metrics of this process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answers = new Counter({
    name: "agenda_answers_total",
    help: "Answers given, by platform, kind, intent and language.",
    labelNames: ["platform", "kind", "intent", "language"],
    registers: [registry],
  });
  const opinions = new Counter({
    name: "agenda_feedback_total",
    help: "Opinions on answers, by platform, opinion and what the answer was.",
    labelNames: ["platform", "opinion", "about"],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: "agenda_answer_seconds",
    help: "Time to make an answer, by platform.",
    labelNames: ["platform"],
    buckets: durationBuckets,
    registers: [registry],
  });
  return {
    countModelCall: createModelMeters(registry),
    contentType: registry.contentType,
    read: () => registry.metrics(),
    countFeedback: (platform, isPositive, about) =>
      opinions.inc({ platform, opinion: isPositive ? "positive" : "negative", about }),
    watch: (assistant, platform) => ({
      ...assistant,
      async respond(inquiry) {
        const answer = await assistant.respond(inquiry);
        const { kind, intent, language, durationMs } = answer;
        answers.inc({ platform, kind, intent, language });
        seconds.observe({ platform }, durationMs / 1_000);
        return answer;
      },
    }),
  };
}

/** Seconds: an embedding takes some hundredths, a stalled model as long as it is let. */
const modelBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

function createModelMeters(registry: Registry): Metrics["countModelCall"] {
  const registers = [registry];
  const calls = new Counter({
    name: "agenda_model_calls_total",
    help: "Calls of models, by task and outcome: ok, or what went wrong.",
    labelNames: ["task", "outcome"],
    registers,
  });
  const tokens = new Counter({
    name: "agenda_model_tokens_total",
    help: "Tokens that models read and wrote, by task and direction.",
    labelNames: ["task", "direction"],
    registers,
  });
  const cost = new Counter({
    name: "agenda_model_cost_total",
    help: "What calls of models cost, by task, in the currency of the price that is set.",
    labelNames: ["task"],
    registers,
  });
  const seconds = new Histogram({
    name: "agenda_model_seconds",
    help: "Time that calls of models take, by task.",
    labelNames: ["task"],
    buckets: modelBuckets,
    registers,
  });
  return ({ task, usage, fault, durationMs }, price) => {
    const { inputTokens, outputTokens } = usage;
    calls.inc({ task, outcome: fault ?? "ok" });
    seconds.observe({ task }, durationMs / 1_000);
    if (inputTokens > 0) tokens.inc({ task, direction: "input" }, inputTokens);
    if (outputTokens > 0) tokens.inc({ task, direction: "output" }, outputTokens);
    const spent = price === undefined ? 0 : costOf(usage, price);
    if (spent > 0) cost.inc({ task }, spent);
  };
}
