import { describe, expect, it } from "vitest";
import { contentWords, createConceptMatcher } from "../../../src/language/concept-matcher.ts";
import type { Concept } from "../../../src/language/thesaurus.ts";
import { tokenise } from "../../../src/language/tokens.ts";

const concept = (id: string, ca: string[], es: string[] = ca, en: string[] = ca): Concept => ({
  id,
  kind: "matter",
  terms: { ca, es, en },
});

const matcher = createConceptMatcher([
  concept("backup", ["còpia de seguretat", "backup"], ["copia de seguridad"], ["backup"]),
  concept("security", ["seguretat"], ["seguridad"], ["security"]),
  concept("break-in", ["ens han entrat"], ["nos han entrado"], ["we were hacked"]),
]);
const find = (text: string) =>
  matcher
    .match(contentWords(tokenise(text), "ca"), "ca")
    .map(({ concept: { id }, weight }) => ({ id, weight }));
const weightOf = (text: string, id: string) =>
  find(text).find((match) => match.id === id)?.weight ?? 0;

describe("createConceptMatcher", () => {
  it("finds a term of several words, inflected, over the words of grammar", () => {
    expect(weightOf("les còpies de la seguretat", "backup")).toBeGreaterThan(0);
  });

  it("gives a word less weight inside a longer term than alone", () => {
    expect(weightOf("còpia de seguretat", "security")).toBeLessThan(
      weightOf("seguretat", "security"),
    );
  });

  it("finds what is said in another of the languages", () => {
    expect(weightOf("una copia de seguridad", "backup")).toBeGreaterThan(0);
  });

  it("marks what is left of a term once its words of grammar are dropped", () => {
    const isRemnant = (text: string) =>
      matcher.match(tokenise(text), "ca").map((match) => match.isRemnant);
    expect(isRemnant("entrat")).toEqual([true]);
    expect(isRemnant("backup")).toEqual([false]);
  });

  it("finds nothing in a text that names nothing", () => {
    expect(find("bon dia a tothom")).toEqual([]);
  });
});
