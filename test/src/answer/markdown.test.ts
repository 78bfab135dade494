import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, it } from "vitest";
import type { Answered, Citation } from "../../../src/answer/answer.ts";
import { toMarkdown } from "../../../src/answer/markdown.ts";
import { label, withShown } from "../../../src/answer/shown.ts";
import { words } from "../../../src/answer/words.ts";
import { hostileAnswer } from "../../helpers/hostile-answers.ts";

const url = "https://agenda.example/agenda/2.3.1?cita=0123456789#cita";

function citationOf(hostile: Partial<Citation>): Citation {
  return {
    itemId: "2.3.1",
    kind: "action",
    title: "Un títol",
    place: ["Un eix", "Un objectiu"],
    quote: "Una frase.",
    url,
    score: 1,
    origin: "own",
    sourcePath: "eixos/a.md",
    references: [],
    ...hostile,
  };
}

function answerOf(citations: readonly Citation[], more: Partial<Answered> = {}): Answered {
  return {
    kind: "answered",
    question: "què?",
    language: "ca",
    intent: "search",
    lead: "Això és el que hi ha:",
    notes: [],
    filters: {},
    suggestions: [],
    isForCouncil: false,
    durationMs: 1,
    citations,
    total: citations.length,
    offset: 0,
    further: 0,
    ...more,
  };
}

function nodesOf(node: Nodes): Nodes[] {
  return [node, ...("children" in node ? node.children.flatMap((child) => nodesOf(child)) : [])];
}

/** Text that a reader sees. */
function textOf(node: Nodes): string {
  if (node.type === "text") return node.value;
  return "children" in node ? node.children.map(textOf).join("") : "";
}

const hostileTexts = [
  "[prem aquí](https://evil.example)",
  "![foto](https://evil.example/x.png)",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<https://evil.example>",
  "[ref]: https://evil.example",
  "# Títol",
  "> cita",
  "- llista",
  "+ llista",
  "* llista",
  "1. llista",
  "1) llista",
  "--- ",
  "***",
  "___",
  "```codi```",
  "~~~",
  "`codi`",
  "**fort** i _suau_",
  "a\\[b](c)",
  "\\",
  "&lt;script&gt; &amp; &#60;b&#62;",
  "**",
  "](https://evil.example)",
  "fila | de | taula",
  "línia\n# una altra",
  "línia\n\n[x](y)",
  "línia\n===",
  "    codi sagnat",
];
const allowed = new Set([
  "root",
  "paragraph",
  "text",
  "strong",
  "blockquote",
  "link",
  "list",
  "listItem",
]);

function expectHarmless(markdown: string) {
  const nodes = nodesOf(fromMarkdown(markdown));
  expect(nodes.map(({ type }) => type).filter((type) => !allowed.has(type))).toEqual([]);
  for (const node of nodes) if (node.type === "link") expect(node.url).toBe(url);
}

