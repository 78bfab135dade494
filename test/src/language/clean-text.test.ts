import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clean, cutText, firstChars, oneLine } from "../../../src/language/clean-text.ts";
import { hostileText } from "../../helpers/hostile-answers.ts";

describe("clean", () => {
  it("leaves what can be seen as it stands, with its line ends", () => {
    const text = "Línia 1\n\tlínia 2 · 👨‍👩‍👧 שלום <b>";
    expect(clean(text)).toBe(text);
  });

  it("takes away what acts or turns the text, and makes halves of characters whole", () => {
    expect(clean("a\u0007\u001b[1mb\u202Ec\u2069d\ud83de")).toBe("a[1mbcd\uFFFDe");
    fc.assert(
      fc.property(hostileText, (text) => {
        const cleaned = clean(text);
        expect(cleaned).not.toMatch(/(?![\n\t])\p{Cc}|\p{Cs}|[\u202A-\u202E\u2066-\u2069]/u);
        expect(clean(cleaned)).toBe(cleaned);
      }),
    );
  });
});

describe("oneLine", () => {
  it("has no line end and nothing that cannot be seen", () => {
    expect(oneLine(" Un\u200B\n títol \u00AD llarg\t")).toBe("Un títol llarg");
  });
});

describe("cutText", () => {
  it.each([
    ["Un pla de resposta", 18, "Un pla de resposta"],
    ["Un pla de resposta", 17, "Un pla de…"],
    ["Un pla, i més", 10, "Un pla, i…"],
    ["Un pla, intens", 10, "Un pla…"],
    ["Inintel·ligiblement", 8, "Inintel…"],
    ["paraula llarguíssima", 5, "para…"],
    ["🧹🧹🧹", 4, "🧹…"],
  ])("cuts %j at %i characters at a word", (text, most, cut) => {
    expect(cutText(text, most)).toBe(cut);
  });

  it("is never longer, and ends within no character", () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 400 }), (text, most) => {
        const cut = cutText(clean(text), most);
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(cut).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});

describe("firstChars", () => {
  it("never gives the half of a character", () => {
    expect(firstChars("a🧹b", 2)).toBe("a");
    expect(firstChars("a🧹b", 3)).toBe("a🧹");
  });
});
