import { expect, it } from "vitest";
import type { CouncilStore } from "../../src/ports.ts";
import { whoOf } from "./who.ts";

/** What every implementation of {@link CouncilStore} does. Call it inside a `describe`. */
export function councilStoreContract(
  open: () => Promise<{ readonly store: CouncilStore; reopen(): Promise<CouncilStore> }>,
): void {
  const council = { name: "Sant Julià de l'Àger", population: 800, keeper: "Secretaria" };

  it("keeps through a restart the last that was set, of each tenant its own", async () => {
    const { store, reopen } = await open();
    await store.set(whoOf("a", "north"), { ...council, population: 1 });
    await store.set(whoOf("b", "north"), council);
    await store.set(whoOf("a", "south"), { name: "Vila", population: 0, keeper: "" });
    const reopened = await reopen();
    expect(await reopened.get("north")).toEqual(council);
    expect(await reopened.get("south")).toEqual({ name: "Vila", population: 0, keeper: "" });
    expect(await reopened.get("unknown")).toBeUndefined();
  });

  it("removes that of one tenant", async () => {
    const { store } = await open();
    await store.set(whoOf("a", "north"), council);
    await store.set(whoOf("a", "south"), council);
    await store.remove("north");
    await store.remove("unknown");
    expect([await store.get("north"), await store.get("south")]).toEqual([undefined, council]);
  });

  it("keeps texts of all kinds, and none for a tenant that is not known", async () => {
    const { store } = await open();
    const name = "l·l '\"; DROP TABLE councils; -- 👩‍👩‍👧 %_";
    await store.set(whoOf("a", "north"), { name, population: 2_147_483_647, keeper: "\0é\ud83d" });
    expect(await store.get("north")).toEqual({
      name,
      population: 2_147_483_647,
      keeper: "\ufffdé\ufffd",
    });
    await store.set(whoOf("a", ""), council);
    expect(await store.get("")).toBeUndefined();
  });

  it("has a whole one when many are set at once", async () => {
    const { store } = await open();
    const sets = Array.from({ length: 30 }, (_, at) =>
      store.set(whoOf("a", "north"), { name: `n${at}`, population: at, keeper: `k${at}` }),
    );
    await Promise.all(sets);
    const kept = await store.get("north");
    expect(kept).toEqual({
      name: `n${kept?.population}`,
      population: kept?.population,
      keeper: `k${kept?.population}`,
    });
  });
}
