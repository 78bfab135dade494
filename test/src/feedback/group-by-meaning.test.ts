import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { groupByMeaning } from "../../../src/feedback/group-by-meaning.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { shippedIndex } from "../../contracts/asking.ts";
import { createRandom } from "../../helpers/random.ts";
import { buildTimeoutMs } from "../answer/shipped.ts";

const schema = z.strictObject({
  meaning: z.string(),
  language: z.enum(["ca", "es", "en"]),
  question: z.string(),
});
type Row = z.infer<typeof schema>;

function readSet(name: string): Row[] {
  const path = join(import.meta.dirname, "../../evaluation", name);
  const lines = readFileSync(path, "utf8").trim().split("\n");
  return lines.map((line) => schema.parse(JSON.parse(line)));
}

/** Share of the pairs in a group that mean the same, and of those that mean the same that are in a group. */
function measure(groups: readonly (readonly number[])[], rows: readonly Row[]) {
  const groupOf = new Map(groups.flatMap((group, at) => group.map((row) => [row, at] as const)));
  let [right, grouped, same] = [0, 0, 0];
  for (const [one, row] of rows.entries()) {
    for (let other = 0; other < one; other += 1) {
      const isSame = row.meaning === rows[other]?.meaning;
      const isGrouped = groupOf.get(one) === groupOf.get(other);
      if (isSame) same += 1;
      if (isGrouped) grouped += 1;
      if (isSame && isGrouped) right += 1;
    }
  }
  return { precision: right / grouped, recall: right / same };
}

let index: SearchIndex;
beforeAll(async () => {
  index = await shippedIndex();
}, buildTimeoutMs);

/** The texts of each group. */
async function groupsOf(texts: readonly string[]): Promise<string[][]> {
  const groups = await groupByMeaning(texts, index);
  return groups.map((group) => group.map((at) => texts[at] ?? ""));
}

describe("groupByMeaning", () => {
  // Measured when the limit was chosen, without looking at this set: 0.933 and 0.731.
  it("puts few questions together that mean different things, and most that mean the same", async () => {
    const rows = readSet("grouping-measuring.jsonl");
    const groups = await groupByMeaning(
      rows.map(({ question }) => question),
      index,
    );
    const { precision, recall } = measure(groups, rows);
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.65);
  });

  it.each(["grouping-tuning.jsonl", "grouping-measuring.jsonl"])(
    "is measured by sets that have nothing in common: %s",
    (name) => {
      const other = name.includes("tuning") ? "grouping-measuring.jsonl" : "grouping-tuning.jsonl";
      const rows = readSet(name);
      const meanings = new Set(rows.map(({ meaning }) => meaning));
      expect(rows.length).toBeGreaterThanOrEqual(100);
      expect(meanings.size).toBeGreaterThanOrEqual(30);
      expect(new Set(rows.map(({ question }) => question)).size).toBe(rows.length);
      for (const { meaning } of readSet(other)) expect(meanings).not.toContain(meaning);
    },
  );

  it("groups across the languages, the largest first", async () => {
    const texts = [
      "quina bandera hi ha a la platja?",
      "permís per volar un dron",
      "¿necesito permiso para volar un dron?",
      "permit to fly a drone",
    ];
    expect(await groupByMeaning(texts, index)).toEqual([[1, 2, 3], [0]]);
  });

  it("groups by rare words that no thesaurus has, and not by common ones", async () => {
    const groups = await groupsOf([
      "què és el zurbigol de l'ajuntament?",
      "com funciona el zurbigol?",
      "què és el trasmolini de l'ajuntament?",
    ]);
    expect(groups).toEqual([
      ["què és el zurbigol de l'ajuntament?", "com funciona el zurbigol?"],
      ["què és el trasmolini de l'ajuntament?"],
    ]);
  });

  it("tells the price of a thing from its hours", async () => {
    expect(await groupsOf(["preu de la piscina", "horari de la piscina"])).toHaveLength(2);
  });

  it("takes texts that differ in case, accents and marks for one", async () => {
    expect(await groupsOf(["Piscina?", "piscina", " PISCINÀ!! "])).toHaveLength(1);
  });

  it("sees no meaning in what stands for personal data", async () => {
    const groups = await groupsOf(["[telèfon] [DNI] zurbigol", "[telèfon] [DNI] trasmolini"]);
    expect(groups).toHaveLength(2);
  });

  it("keeps every text once, also those that say nothing", async () => {
    const texts = ["", "??", "🙂", "", "i", "què"];
    const groups = await groupByMeaning(texts, index);
    expect(groups.flat().sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await groupByMeaning([], index)).toEqual([]);
    expect(await groupByMeaning(["sol"], index)).toEqual([[0]]);
  });

  it("groups the same whatever the order, and however often a question is repeated", async () => {
    const rows = readSet("grouping-tuning.jsonl").map(({ question }) => question);
    const plain = (await groupsOf(rows)).map((group) => [...group].sort().join("|")).sort();
    const random = createRandom(7);
    const shuffled = rows
      .flatMap((row) => [row, row])
      .map((row) => ({ row, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ row }) => row);
    const again = (await groupsOf(shuffled)).map((group) => [...new Set(group)].sort().join("|"));
    expect(again.sort()).toEqual(plain);
  });

  it("collapses a hundred thousand rows of the same questions", async () => {
    const rows = readSet("grouping-tuning.jsonl").map(({ question }) => question);
    const many = Array.from({ length: 100_000 }, (_, at) => rows[at % rows.length] ?? "");
    const groups = await groupByMeaning(many, index);
    expect(groups.flat()).toHaveLength(100_000);
    expect(groups.length).toBeLessThan(rows.length);
  });
});
