import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  blockquote,
  bold,
  escapeMarkdown,
  escapeWithin,
  italic,
  lines,
  link,
} from "../../../adapters/teams/markdown.ts";
import { isLinkable } from "../../../adapters/teams/text.ts";
import { clean, cutText, oneLine } from "../../../src/language/clean-text.ts";
import { hostileText } from "../../helpers/hostile-answers.ts";
import { nodesOf } from "../../helpers/nodes.ts";
import { markdownOf, readAs, spaced, within } from "./cards.ts";

const typesIn = (markdown: string) =>
  new Set(nodesOf(markdownOf(markdown)).flatMap(({ type }) => (type ? [type] : [])));

describe("escapeMarkdown", () => {
  it.each([
    ["Hola, què tal?", "Hola, què tal?"],
    ["**a** _b_ ~c~ `d`", "\\*\\*a\\*\\* \\_b\\_ \\~c\\~ \\`d\\`"],
    ["<at>Tothom</at>", "&lt;at&gt;Tothom&lt;/at&gt;"],
    ["&lt;b&gt;", "&amp;lt;b&amp;gt;"],
    ["vegeu [1]", "vegeu \\[1\\]"],
    ["text {amagat}", "text \\{amagat\\}"],
    ["- a", "\\- a"],
    ["12. a", "12\\. a"],
    ["2.3.1 Tenir", "2.3.1 Tenir"],
    ["a==b== c=d", "a\\=\\=b\\=\\= c=d"],
    ["a\n# b", "a \\# b"],
    ["a\u0000\u202Eb", "ab"],
  ])("writes %j so that it says just that", (text, markdown) => {
    expect(escapeMarkdown(text)).toBe(markdown);
  });

  it("leaves nothing that is markup, and the words as they were", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const markdown = escapeMarkdown(text);
        const types = [...typesIn(markdown)].filter((type) => type !== "paragraph");
        expect(types.sort()).toEqual(markdown === "" ? ["root"] : ["root", "text"]);
        expect(readAs(markdownOf(markdown))).toBe(oneLine(text));
        expect(markdown).not.toMatch(/<|\n/);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it("is marked as a whole and cut before it is escaped", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const cut = cutText(oneLine(text), 40);
        expect(readAs(markdownOf(escapeWithin(text, 40)))).toBe(cut);
        if (cut === "") return;
        expect(readAs(markdownOf(bold(escapeWithin(text, 40))))).toBe(cut);
        expect(within(markdownOf(bold(escapeWithin(text, 40))), "strong")).toHaveLength(1);
        expect(within(markdownOf(italic(escapeWithin(text, 40))), "emphasis")).toHaveLength(1);
      }),
    );
  }, 60_000);
});

describe("link", () => {
  it("says its words and leads to its address, or is words alone", () => {
    fc.assert(
      fc.property(
        hostileText,
        fc.oneof(hostileText, fc.webUrl({ withFragments: true, withQueryParameters: true })),
        (text, url) => {
          const root = markdownOf(link(text, url));
          const [found, ...others] = within(root, "link");
          expect(readAs(root)).toBe(oneLine(text) || "–");
          expect(others).toEqual([]);
          expect(found === undefined).toBe(!isLinkable(url));
          if (found !== undefined) expect(plainly(found.url)).toBe(plainly(url));
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);

  it("leads nowhere but to pages", () => {
    for (const url of ["javascript:alert(1)", "data:text/html,x", "", "https://", "/agenda"])
      expect(link("a", url)).toBe("a");
    expect(link("a", `https://a.example/${"b".repeat(2_100)}`)).toBe("a");
  });
});

describe("blockquote", () => {
  it("keeps the lines of a quote, with what belongs to it", () => {
    const quote = "Primera línia.\n\n  - segona\n1. tercera";
    expect(blockquote(quote, "**1.** ", " [1]")).toBe(
      "> **1.** Primera línia.  \n> \\- segona  \n> 1\\. tercera [1]",
    );
    expect(blockquote(" \n ", "", " [1]")).toBe("> – [1]");
  });

  it("links addresses to just what they say, without what ends the sentence", () => {
    const quote = "Vegeu https://a.example/b_c(d), i https://cut.example/x… i res més.";
    const links = within(markdownOf(blockquote(quote, "", "")), "link");
    expect(links.map(readAs)).toEqual(["https://a.example/b_c(d"]);
    expect(readAs(markdownOf(blockquote(quote, "", "")))).toBe(quote);
  });

  it("says a quote word for word, whatever is in it", () => {
    fc.assert(
      fc.property(hostileText, (quote) => {
        const root = markdownOf(blockquote(quote, "", ""));
        const types = typesIn(blockquote(quote, "", ""));
        for (const type of types)
          expect("root blockquote paragraph text break link".split(" ")).toContain(type);
        expect(root.children).toHaveLength(1);
        expect(spaced(readAs(root))).toBe(spaced(clean(quote)) || "–");
        for (const found of within(root, "link")) expect(isLinkable(readAs(found))).toBe(true);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

describe("lines", () => {
  it("breaks lines within a paragraph, without empty ones", () => {
    const root = markdownOf(lines("a", "", "b"));
    expect(readAs(root)).toBe("a\nb");
    expect(root.children).toHaveLength(1);
  });
});

/** An address as a server understands it. */
function plainly(url: string): string {
  try {
    return decodeURIComponent(new URL(url).href);
  } catch {
    return decodeURIComponent(url.replace(/%(?![\da-f]{2})/gi, "%25"));
  }
}
