import { pino } from "pino";
import { describe, expect, it, vi } from "vitest";
import { createBreaker } from "../../../src/models/breaker.ts";
import { ModelError, type ModelFault } from "../../../src/models/model-error.ts";

/** A breaker with a clock of its own, and what it logged. */
function open() {
  const times = { now: 0 };
  const lines: Record<string, unknown>[] = [];
  const sink = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const breaker = createBreaker({
    log: pino({ base: null, timestamp: false }, sink),
    name: "openai:small",
    now: () => times.now,
  });
  const { signal } = new AbortController();
  const fail = (fault: ModelFault) =>
    breaker.run(() => Promise.reject(new ModelError(fault, "secret words")), signal);
  return {
    breaker,
    lines,
    signal,
    pass(ms: number) {
      times.now += ms;
    },
    works: () => breaker.run(() => Promise.resolve("well"), signal),
    fails: (fault: ModelFault = "unreachable") =>
      expect(fail(fault)).rejects.toMatchObject({ fault }),
    /** Whether the model is asked at all. */
    async asks() {
      const work = vi.fn(() => Promise.resolve("well"));
      await breaker.run(work, signal).catch(() => undefined);
      return work.mock.calls.length === 1;
    },
  };
}

const closed = { level: 30, model: "openai:small", msg: "a model works again" };
const opened = (fault: string) => ({
  level: 40,
  model: "openai:small",
  fault,
  msg: "a model fails and is left alone for a while",
});

