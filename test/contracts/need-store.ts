import fc from "fast-check";
import { expect, it } from "vitest";
import type { NewNeed, RecordedNeed } from "../../src/needs/need.ts";
import type { NeedStore } from "../../src/ports.ts";
import { whoOf } from "./who.ts";

type Open = () => Promise<{ readonly store: NeedStore; reopen(): Promise<NeedStore> }>;

/** A need of somebody. */
export function newNeed(id: string, more: Partial<NewNeed> = {}): NewNeed {
  return {
    id,
    text: `text of ${id}`,
    language: "ca",
    rejected: [],
    isNamed: false,
    recordedAtMs: 1_000,
    knowledge: "k1",
    ...more,
  };
}

const anna = whoOf("anna", "north");
const bernat = whoOf("bernat", "north");
const carla = whoOf("carla", "south");

async function all(store: NeedStore, fromMs = 0, toMs = 1e13): Promise<RecordedNeed[]> {
  const found: RecordedNeed[] = [];
  for await (const rows of store.recorded(fromMs, toMs)) found.push(...rows);
  return found;
}

/** What every implementation of {@link NeedStore} does. Call it inside a `describe`. */
export function needStoreContract(open: Open): void {
  keeps(open);
  shares(open);
  covers(open);
  reports(open);
}

function keeps(open: Open): void {
  it("keeps a need through a restart, with all that is told of it", async () => {
    const { store, reopen } = await open();
    const need = newNeed("one", {
      text: "a «quote»\nand 🐝",
      language: "es",
      axis: "2",
      rejected: ["2.3.1", "2.3"],
      council: "Vilanova",
      population: 800,
      isNamed: true,
      place: "D1",
    });
    expect(await store.add(anna, need)).toBe(true);
    const reopened = await reopen();
    expect(await reopened.of("anna")).toEqual([
      {
        id: "one",
        text: need.text,
        language: "es",
        axis: "2",
        rejected: ["2.3.1", "2.3"],
        recordedAtMs: 1_000,
        isNamed: true,
        councils: 1,
      },
    ]);
    expect(await reopened.get("one")).toMatchObject({ text: need.text, councils: 1, people: 1 });
    expect(await reopened.get("two")).toBeUndefined();
  });

  it("keeps a person's need once, however often and fast it is pressed", async () => {
    const { store } = await open();
    const added = await Promise.all(
      Array.from({ length: 8 }, () => store.add(anna, newNeed("one"))),
    );
    expect(added.filter((isAdded) => isAdded)).toHaveLength(1);
    expect(await store.of("anna")).toHaveLength(1);
  });

  it("keeps nothing of who is not known", async () => {
    const { store } = await open();
    expect(await store.add(whoOf("", "north"), newNeed("one"))).toBe(false);
    expect(await store.of("")).toEqual([]);
    expect(await store.withdraw("", "one")).toBe(false);
    expect(await store.takeCoveredOf("", 1)).toEqual([]);
  });

  it("lets a person withdraw its own need only, and the last one takes it away", async () => {
    const { store } = await open();
    await store.add(anna, newNeed("one"));
    await store.add(carla, newNeed("one"));
    expect(await store.withdraw("bernat", "one")).toBe(false);
    expect(await store.withdraw("anna", "one")).toBe(true);
    expect(await store.withdraw("anna", "one")).toBe(false);
    expect(await store.get("one")).toMatchObject({ people: 1 });
    expect(await store.withdraw("carla", "one")).toBe(true);
    expect(await store.get("one")).toBeUndefined();
  });

  it("gives back any text as it was", async () => {
    const { store } = await open();
    let at = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
        async (text) => {
          at += 1;
          await store.add(anna, newNeed(`n${at}`, { text }));
          expect((await store.get(`n${at}`))?.text).toBe(text.replaceAll("\0", "\uFFFD"));
        },
      ),
      { numRuns: 40 },
    );
  });
}

function shares(open: Open): void {
  it("counts councils by their names whatever the case and accents, or else by tenant", async () => {
    const { store } = await open();
    await store.add(anna, newNeed("one", { council: "Sant Celoni" }));
    await store.add(carla, newNeed("one", { council: "Ajuntament de SANT  CELÒNI" }));
    await store.add(bernat, newNeed("one"));
    await store.add(whoOf("dolors", "north"), newNeed("one"));
    await store.add(whoOf("enric", "east"), newNeed("one"));
    expect(await store.get("one")).toMatchObject({ councils: 3, people: 5 });
    expect((await store.of("anna"))[0]).toMatchObject({ councils: 3 });
  });

  it("finds the open need that says the same in the same words", async () => {
    const { store } = await open();
    await store.add(anna, newNeed("one", { text: "Un mapa d'abelles" }));
    expect(await store.same("UN MAPA  d’abellès!")).toMatchObject({ id: "one", people: 1 });
    expect(await store.same("un mapa de vespes")).toBeUndefined();
    await store.cover("one", "2.3.9", 5);
    expect(await store.same("Un mapa d'abelles")).toBeUndefined();
  });

  it("lists open needs by how many councils have them, then by the newest", async () => {
    const { store } = await open();
    await store.add(anna, newNeed("old", { recordedAtMs: 1 }));
    await store.add(anna, newNeed("new", { recordedAtMs: 3 }));
    await store.add(anna, newNeed("shared", { recordedAtMs: 2 }));
    await store.add(carla, newNeed("shared", { recordedAtMs: 2 }));
    await store.add(anna, newNeed("covered", { recordedAtMs: 9 }));
    await store.cover("covered", "9.9", 10);
    expect((await store.open(9)).map(({ id }) => id)).toEqual(["shared", "new", "old"]);
    expect((await store.open(2)).map(({ id }) => id)).toEqual(["shared", "new"]);
  });
}

