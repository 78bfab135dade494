import { describe, expect, it, onTestFinished } from "vitest";
import { loadPackage } from "../../../adapters/langchain/load-package.ts";
import { openModels } from "../../../adapters/langchain/open-models.ts";
import { prefixesOf } from "../../../adapters/langchain/prefixes.ts";
import { AssistantError } from "../../../src/errors.ts";
import { createModelStandIn } from "../../helpers/model-stand-in.ts";

describe("openModels", () => {
  const options = { modelsDirectory: "/nowhere" };

  it("opens what is set up, and asks nobody anything", async () => {
    const standIn = await createModelStandIn();
    onTestFinished(() => standIn.stop());
    const models = await openModels(
      {
        embeddings: standIn.place("ollama", "bge-m3"),
        reranker: standIn.place("tei", "bge-reranker"),
        chat: standIn.place("openai", "mistral-small"),
      },
      options,
    );
    expect(models.embedding?.id).toBe("ollama:bge-m3");
    expect(models.reranker?.id).toBe("tei:bge-reranker");
    expect(models.chat?.id).toBe("openai:mistral-small");
    expect(standIn.requests).toEqual([]);
  });

  it("opens nothing where nothing is set up", async () => {
    await expect(openModels({}, options)).resolves.toEqual({});
  });
});

describe("loadPackage", () => {
  it("names the command that installs a package that is missing", async () => {
    const missing = Object.assign(new Error("not found"), { code: "ERR_MODULE_NOT_FOUND" });
    const loading = loadPackage("@langchain/ollama", () => Promise.reject(missing));
    await expect(loading).rejects.toBeInstanceOf(AssistantError);
    await expect(loading).rejects.toMatchObject({
      code: "MODEL_PACKAGE_MISSING",
      message: expect.stringContaining(
        "npm install --no-save --legacy-peer-deps @langchain/ollama",
      ),
    });
  });

  it("leaves a package that is there and broken alone", async () => {
    const broken = new SyntaxError("broken");
    await expect(loadPackage("x", () => Promise.reject(broken))).rejects.toBe(broken);
  });
});

describe("prefixesOf", () => {
  it.each([
    ["Xenova/multilingual-e5-base", "query: ", "passage: "],
    ["intfloat/e5-small-v2", "query: ", "passage: "],
    ["multilingual-e5-large:latest", "query: ", "passage: "],
    ["bge-m3", "", ""],
    ["text-embedding-3-small", "", ""],
    ["embeddinggemma:300m", "task: search result | query: ", "title: none | text: "],
    [
      "onnx-community/embeddinggemma-300m-ONNX",
      "task: search result | query: ",
      "title: none | text: ",
    ],
    ["nomic-embed-text:v1.5", "search_query: ", "search_document: "],
    ["snowflake-arctic-embed2", "query: ", ""],
  ])("knows what %s wants", (model, query, passage) => {
    expect(prefixesOf(model)).toEqual({ query, passage });
  });

  it.each(["intfloat/multilingual-e5-large-instruct", "Qwen3-Embedding-0.6B"])(
    "gives %s its instruction, with questions alone",
    (model) => {
      const { query, passage } = prefixesOf(model);
      expect(query).toMatch(/^Instruct: .+\nQuery: $/);
      expect(passage).toBe("");
    },
  );
});
