import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { averageLinkage } from "../../../src/feedback/average-linkage.ts";

type Pair = readonly [one: number, other: number, likeness: number];

function rowsOf(count: number, pairs: readonly Pair[]): Map<number, number>[] {
  const rows = Array.from({ length: count }, () => new Map<number, number>());
  for (const [one, other, likeness] of pairs) {
    rows[one]?.set(other, likeness);
    rows[other]?.set(one, likeness);
  }
  return rows;
}

const sorted = (groups: readonly (readonly number[])[]) =>
  groups.map((group) => [...group].sort((a, b) => a - b)).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));

/** Always joins the nearest pair of all: slow, and plainly right. */
function slowly(rows: readonly ReadonlyMap<number, number>[], least: number): number[][] {
  const groups = rows.map((_, at) => [at]);
  const mean = (one: readonly number[], other: readonly number[]) =>
    one.reduce((sum, a) => sum + other.reduce((all, b) => all + (rows[a]?.get(b) ?? 0), 0), 0) /
    (one.length * other.length);
  for (;;) {
    let best: { one: number[]; other: number[]; likeness: number } | undefined;
    for (const [at, one] of groups.entries()) {
      for (const other of groups.slice(at + 1)) {
        const likeness = mean(one, other);
        if (likeness >= least && likeness > (best?.likeness ?? 0)) best = { one, other, likeness };
      }
    }
    if (best === undefined) return groups;
    best.one.push(...best.other);
    groups.splice(groups.indexOf(best.other), 1);
  }
}

describe("averageLinkage", () => {
  it("joins what is alike, and leaves alone what is not", () => {
    const rows = rowsOf(4, [
      [0, 2, 0.9],
      [1, 3, 0.3],
    ]);
    expect(sorted(averageLinkage(rows, 0.5))).toEqual([[0, 2], [1], [3]]);
  });

  it("makes no group of a chain whose ends have nothing in common", () => {
    const rows = rowsOf(4, [
      [0, 1, 0.8],
      [1, 2, 0.7],
      [2, 3, 0.8],
    ]);
    expect(sorted(averageLinkage(rows, 0.5))).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it("ends where everything is equally alike", () => {
    const pairs = Array.from({ length: 30 }, (_, one) =>
      Array.from({ length: one }, (_, other): Pair => [one, other, 0.7]),
    ).flat();
    expect(averageLinkage(rowsOf(30, pairs), 0.69).map(({ length }) => length)).toEqual([30]);
    expect(averageLinkage(rowsOf(30, pairs), 0.71)).toHaveLength(30);
  });

  it("puts everything into one group each, also where rounding decides", () => {
    const likeness = fc.constantFrom(0.1, 0.3, 0.7);
    const pair = fc.tuple(fc.nat(19), fc.nat(19), likeness);
    fc.assert(
      fc.property(fc.array(pair, { minLength: 50, maxLength: 300 }), (pairs) => {
        const rows = rowsOf(
          20,
          pairs.filter(([one, other]) => one !== other),
        );
        const groups = averageLinkage(rows, 0.2);
        expect(groups.every(({ length }) => length > 0)).toBe(true);
        expect(groups.flat().sort((a, b) => a - b)).toEqual(rows.map((_, at) => at));
      }),
    );
  });

  it("has no group of nothing", () => {
    expect(averageLinkage([], 0.5)).toEqual([]);
  });

  it("gives what always joining the nearest pair of all gives", () => {
    const count = 14;
    const likeness = fc.double({ min: 0.05, max: 1, noNaN: true });
    const pair = fc.tuple(fc.nat(count - 1), fc.nat(count - 1), likeness);
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 60 }), (pairs) => {
        const rows = rowsOf(
          count,
          pairs.filter(([one, other]) => one !== other),
        );
        expect(sorted(averageLinkage(rows, 0.4))).toEqual(sorted(slowly(rows, 0.4)));
      }),
    );
  });
});
