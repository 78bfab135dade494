import fc from "fast-check";
import { expect, it } from "vitest";
import { type PlanEntry, planStatuses } from "../../src/plan/plan.ts";
import { quartersFrom } from "../../src/plan/quarters.ts";
import type { PlanStore } from "../../src/ports.ts";
import { whoOf } from "./who.ts";

type Open = () => Promise<{ readonly store: PlanStore; reopen(): Promise<PlanStore> }>;

/** An entry of a plan. */
export function planEntry(item: string, more: Partial<PlanEntry> = {}): PlanEntry {
  return {
    item,
    title: `title of ${item}`,
    status: "proposed",
    owner: "",
    notes: "",
    addedAtMs: 1_000,
    changedAtMs: 1_000,
    version: 1,
    ...more,
  };
}

const anna = whoOf("anna", "north");
const bernat = whoOf("bernat", "north");
const south = whoOf("anna", "south");

/** What every implementation of {@link PlanStore} does. Call it inside a `describe`. */
export function planStoreContract(open: Open): void {
  keeps(open);
  keepsVersions(open);
  keepsTenantsApart(open);
}

function keeps(open: Open): void {
  it("keeps entries through a restart, by quarter and then by code as people count", async () => {
    const { store, reopen } = await open();
    const entries = [
      planEntry("1.10.1", { quarter: "2027-T2" }),
      planEntry("1.2.1", { quarter: "2027-T2", reason: "Why.", owner: "TIC", notes: "a\nb" }),
      planEntry("4.1.1", { quarter: "2026-T4", status: "under-way" }),
      planEntry("1.1.1"),
    ];
    expect(await store.add(anna, entries)).toBe(4);
    const reopened = await reopen();
    const order = ["4.1.1", "1.2.1", "1.10.1", "1.1.1"];
    expect(await reopened.list("north")).toEqual(
      order.map((id) => entries.find(({ item }) => item === id)),
    );
    expect(await reopened.get("north", "1.2.1")).toEqual(entries[1]);
    expect(await reopened.get("north", "9.9.9")).toBeUndefined();
  });

  it("adds what is not there yet, and leaves what is", async () => {
    const { store } = await open();
    const version = 7;
    expect(await store.add(anna, [planEntry("a", { owner: "first", version })])).toBe(1);
    const again = [planEntry("a", { owner: "second" }), planEntry("b"), planEntry("b")];
    expect(await store.add(bernat, again)).toBe(1);
    expect(await store.add(bernat, [])).toBe(0);
    expect(await store.get("north", "a")).toEqual(planEntry("a", { owner: "first" }));
  });

  it("keeps texts of all kinds", async () => {
    const { store } = await open();
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "binary", maxLength: 100 }),
        fc.string({ unit: "binary", maxLength: 3_000 }),
        fc.constantFrom(...planStatuses),
        fc.option(fc.constantFrom(...quartersFrom(0, 400)), { nil: undefined }),
        async (owner, notes, status, quarter) => {
          const entry = planEntry("a", { status, ...(quarter && { quarter }) });
          await store.add(anna, [entry]);
          const now = (await store.get("north", "a")) ?? entry;
          const { quarter: _, ...rest } = now;
          const next = { ...rest, owner, notes, status, ...(quarter && { quarter }) };
          expect(await store.set(anna, next)).toBe(true);
          const whole = (text: string) => text.replaceAll(/[\0\p{Cs}]/gu, "\ufffd");
          const kept = { ...next, owner: whole(owner), notes: whole(notes) };
          expect(await store.get("north", "a")).toEqual({ ...kept, version: now.version + 1 });
        },
      ),
      { numRuns: 30 },
    );
  });

  it("keeps 10,000 entries, and gives them in order", async () => {
    const { store } = await open();
    const entries = Array.from({ length: 10_000 }, (_, at) =>
      planEntry(`${(at % 4) + 1}.${at}.1`, { notes: "x".repeat(100) }),
    );
    expect(await store.add(anna, entries)).toBe(10_000);
    expect(await store.add(anna, entries)).toBe(0);
    const list = await store.list("north");
    expect(list).toHaveLength(10_000);
    expect(list.slice(0, 3).map(({ item }) => item)).toEqual(["1.0.1", "1.4.1", "1.8.1"]);
  });
}

