import { pino } from "pino";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createMemory } from "../../../adapters/database/memory.ts";
import { createMetrics } from "../../../adapters/prometheus/metrics.ts";
import { createSpending, type SpendingOptions } from "../../../src/models/create-spending.ts";
import type { ModelCall, Purse, Spending } from "../../../src/models/spending.ts";
import type { SpendingStore } from "../../../src/ports.ts";
import { openForTest } from "../../adapters/database/open-for-test.ts";

const today = "2026-11-23";
const noon = Date.parse(`${today}T12:00:00Z`);
const dayMs = 86_400_000;
/** Tokens for which a call of the tests asks for room, where that is not what is looked at. */
const room = 1;

const call = (inputTokens: number, outputTokens = 0): ModelCall => ({
  task: "lead",
  usage: { inputTokens, outputTokens },
  durationMs: 5,
});

/** Spending over a store in a file, with what it logged. */
async function open(deviations: Partial<SpendingOptions> = {}) {
  const { database } = await openForTest();
  const kept = createMemory(database).spending;
  const lines: Record<string, unknown>[] = [];
  const times = { now: noon };
  const sink = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const options: SpendingOptions = {
    store: () => kept,
    dailyTokens: 10_000,
    now: () => times.now,
    log: pino({ level: "debug", base: null, timestamp: false }, sink),
    ...deviations,
  };
  return { kept, times, lines, options, spending: createSpending(options) };
}

/** Spends so much, if the council may. */
async function spend(spending: Spending, council: string, tokens: number): Promise<boolean> {
  const purse = await spending.begin(council, room);
  await purse?.end(call(tokens));
  return purse !== undefined;
}

const warnings = (lines: readonly Record<string, unknown>[]) =>
  lines.filter(({ level }) => level === 40);

afterEach(() => {
  vi.useRealTimers();
});

describe("createSpending", () => {
  it("lets a council spend until the day's tokens, in and out, are spent, each its own", async () => {
    const { spending, kept } = await open();
    const purse = await spending.begin("north", room);
    await purse?.end(call(4_000, 3_000));
    expect(await spend(spending, "north", 2_999)).toBe(true);
    expect(await spend(spending, "north", 1)).toBe(true);
    expect(await spend(spending, "north", 1)).toBe(false);
    expect(await spend(spending, "south", 1)).toBe(true);
    expect(await kept.of("north", today)).toEqual({
      calls: 3,
      inputTokens: 7_000,
      outputTokens: 3_000,
    });
  });

  it("begins anew with the next day of UTC, and counts a call on the day on which it began", async () => {
    const { spending, kept, times } = await open();
    const late = await spending.begin("north", room);
    times.now = Date.parse("2026-11-24T00:00:00Z");
    await late?.end(call(20_000));
    expect(await spend(spending, "north", 20_000)).toBe(true);
    expect(await spend(spending, "north", 1)).toBe(false);
    times.now += dayMs;
    expect(await spend(spending, "north", 1)).toBe(true);
    const days = await kept.total(today, "2026-12-01");
    expect(days.map(({ day, inputTokens }) => [day, inputTokens])).toEqual([
      [today, 20_000],
      ["2026-11-24", 20_000],
      ["2026-11-25", 1],
    ]);
  });

  it("counts what other processes and earlier ones spent", async () => {
    const { spending, options } = await open();
    const other = createSpending(options);
    await spend(spending, "north", 4_000);
    await spend(other, "north", 4_000);
    expect(await spend(spending, "north", 2_000)).toBe(true);
    expect(await spend(other, "north", 1)).toBe(false);
    expect(await spend(createSpending(options), "north", 1)).toBe(false);
  });

  it("does not let a hundred that ask at once slip through", async () => {
    const { spending, kept, lines } = await open();
    const purses = await Promise.all(
      Array.from({ length: 100 }, () => spending.begin("north", 2_000)),
    );
    const got = purses.filter((purse): purse is Purse => purse !== undefined);
    expect(got).toHaveLength(10_000 / 2_000);
    // Nothing is spent yet: the limit is not what was reached.
    expect(warnings(lines)).toEqual([]);
    await Promise.all(got.map((purse) => purse.end(call(100))));
    expect(await spend(spending, "north", 9_500)).toBe(true);
    expect(await spend(spending, "north", 1)).toBe(false);
    expect(await kept.of("north", today)).toMatchObject({ calls: 6, inputTokens: 10_000 });
  });

  it("loses nothing of what is ended at once", async () => {
    const { spending, kept } = await open({ dailyTokens: 1_000_000 });
    const purses = await Promise.all(
      Array.from({ length: 200 }, () => spending.begin("north", room)),
    );
    await Promise.all(purses.map((purse) => purse?.end(call(10, 1))));
    expect(await kept.of("north", today)).toEqual({
      calls: 200,
      inputTokens: 2_000,
      outputTokens: 200,
    });
  });

  it("gives no room for more than is left, and gets it back of what was not sent", async () => {
    const { spending, kept } = await open();
    expect(await spending.begin("north", 10_001)).toBeUndefined();
    const purse = await spending.begin("north", 9_000);
    expect(await spending.begin("north", 1_001)).toBeUndefined();
    purse?.giveBack();
    purse?.giveBack();
    await purse?.end(call(500));
    expect(await kept.of("north", today)).toMatchObject({ calls: 0 });
    expect(await spending.begin("north", 10_000)).toBeDefined();
  });

  it("counts a call once, however often it is said to have ended", async () => {
    const { spending, kept } = await open();
    const purse = await spending.begin("north", room);
    await Promise.all([purse?.end(call(100)), purse?.end(call(100))]);
    await purse?.end(call(100));
    expect(await kept.of("north", today)).toMatchObject({ calls: 1, inputTokens: 100 });
  });

  it("takes no nonsense of a provider for tokens", async () => {
    const { spending, kept } = await open();
    for (const tokens of [Number.NaN, -5_000, 0.5, -Infinity])
      await (await spending.begin("north", room))?.end(call(tokens, tokens));
    expect(await kept.of("north", today)).toEqual({ calls: 4, inputTokens: 1, outputTokens: 1 });
    await (await spending.begin("north", room))?.end(call(Number.POSITIVE_INFINITY));
    expect(await spending.begin("north", room)).toBeUndefined();
    expect(Number.isSafeInteger((await kept.of("north", today)).inputTokens)).toBe(true);
  });

  it("logs once a day and council that the limit is reached, and no text", async () => {
    const { spending, lines, times } = await open({ dailyTokens: 5 });
    for (const council of ["north", "south"]) {
      await spend(spending, council, 5);
      for (let at = 0; at < 3; at += 1) await spending.begin(council, room);
    }
    const told = (council: string, day: string) => ({
      level: 40,
      council,
      day,
      dailyTokens: 5,
      msg: "a council has spent what it may on models today",
    });
    expect(warnings(lines)).toEqual([told("north", today), told("south", today)]);
    times.now += dayMs;
    await spend(spending, "north", 5);
    await spending.begin("north", room);
    expect(warnings(lines).at(-1)).toEqual(told("north", "2026-11-24"));
  });

  it("tells of each call with its price, as metrics take it", async () => {
    const metrics = createMetrics();
    const price = { input: 0.5, output: 2 };
    const onCall = vi.fn(metrics.countModelCall);
    const { spending, lines } = await open({ price, onCall });
    const purse = await spending.begin("north", room);
    await purse?.end({ ...call(1_000_000, 500_000), fault: "malformed" });
    expect(onCall).toHaveBeenCalledExactlyOnceWith(
      { ...call(1_000_000, 500_000), fault: "malformed" },
      price,
    );
    expect(await metrics.read()).toContain('agenda_model_cost_total{task="lead"} 1.5\n');
    expect(lines).toMatchObject([
      { level: 20, task: "lead", fault: "malformed", cost: 1.5, inputTokens: 1_000_000 },
    ]);
  });
});

