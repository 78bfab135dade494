import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TextPiece } from "../../../src/owners/report.ts";
import { comparePieces, wholePiece } from "../../../src/owners/text-pieces.ts";

const of = (kind: TextPiece["kind"], text: string): TextPiece => ({ kind, text });
const textWithout = (pieces: readonly TextPiece[], left: TextPiece["kind"]) =>
  pieces.flatMap(({ kind, text }) => (kind === left ? [] : text)).join("");
const ended = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");

describe("comparePieces", () => {
  it("tells words that came and went, and leaves the rest together", () => {
    expect(
      comparePieces(
        ["Feu una còpia cada nit.", "Guardeu-la fora de l'edifici."],
        ["Feu una còpia cada setmana.", "Guardeu-la fora de l'edifici."],
      ),
    ).toEqual([
      of("same", "Feu una còpia cada "),
      of("removed", "nit"),
      of("added", "setmana"),
      of("same", ".\nGuardeu-la fora de l'edifici.\n"),
    ]);
  });

  it("takes words as Catalan has them: with their apostrophes, middle dots and combined accents", () => {
    const changed = (before: string, after: string) =>
      comparePieces([`El text diu ${before} i prou.`], [`El text diu ${after} i prou.`])
        .filter(({ kind }) => kind !== "same")
        .map(({ text }) => text.trim());
    expect(changed("col·lecció", "col·leccions")).toEqual(["col·lecció", "col·leccions"]);
    expect(changed("d’una", "d’unes")).toEqual(["d’una", "d’unes"]);
    expect(changed("perque\u0300", "perque\u0301")).toEqual(["perque\u0300", "perque\u0301"]);
    expect(changed("👩‍👩‍👧", "👩‍👧")).toEqual(["👩‍👩‍👧", "👩‍👧"]);
  });

  it("tells lines that came and went", () => {
    expect(comparePieces(["u", "dos", "tres"], ["u", "tres", "quatre"])).toEqual([
      of("same", "u\n"),
      of("removed", "dos\n"),
      of("same", "tres\n"),
      of("added", "quatre\n"),
    ]);
    expect(comparePieces([], ["u"])).toEqual([of("added", "u\n")]);
    expect(comparePieces(["u"], [])).toEqual([of("removed", "u\n")]);
    expect(comparePieces([], [])).toEqual([]);
    expect(comparePieces(["u", "dos"], ["u", "dos"])).toEqual([of("same", "u\ndos\n")]);
  });

  it("tells texts that have little in common whole", () => {
    const [before, after] = [
      "El gat de la veïna dorm al sol.",
      "Un decret de la Generalitat ho mana.",
    ];
    expect(comparePieces([before], [after])).toEqual([
      of("removed", `${before}\n`),
      of("added", `${after}\n`),
    ]);
  });

  it("tells lines that are too long to be compared whole, between those that stayed", () => {
    const long = (word: string) => `${"paraula ".repeat(1_000)}${word} ${"paraula ".repeat(1_000)}`;
    expect(
      comparePieces(["abans", long("u"), "després"], ["abans", long("dos"), "després"]),
    ).toEqual([
      of("same", "abans\n"),
      of("removed", `${long("u")}\n`),
      of("added", `${long("dos")}\n`),
      of("same", "després\n"),
    ]);
  });

  it("gives up on texts of which too much is different, and tells them whole", () => {
    const lines = (word: string) => Array.from({ length: 3_000 }, (_, at) => `${word} ${at}`);
    expect(comparePieces(lines("u"), lines("dos"))).toEqual([
      ...wholePiece("removed", lines("u")),
      ...wholePiece("added", lines("dos")),
    ]);
  });

  it("looks at lines only in haste", () => {
    expect(comparePieces(["a", "cada nit"], ["a", "cada dia"], true)).toEqual([
      of("same", "a\n"),
      of("removed", "cada nit\n"),
      of("added", "cada dia\n"),
    ]);
  });

  it("gives back the text of today as it is, and the earlier one but for its spaces", () => {
    const word = fc.constantFrom(
      "la",
      "còpia",
      "d’una",
      "l·l",
      ".",
      ",",
      " ",
      "  ",
      "\t",
      "👩‍👧",
      "e\u0301",
      "x",
    );
    const line = fc.oneof(
      fc.array(word, { maxLength: 30 }).map((words) => words.join(" ")),
      fc.string({ unit: "grapheme", maxLength: 40 }),
    );
    const lines = fc.array(line, { maxLength: 8 });
    const bare = (text: string) => text.replaceAll(/\s+/gu, "");
    fc.assert(
      fc.property(lines, lines, fc.boolean(), (before, after, isInHaste) => {
        const pieces = comparePieces(before, after, isInHaste);
        expect(textWithout(pieces, "removed")).toBe(ended(after));
        expect(bare(textWithout(pieces, "added"))).toBe(bare(ended(before)));
        expect(pieces.every(({ text }) => text !== "")).toBe(true);
        for (const [at, { kind }] of pieces.entries()) expect(kind).not.toBe(pieces[at - 1]?.kind);
      }),
      { numRuns: 300 },
    );
  });
});
