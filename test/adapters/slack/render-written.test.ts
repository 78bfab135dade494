import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type RenderContext, renderAnswer } from "../../../adapters/slack/render-answer.ts";
import { escapeText } from "../../../adapters/slack/rich-text.ts";
import { slackWords } from "../../../adapters/slack/words.ts";
import type { Answer } from "../../../src/answer/answer.ts";
import { shownIn } from "../../../src/answer/shown.ts";
import { paragraphText, writtenIn } from "../../../src/answer/written.ts";
import { writtenWords } from "../../../src/answer/written-words.ts";
import { clean, oneLine } from "../../../src/language/clean-text.ts";
import { hostileAnswer } from "../../helpers/hostile-answers.ts";
import { answered, citation, citations, written } from "../../helpers/made-answers.ts";
import { nodesOf } from "../../helpers/nodes.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../../src/answer/shipped.ts";
import { faultsInMessage } from "./block-kit.ts";
import { addressesOf, textsOf } from "./reading.ts";

let context: RenderContext;
beforeAll(async () => {
  const { index } = await openAssistant();
  context = { index, publicUrl, history: [] };
}, buildTimeoutMs);

const label =
  "Amb intel·ligència artificial (openai:model-1) s'ha escrit aquest resum: el que val són les citacions originals.";
const sentences = [
  { text: "Feu còpies i proveu-les.", citations: [0, 2] },
  { text: "Aviseu l'Agència.", citations: [1] },
];
const translation = { language: "es", text: "Haced copias cada noche." } as const;

const saysModel = /intel·ligència artificial|inteligencia artificial|Artificial intelligence/;

const quotesOf = (answer: Answer) =>
  nodesOf(renderAnswer(answer, context).blocks)
    .filter(({ type }) => type === "rich_text_quote")
    .map((quote) =>
      textsOf(quote)
        .map((text) => text.trim())
        .filter((text) => text !== ""),
    );

describe("renderAnswer of what a language model wrote", () => {
  it("shows the paragraph first, then what it is, then the lead and the quotes with their numbers", () => {
    const more = { sentences, isPartial: true, understoodAs: "còpies" };
    const answer = answered({ citations: citations(4), written: written(more) });
    const message = renderAnswer(answer, context);
    expect(faultsInMessage(message)).toEqual([]);
    const lines = [
      "Feu còpies i proveu-les. [1] [3] Aviseu l'Agència. [2]",
      "Les citacions no ho responen tot.",
      writtenIn(answer)?.label,
      "Ho hem cercat com a: còpies",
      "Això diu:",
    ];
    expect(textsOf(message.blocks).slice(0, 5)).toEqual(lines);
    const [read = "", lead] = message.text.split("\n\n");
    expect([...read.split("\n"), lead]).toEqual(lines);
    const { link } = slackWords.ca;
    expect(quotesOf(answer)).toEqual([
      ["Feu còpies cada nit.", "[1]", link],
      ["Feu còpies cada nit.", "[2]", link],
      ["Feu còpies cada nit.", "[3]", link],
      ["Feu còpies cada nit.", link],
    ]);
  });

  it("says what a button asked before all of it", () => {
    const answer = answered({ written: written() });
    const { blocks, text } = renderAnswer(answer, { ...context, pressed: { by: "U123" } });
    expect(textsOf(blocks).slice(0, 2)).toEqual([
      "<@U123> ha demanat: «què?»",
      "Cal fer còpies cada nit. [1]",
    ]);
    expect(text.split("\n").slice(0, 3)).toEqual(["«què?»", "Cal fer còpies cada nit. [1]", label]);
  });

  it("shows a translation below its quote, in no quote and in no quotation marks", () => {
    const shown = [
      citation("1.1.1", { translation }),
      citation("1.1.1", { quote: "I proveu-les." }),
    ];
    const answer = answered({ citations: shown, written: written({ sentences: [] }) });
    const { blocks, text } = renderAnswer(answer, context);
    const elements = nodesOf(blocks).filter(({ type }) =>
      ["rich_text_quote", "rich_text_section"].includes(String(type)),
    );
    const translated = elements.findIndex((one) => textsOf(one).includes(translation.text));
    expect(elements[translated]?.["type"]).toBe("rich_text_section");
    expect(textsOf(elements[translated])[0]).toBe(`${writtenWords.ca.translation}: `);
    expect(textsOf(elements[translated - 1])[0]).toBe("Feu còpies cada nit.");
    expect(textsOf(elements[translated + 1])[0]).toBe("I proveu-les.");
    expect(text).toContain(`\n${writtenWords.ca.translation}: ${translation.text}`);
  });

  it("leaves out numbers and sentences whose quotes have no room", () => {
    const many = citations(60, { quote: "x".repeat(700) });
    const both = [
      ...sentences,
      { text: "Lluny.", citations: [59] },
      { text: "I més.", citations: [0, 58] },
    ];
    const answer = answered({ citations: many, written: written({ sentences: both }) });
    const { blocks, text } = renderAnswer(answer, context);
    const paragraph = "Feu còpies i proveu-les. [1] [3] Aviseu l'Agència. [2] I més. [1]";
    expect(textsOf(blocks)[0]).toBe(paragraph);
    expect(text.startsWith(`${paragraph}\n`)).toBe(true);
  });

  it("makes nothing of what a model wrote, and always says that it was one", () => {
    fc.assert(
      fc.property(hostileAnswer, (answer) => {
        const message = renderAnswer(answer, context);
        expect(faultsInMessage(message)).toEqual([]);
        // The same without it leads to the same places, to more or fewer of what is cited.
        const { written: _, ...without } = answer;
        const before = new Set(addressesOf(renderAnswer(without as Answer, context).blocks));
        for (const { url } of shownIn(answer)) before.add(url);
        for (const url of addressesOf(message.blocks)) expect(before).toContain(url);
        expect(message.text).not.toMatch(/<[!@#]/);
        const texts = textsOf(message.blocks);
        const [told, paragraph] = wordsOf(answer);
        if (shownIn(answer).length < 2 && told !== undefined) {
          expect(texts).toContain(oneLine(told));
          if (paragraph !== "") expect(texts).toContain(paragraph);
        }
        if (paragraph && message.text.includes(escapeText(clean(paragraph))))
          expect(message.text).toMatch(saysModel);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});

/** The label and the paragraph of an answer. */
function wordsOf(answer: Answer): readonly (string | undefined)[] {
  const shown = writtenIn(answer);
  return shown === undefined ? [] : [shown.label, paragraphText(shown)];
}
