import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { Assistant } from "../../src/answer/assistant.ts";

/** What is measured while the program runs, for Prometheus and what reads its format. Holds no text and no person. */
export interface Metrics {
  readonly contentType: string;
  read(): Promise<string>;
  /** The same assistant, its answers counted as those of a platform. */
  watch(assistant: Assistant, platform: string): Assistant;
  /** Counts what somebody thinks of an answer; `about` says of which kind and intent it was. */
  countFeedback(platform: string, isPositive: boolean, about: string): void;
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
