import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planIcs } from "../../../adapters/documents/plan-ics.ts";
import { languages } from "../../../src/language/language.ts";
import type { Quarter } from "../../../src/plan/plan.ts";
import type { PlanDocument } from "../../../src/plan/plan-document.ts";
import { goneRow, hostileText, madePlan, madeRow } from "./made-plan.ts";

function calendarOf(plan: PlanDocument, tenant = "T1"): Promise<string> {
  return planIcs({ ...plan, tenant });
}

/** Unfolded lines by RFC 5545 3.1. */
function linesOf(calendar: string): string[] {
  return calendar.replace(/\r\n[ \t]/g, "").split("\r\n");
}

function valuesOf(calendar: string, name: string): string[] {
  return linesOf(calendar)
    .filter((line) => line.startsWith(`${name}:`))
    .map((line) => line.slice(name.length + 1));
}

describe("planIcs", () => {
  it("has a whole day at the end of the quarter, with a reminder two weeks before", async () => {
    const calendar = await calendarOf(madePlan([madeRow()]));
    const lines = linesOf(calendar);
    expect(lines).toContain("DTSTART;VALUE=DATE:20270331");
    expect(lines).toContain("DTEND;VALUE=DATE:20270401");
    expect(lines).toContain("SUMMARY:2.3.1 Tenir un pla de resposta a incidents");
    // 13 days and 15 hours before midnight: nine in the morning, 14 days before.
    expect(lines).toContain("TRIGGER:-P13DT15H");
    expect(lines).toContain("SEQUENCE:3");
    expect(lines).toContain("DTSTAMP:20261123T100000Z");
    expect(lines).toContain("URL:https://agenda.example/agenda/2.3.1");
  });

  it.each([
    ["2027-T1", "20270331"],
    ["2027-T2", "20270630"],
    ["2027-T3", "20270930"],
    ["2027-T4", "20271231"],
  ] as const)("ends %s on %s", async (quarter, day) => {
    const calendar = await calendarOf(madePlan([madeRow({}, { quarter })]));
    expect(linesOf(calendar)).toContain(`DTSTART;VALUE=DATE:${day}`);
  });

  it("leaves out what is done, dropped, without a quarter or at no possible one", async () => {
    const rows = [
      madeRow({}, { status: "done" }),
      madeRow({}, { status: "dropped" }),
      goneRow(),
      ...["0000-T1", "99999-T1", "1e9-T2", "-1-T1"].map((quarter) =>
        madeRow({}, { quarter: quarter as Quarter }),
      ),
    ];
    const calendar = await calendarOf(madePlan(rows));
    expect(calendar).not.toContain("VEVENT");
    expect(calendar.endsWith("END:VCALENDAR\r\n")).toBe(true);
  });

  it("names an event the same again, another in another tenant, and never tells the tenant", async () => {
    const uids = async (row: Parameters<typeof madeRow>, tenant: string) =>
      valuesOf(await calendarOf(madePlan([madeRow(...row)]), tenant), "UID");
    const [first] = await uids([], "T1");
    expect(await uids([{}, { notes: "altres", version: 9 }], "T1")).toEqual([first]);
    expect(await uids([], "T2")).not.toEqual([first]);
    expect(await uids([{ code: "1.1.1" }], "T1")).not.toEqual([first]);
    expect(first).toMatch(/^[0-9a-f]{32}@agenda-assistant$/);
  });

  it("takes an address that the library refuses, in the description", async () => {
    const url = "http://[::1]:3978/agenda/2.3.1";
    const { quote: _, ...row } = madeRow({ url });
    const calendar = await calendarOf(madePlan([row]));
    expect(valuesOf(calendar, "URL")).toEqual([]);
    expect(valuesOf(calendar, "DESCRIPTION")[0]).toContain(url);
  });

  it("has properties that keep to their lines, whatever it is given", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, fc.constantFrom(...languages), async (text, language) => {
        const row = madeRow({ title: text, place: [text] }, { owner: text, notes: text });
        const plan = madePlan([row], { language, council: { name: text } });
        const calendar = await calendarOf(plan);
        for (const line of calendar.split("\r\n")) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/(?!\t)\p{Cc}|\p{Cs}/u);
        }
        const lines = linesOf(calendar).slice(0, -1);
        for (const line of lines) expect(line).toMatch(/^[A-Z-]+[:;]/);
        expect(lines.filter((line) => line === "END:VEVENT")).toHaveLength(1);
        for (const name of ["SUMMARY", "DESCRIPTION", "X-WR-CALNAME"])
          for (const value of valuesOf(calendar, name))
            expect(value.replace(/\\[\\;,n]/g, "")).not.toMatch(/[\\;,]/);
      }),
      { numRuns: 150 },
    );
  });
});
