import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WebOptions } from "../../../adapters/web/app.ts";
import type { Citation } from "../../../src/answer/answer.ts";
import type { Part, Sheet } from "../../../src/reception/sheet.ts";
import { ask, openPage, type Page, serveFor, serveHere } from "./serve.ts";

const served = serveHere();
const odd = [
  "<script>alert(1)</script>",
  "</title><b>",
  "`*_~|[]()#",
  "@everyone <@U1> <!channel>",
  "\u0000\u0007\u202e\u200b",
  "a".repeat(10_000),
  "",
  " ",
  "https://example.cat/x.",
  "'\"&amp;",
];
const text = fc.oneof(fc.constantFrom(...odd), fc.string({ unit: "binary", maxLength: 40 }));
const tone = fc.constantFrom({}, { tone: "warning" } as const, { tone: "good" } as const);
const choice = fc.record({
  label: text,
  wish: fc.constantFrom(
    { kind: "council" } as const,
    { kind: "forget", isSure: true } as const,
    { kind: "check", step: 'a/b?"<', question: 1, option: 2 } as const,
    { kind: "step", step: "../x" } as const,
  ),
});
const field = fc.record({
  name: fc.constantFrom("name", "a b", 'x"<'),
  label: text,
  hint: text,
  value: text,
  fault: text,
  maxChars: fc.constant(100),
  isLong: fc.boolean(),
  isOptional: fc.boolean(),
});

function partOf(citation: Citation): fc.Arbitrary<Part> {
  return fc.oneof(
    fc.tuple(text, tone).map(([said, more]): Part => ({ kind: "text", text: said, ...more })),
    text.map((said): Part => ({ kind: "heading", text: said })),
    fc.record({
      kind: fc.constant("list" as const),
      items: fc.array(text, { maxLength: 5 }),
      isNumbered: fc.boolean(),
    }),
    fc
      .array(fc.record({ label: text, value: text }), { maxLength: 5 })
      .map((facts): Part => ({ kind: "facts", facts })),
    fc.constant<Part>({ kind: "quote", citation }),
    text.map((label): Part => ({ kind: "link", label, url: "https://example.cat/a?b" })),
    fc
      .array(
        fc.record({
          title: text,
          state: fc.constantFrom("done" as const, "current" as const, "open" as const),
          axis: fc.constantFrom("1", "none", ""),
        }),
        { maxLength: 30 },
      )
      .map((steps): Part => ({ kind: "progress", label: "fets", steps })),
    fc.array(choice, { maxLength: 20 }).map((choices): Part => ({ kind: "choices", choices })),
    fc.uniqueArray(field, { maxLength: 3, selector: ({ name }) => name }).map(
      (fields): Part => ({
        kind: "form",
        form: { fields, submit: "Desa", wish: { kind: "begin", fields: {} } },
      }),
    ),
  );
}

/** Shows sheets, one after the other, as the page of the council. */
async function shown(sheets: readonly Sheet[], look: (page: Page, sheet: Sheet) => void) {
  let current = sheets[0];
  const serveSheet: WebOptions["reception"]["serve"] = () =>
    current === undefined ? Promise.reject(new Error("no sheet")) : Promise.resolve(current);
  const reception = (real: WebOptions["reception"]) => ({ ...real, serve: serveSheet });
  await serveFor(served.index, { reception }, async ({ base }) => {
    for (const sheet of sheets) {
      current = sheet;
      look(await openPage(`${base}/ajuntament`), sheet);
    }
  });
}

describe("a sheet", () => {
  it("is a sound page with all its parts, whatever stands in them", async () => {
    const [citation] = (await ask(served.base, "acció 1.1.1")).citations;
    if (citation === undefined) throw new Error("nothing is cited");
    const parts = fc.array(partOf(citation), { maxLength: 30 });
    const language = fc.constantFrom("ca" as const, "es" as const, "en" as const);
    const title = fc.constant("Un <b>títol</b>");
    const sheets = fc.sample(fc.record({ language, title, parts }), { numRuns: 150, seed: 6 });
    const countOf = ({ parts: all }: Sheet, kind: Part["kind"]) =>
      all.filter((part) => part.kind === kind).length;
    await shown(sheets, ({ $ }, sheet) => {
      expect($("h1").text()).toBe(sheet.title);
      expect($("main b, main script").length).toBe(0);
      expect($("figure.progress svg[role=img]").length).toBe(countOf(sheet, "progress"));
      expect($(".sheet form.fields").length).toBe(countOf(sheet, "form"));
      expect($(".sheet ul.choices").length).toBe(countOf(sheet, "choices"));
      expect($(".sheet .words").length).toBe(countOf(sheet, "text"));
      expect($(".sheet .card").length).toBeGreaterThanOrEqual(Math.min(1, countOf(sheet, "quote")));
      expect($(".sheet blockquote").length).toBe(countOf(sheet, "quote"));
    });
  });

  it("tells the steps of a picture apart without its colours, in words and in shapes", async () => {
    const steps = (["done", "current", "open"] as const).map((state, at) => ({
      title: `Pas ${state}`,
      state,
      axis: String(at + 1),
    }));
    const sheet: Sheet = {
      language: "ca",
      title: "Itinerari",
      parts: [{ kind: "progress", label: "1 de 3 passos fets", steps }],
    };
    await shown([sheet], ({ $ }) => {
      const svg = $("figure.progress svg");
      const [title = "", desc = ""] = ["aria-labelledby", "aria-describedby"].map((name) =>
        $(`#${svg.attr(name)}`).text(),
      );
      expect(title).toBe("1 de 3 passos fets");
      expect(desc).toBe("1. Pas done: fet. 2. Pas current: ara. 3. Pas open: per fer.");
      const shapes = svg
        .children("g:not(.legend)")
        .toArray()
        .map((step) =>
          $(step)
            .find("path, polygon, text")
            .toArray()
            .map(({ tagName }) => tagName),
        );
      expect(shapes).toEqual([["path"], ["polygon", "text"], ["text"]]);
      expect(svg.find(".axis-1 .done").length).toBe(1);
    });
  });

  it("says of what the knowledge brings that it is in Catalan, where the rest is not", async () => {
    const catalan = "Comproveu a les actes si el ple ja ha aprovat l'adhesió a l'Agenda.";
    const sheet: Sheet = {
      language: "en",
      title: "Itinerary",
      parts: [
        { kind: "text", text: "You have done all the steps of the itinerary." },
        { kind: "list", items: [catalan], isNumbered: true },
      ],
    };
    await shown([sheet], ({ $ }) => {
      const around = $(".sheet").attr("lang");
      expect([around, $(".words").attr("lang"), $(".sheet li").attr("lang")]).toEqual([
        "en",
        undefined,
        "ca",
      ]);
    });
  });
});
