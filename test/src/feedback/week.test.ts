import { describe, expect, it } from "vitest";
import { dueWeek } from "../../../src/feedback/week.ts";

const at = (iso: string) => dueWeek(Date.parse(iso));
const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());

describe("dueWeek", () => {
  it.each([
    ["2026-11-23T06:59:59Z", undefined],
    ["2026-11-23T07:00:00Z", "2026-W47"],
    ["2026-11-29T22:59:59Z", "2026-W47"],
    ["2026-11-29T23:00:00Z", undefined],
    ["2026-07-06T05:59:59Z", undefined],
    ["2026-07-06T06:00:00Z", "2026-W27"],
    ["2027-01-04T10:00:00Z", "2026-W53"],
    ["2027-01-11T10:00:00Z", "2027-W01"],
    ["2024-12-30T10:00:00Z", "2024-W52"],
    ["2025-01-08T10:00:00Z", "2025-W01"],
  ])("is at %s the week %s", (time, name) => {
    expect(at(time)?.name).toBe(name);
  });

  it.each([
    ["2026-11-25T12:00:00Z", "2026-11-15T23:00:00.000Z", "2026-11-22T23:00:00.000Z"],
    // The clocks go back on Sunday, 25 October, and forward on Sunday, 29 March.
    ["2026-10-27T12:00:00Z", "2026-10-18T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
    ["2026-03-31T12:00:00Z", "2026-03-22T23:00:00.000Z", "2026-03-29T22:00:00.000Z"],
  ])("goes from Monday to Monday, local time: at %s from %s to %s", (time, from, to) => {
    expect(iso(at(time)?.fromMs)).toBe(from);
    expect(iso(at(time)?.toMs)).toBe(to);
  });
});
