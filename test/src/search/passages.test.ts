import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, KnowledgeItem } from "../../../src/agenda/item.ts";
import { passagesOf, passageText } from "../../../src/search/passages.ts";

const item = (
  blocks: readonly Block[],
  kind: KnowledgeItem["kind"] = "document",
): KnowledgeItem => ({
  id: "x",
  kind,
  title: "X",
  origin: "own",
  blocks,
  questions: [],
  references: [],
  related: [],
  sourcePath: "documents/x.md",
});

const words = (text: string) => text.split(/\s+/u).filter((word) => word !== "");
const sentence = fc
  .array(fc.constantFrom("aigua", "poble", "xarxa", "sensor", "carrer", "llum"), {
    minLength: 3,
    maxLength: 40,
  })
  .map((list) => `${list.join(" ")}.`);
const block: fc.Arbitrary<Block> = fc.oneof(
  fc
    .array(sentence, { minLength: 1, maxLength: 30 })
    .map((list): Block => ({ kind: "paragraph", text: list.join(" ") })),
  fc.constantFrom(2, 3).map((level): Block => ({ kind: "heading", level, text: "Un títol" })),
);

describe("passagesOf", () => {
  it("puts every word that is not a heading in exactly one passage, in order", () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 12 }), (blocks) => {
        const text = blocks.filter(({ kind }) => kind !== "heading").map((one) => one.text);
        fc.pre(text.length > 0);
        const whole = item(blocks);
        const found = passagesOf(whole).flatMap((passage) => words(passageText(whole, passage)));
        expect(found).toEqual(words(text.join(" ")));
      }),
    );
  });

  it("keeps passages of long texts short, at the end of a sentence", () => {
    const long = "Una frase de prova amb unes quantes paraules més. ".repeat(200).trim();
    const whole = item([{ kind: "paragraph", text: long }]);
    const passages = passagesOf(whole).map((passage) => passageText(whole, passage));
    expect(passages.length).toBeGreaterThan(3);
    for (const text of passages) {
      expect(words(text).length).toBeLessThanOrEqual(260);
      expect(text.endsWith(".")).toBe(true);
    }
  });

  it("keeps an action whole, whatever headings it has", () => {
    const blocks: Block[] = [
      { kind: "paragraph", text: "Feu còpies." },
      { kind: "heading", level: 2, text: "Com fer-ho" },
      { kind: "paragraph", text: "Compreu un disc." },
    ];
    expect(passagesOf(item(blocks, "action"))).toHaveLength(1);
  });
});
