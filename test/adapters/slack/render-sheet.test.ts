import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderSheet } from "../../../adapters/slack/render-sheet.ts";
import { renderSheetView } from "../../../adapters/slack/render-sheet-view.ts";
import { splitSheet } from "../../../adapters/slack/split-sheet.ts";
import type { Citation } from "../../../src/answer/answer.ts";
import type { Choice, Part, Sheet } from "../../../src/reception/sheet.ts";
import { readWish, type Wish } from "../../../src/reception/wish.ts";
import { hostileText } from "../../helpers/hostile-answers.ts";
import { nodesOf } from "../../helpers/nodes.ts";
import { faultsInMessage, faultsInView } from "./block-kit.ts";
import { addressesOf, buttonsOf, textsOf } from "./reading.ts";
import { fieldsOf, wordsOf } from "./sheets.ts";

const citation: Citation = {
  itemId: "2.3.1",
  kind: "action",
  title: "Tenir un pla de resposta a incidents",
  place: ["Infraestructures digitals i Ciberseguretat", "Resposta a incidents"],
  quote: "Un pla escrit diu qui truca a qui.",
  url: "https://agenda.example.cat/agenda/2.3.1?cita=x",
  score: 1,
  origin: "own",
  sourcePath: "eixos/2.3.1.md",
  references: [],
};

function sheetOf(...parts: Part[]): Sheet {
  return { language: "ca", title: "Itinerari", parts };
}

const text = fc.oneof(
  hostileText,
  fc.constantFrom("<!channel> <@U1> *a* _b_ `c` & < >", "x".repeat(10_000), "a\u0000b\u202ec", ""),
  fc.constant("paraules ".repeat(1_200)),
);
const id = fc.oneof(fc.string({ minLength: 1, maxLength: 100 }), fc.constant("\u0001".repeat(100)));
const fields = fc.dictionary(fc.string({ maxLength: 40 }), fc.string({ maxLength: 4_000 }), {
  maxKeys: 2,
});
const wish: fc.Arbitrary<Wish> = fc.oneof(
  fc.constant({ kind: "itinerary" } as const),
  fc.record({ kind: fc.constant("step" as const), step: id }),
  fc.record({
    kind: fc.constant("check" as const),
    step: id,
    question: fc.nat(9),
    option: fc.nat(9),
  }),
  fc.record({ kind: fc.constant("begin" as const), fields }),
);
const choice: fc.Arbitrary<Choice> = fc.record(
  { label: text, wish, tone: fc.constantFrom("main" as const, "danger" as const) },
  { requiredKeys: ["label", "wish"] },
);
const option = fc.record({ value: fc.oneof(text, fc.string({ maxLength: 20 })), label: text });
const field = fc.record(
  {
    // Ours, never what somebody wrote.
    name: fc.stringMatching(/^[a-z][a-zA-Z-]{0,60}$/),
    label: text,
    value: text,
    hint: text,
    fault: text,
    maxChars: fc.integer({ min: 0, max: 20_000 }),
    isLong: fc.boolean(),
    isOptional: fc.boolean(),
    options: fc.uniqueArray(option, { maxLength: 120, selector: ({ value }) => value }),
  },
  { requiredKeys: ["name", "label", "value", "maxChars"] },
);
const step = fc.record(
  {
    title: text,
    state: fc.constantFrom("done" as const, "current" as const, "open" as const),
    axis: fc.constantFrom("1", "2", "3", "4", "9", "__proto__"),
  },
  { requiredKeys: ["title", "state"] },
);
const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record(
    {
      kind: fc.constant("text" as const),
      text,
      tone: fc.constantFrom("good" as const, "warning" as const),
    },
    { requiredKeys: ["kind", "text"] },
  ),
  fc.record({ kind: fc.constant("heading" as const), text }),
  fc.record({
    kind: fc.constant("list" as const),
    items: fc.array(text, { maxLength: 30 }),
    isNumbered: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("facts" as const),
    facts: fc.array(fc.record({ label: text, value: text }), { maxLength: 12 }),
  }),
  fc.record({
    kind: fc.constant("quote" as const),
    citation: fc
      .record({ title: text, quote: text, url: fc.oneof(text, fc.webUrl()) })
      .map((hostile) => ({ ...citation, ...hostile })),
  }),
  fc.record({ kind: fc.constant("link" as const), label: text, url: fc.oneof(text, fc.webUrl()) }),
  fc.record({
    kind: fc.constant("progress" as const),
    label: text,
    steps: fc.array(step, { maxLength: 100 }),
  }),
  fc.record({
    kind: fc.constant("choices" as const),
    choices: fc.array(choice, { maxLength: 20 }),
  }),
  fc.record({
    kind: fc.constant("form" as const),
    form: fc.record({
      fields: fc.array(field, { maxLength: 5 }),
      submit: text,
      wish: fc.record({ kind: fc.constant("begin" as const), fields }),
    }),
  }),
);
const sheet: fc.Arbitrary<Sheet> = fc.record({
  language: fc.constantFrom("ca" as const, "es" as const, "en" as const),
  title: text,
  parts: fc.array(part, { maxLength: 30 }),
});

