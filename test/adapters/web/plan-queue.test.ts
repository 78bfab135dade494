import { describe, expect, it } from "vitest";
import { createPlanQueue } from "../../../adapters/web/plan-queue.ts";

/** Something that is made when it is told to be. */
function held() {
  let finish: (value: string) => void = () => {};
  const made = new Promise<string>((resolve) => {
    finish = resolve;
  });
  return { make: () => made, finish };
}

describe("createPlanQueue", () => {
  it("makes one at a time, in the order in which they were asked for", async () => {
    const queue = createPlanQueue();
    const told: string[] = [];
    const make = (name: string) => async () => {
      told.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      told.push(`${name} ends`);
      return name;
    };
    const names = ["a", "b", "c"];
    expect(await Promise.all(names.map((name) => queue.run(name, make(name))))).toEqual(names);
    expect(told).toEqual(names.flatMap((name) => [`${name} begins`, `${name} ends`]));
  });

  it("takes no more than a few, and of one tenant one", async () => {
    const queue = createPlanQueue();
    const first = held();
    const running = queue.run("first", first.make);
    // It is being made as soon as others have had a turn.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    const waiting = Array.from({ length: 8 }, (_, at) => queue.run(`t${at}`, async () => `${at}`));
    expect(await queue.run("t3", async () => "again")).toBeUndefined();
    expect(await queue.run("one more", async () => "late")).toBeUndefined();
    first.finish("done");
    expect(await running).toBe("done");
    expect(await Promise.all(waiting)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
    expect(await queue.run("one more", async () => "now")).toBe("now");
  });

  it("goes on after one that failed", async () => {
    const queue = createPlanQueue();
    const failing = queue.run("a", () => Promise.reject(new Error("no room")));
    const next = queue.run("b", async () => "made");
    await expect(failing).rejects.toThrow("no room");
    expect(await next).toBe("made");
  });
});
