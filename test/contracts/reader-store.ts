import { expect, it } from "vitest";
import type { ReaderStore } from "../../src/ports.ts";

/** What every implementation of {@link ReaderStore} does. Call it inside a `describe`. */
export function readerStoreContract(
  open: () => Promise<{ readonly store: ReaderStore; reopen(): Promise<ReaderStore> }>,
): void {
  it("knows nothing of who told nothing", async () => {
    expect(await (await open()).store.get("nobody")).toEqual({});
  });

  it("keeps through a restart what each person told", async () => {
    const { store, reopen } = await open();
    await store.set("a", { population: 800, language: "es" });
    await store.set("b", { population: 0 });
    await store.set("c", { language: "en" });
    const reopened = await reopen();
    expect(await reopened.get("a")).toEqual({ population: 800, language: "es" });
    expect(await reopened.get("b")).toEqual({ population: 0 });
    expect(await reopened.get("c")).toEqual({ language: "en" });
  });

  it("replaces what was told before, and forgets what is left out", async () => {
    const { store } = await open();
    await store.set("a", { population: 800, language: "es" });
    await store.set("a", { language: "ca" });
    expect(await store.get("a")).toEqual({ language: "ca" });
    await store.set("a", {});
    expect(await store.get("a")).toEqual({});
  });
}
