import { describe, expect, it } from "vitest";
import {
  type EmbeddingEstimate,
  openCachedEmbedding,
} from "../../../src/search/cached-embedding.ts";
import { buildIndex } from "../../../src/search/index-build.ts";
import { store } from "../../helpers/built-index.ts";
import {
  away,
  directionOf,
  madeEmbedding,
  memoryCache,
  neuralBuild,
} from "../../helpers/neural-embedding.ts";
import { knowledgeNamed } from "../../helpers/small-knowledge.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

const made = () => madeEmbedding("made:1", (text) => directionOf(text));
const texts = Array.from({ length: 30 }, (_, at) => `text number ${at}`);
const ignore = () => {};

/** What was sent beside the text by which a model is known again. */
function sentBy(embedding: ReturnType<typeof made>): string[] {
  return embedding.sent.flat().filter((text) => !text.startsWith("L'ajuntament publica"));
}

describe("openCachedEmbedding", () => {
  it("gives every text its vector, each text sent once, in requests of the model's size", async () => {
    const embedding = made();
    const cached = await openCachedEmbedding(neuralBuild(embedding), ignore);
    const vectors = await cached.passages([...texts, ...texts]);
    expect(vectors).toEqual([...texts, ...texts].map(directionOf));
    expect(sentBy(embedding)).toEqual(texts);
    expect(Math.max(...embedding.sent.map((batch) => batch.length))).toBe(embedding.batchSize);
  });

  it("goes on where it failed: nothing that came is sent again", async () => {
    const embedding = made();
    const build = neuralBuild(embedding);
    let embedded = 0;
    const cached = await openCachedEmbedding(build, (count) => {
      embedded += count;
      if (embedded === 16) embedding.fail(away);
    });
    await expect(cached.passages(texts)).rejects.toMatchObject({ fault: "unreachable" });
    embedding.fail(undefined);
    const again = await openCachedEmbedding(build, ignore);
    expect(await again.passages(texts)).toEqual(texts.map(directionOf));
    expect(sentBy(embedding)).toEqual(texts);
  });

  it("keeps questions apart from passages, and models from each other", async () => {
    const cache = memoryCache();
    const first = madeEmbedding("made:1", (text, side) => directionOf(`${side} ${text}`));
    const second = madeEmbedding("made:2", (text) => directionOf(`other ${text}`));
    const of = (embedding: typeof first) =>
      openCachedEmbedding(neuralBuild(embedding, { cache }), ignore);
    expect(await (await of(first)).passages(["a"])).toEqual([directionOf("passage a")]);
    expect(await (await of(first)).questions(["a"])).toEqual([directionOf("question a")]);
    expect(await (await of(second)).passages(["a"])).toEqual([directionOf("other a")]);
  });

  it.each([
    ["of as many dimensions", (text: string) => directionOf(`changed ${text}`)],
    ["of fewer dimensions", (text: string) => directionOf(text).slice(0, 8)],
  ])("uses nothing that a model has made that went by the same name, %s", async (_, embed) => {
    const cache = memoryCache();
    const before = await openCachedEmbedding(neuralBuild(made(), { cache }), ignore);
    const kept = await before.passages(["a"]);
    const changed = madeEmbedding("made:1", embed);
    const after = await openCachedEmbedding(neuralBuild(changed, { cache }), ignore);
    expect(await after.passages(["a"])).toEqual([embed("a")]);
    // And the first one's are still there when it comes back.
    const first = made();
    const back = await openCachedEmbedding(neuralBuild(first, { cache }), ignore);
    expect(await back.passages(["a"])).toEqual(kept);
    expect(sentBy(first)).toEqual([]);
  });

  it("refuses vectors that change their dimensions in mid-build", async () => {
    let count = 0;
    const changing = madeEmbedding("made:1", (text) => {
      count += 1;
      return count > 4 ? directionOf(text).slice(0, 8) : directionOf(text);
    });
    const cached = await openCachedEmbedding(neuralBuild(changing), ignore);
    await expect(cached.passages(texts)).rejects.toMatchObject({ fault: "malformed" });
  });

  it("sends nothing beyond the limit, and nothing is limited on this machine", async () => {
    const embedding = made();
    const cached = await openCachedEmbedding(neuralBuild(embedding, { maxTokens: 100 }), ignore);
    await expect(cached.passages(texts)).rejects.toMatchObject({ code: "EMBEDDINGS_LIMIT" });
    expect(sentBy(embedding).join("").length / 3).toBeLessThan(100);
    const local = { ...made(), isRemote: false };
    const free = await openCachedEmbedding(neuralBuild(local, { maxTokens: 1 }), ignore);
    expect(await free.passages(texts)).toHaveLength(texts.length);
  });

  it("stops when nobody wants the build any more", async () => {
    const ending = new AbortController();
    const embedding = made();
    const build = neuralBuild(embedding, { signal: ending.signal });
    const cached = await openCachedEmbedding(build, (count) => {
      if (count > 0) ending.abort();
    });
    await expect(cached.passages(texts)).rejects.toThrow();
    expect(sentBy(embedding)).toHaveLength(embedding.batchSize);
  });

  it("estimates what is not kept yet, questions too, rather too much than too little", async () => {
    const cached = await openCachedEmbedding(neuralBuild(made()), ignore);
    const source = {
      count: texts.length,
      texts: (from: number, to: number) => texts.slice(from, to),
    };
    const before = await cached.estimate(source, []);
    expect(before).toMatchObject({ texts: 30, kept: 0 });
    expect(before.tokens).toBeGreaterThan(texts.join("").length / 4);
    expect((await cached.estimate(source, texts)).tokens).toBe(2 * before.tokens);
    await cached.passages(texts.slice(0, 10));
    const after = await cached.estimate(source, []);
    expect(after.kept).toBe(10);
    expect(after.tokens).toBeLessThan(before.tokens);
  });
});

