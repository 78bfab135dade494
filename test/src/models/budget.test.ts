import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { type Budget, createBudget, isTimeOver, within } from "../../../src/models/budget.ts";
import { ModelError } from "../../../src/models/model-error.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function open(totalMs: number, signal?: AbortSignal): Budget {
  const budget = createBudget(totalMs, { signal });
  onTestFinished(() => budget.dispose());
  return budget;
}

const never = () => new Promise<never>(() => {});

describe("createBudget", () => {
  it("ends when its time is over, and not before", () => {
    const budget = open(6_000);
    vi.advanceTimersByTime(5_999);
    expect([budget.signal.aborted, budget.remainingMs()]).toEqual([false, 1]);
    vi.advanceTimersByTime(1);
    expect([budget.signal.aborted, budget.remainingMs()]).toEqual([true, 0]);
    expect(budget.signal.reason).toMatchObject({ name: "ModelError", fault: "slow" });
    expect(isTimeOver(budget.signal)).toBe(true);
    vi.advanceTimersByTime(60_000);
    expect(budget.remainingMs()).toBe(0);
  });

  it("gives a step a share of what is left, or so many milliseconds", () => {
    const budget = open(1_000);
    const half = budget.part({ share: 0.5 });
    const short = budget.part({ ms: 100 });
    vi.advanceTimersByTime(100);
    expect([half.aborted, short.aborted]).toEqual([false, true]);
    vi.advanceTimersByTime(400);
    expect([half.aborted, budget.signal.aborted]).toEqual([true, false]);
    expect(isTimeOver(half)).toBe(true);
    const later = budget.part({ share: 0.5 });
    vi.advanceTimersByTime(249);
    expect(later.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect([later.aborted, budget.signal.aborted]).toEqual([true, false]);
  });

  it("ends for who asks no longer, with all its parts, and that is no matter of time", () => {
    const asker = new AbortController();
    const budget = open(1_000, asker.signal);
    const part = budget.part({ share: 1 });
    asker.abort();
    expect([budget.signal, part].map((one) => one.aborted)).toEqual([true, true]);
    expect([budget.signal, part].map(isTimeOver)).toEqual([false, false]);
    expect(budget.remainingMs()).toBe(0);
    expect(open(1_000, asker.signal).part({ ms: 9 }).aborted).toBe(true);
  });

  it("never lets a part outlive it, and never ends one before its time", () => {
    const part = fc.oneof(
      fc.record({ ms: fc.double({ min: -10, max: 20_000 }) }),
      fc.record({ share: fc.double({ min: -1, max: 3 }) }),
    );
    const odd = fc.constantFrom(0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e12);
    const total = fc.oneof(fc.double({ min: 0, max: 10_000, noNaN: true }), odd);
    fc.assert(
      fc.property(total, part, fc.nat(5_000), (totalMs, wanted, laterMs) => {
        vi.clearAllTimers();
        const budget = createBudget(totalMs);
        vi.advanceTimersByTime(laterMs);
        const leftMs = budget.remainingMs();
        expect(leftMs >= 0 && leftMs <= Math.max(0, totalMs || 0)).toBe(true);
        const amount = "ms" in wanted ? wanted.ms : leftMs * Math.min(1, wanted.share);
        const longMs = Math.min(leftMs, amount > 0 ? amount : 0);
        const signal = budget.part(wanted);
        if (longMs === 0) expect(signal.aborted).toBe(true);
        // Timers go by whole milliseconds.
        vi.advanceTimersByTime(Math.max(0, Math.floor(longMs) - 1));
        if (longMs >= 1) expect(signal.aborted).toBe(false);
        vi.advanceTimersByTime(2);
        if (longMs < 20_000) expect(signal.aborted).toBe(true);
        budget.dispose();
        expect(vi.getTimerCount()).toBe(0);
      }),
    );
  });

  it("lets go of everything when it is disposed of, and aborts nothing that is under way", () => {
    const asker = new AbortController();
    const remove = vi.spyOn(asker.signal, "removeEventListener");
    const budget = createBudget(1_000, { signal: asker.signal });
    const part = budget.part({ ms: 10 });
    budget.dispose();
    budget.dispose();
    expect(vi.getTimerCount()).toBe(0);
    expect(remove).toHaveBeenCalled();
    asker.abort();
    vi.advanceTimersByTime(5_000);
    expect([budget.signal.aborted, part.aborted]).toEqual([false, false]);
    expect([budget.remainingMs(), budget.part({ share: 1 }).aborted]).toEqual([0, true]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("keeps no process alive", () => {
    vi.useRealTimers();
    const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const budget = open(60_000);
    budget.part({ ms: 50_000 });
    const now = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    expect(now).toBe(timers);
  });
});

describe("within", () => {
  it("gives what the work comes to in time", async () => {
    const { signal, within: inTime } = open(1_000);
    expect(await inTime(signal, Promise.resolve(7))).toBe(7);
    const fault = new Error("of its own");
    await expect(inTime(signal, Promise.reject(fault))).rejects.toBe(fault);
  });

  it("ends with the signal though the work never does", async () => {
    const { signal } = open(1_000);
    const ended = expect(within(signal, never())).rejects.toMatchObject({ fault: "slow" });
    vi.advanceTimersByTime(1_000);
    await ended;
    await expect(within(signal, never())).rejects.toBeInstanceOf(ModelError);
    await expect(within(AbortSignal.abort(), never())).rejects.toMatchObject({ fault: "slow" });
  });

  it("drops what the work comes to later, its failure too", async () => {
    vi.useRealTimers();
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    onTestFinished(() => void process.off("unhandledRejection", unhandled));
    const controller = new AbortController();
    let fail: (error: Error) => void = () => {};
    const work = new Promise<never>((_, reject) => {
      fail = reject;
    });
    const ended = within(controller.signal, work);
    controller.abort();
    await expect(ended).rejects.toMatchObject({ fault: "slow" });
    await expect(within(controller.signal, Promise.reject(new Error("x")))).rejects.toMatchObject({
      fault: "slow",
    });
    fail(new Error("later"));
    // Unhandled ones are told of after the microtasks.
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).not.toHaveBeenCalled();
  });

  it("leaves nothing on the signal once the work has ended", async () => {
    const { signal } = open(1_000);
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    for (let at = 0; at < 20; at += 1) await within(signal, Promise.resolve(at));
    await Promise.resolve();
    expect(removed.mock.calls.length).toBe(added.mock.calls.length);
  });
});
