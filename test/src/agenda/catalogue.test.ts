import { describe, expect, it } from "vitest";
import { createCatalogue, type Filters, passes } from "../../../src/agenda/catalogue.ts";
import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import { frontMatters, isFor, shippedFolder } from "../answer/shipped.ts";

const { items } = await readKnowledge(shippedFolder);
const catalogue = createCatalogue(items);
const actions = frontMatters((name) => /^\d/.test(name));

const conditions: readonly Filters[] = [
  { population: 800 },
  { horizons: ["long"] },
  { efforts: ["high"] },
  { roles: ["alcaldia"] },
];

describe("list", () => {
  it.each(conditions)("holds no page that says nothing of %j", (filters) => {
    expect(catalogue.list("page").length).toBeGreaterThan(0);
    expect(catalogue.list("page", filters)).toEqual([]);
    expect(catalogue.list("document", filters)).toEqual([]);
  });

  it("holds the objectives and axes with one action that meets all conditions", () => {
    const filters: Filters = { population: 800, horizons: ["long"], efforts: ["high"] };
    const meeting = actions.filter(
      (one) => one.horizon === "long" && one.effort === "high" && isFor(one, 800),
    );
    for (const kind of ["objective", "axis"] as const) {
      const expected = catalogue
        .list(kind)
        .filter(({ id }) => meeting.some((one) => one.id.startsWith(`${id}.`)));
      expect(expected.length).toBeGreaterThan(0);
      expect(catalogue.list(kind, filters)).toEqual(expected);
    }
  });

  it("holds what stands in a place and meets the conditions", () => {
    const ids = catalogue
      .list("objective", { within: "2", horizons: ["long"] })
      .map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => !id.startsWith("2."))).toEqual([]);
  });
});

describe("passes", () => {
  it.each(conditions)("lets a search with %j find pages, objectives and axes", (filters) => {
    const others = items.filter(({ kind }) => kind !== "action");
    expect(others.filter((item) => !passes(item, filters))).toEqual([]);
  });
});
