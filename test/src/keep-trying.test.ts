import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { keepTrying } from "../../src/keep-trying.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const passing = new Error("away");
const lasting = new Error("wrong password");

/** What goes wrong in each attempt, in order; afterwards all goes well. */
function rig(...faults: readonly Error[]) {
  let attempts = 0;
  const givenUp: unknown[] = [];
  const trying = keepTrying(
    async () => {
      attempts += 1;
      const fault = faults[attempts - 1];
      if (fault !== undefined) throw fault;
    },
    {
      everyMs: 5_000,
      isPassing: (fault) => fault === passing,
      onGivingUp: (fault) => void givenUp.push(fault),
    },
  );
  return { trying, givenUp, attempts: () => attempts };
}

it("tries once what succeeds", async () => {
  const { trying, attempts } = rig();
  await trying.begun;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(attempts()).toBe(1);
});

it("goes on until what hinders it has passed", async () => {
  const { trying, attempts, givenUp } = rig(passing, passing);
  await trying.begun;
  expect(attempts()).toBe(1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(attempts()).toBe(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(attempts()).toBe(3);
  expect(givenUp).toEqual([]);
});

it("rejects at once with what does not pass, and tells of it when it comes later", async () => {
  const first = rig(lasting);
  await expect(first.trying.begun).rejects.toBe(lasting);
  const later = rig(passing, lasting);
  await later.trying.begun;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(later.attempts()).toBe(2);
  expect(later.givenUp).toEqual([lasting]);
});

it("makes no further attempt once it is stopped", async () => {
  const { trying, attempts } = rig(passing, passing);
  await trying.begun;
  await trying.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(attempts()).toBe(1);
});
