import { type CheerioAPI, load } from "cheerio";
import fc from "fast-check";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import { headingsOf, ItemText } from "../../../adapters/web/item-text.tsx";
import type { Block } from "../../../src/agenda/item.ts";
import { parseMarkdown } from "../../../src/agenda/markdown.ts";
import type { Quote } from "../../../src/answer/quote.ts";

function render(blocks: readonly Block[], quote?: Quote): CheerioAPI {
  const headings = headingsOf(blocks);
  return load(renderToString(h(ItemText, { blocks, headings, quote })));
}

const rendered = (markdown: string) => render(parseMarkdown(markdown));

function paragraph(text: string): Block {
  return { kind: "paragraph", text };
}

/** A quote of the first block. */
function quoteOf(text: string, start: number, end: number): Quote {
  return { block: 0, start, end, text: text.slice(start, end), sentences: 1 };
}

function quoted(text: string, part: string): CheerioAPI {
  const start = text.indexOf(part);
  return render([paragraph(text)], quoteOf(text, start, start + part.length));
}

function linksIn($: CheerioAPI): (string | undefined)[] {
  return $("a")
    .toArray()
    .map((link) => $(link).attr("href"));
}

/** The element that each line of the text becomes: `ol>li:text`. */
function outline($: CheerioAPI): string[] {
  return $("body > *")
    .toArray()
    .flatMap((element) => {
      const items = $(element).children("li").toArray();
      return items.length === 0
        ? [`${element.tagName}:${$(element).text()}`]
        : items.map((item) => `${element.tagName}>li:${$(item).text()}`);
    });
}

describe("headingsOf", () => {
  it("gives thousands of headings of one name ids of their own, without looking through them all", () => {
    const heading = { kind: "heading", level: 2, text: "Votació" } as const;
    const blocks = Array.from({ length: 50_000 }, (_, at) =>
      at === 3 ? { ...heading, text: "Votació 2" } : heading,
    );
    const anchors = [...headingsOf(blocks).values()].map(({ anchor }) => anchor);

    expect(anchors.slice(0, 5)).toEqual([
      "votacio",
      "votacio-2",
      "votacio-3",
      "votacio-2-2",
      "votacio-4",
    ]);
    expect(new Set(anchors).size).toBe(blocks.length);
  });

  it.each(["Applies", "Cita", "Contingut"])("leaves the page's own id to the page: %s", (text) => {
    const [heading] = headingsOf([{ kind: "heading", level: 2, text }]).values();
    expect(heading?.anchor).toBe(`${text.toLowerCase()}-2`);
  });

  it("gives headings without letters a name, too", () => {
    const blocks = [1, 2].map(() => ({ kind: "heading", level: 2, text: "¿?" }) as const);
    const anchors = [...headingsOf(blocks).values()].map(({ anchor }) => anchor);
    expect(anchors).toEqual(["apartat", "apartat-2"]);
  });
});