describe("toMarkdown", () => {
  it.each(hostileTexts)("keeps «%s» text wherever it stands", (text) => {
    const answer = answerOf([citationOf({ title: text, place: [text, text], quote: text })], {
      lead: text,
      notes: [text],
    });
    const markdown = toMarkdown(answer);
    expectHarmless(markdown);
    const quoted = nodesOf(fromMarkdown(markdown)).find(({ type }) => type === "blockquote");
    const seen = (value: string) => value.replace(/\s+/g, " ").trim();
    expect(seen(quoted === undefined ? "" : textOf(quoted))).toBe(seen(text));
  });

  it.each(hostileTexts)("keeps «%s» text in the lines of a list", (text) => {
    const citations = Array.from({ length: 8 }, (_, at) =>
      citationOf({ itemId: `2.3.${at}`, title: text }),
    );
    const markdown = toMarkdown(
      answerOf(citations, { intent: "list", total: 20, further: 20 - citations.length }),
    );
    expectHarmless(markdown);
    const links = nodesOf(fromMarkdown(markdown)).filter(({ type }) => type === "link");
    expect(links).toHaveLength(8);
  });

  it("shows any quote as it is, in any text", () => {
    const piece = fc.oneof(fc.constantFrom(...hostileTexts), fc.lorem(), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), (pieces) => {
        // What is quoted is one line: the reader of the knowledge joins the lines of a block.
        const quote = pieces.join(" ").replace(/\s+/g, " ").trim();
        fc.pre(quote !== "");
        const markdown = toMarkdown(answerOf([citationOf({ quote, title: quote })]));
        expectHarmless(markdown);
        const quoted = nodesOf(fromMarkdown(markdown)).find(({ type }) => type === "blockquote");
        expect(quoted === undefined ? "" : textOf(quoted)).toBe(quote);
      }),
      { numRuns: 300 },
    );
  });

  it("keeps whatever a language model wrote text, and whatever stands around it", () => {
    fc.assert(
      fc.property(hostileAnswer, fc.array(fc.constantFrom(...hostileTexts)), (answer, texts) => {
        const sentences = texts.map((text) => ({ text, citations: [0] }));
        const written = { model: "m", sentences, isPartial: true, understoodAs: texts[0] ?? "" };
        const shown = withShown(answer, (all) => all.slice(0, 7).map((one) => ({ ...one, url })));
        for (const one of [shown, { ...shown, written }]) expectHarmless(toMarkdown(one));
      }),
      { numRuns: 100 },
    );
  });

  it("says what a language model wrote above all else, with the numbers of its quotes", () => {
    const translation = { language: "es", text: "Una [frase]." } as const;
    const written = {
      model: "openai:model-1",
      sentences: [{ text: "Cal *això*.", citations: [1] }],
      isPartial: false,
    };
    const markdown = toMarkdown(
      answerOf([citationOf({}), citationOf({ translation })], { written }),
    );
    const paragraphs = fromMarkdown(markdown).children.map(textOf);
    expect(paragraphs.slice(0, 3)).toEqual([
      "Cal *això*. [2]",
      "Amb intel·ligència artificial (openai:model-1) s'ha escrit aquest resum i s'han traduït citacions: el que val són les citacions originals.",
      "Això és el que hi ha:",
    ]);
    expect(paragraphs).toContain("[2] 2.3.1 Un títol");
    expect(paragraphs).toContain("2.3.1 Un títol");
    expect(paragraphs.at(-1)).toBe("Traducció automàtica, sense valor oficial: Una [frase].");
  });

  it("links each citation to its own address once and tells its origin", () => {
    const markdown = toMarkdown(answerOf([citationOf({}), citationOf({ origin: "official" })]));
    expect(markdown.split(`](${url})`)).toHaveLength(3);
    expect(markdown).toContain(words.ca.origins.own);
    expect(markdown).toContain(words.ca.origins.official);
  });

  it("shows every quote of one item, however many, and a follow-up's list as lines", () => {
    const steps = Array.from({ length: 8 }, (_, at) => citationOf({ quote: `Pas ${at}.` }));
    const shown = toMarkdown(answerOf(steps, { intent: "follow-up" }));
    for (const { quote } of steps) expect(shown).toContain(`> ${quote}`);
    const items = steps.map((step, at) => ({ ...step, itemId: `2.3.${at}` }));
    expect(toMarkdown(answerOf(items, { intent: "follow-up" }))).not.toContain("> ");
  });

  it("says how many items of a long list it does not show", () => {
    const citations = Array.from({ length: 8 }, (_, at) => citationOf({ itemId: `2.3.${at}` }));
    const markdown = toMarkdown(
      answerOf(citations, { intent: "list", total: 20, further: 20 - citations.length }),
    );
    expect(markdown).toContain("12 accions");
  });

  it("of a failure is its lead alone", () => {
    const { citations: _citations, total: _total, ...base } = answerOf([]);
    const failed = { ...base, kind: "failed", lead: "No puc.", cause: new Error("x") } as const;
    expect(toMarkdown(failed)).toBe("No puc.");
  });
});

describe("label", () => {
  it("has the code where there is one worth reading", () => {
    expect(label({ itemId: "2.3.1", kind: "action", title: "T" })).toBe("2.3.1 T");
    expect(label({ itemId: "aprovacio", kind: "page", title: "T" })).toBe("T");
  });
});
