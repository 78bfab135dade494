import { describe, expect, it } from "vitest";
import { parseDocumentItem, parseItem } from "../../../src/agenda/parse-item.ts";
import { actionFile, itemFile } from "../../helpers/small-knowledge.ts";

const path = "pagines/a.md";
const page = (data: Readonly<Record<string, string>>, body?: string) =>
  itemFile({ id: "a", ...data }, body);
const action = (data: Readonly<Record<string, string>>) => actionFile("2.3.1", data);
const english = /\b(invalid|expected|must|required|unexpected|should|missing|not allowed)\b/i;

// Lines: 1 «---», 2 title, 3 origin, 4 reviewed, 5 id, then what the row adds.
const wrongPages: readonly (readonly [string, string, number, RegExp])[] = [
  ["no front matter", "Només text.", 1, /falta la capçalera/],
  ["an empty file", "", 1, /falta la capçalera/],
  ["a front matter that never ends", "---\nid: a\nText.", 1, /falta la capçalera/],
  ["a front matter that is a sentence", "---\nhola\n---\nText.", 2, /grup de dades/],
  ["a front matter that is a list", "---\n- hola\n---\nText.", 2, /grup de dades/],
  ["no text", page({}, ""), 8, /falta el text/],
  ["no id", page({ id: "" }), 2, /^id: falta aquesta dada/],
  ["an id with spaces", page({ id: "Una pàgina" }), 5, /^id: només lletres minúscules/],
  ["no title", page({ title: "" }), 2, /^title: falta aquesta dada/],
  ["a title of white space", page({ title: '"  "' }), 2, /^title: és buida/],
  ["a title too long", page({ title: "x".repeat(501) }), 2, /^title: és massa llarga/],
  ["a title that is a number", page({ title: "2026" }), 2, /^title: ha de ser un text/],
  ["a title with a colon", page({ title: "Pla: el document" }), 2, /entre cometes/],
  ["a title with a quote left open", page({ title: '"Pla' }), 5, /falten unes cometes/],
  ["a title that begins with an asterisk", page({ title: "*important" }), 2, /«\*».*cometes/],
  ["an origin that is neither", page({ origin: "meu" }), 3, /^origin: .*official, own/],
  ["no review date", page({ reviewed: "" }), 2, /^reviewed: falta aquesta dada/],
  ["a date in words", page({ reviewed: "ahir" }), 4, /^reviewed: ha de ser una data com/],
  ["a day that does not exist", page({ reviewed: "2026-02-31" }), 4, /^reviewed: .*data com/],
  ["a key twice", page({ id: "a\nid: b" }), 6, /dues vegades/],
  ["an unknown key", page({ titol: "x" }), 2, /^clau desconeguda: titol/],
  ["a tab as indentation", page({ related: "\n\t- b" }), 7, /tabuladors/],
  ["related that is no list", page({ related: "b" }), 6, /^related: ha de ser una llista/],
  ["a related code without quotes", page({ related: "[2.3]" }), 6, /^related\.0: .*cometes/],
  ["questions that are a list", page({ questions: "[x]" }), 6, /^questions: .*grup de dades/],
  ["questions in another language", page({ questions: "{fr: [x]}" }), 6, /desconeguda: fr/],
  ["an empty question", page({ questions: '\n  ca:\n    - a\n    - ""' }), 9, /^questions\.ca\.1/],
  [
    "a reference with half an address",
    page({ references: "\n  - title: t\n    url: exemple.cat\n    checked: 2026-01-31" }),
    8,
    /^references\.0\.url: no és una adreça web completa/,
  ],
  [
    "a reference with an address that is a program",
    page({ references: "\n  - title: t\n    url: javascript:alert(1)\n    checked: 2026-01-31" }),
    8,
    /^references\.0\.url/,
  ],
  [
    "the second reference without a date",
    page({
      references:
        "\n  - {title: t, url: https://a.cat, checked: 2026-01-31}\n  - {title: t, url: https://a.cat}",
    }),
    8,
    /^references\.1\.checked: falta aquesta dada/,
  ],
];

