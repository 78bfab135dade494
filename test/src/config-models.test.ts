import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { AssistantError } from "../../src/errors.ts";

function refusal(settings: Readonly<Record<string, string>>): string {
  try {
    readConfig(settings);
  } catch (error) {
    if (error instanceof AssistantError && error.code === "CONFIG_INVALID") return error.message;
    throw error;
  }
  throw new Error("it was taken");
}

describe("settings of models", () => {
  it("are none when nothing is set, and none when the embedding is the local one", () => {
    expect(readConfig({}).models).toEqual({ budgetMs: 6_000 });
    expect(readConfig({ EMBEDDINGS: "local" }).models).toEqual({ budgetMs: 6_000 });
  });

  it("name a model, its place, its key, its price and its limits", () => {
    const { models } = readConfig({
      EMBEDDINGS: "openai:BAAI/bge-m3",
      EMBEDDINGS_URL: "http://10.0.0.7:8000/v1/",
      EMBEDDINGS_PRICE: "0.13",
      RERANKER: "transformers:./models/bge-reranker-v2-m3",
      CHAT_MODEL: "ollama:qwen3:8b",
      CHAT_MODEL_PRICE: "0.15 / 0.60",
      CHAT_MODEL_DAILY_TOKENS: "1000",
      ANSWER_BUDGET_MS: "2500",
    });
    expect(models).toEqual({
      embeddings: {
        provider: "openai",
        model: "BAAI/bge-m3",
        url: "http://10.0.0.7:8000/v1",
        price: 0.13,
        maxTokens: 2_000_000,
      },
      reranker: { provider: "transformers", model: "./models/bge-reranker-v2-m3" },
      chat: {
        provider: "ollama",
        model: "qwen3:8b",
        price: { input: 0.15, output: 0.6 },
        dailyTokens: 1_000,
      },
      budgetMs: 2_500,
    });
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ["an unknown provider", { CHAT_MODEL: "skynet:t-800" }, "CHAT_MODEL: expected openai:MODEL"],
    ["no provider", { EMBEDDINGS: "bge-m3" }, "EMBEDDINGS: expected local, openai:MODEL"],
    ["no model", { RERANKER: "tei:" }, "RERANKER: expected cohere:MODEL"],
    ["no key", { CHAT_MODEL: "openai:gpt" }, "CHAT_MODEL_KEY: missing"],
    ["no address", { RERANKER: "tei:bge" }, "RERANKER_URL: missing"],
    ["a key without a model", { CHAT_MODEL_KEY: "sk-1" }, "CHAT_MODEL_KEY: is set"],
    [
      "an address without a model",
      { EMBEDDINGS_URL: "http://a.example" },
      "EMBEDDINGS_URL: is set",
    ],
    ["a price without a model", { CHAT_MODEL_PRICE: "1/2" }, "CHAT_MODEL_PRICE: is set"],
    [
      "a key for a model in this program",
      { EMBEDDINGS: "transformers:e5", EMBEDDINGS_KEY: "sk-1" },
      "takes no key",
    ],
    [
      "a price that is none",
      { EMBEDDINGS: "ollama:a", EMBEDDINGS_PRICE: "free" },
      "EMBEDDINGS_PRICE",
    ],
    ["one price for two", { CHAT_MODEL: "ollama:a", CHAT_MODEL_PRICE: "1" }, "CHAT_MODEL_PRICE"],
    ["a budget of nothing", { ANSWER_BUDGET_MS: "100" }, "ANSWER_BUDGET_MS"],
    ["a limit of nothing", { EMBEDDINGS: "ollama:a", EMBEDDINGS_MAX_TOKENS: "0" }, "MAX_TOKENS"],
  ])("are refused with %s, and it is said what is wrong", (_, settings, told) => {
    expect(refusal(settings)).toContain(told);
  });

  it.each([
    "https://me:sk-SECRET@vllm.local:99999/v1",
    "https://me:sk-SECRET@vllm.local/v1",
    "https://vllm.local/v1?key=sk-SECRET",
    "sk-SECRET",
    "ftp://sk-SECRET.example",
    "http://sk-SECRET example",
  ])("are refused with the address « %s », which is not repeated", (url) => {
    const message = refusal({ CHAT_MODEL: "openai:m", CHAT_MODEL_URL: url });
    expect(message).toContain("CHAT_MODEL_URL");
    expect(message).not.toContain("SECRET");
  });

  it.each(["sk with spaces", "sk-\u00e8", "sk\nX-Other: 1"])(
    "are refused with a key that no header takes, which is not repeated",
    (key) => {
      const message = refusal({ CHAT_MODEL: "openai:m", CHAT_MODEL_KEY: key });
      expect(message).toContain("CHAT_MODEL_KEY");
      expect(message).not.toContain("sk");
    },
  );
});