function keepsVersions(open: Open): void {
  it("changes and removes the version that was read, and no other", async () => {
    const { store } = await open();
    await store.add(anna, [planEntry("a", { quarter: "2027-T1" })]);
    expect(await store.set(anna, planEntry("a", { owner: "first", changedAtMs: 2_000 }))).toBe(
      true,
    );
    expect(await store.set(bernat, planEntry("a", { owner: "second" }))).toBe(false);
    const now = planEntry("a", { owner: "first", changedAtMs: 2_000, version: 2 });
    expect(await store.get("north", "a")).toEqual(now);
    expect(await store.remove(bernat, "a", 1)).toBe(false);
    expect(await store.set(bernat, planEntry("none"))).toBe(false);
    expect(await store.remove(bernat, "a", 2)).toBe(true);
    expect(await store.remove(bernat, "a", 2)).toBe(false);
    expect(await store.list("north")).toEqual([]);
  });

  it("loses none of 100 changes that are made at once", async () => {
    const { store } = await open();
    await store.add(anna, [planEntry("a")]);
    const write = async (line: string): Promise<void> => {
      for (;;) {
        const entry = await store.get("north", "a");
        if (entry === undefined) throw new Error("gone");
        const next = { ...entry, notes: `${entry.notes}${line};` };
        if (await store.set(anna, next)) return;
      }
    };
    const lines = Array.from({ length: 100 }, (_, at) => `n${at}`);
    await Promise.all(lines.map(write));
    const { notes = "", version } = (await store.get("north", "a")) ?? {};
    expect(notes.split(";").filter(Boolean).sort()).toEqual([...lines].sort());
    expect(version).toBe(101);
  });

  it("adds each once when many add at once, and one of many removes", async () => {
    const { store } = await open();
    const items = Array.from({ length: 20 }, (_, at) => planEntry(`i${at}`));
    const adds = Array.from({ length: 20 }, (_, at) =>
      store.add(anna, at % 2 === 0 ? items : [...items].reverse()),
    );
    const added = await Promise.all(adds);
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(20);
    const removed = await Promise.all(adds.map(() => store.remove(anna, "i0", 1)));
    expect(removed.filter(Boolean)).toHaveLength(1);
  });
}

function keepsTenantsApart(open: Open): void {
  it("shows and changes nothing of another tenant", async () => {
    const { store } = await open();
    await store.add(anna, [planEntry("a", { owner: "north" })]);
    await store.add(south, [planEntry("a", { owner: "south" }), planEntry("b")]);
    for (const tenant of ["", "nort", "north ", "NORTH", "%", "_____", "' OR '1'='1"]) {
      const other = whoOf("anna", tenant);
      expect(await store.list(tenant), tenant).toEqual([]);
      expect(await store.get(tenant, "a"), tenant).toBeUndefined();
      expect(await store.set(other, planEntry("a", { owner: "x" })), tenant).toBe(false);
      expect(await store.remove(other, "a", 1), tenant).toBe(false);
    }
    expect(await store.set(south, planEntry("a", { owner: "changed" }))).toBe(true);
    expect(await store.remove(south, "b", 1)).toBe(true);
    expect(await store.list("north")).toEqual([planEntry("a", { owner: "north" })]);
  });

  it("keeps nothing of a tenant that is not known", async () => {
    const { store } = await open();
    expect(await store.add(whoOf("anna", ""), [planEntry("a")])).toBe(0);
    expect(await store.list("")).toEqual([]);
  });
}
