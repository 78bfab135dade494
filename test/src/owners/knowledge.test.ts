import { describe, expect, it } from "vitest";
import type { KnowledgeItem } from "../../../src/agenda/item.ts";
import type { ItemChange } from "../../../src/owners/report.ts";
import { knowledgeItem } from "../../contracts/knowledge-store.ts";
import { type OfficeRig, openOffice } from "./rig.ts";

const paragraph = (text: string) => ({ kind: "paragraph", text }) as const;

/** The changes between two states of the knowledge. */
async function changesBetween(
  before: readonly KnowledgeItem[],
  after: readonly KnowledgeItem[],
  damage: (rig: OfficeRig) => Promise<unknown> = async () => {},
): Promise<readonly ItemChange[]> {
  const rig = await openOffice();
  await rig.memory.knowledge.note("aa", before, 1_000);
  await rig.memory.knowledge.note("bb", after, 2_000);
  await damage(rig);
  const report = await rig.office.knowledge();
  expect(report).toMatchObject({ before: { digest: "aa" }, after: { digest: "bb" } });
  return report.changes;
}

/** Makes the row of an item unreadable. */
async function damageTitled({ database }: OfficeRig, title: string): Promise<void> {
  const { numUpdatedRows } = await database
    .updateTable("knowledgeItems")
    .set({ item: `{"id":"${title}"` })
    .where("item", "like", `%"${title}"%`)
    .executeTakeFirst();
  expect(numUpdatedRows).toBe(1n);
}

describe("createOffice: which states of the knowledge", () => {
  it("compares nothing while fewer than two are known", async () => {
    const { office, memory } = await openOffice();
    expect(await office.knowledge()).toEqual({ versions: [], changes: [] });
    await memory.knowledge.note("aa", [knowledgeItem("1.1.1")], 1_000);
    const one = { versions: [{ digest: "aa", seenAtMs: 1_000, items: 1 }], changes: [] };
    expect(await office.knowledge()).toEqual(one);
    expect(await office.knowledge("aa", "bb")).toEqual(one);
  });

  it("compares those that are asked for, and the newest with the one before it else", async () => {
    const { office, memory } = await openOffice();
    const items = ["1.1.1", "1.1.2", "1.1.3"].map((id) => knowledgeItem(id));
    for (const [at, digest] of ["aa", "bb", "cc"].entries())
      await memory.knowledge.note(digest, items.slice(0, at + 1), at);
    const compared = async (before?: string, after?: string) => {
      const report = await office.knowledge(before, after);
      expect(report.versions.map((of) => of.digest)).toEqual(["cc", "bb", "aa"]);
      const changes = report.changes.map(({ change, itemId }) => `${change} ${itemId}`);
      return [report.before?.digest, report.after?.digest, ...changes];
    };
    const newest = ["bb", "cc", "added 1.1.3"];
    expect(await compared()).toEqual(newest);
    expect(await compared("unknown", "neither")).toEqual(newest);
    expect(await compared("aa", "cc")).toEqual(["aa", "cc", "added 1.1.2", "added 1.1.3"]);
    expect(await compared("cc", "bb")).toEqual(["cc", "bb", "removed 1.1.3"]);
    expect(await compared("aa")).toEqual(["aa", "cc", "added 1.1.2", "added 1.1.3"]);
    expect(await compared(undefined, "bb")).toEqual(["aa", "bb", "added 1.1.2"]);
    expect(await compared(undefined, "aa")).toEqual(newest);
    expect(await compared("bb", "bb")).toEqual(["bb", "bb"]);
  });

  it("shows a state that came since, and leaves out one that is damaged", async () => {
    const { office, memory, database } = await openOffice();
    await memory.knowledge.note("aa", [knowledgeItem("1.1.1")], 1);
    await memory.knowledge.note("bb", [], 2);
    expect((await office.knowledge()).after?.digest).toBe("bb");
    await memory.knowledge.note("cc", [knowledgeItem("1.1.2")], 3);
    await database
      .updateTable("knowledgeStates")
      .set({ items: "[[" })
      .where("digest", "in", ["cc"])
      .execute();
    expect((await office.knowledge()).versions.map(({ digest }) => digest)).toEqual(["bb", "aa"]);
  });
});