describe("a build with an embedding", () => {
  it("sends no passage when that would be too much", async () => {
    const embedding = made();
    const estimates: EmbeddingEstimate[] = [];
    const build = neuralBuild(embedding, {
      maxTokens: 10,
      onEstimate: (estimate) => estimates.push(estimate),
    });
    const indexing = buildIndex(
      await knowledgeNamed("dos"),
      await temporaryFolder(),
      store,
      ignore,
      build,
    );
    await expect(indexing).rejects.toMatchObject({
      code: "EMBEDDINGS_LIMIT",
      message: expect.stringContaining("EMBEDDINGS_MAX_TOKENS"),
    });
    expect(sentBy(embedding)).toEqual([]);
  });

  it("sends no more than it said", async () => {
    const embedding = made();
    const estimates: EmbeddingEstimate[] = [];
    const build = neuralBuild(embedding, { onEstimate: (estimate) => estimates.push(estimate) });
    await buildIndex(await knowledgeNamed("dos"), await temporaryFolder(), store, ignore, build);
    const chars = [...sentBy(embedding), ...embedding.asked].join("").length;
    expect(estimates[0]?.tokens).toBeGreaterThanOrEqual(chars / 3);
  });
});

describe("an index that is built again", () => {
  it("embeds only what changed", async () => {
    const embedding = made();
    const build = neuralBuild(embedding);
    const folder = await temporaryFolder();
    await buildIndex(await knowledgeNamed("dos"), folder, store, () => {}, build);
    const before = sentBy(embedding).length;
    await buildIndex(await knowledgeNamed("tres"), folder, store, () => {}, build);
    expect(sentBy(embedding).slice(before)).toEqual([
      expect.stringContaining("La pàgina tres parla"),
    ]);
    await buildIndex(await knowledgeNamed("dos"), folder, store, () => {}, build);
    expect(sentBy(embedding)).toHaveLength(before + 1);
  });
});
