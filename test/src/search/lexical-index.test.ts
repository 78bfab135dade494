import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAnalyser } from "../../../src/language/analyse.ts";
import { createConceptMatcher } from "../../../src/language/concept-matcher.ts";
import { createLexicalBuilder, createLexicalIndex } from "../../../src/search/lexical-index.ts";

const analyse = createAnalyser(createConceptMatcher([]));

function indexOf(texts: readonly string[]) {
  const builder = createLexicalBuilder();
  for (const text of texts) builder.add([{ analysis: analyse(text), weight: 1 }]);
  return createLexicalIndex(builder.finish());
}

/** BM25 straight from its definition, as a share of the most that any text could reach. */
function slowly(question: string, texts: readonly string[]): number[] {
  const bags = texts.map((text) => analyse(text).words.map(({ stem }) => stem));
  const average = bags.reduce((sum, bag) => sum + bag.length, 0) / bags.length || 1;
  const terms = new Map<string, number>();
  for (const { stem } of analyse(question).words) terms.set(stem, (terms.get(stem) ?? 0) + 1);
  let bound = 0;
  const scores = bags.map(() => 0);
  for (const [term, count] of terms) {
    const having = bags.filter((bag) => bag.includes(term)).length;
    const weight = Math.min(count, 2) * Math.log(1 + (bags.length - having + 0.5) / (having + 0.5));
    bound += weight;
    bags.forEach((bag, at) => {
      const times = bag.filter((word) => word === term).length;
      const length = 1.2 * (1 - 0.75 + 0.75 * (bag.length / average));
      scores[at] = (scores[at] ?? 0) + (times === 0 ? 0 : (weight * times) / (times + length));
    });
  }
  return scores.map((score) => (bound === 0 ? 0 : score / bound));
}

const word = fc.constantFrom(
  "fibra",
  "xarxa",
  "aigua",
  "ordinador",
  "biblioteca",
  "ajuda",
  "tramit",
  "telefon",
);
const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((list) => list.join(" "));

describe("createLexicalIndex", () => {
  it("scores words as BM25 defined slowly does, but for rounding", () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), text, (texts, question) => {
        const quick = [...indexOf(texts).score(analyse(question)).byChannel.word];
        slowly(question, texts).forEach((score, at) => {
          expect(Math.abs((quick[at] ?? 0) - score)).toBeLessThan(0.006);
        });
      }),
    );
  });

  it("gives every channel a share between 0 and 1", () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), text, (texts, question) => {
        for (const scores of Object.values(indexOf(texts).score(analyse(question)).byChannel)) {
          for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
        }
      }),
    );
  });

  it("finds frames that are like a misspelt word, and only those", () => {
    const index = indexOf(["ciberseguretat municipal", "biblioteca pública"]);
    const [misspelt] = analyse("ciberseguertat").words;
    expect(misspelt).toBeDefined();
    if (misspelt === undefined) return;
    const [seguretat] = analyse("ciberseguretat").words;
    expect([...index.alike(misspelt).keys()]).toEqual([seguretat?.frame]);
  });

  it("answers for terms that it has never seen", () => {
    const index = indexOf(["fibra"]);
    expect(index.frequency("word", "zzz")).toBe(0);
    expect(index.idf("word", "zzz")).toBeGreaterThan(index.idf("word", "fibr"));
    expect([...index.score(analyse("zzz yyy")).byChannel.word]).toEqual([0]);
  });
});
