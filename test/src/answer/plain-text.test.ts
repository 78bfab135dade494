import { describe, expect, it } from "vitest";
import type { Abstention, Failure } from "../../../src/answer/answer.ts";
import { toParagraphs, toPlainText } from "../../../src/answer/plain-text.ts";
import { words } from "../../../src/answer/words.ts";
import { answered, citation, citations, frame, written } from "../../helpers/made-answers.ts";

const nearest: Abstention = {
  ...frame,
  kind: "abstained",
  reason: "not-covered",
  lead: "No ho cobreix.",
  nearest: [citation("1.1.1")],
};
const many = citations(7);

describe("toPlainText", () => {
  it("says the words, the title with its place, the quote, the address and where it comes from", () => {
    expect(toPlainText(answered({ notes: ["Una nota."] }))).toBe(
      [
        "Això diu:",
        "",
        "1.1.1 Acció 1.1.1",
        "Eix › Objectiu",
        "«Feu còpies cada nit.»",
        "https://agenda.example/agenda/1.1.1?cita=0123456789#cita",
        words.ca.origins.own,
        "",
        "Una nota.",
      ].join("\n"),
    );
  });

  it("says what a language model wrote above all else, and each translation below its quote", () => {
    const translation = { language: "es", text: "Haced copias.\nProbadlas." } as const;
    const shown = [citation("1.1.1"), citation("1.1.2", { translation }), citation("1.1.3")];
    const sentences = [{ text: "Feu còpies.", citations: [0, 2] }];
    const more = { sentences, isPartial: true, understoodAs: "còpies" };
    const text = toPlainText(answered({ citations: shown, written: written(more) }));
    const [first, lead, ...quotes] = text.split("\n\n");
    expect(first?.split("\n")).toEqual([
      "Feu còpies. [1] [3]",
      "Les citacions no ho responen tot.",
      "Amb intel·ligència artificial (openai:model-1) s'ha escrit aquest resum, s'han traduït citacions i s'ha reformulat la pregunta: el que val són les citacions originals.",
      "Ho hem cercat com a: còpies",
    ]);
    expect(lead).toBe("Això diu:");
    expect(quotes.map((quote) => quote.split("\n")[0])).toEqual([
      "[1] 1.1.1 Acció 1.1.1",
      "1.1.2 Acció 1.1.2",
      "[3] 1.1.3 Acció 1.1.3",
    ]);
    expect(quotes[1]?.split("\n").slice(-2)).toEqual([
      "Traducció automàtica, sense valor oficial: Haced copias.",
      "Probadlas.",
    ]);
  });

  it("leaves out what to ask next, and no empty line in its stead", () => {
    const suggestions = ["Per on comencem?"];
    expect(toPlainText(answered({ suggestions }))).toBe(toPlainText(answered()));
    expect(toPlainText(answered({ suggestions, citations: [], lead: "Res." }))).toBe("Res.");
  });

  it("has no line for the place of what has none, and no code of a page", () => {
    const page = citation("glossari", { kind: "page", title: "Glossari", place: [] });
    expect(
      toPlainText(answered({ citations: [page] }))
        .split("\n")
        .slice(2, 4),
    ).toEqual(["Glossari", "«Feu còpies cada nit.»"]);
  });

  it("has one line an item of a long list, and how many are left", () => {
    const text = toPlainText(
      answered({ intent: "list", citations: many, total: 33, further: 33 - many.length }),
    );

    expect(text.split("\n").slice(2, 4)).toEqual(["1.1.1  Acció 1.1.1", "1.1.2  Acció 1.1.2"]);
    expect(text).toContain("\n… + 26 accions");
    expect(text).not.toContain("«");
    expect(toPlainText(answered({ intent: "list", citations: many }))).not.toContain("…");
  });

  it("quotes each of many items when no list was asked for", () => {
    expect(toPlainText(answered({ citations: many })).match(/«/g)).toHaveLength(7);
  });

  it.each(["ca", "es", "en"] as const)("says in %s that it shows what is nearest", (language) => {
    const text = toPlainText({ ...nearest, language });

    expect(text.split("\n\n").slice(0, 2)).toEqual(["No ho cobreix.", words[language].nearest]);
    expect(text).toContain(words[language].origins.own);
    expect(toPlainText({ ...nearest, language, nearest: [] })).toBe("No ho cobreix.");
  });

  it("never shows the cause of a failure", () => {
    const failed: Failure = {
      ...frame,
      kind: "failed",
      lead: "Ara no puc.",
      cause: new Error("ENOENT"),
    };
    expect(toPlainText(failed)).toBe("Ara no puc.");
  });
});

describe("toParagraphs", () => {
  it("tells what each line is, in reading order", () => {
    const answer = answered({ notes: ["Una nota."], suggestions: ["I ara?", "I després?"] });
    expect(toParagraphs(answer).map((lines) => lines.map(({ role }) => role))).toEqual([
      ["words"],
      ["title", "place", "quote", "url", "origin"],
      ["words"],
      ["suggestion", "suggestion"],
    ]);
  });

  it("tells what a language model wrote from the rest", () => {
    const translation = { language: "es", text: "Haced copias." } as const;
    const answer = answered({
      citations: [citation("1.1.1", { translation })],
      written: written({ isPartial: true, understoodAs: "còpies" }),
    });
    expect(toParagraphs(answer).map((lines) => lines.map(({ role }) => role))).toEqual([
      ["written", "words", "label", "words"],
      ["words"],
      ["title", "place", "quote", "url", "origin", "translation"],
    ]);
  });

  it("tells rows from the words below them", () => {
    const answer = answered({
      intent: "count",
      citations: many,
      total: 8,
      further: 8 - many.length,
    });
    expect(toParagraphs(answer)[1]?.map(({ role }) => role)).toEqual([
      ...Array(7).fill("row"),
      "words",
    ]);
  });

  it("has no paragraph of nothing", () => {
    const empty = answered({ lead: "", notes: [""], citations: [] });
    expect(toParagraphs(empty)).toEqual([]);
    expect(toPlainText(empty)).toBe("");
  });
});
