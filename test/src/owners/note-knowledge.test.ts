import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { createMemory } from "../../../adapters/database/memory.ts";
import { createKnowledgeNoter } from "../../../src/owners/note-knowledge.ts";
import type { KnowledgeStore } from "../../../src/ports.ts";
import { openForTest } from "../../adapters/database/open-for-test.ts";
import { itemFile, smallKnowledge } from "../../helpers/small-knowledge.ts";
import { indexOf } from "./rig.ts";

const log = pino({ level: "silent" });

async function openNoter(change: (knowledge: KnowledgeStore) => Partial<KnowledgeStore>) {
  const { knowledge } = createMemory((await openForTest()).database);
  const rig = { knowledge, index: await indexOf(smallKnowledge), nowMs: 1_000 };
  const noter = () =>
    createKnowledgeNoter({
      knowledge: { ...knowledge, ...change(knowledge) },
      index: () => rig.index,
      now: () => rig.nowMs,
      log,
    });
  return { rig, noter };
}

describe("createKnowledgeNoter", () => {
  it("keeps what serves at the start and when it is another one, and does nothing else", async () => {
    const noted: string[] = [];
    const { rig, noter } = await openNoter((knowledge) => ({
      note(...of) {
        noted.push(of[0]);
        return knowledge.note(...of);
      },
    }));
    const note = noter();
    const first = rig.index.knowledgeDigest;
    for (let round = 0; round < 3; round += 1) await note();
    expect(noted).toEqual([first]);
    rig.nowMs = 2_000;
    rig.index = await indexOf({ ...smallKnowledge, "pagines/b.md": itemFile({ id: "b" }) });
    const second = rig.index.knowledgeDigest;
    for (let round = 0; round < 3; round += 1) await note();
    expect(noted).toEqual([first, second]);
    expect(await rig.knowledge.states()).toEqual([
      { digest: second, seenAtMs: 2_000 },
      { digest: first, seenAtMs: 1_000 },
    ]);
    const { items = [] } = (await rig.knowledge.state(second)) ?? {};
    expect(items.map(({ id }) => id)).toEqual(rig.index.catalogue.items.map(({ id }) => id));
    const kept = await rig.knowledge.items(items.map(({ digest }) => digest));
    const shown = rig.index.catalogue.items.filter(({ kind }) => kind !== "document");
    expect([...kept.values()].sort(byId)).toEqual([...shown].sort(byId));
    // The program begins anew with the same knowledge.
    rig.nowMs = 3_000;
    await noter()();
    expect(await rig.knowledge.states()).toMatchObject([{ seenAtMs: 3_000 }, { seenAtMs: 1_000 }]);
  });

  it("tells a failure, and does it again the next time", async () => {
    let isAway = true;
    const { rig, noter } = await openNoter((knowledge) => ({
      note: (...of) => (isAway ? Promise.reject(new Error("away")) : knowledge.note(...of)),
    }));
    const note = noter();
    await expect(note()).rejects.toThrow("away");
    isAway = false;
    await note();
    expect(await rig.knowledge.states()).toHaveLength(1);
  });
});

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
