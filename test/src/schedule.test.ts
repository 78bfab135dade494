import { pino } from "pino";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startSchedule } from "../../src/schedule.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("does all chores at once and every minute, also when one of them fails, and nothing once it is stopped", async () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line) => void lines.push(line) });
  const done: string[] = [];
  const schedule = startSchedule(
    [
      { name: "broken", run: () => Promise.reject(new Error("no disk")) },
      { name: "works", run: async () => void done.push("works") },
    ],
    log,
  );
  await vi.advanceTimersByTimeAsync(0);
  expect(done).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(done).toHaveLength(3);
  expect(lines.filter((line) => line.includes('"broken"'))).toHaveLength(3);
  await schedule.stop();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(done).toHaveLength(3);
});

it("begins no chore again before it has ended, and waits for it when it is stopped", async () => {
  let begun = 0;
  let end = () => {};
  const schedule = startSchedule(
    [
      {
        name: "slow",
        run: () =>
          new Promise<void>((resolve) => {
            begun += 1;
            end = resolve;
          }),
      },
    ],
    pino({ level: "silent" }),
  );
  await vi.advanceTimersByTimeAsync(600_000);
  expect(begun).toBe(1);
  let isStopped = false;
  const stopping = schedule.stop().then(() => {
    isStopped = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  expect(isStopped).toBe(false);
  end();
  await stopping;
  expect(begun).toBe(1);
});
