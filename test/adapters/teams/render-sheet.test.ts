import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeWish } from "../../../adapters/teams/buttons.ts";
import { maxSeenActions } from "../../../adapters/teams/limits.ts";
import { renderSheet, splitSheet } from "../../../adapters/teams/render-sheet.ts";
import type { Citation } from "../../../src/answer/answer.ts";
import type { Choice, Field, Part, Sheet } from "../../../src/reception/sheet.ts";
import { hostileText } from "../../helpers/hostile-answers.ts";
import { nodesOf } from "../../helpers/nodes.ts";
import { faultsInMessage } from "./card-rules.ts";
import { actionsIn, cardOf, textsIn } from "./cards.ts";
import { actionOf } from "./reading.ts";

const citation: Citation = {
  itemId: "2.3.1",
  kind: "action",
  title: "Tenir un pla de resposta a incidents",
  place: ["Infraestructures digitals", "Resposta a incidents"],
  quote: "Desconnecteu els equips de la xarxa.",
  url: "https://agenda.example.cat/agenda/2.3.1?cita=1#cita",
  score: 1,
  origin: "own",
  sourcePath: "eixos/x.md",
  references: [],
};
const field: Field = { name: "name", label: "Nom", value: "Rupit", maxChars: 100 };
const population: Field = {
  name: "population",
  label: "Habitants",
  hint: "Per exemple, 800",
  value: "molts",
  fault: "Escriviu un nombre",
  maxChars: 20,
};
const role: Field = {
  name: "role",
  label: "Rol",
  value: "b",
  maxChars: 20,
  options: [
    { value: "a", label: "Agent digital" },
    { value: "b", label: "Secretaria" },
  ],
};

function sheetOf(...parts: Part[]): Sheet {
  return { language: "ca", title: "El vostre ajuntament", parts };
}

function shown(...parts: Part[]) {
  const message = renderSheet(sheetOf(...parts));
  expect(faultsInMessage(message)).toEqual([]);
  return message;
}

function choicesOf(...labels: string[]): Part {
  const choices = labels.map(
    (label): Choice => ({ label, wish: { kind: "step", step: label.slice(0, 50) } }),
  );
  return { kind: "choices", choices };
}

