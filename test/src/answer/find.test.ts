import { beforeAll, describe, expect, it } from "vitest";
import type { Filters } from "../../../src/agenda/catalogue.ts";
import { type Found, find, type Wish } from "../../../src/answer/find.ts";
import { isVerified } from "../../../src/answer/verify.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, frontMatters, isFor, openAssistant, publicUrl } from "./shipped.ts";

let index: SearchIndex;
const actions = frontMatters((name) => /^\d/.test(name));
const everything = 1_000;

beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

function search(wish: Partial<Wish> = {}, more: { offset?: number; limit?: number } = {}) {
  return find(
    { text: "", filters: {}, ...wish },
    { index, publicUrl, language: "ca", offset: 0, limit: everything, ...more },
  );
}

const idsOf = ({ citations }: Found) => citations.map(({ itemId }) => itemId);
const filtered = async (filters: Filters) => idsOf(await search({ filters }));

describe("find", () => {
  it("gives everything in the order of the tree when nothing is asked for", async () => {
    const found = await search();

    expect(idsOf(found)).toEqual(index.catalogue.items.map(({ id }) => id));
    expect(found.total).toBe(index.catalogue.items.length);
  });

  it.each(["eix 2", "Eje 2.", "axis 2", "2"])("reads «%s» as a code", async (text) => {
    const below = index.catalogue.items.filter(({ id }) => /^2(?:\.|$)/.test(id));
    expect(idsOf(await search({ text }))).toEqual(below.map(({ id }) => id));
  });

  it.each(["localret", "Localret", "metamodel", "glossari"])(
    "takes «%s», which a page is called by too, for a word",
    async (text) => {
      const found = await search({ text });
      const short = await search({ text, filters: { horizons: ["short"] } });

      expect(found.total).toBeGreaterThan(1);
      expect(idsOf(found)).toEqual(idsOf(await search({ text: text.toUpperCase() })));
      for (const id of idsOf(short))
        expect(index.catalogue.get(id)?.applicability?.horizon).toBe("short");
    },
  );

  it("gives each item with a quote that stands in it and opens", async () => {
    const { citations } = await search();
    expect(citations.filter((one) => !isVerified(one, index, publicUrl))).toEqual([]);
  });

  it.each([1, 800, 5_000, 5_001, 50_000])(
    "gives exactly the actions for %i inhabitants, and nothing that says of no size",
    async (population) => {
      const expected = actions.filter((one) => isFor(one, population)).map(({ id }) => id);
      expect(await filtered({ population })).toEqual(expected);
    },
  );

  it.each(["short", "medium", "long"] as const)(
    "gives exactly the actions of %s",
    async (horizon) => {
      expect(await filtered({ horizons: [horizon] })).toEqual(
        actions.filter((one) => one.horizon === horizon).map(({ id }) => id),
      );
    },
  );

  it("meets all conditions at once", async () => {
    const role = actions[0]?.roles[0] ?? "";
    const expected = actions.filter(
      (one) =>
        one.id.startsWith("1.") &&
        one.effort === "medium" &&
        one.roles.includes(role) &&
        isFor(one, 3_000),
    );
    const filters: Filters = { within: "1", efforts: ["medium"], roles: [role], population: 3_000 };

    expect(expected).not.toEqual([]);
    expect(await filtered(filters)).toEqual(expected.map(({ id }) => id));
  });

  it("gives objectives and actions below an axis, without the axis", async () => {
    const ids = await filtered({ within: "2" });

    expect(ids).toContain("2.1");
    expect(ids.filter((id) => !id.startsWith("2."))).toEqual([]);
    expect(ids).toHaveLength(index.catalogue.items.filter(({ id }) => id.startsWith("2.")).length);
  });

  it("gives only items of a kind", async () => {
    const { citations } = await search({ kind: "page" });
    expect(new Set(citations.map(({ kind }) => kind))).toEqual(new Set(["page"]));
    expect(citations).toHaveLength(index.catalogue.list("page").length);
  });

  it.each([" 2.3.1 ", "2.3.1"])("gives the item of the code %j", async (text) => {
    expect(idsOf(await search({ text }))).toEqual(["2.3.1"]);
  });

  it("gives what stands below a code, after it, by the filters", async () => {
    const below = actions.filter(({ id }) => id.startsWith("2.3.")).map(({ id }) => id);

    expect(idsOf(await search({ text: "2.3" }))).toEqual(["2.3", ...below]);
    expect(idsOf(await search({ text: "2.3", kind: "action" }))).toEqual(below);
    expect(idsOf(await search({ text: "2.3", filters: { within: "1" } }))).toEqual([]);
  });

  it("finds by words, best first, the passage that fits them", async () => {
    const { citations, total } = await search({ text: "còpies de seguretat" });
    const scores = citations.map(({ score }) => score);

    expect(total).toBe(citations.length);
    expect(citations[0]?.quote.toLowerCase()).toMatch(/còpi/);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(citations.filter((one) => !isVerified(one, index, publicUrl))).toEqual([]);
  });

  it("finds by words in other languages", async () => {
    expect(idsOf(await search({ text: "backups" }))).toContain(
      idsOf(await search({ text: "còpies de seguretat" }))[0],
    );
  });

  it("finds by words only what meets the conditions", async () => {
    const filters: Filters = { within: "2", horizons: ["short"] };
    const { citations } = await search({ text: "còpies de seguretat", filters, kind: "action" });
    const allowed = actions.filter(({ id, horizon }) => id.startsWith("2.") && horizon === "short");

    expect(citations).not.toEqual([]);
    expect(allowed.map(({ id }) => id)).toEqual(
      expect.arrayContaining(citations.map(({ itemId }) => itemId)),
    );
  });

  it("keeps out what has little to do with the words", async () => {
    const { citations } = await search({ text: "fibra òptica" });
    const best = citations[0]?.score ?? 0;

    expect(citations.length).toBeLessThanOrEqual(30);
    expect(citations.filter(({ score }) => score < best * 0.4)).toEqual([]);
  });

  it.each(["", "còpies de seguretat", "2"])(
    "gives stretches of %j that together are all",
    async (text) => {
      const whole = await search({ text });
      const parts: string[] = [];
      for (let offset = 0; offset < whole.total; offset += 7) {
        const part = await search({ text }, { offset, limit: 7 });
        expect(part.total).toBe(whole.total);
        expect(part.citations.length).toBeLessThanOrEqual(7);
        parts.push(...idsOf(part));
      }

      expect(whole.total).toBeGreaterThan(0);
      expect(parts).toEqual(idsOf(whole));
      expect((await search({ text }, { offset: whole.total })).citations).toEqual([]);
    },
  );

  it.each(["xyzzyplugh", "🦆", "%00", "<script>", "\u0000", "de la que"])(
    "finds nothing, or little, of %j and does not break",
    async (text) => {
      const found = await search({ text });
      expect(found.total).toBe(found.citations.length);
      expect(found.total).toBeLessThanOrEqual(30);
    },
  );

  it.each(["__proto__", "constructor", "9.9.9"])("does not take %s for a code", async (text) => {
    expect(idsOf(await search({ text }))).not.toContain(text);
  });
});
