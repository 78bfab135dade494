import fc from "fast-check";
import { expect, it } from "vitest";
import type { KnowledgeItem } from "../../src/agenda/item.ts";
import type { KnowledgeStore } from "../../src/ports.ts";

type Open = () => Promise<{ readonly store: KnowledgeStore; reopen(): Promise<KnowledgeStore> }>;

/** An item of the knowledge, an action unless something else is said. */
export function knowledgeItem(id: string, more: Partial<KnowledgeItem> = {}): KnowledgeItem {
  const applicability = {
    population: { max: 5_000 },
    horizon: "short",
    effort: "low",
    roles: ["tic"],
  } as const;
  return {
    id,
    kind: "action",
    title: `title of ${id}`,
    origin: "own",
    blocks: [{ kind: "paragraph", text: `text of ${id}` }],
    questions: ["a question"],
    references: [{ title: "a law", url: "https://example.cat/llei", checked: "2026-01-31" }],
    related: [],
    reviewed: "2026-01-31",
    ...(more.kind === undefined || more.kind === "action" ? { applicability } : {}),
    sourcePath: `eixos/${id}.md`,
    ...more,
  };
}

/** Items of all kinds, with everything that items can have. */
const allKinds = [
  knowledgeItem("2", { kind: "axis" }),
  knowledgeItem("2.3", { kind: "objective", references: [], related: ["2.3.1"] }),
  knowledgeItem("2.3.1", {
    blocks: [
      { kind: "heading", level: 2, text: "Com fer-ho" },
      { kind: "list-item", ordinal: 1, text: 'l·l \'"; DROP TABLE "knowledgeItems"; --' },
      { kind: "list-item", text: "👩‍👩‍👧 \u202e \0" },
      { kind: "table-row", text: "a | b" },
      { kind: "code", text: "npm ci\n" },
    ],
    applicability: {
      population: { min: 1_000, max: 20_000 },
      horizon: "long",
      effort: "high",
      roles: ["tic", "secretaria"],
      duty: "Llei 39/2015, art. 16",
      ends: "2026-12-31",
    },
  }),
  knowledgeItem("aprovacio", { kind: "page", origin: "official" }),
];

/** What every implementation of {@link KnowledgeStore} does. Call it inside a `describe`. */
export function knowledgeStoreContract(open: Open): void {
  keepsStates(open);
  keepsItems(open);
  forgets(open);
}

async function digestsOf(store: KnowledgeStore, state: string): Promise<Map<string, string>> {
  const { items = [] } = (await store.state(state)) ?? {};
  return new Map(items.map(({ id, digest }) => [id, digest]));
}

async function itemsOf(store: KnowledgeStore, state: string): Promise<KnowledgeItem[]> {
  const digests = [...(await digestsOf(store, state)).values()];
  const items = await store.items(digests);
  return digests.flatMap((digest) => items.get(digest) ?? []);
}

function keepsStates(open: Open): void {
  it("keeps a state with its items, in their order, through a restart", async () => {
    const { store, reopen } = await open();
    await store.note("aa", allKinds, 1_000);
    const reopened = await reopen();
    expect(await reopened.states()).toEqual([{ digest: "aa", seenAtMs: 1_000 }]);
    expect(await reopened.state("aa")).toMatchObject({
      digest: "aa",
      seenAtMs: 1_000,
      items: allKinds.map(({ id, kind }) => ({
        id,
        digest: expect.stringMatching(new RegExp(`^${kind}:[0-9a-f]+$`)),
      })),
    });
    expect(await itemsOf(reopened, "aa")).toEqual(allKinds);
  });

  it("knows nothing of what was not noted", async () => {
    const { store } = await open();
    expect(await store.states()).toEqual([]);
    await store.note("aa", allKinds, 1_000);
    for (const digest of ["", "a", "AA", "%", "aa' OR '1'='1"]) {
      expect(await store.state(digest), digest).toBeUndefined();
      expect(await store.items([digest]), digest).toEqual(new Map());
    }
    expect(await store.items([])).toEqual(new Map());
  });

  it("keeps a state once, shows the one that was seen last first, and never goes back in time", async () => {
    const { store } = await open();
    await store.note("aa", allKinds, 1_000);
    await store.note("bb", allKinds.slice(1), 2_000);
    await store.note("aa", allKinds, 3_000);
    await store.note("bb", [], 500);
    expect(await store.states()).toEqual([
      { digest: "aa", seenAtMs: 3_000 },
      { digest: "bb", seenAtMs: 2_000 },
    ]);
    expect(await itemsOf(store, "bb")).toEqual(allKinds.slice(1));
  });

  it("keeps knowledge without anything in it", async () => {
    const { store } = await open();
    await store.note("aa", [], 1_000);
    expect(await store.state("aa")).toEqual({ digest: "aa", seenAtMs: 1_000, items: [] });
  });

  it("keeps each state whole when many note the same and others at once", async () => {
    const { store } = await open();
    const states = Array.from({ length: 6 }, (_, at) => ({
      digest: `d${at}`,
      items: [...allKinds, knowledgeItem(`1.1.${at}`)],
    }));
    const times = [0, 1, 2, 3];
    await Promise.all(
      times.flatMap((more) =>
        states.map(({ digest, items }, at) =>
          store.note(digest, more % 2 === 0 ? items : [...items], 1_000 + at),
        ),
      ),
    );
    expect(await store.states()).toHaveLength(states.length);
    for (const { digest, items } of states) expect(await itemsOf(store, digest)).toEqual(items);
  });
}