describe("renderSheet", () => {
  it("shows every part, and says it in words where cards are not shown", () => {
    const message = shown(
      { kind: "text", text: "Primera línia\nSegona *línia*" },
      { kind: "text", text: "Falta una cosa", tone: "warning" },
      { kind: "heading", text: "Només per a vós" },
      { kind: "list", items: ["un", "dos"], isNumbered: true },
      { kind: "list", items: ["tres"], isNumbered: false },
      { kind: "facts", facts: [{ label: "Per a vós", value: "Rupit, 800 habitants" }] },
      { kind: "quote", citation },
      { kind: "link", label: "Baixa-ho", url: "https://agenda.example.cat/dades" },
      {
        kind: "progress",
        label: "1 de 3 passos fets",
        steps: [
          { title: "a", state: "done", axis: "1" },
          { title: "b", state: "current", axis: "4" },
          { title: "c", state: "open", axis: "2" },
        ],
      },
      choicesOf("Continua"),
      {
        kind: "form",
        form: { fields: [field], submit: "Desa", wish: { kind: "begin", fields: {} } },
      },
    );
    const card = cardOf(message);
    const texts = textsIn(card);
    for (const text of [
      "El vostre ajuntament",
      "Primera línia",
      "Segona *línia*",
      "Falta una cosa",
      "Només per a vós",
      "1. un",
      "2. dos",
      "• tres",
      "Per a vós: ",
      "Rupit, 800 habitants",
      citation.quote,
      "Baixa-ho",
      "■",
      "1 de 3 passos fets",
    ])
      expect(texts).toContain(text);
    const colors = nodesOf(card).filter(({ size }) => size === "Large");
    expect(colors).toMatchObject([
      { text: "■", color: "Accent" },
      { text: "▣", color: "Attention" },
      { text: "□", isSubtle: true },
    ]);
    const urls = actionsIn(card).flatMap(({ url }) => url ?? []);
    expect(urls).toEqual([citation.url, "https://agenda.example.cat/dades"]);
    const words = card?.fallbackText ?? "";
    for (const text of [
      "Falta una cosa",
      "2. dos",
      `«${citation.quote}»`,
      "1 de 3 passos fets",
      "• Continua",
      "Nom: Rupit",
    ])
      expect(words).toContain(text);
    expect(nodesOf(card).map(({ style }) => style)).toContain("warning");
  });

  it("sends wishes as they are, and the form that was filled in and no other", () => {
    const message = shown(
      choicesOf("Continua"),
      {
        kind: "form",
        form: {
          fields: [field, population],
          submit: "Desa",
          wish: { kind: "keep-council", whose: "own", fields: {} },
        },
      },
      {
        kind: "form",
        form: {
          fields: [field, role],
          submit: "Desa-ho per a tothom",
          wish: { kind: "keep-council", whose: "tenant", fields: {} },
        },
      },
    );
    const { data, fallback } = actionOf(message, "Continua");
    expect(decodeWish(data)).toEqual({ kind: "step", step: "Continua" });
    expect(decodeWish(JSON.stringify(data))).toEqual({ kind: "step", step: "Continua" });
    expect(fallback).toMatchObject({ type: "Action.Submit", data });
    const inputs = nodesOf(message).filter(({ type }) => String(type).startsWith("Input."));
    const ids = inputs.map(({ id }) => String(id));
    expect(new Set(ids).size).toBe(4);
    const filledIn = { [ids[0] ?? ""]: "Vic", [ids[2] ?? ""]: "Osona", [ids[3] ?? ""]: "a" };
    const own = { ...(actionOf(message, "Desa").data as object), ...filledIn };
    // What was left empty is sent by some clients only.
    expect(decodeWish(own)).toEqual({
      kind: "keep-council",
      whose: "own",
      fields: { name: "Vic", population: "" },
    });
    const all = { ...(actionOf(message, "Desa-ho per a tothom").data as object), ...filledIn };
    expect(decodeWish(all)).toEqual({
      kind: "keep-council",
      whose: "tenant",
      fields: { name: "Osona", role: "a" },
    });
  });

  it("says at a field what is wrong with it, and requires nothing by itself", () => {
    const form = {
      fields: [field, population, role],
      submit: "Desa",
      wish: { kind: "begin" as const, fields: {} },
    };
    const message = shown({ kind: "form", form });
    const body = cardOf(message)?.body ?? [];
    const at = body.findIndex((one) => JSON.stringify(one).includes('"label":"Habitants"'));
    expect(JSON.stringify(body[at - 1])).toContain("Habitants: Escriviu un nombre");
    expect(JSON.stringify(body[at])).toContain('"placeholder":"Per exemple, 800"');
    expect(JSON.stringify(message)).not.toContain("isRequired");
    const inputs = nodesOf(message).filter(({ type }) => String(type).startsWith("Input."));
    expect(inputs).toMatchObject([
      { value: "Rupit", maxLength: 100 },
      { value: "molts", maxLength: 20 },
      { type: "Input.ChoiceSet", value: "b", style: "expanded" },
    ]);
  });

  it("shows long choices whole, and no more buttons in a row than are seen", () => {
    const long = "A Localret per la línia i al Consorci AOC per e-NOTUM";
    const message = shown(
      {
        kind: "choices",
        choices: [
          { label: long, wish: { kind: "summary" } },
          { label: "Torna", wish: { kind: "itinerary" } },
        ],
      },
      choicesOf(...Array.from({ length: 20 }, (_, at) => `Opció ${at}`)),
    );
    expect(textsIn(cardOf(message))).toContain(long);
    const sets = nodesOf(message).filter(({ type }) => type === "ActionSet");
    expect(sets.map(({ actions }) => (actions as unknown[]).length)).toEqual([1, 6, 6, 6, 2]);
    expect(
      Math.max(...sets.map(({ actions }) => (actions as unknown[]).length)),
    ).toBeLessThanOrEqual(maxSeenActions);
  });

  it("keeps within Teams' limits whatever is in it, and makes nothing of what people wrote", () => {
    const text = fc.oneof(
      hostileText,
      fc.constantFrom(
        "a".repeat(10_000),
        "🟦".repeat(5_000),
        "<at>Anna</at> **x** {{DATE(2026-01-01)}}",
        "",
        "{{".repeat(3_000),
      ),
    );
    const wish = fc.constantFrom<Choice["wish"]>(
      { kind: "summary" },
      { kind: "step", step: "x".repeat(100) },
    );
    const choice = fc.record({
      label: text,
      wish,
      tone: fc.constantFrom("main" as const, "danger" as const),
    });
    const anyField = fc.record({
      name: fc.constantFrom("a", "b", "c"),
      label: text,
      hint: text,
      value: text,
      fault: text,
      maxChars: fc.constantFrom(20, 500, 10_000),
    });
    const withOptions = fc.record({
      name: fc.constantFrom("d", "e"),
      label: text,
      value: text,
      maxChars: fc.constant(20),
      options: fc.array(fc.record({ value: text, label: text }), { maxLength: 30 }),
    });
    const part: fc.Arbitrary<Part> = fc.oneof(
      fc.record({
        kind: fc.constant("text" as const),
        text,
        tone: fc.constantFrom("warning" as const, "good" as const),
      }),
      fc.record({ kind: fc.constant("heading" as const), text }),
      fc.record({
        kind: fc.constant("list" as const),
        items: fc.array(text),
        isNumbered: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant("facts" as const),
        facts: fc.array(fc.record({ label: text, value: text })),
      }),
      fc.record({
        kind: fc.constant("quote" as const),
        citation: fc
          .record({ quote: text, title: text, url: text })
          .map((one) => ({ ...citation, ...one })),
      }),
      fc.record({
        kind: fc.constant("link" as const),
        label: text,
        url: fc.oneof(text, fc.webUrl()),
      }),
      fc.record({
        kind: fc.constant("progress" as const),
        label: text,
        steps: fc.array(
          fc.record({
            title: text,
            state: fc.constantFrom("done" as const, "current" as const, "open" as const),
            axis: text,
          }),
        ),
      }),
      fc.record({
        kind: fc.constant("choices" as const),
        choices: fc.array(choice, { maxLength: 20 }),
      }),
      fc.record({
        kind: fc.constant("form" as const),
        form: fc.record({
          fields: fc.uniqueArray(fc.oneof(anyField, withOptions), { selector: ({ name }) => name }),
          submit: text,
          wish: fc.constant({ kind: "begin" as const, fields: {} }),
        }),
      }),
    );
    fc.assert(
      fc.property(text, fc.array(part, { maxLength: 30 }), (title, parts) => {
        expect(faultsInMessage(renderSheet({ language: "ca", title, parts }))).toEqual([]);
      }),
      { numRuns: 60 },
    );
    // All of them too long at once.
    const full = Array.from({ length: 30 }, (): Part[] => [
      { kind: "text", text: "a ".repeat(5_000) },
      choicesOf(...Array.from({ length: 20 }, (_, at) => `${at} ${"b".repeat(100)}`)),
    ]).flat();
    const message = shown(...full);
    expect(textsIn(cardOf(message))).toContain("…");
  }, 120_000);
});

describe("splitSheet", () => {
  it("gives each group of questions a card of its own, and loses nothing", () => {
    const group = (id: string): Part[] => [
      { kind: "text", text: `«${id}»` },
      {
        kind: "choices",
        choices: [
          {
            label: "Fora",
            wish: { kind: "decide", group: id, decision: "out-of-scope", fields: {} },
          },
        ],
      },
    ];
    const sheet = sheetOf(
      { kind: "text", text: "recompte" },
      { kind: "heading", text: "Sense resposta" },
      ...group("a"),
      ...group("b"),
      { kind: "heading", text: "Mal valorades" },
      ...group("c"),
      { kind: "text", text: "i prou" },
    );
    const split = splitSheet(sheet);
    expect(
      split.map(({ parts }) => parts.flatMap((part) => ("text" in part ? [part.text] : []))),
    ).toEqual([
      ["recompte", "Sense resposta", "i prou"],
      ["«a»"],
      ["«b»"],
      ["Mal valorades", "«c»"],
    ]);
    expect(split.flatMap(({ parts }) => parts)).toHaveLength(sheet.parts.length);
    const [one] = splitSheet(sheetOf(...group("a")));
    expect(one).toEqual(sheetOf(...group("a")));
  });
});
