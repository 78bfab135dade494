import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareKnowledge } from "../../../src/agenda/changes.ts";
import type { Applicability, Block, KnowledgeItem } from "../../../src/agenda/item.ts";
import { parseMarkdown } from "../../../src/agenda/markdown.ts";

const at = "2026-11-23T08:30:00.000Z";

const reference = { title: "Guia", url: "https://exemple.cat/guia", checked: "2026-01-31" };
const applicability: Applicability = {
  population: { min: 500, max: 5_000 },
  horizon: "short",
  effort: "low",
  roles: ["tic", "alcaldia"],
};
const { horizon, effort, roles } = applicability;
const base: KnowledgeItem = {
  id: "2.3.1",
  kind: "action",
  title: "Pla de resposta",
  origin: "official",
  blocks: parseMarkdown("Escriviu qui decideix.\n\n## Com fer-ho\n\n1. Desconnecteu.\n2. Truqueu."),
  questions: ["Què faig si ens ataquen?"],
  references: [reference],
  related: ["2.3.2"],
  reviewed: "2026-01-31",
  applicability,
  sourcePath: "eixos/2-seguretat/2.3-incidents/2.3.1-pla.md",
};

function page(id: string, markdown = "Text."): KnowledgeItem {
  return {
    id,
    kind: "page",
    title: `Pàgina ${id}`,
    origin: "own",
    blocks: parseMarkdown(markdown),
    questions: [],
    references: [],
    related: [],
    reviewed: "2026-01-31",
    sourcePath: `pagines/${id}.md`,
  };
}

/** Names of the sections that a new text of a page changes. */
function sectionsBetween(before: string, after: string): readonly string[] | undefined {
  return compareKnowledge([page("a", before)], [page("a", after)], at)[0]?.sections;
}