function keepsItems(open: Open): void {
  it("has one digest for what looks the same to readers, and another one for what does not", async () => {
    const { store } = await open();
    const one = knowledgeItem("1.1.1");
    const same = [
      { ...one, questions: [] },
      { ...one, reviewed: "2027-02-01" },
      { ...one, sourcePath: "eixos/elsewhere.md" },
      { ...one, references: one.references.map((of) => ({ ...of, checked: "2027-02-01" })) },
    ];
    const other = [
      { ...one, title: "other" },
      { ...one, origin: "official" as const },
      { ...one, kind: "page" as const },
      { ...one, related: ["2.3.1"] },
      { ...one, references: [] },
      knowledgeItem("1.1.1", { blocks: [{ kind: "paragraph", text: "Text of 1.1.1" }] }),
      knowledgeItem("1.1.1", { blocks: [{ kind: "code", text: "text of 1.1.1" }] }),
    ];
    for (const [at, item] of [one, ...same, ...other].entries())
      await store.note(`s${at}`, [item], at);
    const digests: (string | undefined)[] = [];
    for (const at of [one, ...same, ...other].keys())
      digests.push((await digestsOf(store, `s${at}`)).get("1.1.1"));
    expect(new Set(digests.slice(0, same.length + 1)).size).toBe(1);
    expect(new Set(digests).size).toBe(other.length + 1);
  });

  it("keeps neither documents nor what is too long, and tells when they change", async () => {
    const { store } = await open();
    const document = (text: string) =>
      knowledgeItem("acta", { kind: "document", blocks: [{ kind: "paragraph", text }] });
    const long = (text: string) =>
      knowledgeItem("1.1.1", { blocks: [{ kind: "paragraph", text: text.repeat(200_000) }] });
    const short = knowledgeItem("1.1.2");
    await store.note("aa", [long("a"), short, document("a")], 1);
    await store.note("bb", [long("b"), short, document("b")], 2);
    await store.note("cc", [{ ...long("b"), reviewed: "2027-02-01" }, short, document("b")], 3);
    const [a, b, c] = [
      await digestsOf(store, "aa"),
      await digestsOf(store, "bb"),
      await digestsOf(store, "cc"),
    ];
    expect([...a.keys()]).toEqual(["1.1.1", "1.1.2", "acta"]);
    expect(await itemsOf(store, "aa")).toEqual([short]);
    for (const id of ["1.1.1", "acta"]) expect(b.get(id), id).not.toBe(a.get(id));
    expect(c).toEqual(b);
    expect([...b.values()].map((digest) => digest.split(":")[0])).toEqual([
      "action",
      "action",
      "document",
    ]);
  });

  it("keeps texts of all kinds", async () => {
    const { store } = await open();
    let state = 0;
    const text = fc.string({ unit: "binary", maxLength: 500 });
    await fc.assert(
      fc.asyncProperty(text, text, text, async (title, paragraph, related) => {
        const blocks = [{ kind: "paragraph", text: paragraph } as const];
        const item = knowledgeItem("1.1.1", { title, blocks, related: [related] });
        await store.note(`s${++state}`, [item], state);
        expect(await itemsOf(store, `s${state}`)).toEqual([item]);
      }),
      { numRuns: 30 },
    );
  });

  it("keeps 3,000 items, and gives them all", async () => {
    const { store } = await open();
    const items = Array.from({ length: 3_000 }, (_, at) => knowledgeItem(`1.1.${at}`));
    await store.note("aa", items, 1);
    expect(await itemsOf(store, "aa")).toEqual(items);
  });
}

function forgets(open: Open): void {
  it("forgets the states that were seen first beyond 50, with items that no other has", async () => {
    const { store } = await open();
    const shared = knowledgeItem("1.1.1");
    const own = (at: number) => knowledgeItem("1.1.2", { title: `of ${at}` });
    for (let at = 0; at < 50; at += 1) await store.note(`s${at}`, [shared, own(at)], at);
    const first = [...(await digestsOf(store, "s0")).values()];
    const second = [...(await digestsOf(store, "s1")).values()];
    expect(await store.states()).toHaveLength(50);
    // Seen again, and so not the oldest any more.
    await store.note("s0", [shared, own(0)], 100);
    await store.note("s50", [shared, own(50)], 101);
    const states = await store.states();
    expect(states).toHaveLength(50);
    expect(states.slice(0, 2).map(({ digest }) => digest)).toEqual(["s50", "s0"]);
    expect(await store.state("s1")).toBeUndefined();
    expect([...(await store.items(second)).values()]).toEqual([shared]);
    expect([...(await store.items(first)).values()]).toEqual([shared, own(0)]);
    // What was forgotten may come back.
    await store.note("s1", [shared, own(1)], 102);
    expect(await itemsOf(store, "s1")).toEqual([shared, own(1)]);
  });

  it("forgets no item of a state that comes while another one goes", async () => {
    const { store } = await open();
    const own = (at: number) => knowledgeItem(`1.1.${at}`);
    for (let at = 0; at < 50; at += 1) await store.note(`s${at}`, [own(at)], at);
    for (let at = 0; at < 10; at += 1) {
      const nowMs = 100 + at;
      // The first makes the oldest go, whose item the second has too.
      await Promise.all([
        store.note(`new ${at}`, [own(1_000 + at)], nowMs),
        store.note(`again ${at}`, [own(at * 2), own(at * 2 + 1)], nowMs),
      ]);
      expect(await itemsOf(store, `again ${at}`)).toEqual([own(at * 2), own(at * 2 + 1)]);
    }
    expect(await store.states()).toHaveLength(50);
  });
}
