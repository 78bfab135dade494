import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createTransformersReranker } from "../../../adapters/langchain/transformers-reranker.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { makeTinyModel, orSkipped, transformersMissing } from "../../helpers/tiny-model-folder.ts";

const missing = transformersMissing();
const { signal } = new AbortController();
const question = "què hem de fer si la seguretat falla?";

async function open(model: string) {
  const modelsDirectory = join(await temporaryFolder(), "models");
  return createTransformersReranker({ provider: "transformers", model }, { modelsDirectory });
}

describe.skipIf(missing !== undefined)(orSkipped("createTransformersReranker"), () => {
  it("gives each text a score of 0 to 1 in their order, the same alone and with others", async () => {
    const folder = await makeTinyModel("bge-reranker-tiny", "reranker");
    const reranker = await open(folder);
    expect(reranker.id).toBe(`transformers:${folder}`);
    const texts = Array.from({ length: 11 }, (_, index) => "ajunt ".repeat(index % 4) + index);
    const scores = await reranker.score(question, texts, signal);
    expect(scores).toHaveLength(11);
    expect(new Set(scores).size).toBe(11);
    for (const [index, text] of texts.entries()) {
      expect(scores[index]).toBeGreaterThan(0);
      expect(scores[index]).toBeLessThan(1);
      const [alone = 0] = await reranker.score(question, [text], signal);
      expect(Math.abs(alone - (scores[index] ?? 0))).toBeLessThan(1e-5);
    }
    expect(await reranker.score(question, [], signal)).toEqual([]);
  });

  it("reads the question too, and the passage behind the longest question", async () => {
    const reranker = await open(await makeTinyModel("bge-reranker-tiny", "reranker"));
    const [first] = await reranker.score(question, ["la seguretat"], signal);
    const [other] = await reranker.score("ajuntament", ["la seguretat"], signal);
    expect(first).not.toBeCloseTo(other ?? 0, 4);
    const [one, two] = await reranker.score(question.repeat(1_000), ["abc", "zyx"], signal);
    expect(one).not.toBeCloseTo(two ?? 0, 4);
  });

  it("takes any text", async () => {
    const reranker = await open(await makeTinyModel("bge-reranker-tiny", "reranker"));
    const texts = ["", "\ud800", "市役所 👩‍👩‍👧", "z".repeat(1_000_000)];
    for (const asked of [question, "", "\udc00"])
      expect(await reranker.score(asked, texts, signal)).toHaveLength(texts.length);
  });

  it("tells of a model that scores nothing", async () => {
    const reranker = await open(await makeTinyModel("bge-tiny", "embedding"));
    await expect(reranker.score(question, ["la seguretat"], signal)).rejects.toMatchObject({
      code: "MODEL_FAILED",
      fault: "malformed",
      message: expect.stringMatching(/reranking/),
    });
  });
});