describe("createBreaker", () => {
  it("hands on what the work comes to, and its signal", async () => {
    const { breaker, works, signal } = open();
    expect(await works()).toBe("well");
    const fault = new TypeError("of its own");
    await expect(breaker.run(() => Promise.reject(fault), signal)).rejects.toBe(fault);
    const throws = () => {
      throw fault;
    };
    await expect(breaker.run(throws, signal)).rejects.toBe(fault);
    expect(await breaker.run((given) => Promise.resolve(given), signal)).toBe(signal);
  });

  it("leaves the model alone after three faults in a row, of whatever kind", async () => {
    const { breaker, fails, works, asks, signal, lines } = open();
    for (const fault of ["limited", "unreachable"] as const) await fails(fault);
    await works();
    // A request that is not taken says nothing of the others.
    for (let turn = 0; turn < 5; turn += 1) await fails("declined");
    for (const fault of ["slow", "malformed", "overlong"] as const) {
      expect(breaker.isOpen()).toBe(false);
      await fails(fault);
    }
    expect(breaker.isOpen()).toBe(true);
    expect(await asks()).toBe(false);
    await expect(breaker.run(() => Promise.resolve(1), signal)).rejects.toMatchObject({
      fault: "unreachable",
      message: "openai:small failed just now and is left alone for a while",
    });
    expect(lines).toEqual([opened("overlong")]);
  });

  it("leaves it alone at once when the key is not taken", async () => {
    const { breaker, fails, lines } = open();
    await fails("refused");
    expect(breaker.isOpen()).toBe(true);
    expect(lines).toEqual([opened("refused")]);
  });

  it("counts what nobody expected, and logs none of its words", async () => {
    const { breaker, signal, lines } = open();
    const work = () => Promise.reject(new TypeError("secret words"));
    for (let at = 0; at < 3; at += 1)
      await expect(breaker.run(work, signal)).rejects.toThrow("secret words");
    expect(lines).toEqual([opened("TypeError")]);
  });

  it("tries again after half a minute, then after twice as long, up to five minutes", async () => {
    const { breaker, fails, works, pass, asks, lines } = open();
    for (let at = 0; at < 3; at += 1) await fails();
    for (const seconds of [30, 60, 120, 240, 300, 300]) {
      pass(seconds * 1_000 - 1);
      expect([breaker.isOpen(), await asks()], String(seconds)).toEqual([true, false]);
      pass(1);
      expect(breaker.isOpen()).toBe(false);
      await fails();
    }
    pass(300_000);
    expect(await works()).toBe("well");
    expect(breaker.isOpen()).toBe(false);
    expect(lines).toEqual([opened("unreachable"), closed]);
    // From the beginning: two faults do not open it, and the pause is short again.
    await fails();
    await fails();
    expect(breaker.isOpen()).toBe(false);
    await fails();
    pass(30_000);
    expect(await asks()).toBe(true);
    expect(lines).toEqual([opened("unreachable"), closed, opened("unreachable"), closed]);
  });

  it("tries with one call at a time, and refuses the others at once", async () => {
    const { breaker, fails, pass, signal, asks } = open();
    await fails("refused");
    pass(30_000);
    let end: (word: string) => void = () => {};
    const trial = breaker.run(
      () =>
        new Promise<string>((resolve) => {
          end = resolve;
        }),
      signal,
    );
    expect(breaker.isOpen()).toBe(true);
    expect(await Promise.all([asks(), asks(), asks()])).toEqual([false, false, false]);
    end("well");
    expect(await trial).toBe("well");
    expect(await asks()).toBe(true);
  });

  it("takes an end by time for a fault of the model, also of one that never ends", async () => {
    const { breaker, lines } = open();
    for (const reason of [
      new ModelError("slow", "over"),
      new DOMException("over", "TimeoutError"),
      new ModelError("slow", "over"),
    ]) {
      const reader = new AbortController();
      const run = breaker.run(() => new Promise(() => {}), reader.signal);
      reader.abort(reason);
      await expect(run).rejects.toMatchObject({ fault: "slow" });
    }
    expect(breaker.isOpen()).toBe(true);
    expect(lines).toEqual([opened("slow")]);
  });

  /** Somebody who asks and wants nothing any more before the model has said anything. */
  async function cancel({ breaker }: ReturnType<typeof open>): Promise<void> {
    const asker = new AbortController();
    const run = breaker.run(() => new Promise(() => {}), asker.signal);
    asker.abort();
    await expect(run).rejects.toMatchObject({ fault: "slow" });
  }

  it("learns nothing from who does not want an answer any more", async () => {
    const rig = open();
    for (let at = 0; at < 5; at += 1) await cancel(rig);
    expect(rig.breaker.isOpen()).toBe(false);
    await rig.fails();
    await rig.fails();
    await cancel(rig);
    expect(rig.breaker.isOpen()).toBe(false);
    await rig.fails();
    expect(rig.breaker.isOpen()).toBe(true);
  });

  it("tries once more when a trial is not wanted any more, and pauses no longer for it", async () => {
    const rig = open();
    await rig.fails("refused");
    rig.pass(30_000);
    await cancel(rig);
    expect(rig.breaker.isOpen()).toBe(false);
    await cancel(rig);
    await rig.fails();
    rig.pass(59_999);
    expect(rig.breaker.isOpen()).toBe(true);
    rig.pass(1);
    expect(await rig.asks()).toBe(true);
    expect(rig.lines).toEqual([opened("refused"), closed]);
  });

  it("begins nothing for whose time is over, and counts it against nobody", async () => {
    const { breaker, asks } = open();
    const work = vi.fn(() => Promise.resolve(1));
    const over = AbortSignal.abort(new ModelError("slow", "over"));
    for (let at = 0; at < 4; at += 1)
      await expect(breaker.run(work, over)).rejects.toMatchObject({ fault: "slow" });
    expect(work).not.toHaveBeenCalled();
    expect([breaker.isOpen(), await asks()]).toEqual([false, true]);
  });

  it("opens once for many that fail at the same time, and for what was begun before", async () => {
    const { breaker, signal, fails, pass, works, lines } = open();
    let fail: () => void = () => {};
    const early = new Promise<never>((_, reject) => {
      fail = () => reject(new ModelError("unreachable", "late"));
    });
    const late = Promise.allSettled([1, 2, 3].map(() => breaker.run(() => early, signal)));
    await Promise.all([1, 2, 3, 4, 5].map(() => fails()));
    pass(30_000);
    fail();
    await late;
    expect(breaker.isOpen()).toBe(false);
    await works();
    expect(lines).toEqual([opened("unreachable"), closed]);
  });
});
