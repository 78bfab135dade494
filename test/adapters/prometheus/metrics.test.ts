import { describe, expect, it } from "vitest";
import { createMetrics, type Metrics } from "../../../adapters/prometheus/metrics.ts";
import type { Answer } from "../../../src/answer/answer.ts";
import type { Assistant } from "../../../src/answer/assistant.ts";
import type { Found } from "../../../src/answer/find.ts";
import type { Inquiry } from "../../../src/answer/inquiry.ts";
import { expectGuarded, post, serveFor, serveHere } from "../web/serve.ts";

const served = serveHere();

const given: Answer = {
  kind: "abstained",
  question: "la meva pregunta",
  language: "es",
  intent: "search",
  lead: "No.",
  notes: [],
  filters: {},
  isForCouncil: false,
  suggestions: [],
  durationMs: 30,
  reason: "not-covered",
  nearest: [],
};

const found: Found = { citations: [], total: 7 };
const wish = { text: "", filters: {}, language: "ca", offset: 0, limit: 1 } as const;

/** An assistant that gives the same answer to everything, and notes what it was asked. */
function fake(answer: Answer = given): Assistant & { readonly asked: Inquiry[] } {
  const asked: Inquiry[] = [];
  return {
    asked,
    respond(inquiry) {
      asked.push(inquiry);
      return Promise.resolve(answer);
    },
    find: () => Promise.resolve(found),
  };
}

/** What is shown of models, without the shape of the times. */
async function modelLines(metrics: Metrics): Promise<readonly string[]> {
  const lines = (await metrics.read()).split("\n");
  return lines.filter((line) => line.startsWith("agenda_model") && !line.includes("_bucket{"));
}

describe("createMetrics", () => {
  it("hands on the question and the answer as they are", async () => {
    const assistant = fake();
    const inquiry = { question: "la meva pregunta", population: 800 };

    expect(await createMetrics().watch(assistant, "web").respond(inquiry)).toBe(given);
    expect(assistant.asked).toEqual([inquiry]);
  });

  it("hands on searches, which are no answers", async () => {
    const metrics = createMetrics();

    expect(await metrics.watch(fake(), "web").find(wish)).toBe(found);
    expect(await metrics.read()).not.toContain('platform="web"');
  });

  it("counts answers by platform, kind, intent and language", async () => {
    const metrics = createMetrics();
    const web = metrics.watch(fake(), "web");
    await web.respond({ question: "a" });
    await web.respond({ question: "b" });
    await metrics.watch(fake({ ...given, language: "ca" }), "slack").respond({ question: "c" });
    const lines = (await metrics.read()).split("\n");

    expect(lines.filter((line) => line.startsWith("agenda_answers_total"))).toEqual([
      'agenda_answers_total{platform="web",kind="abstained",intent="search",language="es"} 2',
      'agenda_answers_total{platform="slack",kind="abstained",intent="search",language="ca"} 1',
    ]);
  });

  it("measures seconds", async () => {
    const metrics = createMetrics();
    await metrics.watch(fake(), "web").respond({ question: "a" });
    const text = await metrics.read();

    expect(text).toContain('agenda_answer_seconds_sum{platform="web"} 0.03\n');
    expect(text).toContain('agenda_answer_seconds_bucket{le="0.025",platform="web"} 0\n');
    expect(text).toContain('agenda_answer_seconds_bucket{le="0.05",platform="web"} 1\n');
  });

  it("holds nothing of the question", async () => {
    const metrics = createMetrics();
    await metrics.watch(fake(), "web").respond({ question: "la meva pregunta" });
    expect(await metrics.read()).not.toContain("pregunta");
  });

  it("counts calls of models by task and by what came of them, with tokens and time", async () => {
    const metrics = createMetrics();
    const usage = { inputTokens: 1_000, outputTokens: 50 };
    metrics.countModelCall({ task: "lead", usage, durationMs: 500 });
    metrics.countModelCall({ task: "lead", usage, fault: "malformed", durationMs: 250 });
    const none = { inputTokens: 0, outputTokens: 0 };
    metrics.countModelCall({ task: "embedding", usage: none, durationMs: 20 });
    metrics.countModelCall({ task: "reranking", usage: none, fault: "slow", durationMs: 9 });

    expect(await modelLines(metrics)).toEqual([
      'agenda_model_calls_total{task="lead",outcome="ok"} 1',
      'agenda_model_calls_total{task="lead",outcome="malformed"} 1',
      'agenda_model_calls_total{task="embedding",outcome="ok"} 1',
      'agenda_model_calls_total{task="reranking",outcome="slow"} 1',
      'agenda_model_tokens_total{task="lead",direction="input"} 2000',
      'agenda_model_tokens_total{task="lead",direction="output"} 100',
      'agenda_model_seconds_sum{task="lead"} 0.75',
      'agenda_model_seconds_count{task="lead"} 2',
      'agenda_model_seconds_sum{task="embedding"} 0.02',
      'agenda_model_seconds_count{task="embedding"} 1',
      'agenda_model_seconds_sum{task="reranking"} 0.009',
      'agenda_model_seconds_count{task="reranking"} 1',
    ]);
  });

  it("counts what calls of models cost where there is a price", async () => {
    const metrics = createMetrics();
    const usage = { inputTokens: 1_000_000, outputTokens: 500_000 };
    const price = { input: 0.25, output: 2 };
    for (const task of ["lead", "lead", "translation"] as const)
      metrics.countModelCall({ task, usage, durationMs: 1 }, price);
    metrics.countModelCall({ task: "question", usage, durationMs: 1 });
    // A provider that tells nonsense does not stop the counting.
    const nonsense = { inputTokens: Number.NaN, outputTokens: -5 };
    metrics.countModelCall({ task: "lead", usage: nonsense, durationMs: 1 }, price);

    expect((await modelLines(metrics)).filter((line) => line.includes("cost"))).toEqual([
      'agenda_model_cost_total{task="lead"} 2.5',
      'agenda_model_cost_total{task="translation"} 1.25',
    ]);
  });

  it("measures the process, and two of them apart", async () => {
    const [first, second] = [createMetrics(), createMetrics()];
    await first.watch(fake(), "web").respond({ question: "a" });

    expect(await first.read()).toContain("process_resident_memory_bytes");
    expect(await second.read()).not.toContain('platform="web"');
  });
});

describe("GET /metrics", () => {
  it("shows what was measured, in the format that monitoring reads", async () => {
    const metrics = createMetrics();
    const deviations = {
      assistant: (real: Assistant) => metrics.watch(real, "web"),
      web: { metrics },
    };
    await serveFor(served.index, deviations, async ({ base }) => {
      await post(base, { question: "acció 1.1.1" });
      const response = await fetch(`${base}/metrics`);
      const text = await response.text();

      expect(response.headers.get("content-type")).toMatch(/^text\/plain; .*version=0\.0\.4/);
      expect(text).toMatch(/^agenda_answers_total\{.*kind="answered",intent="lookup".*\} 1$/m);
      expectGuarded(response.headers, "/metrics");
    });
  });

  it("is not there when nothing measures", async () => {
    const response = await fetch(`${served.base}/metrics`);
    await response.arrayBuffer();
    expect(response.status).toBe(404);
  });
});
