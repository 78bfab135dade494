import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Block, KnowledgeItem } from "../../../src/agenda/item.ts";
import { sentencesOf } from "../../../src/agenda/sentences.ts";
import { itemUrl } from "../../../src/answer/address.ts";
import {
  chooseQuote,
  hasAspect,
  locateQuote,
  quoteDigest,
  quotesOfAspect,
} from "../../../src/answer/quote.ts";
import { isVerified } from "../../../src/answer/verify.ts";
import { retrieve } from "../../../src/search/retrieve.ts";
import { knowledgeFolder, smallKnowledge } from "../../helpers/small-knowledge.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "./shipped.ts";

let opened: Awaited<ReturnType<typeof openAssistant>>;

beforeAll(async () => {
  opened = await openAssistant();
}, buildTimeoutMs);

function itemOf(blocks: readonly Block[]): KnowledgeItem {
  return {
    id: "prova",
    kind: "page",
    title: "Prova",
    origin: "own",
    blocks,
    questions: [],
    references: [],
    related: [],
    sourcePath: "pagines/prova.md",
  };
}
const paragraph = (text: string): Block => ({ kind: "paragraph", text });

describe("chooseQuote", () => {
  it("gives a verbatim piece of one block, of two sentences and 700 characters at most", () => {
    const text = fc.oneof(
      fc.lorem({ mode: "sentences", maxCount: 6 }),
      fc.string({ unit: "binary", minLength: 1, maxLength: 2_000 }),
      fc.string({
        unit: fc.constantFrom("a", ".", " ", "é", "😀"),
        minLength: 1,
        maxLength: 2_000,
      }),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (texts) => {
        const blocks = texts.map(paragraph);
        const quote = chooseQuote(itemOf(blocks), { words: [] }, opened.index);
        if (quote === undefined) {
          expect(texts.every((each) => sentencesOf(each).length === 0)).toBe(true);
          return;
        }
        expect(blocks[quote.block]?.text.slice(quote.start, quote.end)).toBe(quote.text);
        expect(quote.text.length).toBeLessThanOrEqual(700);
        expect(quote.text.trim()).not.toBe("");
        expect(sentencesOf(quote.text).length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 200 },
    );
  });

  it("does not cut a character in two", () => {
    for (const before of ["", "a"]) {
      const item = itemOf([paragraph(before + "😀".repeat(600))]);
      const text = chooseQuote(item, { words: [] }, opened.index)?.text ?? "";
      expect([...text].every((letter) => letter === "a" || letter === "😀")).toBe(true);
      expect(text).not.toBe("");
    }
  });

  it("never quotes a heading", () => {
    const heading: Block = { kind: "heading", level: 2, text: "Per què" };
    expect(chooseQuote(itemOf([heading]), { words: [] }, opened.index)).toBeUndefined();
    const item = itemOf([heading, paragraph("Perquè sí.")]);
    expect(chooseQuote(item, { words: [] }, opened.index)?.text).toBe("Perquè sí.");
  });

  it("takes the opening of the text when nothing else is asked", () => {
    const item = itemOf([
      paragraph("La primera frase diu de què es tracta."),
      paragraph("La segona ho explica amb més paraules i molt més detall."),
    ]);
    expect(chooseQuote(item, { words: [] }, opened.index)).toMatchObject({ block: 0, start: 0 });
  });

  it("chooses the sentence that speaks of what is asked", async () => {
    const filler = "El ple municipal es reuneix cada mes a la sala gran. ".repeat(3);
    const folder = await knowledgeFolder({
      ...smallKnowledge,
      "documents/acta.md": `${filler}El rellotge del campanar es va comprar a Suïssa. ${filler}`,
    });
    const { index, ask } = await openAssistant(folder);
    const question = "on es va comprar el rellotge del campanar?";
    const [best] = (await retrieve(question, index, { language: "ca" })).results;
    expect(best?.item.id).toBe("acta");
    const answer = await ask(question);
    const shown =
      answer.kind === "abstained" ? answer.nearest : "citations" in answer ? answer.citations : [];
    expect(shown[0]?.quote).toContain("El rellotge del campanar es va comprar a Suïssa.");
  });
});

describe("quotesOfAspect", () => {
  it("gives the blocks of the part that is asked for and of no other", () => {
    const item = itemOf([
      paragraph("Comença."),
      { kind: "heading", level: 2, text: "Com fer-ho" },
      { kind: "list-item", ordinal: 1, text: "Un pas. Amb detall. I un altre." },
      { kind: "list-item", ordinal: 2, text: "Segon pas." },
      { kind: "heading", level: 2, text: "Normativa" },
      paragraph("Una llei."),
    ]);
    expect(quotesOfAspect(item, "steps", 8).map(({ text }) => text)).toEqual([
      "Un pas. Amb detall.",
      "Segon pas.",
    ]);
    expect(quotesOfAspect(item, "steps", 1)).toHaveLength(1);
    expect(hasAspect(item, "law")).toBe(true);
    expect(hasAspect(item, "help")).toBe(false);
  });
});

describe("locateQuote", () => {
  it("finds every quote that can be chosen, and nothing else", () => {
    const item = itemOf([paragraph("Primera frase. Segona frase. Tercera frase.")]);
    for (const text of ["Primera frase.", "Primera frase. Segona frase.", "Tercera frase."])
      expect(locateQuote(item, quoteDigest(text))?.text).toBe(text);
    for (const text of [
      "Primera",
      "frase. Segona",
      "Primera frase. Segona frase. Tercera frase.",
      "",
    ])
      expect(locateQuote(item, quoteDigest(text))).toBeUndefined();
    expect(locateQuote(item, "")).toBeUndefined();
  });
});

describe("isVerified", () => {
  const genuine = async () => {
    const answer = await opened.ask("acció 2.3.1");
    const [citation] = answer.kind === "answered" ? answer.citations : [];
    if (citation === undefined) throw new Error("action 2.3.1 is not cited");
    return citation;
  };

  it("accepts what the assistant cites", async () => {
    expect(isVerified(await genuine(), opened.index, publicUrl)).toBe(true);
  });

  it("refuses a quote in which any one character is changed, added or left out", async () => {
    const citation = await genuine();
    const { quote } = citation;
    for (let at = 0; at < quote.length; at += 1) {
      for (const put of ["", "x", `${quote[at]} `, "\u200b"]) {
        const forged = quote.slice(0, at) + put + quote.slice(at + 1);
        if (forged === quote) continue;
        const url = itemUrl(publicUrl, citation.itemId, forged);
        expect(isVerified({ ...citation, quote: forged }, opened.index, publicUrl)).toBe(false);
        expect(isVerified({ ...citation, quote: forged, url }, opened.index, publicUrl)).toBe(
          false,
        );
      }
    }
  });

  it("refuses another item's quote, even with its own address", async () => {
    const citation = await genuine();
    const [other] = await opened
      .ask("acció 2.3.2")
      .then((answer) => (answer.kind === "answered" ? answer.citations : []));
    const quote = other?.quote ?? "";
    expect(quote).not.toBe("");
    const url = itemUrl(publicUrl, citation.itemId, quote);
    expect(isVerified({ ...citation, quote, url }, opened.index, publicUrl)).toBe(false);
  });

  it("refuses an address that is not the one at which the quote opens", async () => {
    const citation = await genuine();
    for (const url of [
      "",
      "https://example.com/",
      itemUrl(publicUrl, citation.itemId),
      itemUrl(publicUrl, "2.3.2", citation.quote),
      itemUrl("https://agenda.example.evil", citation.itemId, citation.quote),
      `${citation.url}x`,
      citation.url.toUpperCase(),
    ])
      expect(isVerified({ ...citation, url }, opened.index, publicUrl)).toBe(false);
  });

  it("refuses an unknown item, an empty quote and a heading", async () => {
    const citation = await genuine();
    const forgeries = [
      { itemId: "9.9.9", quote: citation.quote },
      { itemId: citation.itemId, quote: "" },
      { itemId: citation.itemId, quote: "Com fer-ho" },
    ];
    for (const forgery of forgeries) {
      const url = itemUrl(publicUrl, forgery.itemId, forgery.quote);
      expect(isVerified({ ...citation, ...forgery, url }, opened.index, publicUrl)).toBe(false);
    }
  });
});
