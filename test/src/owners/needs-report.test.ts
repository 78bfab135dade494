import { beforeAll, describe, expect, it } from "vitest";
import type { RecordedNeed } from "../../../src/needs/need.ts";
import { needsReport } from "../../../src/owners/needs-report.ts";
import { leastCouncils } from "../../../src/owners/report.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { shippedIndex } from "../../contracts/asking.ts";
import { buildTimeoutMs } from "../answer/shipped.ts";

let index: SearchIndex;
beforeAll(async () => {
  index = await shippedIndex();
}, buildTimeoutMs);

const period = { fromMs: Date.UTC(2026, 8, 15), toMs: Date.UTC(2026, 10, 23) };

function recorded(at: number, more: Partial<RecordedNeed> = {}): RecordedNeed {
  return {
    id: `need ${at}`,
    text: "Un mapa dels ruscos d'abelles",
    language: "ca",
    rejected: [],
    councilKey: `=poble ${at}`,
    council: `Poble ${at}`,
    isNamed: false,
    personKey: `person ${at}`,
    recordedAtMs: period.fromMs + at,
    ...more,
  };
}

/** A store that holds these, in batches. */
function storeOf(rows: readonly RecordedNeed[]) {
  return {
    async *recorded() {
      for (let start = 0; start < rows.length; start += 1_000)
        yield rows.slice(start, start + 1_000);
    },
  };
}

const report = (rows: readonly RecordedNeed[]) =>
  needsReport(period, { needs: storeOf(rows), index });

describe("needsReport", () => {
  it("names those that agreed alone, and tells no sizes of few", async () => {
    const rows = Array.from({ length: leastCouncils - 1 }, (_, at) =>
      recorded(at, { id: "same", population: 300, isNamed: at === 2 }),
    );
    const { groups } = await report(rows);
    expect(groups).toMatchObject([
      { councils: leastCouncils - 1, names: ["Poble 2"], bands: [], needs: ["same"] },
    ]);
  });

  it("tells the sizes from the threshold on, and names nobody who did not agree", async () => {
    const rows = Array.from({ length: leastCouncils }, (_, at) =>
      recorded(at, { id: "same", population: at * 6_000 }),
    );
    const again = recorded(99, { id: "same", councilKey: "=poble 1", council: "POBLE 1" });
    const { groups } = await report([...rows, again]);
    expect(groups[0]).toMatchObject({ councils: leastCouncils, people: leastCouncils + 1 });
    expect(groups[0]?.names).toEqual([]);
    expect(groups[0]?.bands).toEqual([
      { name: "0-999", count: 1 },
      { name: "5000-19999", count: 3 },
      { name: "20000-49999", count: 1 },
    ]);
  });

  it("tells no sizes at all of a time in which few recorded something", async () => {
    const few = Array.from({ length: leastCouncils - 1 }, (_, at) => recorded(at));
    expect((await report(few)).bands).toEqual([]);
  });

  it("counts by axis, size and month of the place, with those that the Agenda covers by now", async () => {
    const covered = { item: "2.3.1", atMs: 1 };
    const { axes, bands, months, ...sums } = await report([
      recorded(1, { axis: "2", population: 999, covered }),
      recorded(2, { axis: "2", population: 1_000 }),
      recorded(3, { axis: "9", recordedAtMs: Date.parse("2026-10-01T00:00+02:00") }),
      recorded(4, { recordedAtMs: Date.parse("2026-10-01T00:00+02:00") - 1 }),
      recorded(5, { recordedAtMs: Date.parse("2026-11-01T00:00+01:00"), personKey: "person 4" }),
    ]);
    expect(sums).toMatchObject({ recorded: 5, covered: 1, councils: 5, people: 4, isCut: false });
    expect(axes.map(({ name }) => name)).toEqual(["1", "2", "3", "4", "9", ""]);
    expect(axes[1]).toMatchObject({ open: 1, covered: 1 });
    expect(bands.slice(0, 2)).toMatchObject([
      { name: "0-999", open: 0, covered: 1 },
      { name: "1000-4999", open: 1, covered: 0 },
    ]);
    expect(months).toEqual([
      { startMs: period.fromMs, open: 2, covered: 1 },
      { startMs: Date.parse("2026-10-01T00:00+02:00"), open: 1, covered: 0 },
      { startMs: Date.parse("2026-11-01T00:00+01:00"), open: 1, covered: 0 },
    ]);
  });

  it("groups what means the same in three languages, and says which item covers a part", async () => {
    const covered = { item: "2.3.1", atMs: 1 };
    const { groups } = await report([
      recorded(1, { text: "mapa de ruscos d'abelles", covered }),
      recorded(2, { text: "mapa de las colmenas de abejas", language: "es" }),
      recorded(3, { text: "a map of beehives", language: "en" }),
      recorded(4, { text: "taquilla en línia per al teatre" }),
    ]);
    const [bees, ...others] = groups;
    expect(others.length).toBeGreaterThan(0);
    expect(bees?.languages.length).toBeGreaterThanOrEqual(2);
    expect(bees?.covered).toMatchObject({ needs: 1, item: "2.3.1" });
    expect(bees?.proposed).toMatchObject({ item: "2.3.1" });
  });

  it("is empty where nothing was recorded", async () => {
    expect(await report([])).toMatchObject({ recorded: 0, groups: [], isCut: false });
  });

  it("counts a hundred thousand, groups the newest of them, and says so", async () => {
    const many = 100_000;
    const rows = Array.from({ length: many }, (_, at) =>
      recorded(at, { text: `necessitat ${at.toString(36)} ${(at * 7).toString(36)}` }),
    );
    const found = await report(rows);
    expect(found).toMatchObject({ recorded: many, councils: many, isCut: true });
    expect(found.groups.flatMap(({ needs }) => needs)).toHaveLength(1_000);
    expect(found.groups.flatMap(({ needs }) => needs)).toContain("need 0");
  });
});
