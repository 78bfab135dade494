import { expect, it } from "vitest";
import type { InstallationStore } from "../../src/ports.ts";

/** What every implementation of {@link InstallationStore} does. Call it inside a `describe`. */
export function installationStoreContract(
  open: () => Promise<{
    readonly store: InstallationStore;
    /** The same storage for another platform. */
    readonly other: InstallationStore;
    reopen(): Promise<InstallationStore>;
  }>,
): void {
  it("keeps through a restart what each workspace gave, the last of it", async () => {
    const { store, reopen } = await open();
    await store.set("a", "first");
    await store.set("a", `{"token":"it's \\"quoted\\" 👍"}`);
    await store.set("b", "of b");
    const reopened = await reopen();
    expect(await reopened.get("a")).toBe(`{"token":"it's \\"quoted\\" 👍"}`);
    expect(await reopened.get("b")).toBe("of b");
    expect(await reopened.get("unknown")).toBeUndefined();
  });

  it("removes one workspace and leaves the others", async () => {
    const { store } = await open();
    await store.set("a", "of a");
    await store.set("b", "of b");
    await store.remove("a");
    await store.remove("unknown");
    expect([await store.get("a"), await store.get("b")]).toEqual([undefined, "of b"]);
  });

  it("keeps platforms apart", async () => {
    const { store, other } = await open();
    await store.set("a", "here");
    expect(await other.get("a")).toBeUndefined();
    await other.set("a", "there");
    await other.remove("a");
    expect(await store.get("a")).toBe("here");
  });
}
