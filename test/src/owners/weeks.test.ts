import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weeksOf } from "../../../src/owners/weeks.ts";

const at = (time: string) => Date.parse(time);
const starts = (from: string, to: string) =>
  weeksOf({ fromMs: at(from), toMs: at(to) }).map(({ fromMs }) => new Date(fromMs).toISOString());

describe("weeksOf", () => {
  it("begins weeks on Monday where the owners are, when clocks go forward and back", () => {
    expect(starts("2026-03-22T23:00:00Z", "2026-04-05T22:00:00Z")).toEqual([
      "2026-03-22T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
    ]);
    expect(starts("2026-10-18T22:00:00Z", "2026-11-01T23:00:00Z")).toEqual([
      "2026-10-18T22:00:00.000Z",
      "2026-10-25T23:00:00.000Z",
    ]);
  });

  it("cuts the first and the last where the time begins and ends", () => {
    const period = { fromMs: at("2026-11-18T10:00:00Z"), toMs: at("2026-11-23T06:59:00Z") };
    const mondayMs = at("2026-11-22T23:00:00Z");
    expect(weeksOf(period)).toEqual([
      { fromMs: period.fromMs, toMs: mondayMs },
      { fromMs: mondayMs, toMs: period.toMs },
    ]);
    expect(weeksOf({ fromMs: mondayMs - 1, toMs: mondayMs })).toEqual([
      { fromMs: mondayMs - 1, toMs: mondayMs },
    ]);
    expect(weeksOf({ fromMs: 5, toMs: 5 })).toEqual([]);
    expect(weeksOf({ fromMs: 6, toMs: 5 })).toEqual([]);
  });

  it("leaves nothing out, has nothing twice, and begins each but the first on a Monday at midnight", () => {
    const local = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Madrid",
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    fc.assert(
      fc.property(
        fc.integer({ min: at("2015-01-01T00:00:00Z"), max: at("2040-01-01T00:00:00Z") }),
        fc.integer({ min: 1, max: 500 * 86_400_000 }),
        (fromMs, lengthMs) => {
          const toMs = fromMs + lengthMs;
          const weeks = weeksOf({ fromMs, toMs });
          expect(weeks[0]?.fromMs).toBe(fromMs);
          expect(weeks.at(-1)?.toMs).toBe(toMs);
          for (const [number, { fromMs: startMs, toMs: endMs }] of weeks.entries()) {
            expect(startMs).toBeLessThan(endMs);
            if (number > 0) expect(local.format(startMs)).toBe("Mon 00:00:00");
            if (number > 0) expect(weeks[number - 1]?.toMs).toBe(startMs);
            expect(endMs - startMs).toBeLessThanOrEqual(7 * 86_400_000 + 3_600_000);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
