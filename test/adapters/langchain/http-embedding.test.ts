import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { createHttpEmbedding } from "../../../adapters/langchain/http-embedding.ts";
import { ModelError } from "../../../src/models/model-error.ts";
import { createModelStandIn, type ModelStandIn, standInKey } from "../../helpers/model-stand-in.ts";
import type { StandInBehaviour } from "../../helpers/model-stand-in-behaviours.ts";
import { logged } from "./logged.ts";

const providers = ["openai", "ollama"] as const;
const never = () => new AbortController().signal;
const quick = { patience: { retries: 3, firstPauseMs: 1, longestPauseMs: 5 } };
const hasty = { patience: { retries: 0, firstPauseMs: 1, longestPauseMs: 5 } };

let standIn: ModelStandIn;
beforeEach(async () => {
  standIn = await createModelStandIn();
  return () => standIn.stop();
});

async function faultOf(work: Promise<unknown>): Promise<ModelError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ModelError);
  return error as ModelError;
}

describe.each(providers)("createHttpEmbedding with %s", (provider) => {
  const open = (options = hasty, model?: string) =>
    createHttpEmbedding(standIn.place(provider, model), options);

  it("gives vectors of unit length in the order of the texts, in one request", async () => {
    standIn.make({ vectorOf: (text) => (text === "u" ? [3, 4] : [0, -2]) });
    const embedding = await open();
    const vectors = await embedding.embedPassages(["u", "dos\nlínies"], never());
    expect(vectors).toEqual([Float32Array.of(0.6, 0.8), Float32Array.of(0, -1)]);
    expect(standIn.requests).toHaveLength(1);
    expect(standIn.embedded).toEqual(["u", "dos\nlínies"]);
    expect(standIn.requests[0]?.headers.authorization).toBe(`Bearer ${standInKey}`);
    expect(embedding).toMatchObject({ id: `${provider}:stand-in`, batchSize: 32, isRemote: false });
  });

  it("takes a whole batch in one request", async () => {
    const embedding = await open();
    const texts = Array.from({ length: embedding.batchSize }, (_, index) => `text ${index}`);
    await expect(embedding.embedPassages(texts, never())).resolves.toHaveLength(texts.length);
    expect(standIn.requests).toHaveLength(1);
  });

  it("marks questions and passages as the model wants them, and says so in its id", async () => {
    const embedding = await open(hasty, "multilingual-e5-base");
    await embedding.embedQuery("què?", never());
    await embedding.embedPassages(["això"], never());
    expect(standIn.embedded).toEqual(["query: què?", "passage: això"]);
    expect(embedding.id).toBe(`${provider}:multilingual-e5-base+prefixes1`);
  });

  it("cuts a text that is too long, and never within a character", async () => {
    await (await open()).embedPassages([`a${"😀".repeat(4_000)}`], never());
    const [text = ""] = standIn.embedded;
    expect(text).toMatch(/^a(?:😀)+$/u);
    expect(text.length).toBeLessThanOrEqual(5_000);
  });

  it("embeds nothing without a request", async () => {
    await expect((await open()).embedPassages([], never())).resolves.toEqual([]);
    expect(standIn.requests).toEqual([]);
  });

  it.each<[StandInBehaviour, string]>([
    ["cut", "unreachable"],
    ["half-then-cut", "unreachable"],
    ["half-then-end", "malformed"],
    ["limited", "limited"],
    ["failing", "unreachable"],
    ["away", "unreachable"],
    ["refused", "refused"],
    ["unknown-model", "refused"],
    ["malformed", "malformed"],
    ["other-shape", "malformed"],
    ["nothing", "malformed"],
    ["changing-dimension", "malformed"],
    ["empty-vector", "malformed"],
    ["zeros", "malformed"],
    ["one-fewer", "malformed"],
    ["one-more", "malformed"],
    ["empty-list", "malformed"],
    ["nan", "malformed"],
    ["infinite", "malformed"],
    ["null", "malformed"],
    ["strings", "malformed"],
    ["overlong", "overlong"],
    ["endless", "overlong"],
    ["packed", "overlong"],
    ["elsewhere", "unreachable"],
  ])("takes a server that is %s for %s, and tells nothing secret", async (behaviour, fault) => {
    standIn.behave(behaviour);
    const console = vi.spyOn(globalThis.console, "warn").mockReturnValue(undefined);
    const outs = vi.spyOn(globalThis.console, "log").mockReturnValue(undefined);
    onTestFinished(() => {
      console.mockRestore();
      outs.mockRestore();
    });
    const embedding = await open();
    const error = await faultOf(embedding.embedPassages(["privat u", "privat dos"], never()));
    expect(error.fault).toBe(fault);
    const said = logged(error);
    expect(said).toContain(`${provider}:stand-in at 127.0.0.1:`);
    expect(said).not.toContain(standInKey);
    expect(said).not.toContain("privat");
    expect([...console.mock.calls, ...outs.mock.calls].join()).not.toContain("privat");
  });

  it("holds to the dimension that it has seen first", async () => {
    const embedding = await open();
    await embedding.embedPassages(["u"], never());
    standIn.behave("wrong-dimension");
    expect((await faultOf(embedding.embedPassages(["dos"], never()))).fault).toBe("malformed");
    expect((await faultOf(embedding.embedQuery("tres", never()))).fault).toBe("malformed");
  });

  it.each<StandInBehaviour>(["limited", "failing", "away", "cut", "half-then-cut"])(
    "tries passages again with a server that is %s, a question never",
    async (behaviour) => {
      standIn.behave(behaviour, behaviour, "well");
      const embedding = await open(quick);
      await expect(embedding.embedPassages(["u"], never())).resolves.toHaveLength(1);
      expect(standIn.requests).toHaveLength(3);
      standIn.behave(behaviour, "well");
      await faultOf(embedding.embedQuery("u", never()));
      expect(standIn.requests).toHaveLength(4);
    },
  );

  it("gives up after its retries, and at once where trying again is no use", async () => {
    const embedding = await open(quick);
    standIn.behave("failing");
    expect((await faultOf(embedding.embedPassages(["u"], never()))).fault).toBe("unreachable");
    expect(standIn.requests).toHaveLength(4);
    standIn.behave("refused");
    expect((await faultOf(embedding.embedPassages(["u"], never()))).fault).toBe("refused");
    expect(standIn.requests).toHaveLength(5);
  });

  it("waits as long as the server asks, and stops waiting when the signal says so", async () => {
    const patient = await createModelStandIn({ retryAfter: "3600" });
    onTestFinished(() => patient.stop());
    patient.behave("limited", "well");
    const embedding = await createHttpEmbedding(patient.place(provider), {
      patience: { retries: 3, firstPauseMs: 0, longestPauseMs: 3_600_000 },
    });
    const controller = new AbortController();
    const failing = faultOf(embedding.embedPassages(["u"], controller.signal));
    await patient.arrived(1);
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
    expect(patient.requests).toHaveLength(1);
    controller.abort();
    expect((await failing).fault).toBe("slow");
    expect(patient.requests).toHaveLength(1);
  });

  it.each<StandInBehaviour>(["stalled", "half-headers", "half-then-stalled"])(
    "is slow with a server that is %s once the signal says so, and hangs up",
    async (behaviour) => {
      standIn.behave(behaviour);
      const controller = new AbortController();
      const failing = faultOf((await open(quick)).embedPassages(["u"], controller.signal));
      await standIn.arrived(1);
      controller.abort();
      expect((await failing).fault).toBe("slow");
      await standIn.abandoned(1);
      expect(standIn.requests).toHaveLength(1);
    },
  );

  it("goes on once a server that was down is back", async () => {
    const embedding = await open();
    await standIn.goDown();
    expect((await faultOf(embedding.embedPassages(["u"], never()))).fault).toBe("unreachable");
    await standIn.comeBack();
    await expect(embedding.embedPassages(["u"], never())).resolves.toHaveLength(1);
  });

  it("sends nothing anywhere else, whatever the environment says", async () => {
    const hostile = await createModelStandIn();
    onTestFinished(() => hostile.stop());
    onTestFinished(() => void vi.unstubAllEnvs());
    for (const name of ["OPENAI_BASE_URL", "OPENAI_API_BASE", "OLLAMA_BASE_URL", "OLLAMA_HOST"])
      vi.stubEnv(name, hostile.url);
    for (const name of ["OPENAI_API_KEY", "OPENAI_ORGANIZATION", "OPENAI_ORG_ID"])
      vi.stubEnv(name, "hostile");
    vi.stubEnv("OPENAI_CUSTOM_HEADERS", "authorization: Bearer hostile");
    const { key: _key, ...place } = standIn.place(provider);
    await (await createHttpEmbedding(place)).embedQuery("u", never());
    expect(hostile.requests).toEqual([]);
    expect(standIn.requests).toHaveLength(1);
    expect(JSON.stringify(standIn.requests[0]?.headers)).not.toMatch(/hostile|authorization/);
  });
});

describe("createHttpEmbedding", () => {
  it.each([
    ["http://127.0.0.1:8000/v1", false],
    ["http://localhost:8000/v1", false],
    ["http://[::1]:8000/v1", false],
    ["http://10.0.0.7:8000/v1", true],
    ["http://127.0.0.1.example.org/v1", true],
    [undefined, true],
  ])("knows whether texts leave this machine for %s", async (url, isRemote) => {
    const place = { provider: "openai", model: "m", key: "k", ...(url && { url }) };
    expect((await createHttpEmbedding(place)).isRemote).toBe(isRemote);
  });
});
