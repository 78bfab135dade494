import { describe, expect, it } from "vitest";
import { createSpeller } from "../../../src/language/spelling.ts";
import { stem } from "../../../src/language/stem.ts";
import { tokenise } from "../../../src/language/tokens.ts";

const known = new Map(
  ["notificació", "ordinador", "certificat", "fibra"].map((word) => [stem(word), word]),
);
const speller = createSpeller(known, ({ word }) => known.has(stem(word)));
const correct = (text: string) => tokenise(text).map((token) => speller(token).word);

describe("createSpeller", () => {
  it.each([
    ["certficat", "certificat"],
    ["ordiandor", "ordinador"],
    ["ordinadot", "ordinador"],
    ["fibta", "fibra"],
  ])("reads %s as %s", (typed, meant) => {
    expect(correct(typed)).toEqual([meant]);
  });

  it.each(["fibres", "taula", "fibr4", "fib", "cortinatge"])("leaves %s as it is", (typed) => {
    expect(correct(typed)).toEqual([typed]);
  });

  it("leaves names alone", () => {
    expect(correct("el poble de Fibta")).toContain("fibta");
  });
});
