import { describe, expect, it } from "vitest";
import { stripHidden, tokenise } from "../../../src/language/tokens.ts";

const words = (text: string) => tokenise(text).map((token) => token.word);

describe("tokenise", () => {
  it("detaches elided articles and weak pronouns, whichever apostrophe is typed", () => {
    expect(words("L'ajuntament d’Olot digues-m'ho")).toEqual(["ajuntament", "olot", "digues"]);
  });

  it("reads the Catalan geminate l in all its spellings as one word", () => {
    expect(
      new Set(words("col·laborar col.laborar col•laborar coŀlaborar".replace("•", "·"))),
    ).toEqual(new Set(["collaborar"]));
  });

  it("gives the joined form of a hyphenated name and the parts that are words", () => {
    expect(words("e-NOTUM")).toEqual(["enotum", "notum"]);
    expect(words("T-CAT")).toEqual(["tcat", "cat"]);
  });

  it("finds no words in emoji, punctuation or control characters", () => {
    expect(words("🙂 … \u0000\u200b ?!")).toEqual([]);
  });
});

describe("stripHidden", () => {
  it("removes characters that cannot be seen", () => {
    expect(stripHidden("a\u200bb\u{E0041}c\u202e")).toBe("abc");
  });
});
