import { describe, expect, it } from "vitest";
import { chooseDenseStore } from "../../../adapters/langchain/dense-store.ts";
import { exactStore } from "../../../adapters/langchain/exact-store.ts";
import { isHnswAvailable } from "../../../adapters/langchain/hnsw-store.ts";
import { openIndex } from "../../../src/search/index-build.ts";
import { startBuild } from "../../helpers/build-script.ts";
import { knowledgeFolder } from "../../helpers/small-knowledge.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

/** Makes Node behave as on a machine where hnswlib-node could not be compiled. */
const hook = `export async function resolve(name, context, next) {
  if (name === "hnswlib-node") throw Object.assign(new Error("not compiled"), { code: "ERR_MODULE_NOT_FOUND" });
  return next(name, context);
}`;
const register = `import { register } from "node:module"; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hook)}`)});`;
const withoutHnsw = ["--import", `data:text/javascript,${encodeURIComponent(register)}`];

describe("chooseDenseStore", () => {
  it("chooses the graph where it was compiled, and tells when it falls back", async () => {
    let isFallback = false;
    const store = await chooseDenseStore(() => {
      isFallback = true;
    });
    expect(store.kind).toBe((await isHnswAvailable()) ? "hnsw" : "exact");
    expect(isFallback).toBe(store.kind === "exact");
  });

  it("indexes with exact search where hnswlib-node is not compiled, and says so", async () => {
    const folder = await temporaryFolder();
    const { code, stderr } = await startBuild(await knowledgeFolder(), folder, withoutHnsw).ended;
    expect(stderr).toContain("exact search is used instead");
    expect(code).toBe(0);
    const index = await openIndex(folder, exactStore);
    const vector = await index.embedding.embedQuery("còpia de seguretat");
    const [nearest] = await index.dense.search(vector, 1);
    expect(index.passages[nearest?.passage ?? -1]?.itemId).toBe("2.3.2");
  }, 20_000);
});
