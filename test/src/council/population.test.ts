import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  findImpossiblePopulation,
  findPopulation,
  foldedKeepingLength,
  largeCouncil,
  smallCouncil,
} from "../../../src/council/population.ts";

const inhabitantsIn = (text: string) => findPopulation(text)?.inhabitants;

const spellings: readonly (readonly [number, readonly string[]])[] = [
  [1, ["un municipi d'1 habitant", "un pueblo de 1 habitantes", "a village of 1 inhabitant"]],
  [25, ["vint-i-cinc habitants", "veinticinco habitantes", "twenty-five inhabitants"]],
  [120, ["cent vint habitants", "ciento veinte habitantes", "som 120 veïns"]],
  [300, ["tres-cents habitants", "trescientos habitantes", "three hundred people"]],
  [350, ["tres-cents cinquanta habitants", "three hundred and fifty residents"]],
  [500, ["cinc-cents habitants", "quinientas personas", "five hundred people"]],
  [
    800,
    [
      "800 habitants",
      "800 hab.",
      "800 hab",
      "un poble de 800",
      "poble de 800 sobre fibra",
      "POBLE DE 800 HABITANTS",
      "som 800",
      "som 800 veïns",
      "pueblo de unos 800 vecinos",
      "a village of about 800 people",
      "we are 800",
      "vuit-cents habitants",
      "ochocientos habitantes",
    ],
  ],
  [
    1_200,
    [
      "1200 habitants",
      "1.200 habitants",
      "1 200 habitants",
      "1,200 inhabitants",
      "1'200 habitants",
      "1’200 habitants",
      "1\u00a0200 habitants",
      "1\u202f200 habitants",
      "1.2k people",
      "mil dos-cents habitants",
      "mil doscientos habitantes",
      "som 1.200",
      "població: 1.200",
      "population of 1,200",
      "mil dos-cents veïns i veïnes",
    ],
  ],
  [
    12_000,
    ["12.000 habitants", "12k people", "a town of 12k", "12 mil habitantes", "dotze mil habitants"],
  ],
  [
    15_000,
    ["quinze mil habitants", "quince mil habitantes", "fifteen thousand people", "15 mil personas"],
  ],
  [20_000, ["para 20.000 habitantes", "y para 20.000?", "municipi de 20.000", "and for 20,000?"]],
  [35_000, ["treinta y cinco mil habitantes", "trenta-cinc mil habitants"]],
  [500_000, ["mig milió d'habitants", "medio millón de habitantes", "half a million people"]],
  [1_000_000, ["un milió d'habitants", "un millón de habitantes", "1.000.000 d'habitants"]],
  [1_500_000, ["1,5 milions d'habitants", "1.5 million people", "un milió i mig d'habitants"]],
  [4_999, ["municipis de menys de 5.000 habitants", "fewer than 5,000 people"]],
  [5_000, ["fins a 5.000 habitants", "hasta 5.000 habitantes", "uns 5.000 habitants"]],
  [50_001, ["municipis de més de 50.000 habitants", "más de cincuenta mil habitantes"]],
  [
    smallCouncil,
    [
      "un poble petit",
      "un poble molt petit",
      "pobles petits",
      "petits municipis",
      "un micropoble",
      "un pueblo pequeño",
      "pequeños municipios",
      "a small village",
      "smaller towns",
    ],
  ],
  [
    largeCouncil,
    ["una ciutat gran", "grans ciutats", "una ciudad grande", "grandes ciudades", "a large city"],
  ],
];

