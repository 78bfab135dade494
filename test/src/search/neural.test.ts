import { rm } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../src/agenda/read-knowledge.ts";
import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import { judge } from "../../../src/search/confidence.ts";
import { buildIndex, isCurrent, openIndex } from "../../../src/search/index-build.ts";
import { readCurrent, readManifest } from "../../../src/search/index-manifest.ts";
import { type Retrieval, retrieve } from "../../../src/search/retrieve.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { store } from "../../helpers/built-index.ts";
import {
  away,
  between,
  directionOf,
  type MadeEmbedding,
  madeEmbedding,
  neuralBuild,
} from "../../helpers/neural-embedding.ts";
import { knowledgeFolder, knowledgeNamed } from "../../helpers/small-knowledge.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { buildTimeoutMs, shippedFolder } from "../answer/shipped.ts";

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await readKnowledge(shippedFolder);
});

/** Says of a text what its item is, as a good model does, with as much noise as is given. */
function knowing(noise: number): MadeEmbedding {
  const owners = new Map(
    knowledge.items.flatMap(({ id, title, questions }) =>
      [title, ...questions].map((text) => [text, id] as const),
    ),
  );
  return madeEmbedding(`knowing:${noise}`, (text) => {
    const [title = ""] = text.split("\n");
    const owner = directionOf(`item ${owners.get(text) ?? owners.get(title) ?? title}`);
    const own = directionOf(text).map((value) => value * noise);
    return between(owner, own, directionOf("what all texts have in common"));
  });
}

async function builtWith(embedding: MadeEmbedding): Promise<SearchIndex> {
  const folder = await temporaryFolder();
  await buildIndex(knowledge, folder, store, () => {}, neuralBuild(embedding));
  return openIndex(folder, store, embedding);
}

const signal = new AbortController().signal;
/** Words of nobody: only an embedding that was told knows what they are about. */
const foreign = "zxqv wkrt plmn";

function outlined({ results }: Retrieval) {
  return results.map(({ item, score }) => [item.id, score]);
}

describe("a neural embedding in an index", () => {
  it(
    "is believed as far as it finds what the items are expected to answer, and then finds what no word tells",
    async () => {
      const embedding = knowing(0.7);
      const index = await builtWith(embedding);
      const calibration = index.neural?.calibration;
      expect(calibration?.share).toBeGreaterThan(0.1);
      expect(calibration?.confidence?.weight).toBeGreaterThan(0);
      const told = new Map([[foreign, "2.3.1"]]);
      const telling = {
        ...embedding,
        embedQuery: async (text: string) =>
          between(
            directionOf(`item ${told.get(text)}`),
            directionOf("what all texts have in common"),
          ),
      };
      const folder = await temporaryFolder();
      await buildIndex(knowledge, folder, store, () => {}, neuralBuild(embedding));
      const open = await openIndex(folder, store, telling);

      const found = await retrieve(foreign, open, { signal });
      expect(found.results[0]?.item.id).toBe("2.3.1");
      expect((await retrieve(foreign, open)).results.map(({ item }) => item.id)).not.toContain(
        "2.3.1",
      );
    },
    buildTimeoutMs * 2,
  );

  it(
    "is not believed, and not even asked, when it finds nothing better than chance",
    async () => {
      const embedding = madeEmbedding("noise:1", (text, side) => directionOf(`${side} ${text}`));
      const index = await builtWith(embedding);
      expect(index.neural?.calibration.share).toBe(0);
      const before = embedding.asked.length;
      for (const question of ["còpies de seguretat", "¿quién paga la fibra?", "open data"])
        expect(outlined(await retrieve(question, index, { signal }))).toEqual(
          outlined(await retrieve(question, index)),
        );
      expect(embedding.asked.length).toBe(before);
    },
    buildTimeoutMs,
  );

  it(
    "changes nothing of the answer when the model is away, gives other dimensions, or is not waited for",
    async () => {
      const embedding = knowing(0.7);
      const index = await builtWith(embedding);
      const question = "què hem de fer si ens entra un ransomware?";
      const alone = await retrieve(question, index);
      const together = await retrieve(question, index, { signal });
      expect(together.results[0]?.closeness).toBeDefined();
      embedding.fail(away);
      const without = await retrieve(question, index, { signal });
      expect(outlined(without)).toEqual(outlined(alone));
      expect(judge(without)).toEqual(judge(alone));

      const folder = await temporaryFolder();
      const changed = madeEmbedding(knowing(0.7).id, () => new Float32Array([1, 0]));
      await buildIndex(knowledge, folder, store, () => {}, neuralBuild(knowing(0.7)));
      const other = await openIndex(folder, store, changed);
      expect(outlined(await retrieve(question, other, { signal }))).toEqual(outlined(alone));
    },
    buildTimeoutMs * 2,
  );

  it("asserts nothing of what is not covered that it does not assert alone", {
    timeout: buildTimeoutMs,
  }, async () => {
    const index = await builtWith(knowing(1));
    const uncovered = [
      "a quina hora obre la piscina?",
      "recepta de canelons",
      "who won the match?",
    ];
    for (const question of uncovered)
      expect(judge(await retrieve(question, index, { signal })).band).not.toBe("answer");
  });
});

