import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../../../src/agenda/markdown.ts";

const texts = (markdown: string) => parseMarkdown(markdown).map(({ text }) => text);
const word = fc.constantFrom(
  "casa",
  "pla",
  "l'atac",
  "Olot",
  "col·legi",
  "2026",
  "àrea",
  "día",
  "and",
);
const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(" "));

/** Inline Markdown and what a reader sees of it. */
const inline = fc
  .array(
    fc.tuple(
      words,
      fc.constantFrom<(text: string) => string>(
        (text) => text,
        (text) => `**${text}**`,
        (text) => `*${text}*`,
        (text) => `\`${text}\``,
        (text) => `[${text}](https://exemple.cat/a_b)`,
        (text) => `[**${text}**](https://exemple.cat "títol")`,
        (text) => `![${text}](imatge.png)`,
        (text) => `<u>${text}</u>`,
      ),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => ({
    source: parts.map(([text, wrap]) => wrap(text)).join(" "),
    seen: parts.map(([text]) => text).join(" "),
  }));

/** Block Markdown around inline Markdown, and what a reader sees of it. */
const block = fc
  .tuple(inline, fc.constantFrom("", "# ", "### ", "- ", "* ", "12. ", "> ", "> > - "))
  .map(([{ source, seen }, mark]) => ({ source: mark + source, seen: [seen] }));
const table = fc.array(fc.tuple(words, words), { minLength: 1, maxLength: 4 }).map((rows) => {
  const [head = "", ...body] = rows.map(([a, b]) => `| ${a} | ${b} |`);
  return {
    source: [head, "|---|:-:|", ...body].join("\n"),
    seen: rows.map(([a, b]) => `${a} · ${b}`),
  };
});

const plainCharacter = fc.constantFrom(..."aàeL·'’.,;:!?()\"/%€-=+#>0129 \n\n\t\r\u00a0".split(""));
const visible = (text: string) => text.replace(/\s/gu, "");

describe("parseMarkdown", () => {
  it("gives what a reader sees, without any of the marks", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(block, table), { minLength: 1, maxLength: 6 }), (blocks) => {
        // A comment between blocks keeps lists and quotes from running into one another.
        const source = blocks.map((each) => each.source).join("\n\n<!-- -->\n\n");
        expect(texts(source)).toEqual(blocks.flatMap((each) => each.seen));
      }),
      { numRuns: 300 },
    );
  });

  it("adds no character to those of the source, whatever the source is", () => {
    const marks = fc.constantFrom(..."*_`~#>|-+[]()!<>\\=:1.\n ab".split(""));
    fc.assert(
      fc.property(fc.string({ unit: marks, maxLength: 120 }), (source) => {
        const given = [...visible(source)];
        for (const { kind, text } of parseMarkdown(source)) {
          const seen = kind === "table-row" ? text.replaceAll(" · ", "") : text;
          for (const character of visible(seen)) {
            const at = given.indexOf(character);
            expect(at, `${character} of ${text}`).toBeGreaterThanOrEqual(0);
            given.splice(at, 1);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("reads plain text as the full parser does", () => {
    fc.assert(
      fc.property(fc.string({ unit: plainCharacter, maxLength: 80 }), (source) => {
        // A comment at the end asks for the full parser and shows nothing.
        const full = parseMarkdown(`${source}\n\n<!-- -->`);
        expect(parseMarkdown(source)).toEqual(full);
      }),
      { numRuns: 3_000 },
    );
  });

  it("keeps kinds, levels and numbers", () => {
    expect(parseMarkdown("## Com fer-ho\n\n3. U\n4. Dos\n\n- Tres\n\n```\na  b\n```")).toEqual([
      { kind: "heading", level: 2, text: "Com fer-ho" },
      { kind: "list-item", ordinal: 3, text: "U" },
      { kind: "list-item", ordinal: 4, text: "Dos" },
      { kind: "list-item", text: "Tres" },
      { kind: "code", text: "a b" },
    ]);
  });

  it("drops raw HTML and what cannot be seen", () => {
    expect(texts("<script>alert(1)</script>\n\nHo\u200bla <img src=x onerror=y>món\u202e")).toEqual(
      ["Hola món"],
    );
    expect(texts("a\0b")).toEqual(["a\uFFFDb"]);
  });

  it("finds nothing in an empty text", () => {
    expect(parseMarkdown(" \r\n\t\n")).toEqual([]);
  });

  const many = 20_000;
  it.each([
    ["quotes inside quotes", `${">".repeat(many)} fons`],
    ["lists inside lists on a line", `${"- ".repeat(many)}fons`],
    ["numbered lists inside lists", `${"1. ".repeat(many)}fons`],
    [
      "lists inside lists by their indentation",
      Array.from({ length: 500 }, (_, depth) => `${" ".repeat(2 * depth)}- fons`).join("\n"),
    ],
    ["emphasis inside emphasis", `${"*a **b ".repeat(4_000)}fons${"** *".repeat(4_000)}`],
    ["brackets that never close", `${"[".repeat(many)}fons`],
    ["tags that never close", `fons ${"<a ".repeat(many)}`],
    ["HTML inside HTML", `fons ${"<b>".repeat(many)}`],
  ])("survives %s", (_, source) => {
    expect(texts(source).join(" ")).toContain("fons");
  });

  it("survives a table of thousands of rows and one of thousands of columns", () => {
    const long = `| a | b |\n|---|---|\n${"| x | y |\n".repeat(8_000)}`;
    expect(parseMarkdown(long)).toHaveLength(8_001);
    const wide = `${"| a ".repeat(3_000)}|\n${"|---".repeat(3_000)}|`;
    expect(texts(wide)[0]?.split(" · ")).toHaveLength(3_000);
  });
});
