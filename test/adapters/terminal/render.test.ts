import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderAnswer, type TerminalStyle } from "../../../adapters/terminal/render.ts";
import type { Answered, Citation } from "../../../src/answer/answer.ts";
import { writtenIn } from "../../../src/answer/written.ts";
import { hostileAnswer } from "../../helpers/hostile-answers.ts";
import { written } from "../../helpers/made-answers.ts";

const piped: TerminalStyle = { isColoured: false, width: Number.POSITIVE_INFINITY };
const terminal: TerminalStyle = { isColoured: true, width: 60 };
const quote = `${"Feu còpies de seguretat cada nit. ".repeat(6)}Proveu-les.`;

function citation(itemId: string, more: Partial<Citation> = {}): Citation {
  return {
    itemId,
    kind: "action",
    title: `Acció de prova ${itemId}`,
    place: ["Eix de prova", "Objectiu de prova"],
    quote,
    url: `https://agenda.example.cat/agenda/${itemId}?cita=0123456789#cita`,
    score: 1,
    origin: "own",
    sourcePath: `eixos/${itemId}.md`,
    references: [],
    ...more,
  };
}

function answered(more: Partial<Answered> = {}): Answered {
  return {
    kind: "answered",
    question: "?",
    language: "ca",
    intent: "search",
    lead: "Això és el que hi ha:",
    notes: [],
    filters: {},
    suggestions: [],
    citations: [citation("1.1.1")],
    total: 1,
    offset: 0,
    further: 0,
    isForCouncil: false,
    durationMs: 1,
    ...more,
  };
}

const many = Array.from({ length: 7 }, (_, at) => citation(`1.1.${at + 1}`));

describe("renderAnswer", () => {
  it("shows lead, code, title, place, quote, address, notes and what to ask next", () => {
    const text = renderAnswer(answered({ notes: ["Una nota."], suggestions: ["I ara?"] }), piped);

    for (const part of [
      "Això és el que hi ha:",
      "1.1.1 Acció de prova 1.1.1",
      "Eix de prova › Objectiu de prova",
      `«${quote}»`,
      "https://agenda.example.cat/agenda/1.1.1?cita=0123456789#cita",
      "Una nota.",
      "→ I ara?",
    ])
      expect(text).toContain(part);
    expect(text).toMatch(/[^\n]\n$/);
  });

  it("writes no escape code and breaks no quote where another program reads", () => {
    expect(stripVTControlCharacters(renderAnswer(answered(), piped))).toBe(
      renderAnswer(answered(), piped),
    );
  });

  it("colours and wraps on a terminal, and says the same words", () => {
    const text = renderAnswer(answered(), terminal);
    const plain = stripVTControlCharacters(text);

    expect(text).not.toBe(plain);
    const wide = plain.split("\n").filter((line) => line.length > 60 && !line.startsWith("https:"));
    expect(wide).toEqual([]);
    const words = (written: string) => written.split(/\s+/);
    expect(words(plain)).toEqual(words(renderAnswer(answered(), piped)));
  });

  it("shows a long list as one line an item, and how many are left", () => {
    const text = renderAnswer(
      answered({ intent: "list", citations: many, total: 33, further: 33 - many.length }),
      piped,
    );

    for (const { itemId, title } of many) expect(text).toContain(`${itemId}  ${title}\n`);
    expect(text).not.toContain("«");
    expect(text).toContain("… + 26 accions");
  });

  it("says nothing of what is left when nothing is", () => {
    const text = renderAnswer(
      answered({ intent: "list", citations: many, total: 7, further: 7 - many.length }),
      piped,
    );
    expect(text).not.toContain("…");
  });

  it("shows what is nearest when it abstains, in the language of the answer", () => {
    const { citations, total, ...base } = answered({ language: "en", lead: "Not covered." });
    const text = renderAnswer(
      { ...base, kind: "abstained", reason: "not-covered", nearest: citations },
      piped,
    );

    expect(total).toBe(citations.length);
    expect(text).toContain("Not covered.\n");
    expect(text).toContain(`«${quote}»`);
  });

  it("never shows the cause of a failure", () => {
    const { citations, total, ...base } = answered({ lead: "Ara no puc." });
    const text = renderAnswer({ ...base, kind: "failed", cause: new Error("ENOENT") }, piped);

    expect([citations.length, total]).toEqual([1, 1]);
    expect(text).toBe("Ara no puc.\n");
  });

  it("keeps texts from commanding the terminal", () => {
    const hostile = "a\u001b]0;title\u0007b\u001b[2Jc\u009b31md\re";
    const text = renderAnswer(
      answered({
        lead: hostile,
        notes: [hostile],
        suggestions: [hostile],
        citations: [citation("1", { title: hostile, place: [hostile], quote: hostile })],
      }),
      piped,
    );

    expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it("shows what a language model wrote with its label, and a translation apart from its quote", () => {
    const translation = { language: "es", text: "primera\nsegunda" } as const;
    const shown = [citation("1.1.1", { quote: "primera\nsegona", translation })];
    const text = renderAnswer(answered({ citations: shown, written: written() }), piped);
    expect(text.split("\n\n").slice(0, 2)).toEqual([
      "Cal fer còpies cada nit. [1]\nAmb intel·ligència artificial (openai:model-1) s'ha escrit aquest resum i s'han traduït citacions: el que val són les citacions originals.",
      "Això és el que hi ha:",
    ]);
    expect(text).toContain("\n[1] 1.1.1 Acció de prova 1.1.1\n");
    expect(text).toContain("  «primera\n  segona»\n");
    expect(text).toMatch(
      /\n {2}Traducció automàtica, sense valor oficial: primera\n {2}segunda\n$/,
    );
  });

  it("prints whatever an answer holds and commands nothing", () => {
    fc.assert(
      fc.property(hostileAnswer, (answer) => {
        const text = renderAnswer(answer, piped);
        expect(text).not.toMatch(/(?!\n|\t)\p{Cc}/u);
        const told = writtenIn(answer)?.label ?? "";
        expect(text).toContain(told);
        expect(stripVTControlCharacters(renderAnswer(answer, terminal))).not.toMatch(
          /(?!\n|\t)\p{Cc}/u,
        );
      }),
    );
  });

  it("keeps the lines of a quote, indented", () => {
    const text = renderAnswer(
      answered({ citations: [citation("1.1.1", { quote: "primera\nsegona" })] }),
      piped,
    );
    expect(text).toContain("  «primera\n  segona»\n");
  });
});