function covers(open: Open): void {
  it("compares each open need once with each knowledge, the oldest first", async () => {
    const { store } = await open();
    await store.add(anna, newNeed("b", { recordedAtMs: 2 }));
    await store.add(anna, newNeed("a", { recordedAtMs: 1 }));
    await store.add(carla, newNeed("a", { recordedAtMs: 5, knowledge: "k2" }));
    expect(await store.unchecked("k1", 9)).toMatchObject([{ id: "a" }]);
    expect((await store.unchecked("k2", 9)).map(({ id }) => id)).toEqual(["a", "b"]);
    await store.check("a", "k2");
    expect((await store.unchecked("k2", 9)).map(({ id }) => id)).toEqual(["b"]);
    await store.cover("b", "1.1", 3);
    expect(await store.unchecked("k2", 9)).toEqual([]);
  });

  it("closes a need once, for everybody who has it", async () => {
    const { store } = await open();
    await store.add(anna, newNeed("one"));
    await store.add(carla, newNeed("one"));
    expect(await store.cover("one", "2.3.9", 5)).toBe(2);
    expect(await store.cover("one", "2.3.8", 6)).toBe(0);
    expect(await store.cover("none", "2.3.8", 6)).toBe(0);
    expect((await store.get("one"))?.covered).toEqual({ item: "2.3.9", atMs: 5 });
    expect((await store.of("carla"))[0]?.covered).toEqual({ item: "2.3.9", atMs: 5 });
  });

  it("gives each of those who are to be told to one of many callers, once", async () => {
    const { store, reopen } = await open();
    const people = Array.from({ length: 30 }, (_, at) => `p${String(at).padStart(2, "0")}`);
    for (const person of people)
      await store.add(whoOf(person, "t"), newNeed("one", { place: `to ${person}` }));
    await store.add(anna, newNeed("one"));
    await store.add(whoOf("teams", "t", "teams"), newNeed("one", { place: "elsewhere" }));
    expect(await store.takeCovered("slack", 4, 50)).toEqual([]);
    await store.cover("one", "2.3.9", 5);
    const taken = (
      await Promise.all(Array.from({ length: 6 }, () => store.takeCovered("slack", 6, 9)))
    ).flat();
    const reopened = await reopen();
    const rest = await reopened.takeCovered("slack", 7, 50);
    const told = [...taken, ...rest].map(
      ({ who, place, item }) => `${who.person} ${place} ${item}`,
    );
    expect(told.sort()).toEqual(people.map((person) => `${person} to ${person} 2.3.9`));
    expect(await reopened.takeCovered("slack", 8, 50)).toEqual([]);
    expect(await reopened.takeCovered("teams", 8, 50)).toHaveLength(1);
  });

  it("gives back what could not be told", async () => {
    const { store } = await open();
    await store.add(anna, newNeed("one", { place: "D1" }));
    await store.cover("one", "2.3.9", 5);
    const [first] = await store.takeCovered("slack", 6, 1);
    expect(first).toMatchObject({ who: anna, place: "D1", item: "2.3.9", need: { id: "one" } });
    await store.giveBack("anna", "one");
    expect(await store.takeCovered("slack", 7, 1)).toEqual([first]);
  });

  it("tells who is there just now, once, wherever the person could be written to", async () => {
    const { store } = await open();
    await store.add(anna, newNeed("one"));
    await store.add(anna, newNeed("two", { place: "D1" }));
    await store.add(bernat, newNeed("one"));
    await store.cover("one", "2.3.9", 5);
    await store.cover("two", "2.3.9", 5);
    expect(await store.takeCoveredOf("anna", 6)).toMatchObject([{}, {}]);
    expect(await store.takeCoveredOf("anna", 7)).toEqual([]);
    expect(await store.takeCovered("slack", 7, 9)).toEqual([]);
    expect(await store.takeCoveredOf("bernat", 7)).toMatchObject([{ id: "one" }]);
  });
}

function reports(open: Open): void {
  it("gives everyone's needs of a time, newest first, beyond one batch", async () => {
    const { store } = await open();
    const many = 2_300;
    for (let at = 0; at < many; at += 1)
      await store.add(
        whoOf(`p${at}`, "t"),
        // Many at the very same time.
        newNeed(`n${at}`, { recordedAtMs: Math.floor(at / 700) }),
      );
    const found = await all(store, 1, 3);
    expect(found).toHaveLength(1_400);
    expect(new Set(found.map(({ id }) => id)).size).toBe(1_400);
    expect(found.map(({ recordedAtMs }) => recordedAtMs)).toEqual(
      found.map(({ recordedAtMs }) => recordedAtMs).sort((a, b) => b - a),
    );
  });

  it("tells the councils apart and names them as they were recorded", async () => {
    const { store } = await open();
    await store.add(anna, newNeed("one", { council: "Rupit", population: 280, isNamed: true }));
    await store.add(bernat, newNeed("one"));
    const [first, second] = await all(store);
    expect([first, second].map((row) => row?.council).sort()).toEqual(["Rupit", undefined]);
    expect(first?.councilKey).not.toBe(second?.councilKey);
    expect(await all(store, 1_001)).toEqual([]);
  });
}
