import { existsSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { chooseDenseStore } from "../../../adapters/langchain/dense-store.ts";
import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import { checkMachine, type MachineOptions } from "../../../src/doctor/check-machine.ts";
import type { DenseStore } from "../../../src/ports.ts";
import { buildIndex } from "../../../src/search/index-build.ts";
import { indexOf } from "../../adapters/web/serve.ts";
import { away, directionOf, madeEmbedding, neuralBuild } from "../../helpers/neural-embedding.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import {
  createWorkspace,
  item,
  smallKnowledge,
  type Workspace,
} from "../../scripts/small-knowledge.ts";

vi.setConfig({ testTimeout: 30_000 });

let store: DenseStore;
let built: Workspace;

beforeAll(async () => {
  store = await chooseDenseStore(() => {});
  built = await createWorkspace();
  await indexOf(built);
}, 30_000);

afterAll(() => built.remove());

async function report(options: Partial<MachineOptions> = {}) {
  return checkMachine({
    nodeVersion: "20.20.2",
    oldestNode: "20.19",
    knowledgeDirectory: built.knowledge,
    indexDirectory: built.index,
    store,
    ...options,
  });
}

async function outcomes(options: Partial<MachineOptions> = {}) {
  return (await report(options)).findings.map(({ state, outcome }) => `${state} ${outcome}`);
}

describe("checkMachine", () => {
  it("finds a machine that is ready, and an action to link to", async () => {
    const { findings, itemId } = await report();
    expect(findings.map(({ check, state, outcome }) => [check, state, outcome])).toEqual([
      ["node", "ok", "node-supported"],
      ["knowledge", "ok", "knowledge-read"],
      ["index", "ok", "index-current"],
      ["data", "skipped", "data-unused"],
    ]);
    expect(findings[1]?.values).toMatchObject({ items: Object.keys(smallKnowledge).length });
    expect(itemId).toBe("1.1.1");
  });

  it.each([
    ["18.20.0", "20.19", "fault"],
    ["20.18.9", "20.19", "fault"],
    ["20.19.0", "20.19", "ok"],
    ["24.0.0", "20.19", "ok"],
  ])("judges Node %s where %s is the oldest: %s", async (nodeVersion, oldestNode, state) => {
    const { findings } = await report({ nodeVersion, oldestNode });
    expect(findings[0]).toMatchObject({ check: "node", state });
  });

  it("finds texts that are missing, wrong, or newer than the index", async () => {
    const missing = join(await temporaryFolder(), "none");
    expect((await outcomes({ knowledgeDirectory: missing })).slice(1, 3)).toEqual([
      "fault knowledge-missing",
      "skipped index-unchecked",
    ]);
    const workspace = await createWorkspace();
    await workspace.write("pagines/nova.md", item({ id: "nova", title: "Nova" }, "Un text nou."));
    const newer = await outcomes({ knowledgeDirectory: workspace.knowledge });
    await workspace.write(
      "pagines/mala.md",
      item({ id: "mala", title: "Mala", related: ["9.9"] }, "Un text."),
    );
    const { findings } = await report({ knowledgeDirectory: workspace.knowledge });
    await workspace.remove();

    expect(newer.slice(1, 3)).toEqual(["ok knowledge-read", "warning index-stale"]);
    expect(findings[1]).toMatchObject({ state: "fault", outcome: "knowledge-wrong" });
    expect(findings[1]?.values?.["first"]).toMatch(/^pagines\/mala\.md:\d+: /);
  });

  it("finds an index that is missing or damaged, and leaves it as it is", async () => {
    const indexDirectory = join(await temporaryFolder(), "index");
    const missing = await report({ indexDirectory });
    const damaged = await temporaryFolder();
    await writeFile(join(damaged, "current.json"), "{");
    expect(missing.findings[2]).toMatchObject({ state: "warning", outcome: "index-missing" });
    expect(missing.itemId).toBe("1.1.1");
    expect((await outcomes({ indexDirectory: damaged }))[2]).toBe("warning index-damaged");
    expect([existsSync(indexDirectory), await readdir(damaged)]).toEqual([false, ["current.json"]]);
  });

  it("finds an index without vectors of the embedding that is set up, and asks that one nothing", async () => {
    const mine = madeEmbedding("made:mine", directionOf);
    const other = madeEmbedding("made:other", directionOf);
    const indexDirectory = await temporaryFolder();
    const knowledge = await readKnowledge(built.knowledge);
    await buildIndex(knowledge, indexDirectory, store, undefined, neuralBuild(mine));
    mine.fail(away);
    const found = await report({ indexDirectory, embedding: other });
    expect(found.findings[2]).toMatchObject({
      state: "warning",
      outcome: "index-without-vectors",
      values: { model: "made:other" },
    });
    expect((await outcomes({ embedding: mine }))[2]).toBe("warning index-without-vectors");
    expect((await outcomes({ indexDirectory, embedding: mine }))[2]).toBe("ok index-current");
    expect([other.sent, other.asked]).toEqual([[], []]);
  });

  it("tries to write to the data folder and leaves nothing behind", async () => {
    const folder = await temporaryFolder();
    const absent = join(folder, "a", "b");
    const file = join(folder, "file");
    await writeFile(file, "");
    const of = async (dataDirectory: string) => (await outcomes({ dataDirectory }))[3];
    expect(await of(folder)).toBe("ok data-writable");
    expect(await of(absent)).toBe("ok data-writable");
    expect(await of(file)).toBe("fault data-unwritable");
    expect(await of(join(file, "below"))).toBe("fault data-unwritable");
    expect(await readdir(folder)).toEqual(["file"]);
  });
});
