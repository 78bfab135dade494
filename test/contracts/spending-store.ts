import { expect, it } from "vitest";
import type { SpendingStore } from "../../src/ports.ts";

/** What every implementation of {@link SpendingStore} does. Call it inside a `describe`. */
export function spendingStoreContract(
  open: () => Promise<{ readonly store: SpendingStore; reopen(): Promise<SpendingStore> }>,
): void {
  const use = (calls: number, inputTokens: number, outputTokens: number) => ({
    calls,
    inputTokens,
    outputTokens,
  });

  it("knows of nothing where nothing was spent", async () => {
    const { store } = await open();
    await store.add("north", "2026-11-23", use(1, 1, 1));
    for (const [council, day] of [
      ["south", "2026-11-23"],
      ["north", "2026-11-24"],
      ["%", "2026-11-23"],
      ["", "2026-11-23"],
    ] as const)
      expect(await store.of(council, day), `${council} ${day}`).toEqual(use(0, 0, 0));
    expect(await store.total("2026-11-24", "2026-12-01")).toEqual([]);
  });

  it("adds up each council and each day apart, through a restart", async () => {
    const { store, reopen } = await open();
    await store.add("north", "2026-11-23", use(1, 100, 10));
    await store.add("north", "2026-11-23", use(2, 200, 20));
    await store.add("north", "2026-11-24", use(1, 5, 0));
    await store.add("south", "2026-11-23", use(1, 0, 7));
    await store.add("", "2026-11-23", use(1, 1, 1));
    const reopened = await reopen();
    expect(await reopened.of("north", "2026-11-23")).toEqual(use(3, 300, 30));
    expect(await reopened.of("north", "2026-11-24")).toEqual(use(1, 5, 0));
    expect(await reopened.of("south", "2026-11-23")).toEqual(use(1, 0, 7));
    // Those who are known by nothing have one limit together.
    expect(await reopened.of("", "2026-11-23")).toEqual(use(1, 1, 1));
  });

  it("loses nothing that is added at once", async () => {
    const { store } = await open();
    const adds = Array.from({ length: 60 }, (_, at) =>
      store.add(at % 3 === 0 ? "south" : "north", "2026-11-23", use(1, at, 1)),
    );
    await Promise.all(adds);
    expect(await store.of("south", "2026-11-23")).toEqual(use(20, 570, 20));
    expect(await store.of("north", "2026-11-23")).toEqual(use(40, 1_200, 40));
  });

  it("tells what all spent by day, the first included and the last not", async () => {
    const { store } = await open();
    for (const day of ["2026-10-31", "2026-11-02", "2026-11-01", "2026-12-01"])
      for (const council of ["north", "south"]) await store.add(council, day, use(1, 10, 2));
    expect(await store.total("2026-11-01", "2026-12-01")).toEqual([
      { day: "2026-11-01", ...use(2, 20, 4) },
      { day: "2026-11-02", ...use(2, 20, 4) },
    ]);
    expect(await store.total("2026-12-01", "2026-11-01")).toEqual([]);
  });

  it("counts what is too much for 32 bits", async () => {
    const { store } = await open();
    for (let at = 0; at < 3; at += 1)
      await store.add("north", "2026-11-23", use(1, 4_000_000_000, 4_000_000_000));
    const much = use(3, 12_000_000_000, 12_000_000_000);
    expect(await store.of("north", "2026-11-23")).toEqual(much);
    expect(await store.total("2026-11-23", "2026-11-24")).toEqual([{ day: "2026-11-23", ...much }]);
  });
}
