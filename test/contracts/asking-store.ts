import { expect, it } from "vitest";
import type { Asking, QuestionGroup, Rating } from "../../src/feedback/asking.ts";
import type { AskingStore } from "../../src/ports.ts";
import { whoOf } from "./who.ts";

/** A question that was answered. */
export function asking(id: string, more: Partial<Asking> = {}): Asking {
  return {
    id,
    who: whoOf("asker"),
    question: `question of ${id}`,
    language: "ca",
    kind: "answered",
    intent: "search",
    items: ["2.3.1", "2.3"],
    index: "0123456789ab",
    askedAtMs: 1_000,
    ...more,
  };
}

/** An opinion. */
export function rating(isPositive: boolean, word = "", ratedAtMs = 2_000): Rating {
  return { isPositive, word, ratedAtMs };
}

function group(id: string, more: Partial<QuestionGroup> = {}): QuestionGroup {
  return { id, topic: "abstained", sample: `sample of ${id}`, askings: ["one"], ...more };
}

type Open = () => Promise<{ readonly store: AskingStore; reopen(): Promise<AskingStore> }>;

/** What every implementation of {@link AskingStore} does. Call it inside a `describe`. */
export function askingStoreContract(open: Open): void {
  keepsAskings(open);
  countsAskings(open);
  keepsGroups(open);
}

/** An asking with its ratings: {@link AskingStore.list} shows what was abstained from. */
async function abstainedFrom(store: AskingStore) {
  return store.list("abstained", 0, 10_000, 10_000);
}

function keepsAskings(open: Open): void {
  it("keeps an asking whole through a restart", async () => {
    const { store, reopen } = await open();
    const question = "l·l '\"; DROP TABLE askings; -- 👩‍👩‍👧 \u202e";
    const whole = asking("one", { question, kind: "abstained", items: [], language: "es" });
    await store.add(whole);
    const none = { positive: 0, negative: 0, words: [] };
    expect(await abstainedFrom(await reopen())).toEqual([{ ...whole, ...none }]);
  });

  it("replaces one of the same id, and keeps what was thought of it", async () => {
    const { store } = await open();
    await store.add(asking("one", { kind: "abstained" }));
    await store.rate("one", whoOf("a"), rating(false, "poc"));
    const edited = asking("one", { question: "edited", kind: "abstained", askedAtMs: 3_000 });
    await store.add(edited);
    expect(await abstainedFrom(store)).toEqual([
      { ...edited, positive: 0, negative: 1, words: ["poc"] },
    ]);
  });

  it("keeps one opinion a person, the last", async () => {
    const { store } = await open();
    await store.add(asking("one", { kind: "abstained" }));
    expect(await store.rate("one", whoOf("a"), rating(false, "first", 1))).toBe(true);
    expect(await store.rate("one", whoOf("a"), rating(true, "second", 2))).toBe(true);
    await store.rate("one", whoOf("b"), rating(true, "of b", 3));
    await store.rate("one", whoOf("c"), rating(false, "", 4));
    expect(await abstainedFrom(store)).toMatchObject([
      { positive: 2, negative: 1, words: ["of b", "second"] },
    ]);
    const presses = Array.from({ length: 40 }, (_, at) =>
      store.rate("one", whoOf(`p${at % 5}`), rating(at % 2 === 0)),
    );
    expect(await Promise.all(presses)).not.toContain(false);
    const [kept] = await abstainedFrom(store);
    expect((kept?.positive ?? 0) + (kept?.negative ?? 0)).toBe(8);
  });

  it("refuses an opinion about what is not kept, whatever the id", async () => {
    const { store } = await open();
    await store.add(asking("one"));
    for (const id of ["", "One", "on%", "one' OR '1'='1", "o\0ne", "x".repeat(5_000)])
      expect(await store.rate(id, whoOf("a"), rating(true)), id).toBe(false);
    expect(await store.count(0, 10_000)).toMatchObject({ positive: 0, negative: 0 });
  });

  it("keeps words of all kinds", async () => {
    const { store } = await open();
    await store.add(asking("one", { kind: "abstained", question: "a\0b\ud83dc" }));
    await store.rate("one", whoOf("a"), rating(true, "a\0b\ud83dc 👍"));
    expect(await abstainedFrom(store)).toMatchObject([
      { question: "a\ufffdb\ufffdc", words: ["a\ufffdb\ufffdc 👍"] },
    ]);
  });

  it("forgets one with what was thought of it, and nothing of others", async () => {
    const { store } = await open();
    for (const id of ["one", "two"]) {
      await store.add(asking(id, { kind: "abstained" }));
      await store.rate(id, whoOf("a"), rating(false));
    }
    await store.addGroups([group("both", { askings: ["one", "two"] }), group("of one")], 1);
    await store.remove("one");
    await store.remove("unknown");
    expect(await abstainedFrom(store)).toMatchObject([{ id: "two", negative: 1 }]);
    await store.add(asking("one", { kind: "abstained" }));
    expect(await abstainedFrom(store)).toMatchObject([{ negative: 0 }, { negative: 1 }]);
    expect(await store.group("of one")).toBeUndefined();
    expect(await store.group("both")).toMatchObject({
      askings: ["two"],
      sample: "question of two",
    });
  });

  it("leaves no opinion behind when it is forgotten while people press", async () => {
    const { store } = await open();
    for (let round = 0; round < 10; round += 1) {
      await store.add(asking("one"));
      const presses = Array.from({ length: 8 }, (_, at) =>
        store.rate("one", whoOf(`p${at}`), rating(true)),
      );
      await Promise.all([...presses, store.remove("one")]);
      await store.add(asking("one"));
      expect(await store.count(0, 10_000)).toMatchObject({ total: 1, positive: 0 });
      await store.remove("one");
    }
  });
}