describe("renderSheet", () => {
  it("is what Slack takes in a message and in a modal, whatever a sheet holds", () => {
    fc.assert(
      fc.property(sheet, (shown) => {
        const message = renderSheet(shown);
        expect(faultsInMessage(message)).toEqual([]);
        expect(message.text.trim()).not.toBe("");
        expect(JSON.stringify(message)).not.toMatch(/(?<!\\)(?:\\\\)*\\ud[89a-f]/i);
        const view = renderSheetView(shown, { home: "x".repeat(4_000) });
        expect(faultsInView(view)).toEqual([]);
        for (const { value } of buttonsOf(message.blocks)) expect(readWish(value)).toBeDefined();
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it("shows every part of a sheet of a usual size, the texts as they stand", () => {
    const message = renderSheet(
      sheetOf(
        { kind: "text", text: "Torneu-ho a provar <!channel>", tone: "warning" },
        { kind: "text", text: "Desat", tone: "good" },
        { kind: "heading", text: "Primera setmana" },
        {
          kind: "list",
          items: ["Llegiu https://www.localret.cat/x.", "*Truqueu*"],
          isNumbered: true,
        },
        { kind: "facts", facts: [{ label: "Habitants", value: "800" }] },
        { kind: "quote", citation },
        { kind: "link", label: "Baixa-ho", url: "https://agenda.example.cat/les-meves-dades/x" },
        {
          kind: "progress",
          label: "4 de 7 passos fets",
          steps: [
            ...["1", "2", "3", "4"].map((axis) => ({ title: axis, state: "done", axis }) as const),
            { title: "5", state: "done" },
            { title: "6", state: "current", axis: "1" },
            { title: "7", state: "open" },
          ],
        },
        {
          kind: "choices",
          choices: [
            { label: "Continua", wish: { kind: "itinerary" }, tone: "main" },
            { label: "Esborra", wish: { kind: "forget", isSure: true }, tone: "danger" },
          ],
        },
      ),
    );
    expect(faultsInMessage(message)).toEqual([]);
    const words = wordsOf(message);
    for (const shown of [
      "⚠️ Torneu-ho a provar <!channel>",
      "✅ Desat",
      "Primera setmana",
      "*Truqueu*",
      "Habitants: \n800",
      "Infraestructures digitals i Ciberseguretat › Resposta a incidents",
      citation.quote,
      "🟦🟩🟧🟪🟫🔶⬜",
      "4 de 7 passos fets",
    ])
      expect(words).toContain(shown);
    expect(addressesOf(message.blocks)).toEqual([
      "https://www.localret.cat/x",
      citation.url,
      citation.url,
      "https://agenda.example.cat/les-meves-dades/x",
    ]);
    const styles = nodesOf(message.blocks).flatMap(({ style }) =>
      typeof style === "string" ? [style] : [],
    );
    expect(styles).toEqual(expect.arrayContaining(["primary", "danger"]));
    // What is heard instead of the picture, and no mention of anybody.
    expect(message.text).toContain("4 de 7 passos fets");
    expect(message.text).not.toContain("🟦");
    expect(message.text).toContain("&lt;!channel&gt;");
    expect(message.text).toContain(`«${citation.quote}»\n${citation.url}`);
    expect(message.text).toContain("[Continua]");
  });

  it("holds no image: Slack refuses a message with one that it cannot fetch", () => {
    fc.assert(
      fc.property(sheet, (shown) => {
        expect(nodesOf(renderSheet(shown)).some(({ type }) => type === "image")).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it("shows answers whole that are too long for a button, each by its letter", () => {
    const check = (option: number) => ({ kind: "check", step: "s", question: 0, option }) as const;
    const long = "Al Consorci AOC per la línia i a Localret per e-NOTUM";
    const message = renderSheet(
      sheetOf({
        kind: "choices",
        choices: [
          { label: long, wish: check(0) },
          { label: "A tots dos", wish: check(1) },
          { label: "Torna al pas", wish: { kind: "step", step: "s" } },
        ],
      }),
    );
    expect(wordsOf(message)).toContain(`*A.* ${long}`);
    expect(buttonsOf(message.blocks).map(({ text: shown }) => shown)).toEqual([
      "A",
      "B",
      "Torna al pas",
    ]);
    expect(buttonsOf(message.blocks).map(({ label }) => label)).toContain(long);
    expect(message.text).toContain(`A. ${long}\nB. A tots dos\n[Torna al pas]`);
  });

  it("keeps choices that are more than a block holds, and what each of them wishes for", () => {
    const choices = Array.from(
      { length: 20 },
      (_, at): Choice => ({
        label: `Pas ${at}`,
        wish: { kind: "step", step: `pas-${at}` },
      }),
    );
    const message = renderSheet(
      sheetOf({ kind: "choices", choices }, { kind: "choices", choices }),
    );
    const ids = buttonsOf(message.blocks).map(({ id: name }) => name);
    expect(new Set(ids).size).toBe(40);
    const wishes = buttonsOf(message.blocks).map(({ value }) => readWish(value));
    expect(wishes).toEqual([...choices, ...choices].map(({ wish: one }) => one));
  });

  it("tells the fields of two forms apart, and shows what stands there already", () => {
    const form = (value: string, options?: { value: string; label: string }[]): Part => ({
      kind: "form",
      form: {
        fields: [
          { name: "x", label: "X", value, maxChars: 20, ...(options ? { options } : {}) },
          { name: "word", label: "Paraula", value: "", maxChars: 4_000, isLong: true },
        ],
        submit: "Desa",
        wish: { kind: "begin", fields: {} },
      },
    });
    const some = [1, 2, 3].map((at) => ({ value: `${at}`, label: `Opció ${at}` }));
    const many = Array.from({ length: 12 }, (_, at) => ({ value: `${at}`, label: `Opció ${at}` }));
    const message = renderSheet(sheetOf(form("800"), form("2", some), form("11", many)));
    expect(faultsInMessage(message)).toEqual([]);
    expect(Object.keys(fieldsOf(message.blocks))).toHaveLength(6);
    const types = nodesOf(message.blocks).flatMap(({ element }) =>
      element === undefined ? [] : [(element as { type: string }).type],
    );
    expect(types.filter((type) => type !== "plain_text_input")).toEqual([
      "radio_buttons",
      "static_select",
    ]);
    expect(textsOf(message.blocks)).toContain("Opció 2");
    expect(buttonsOf(message.blocks).map(({ id: name }) => name)).toEqual([
      "sheet-form-ca-0",
      "sheet-form-ca-1",
      "sheet-form-ca-2",
    ]);
  });
});

describe("splitSheet", () => {
  const decide = (group: string): Part => ({
    kind: "choices",
    choices: [
      { label: "S'escriurà", wish: { kind: "decide", group, decision: "to-write", fields: {} } },
    ],
  });

  it("leaves a sheet whole in which nothing is to be decided", () => {
    const whole = sheetOf({ kind: "heading", text: "Res" }, { kind: "text", text: "res" });
    expect(splitSheet(whole)).toEqual({ first: whole, below: [] });
  });

  it("takes each question with what belongs to it, and loses nothing", () => {
    const parts: Part[] = [
      { kind: "facts", facts: [{ label: "Preguntes", value: "7" }] },
      { kind: "heading", text: "Sense resposta" },
      { kind: "text", text: "«una» 3 vegades" },
      decide("1"),
      { kind: "text", text: "«dues» 2 vegades" },
      { kind: "text", text: "N'han escrit:" },
      { kind: "list", items: ["«res»"], isNumbered: false },
      decide("2"),
      { kind: "text", text: "«tres»" },
      { kind: "text", text: "Ja es va decidir" },
      { kind: "heading", text: "Mal valorades" },
      { kind: "text", text: "«quatre»" },
      decide("3"),
    ];
    const { first, below } = splitSheet(sheetOf(...parts));
    expect(below.map(({ title, parts: own }) => [title, own.length])).toEqual([
      ["Sense resposta", 2],
      ["Sense resposta", 4],
      ["Mal valorades", 2],
    ]);
    expect(first.parts.map(({ kind }) => kind)).toEqual([
      "facts",
      "heading",
      "text",
      "text",
      "text",
    ]);
    expect(JSON.stringify(first)).toContain("3 preguntes per decidir");
    const shown = [first, ...below].flatMap(({ parts: own }) => own);
    for (const part of parts.filter(({ kind }) => kind !== "heading"))
      expect(shown).toContainEqual(part);
  });
});
