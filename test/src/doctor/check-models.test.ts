import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openEachModel } from "../../../scripts/doctor/open-each-model.ts";
import { checkModels, type ModelsOptions } from "../../../src/doctor/check-models.ts";
import { createModelStandIn, type ModelStandIn, standInKey } from "../../helpers/model-stand-in.ts";
import type { StandInBehaviour } from "../../helpers/model-stand-in-behaviours.ts";
import { madeEmbedding } from "../../helpers/neural-embedding.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

let standIn: ModelStandIn;

beforeEach(async () => {
  const own = await createModelStandIn();
  onTestFinished(() => own.stop());
  own.make({ replyTo: () => ({ isWell: true }) });
  standIn = own;
});

async function look(
  places: Parameters<typeof openEachModel>[0],
  options: Partial<ModelsOptions> = {},
) {
  const models = await openEachModel(places, await temporaryFolder());
  return checkModels({ models, budgetMs: 60_000, ...options });
}

describe("checkModels", () => {
  it("finds nothing where no model is set up", async () => {
    expect(await look({})).toEqual([]);
    expect(standIn.requests).toEqual([]);
  });

  it("calls each model once, with next to nothing, and says how long it took", async () => {
    const findings = await look({
      embeddings: standIn.place("openai"),
      reranker: standIn.place("cohere"),
      chat: standIn.place("ollama"),
    });
    expect(findings.map(({ check, state, outcome }) => [check, state, outcome])).toEqual([
      ["embeddings", "ok", "model-usable"],
      ["reranker", "ok", "model-usable"],
      ["chat-model", "ok", "model-usable"],
      ["model-texts", "ok", "model-texts-stay"],
    ]);
    expect(findings[0]?.values).toMatchObject({ setting: "EMBEDDINGS", model: "openai:stand-in" });
    expect(findings[0]?.values?.["ms"]).toBeGreaterThan(0);
    expect(standIn.requests.map(({ path }) => path)).toEqual([
      "/v1/embeddings",
      "/rerank",
      "/api/chat",
    ]);
  });

  const faults: readonly (readonly [StandInBehaviour, state: string, outcome: string])[] = [
    ["refused", "fault", "model-refused"],
    ["unknown-model", "fault", "model-refused"],
    ["limited", "warning", "model-busy"],
    ["spent", "warning", "model-busy"],
    ["failing", "fault", "model-unreached"],
    ["cut", "fault", "model-unreached"],
    ["malformed", "fault", "model-malformed"],
    ["other-fields", "fault", "model-malformed"],
    ["overlong", "fault", "model-overlong"],
    ["declined", "fault", "model-declined"],
  ];
  it.each(faults)("finds a chat model that is %s", async (behaviour, state, outcome) => {
    standIn.behave(behaviour);
    const [finding] = await look({ chat: standIn.place("openai") });
    expect(finding).toMatchObject({ check: "chat-model", state, outcome });
    expect(finding?.values?.["host"]).toBe(new URL(standIn.url).host);
    expect(JSON.stringify(finding)).not.toContain(standInKey);
  });

  it("finds nobody there, and who does not reply in the time that it has", async () => {
    const embeddings = standIn.place("ollama");
    standIn.behave("stalled");
    const [silent] = await look({ embeddings }, { timeoutMs: 50 });
    await standIn.goDown();
    const [unreached] = await look({ embeddings });
    expect(silent).toMatchObject({ state: "fault", outcome: "model-silent" });
    expect(unreached).toMatchObject({ state: "fault", outcome: "model-unreached" });
  });

  it("measures a reply against the time for an answer", async () => {
    const ticks = [0, 2_000, 0, 1_700];
    const now = () => ticks.shift() ?? 0;
    const places = { embeddings: standIn.place("openai") };
    const [late] = await look(places, { budgetMs: 6_000, now });
    const [inTime] = await look(places, { budgetMs: 6_000, now });
    const values = { ms: 2_000, roomMs: 1_800, budgetMs: 6_000 };
    expect(late).toMatchObject({ state: "warning", outcome: "model-late", values });
    expect(inTime).toMatchObject({ state: "ok", outcome: "model-usable" });
  });

  it("names the package that is missing, and looks at the others all the same", async () => {
    const findings = await look({
      embeddings: standIn.place("openai"),
      chat: standIn.place("mistralai"),
    });
    expect(findings.map(({ outcome }) => outcome)).toEqual([
      "model-usable",
      "model-package",
      "model-texts-stay",
    ]);
    expect(findings[1]?.values?.["message"]).toMatch(/npm install .*@langchain\/mistralai/);
  });

  it("says which hosts texts go to", async () => {
    const embedding = madeEmbedding("made:one", () => Float32Array.of(1));
    const one = { id: "made:one", opened: { kind: "opened", model: embedding } } as const;
    const findings = await checkModels({
      models: [
        {
          ...one,
          setting: "EMBEDDINGS",
          host: "models.example.cat",
          hostElsewhere: "models.example.cat",
        },
        { ...one, setting: "EMBEDDINGS", host: "127.0.0.1:11434" },
      ],
      budgetMs: 6_000,
    });
    expect(findings.at(-1)).toEqual({
      check: "model-texts",
      state: "ok",
      outcome: "model-texts-leave",
      values: { hosts: "models.example.cat (EMBEDDINGS)" },
    });
  });

  it("does not count how long a model of this machine takes to be loaded", async () => {
    const embedding = madeEmbedding("transformers:one", () => Float32Array.of(1));
    const ticks = [0, 5];
    const [finding] = await checkModels({
      models: [
        {
          setting: "EMBEDDINGS",
          id: "transformers:one",
          opened: { kind: "opened", model: embedding },
        },
      ],
      budgetMs: 6_000,
      now: () => ticks.shift() ?? 0,
    });
    expect(finding).toMatchObject({ outcome: "model-usable", values: { ms: 5 } });
    expect(embedding.asked.length).toBe(2);
  });
});
