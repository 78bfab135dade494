import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planCsv } from "../../../adapters/documents/plan-csv.ts";
import { languages } from "../../../src/language/language.ts";
import type { PlanRow } from "../../../src/plan/plan-rows.ts";
import { hostileText, madePlan, madeRow } from "./made-plan.ts";

/** Reads what RFC 4180 describes, with semicolons; throws on anything else. */
function read(csv: string): string[][] {
  const records: string[][] = [[]];
  let at = csv.startsWith("\uFEFF") ? 1 : 0;
  const field = /(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r\n)/uy;
  while (at < csv.length) {
    field.lastIndex = at;
    const match = field.exec(csv);
    if (match === null) throw new Error(`no field at ${at}`);
    records.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] !== ";") records.push([]);
    at = field.lastIndex;
  }
  return records.slice(0, -1);
}

function cellsOf(rows: readonly PlanRow[]): string[][] {
  return read(planCsv(madePlan(rows)));
}

describe("planCsv", () => {
  it("begins with the mark of UTF-8 and ends its lines as Excel wants", () => {
    const csv = planCsv(madePlan([madeRow()]));
    expect(csv.startsWith('\uFEFF"Acció";"Eix";')).toBe(true);
    expect(csv.endsWith('"\r\n')).toBe(true);
  });

  it("has a line an action, whose code no spreadsheet takes for a date", () => {
    const [header, row] = cellsOf([madeRow()]);
    expect(row).toHaveLength(header?.length ?? 0);
    expect(row?.[0]).toBe("2.3.1 Tenir un pla de resposta a incidents");
    expect(row).toContain(madeRow().quote?.quote);
    expect(row).toContain(madeRow().quote?.url);
    expect(row).toContain("2027-03-31");
  });

  it("keeps line ends and marks within a text", () => {
    const notes = 'primer; segon, "tercer"\nquart';
    expect(cellsOf([madeRow({}, { notes })])[1]).toContain(notes);
  });

  it("has no formula where a program splits it at its lines and commas", () => {
    const notes = 'nota\n=1+41\n-2,=HYPERLINK("x"),+3;@4\n"=5"\nprimer, -3 graus';
    const owner = "a,=1";
    const csv = planCsv(madePlan([madeRow({}, { notes, owner })]));
    for (const part of csv.slice(1).split(/[\r\n,;\t]/u)) expect(part).not.toMatch(/^"*[=+\-@]/u);
    const cell = read(csv)[1]?.find((text) => text.startsWith("nota"));
    expect(cell).toBe("nota\n'=1+41\n'-2,'=HYPERLINK(\"x\"),'+3;'@4\n\"'=5\"\nprimer, -3 graus");
  });

  it("has only its header when the plan is empty, in every language", () => {
    for (const language of languages)
      expect(read(planCsv(madePlan([], { language })))).toHaveLength(1);
  });

  it("is read back with every field in its place and none a formula, whatever it is given", () => {
    void fc.assert(
      fc.property(hostileText, (text) => {
        const row = madeRow(
          { title: text, place: [text, text], law: [text, text] },
          { owner: text, notes: text, reason: text },
        );
        const [header, ...records] = cellsOf([row, madeRow()]);
        expect(records).toHaveLength(2);
        for (const record of records) {
          expect(record).toHaveLength(header?.length ?? 0);
          for (const cell of record) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/u);
        }
      }),
      { numRuns: 300 },
    );
  });
});
