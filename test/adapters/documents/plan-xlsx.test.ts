import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planXlsx } from "../../../adapters/documents/plan-xlsx.ts";
import { languages } from "../../../src/language/language.ts";
import type { PlanDocument } from "../../../src/plan/plan-document.ts";
import { goneRow, hostileText, madePlan, madeRow } from "./made-plan.ts";
import { faultsOf, part, unzipped } from "./unzipped.ts";

/** The cells of a sheet: texts as they are, dates as the days since 1900, `undefined` where there is none. */
async function sheetOf(plan: PlanDocument, sheet: 1 | 2): Promise<(string | number)[][]> {
  const bytes = await planXlsx(plan);
  const strings = part(bytes, "xl/sharedStrings.xml");
  const texts = strings("si")
    .toArray()
    .map((item) => strings(item).find("t").text());
  const read = part(bytes, `xl/worksheets/sheet${sheet}.xml`);
  return read("sheetData row")
    .toArray()
    .map((row) =>
      read(row)
        .find("c")
        .toArray()
        .map((cell) => {
          const value = Number(read(cell).find("v").text());
          return read(cell).attr("t") === "s" ? (texts[value] ?? "none") : value;
        }),
    );
}

describe("planXlsx", () => {
  it("has a row an action, with texts as texts and days as days", async () => {
    const [header, row] = await sheetOf(madePlan([madeRow()]), 1);
    expect(header?.slice(0, 3)).toEqual(["Codi", "Acció", "Eix"]);
    expect(row?.slice(0, 2)).toEqual(["2.3.1", "Tenir un pla de resposta a incidents"]);
    // 31 March 2027, 1 and 20 November 2026.
    expect(row?.filter((value) => typeof value === "number")).toEqual([46_477, 46_327, 46_346]);
    expect(row).toContain(madeRow().quote?.quote);
    expect(row).toContain(madeRow().quote?.url);
  });

  it("has the sources with their day in a second sheet", async () => {
    const [, row] = await sheetOf(madePlan([madeRow(), goneRow()]), 2);
    expect(row?.slice(2)).toEqual([
      "Agència de Ciberseguretat",
      "https://ciber.example/pla",
      46_144,
    ]);
  });

  it("keeps the header in view and gives widths", async () => {
    const read = part(await planXlsx(madePlan([madeRow()])), "xl/worksheets/sheet1.xml");
    expect(read("pane").attr("state")).toBe("frozen");
    expect(read("pane").attr("ySplit")).toBe("1");
    expect(read("cols col").length).toBe(18);
  });

  it("prints what a meeting needs as wide as a page, with its header on each", async () => {
    const bytes = await planXlsx(madePlan([madeRow(), madeRow()]));
    for (const sheet of [1, 2]) {
      const read = part(bytes, `xl/worksheets/sheet${sheet}.xml`);
      expect(read("worksheet > :first-child > pageSetUpPr").attr("fitToPage")).toBe("1");
      const setup = read("pageSetup");
      expect([setup.attr("fitToWidth"), setup.attr("fitToHeight")]).toEqual(["1", "0"]);
      expect(setup.attr("orientation")).toBe("landscape");
    }
    const book = part(bytes, "xl/workbook.xml");
    const names = book("definedName")
      .toArray()
      .map((name) => [book(name).attr("name"), book(name).attr("localsheetid"), book(name).text()]);
    expect(names.map(([name, , text]) => [name, text])).toEqual([
      ["_xlnm.Print_Area", "'Pla'!$A$1:$I$3"],
      ["_xlnm.Print_Titles", "'Pla'!$A:$B,'Pla'!$1:$1"],
      ["_xlnm.Print_Area", "'Fonts'!$A$1:$E$3"],
      ["_xlnm.Print_Titles", "'Fonts'!$A:$A,'Fonts'!$1:$1"],
    ]);
  });

  it("writes an empty plan in every language, with names of sheets that Excel takes", async () => {
    for (const language of languages) {
      const bytes = await planXlsx(madePlan([], { language }));
      expect(faultsOf(bytes)).toEqual([]);
      const read = part(bytes, "xl/workbook.xml");
      for (const sheet of read("sheet").toArray())
        expect(read(sheet).attr("name")).toMatch(/^[^[\]:*?/\\]{1,31}$/u);
    }
  });

  it.each(["constructor", "__proto__", "toString"])("keeps the text %s", async (notes) => {
    const [, row] = await sheetOf(madePlan([madeRow({}, { notes })]), 1);
    expect(row?.map((value) => String(value).trim())).toContain(notes);
  });

  it("cuts a text to what a cell holds", async () => {
    const [, row] = await sheetOf(madePlan([madeRow({ law: ["a".repeat(40_000)] })]), 1);
    expect(Math.max(...(row ?? []).map((value) => String(value).length))).toBe(32_767);
  });

  it("keeps what looks like an escape of Excel", async () => {
    const [, row] = await sheetOf(madePlan([madeRow({}, { notes: "fitxer_x0041_final" })]), 1);
    expect(row).toContain("fitxer_x005F_x0041_final");
  });

  it("has no formula and stays well-formed whatever it is given", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        const row = madeRow(
          { title: text, place: [text], law: [text] },
          { owner: text, notes: text, reason: text },
        );
        const bytes = await planXlsx(madePlan([row], { council: { name: text } }));
        expect(faultsOf(bytes)).toEqual([]);
        const sheet = unzipped(bytes).get("xl/worksheets/sheet1.xml") ?? "";
        expect(sheet).not.toContain("<f>");
        for (const [, value] of sheet.matchAll(/<v>(.*?)<\/v>/gsu)) expect(value).toMatch(/^\d+$/);
      }),
      { numRuns: 60 },
    );
  });
});
