import { describe, expect, it } from "vitest";
import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import { judge } from "../../../src/search/confidence.ts";
import { openIndex } from "../../../src/search/index-build.ts";
import { retrieve } from "../../../src/search/retrieve.ts";
import { indexFolder, store } from "../../helpers/built-index.ts";
import {
  type KnowledgeFiles,
  knowledgeFolder,
  smallKnowledge,
} from "../../helpers/small-knowledge.ts";

async function open(files: KnowledgeFiles = smallKnowledge) {
  const knowledge = await readKnowledge(await knowledgeFolder(files));
  return openIndex(await indexFolder(knowledge), store);
}

async function firstFor(question: string, files?: KnowledgeFiles): Promise<string | undefined> {
  return (await retrieve(question, await open(files))).results[0]?.item.id;
}

describe("retrieve", () => {
  it.each([
    ["còpies de seguretat", "2.3.2"],
    ["copies de seguertat", "2.3.2"],
    ["¿cada cuánto hacemos la copia de seguridad?", "2.3.2"],
    ["how often should we make a backup?", "2.3.2"],
    ["who decides during an attack", "2.3.1"],
    ["pressupost de la biblioteca", "acta"],
  ])("finds for «%s» the item %s, in any language", async (question, id) => {
    expect(await firstFor(question)).toBe(id);
  });

  it("finds by general language alone where there is no thesaurus", async () => {
    const files = {
      "documents/gos.md": "El gos de la reina va guanyar la cursa del castell.",
      "documents/mel.md": "Les abelles fan mel amb les flors de la muntanya.",
    };
    expect(await firstFor("which dog won?", files)).toBe("gos");
    expect(await firstFor("¿quién fabrica la miel?", files)).toBe("mel");
  });

  it("finds only what is accepted", async () => {
    const { results } = await retrieve("còpies de seguretat", await open(), {
      accepts: (item) => item.kind === "page" || item.kind === "document",
    });
    expect(results.every(({ item }) => item.kind !== "action")).toBe(true);
  });

  it("gives each item once, best first, and as many as are wanted", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [
        `documents/${at}.md`,
        `La fibra del carrer ${at} arriba al barri.`,
      ]),
    );
    const { results } = await retrieve("fibra al barri", await open(files), { wanted: 40 });
    const ids = results.map(({ item }) => item.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(40);
    const scores = results.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it.each(["", "???", "🙂", "zzz qqq", "de la i el"])(
    "finds its way through «%s»",
    async (question) => {
      const retrieval = await retrieve(question, await open());
      expect(judge(retrieval).band).toBe("abstain");
    },
  );
});

describe("judge", () => {
  it("is surer of what the knowledge says than of what it does not", async () => {
    const index = await open();
    const confidenceOf = async (question: string) =>
      judge(await retrieve(question, index)).confidence;
    expect(await confidenceOf("còpies de seguretat de les dades")).toBeGreaterThan(
      await confidenceOf("recepta de paella amb conill"),
    );
  });
});
