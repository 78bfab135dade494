import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mostInhabitants, readPopulation } from "../../../src/council/written-population.ts";

describe("readPopulation", () => {
  it.each([
    ["800", 800],
    [" 800 ", 800],
    ["1", 1],
    ["1200", 1_200],
    ["1.200", 1_200],
    ["1,200", 1_200],
    ["1 200", 1_200],
    ["1\u00a0200", 1_200],
    ["1\u2009200", 1_200],
    ["1\u202f200", 1_200],
    ["1'200", 1_200],
    ["1’200", 1_200],
    ["1.200 habitants", 1_200],
    ["1.200 Habitantes", 1_200],
    ["800 hab.", 800],
    ["800hab", 800],
    ["1,200 inhabitants", 1_200],
    ["10.000.000", mostInhabitants],
  ])("reads «%s» as %d", (text, value) => {
    expect(readPopulation(text)).toBe(value);
  });

  it.each([
    "800.5",
    "800,5",
    "1,2",
    "1.20",
    "1.2000",
    "1200.300",
    "1.200,300",
    "1 200.300",
    "1'200.300",
    "1.200.",
    ".200",
    "0.200",
    "1..200",
    "1\n200",
    "1·200",
    "12k",
    "mil",
    "",
    " ",
    "0",
    "-5",
    "-800",
    "10.000.001",
    "99999999999",
    "1e9",
    "0x10",
    "½",
    "٨٠٠",
    "800 habitatges",
    "800 habitants i escaig",
    "habitants",
  ])("reads no number in «%s»", (text) => {
    expect(readPopulation(text)).toBeUndefined();
  });

  it("reads every number with its thousands apart by one sign, and none by two", () => {
    const signs = fc.constantFrom(".", ",", " ", "\u00a0", "\u202f", "'", "’");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: mostInhabitants }), signs, (value, sign) => {
        const grouped = String(value).replace(/\B(?=(?:\d{3})+$)/gu, sign);
        expect(readPopulation(grouped)).toBe(value);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000, max: mostInhabitants }), (value) => {
        const grouped = String(value).replace(/(?<=^\d{1,2})(\d{3})(\d{3})$/u, ".$1,$2");
        expect(readPopulation(grouped)).toBeUndefined();
      }),
    );
  });

  it("reads any text without failing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 50 }), (text) => {
        const value = readPopulation(text);
        if (value !== undefined) expect(value).toBeGreaterThan(0);
      }),
    );
  });
});
