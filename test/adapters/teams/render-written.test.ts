import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { OutgoingActivity } from "../../../adapters/teams/activity.ts";
import { type RenderContext, renderAnswer } from "../../../adapters/teams/render-answer.ts";
import { renderAnswerDialog } from "../../../adapters/teams/render-dialog.ts";
import type { Answer } from "../../../src/answer/answer.ts";
import { shownIn } from "../../../src/answer/shown.ts";
import { writtenIn } from "../../../src/answer/written.ts";
import { writtenWords } from "../../../src/answer/written-words.ts";
import { languages } from "../../../src/language/language.ts";
import { hostileAnswer } from "../../helpers/hostile-answers.ts";
import { answered, citation, citations, written } from "../../helpers/made-answers.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../../src/answer/shipped.ts";
import { faultsInCard, faultsInMessage } from "./card-rules.ts";
import { cardOf, claimsOf, markdownOf, quotesIn, readAs, textsIn, within } from "./cards.ts";

let context: RenderContext;
beforeAll(async () => {
  const { index } = await openAssistant();
  context = { index, publicUrl, history: [] };
}, buildTimeoutMs);

const label =
  "Amb intel·ligència artificial (openai:model-1) s'ha escrit aquest resum: el que val són les citacions originals.";
const sentences = [
  { text: "1. Feu còpies i *proveu-les*.", citations: [0, 2] },
  { text: "Aviseu l'Agència.", citations: [1] },
];
const translation = { language: "es", text: "Haced copias.\n- Probadlas." } as const;

const paragraphsOf = ({ text }: OutgoingActivity) => markdownOf(text).children.map(readAs);
const isLabelled = ({ entities }: OutgoingActivity) =>
  JSON.stringify(entities ?? []).includes('"additionalType":["AIGeneratedContent"]');

