import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentencesOf } from "../../../src/agenda/sentences.ts";

const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        "Sí. ",
        "Art. ",
        "3.5 ",
        "art. 12",
        " ",
        "!",
        "...",
        "\n",
        "Sr. Puig",
        "😀",
        "…",
        "p. ex. ",
      ),
    )
    .map((parts) => parts.join("")),
);

describe("sentencesOf", () => {
  it("covers the whole text but for the white space between sentences", () => {
    fc.assert(
      fc.property(texts, (text) => {
        let end = 0;
        for (const sentence of sentencesOf(text)) {
          expect(sentence.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(end, sentence.start).trim()).toBe("");
          expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
          expect(sentence.text.trim()).toBe(sentence.text);
          expect(sentence.text).not.toBe("");
          end = sentence.end;
        }
        expect(text.slice(end).trim()).toBe("");
      }),
      { numRuns: 1_000 },
    );
  });

  it("ends no sentence at an abbreviation or inside a number", () => {
    expect(sentencesOf("L'art. 12 en parla. Costa 3.500 euros.").map(({ text }) => text)).toEqual([
      "L'art. 12 en parla.",
      "Costa 3.500 euros.",
    ]);
  });

  it("keeps the last sentence when the text ends at an abbreviation", () => {
    expect(sentencesOf("Cal paper, tinta, etc.").map(({ text }) => text)).toEqual([
      "Cal paper, tinta, etc.",
    ]);
  });

  it("finds none in an empty text", () => {
    expect(sentencesOf(" \n ")).toEqual([]);
  });
});
