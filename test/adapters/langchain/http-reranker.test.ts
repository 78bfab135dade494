import { beforeEach, describe, expect, it } from "vitest";
import { createHttpReranker } from "../../../adapters/langchain/http-reranker.ts";
import { ModelError } from "../../../src/models/model-error.ts";
import { createModelStandIn, type ModelStandIn, standInKey } from "../../helpers/model-stand-in.ts";
import type { StandInBehaviour } from "../../helpers/model-stand-in-behaviours.ts";
import { logged } from "./logged.ts";

const never = () => new AbortController().signal;
const question = "còpies de seguretat";
const texts = ["el padró municipal", "còpies de seguretat diàries", "còpies del padró"];

let standIn: ModelStandIn;
beforeEach(async () => {
  standIn = await createModelStandIn();
  return () => standIn.stop();
});

describe.each(["cohere", "tei"])("createHttpReranker with %s", (provider) => {
  const open = () => createHttpReranker(standIn.place(provider));

  it("gives one score a text in the order of the texts, and sends the key as a bearer", async () => {
    const reranker = await open();
    const scores = await reranker.score(question, texts, never());
    expect(scores).toEqual([0, 1, expect.closeTo(1 / 3)]);
    expect(reranker.id).toBe(`${provider}:stand-in`);
    expect(standIn.requests).toHaveLength(1);
    expect(standIn.requests[0]).toMatchObject({
      path: "/rerank",
      headers: { authorization: `Bearer ${standInKey}` },
      body: { query: question },
    });
  });

  it("brings raw scores between 0 and 1, and keeps their order", async () => {
    standIn.make({ scoreOf: (_question, text) => (text === texts[1] ? 4 : -3) });
    const [first = 0, second = 0, third = 0] = await (await open()).score(question, texts, never());
    expect(second).toBeCloseTo(0.982, 3);
    expect(first).toBeCloseTo(0.047, 3);
    expect(third).toBe(first);
  });

  it("scores nothing without a request", async () => {
    await expect((await open()).score(question, [], never())).resolves.toEqual([]);
    expect(standIn.requests).toEqual([]);
  });

  it.each<[StandInBehaviour, string]>([
    ["cut", "unreachable"],
    ["half-then-cut", "unreachable"],
    ["half-then-end", "malformed"],
    ["limited", "limited"],
    ["failing", "unreachable"],
    ["refused", "refused"],
    ["malformed", "malformed"],
    ["other-shape", "malformed"],
    ["nothing", "malformed"],
    ["one-fewer", "malformed"],
    ["one-more", "malformed"],
    ["empty-list", "malformed"],
    ["nan", "malformed"],
    ["infinite", "malformed"],
    ["null", "malformed"],
    ["strings", "malformed"],
    ["place-twice", "malformed"],
    ["place-outside", "malformed"],
    ["overlong", "overlong"],
    ["endless", "overlong"],
    ["packed", "overlong"],
    ["elsewhere", "unreachable"],
  ])("takes a server that is %s for %s, and tells nothing secret", async (behaviour, fault) => {
    standIn.behave(behaviour);
    const error = await (await open()).score(question, texts, never()).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ModelError);
    expect(error.fault).toBe(fault);
    const said = logged(error);
    for (const secret of [standInKey, "seguretat", "padró"]) expect(said).not.toContain(secret);
    expect(standIn.requests).toHaveLength(1);
  });

  it.each<StandInBehaviour>(["stalled", "half-headers", "half-then-stalled"])(
    "is slow with a server that is %s once the signal says so, and hangs up",
    async (behaviour) => {
      standIn.behave(behaviour);
      const controller = new AbortController();
      const failing = (await open()).score(question, texts, controller.signal);
      const failed = expect(failing).rejects.toMatchObject({ fault: "slow" });
      await standIn.arrived(1);
      controller.abort();
      await failed;
      await standIn.abandoned(1);
    },
  );
});
