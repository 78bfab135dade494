import { expect, it } from "vitest";
import type { ReaderStore } from "../../src/ports.ts";
import { whoOf } from "./who.ts";

/** What every implementation of {@link ReaderStore} does. Call it inside a `describe`. */
export function readerStoreContract(
  open: () => Promise<{ readonly store: ReaderStore; reopen(): Promise<ReaderStore> }>,
): void {
  it("knows nothing of who told nothing", async () => {
    expect(await (await open()).store.get("nobody")).toEqual({});
  });

  it("keeps through a restart what each person told", async () => {
    const { store, reopen } = await open();
    const whole = { population: 800, council: "l'Ametlla", language: "es", isTold: true } as const;
    await store.set(whoOf("a"), whole, 1);
    await store.set(whoOf("b"), { population: 0 }, 1);
    await store.set(whoOf("c"), { language: "en", isTold: false }, 1);
    const reopened = await reopen();
    expect(await reopened.get("a")).toEqual(whole);
    expect(await reopened.get("b")).toEqual({ population: 0 });
    expect(await reopened.get("c")).toEqual({ language: "en" });
  });

  it("replaces what was told before, and forgets what is left out", async () => {
    const { store } = await open();
    await store.set(whoOf("a"), { population: 800, council: "Vila", isTold: true }, 1);
    await store.set(whoOf("a"), { language: "ca" }, 2);
    expect(await store.get("a")).toEqual({ language: "ca" });
    await store.set(whoOf("a"), {}, 3);
    expect(await store.get("a")).toEqual({});
  });

  it("keeps texts of all kinds", async () => {
    const { store } = await open();
    await store.set(whoOf("a"), { council: "'; DROP TABLE readers; --\0\ud83d 👍" }, 1);
    expect(await store.get("a")).toEqual({ council: "'; DROP TABLE readers; --\ufffd\ufffd 👍" });
  });

  it("keeps nothing of who is not known: it would be that of all such", async () => {
    const { store } = await open();
    await store.set(whoOf(""), { population: 800 }, 1);
    expect(await store.get("")).toEqual({});
  });
}