// Lines: 1 «---», 2 title, 3 origin, 4 reviewed, 5 id, 6 horizon, 7 effort, 8 roles, then what the row adds.
const wrongActions: readonly (readonly [string, string, number, RegExp])[] = [
  ["a code of an objective", action({ id: '"2.3"' }), 5, /^id: una acció s'identifica així/],
  ["a code without quotes", action({ id: "2.3" }), 5, /^id: ha de ser un text.*cometes/],
  ["no horizon", action({ horizon: "" }), 2, /^horizon: .*short, medium, long/],
  ["a horizon in Catalan", action({ horizon: "curt" }), 6, /^horizon: .*short, medium, long/],
  ["an effort that is none", action({ effort: "gens" }), 7, /^effort: .*low, medium, high/],
  ["no roles", action({ roles: "[]" }), 8, /^roles: és buida/],
  ["a role with capitals", action({ roles: "[TIC]" }), 8, /^roles\.0: només lletres/],
  ["a population in words", action({ population: "tots" }), 9, /^population: .*grup de dades/],
  ["a population upside down", action({ population: "{min: 9, max: 2}" }), 9, /min és més gran/],
  ["half an inhabitant", action({ population: "{min: 1.5}" }), 9, /^population\.min: .*decimals/],
  ["fewer than none", action({ population: "{max: -1}" }), 9, /^population\.max: .*petita/],
  ["a duty that is empty", action({ duty: '""' }), 9, /^duty: és buida/],
  ["a duty that is a list", action({ duty: "[a]" }), 9, /^duty: ha de ser un text/],
  ["a duty too long to be shown", action({ duty: "x".repeat(121) }), 9, /^duty: .*llarga/],
  ["an end in words", action({ ends: "aviat" }), 9, /^ends: ha de ser una data com/],
  ["an end that does not exist", action({ ends: "2026-02-31" }), 9, /^ends: .*data com/],
  ["more than there are", action({ population: "{max: 99999999}" }), 9, /^population\.max: .*gran/],
];

describe("parseItem", () => {
  it.each(wrongPages)(
    "refuses %s with path, line and reason in Catalan",
    (_, text, line, reason) => {
      expectRefusal(parseItem("page", path, text), line, reason);
    },
  );

  it.each(wrongActions)("refuses an action with %s", (_, text, line, reason) => {
    expectRefusal(parseItem("action", path, text), line, reason);
  });

  it("refuses a code that is not of its kind", () => {
    for (const [kind, reason] of [
      ["axis", /un eix s'identifica/],
      ["objective", /un objectiu s'identifica/],
    ] as const) {
      expectRefusal(parseItem(kind, path, itemFile({ id: '"2.3.1"' })), 5, reason);
    }
  });

  it("refuses aliases that stand for one another, without unfolding them", () => {
    const level = (name: string, of: string) => `${name}: &${name} [${`${of},`.repeat(9)}]`;
    const bomb = [
      "---",
      level("a", "x"),
      level("b", "*a"),
      level("c", "*b"),
      level("d", "*c"),
      "---",
    ];
    expectRefusal(parseItem("page", path, bomb.join("\n")), 3, /entre cometes/);
    expect(parseDocumentItem("d", "documents/d.md", bomb.join("\n"))?.id).toBe("d");
  });

  it("tells every wrong key of a file at once", () => {
    const parsed = parseItem("page", path, page({ origin: "meu", reviewed: "ahir" }));
    expect(parsed.kind === "problems" ? parsed.problems.map(({ line }) => line) : []).toEqual([
      3, 4,
    ]);
  });

  it("reads a file saved on Windows", () => {
    const text = `\uFEFF${page({})}`.replaceAll("\n", "\r\n");
    expect(parseItem("page", path, text)).toMatchObject({ kind: "item", item: { id: "a" } });
  });

  it("keeps questions of all languages and the applicability of an action", () => {
    const data = { questions: '{ca: [u], es: ["dos"], en: [three]}', population: "{max: 500}" };
    expect(parseItem("action", path, action(data))).toMatchObject({
      item: {
        questions: ["u", "dos", "three"],
        applicability: {
          population: { max: 500 },
          horizon: "short",
          effort: "low",
          roles: ["tic"],
        },
      },
    });
  });
});

describe("duty and ends", () => {
  it("are kept of an action, and of no page", () => {
    const data = { duty: '"Llei 39/2015, art. 16"', ends: "2026-12-31" };
    expect(parseItem("action", path, action(data))).toMatchObject({
      item: { applicability: { duty: "Llei 39/2015, art. 16", ends: "2026-12-31" } },
    });
    expectRefusal(parseItem("page", path, page(data)), 2, /clau desconeguda: duty, ends/);
  });
});

describe("parseDocumentItem", () => {
  const titleOf = (text: string) =>
    parseDocumentItem("actes/maig", "documents/actes/maig.md", text)?.title;

  it("takes the title of the front matter, else the first heading, else the file's name", () => {
    expect(titleOf("---\ntitle: El ple\n---\n# Acta\n\nText.")).toBe("El ple");
    expect(titleOf("Text.\n\n# Acta")).toBe("Acta");
    expect(titleOf("Text.")).toBe("maig");
  });

  it("reads a broken front matter as text", () => {
    expect(titleOf("---\ntitle: [\n---\nText.")).toBeTypeOf("string");
  });

  it("finds nothing in an empty text", () => {
    expect(parseDocumentItem("a", "documents/a.md", "\n \n")).toBeUndefined();
  });
});

function expectRefusal(parsed: ReturnType<typeof parseItem>, line: number, reason: RegExp): void {
  expect(parsed).toEqual({
    kind: "problems",
    problems: [{ path, line, reason: expect.stringMatching(reason) }],
  });
  if (parsed.kind === "problems") expect(parsed.problems[0]?.reason).not.toMatch(english);
}
