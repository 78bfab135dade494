import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer } from "../../../src/answer/answer.ts";
import { isLongList, shownIn, withShown } from "../../../src/answer/shown.ts";
import { translationOf, writtenIn, writtenLines } from "../../../src/answer/written.ts";
import { writtenWords } from "../../../src/answer/written-words.ts";
import { hostileAnswer } from "../../helpers/hostile-answers.ts";
import { answered, citation, written } from "../../helpers/made-answers.ts";
import { openPage, type Page, serveHere } from "./serve.ts";

/** What the assistant replies to everything. */
let reply: Answer = answered();
const served = serveHere(undefined, { assistant: () => ({ respond: async () => reply }) });

async function pageOf(answer: Answer): Promise<Page> {
  reply = answer;
  return openPage(`${served.base}/?q=prova`);
}

const textsOf = ({ $ }: Page, selector: string) =>
  $(selector)
    .toArray()
    .map((element) => $(element).text().replace(/\s+/gu, " ").trim());

const translation = { language: "es", text: "Haced copias.\nProbadlas." } as const;
const shown = [
  citation("1.1.1", { quote: "Una cosa." }),
  citation("1.1.1", { quote: "Una altra.", translation }),
  citation("1.1.2"),
];
const sentences = [
  { text: "Feu còpies.", citations: [1, 2] },
  { text: "<b>I proveu-les</b>.", citations: [2] },
];

describe("the chat page of what a language model wrote", () => {
  it("shows the paragraph with numbers that lead to their quotes, its label, and then the lead", async () => {
    const more = { sentences, isPartial: true, understoodAs: "còpies" };
    const answer = answered({ citations: shown, written: written(more) });
    const page = await pageOf(answer);
    const { $ } = page;
    const told = writtenIn(answer);
    expect(textsOf(page, ".written p")).toEqual([
      "Feu còpies. [2] [3] <b>I proveu-les</b>. [3]",
      "Les citacions no ho responen tot.",
      told?.label,
      "Ho hem cercat com a: còpies",
    ]);
    expect($(".written").next().is(".lead")).toBe(true);
    expect(textsOf(page, ".numbered > .mark")).toEqual(["[2]", "[3]"]);
    const quotes = $(".written .summary a")
      .toArray()
      .map((link) =>
        $($(link).attr("href") ?? "")
          .find("blockquote")
          .text(),
      );
    expect(quotes).toEqual(["Una altra.", "Feu còpies cada nit.", "Feu còpies cada nit."]);
    expect($("button.copy").attr("data-text")).toContain(told?.label);
  });

  it("shows a translation below its quote in its own language, in no quote", async () => {
    const page = await pageOf(
      answered({ language: "es", citations: shown, written: written({ sentences: [] }) }),
    );
    const { $ } = page;
    const translated = $(".translation");
    expect(translated.length).toBe(1);
    expect(textsOf(page, ".translation .by-model")).toEqual([writtenWords.es.translation]);
    expect(translated.find('p[lang="es"]').text()).toBe(translation.text);
    expect(translated.prev().text()).toBe("Una altra.");
    expect(translated.prev().attr("lang")).toBe("ca");
    expect(translated.closest("blockquote").length).toBe(0);
    expect($(".written .summary, .numbered").length).toBe(0);
    expect(textsOf(page, ".written p")).toHaveLength(1);
  });

  it("has nothing of it where no model took part", async () => {
    const { $ } = await pageOf(answered());
    expect($(".written, .translation, .numbered, .by-model").length).toBe(0);
  });

  it("makes nothing of what a model wrote, whatever that is", async () => {
    // Ids are read from UTF-8, which has no halves of characters.
    const distinct = hostileAnswer.map((answer) => ({
      ...withShown(answer, (all) =>
        all
          .slice(0, 12)
          .map((one) => ({ ...one, itemId: one.itemId.replace(/\p{Cs}/gu, "") || "x" })),
      ),
      question: "prova",
      suggestions: [],
    }));
    await fc.assert(
      fc.asyncProperty(distinct, async (answer) => {
        if (answer.kind === "failed") return;
        const page = await pageOf(answer as Answer);
        const { $ } = page;
        const told = writtenIn(answer as Answer);
        expect($(".written").length).toBe(told === undefined ? 0 : 1);
        expect($(".written :not(p, a), .translation :not(p)").length).toBe(0);
        for (const link of $(".written a").toArray())
          expect($(link).attr("href")).toMatch(/^#quote-[\w-]+-\d+$/);
        const expected = told === undefined ? [] : writtenLines(told);
        expect(textsOf(page, ".written p")).toEqual(expected.map((text) => text.trim()));
        const translated = isLongList(answer as Answer)
          ? []
          : shownIn(answer as Answer).flatMap((one) => translationOf(one) ?? []);
        expect($(".translation").length).toBe(translated.length);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
