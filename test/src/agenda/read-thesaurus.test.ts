import { describe, expect, it } from "vitest";
import { readThesaurus } from "../../../src/agenda/read-thesaurus.ts";

const head =
  "# Títol\n\n| concepte | català | castellà | anglès | més general |\n|---|:--|--:|:-:|---|\n";

describe("readThesaurus", () => {
  it("reads rows with their terms, their kind and what they are a case of", () => {
    const row = "| copia-nit | còpia; còpia nocturna ; | copia | backup | copia |";
    expect(readThesaurus("tesaurus/rols.md", `${head}${row}\r\n`)).toEqual({
      concepts: [
        {
          id: "copia-nit",
          kind: "role",
          terms: { ca: ["còpia", "còpia nocturna"], es: ["copia"], en: ["backup"] },
          broader: "copia",
        },
      ],
      lines: new Map([["copia-nit", 5]]),
      problems: [],
    });
    const kinds = ["tesaurus/fora-de-l-agenda.md", "tesaurus/verbs.md"].map(
      (path) => readThesaurus(path, head + row).concepts[0]?.kind,
    );
    expect(kinds).toEqual(["off-agenda", "matter"]);
  });

  it.each([
    ["too few cells", "| copia | còpia | copia |", /3 cel·les i n'ha de tenir 5/],
    ["too many cells", "| copia | a | b | c | | |", /6 cel·les i n'ha de tenir 5/],
    ["an identifier with capitals and accents", "| Còpia | a | b | c | |", /«Còpia» només pot/],
    ["an empty identifier", "| | a | b | c | |", /«» només pot/],
    ["no Catalan term", "| copia | | b | c | |", /«català» és buida/],
    ["no Spanish term", "| copia | a | ; | c | |", /«castellà» és buida/],
    ["no English term", "| copia | a | b | | |", /«anglès» és buida/],
    ["no bar at the beginning", "copia | a | b | c |", /ha de començar amb «\|»/],
  ])("refuses a row with %s, and tells its line", (_, row, reason) => {
    const good = "| bona | a | b | c | |\n";
    const { problems, concepts } = readThesaurus("tesaurus/a.md", `${head}${good}${row}\n`);
    expect(problems).toEqual([
      { path: "tesaurus/a.md", line: 6, reason: expect.stringMatching(reason) },
    ]);
    expect(concepts.map(({ id }) => id)).toEqual(["bona"]);
  });

  it("refuses the second of two rows with the same identifier, and tells where the first is", () => {
    const row = "| copia | a | b | c | |\n";
    const { problems } = readThesaurus("tesaurus/a.md", head + row + row);
    expect(problems).toEqual([
      { path: "tesaurus/a.md", line: 6, reason: expect.stringContaining("línia 5") },
    ]);
  });

  it("finds nothing in a file without a table", () => {
    expect(readThesaurus("tesaurus/a.md", "Text | amb barra.\n")).toMatchObject({
      concepts: [],
      problems: [],
    });
  });
});
