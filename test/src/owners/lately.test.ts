import { describe, expect, it } from "vitest";
import { createLately } from "../../../src/owners/lately.ts";

describe("createLately", () => {
  it("counts the time from when a result is there, and keeps the ones asked for last", async () => {
    let nowMs = 0;
    const lately = createLately(100, 2, () => nowMs);
    const computed: string[] = [];
    const get = (key: string) =>
      lately.get(key, async () => {
        computed.push(key);
        return `${key} at ${nowMs}`;
      });
    await get("a");
    await get("b");
    nowMs = 99;
    expect(await get("a")).toBe("a at 0");
    await get("c");
    expect(await get("b")).toBe("b at 0");
    expect(await get("a")).toBe("a at 99");
    nowMs = 100;
    expect(await get("a")).toBe("a at 99");
    expect(computed).toEqual(["a", "b", "c", "a"]);
  });

  it("computes a slow result once however long it takes, and gives a forgotten one to nobody else", async () => {
    let nowMs = 0;
    const lately = createLately(100, 5, () => nowMs);
    let finish = (_: string) => {};
    const first = lately.get(
      "needs 1",
      () =>
        new Promise<string>((resolve) => {
          finish = resolve;
        }),
    );
    nowMs = 1_000;
    const second = lately.get("needs 1", async () => "computed twice");
    lately.forget("needs ");
    const third = lately.get("needs 1", async () => "new");
    finish("old");
    expect(await Promise.all([first, second, third])).toEqual(["old", "old", "new"]);
    expect(await lately.get("needs 1", async () => "newer")).toBe("new");
  });
});