describe("findPopulation", () => {
  it.each(spellings.flatMap(([value, texts]) => texts.map((text) => [text, value] as const)))(
    "reads «%s» as %d",
    (text, value) => {
      expect(inhabitantsIn(text)).toBe(value);
    },
  );

  it.each([
    "50 habitatges",
    "2.3.1",
    "acció 2.3.1",
    "el 2025",
    "l'any 2025",
    "els municipis de 2025",
    "50 persones",
    "un curs per a 20 persones grans",
    "tres persones de l'oficina",
    "50 veïns es queixen del soroll",
    "un veí demana una llicència",
    "un habitant demana una llicència",
    "som 3",
    "som 4 tècnics",
    "tenim 2.5 tècnics",
    "tenim 12 servidors",
    "un municipi de 5 km2",
    "un poble de 12 carrers",
    "un ajuntament de 25 treballadors",
    "article 50 de la llei",
    "Llei 39/2015",
    "12.11.2022",
    "0 habitants",
    "99999999999 habitants",
    "800,5 habitants",
    "800.5 inhabitants",
    "800'50 habitantes",
    "1.200,5 habitants",
    "1.2000 habitants",
    "una densitat de 500 habitants per km2",
    "500 habitantes/km²",
    "3,5 milions d'euros",
    "",
    "🏘️",
  ])("finds none in «%s»", (text) => {
    expect(findPopulation(text)).toBeUndefined();
  });

  it("says which words it read, as they stand in the text", () => {
    const text = "🙂 Accions per a un PÒBLE de 800 habitants, sobre fibra";
    const found = findPopulation("🙂 Què fem amb 1.200 habitants?");
    expect(found).toMatchObject({ inhabitants: 1_200, text: "1.200 habitants" });
    const other = findPopulation(text);
    expect(text.slice(other?.start, (other?.start ?? 0) + (other?.text.length ?? 0))).toBe(
      other?.text,
    );
  });

  it("reads every number the same with and without its thousands apart", () => {
    fc.assert(
      fc.property(fc.integer({ min: 25, max: 9_999_999 }), (value) => {
        const grouped = (separator: string) =>
          String(value).replace(/\B(?=(?:\d{3})+$)/g, separator);
        for (const separator of ["", ".", ",", " ", "\u00a0", "\u2009", "'", "’"])
          expect(inhabitantsIn(`un poble de ${grouped(separator)} habitants`)).toBe(value);
      }),
    );
  });

  it("reads any text without failing, and only what stands in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const found = findPopulation(text);
        if (found === undefined) return;
        expect(text.slice(found.start, found.start + found.text.length)).toBe(found.text);
        expect(Number.isInteger(found.inhabitants)).toBe(true);
      }),
    );
  });

  it("stays quick where numbers go on and on", () => {
    const started = performance.now();
    for (const part of ["mil ", "vint-i-", "1.000 ", "un poble de ", "menys de ", "        "])
      findPopulation(part.repeat(Math.ceil(2_000 / part.length)));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe("findImpossiblePopulation", () => {
  it.each([
    ["poble de 0 habitants", "0 habitants"],
    ["Accions per a un PÒBLE de 0 Habitants, sobre fibra", "0 Habitants"],
    ["-5 habitants", "-5 habitants"],
    ["accions per a −800 habitants", "−800 habitants"],
    ["0 inhabitants", "0 inhabitants"],
    ["zero habitants", "zero habitants"],
    ["cero habitantes", "cero habitantes"],
    ["menys de 0 habitants", "menys de 0 habitants"],
    ["un pueblo de 0", "0"],
    ["población: 0", "0"],
    ["a village of 0 people", "0 people"],
    ["800,5 habitants", "800,5 habitants"],
    ["un poble de 800.5 habitants", "800.5 habitants"],
    ["1.200,5 habitants", "1.200,5 habitants"],
    ["1,2 habitants", "1,2 habitants"],
    ["1.200'300 habitants", "1.200'300 habitants"],
    ["99999999999 habitants", "99999999999 habitants"],
    ["vint milions d'habitants", "vint milions d'habitants"],
  ])("finds in «%s» the words «%s»", (text, words) => {
    const found = findImpossiblePopulation(text);
    expect(found?.number).toBe(words);
    expect(text.slice(found?.start, (found?.start ?? 0) + (found?.text.length ?? 0))).toBe(
      found?.text,
    );
    expect(findPopulation(text)).toBeUndefined();
  });

  it.each([
    "un poble de 800 habitants",
    "1,5 milions d'habitants",
    "som 800, i a l'estiu 0 habitants",
    "un habitant demana una llicència",
    "0 persones apuntades al curs",
    "2,5 tècnics",
    "un ajuntament amb 2,5 tècnics",
    "entre 500-1.000 habitants",
    "entre 500 - 1000 habitants",
    "una densitat de 20,5 habitants per km2",
    "acció 2.3.1",
    "zero trust",
    "un poble petit",
    "",
  ])("finds none in «%s»", (text) => {
    expect(findImpossiblePopulation(text)).toBeUndefined();
  });

  it("reads any text without failing, and only what stands in it", () => {
    const part = fc.constantFrom("0", "-", "800", ",", ".", " ", "’", " habitants", "poble de ");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        const found = findImpossiblePopulation(text);
        if (found === undefined) return;
        expect(text.slice(found.start, found.start + found.text.length)).toBe(found.text);
        expect(found.text).toContain(found.number);
        expect(findPopulation(text)).toBeUndefined();
      }),
    );
  });
});

describe("foldedKeepingLength", () => {
  it("takes accents off and keeps every place", () => {
    expect(foldedKeepingLength("Informàtica L·L Ñ Ü")).toBe("informatica l·l n u");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(foldedKeepingLength(text)).toHaveLength(text.length);
      }),
    );
  });
});
