import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createTransformersEmbedding } from "../../../adapters/langchain/transformers-embedding.ts";
import type { NeuralEmbedding } from "../../../src/models/neural-embedding.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { tinyDimensions, tinyTokens } from "../../helpers/tiny-model.ts";
import { makeTinyModel, orSkipped, transformersMissing } from "../../helpers/tiny-model-folder.ts";
import { rawStates } from "./transformers-raw.ts";

const missing = transformersMissing();
const { signal } = new AbortController();

const short = "ajuntament";
const long = "què hem de fer si la seguretat de l'ajuntament falla?";

async function open(model: string): Promise<NeuralEmbedding> {
  const modelsDirectory = join(await temporaryFolder(), "models");
  return createTransformersEmbedding({ provider: "transformers", model }, { modelsDirectory });
}

async function openTiny(name: string): Promise<NeuralEmbedding> {
  return open(await makeTinyModel(name, "embedding"));
}

function cosine(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}

function distance(one: ArrayLike<number>, other: ArrayLike<number>): number {
  expect(one.length).toBe(other.length);
  return Math.max(...Array.from(one, (value, index) => Math.abs(value - (other[index] ?? 0))));
}

function direction(vector: readonly number[]): number[] {
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}

function only(vectors: readonly Float32Array[]): Float32Array {
  expect(vectors).toHaveLength(1);
  return vectors[0] ?? new Float32Array();
}

describe.skipIf(missing !== undefined)(orSkipped("createTransformersEmbedding"), () => {
  it("gives vectors of unit length in the order of the texts, the same every time", async () => {
    const model = await openTiny("multilingual-e5-tiny");
    const texts = Array.from({ length: 19 }, (_, index) => `${long.slice(index)} ${index}`);
    const vectors = await model.embedPassages(texts, signal);
    expect(vectors).toHaveLength(19);
    for (const vector of vectors) {
      expect(vector).toHaveLength(tinyDimensions);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    }
    const again = await (await openTiny("multilingual-e5-tiny")).embedPassages(texts, signal);
    expect(again).toEqual(vectors);
    const seventeenth = only(await model.embedPassages([texts[17] ?? ""], signal));
    expect(distance(seventeenth, vectors[17] ?? [])).toBeLessThan(1e-5);
    expect(cosine(vectors[0] ?? seventeenth, vectors[18] ?? seventeenth)).toBeLessThan(0.99);
    expect(await model.embedPassages([], signal)).toEqual([]);
  });

  it("tells in its id what else changes the vectors, and that nothing leaves the machine", async () => {
    const folder = await makeTinyModel("bge-tiny", "embedding");
    const model = await open(folder);
    expect(model.id).toBe(`transformers:${folder} q8 first 512`);
    expect(model.isRemote).toBe(false);
    expect((await openTiny("multilingual-e5-tiny")).id).toMatch(
      /multilingual-e5-tiny\+prefixes1 q8 mean 512$/,
    );
  });

  it("marks questions and passages for a model that wants it, and not for one that does not", async () => {
    const marked = await openTiny("multilingual-e5-tiny");
    const question = await marked.embedQuery(long, signal);
    expect(distance(question, only(await marked.embedPassages([long], signal)))).toBeGreaterThan(
      0.01,
    );
    const plain = await openTiny("bge-m3");
    expect(
      distance(
        await plain.embedQuery(long, signal),
        only(await plain.embedPassages([long], signal)),
      ),
    ).toBeLessThan(1e-6);
  });

  it("gives a text the same vector whatever else is in the batch", async () => {
    for (const name of ["multilingual-e5-tiny", "bge-tiny"]) {
      const model = await openTiny(name);
      const texts = [short, long, "", `${long} ${long}`, "de la"];
      const together = await model.embedPassages(texts, signal);
      for (const [index, text] of texts.entries()) {
        const alone = only(await model.embedPassages([text], signal));
        expect(distance(alone, together[index] ?? [])).toBeLessThan(1e-5);
      }
    }
  });

  it("takes the mean of all tokens, and of a bge model the first one", async () => {
    const folder = await makeTinyModel("multilingual-e5-tiny", "embedding");
    const states = await rawStates(folder, `passage: ${long}`);
    const sums = states.reduce(
      (sum, state) => sum.map((value, index) => value + (state[index] ?? 0)),
      new Array<number>(tinyDimensions).fill(0),
    );
    const mean = only(await (await open(folder)).embedPassages([long], signal));
    expect(distance(mean, direction(sums))).toBeLessThan(1e-5);

    const bge = await makeTinyModel("bge-tiny", "embedding");
    const [first = []] = await rawStates(bge, long);
    const vector = only(await (await open(bge)).embedPassages([long], signal));
    expect(distance(vector, direction(first))).toBeLessThan(1e-5);
    expect(distance(vector, mean)).toBeGreaterThan(0.01);
  });

  it("cuts a text at what the model takes and ends it as every text ends", async () => {
    const model = await openTiny("bge-tiny");
    // Every letter is a token; one place is for the beginning, one for the space that a word starts with, one for the end.
    const whole = "abcdefghij".repeat(7).slice(0, tinyTokens - 3);
    const expected = only(await model.embedPassages([whole], signal));
    for (const text of [`${whole}k`, `${whole}${"z".repeat(1_000_000)}`]) {
      const cut = only(await model.embedPassages([text], signal));
      expect(distance(cut, expected)).toBeLessThan(1e-5);
    }
    const shorter = only(await model.embedPassages([whole.slice(0, -1)], signal));
    expect(distance(shorter, expected)).toBeGreaterThan(1e-4);
  });

  it("takes any text: empty, signs of any script, halves of characters, names of its own tokens", async () => {
    const model = await openTiny("bge-tiny");
    const texts = [
      "",
      " \n\t",
      "👩‍👩‍👧 ﷽ 市役所",
      "\ud800 a \udc00",
      "\0\u202e",
      "</s><pad><s>",
      "e\u0301",
    ];
    const vectors = await model.embedPassages(texts, signal);
    expect(vectors).toHaveLength(texts.length);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    const composed = only(await model.embedPassages(["\u00e9"], signal));
    expect(distance(composed, vectors[6] ?? [])).toBeLessThan(1e-5);
  });

  it("serves whoever waits when somebody else gives up", async () => {
    const model = await openTiny("bge-tiny");
    const expected = await model.embedQuery(long, signal);
    const controller = new AbortController();
    const given = model.embedPassages(new Array<string>(16).fill(long), controller.signal);
    const waiting = model.embedQuery(long, signal);
    controller.abort();
    await expect(given).rejects.toMatchObject({ code: "MODEL_FAILED", fault: "slow" });
    expect(await waiting).toEqual(expected);
    await expect(model.embedQuery(long, AbortSignal.abort())).rejects.toMatchObject({
      fault: "slow",
    });
  });
});