describe("createOffice: what changed in the knowledge", () => {
  it("tells added, edited and removed items in the order of the Agenda, with their texts", async () => {
    const [kept, edited, removed, added] = [
      knowledgeItem("1.1.1"),
      knowledgeItem("1.1.2"),
      knowledgeItem("1.1.3"),
      knowledgeItem("1.1.0"),
    ];
    const now = knowledgeItem("1.1.2", {
      blocks: [
        paragraph("text of 1.1.2"),
        { kind: "heading", level: 2, text: "Com fer-ho" },
        { kind: "list-item", ordinal: 1, text: "Truqueu." },
      ],
      applicability: {
        population: {},
        horizon: "short",
        effort: "high",
        roles: ["tic"],
        ends: "2026-12-31",
      },
    });
    const changes = await changesBetween([kept, edited, removed], [added, kept, now]);
    const facts = (id: string) =>
      `title of ${id}\norigin: own\npopulation: max 5000\nhorizon: short\neffort: low\nroles: tic\nreference: a law https://example.cat/llei\ntext of ${id}\n`;
    expect(changes).toEqual([
      {
        itemId: "1.1.0",
        kind: "action",
        title: "title of 1.1.0",
        change: "added",
        sections: [],
        pieces: [{ kind: "added", text: facts("1.1.0") }],
      },
      {
        itemId: "1.1.2",
        kind: "action",
        title: "title of 1.1.2",
        change: "edited",
        sections: ["Com fer-ho"],
        pieces: [
          { kind: "same", text: "title of 1.1.2\norigin: own\n" },
          { kind: "removed", text: "population: max 5000\n" },
          { kind: "same", text: "horizon: short\neffort: " },
          { kind: "removed", text: "low\n" },
          { kind: "added", text: "high\n" },
          {
            kind: "same",
            text: "roles: tic\n",
          },
          { kind: "added", text: "ends: 2026-12-31\n" },
          {
            kind: "same",
            text: "reference: a law https://example.cat/llei\ntext of 1.1.2\n",
          },
          { kind: "added", text: "## Com fer-ho\n1. Truqueu.\n" },
        ],
      },
      {
        itemId: "1.1.3",
        kind: "action",
        title: "title of 1.1.3",
        change: "removed",
        sections: [],
        pieces: [{ kind: "removed", text: facts("1.1.3") }],
      },
    ]);
  });

  it("tells nothing of what readers do not see", async () => {
    const item = knowledgeItem("1.1.1");
    const changes = await changesBetween(
      [item],
      [{ ...item, reviewed: "2027-02-01", questions: ["other"], sourcePath: "eixos/b.md" }],
    );
    expect(changes).toEqual([]);
  });

  it("tells an item that is of another kind now as edited", async () => {
    const page = knowledgeItem("ajuda", { kind: "page", blocks: [paragraph("El text.")] });
    const [change, ...others] = await changesBetween(
      [page],
      [{ ...page, kind: "axis", blocks: [paragraph("El text nou.")] }],
    );
    expect(others).toEqual([]);
    expect(change).toMatchObject({ change: "edited", kind: "axis", itemId: "ajuda" });
    const texts = (kind: string) =>
      change?.pieces.flatMap((piece) => (piece.kind === kind ? [piece.text.trim()] : []));
    expect(texts("removed")).toEqual(["page"]);
    expect(texts("added")).toEqual(["axis", "nou"]);
  });

  it("keeps characters of all kinds whole", async () => {
    const text = (name: string) =>
      `La família 👩‍👩‍👧 diu «${name}» \u202e i \0 col·lecció e\u0301.`;
    const of = (name: string) => knowledgeItem("1.1.1", { blocks: [paragraph(text(name))] });
    const [change] = await changesBetween([of("🏳️‍🌈")], [of("👨‍👩‍👦")]);
    const changed = change?.pieces.filter(({ kind }) => kind !== "same");
    expect(changed).toEqual([
      { kind: "removed", text: "🏳️‍🌈" },
      { kind: "added", text: "👨‍👩‍👦" },
    ]);
    const now = change?.pieces.flatMap((piece) => (piece.kind === "removed" ? [] : piece.text));
    expect(now?.join("")).toContain(`${text("👨‍👩‍👦")}\n`);
  });

  it("tells documents and texts that are too long without their texts", async () => {
    const document = (id: string, text: string) =>
      knowledgeItem(id, { kind: "document", title: "Acta", blocks: [paragraph(text)] });
    const long = (text: string) =>
      knowledgeItem("2.3.1", { blocks: [paragraph(text.repeat(200_000))] });
    const same = document("same", "a");
    const changes = await changesBetween(
      [long("a"), document("acta", "a"), document("old/acta", "a"), same],
      [long("b"), document("acta", "b"), document("new/acta", "a"), same],
    );
    expect(changes).toEqual(
      [
        // Named as the Agenda of today does where it has them.
        ["2.3.1", "action", "Pla de resposta", "edited"],
        ["acta", "document", "Acta del ple", "edited"],
        ["new/acta", "document", "new/acta", "added"],
        ["old/acta", "document", "old/acta", "removed"],
      ].map(([itemId, kind, title, change]) => ({
        itemId,
        kind,
        title,
        change,
        sections: [],
        pieces: [],
      })),
    );
  });

  it("tells an item that is damaged without its text, and the others whole", async () => {
    const of = (id: string, title: string) => knowledgeItem(id, { title });
    const changes = await changesBetween(
      [of("1.1.1", "first"), of("1.1.2", "second"), of("1.1.4", "fourth")],
      [of("1.1.1", "first now"), of("1.1.2", "second now"), of("1.1.3", "third")],
      async (rig) => {
        for (const title of ["first", "third", "fourth"]) await damageTitled(rig, title);
      },
    );
    expect(changes.map(({ pieces, ...rest }) => ({ ...rest, has: pieces.length > 0 }))).toEqual(
      [
        ["1.1.1", "first now", "edited", false],
        ["1.1.2", "second now", "edited", true],
        ["1.1.3", "1.1.3", "added", false],
        ["1.1.4", "1.1.4", "removed", false],
      ].map(([itemId, title, change, has]) => ({
        itemId,
        kind: "action",
        title,
        change,
        sections: [],
        has,
      })),
    );
  });

  it("compares two states that have nothing in common, with 400 items each", async () => {
    const many = (axis: number) =>
      Array.from({ length: 400 }, (_, at) => knowledgeItem(`${axis}.1.${at}`));
    const changes = await changesBetween(many(1), many(2));
    expect(changes.map(({ change }) => change)).toEqual([
      ...many(2).map(() => "added"),
      ...many(1).map(() => "removed"),
    ]);
  });

  it("loads the texts of what differs alone, and once for all who ask within a minute", async () => {
    const loaded: string[][] = [];
    const rig = await openOffice(({ knowledge }) => ({
      knowledge: {
        ...knowledge,
        items(digests) {
          loaded.push([...digests]);
          return knowledge.items(digests);
        },
      },
    }));
    const { knowledge } = rig.memory;
    const items = Array.from({ length: 20 }, (_, at) => knowledgeItem(`1.1.${at}`));
    await knowledge.note("aa", items, 1);
    await knowledge.note("bb", [...items.slice(1), knowledgeItem("1.1.0", { title: "now" })], 2);
    await Promise.all(Array.from({ length: 10 }, () => rig.office.knowledge()));
    expect(loaded).toHaveLength(1);
    expect(loaded[0]).toHaveLength(2);
  });
});