describe("ItemText", () => {
  it("shows each block as what it is", () => {
    const $ = rendered(
      "Un.\n\n## Títol\n\n- a\n- b\n\n1. x\n2. y\n\n```\ncodi < 5\n```\n\n| A | B |\n|---|---|\n| 1 | 2 |\n",
    );

    expect(outline($).slice(0, 6)).toEqual([
      "p:Un.",
      "h2:Títol",
      "ul>li:a",
      "ul>li:b",
      "ol>li:x",
      "ol>li:y",
    ]);
    expect($("pre").text()).toBe("codi < 5");
    expect($("p.row").length).toBeGreaterThan(0);
  });

  it("keeps lists apart that begin anew, and the numbers that a list has", () => {
    const items = [1, 2, 1, 4, undefined, undefined].map(
      (ordinal): Block => ({
        kind: "list-item",
        text: "t",
        ...(ordinal === undefined ? {} : { ordinal }),
      }),
    );
    const $ = render([...items, paragraph("p"), { kind: "list-item", text: "t" }]);

    expect(
      $("body > *")
        .toArray()
        .map(({ tagName }) => tagName),
    ).toEqual(["ol", "ol", "ul", "p", "ul"]);
    expect(
      $("ol > li")
        .toArray()
        .map((item) => $(item).attr("value")),
    ).toEqual(["1", "2", "1", "4"]);
    expect($("ul > li[value]").length).toBe(0);
  });

  it.each([
    ["# A\n\n## B\n\n### C", [2, 3, 4]],
    ["### A\n\n### B", [2, 2]],
    ["## A\n\n##### B\n\n### C\n\n## D", [2, 3, 3, 2]],
    ["###### A\n\n# B", [2, 2]],
    ["# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F", [2, 3, 4, 5, 6, 6]],
  ])("skips no level of headings: %j", (markdown, levels) => {
    expect([...headingsOf(parseMarkdown(markdown)).values()].map(({ level }) => level)).toEqual(
      levels,
    );
    const $ = rendered(markdown);
    expect(
      $("h2,h3,h4,h5,h6")
        .toArray()
        .map(({ tagName }) => Number(tagName.slice(1))),
    ).toEqual(levels);
  });

  it("gives headings of any names ids of their own, that have no spaces", () => {
    const texts = [
      "Com fer-ho",
      "Com fer-ho",
      "cita",
      "Cita",
      "¿?",
      "…",
      "com fer-ho 2",
      "<b>",
      "🦆",
    ];
    const $ = render(texts.map((text) => ({ kind: "heading", level: 2, text })));
    const ids = $("h2")
      .toArray()
      .map((heading) => $(heading).attr("id") ?? "");

    expect(new Set(ids).size).toBe(texts.length);
    for (const id of ids) expect(id).toMatch(/^(?!cita$)\S+$/);
    expect(ids[0]).toBe("com-fer-ho");
  });

  it("makes addresses links, without the sign that ends the sentence", () => {
    const text =
      "Mireu https://a.example/x?y=1&z=2. O (https://b.example), «http://c.example/ç»; o HTTPS://d.example/!";
    const $ = render([paragraph(text)]);

    expect(linksIn($)).toEqual([
      "https://a.example/x?y=1&z=2",
      "https://b.example",
      "http://c.example/ç",
      "HTTPS://d.example/",
    ]);
    expect(
      $("a")
        .toArray()
        .map((link) => $(link).text()),
    ).toEqual(linksIn($));
    expect($("p").text()).toBe(text);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://a.example",
    "www.example.cat",
    "https://",
  ])("makes no link of %s", (text) => {
    expect(linksIn(render([paragraph(text)]))).toEqual([]);
  });

  it("lets no address end what stands around it", () => {
    const text = `https://a.example/"><script>alert(1)</script> i https://b.example/'onclick='x`;
    const $ = render([paragraph(text)]);

    expect($("script").length).toBe(0);
    expect($("p").text()).toBe(text);
    for (const link of $("a").toArray()) expect(Object.keys(link.attribs)).toEqual(["href"]);
  });

  it("marks a quote in its block only, though others say the same", () => {
    const blocks = [paragraph("Igual."), paragraph("Igual.")];
    const $ = render(blocks, { block: 1, start: 0, end: 6, text: "Igual.", sentences: 1 });

    expect($("mark").length).toBe(1);
    expect($("p").last().find("#cita").text()).toBe("Igual.");
  });

  it("marks a quote in a list, a heading, a row and code", () => {
    for (const kind of ["list-item", "code", "table-row"] as const) {
      const $ = render([{ kind, text: "Un text." }], quoteOf("Un text.", 3, 7));
      expect($("#cita").text()).toBe("text");
    }
  });

  it.each([
    ["before the quote", "https://a.example abans. Citat.", "Citat.", ["https://a.example"]],
    [
      "in the quote",
      "Abans. Citat https://a.example aquí.",
      "Citat https://a.example aquí.",
      ["https://a.example"],
    ],
    ["after the quote", "Citat. Després https://a.example.", "Citat.", ["https://a.example"]],
    ["as the quote", "Mireu https://a.example ara", "https://a.example", ["https://a.example"]],
    [
      "that the quote's end cuts in two",
      "Citat https://a.example/llarg",
      "Citat https://a.example/",
      [],
    ],
    [
      "that the quote's beginning cuts in two",
      "Mireu https://a.example/llarg",
      "example/llarg",
      [],
    ],
    [
      "on all sides",
      "https://a.example i https://b.example i https://c.example",
      "i https://b.example i",
      ["https://a.example", "https://b.example", "https://c.example"],
    ],
  ])("links an address %s", (_where, text, part, links) => {
    const $ = quoted(text, part);

    expect(linksIn($)).toEqual(links);
    expect($("#cita").text()).toBe(part);
    expect($("p").text()).toBe(text);
  });

  it("says exactly the text, and marks exactly the quote, for any text and any quote of it", () => {
    const piece = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.constantFrom(
        "https://a.example/x",
        "http://",
        "https://é.cat/(b)",
        ". ",
        "<b>",
        "&amp;",
        '"',
        "»",
        "\n",
        "  ",
        "🦆",
        "</mark>",
      ),
    );
    const texts = fc
      .array(piece, { minLength: 1, maxLength: 12 })
      .map((parts) => parts.join(""))
      // What no HTML page can say: these are read as something else.
      .filter((text) => text !== "" && !/[\0\r]/.test(text));
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (text, a, b) => {
        const [start = 0, end = 0] = [a % text.length, b % (text.length + 1)].sort((x, y) => x - y);
        const isWhole = (at: number) => !/[\udc00-\udfff]/.test(text[at] ?? "");
        fc.pre(start < end && isWhole(start) && isWhole(end));
        const $ = render([paragraph(text)], quoteOf(text, start, end));

        expect($("#cita").text()).toBe(text.slice(start, end));
        expect($("body > p").text()).toBe(text);
        expect($("body > p").find("*").not("a, mark").length).toBe(0);
        expect($("a a, a mark").length).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it("stays quick over a long text of what looks like addresses", () => {
    const text = "https://a.".repeat(20_000) + ")".repeat(20_000);
    const started = performance.now();
    render([paragraph(text)]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