describe("createSpending while the database is away", () => {
  const fail = () => Promise.reject(new Error("away"));
  const broken: SpendingStore = { add: fail, of: fail, total: fail };
  const stalled: SpendingStore = {
    add: () => new Promise(() => {}),
    of: () => new Promise(() => {}),
    total: () => new Promise(() => {}),
  };

  it.each([
    ["not there", undefined],
    ["failing", broken],
    [
      "throwing",
      {
        ...broken,
        of: () => {
          throw new Error("x");
        },
        add: () => {
          throw new Error("x");
        },
      },
    ],
  ])("counts by itself when it is %s, and puts down later what it counted", async (_how, away) => {
    let current: SpendingStore | undefined = away;
    const { spending, kept } = await open({ store: () => current });
    expect(await spend(spending, "north", 6_000)).toBe(true);
    expect(await spend(spending, "south", 500)).toBe(true);
    expect(await spend(spending, "north", 4_000)).toBe(true);
    expect(await spend(spending, "north", 1)).toBe(false);
    expect((await kept.of("north", today)).calls).toBe(0);
    current = kept;
    expect(await spend(spending, "north", 1)).toBe(false);
    expect(await spend(spending, "south", 500)).toBe(true);
    expect(await kept.of("north", today)).toMatchObject({ calls: 2, inputTokens: 10_000 });
    expect(await kept.of("south", today)).toMatchObject({ calls: 2, inputTokens: 1_000 });
    expect(await spend(spending, "north", 1)).toBe(false);
  });

  it("still knows what was spent before it went", async () => {
    let isAway = false;
    const { spending } = await open({ store: () => (isAway ? broken : live) });
    const { kept: live } = await open();
    await live.add("north", today, { calls: 1, inputTokens: 9_000, outputTokens: 0 });
    expect(await spend(spending, "north", 500)).toBe(true);
    isAway = true;
    expect(await spend(spending, "north", 500)).toBe(true);
    expect(await spend(spending, "north", 1)).toBe(false);
  });

  it("waits for it half a second at most", async () => {
    const { spending } = await open({ store: () => stalled });
    vi.useFakeTimers();
    let purse: Purse | undefined;
    const begun = spending.begin("north", room).then((got) => {
      purse = got;
    });
    await vi.advanceTimersByTimeAsync(499);
    expect(purse).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    await begun;
    expect(purse).toBeDefined();
    let isEnded = false;
    void purse?.end(call(10_000)).then(() => {
      isEnded = true;
    });
    await vi.advanceTimersByTimeAsync(500);
    expect(isEnded).toBe(true);
    const next = spending.begin("north", room);
    await vi.advanceTimersByTimeAsync(500);
    expect(await next).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("forgets the oldest when more councils than it may remember spend", async () => {
    const { spending } = await open({ store: () => undefined, dailyTokens: 10 });
    await spend(spending, "first", 10);
    await spend(spending, "second", 10);
    for (let at = 0; at < 9_998; at += 1) await spend(spending, `c${at}`, 10);
    expect(await spending.begin("first", room)).toBeUndefined();
    // One more: the one that was used longest ago goes, and that is no longer the first.
    await spend(spending, "last", 10);
    expect(await spending.begin("first", room)).toBeUndefined();
    expect(await spending.begin("second", room)).toBeDefined();
  });
});
