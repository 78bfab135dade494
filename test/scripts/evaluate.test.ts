import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import * as z from "zod";
import { createModelStandIn, type ModelStandIn, standInKey } from "../helpers/model-stand-in.ts";
import { run } from "./run.ts";
import { createWorkspace, smallKnowledge, type Workspace } from "./small-knowledge.ts";

const script = "scripts/evaluate.ts";

// Each run asks hundreds of questions.
vi.setConfig({ testTimeout: 180_000 });

let workspace: Workspace;

beforeAll(async () => {
  workspace = await createWorkspace();
});

afterAll(() => workspace.remove());

async function standInFor(): Promise<ModelStandIn> {
  const standIn = await createModelStandIn();
  onTestFinished(() => standIn.stop());
  return standIn;
}

function searchSettings(standIn: ModelStandIn): Record<string, string> {
  return {
    EMBEDDINGS: "openai:stand-in",
    EMBEDDINGS_URL: `${standIn.url}/v1`,
    EMBEDDINGS_KEY: standInKey,
    RERANKER: "tei:stand-in",
    RERANKER_URL: standIn.url,
  };
}

const ranking = z.record(
  z.string(),
  z.strictObject({ count: z.number(), hit1: z.number(), hit3: z.number(), mrr: z.number() }),
);
const bands = z.strictObject({
  answered: z.number(),
  suggested: z.number(),
  abstained: z.number(),
});
const latencyMs = z.strictObject({ p50: z.number(), p99: z.number() });
const modelledSchema = z.strictObject({
  models: z.array(z.string()),
  agenda: z.strictObject({ ranking, covered: bands, uncovered: bands, latencyMs }),
  general: z.strictObject({ ranking, covered: bands, latencyMs }),
  calls: z.strictObject({ made: z.number(), failed: z.number() }),
});
const halfSchema = z.looseObject({
  agenda: z.looseObject({ ranking }),
  general: z.looseObject({ ranking }),
});

const shareSchema = z.number().min(0).max(1);
const durations = z.strictObject({ p50: z.number(), p95: z.number() });
const kept = z.record(z.string(), z.strictObject({ count: z.number(), kept: z.number() }));
const leadSchema = z.strictObject({
  half: z.literal("tuning"),
  checker: z.strictObject({ sentences: kept, adversarial: kept.optional() }),
  lead: z.strictObject({
    model: z.string(),
    asked: z.number(),
    questions: z.number(),
    led: shareSchema,
    sentences: z.number(),
    supported: shareSchema,
    complete: shareSchema,
    inLanguage: shareSchema,
    calls: z.number(),
    inputTokens: z.number(),
    outputTokens: z.number(),
    cost: z.number(),
    faults: z.record(z.string(), z.number()),
    callMs: durations,
    answerMs: durations,
  }),
});

