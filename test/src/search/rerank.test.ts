import { pino } from "pino";
import { beforeAll, describe, expect, it } from "vitest";
import { citationsOf } from "../../../src/answer/answer.ts";
import { createAssistant } from "../../../src/answer/assistant.ts";
import type { Reranker } from "../../../src/models/reranker.ts";
import { rerank } from "../../../src/search/rerank.ts";
import { retrieve } from "../../../src/search/retrieve.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { shippedIndex } from "../../contracts/asking.ts";
import { away } from "../../helpers/neural-embedding.ts";
import { buildTimeoutMs, publicUrl } from "../answer/shipped.ts";

let index: SearchIndex;
beforeAll(async () => {
  index = await shippedIndex();
}, buildTimeoutMs);

const { signal } = new AbortController();
const question = "què hem de fer si ens entra un ransomware?";

/** Finds nearest what holds a word. */
function liking(word: string): Reranker & { readonly read: string[] } {
  const read: string[] = [];
  return {
    id: "test:liking",
    read,
    score: async (_question, texts) => {
      read.push(...texts);
      return texts.map((text) => (text.includes(word) ? 1 : 0));
    },
  };
}

describe("rerank", () => {
  it("puts first what the model finds nearest, of the best results alone, and loses none", async () => {
    const found = await retrieve(question, index);
    const second = found.results[1]?.item.title ?? "";
    const model = liking(second);
    const again = await rerank(question, found, index, model, signal);
    expect(again.results[0]?.item.title).toBe(second);
    expect(new Set(again.results.map(({ item }) => item.id))).toEqual(
      new Set(found.results.map(({ item }) => item.id)),
    );
    expect(model.read.length).toBeLessThanOrEqual(12);
    expect(Math.max(...model.read.map((text) => text.length))).toBeLessThanOrEqual(2_000);
  });

  it("leaves everything as it was when the model cannot be had", async () => {
    const found = await retrieve(question, index);
    const broken: Reranker = { id: "test:broken", score: () => Promise.reject(away) };
    expect(await rerank(question, found, index, broken, signal)).toBe(found);
  });

  it("changes the order of an answer, and never whether it is one", async () => {
    const of = (reranker: Reranker) =>
      createAssistant({
        index: () => index,
        publicUrl,
        clock: () => performance.now(),
        models: { budgetMs: 5_000, reranker, log: pino({ level: "silent" }) },
      });
    const plain = createAssistant({
      index: () => index,
      publicUrl,
      clock: () => performance.now(),
    });
    const before = await plain.respond({ question });
    const [, second] = citationsOf(before);
    const after = await of(liking(second?.title ?? "")).respond({ question });
    expect(after.kind).toBe(before.kind);
    expect(citationsOf(after)[0]?.itemId).toBe(second?.itemId);
    const uncovered = "quina és la recepta dels canelons de la iaia?";
    expect((await of(liking("a")).respond({ question: uncovered })).kind).toBe("abstained");
  });
});
