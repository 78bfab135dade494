import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tableCsv } from "../../../adapters/documents/table-csv.ts";
import { hostileText } from "./made-plan.ts";

describe("tableCsv", () => {
  it("begins with the mark of UTF-8, has semicolons, and ends its lines as Excel wants", () => {
    expect(tableCsv(["Eix", "Obertes"], [["Governança; «persones»", 3]])).toBe(
      '\uFEFF"Eix";"Obertes"\r\n"Governança; «persones»";"3"\r\n',
    );
  });

  it("writes a date as its day, and what is not known as nothing", () => {
    const day = new Date("2026-11-23T00:00:00Z");
    expect(tableCsv(["a", "b"], [[day, undefined]])).toMatch(/\r\n"2026-11-23";\r\n$/);
  });

  it("has only its header when there is nothing", () => {
    expect(tableCsv(["a"], [])).toBe('\uFEFF"a"\r\n');
  });

  it("has no formula in any field, whatever it is given, and a number is one", () => {
    void fc.assert(
      fc.property(hostileText, (text) => {
        const [, body = ""] = tableCsv(["a", "b"], [[text, -3]]).split(/\r\n(.*)/s);
        expect(body).toMatch(/^(?:"(?![=+\-@\t\r＝＋－＠])(?:[^"]|"")*")?;"-3"\r\n$/u);
      }),
      { numRuns: 200 },
    );
  });

  it("has no formula where a program splits it at its lines and commas", () => {
    const csv = tableCsv(["a"], [["text\n=1+41\n-2,=HYPERLINK(1),+3;@4\tb, -3 graus"]]);
    for (const part of csv.slice(1).split(/[\r\n,;\t]/u)) expect(part).not.toMatch(/^"*[=+\-@]/u);
    expect(csv).toContain("b, -3 graus");
  });
});