function countsAskings(open: Open): void {
  it("counts from then inclusive to then exclusive", async () => {
    const { store } = await open();
    const kinds = ["answered", "suggested", "abstained", "failed", "answered"] as const;
    for (const [at, kind] of kinds.entries())
      await store.add(asking(`a${at}`, { kind, askedAtMs: 100 + at, items: ["1", "1", `${at}`] }));
    await store.rate("a0", whoOf("a"), rating(true));
    await store.rate("a0", whoOf("b"), rating(true));
    await store.rate("a1", whoOf("a"), rating(false));
    await store.rate("a4", whoOf("a"), rating(false));
    expect(await store.count(100, 104)).toEqual({
      total: 4,
      kinds: { answered: 1, suggested: 1, abstained: 1, failed: 1 },
      positive: 2,
      negative: 1,
      items: [
        { item: "1", count: 2 },
        { item: "0", count: 1 },
      ],
    });
    expect(await store.count(104, 105)).toMatchObject({ total: 1, positive: 0, negative: 1 });
    expect(await store.count(105, 200)).toEqual({
      total: 0,
      kinds: { answered: 0, suggested: 0, abstained: 0, failed: 0 },
      positive: 0,
      negative: 0,
      items: [],
    });
  });

  it("counts thousands of the same moment, each once", async () => {
    const { store } = await open();
    const adds = Array.from({ length: 2_300 }, (_, at) => store.add(asking(`a${at}`)));
    await Promise.all(adds);
    const { total, items } = await store.count(0, 5_000);
    expect([total, items[0]?.count]).toEqual([2_300, 2_300]);
  });

  it("lists what was abstained from, newest first, as many as wanted", async () => {
    const { store } = await open();
    for (const at of [5, 3, 9, 7])
      await store.add(asking(`a${at}`, { kind: "abstained", askedAtMs: at }));
    await store.add(asking("answered", { askedAtMs: 6 }));
    const ids = async (from: number, to: number, limit: number) =>
      (await store.list("abstained", from, to, limit)).map(({ id }) => id);
    expect(await ids(3, 9, 10)).toEqual(["a7", "a5", "a3"]);
    expect(await ids(0, 99, 2)).toEqual(["a9", "a7"]);
  });

  it("lists what more people found bad than good", async () => {
    const { store } = await open();
    const opinions = { bad: [0], worse: [0, 0, 1], even: [0, 1], good: [1, 1, 0], unrated: [] };
    let at = 0;
    for (const [id, all] of Object.entries(opinions)) {
      at += 1;
      await store.add(asking(id, { askedAtMs: at }));
      for (const [person, isPositive] of all.entries())
        await store.rate(id, whoOf(`p${person}`), rating(isPositive === 1));
    }
    const listed = await store.list("badly-rated", 0, 99, 10);
    expect(listed.map(({ id, positive, negative }) => [id, positive, negative])).toEqual([
      ["worse", 1, 2],
      ["bad", 0, 1],
    ]);
    expect(await store.list("badly-rated", 2, 99, 10)).toHaveLength(1);
    expect(await store.list("badly-rated", 0, 99, 1)).toHaveLength(1);
  });
}

function keepsGroups(open: Open): void {
  it("keeps groups with their decisions through a restart", async () => {
    const { store, reopen } = await open();
    const covered = group("covered", {
      topic: "badly-rated",
      askings: ["b", "a"],
      decision: { kind: "covered", item: "2.3.1" },
    });
    await store.addGroups([group("open"), covered], 10);
    await store.addGroups([], 10);
    expect(await store.decide("open", { kind: "to-write" }, 20)).toBe(true);
    const reopened = await reopen();
    const open_ = group("open", { decision: { kind: "to-write" } });
    expect(await reopened.group("open")).toEqual(open_);
    expect(await reopened.group("covered")).toEqual(covered);
    expect(await reopened.decided(0, 10)).toEqual([open_, covered]);
    expect(await reopened.decided(11, 10)).toEqual([open_]);
    expect(await reopened.decided(0, 1)).toEqual([open_]);
  });

  it("leaves a group as it is that is added again, and changes a decision", async () => {
    const { store } = await open();
    await store.addGroups([group("one")], 1);
    await store.decide("one", { kind: "covered", item: "1.1" }, 2);
    await store.addGroups([group("one", { sample: "another" })], 3);
    expect(await store.group("one")).toMatchObject({
      sample: "sample of one",
      decision: { kind: "covered", item: "1.1" },
    });
    await store.decide("one", { kind: "out-of-scope" }, 4);
    expect((await store.group("one"))?.decision).toEqual({ kind: "out-of-scope" });
  });

  it("decides nothing about a group that is not there, whatever its id", async () => {
    const { store } = await open();
    await store.addGroups([group("one")], 1);
    for (const id of ["", "%", "o\0ne", "unknown"]) {
      expect(await store.decide(id, { kind: "to-write" }, 2), id).toBe(false);
      expect(await store.group(id), id).toBeUndefined();
    }
    expect(await store.decided(0, 10)).toEqual([]);
  });
}