describe("renderAnswer of what a language model wrote", () => {
  it("shows the paragraph first with the marks of its quotes, then what it is, then the lead", () => {
    const more = { sentences, isPartial: true, understoodAs: "còpies" };
    const answer = answered({ citations: citations(3), written: written(more) });
    const message = renderAnswer(answer, context);
    expect(faultsInMessage(message)).toEqual([]);
    expect(paragraphsOf(message).slice(0, 3)).toEqual([
      "1. Feu còpies i *proveu-les*. [1] [3] Aviseu l'Agència. [2]",
      `Les citacions no ho responen tot.\n${writtenIn(answer)?.label}\nHo hem cercat com a: còpies`,
      "Això diu:",
    ]);
    expect(quotesIn(message).map(({ mark }) => mark)).toEqual([1, 2, 3]);
    expect(claimsOf(message).map(({ position }) => position)).toEqual([1, 2, 3]);
    expect(isLabelled(message)).toBe(true);
  });

  it("marks sentences as their quotes are marked, where a number in brackets stands in a quote", () => {
    const shown = [citation("1.1.1", { quote: "Vegeu [1]." }), citation("1.1.2")];
    const more = { sentences: [{ text: "Vegeu [2].", citations: [0, 1] }] };
    const message = renderAnswer(answered({ citations: shown, written: written(more) }), context);
    expect(faultsInMessage(message)).toEqual([]);
    expect(paragraphsOf(message)[0]).toBe("Vegeu (2). [2] [3]");
    expect(quotesIn(message).map(({ mark }) => mark)).toEqual([2, 3]);
  });

  it("tells a notification and who listens what it is and what it says", () => {
    for (const language of languages) {
      const answer = { ...answered({ written: written(), suggestions: ["I ara?"] }), language };
      const message = renderAnswer(answer, context);
      const said = `${writtenWords[language].brief}: Cal fer còpies cada nit. Això diu:`;
      expect(message.summary?.startsWith(said)).toBe(true);
      expect(cardOf(message)?.speak).toBe(said);
    }
  });

  it("shows a translation below its quote, in no quote, and has Teams' own label then too", () => {
    const answer = answered({
      citations: [citation("1.1.1", { translation }), citation("1.1.2")],
      written: written({ sentences: [] }),
    });
    const message = renderAnswer(answer, context);
    expect(faultsInMessage(message)).toEqual([]);
    const blocks = markdownOf(message.text).children;
    const at = blocks.findIndex(({ type }) => type === "blockquote");
    expect(blocks.slice(at, at + 2).map(({ type }) => type)).toEqual(["blockquote", "paragraph"]);
    expect(paragraphsOf(message)[at + 1]).toBe(
      `${writtenWords.ca.translation}: Haced copias.\n- Probadlas.`,
    );
    expect(isLabelled(message)).toBe(true);
  });

  it("has Teams' own label where a model only put the question in other words, and else not", () => {
    const reworded = written({ sentences: [], understoodAs: "còpies" });
    expect(isLabelled(renderAnswer(answered({ written: reworded }), context))).toBe(true);
    expect(isLabelled(renderAnswer(answered(), context))).toBe(false);
  });

  it("leaves out marks and sentences whose quotes have no mark or no room", () => {
    const more = { sentences: [...sentences, { text: "Lluny.", citations: [25] }] };
    const answer = answered({ citations: citations(30), written: written(more) });
    expect(paragraphsOf(renderAnswer(answer, context))[0]).not.toContain("Lluny");
  });

  it("makes nothing of what a model wrote, whatever that is", () => {
    fc.assert(
      fc.property(hostileAnswer, (answer) => {
        const message = renderAnswer(answer, context);
        expect(faultsInMessage(message)).toEqual([]);
        const { written: _, ...without } = answer;
        const plain = renderAnswer(without as Answer, context);
        const addresses = ({ text }: OutgoingActivity) =>
          within(markdownOf(text), "link").map(({ url }) => url);
        // Where as much has room beside it, it leads to the same places.
        if (quotesIn(plain).length === quotesIn(message).length)
          expect(new Set(addresses(message))).toEqual(new Set(addresses(plain)));
        const told = writtenIn(answer)?.label;
        if (shownIn(answer).length > 1) return;
        expect(isLabelled(message)).toBe(told !== undefined);
        if (told === undefined) return;
        const seen = paragraphsOf(message).join("\n").replaceAll("\u2060", "");
        expect(seen).toContain(told.replaceAll("\u2060", "").trim());
      }),
      { numRuns: 200 },
    );
  }, 120_000);
});

describe("renderAnswerDialog of what a language model wrote", () => {
  it("shows the paragraph, its label, the numbers and the translations in the card and in its words", () => {
    const answer = answered({
      citations: [citation("1.1.1", { translation }), citation("1.1.2")],
      written: written({ isPartial: true }),
    });
    const dialog = renderAnswerDialog(answer);
    expect(faultsInCard(dialog)).toEqual([]);
    const texts = textsIn(dialog.content);
    const told = writtenIn(answer)?.label ?? "";
    expect(texts.slice(0, 4)).toEqual([
      "Cal fer còpies cada nit. [1]",
      "Les citacions no ho responen tot.",
      told,
      "Això diu:",
    ]);
    expect(texts).toContain("[1] 1.1.1 Acció 1.1.1");
    expect(texts).toContain("1.1.2 Acció 1.1.2");
    expect(texts).toContain("Haced copias. - Probadlas.");
    expect(dialog.content.speak).toContain(`${writtenWords.ca.brief}: Cal fer còpies cada nit.`);
    for (const words of [told, "Cal fer còpies cada nit. [1]", writtenWords.ca.translation])
      expect(dialog.content.fallbackText).toContain(words);
    expect(told).not.toBe(label);
  });

  it("is a card whatever an answer holds", () => {
    fc.assert(
      fc.property(hostileAnswer, (answer) => {
        const few = { ...answer, suggestions: [] };
        if (shownIn(few).length > 8) return;
        expect(faultsInCard(renderAnswerDialog(few))).toEqual([]);
      }),
    );
  }, 60_000);
});
