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

describe("the duties and ends of the shipped actions", () => {
  const marked = (key: "duty" | "ends") =>
    items.flatMap((item) => {
      const value = item.applicability?.[key];
      return value === undefined ? [] : [[item.id, value, item] as const];
    });
  const sectionOf = (item: (typeof items)[number], heading: string) => {
    const from = item.blocks.findIndex((block) => block.text === heading);
    const rest = item.blocks.slice(from + 1);
    const to = rest.findIndex(({ kind }) => kind === "heading");
    return rest.slice(0, to < 0 ? undefined : to).map(({ text }) => text);
  };

  it.each(marked("duty"))("%s names no law and no article but those of its text: %s", (...row) => {
    const [, duty, item] = row;
    const law = sectionOf(item, "Normativa").join(" ");
    const named = duty.match(/RGPD|\d+\/\d{4}|\d+(?:\.\d+)?/gu) ?? [];
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !law.includes(name))).toEqual([]);
    expect(law).not.toMatch(/^Cap norma/u);
  });

  it.each(marked("ends"))("%s ends in a year that its text names: %s", (_, ends, item) => {
    const text = [item.title, ...item.blocks.map((block) => block.text)].join(" ");
    expect(text).toContain(ends.slice(0, 4));
  });
});
