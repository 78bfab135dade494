import { describe, expect, it } from "vitest";
import { parseStep } from "../../../src/agenda/parse-step.ts";
import { stepBody, stepFile } from "../../helpers/small-itinerary.ts";

const path = "itinerari/01-pas.md";
const english = /\b(invalid|expected|must|required|unexpected|should|missing|not allowed)\b/i;
const question = (data: Readonly<Record<string, string>>) => {
  const defaults = {
    ask: "Què?",
    options: "[a, b]",
    right: "1",
    because: "Perquè.",
    item: "aprovacio",
    quote: "El document",
  };
  const lines = Object.entries({ ...defaults, ...data }).map(([key, value]) => `${key}: ${value}`);
  return `\n  - ${lines.join("\n    ")}\n  - {ask: b, options: [a, b], right: 1, because: c, item: d, quote: e}`;
};
const long = (chars: number) => "x".repeat(chars);

// Lines: 1 «---», 2 id, 3 title, 4 stage, 5 order, 6 minutes, 7 roles, 8 items, 9 questions, 10 ask, 11 options, 12 right,
// 13 because, 14 item, 15 quote, then what the row adds.
const wrongData: readonly (readonly [string, Readonly<Record<string, string>>, number, RegExp])[] =
  [
    ["an id with spaces", { id: "un pas" }, 2, /^id: només lletres minúscules/],
    ["a title too long", { title: long(121) }, 3, /^title: és massa llarga.*120/],
    ["a stage that is none", { stage: "year" }, 4, /^stage: .*week, month, quarter/],
    ["an order of halves", { order: "1.5" }, 5, /^order: .*decimals/],
    ["four minutes", { minutes: "4" }, 6, /^minutes: .*petita \(el mínim és 5\)/],
    ["more than four hours", { minutes: "241" }, 6, /^minutes: .*gran \(el màxim és 240\)/],
    ["no roles", { roles: "[]" }, 7, /^roles: és buida/],
    ["an unknown role", { roles: "[tic]" }, 7, /^roles\.0: .*agent-digital, secretaria, alcaldia/],
    ["a role twice", { roles: "[alcaldia, alcaldia]" }, 7, /^roles: hi ha un rol repetit/],
    ["no items", { items: "[]" }, 8, /^items: és buida/],
    ["five items", { items: "[a, b, c, d, e]" }, 8, /^items: .*el màxim és 4/],
    ["an item twice", { items: "[a, a]" }, 8, /^items: hi ha un codi repetit/],
    ["an item without quotes", { items: "[2.3]" }, 8, /^items\.0: .*cometes/],
    ["one question", { questions: "[]" }, 9, /^questions: .*el mínim és 2/],
    ["a question too long", { questions: question({ ask: long(201) }) }, 10, /ask: .*200/],
    ["one option", { questions: question({ options: "[a]" }) }, 11, /options: .*el mínim és 2/],
    ["five options", { questions: question({ options: "[a, b, c, d, e]" }) }, 11, /màxim és 4/],
    ["equal options", { questions: question({ options: '[a, " a"]' }) }, 11, /opcions iguals/],
    ["an option too long", { questions: question({ options: `[a, ${long(76)}]` }) }, 11, /és 75/],
    ["no right option", { questions: question({ right: "0" }) }, 12, /right: .*petita/],
    ["a right one too far", { questions: question({ right: "3" }) }, 12, /no hi ha tantes opcions/],
    ["no reason", { questions: question({ because: '""' }) }, 13, /because: és buida/],
    ["no quote", { questions: question({ quote: '" "' }) }, 15, /quote: és buida/],
    ["a strange key in a question", { questions: question({ nivell: "2" }) }, 10, /nivell/],
    ["a population upside down", { population: "{min: 9, max: 2}" }, 22, /min és més gran/],
    ["an unknown key", { origin: "own" }, 2, /^clau desconeguda: origin/],
  ];

const heading = "## Què heu de fer";
// The text begins on line 23.
const wrongBodies: readonly (readonly [string, string, number, RegExp])[] = [
  ["no text", "", 24, /«## Què heu de fer»/],
  ["no tasks", "Per què.", 24, /«## Què heu de fer»/],
  ["another heading", "Per què.\n\n## Tasques\n\n1. a\n2. b", 25, /«## Què heu de fer»/],
  ["no reason why", `${heading}\n\n1. a\n2. b`, 23, /un paràgraf o dos/],
  ["three paragraphs", `a\n\nb\n\nc\n\n${heading}\n\n1. a\n2. b`, 29, /un paràgraf o dos/],
  ["a list as the reason", `a\n\n- b\n\n${heading}\n\n1. a\n2. b`, 25, /un paràgraf o dos/],
  ["a reason too long", `${"x ".repeat(500)}\n\n${heading}\n\n1. a\n2. b`, 23, /900 caràcters/],
  ["one task", `a\n\n${heading}\n\n1. b`, 25, /de 2 a 5 tasques/],
  ["six tasks", `a\n\n${heading}\n\n1. b\n2. c\n3. d\n4. e\n5. f\n6. g`, 25, /de 2 a 5 tasques/],
  ["a list without numbers", `a\n\n${heading}\n\n- b\n- c`, 27, /llista numerada/],
  ["a paragraph after the tasks", `a\n\n${heading}\n\n1. b\n2. c\n\nFi.`, 30, /llista numerada/],
  ["a second heading", `a\n\n${heading}\n\n1. b\n2. c\n\n## Més`, 30, /llista numerada/],
  ["a task too long", `a\n\n${heading}\n\n1. b\n2. ${"x ".repeat(130)}`, 28, /250 caràcters/],
];

describe("parseStep", () => {
  it("reads a step, its right options counted from 0", () => {
    const parsed = parseStep(path, stepFile({ population: "{max: 999}", axis: '"2"' }));
    expect(parsed).toMatchObject({
      kind: "step",
      step: {
        id: "pas",
        stage: "week",
        order: 1,
        minutes: 30,
        axis: "2",
        population: { max: 999 },
        roles: ["agent-digital"],
        items: ["2.3.1"],
        why: ["Perquè cal."],
        tasks: ["Llegiu el pla.", "Deseu-lo."],
        questions: [{ right: 0 }, { right: 2 }],
        sourcePath: path,
      },
    });
  });

  it("reads a file saved on Windows, and texts that are broken over lines", () => {
    const folded = '"Un\n  títol"';
    const text = `\uFEFF${stepFile({ title: folded })}`.replaceAll("\n", "\r\n");
    expect(parseStep(path, text)).toMatchObject({ step: { title: "Un títol", population: {} } });
  });

  it.each(wrongData)(
    "refuses %s with path, line and reason in Catalan",
    (_, data, line, reason) => {
      expectRefusal(parseStep(path, stepFile(data)), line, reason);
    },
  );

  it.each(wrongBodies)("refuses a text with %s", (_, body, line, reason) => {
    expectRefusal(parseStep(path, stepFile({}, body)), line, reason);
  });

  it("refuses a file without front matter", () => {
    expectRefusal(parseStep(path, stepBody), 1, /falta la capçalera/);
  });
});

function expectRefusal(parsed: ReturnType<typeof parseStep>, line: number, reason: RegExp): void {
  if (parsed.kind === "step") throw new Error("it was not refused");
  expect(parsed.problems).toEqual([{ path, line, reason: expect.stringMatching(reason) }]);
  for (const problem of parsed.problems) expect(problem.reason).not.toMatch(english);
}