describe("npm run evaluate", () => {
  it("asks the same questions with the models that are set up, and pays for no passage twice", async () => {
    const standIn = await standInFor();
    const settings = searchSettings(standIn);
    await run("scripts/build-index.ts", workspace, [], settings);
    const indexed = [...standIn.embedded];
    const { code, stdout, stderr } = await run(
      script,
      workspace,
      ["--half", "tuning", "--json"],
      settings,
    );
    const { withModels, ...without } = z
      .strictObject({ tuning: halfSchema.extend({ withModels: modelledSchema }) })
      .parse(JSON.parse(stdout)).tuning;
    const countsOf = (ranked: z.infer<typeof ranking>) =>
      Object.entries(ranked).map(([group, { count }]) => [group, count]);

    expect(code).toBe(0);
    expect(withModels.models).toEqual(["openai:stand-in", "tei:stand-in"]);
    for (const set of ["agenda", "general"] as const)
      expect(countsOf(withModels[set].ranking)).toEqual(countsOf(without[set].ranking));
    expect(Object.keys(withModels.agenda.ranking)).toEqual(
      expect.arrayContaining(["all", "ca", "es", "en"]),
    );
    expect(withModels.calls.made).toBeGreaterThan(0);
    expect(withModels.calls.failed).toBe(0);
    expect(indexed.length).toBeGreaterThanOrEqual(Object.keys(smallKnowledge).length);
    const later = standIn.embedded.slice(indexed.length);
    // Each build asks once for what tells whether the model is still the same.
    const again = later.filter((text) => indexed.includes(text));
    expect(again.filter((text) => !text.startsWith("L'ajuntament publica"))).toEqual([]);
    expect(stderr).toContain("passages to embed");
    expect(stdout + stderr).not.toContain(standInKey);
  });

  it("measures the leads of the chat model that is set up", async () => {
    const standIn = await standInFor();
    standIn.make({
      replyTo: ({ name, data }) => (name === "lead" ? leadOn(data) : { questions: [] }),
    });
    standIn.behave("failing", "well");
    const { code, stdout, stderr } = await run(script, workspace, ["--lead", "--json"], {
      KNOWLEDGE_DIR: join(import.meta.dirname, "../../knowledge"),
      CHAT_MODEL: "openai:stand-in",
      CHAT_MODEL_URL: `${standIn.url}/v1`,
      CHAT_MODEL_KEY: standInKey,
      CHAT_MODEL_PRICE: "1/2",
      CHAT_MODEL_DAILY_TOKENS: "1",
      LOG_LEVEL: "error",
    });
    const { lead, checker } = leadSchema.parse(JSON.parse(stdout));

    expect([code, stderr]).toEqual([0, ""]);
    expect(lead.model).toBe("openai:stand-in");
    expect(lead.asked).toBeGreaterThan(lead.questions);
    expect(lead.questions).toBeGreaterThan(0);
    // The stand-in quotes, and adds what no quote says, which is dropped.
    expect(lead.led).toBeGreaterThan(0);
    expect([lead.sentences, lead.supported, lead.complete]).toEqual([1, 1, 1]);
    expect(lead.calls).toBe(standIn.requests.length);
    expect(lead.faults).toEqual({ unreachable: 1 });
    const paid = lead.calls - 1;
    expect([lead.inputTokens, lead.outputTokens]).toEqual([120 * paid, 30 * paid]);
    expect(lead.cost).toBeCloseTo((120 * paid + 2 * 30 * paid) / 1e6);
    expect(checker.sentences["ca supported"]?.count).toBeGreaterThan(0);
  });

  it("measures the checker alone without a chat model, and says so", async () => {
    const standIn = await standInFor();
    const { code, stdout } = await run(
      script,
      workspace,
      ["--lead", "--check"],
      searchSettings(standIn),
    );
    expect(code).toBe(0);
    expect(stdout).toContain("CHAT_MODEL is not set");
    expect(stdout).toMatch(/^ca +\d+\.\d % \(\d+ of \d+\)$/m);
    expect(stdout).toMatch(/^number +\d+\.\d % \(\d+ of \d+\)$/m);
    expect(standIn.requests).toEqual([]);
  });

  it("shows how it is used, and fails with 2 when it is used wrongly", async () => {
    const wrong = await run(script, workspace, ["--half", "third"]);
    const help = await run(script, workspace, ["--help"]);
    expect([wrong.code, wrong.stdout]).toEqual([2, ""]);
    expect(wrong.stderr).toContain("--half is tuning or measuring");
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining("--lead")]);
  });
});

const quotesSchema = z.looseObject({
  language: z.string(),
  quotes: z.array(z.looseObject({ quote: z.string() })),
});

function leadOn(data: unknown) {
  const { language, quotes } = quotesSchema.parse(data);
  const [first = ""] = quotes[0]?.quote.split(/(?<=\.)\s/) ?? [];
  const sentences = [first, "Tot plegat costa 300 euros cada any."];
  return {
    language,
    completeness: "full",
    sentences: sentences.map((text) => ({ text, cites: [1] })),
  };
}
