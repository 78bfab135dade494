import { expect, it } from "vitest";
import type { TaskStore } from "../../src/ports.ts";

/** What every implementation of {@link TaskStore} does. Call it inside a `describe`. */
export function taskStoreContract(
  open: () => Promise<{ readonly store: TaskStore; reopen(): Promise<TaskStore> }>,
): void {
  const hourMs = 3_600_000;
  const now = 1_790_000_000_000;

  it("gives a task to one of many who want it at once", async () => {
    const { store } = await open();
    const takes = Array.from({ length: 40 }, () => store.take("digest", now, now + hourMs));
    expect((await Promise.all(takes)).filter(Boolean)).toHaveLength(1);
    expect(await store.take("another", now, now + hourMs)).toBe(true);
  });

  it("gives it to another when who took it has not finished in time", async () => {
    const { store, reopen } = await open();
    await store.take("digest", now, now + hourMs);
    const reopened = await reopen();
    expect(await reopened.take("digest", now + hourMs - 1, now + 2 * hourMs)).toBe(false);
    expect(await reopened.take("digest", now + hourMs, now + 2 * hourMs)).toBe(true);
    expect(await reopened.take("digest", now + hourMs + 1, now + 3 * hourMs)).toBe(false);
    expect(store).toBeDefined();
  });

  it("never gives again what is finished, whatever the clock says", async () => {
    const { store, reopen } = await open();
    await store.take("digest", now, now + hourMs);
    await store.finish("digest");
    const reopened = await reopen();
    for (const time of [0, now - 365 * 24 * hourMs, now, now + 999 * hourMs])
      expect(await reopened.take("digest", time, time + hourMs), String(time)).toBe(false);
  });

  it("is not held up by who took it with a clock that was a year ahead", async () => {
    const { store } = await open();
    const ahead = now + 365 * 24 * hourMs;
    await store.take("digest", ahead, ahead + hourMs);
    expect(await store.take("digest", now, now + hourMs)).toBe(true);
    expect(await store.take("digest", now + 1, now + hourMs)).toBe(false);
  });

  it("leaves it to who has it while clocks differ by some seconds", async () => {
    const { store } = await open();
    await store.take("digest", now + 5_000, now + 5_000 + hourMs);
    expect(await store.take("digest", now, now + hourMs)).toBe(false);
  });

  it("finishes what nobody took without a word", async () => {
    const { store } = await open();
    await store.finish("unknown");
    expect(await store.take("unknown", now, now + hourMs)).toBe(true);
  });
}