describe("an index with neural vectors", () => {
  const made = () => madeEmbedding("made:1", (text) => directionOf(text));

  it("is whole, says which model made it, and is stale for another one", async () => {
    const small = await knowledgeNamed("dos");
    const folder = await temporaryFolder();
    const manifest = await buildIndex(small, folder, store, () => {}, neuralBuild(made()));
    expect(manifest.neural).toMatchObject({ id: "made:1", dimensions: 64 });
    expect(Object.keys(manifest.files).some((name) => name.startsWith("neural/"))).toBe(true);
    expect(await isCurrent(folder, small.digest, "made:1")).toBe(true);
    expect(await isCurrent(folder, small.digest, "made:2")).toBe(false);
    // Without any, what is there does no harm.
    expect(await isCurrent(folder, small.digest)).toBe(true);
  });

  it("serves without the vectors of a model that is not the one that is set up", async () => {
    const small = await knowledgeNamed("dos");
    const folder = await temporaryFolder();
    await buildIndex(small, folder, store, () => {}, neuralBuild(made()));
    const other = madeEmbedding("made:2", (text) => directionOf(text));
    expect((await openIndex(folder, store, other)).neural).toBeUndefined();
    expect((await openIndex(folder, store)).neural).toBeUndefined();
    expect((await openIndex(folder, store, made())).neural).toBeDefined();
  });

  it("is refused when its vectors are damaged", async () => {
    const folder = await temporaryFolder();
    await buildIndex(await knowledgeNamed("dos"), folder, store, () => {}, neuralBuild(made()));
    const { version } = await readCurrent(folder);
    await rm(`${folder}/versions/${version}/neural`, { recursive: true });
    await expect(openIndex(folder, store, made())).rejects.toMatchObject({ code: "INDEX_CORRUPT" });
  });

  it("leaves the index that serves when the model fails in mid-build", async () => {
    const folder = await temporaryFolder();
    const first = await knowledgeNamed("dos");
    await buildIndex(first, folder, store);
    const embedding = made();
    embedding.fail(away);
    const build = buildIndex(
      await knowledgeNamed("tres"),
      folder,
      store,
      () => {},
      neuralBuild(embedding),
    );
    await expect(build).rejects.toMatchObject({ code: "MODEL_FAILED", fault: "unreachable" });
    expect((await openIndex(folder, store)).knowledgeDigest).toBe(first.digest);
    expect((await readManifest(folder, await readCurrent(folder))).neural).toBeUndefined();
  });

  it("takes a folder with documents alone, which has nothing to learn from", async () => {
    const folder = await temporaryFolder();
    const files = { "documents/acta.md": "# Acta del ple\n\nEl ple aprova el pressupost." };
    const documents = await readKnowledge(await knowledgeFolder(files));
    const { neural } = await buildIndex(documents, folder, store, () => {}, neuralBuild(made()));
    expect(neural?.calibration.confidence).toBeUndefined();
    expect(neural?.calibration.share).toBeGreaterThan(0);
    const index = await openIndex(folder, store, made());
    expect((await retrieve("pressupost", index, { signal })).results).toHaveLength(1);
  });
});
