import { describe, expect, it } from "vitest";
import { openEachModel } from "../../../scripts/doctor/open-each-model.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

describe("openEachModel", () => {
  it("opens what is set up, asks nothing, and says where texts end up", async () => {
    const models = await openEachModel(
      {
        embeddings: { provider: "openai", model: "text-embedding-3-small", key: "a-secret" },
        reranker: { provider: "tei", model: "bge", url: "http://127.0.0.1:8080" },
        chat: { provider: "ollama", model: "gpt-oss:120b-cloud" },
      },
      await temporaryFolder(),
    );
    expect(models.map(({ opened, ...one }) => ({ ...one, opened: opened.kind }))).toEqual([
      {
        setting: "EMBEDDINGS",
        id: "openai:text-embedding-3-small",
        host: "api.openai.com",
        hostElsewhere: "api.openai.com",
        opened: "opened",
      },
      { setting: "RERANKER", id: "tei:bge", host: "127.0.0.1:8080", opened: "opened" },
      {
        setting: "CHAT_MODEL",
        id: "ollama:gpt-oss:120b-cloud",
        host: "127.0.0.1:11434",
        hostElsewhere: "ollama.com",
        opened: "opened",
      },
    ]);
  });
});