describe("compareKnowledge", () => {
  it("tells what is new, other and gone, in the order of the tree, and when", () => {
    const before = [page("a"), page("b"), page("c"), page("d"), page("e")];
    const after = [page("n"), page("b"), page("d", "Un altre text."), page("z")];
    expect(compareKnowledge(before, after, at)).toEqual([
      { itemId: "n", kind: "page", title: "Pàgina n", change: "added", sections: [], at },
      { itemId: "d", kind: "page", title: "Pàgina d", change: "edited", sections: [""], at },
      { itemId: "z", kind: "page", title: "Pàgina z", change: "added", sections: [], at },
      { itemId: "a", kind: "page", title: "Pàgina a", change: "removed", sections: [], at },
      { itemId: "c", kind: "page", title: "Pàgina c", change: "removed", sections: [], at },
      { itemId: "e", kind: "page", title: "Pàgina e", change: "removed", sections: [], at },
    ]);
  });

  it.each<[string, Partial<KnowledgeItem>]>([
    ["the title", { title: "Pla d'incidents" }],
    ["the origin", { origin: "own" }],
    ["a reference's title", { references: [{ ...reference, title: "Manual" }] }],
    ["a reference's address", { references: [{ ...reference, url: "x" }] }],
    ["the number of references", { references: [] }],
    ["what is related", { related: [] }],
    ["the population", { applicability: { ...applicability, population: { min: 500 } } }],
    ["the horizon", { applicability: { ...applicability, horizon: "long" } }],
    ["the effort", { applicability: { ...applicability, effort: "high" } }],
    ["the roles", { applicability: { ...applicability, roles: ["tic"] } }],
    ["the law that obliges to it", { applicability: { ...applicability, duty: "RGPD, art. 37" } }],
    ["its last day", { applicability: { ...applicability, ends: "2026-12-31" } }],
    ["the kind, under the same id,", { kind: "page" }],
  ])("calls an item edited when %s changes, and names no section", (_, difference) => {
    const after = { ...base, ...difference };
    expect(compareKnowledge([base], [after], at)).toEqual([
      { itemId: base.id, kind: after.kind, title: after.title, change: "edited", sections: [], at },
    ]);
  });

  it.each<[string, Partial<KnowledgeItem>]>([
    ["a new review", { reviewed: "2026-11-23" }],
    ["another source path", { sourcePath: "eixos/altre.md" }],
    ["another expected question", { questions: [] }],
    ["a source compared again", { references: [{ ...reference, checked: "2" }] }],
    [
      "another order of keys",
      { applicability: { roles, effort, horizon, population: { max: 5_000, min: 500 } } },
    ],
  ])("takes no notice of %s", (_, difference) => {
    expect(compareKnowledge([base], [{ ...base, ...difference }], at)).toEqual([]);
  });

  it("names the sections of today whose text changed, in order of the text, then those gone", () => {
    const before = "Inici.\n\n## Vell\n\nA.\n\n## Igual\n\nB.\n\n### Dins\n\nC.";
    const after = "Principi.\n\n## Nou\n\nA.\n\n## Igual\n\nB.\n\n### Dins\n\nC, i més.";
    expect(sectionsBetween(before, after)).toEqual(["", "Nou", "Dins", "Vell"]);
  });

  it.each([
    ["a heading of another level", "## Com\n\nA.", "### Com\n\nA.", ["Com"]],
    ["a list in place of a paragraph", "## Com\n\nA.", "## Com\n\n- A.", ["Com"]],
    ["another number in a list", "## Com\n\n1. A.", "## Com\n\n2. A.", ["Com"]],
    ["text before the first heading gone", "Inici.\n\n## Com\n\nA.", "## Com\n\nA.", [""]],
    ["one of two sections of one name", "# I\n\nA.\n\n# I\n\nB.", "# I\n\nA.\n\n# I\n\nC.", ["I"]],
    ["a paragraph split in two", "## Com\n\nA. B.", "## Com\n\nA.\n\nB.", ["Com"]],
    ["sections in another order", "# I\n\nA.\n\n# J\n\nB.", "# J\n\nB.\n\n# I\n\nA.", []],
  ])("sees %s", (_, before, after, sections) => {
    expect(sectionsBetween(before, after)).toEqual(sections);
  });

  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({
      kind: fc.constant("heading" as const),
      level: fc.integer({ min: 1, max: 2 }),
      text: fc.constantFrom("A", "B", "__proto__"),
    }),
    fc.record({ kind: fc.constant("paragraph" as const), text: fc.constantFrom("x", "y") }),
  );
  const item = fc
    .tuple(fc.constantFrom("a", "b", "c", "d"), fc.array(block, { maxLength: 5 }))
    .map(([id, blocks]): KnowledgeItem => ({ ...page(id), blocks }));
  const items = fc.uniqueArray(item, { selector: ({ id }) => id });

  it("tells nothing of two equal states, and of two states what one way adds the other removes", () => {
    const idsOf = (changes: ReturnType<typeof compareKnowledge>, change: string) =>
      changes.flatMap((each) => (each.change === change ? [each.itemId] : [])).sort();
    fc.assert(
      fc.property(items, items, (before, after) => {
        expect(compareKnowledge(before, structuredClone(before), at)).toEqual([]);
        const there = compareKnowledge(before, after, at);
        const back = compareKnowledge(after, before, at);
        expect(idsOf(there, "added")).toEqual(idsOf(back, "removed"));
        expect(idsOf(there, "removed")).toEqual(idsOf(back, "added"));
        expect(idsOf(there, "edited")).toEqual(idsOf(back, "edited"));
        for (const { itemId, sections } of there) {
          const twin = back.find((other) => other.itemId === itemId);
          expect([...sections].sort()).toEqual([...(twin?.sections ?? [])].sort());
        }
        const earlier = new Map(before.map((each) => [each.id, JSON.stringify(each)]));
        const told = new Set(there.map(({ itemId }) => itemId));
        for (const each of after)
          expect(told.has(each.id)).toBe(earlier.get(each.id) !== JSON.stringify(each));
      }),
      { numRuns: 1_000 },
    );
  });
});
