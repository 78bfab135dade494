import { describe, expect, it } from "vitest";
import { faultsOf, isGrowing, summariseMemory } from "../../../scripts/bench/load-figures.ts";
import type { Traffic } from "../../../scripts/bench/traffic.ts";

const quiet: Traffic = {
  connections: 1,
  seconds: 1,
  requests: 10,
  perSecond: 10,
  errors: 0,
  timeouts: 0,
  non200: 0,
  latencyMs: { p50: 1, p90: 1, p99: 1, worst: 1 },
};
const phases = {
  askingAlone: quiet,
  readingAlone: quiet,
  health: quiet,
  warmUp: quiet,
  asking: quiet,
  reading: quiet,
};
const around = { ready: 1, idle: 2 };

describe("summariseMemory", () => {
  it("reads the moments of a load and the lowest of its halves off the samples", () => {
    const samples = [10, 11, 12, 20, 25, 21, 30, 31, 39];
    expect(summariseMemory(samples, around)).toEqual({
      ...around,
      start: 10,
      third: 20,
      twoThirds: 30,
      end: 39,
      lowestOfFirstHalf: 10,
      lowestOfSecondHalf: 21,
      samples,
    });
  });
});

describe("isGrowing", () => {
  it("tells a rise from the coming and going of the garbage collector", () => {
    const sawtooth = Array.from({ length: 60 }, (_, at) => 400 + (at % 25) * 10);
    const rising = Array.from({ length: 60 }, (_, at) => 400 + at * 3);
    expect(isGrowing(summariseMemory(sawtooth, around))).toBe(false);
    expect(isGrowing(summariseMemory(rising, around))).toBe(true);
    expect(isGrowing(summariseMemory([...rising].reverse(), around))).toBe(false);
  });
});

describe("faultsOf", () => {
  it("finds nothing when every request was answered with status 200", () => {
    expect(faultsOf(phases)).toEqual([]);
  });

  it("names the phase, the warming up included, and what went wrong", () => {
    expect(
      faultsOf({
        ...phases,
        warmUp: { ...quiet, timeouts: 3 },
        reading: { ...quiet, requests: 0 },
      }),
    ).toEqual([
      "warmUp: 10 answers, 0 errors, 3 timeouts, 0 other statuses than 200",
      "reading: 0 answers, 0 errors, 0 timeouts, 0 other statuses than 200",
    ]);
  });
});
