import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer } from "../../../src/answer/answer.ts";
import { pageOf } from "../../../src/answer/page.ts";
import { quoteMarks } from "../../../src/answer/quote-marks.ts";
import { shownIn } from "../../../src/answer/shown.ts";
import {
  paragraphText,
  translationLine,
  translationOf,
  type Written,
  writtenBriefly,
  writtenIn,
  writtenLines,
} from "../../../src/answer/written.ts";
import { languages } from "../../../src/language/language.ts";
import { hostileAnswer } from "../../helpers/hostile-answers.ts";
import { answered, citation, citations, written } from "../../helpers/made-answers.ts";

const two = { text: "Feu-les i proveu-les.", citations: [0, 2] };
const one = { text: "Aviseu l'Agència.", citations: [1] };
const translation = { language: "es", text: "Haced copias cada noche." } as const;

function summed(more: Partial<Written> = {}, count = 3): Answer {
  return answered({ citations: citations(count), written: written(more) });
}

const paragraphOf = (answer: Answer) => {
  const shown = writtenIn(answer);
  return shown === undefined ? undefined : paragraphText(shown);
};

describe("writtenIn", () => {
  it("is nothing where no language model took part, or nothing of it is shown", () => {
    expect(writtenIn(answered())).toBeUndefined();
    expect(writtenIn(summed({ sentences: [] }))).toBeUndefined();
    expect(writtenIn(summed({ sentences: [{ text: " \u200B", citations: [0] }] }))).toBeUndefined();
    expect(
      writtenIn(summed({ sentences: [], understoodAs: " ", isPartial: true })),
    ).toBeUndefined();
  });

  it("gives each sentence the numbers of its quotes, from 1, once and in their order", () => {
    expect(paragraphOf(summed({ sentences: [two, one] }))).toBe(
      "Feu-les i proveu-les. [1] [3] Aviseu l'Agència. [2]",
    );
    const twice = { ...two, citations: [2, 0, 2] };
    expect(paragraphOf(summed({ sentences: [twice] }))).toBe("Feu-les i proveu-les. [1] [3]");
  });

  it("leaves out the numbers of what a page does not show, and sentences left without any", () => {
    const page = pageOf(summed({ sentences: [two, one] }), 1);
    const shown = writtenIn(page.answer, page.isList);
    expect(shown && paragraphText(shown)).toBe("Feu-les i proveu-les. [1]");
    const nowhere = { text: "Res.", citations: [-1, 0.5, 7] };
    expect(paragraphOf(summed({ sentences: [nowhere, one] }))).toBe("Aviseu l'Agència. [2]");
    expect(writtenIn(summed({ sentences: [nowhere] }))).toBeUndefined();
  });

  it("takes the numbers of a platform that has its own", () => {
    const shown = writtenIn(summed({ sentences: [two, one] }), false, (place) =>
      place === 0 ? 4 : undefined,
    );
    expect(shown && paragraphText(shown)).toBe("Feu-les i proveu-les. [4]");
  });

  it("says nothing over a list, which quotes nothing, but as what it was looked for", () => {
    const list = { citations: citations(8), intent: "list" } as const;
    const answer = answered({ ...list, written: written({ understoodAs: "accions" }) });
    expect(writtenIn(answer)).toMatchObject({
      sentences: [],
      label: "Amb intel·ligència artificial (openai:model-1) s'ha reformulat la pregunta.",
      understood: "Ho hem cercat com a: accions",
    });
    expect(quoteMarks(answer, writtenIn(answer)).size).toBe(0);
    const page = pageOf(answered({ ...list, written: written() }), 2);
    expect(writtenIn(page.answer, page.isList)).toBeUndefined();
  });

  it("says that the quotes leave something open, below a paragraph only", () => {
    expect(writtenIn(summed({ isPartial: true }))?.partial).toBe(
      "Les citacions no ho responen tot.",
    );
    expect(writtenIn(summed())?.partial).toBe("");
    const reworded = summed({ sentences: [], isPartial: true, understoodAs: "còpies" });
    expect(writtenIn(reworded)?.partial).toBe("");
  });

  it.each([
    [
      "ca",
      "Amb intel·ligència artificial (openai:model-1) s'ha escrit aquest resum, s'han traduït citacions i s'ha reformulat la pregunta: el que val són les citacions originals.",
    ],
    [
      "es",
      "Con inteligencia artificial (openai:model-1) se ha escrito este resumen, se han traducido citas y se ha reformulado la pregunta: lo que vale son las citas originales.",
    ],
    [
      "en",
      "Artificial intelligence (openai:model-1) wrote this summary, translated quotes and reworded the question: only the original quotes count.",
    ],
  ] as const)("says in %s what a model did, each part where it did it", (language, label) => {
    const shown = [citation("1.1.1", { translation })];
    const all = answered({
      language,
      citations: shown,
      written: written({ understoodAs: "còpies" }),
    });
    expect(writtenIn(all)?.label).toBe(label);
    const labels = new Set(
      [
        all,
        answered({ language, written: written() }),
        answered({ language, citations: shown, written: written({ sentences: [] }) }),
        answered({ language, written: written({ sentences: [], understoodAs: "còpies" }) }),
        answered({ language, citations: shown, written: written() }),
      ].map((answer) => writtenIn(answer)?.label),
    );
    expect(labels.size).toBe(5);
    expect(labels).not.toContain(undefined);
  });

  it("tells of a translation though nobody says which model made it", () => {
    const answer = answered({ language: "en", citations: [citation("1.1.1", { translation })] });
    expect(writtenIn(answer)?.label).toBe(
      "Artificial intelligence translated quotes: only the original quotes count.",
    );
  });

  it("makes no number, link or mention of what a model wrote", () => {
    const text =
      "Vegeu [1], [[2]3], 【4】 i https://evil.example o www.7.cat, anna@evil.example @here";
    const paragraph = paragraphOf(summed({ sentences: [{ text, citations: [0] }] })) ?? "";
    expect(paragraph.replaceAll("\u2060", "")).toBe(
      "Vegeu (1), ((2)3), (4) i https://evil.example o www.7.cat, anna@evil.example @here [1]",
    );
    expect(paragraph).not.toMatch(/:\/\/|\w\.\w|@\w/);
    const plain = "Ho diu l'art. 13 de la Llei 39/2015, a la 2.3.1, i Aigües S.L.U. ho fa.";
    expect(paragraphOf(summed({ sentences: [{ text: plain, citations: [0] }] }))).toBe(
      `${plain} [1]`,
    );
  });

  it("is short whatever a model wrote, and drops a sentence rather than cutting it", () => {
    const long = { text: `${"paraula ".repeat(60)}fi.`, citations: [0] };
    const shown = writtenIn(summed({ sentences: [long, long, one] }));
    expect(shown?.sentences.map(({ text }) => text)).toEqual([long.text]);
    const endless = writtenIn(summed({ sentences: [{ text: "x".repeat(2_000), citations: [0] }] }));
    expect(endless?.sentences[0]?.text).toHaveLength(700);
  });

  it("holds whatever an answer holds: numbers of quotes that are shown, one line a text, always a label", () => {
    fc.assert(
      fc.property(hostileAnswer, (answer) => {
        const shown = writtenIn(answer);
        if (shown === undefined) return;
        expect(shown.label).not.toBe("");
        const count = shownIn(answer).length;
        for (const { text, citations: places, numbers } of shown.sentences) {
          expect(places.length).toBeGreaterThan(0);
          expect(numbers).toEqual(places.map((place) => place + 1));
          expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
          expect(places.every((place) => place >= 0 && place < count)).toBe(true);
          expect(text).not.toMatch(/[[\]]/);
        }
        for (const line of writtenLines(shown)) {
          expect(line.length).toBeLessThan(1_500);
          expect(line).not.toMatch(/\n|\p{Cc}|\p{Cs}|[\u200B-\u200F\u202A-\u202E\u2066-\u2069]/u);
          expect(line).not.toMatch(/:\/\/|@[\p{L}\p{N}]|[\p{L}\p{N}]\.\p{L}{2}|www\.\w/iu);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("quoteMarks", () => {
  it("numbers the quotes on which a sentence rests, and no others", () => {
    const answer = summed({ sentences: [two] });
    const marks = quoteMarks(answer, writtenIn(answer));
    expect(shownIn(answer).map((shown) => marks.get(shown))).toEqual([1, undefined, 3]);
  });
});

describe("writtenBriefly", () => {
  it("tells what it is before it tells it", () => {
    for (const language of languages) {
      const answer = { ...summed(), language };
      expect(writtenBriefly(writtenIn(answer), language)).toMatch(
        /^.*: Cal fer còpies cada nit\.$/,
      );
    }
    expect(writtenBriefly(undefined, "ca")).toBe("");
  });
});

describe("translationOf", () => {
  it("keeps the lines of a translation, and nothing that is hidden or a link", () => {
    const text = " Primero.\nVed www.evil.example\u202E\u200B. ";
    const shown = translationOf(citation("1", { translation: { language: "es", text } }));
    expect(shown).toEqual({ language: "es", text: "Primero.\nVed www.\u2060evil.\u2060example." });
  });

  it("says of a translation that it is one, and nothing where there is none", () => {
    expect(translationLine(citation("1", { translation }), "ca")).toBe(
      "Traducció automàtica, sense valor oficial: Haced copias cada noche.",
    );
    expect(translationLine(citation("1"), "ca")).toBe("");
    const empty = { language: "es", text: "\u200B\n" } as const;
    expect(translationOf(citation("1", { translation: empty }))).toBeUndefined();
  });
});
