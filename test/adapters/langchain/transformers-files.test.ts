import { readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TransformersOptions } from "../../../adapters/langchain/transformers.ts";
import { createTransformersEmbedding } from "../../../adapters/langchain/transformers-embedding.ts";
import { listenFor, unusedUrl } from "../../helpers/listen-for.ts";
import { temporaryFolder, writeFiles } from "../../helpers/temporary-folder.ts";
import { tinyDimensions, tinyModel } from "../../helpers/tiny-model.ts";
import { makeTinyModel, orSkipped, transformersMissing } from "../../helpers/tiny-model-folder.ts";

const missing = transformersMissing();
const { signal } = new AbortController();
const long = "què hem de fer si la seguretat de l'ajuntament falla?";

async function open(model: string, options: Partial<TransformersOptions> = {}) {
  const modelsDirectory = join(await temporaryFolder(), "models");
  return createTransformersEmbedding(
    { provider: "transformers", model },
    { modelsDirectory, ...options },
  );
}

describe.skipIf(missing !== undefined)(orSkipped("files of createTransformersEmbedding"), () => {
  it.each([
    {
      what: "a damaged model",
      changes: { "onnx/model_quantized.onnx": "not a model" },
      fault: "malformed",
      message: /damaged/,
    },
    {
      what: "half a model",
      changes: {
        "onnx/model_quantized.onnx": tinyModel("embedding")["onnx/model_quantized.onnx"]?.slice(
          0,
          3_000,
        ),
      },
      fault: "malformed",
      message: /damaged/,
    },
    {
      what: "a damaged tokenizer",
      changes: { "tokenizer.json": "{" },
      fault: "malformed",
      message: /damaged/,
    },
    {
      what: "no tokenizer",
      changes: { "tokenizer.json": null },
      fault: "refused",
      message: /tokenizer\.json/,
    },
    {
      what: "no settings of the tokenizer",
      changes: { "tokenizer_config.json": null },
      fault: "refused",
      message: /tokenizer_config\.json/,
    },
    { what: "no config", changes: { "config.json": null }, fault: "refused", message: /config/ },
    {
      what: "no model",
      changes: { "onnx/model_quantized.onnx": null },
      fault: "refused",
      message: /model_quantized\.onnx/,
    },
  ])("tells of $what", async ({ changes, fault, message }) => {
    const defined = Object.fromEntries(
      Object.entries(changes).map(([path, content]) => [path, content ?? null]),
    );
    const folder = await makeTinyModel("bge-tiny", "embedding", defined);
    const model = await open(folder);
    await expect(model.embedQuery(long, signal)).rejects.toMatchObject({
      code: "MODEL_FAILED",
      fault,
      message: expect.stringMatching(message),
    });
    await expect(model.embedQuery(long, signal)).rejects.toMatchObject({
      message: expect.stringContaining(`transformers:${folder}`),
    });
    // Once it is mended, the next question gets its vector.
    await writeFiles(folder, tinyModel("embedding"));
    expect(await model.embedQuery(long, signal)).toHaveLength(tinyDimensions);
  });

  it("tells of a folder that is not there, and of a model for something else", async () => {
    const nowhere = await open("./models/bge-nowhere");
    await expect(nowhere.embedQuery(long, signal)).rejects.toMatchObject({
      fault: "refused",
      message: expect.stringMatching(
        /transformers:\.\/models\/bge-nowhere: there is no such folder/,
      ),
    });
    const reranker = await open(await makeTinyModel("bge-reranker", "reranker"));
    await expect(reranker.embedQuery(long, signal)).rejects.toMatchObject({
      fault: "malformed",
      message: expect.stringMatching(/embeddings/),
    });
  });

  it("downloads a model of the hub once, into its own folder, and then needs no network", async () => {
    const files = tinyModel("embedding");
    const asked: string[] = [];
    const hubUrl = await listenFor(({ url = "" }, response) => {
      asked.push(url);
      const body = files[url.replace("/Some/bge-tiny/resolve/main/", "")];
      response.writeHead(body === undefined ? 404 : 200).end(body);
    });
    const modelsDirectory = await temporaryFolder();
    const first = await open("Some/bge-tiny", { hubUrl, modelsDirectory });
    const vector = await first.embedQuery(long, signal);
    expect(vector).toEqual(
      await (await open(await makeTinyModel("bge-tiny", "embedding"))).embedQuery(long, signal),
    );
    expect(asked.filter((url) => url.endsWith(".onnx"))).toHaveLength(1);
    const kept = join(modelsDirectory, "Some/bge-tiny/onnx/model_quantized.onnx");
    expect(await readFile(kept)).toEqual(Buffer.from(files["onnx/model_quantized.onnx"] ?? ""));

    const offline = await open("Some/bge-tiny", { hubUrl: await unusedUrl(), modelsDirectory });
    expect(await offline.embedQuery(long, signal)).toEqual(vector);
    expect(await readdir(dirname(kept))).toEqual(["model_quantized.onnx"]);
  });

  it("tells of a hub that cannot be reached, of one in trouble and of a model that it does not have", async () => {
    const away = await open("Some/bge-tiny", { hubUrl: await unusedUrl() });
    await expect(away.embedQuery(long, signal)).rejects.toMatchObject({
      fault: "unreachable",
      message: expect.stringMatching(/transformers:Some\/bge-tiny could not be downloaded/),
    });
    for (const [status, fault] of [
      [401, "refused"],
      [404, "refused"],
      [429, "unreachable"],
      [503, "unreachable"],
    ] as const) {
      const hubUrl = await listenFor((_, response) => response.writeHead(status).end());
      const model = await open("Some/bge-tiny", { hubUrl });
      await expect(model.embedQuery(long, signal)).rejects.toMatchObject({ fault });
    }
  });

  it("keeps nothing of a download that broke off", async () => {
    const files = tinyModel("embedding");
    let isBroken = true;
    const hubUrl = await listenFor(({ url = "" }, response) => {
      const body = files[url.replace("/Some/bge-tiny/resolve/main/", "")] ?? "";
      if (!isBroken || !url.endsWith(".onnx")) return response.writeHead(200).end(body);
      response.writeHead(200, { "content-length": body.length });
      return response.write(body.slice(0, 1_000), () => response.destroy());
    });
    const model = await open("Some/bge-tiny", { hubUrl });
    await expect(model.embedQuery(long, signal)).rejects.toMatchObject({ fault: "unreachable" });
    isBroken = false;
    expect(await model.embedQuery(long, signal)).toHaveLength(tinyDimensions);
  });

  it("fetches nothing for a folder", async () => {
    const asked: string[] = [];
    const hubUrl = await listenFor(({ url = "" }, response) => {
      asked.push(url);
      response.writeHead(404).end();
    });
    const folder = await makeTinyModel("bge-tiny", "embedding");
    await (await open(folder, { hubUrl })).embedQuery(long, signal);
    await rm(join(folder, "tokenizer.json"));
    const model = await open(folder, { hubUrl });
    await expect(model.embedQuery(long, signal)).rejects.toMatchObject({ fault: "refused" });
    expect(asked).toEqual([]);
  });
});
