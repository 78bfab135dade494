import { pino } from "pino";
import { expect, it } from "vitest";
import { createMemory } from "../../../adapters/database/memory.ts";
import { createRetention } from "../../../src/reception/retention.ts";
import { openForTest } from "../../adapters/database/open-for-test.ts";

const dayMs = 86_400_000;
const minuteMs = 60_000;
const start = Date.UTC(2026, 10, 23);

async function open() {
  const { database } = await openForTest();
  const memory = createMemory(database);
  const times = { now: start, steady: 0 };
  const erase = createRetention({
    memory,
    days: 180,
    log: pino({ level: "silent" }),
    now: () => times.now,
    steady: () => times.steady,
  });
  const who = (person: string) => ({ person, tenant: "tenant", platform: "slack" });
  await memory.readers.set(who("old"), { population: 1 }, start - 181 * dayMs);
  await memory.readers.set(who("new"), { population: 1 }, start - 100 * dayMs);
  return {
    erase,
    memory,
    /** Time goes by, as both clocks have it. */
    pass(milliseconds: number) {
      times.now += milliseconds;
      times.steady += milliseconds;
    },
    /** Somebody sets the clock. */
    jump(milliseconds: number) {
      times.now += milliseconds;
    },
    left: async () =>
      (await Promise.all(["old", "new"].map((person) => memory.readers.get(person)))).map(
        ({ population }) => population !== undefined,
      ),
  };
}

it("erases what was not used for so many days, once the clock has gone evenly for a while", async () => {
  const { erase, pass, left } = await open();
  await erase();
  expect(await left()).toEqual([true, true]);
  pass(10 * minuteMs);
  await erase();
  expect(await left()).toEqual([false, true]);
});

it("erases nothing because of a clock that jumps ten years ahead and is set back", async () => {
  const { erase, pass, jump, left } = await open();
  pass(9 * minuteMs);
  await erase();
  jump(3_650 * dayMs);
  pass(2 * minuteMs);
  await erase();
  pass(minuteMs);
  await erase();
  jump(-3_650 * dayMs);
  await erase();
  expect(await left()).toEqual([true, true]);
  pass(10 * minuteMs);
  await erase();
  expect(await left()).toEqual([false, true]);
});

it("erases once a day, whoever of several processes does it", async () => {
  const { erase, memory, pass, left } = await open();
  pass(10 * minuteMs);
  await erase();
  await memory.readers.set(
    { person: "old", tenant: "tenant", platform: "slack" },
    { population: 1 },
    start - 181 * dayMs,
  );
  await erase();
  expect(await left()).toEqual([true, true]);
  pass(dayMs);
  await erase();
  expect(await left()).toEqual([false, true]);
});
