import { describe, expect, it } from "vitest";
import { chatWords } from "../../../src/answer/chat-words.ts";
import { moreOf, nextQuestion, suggestionsOf } from "../../../src/answer/next-questions.ts";
import { words } from "../../../src/answer/words.ts";
import { languages } from "../../../src/language/language.ts";
import { answered, citations } from "../../helpers/made-answers.ts";

describe("suggestionsOf", () => {
  it("offers each question once, and no more than are read on a phone", () => {
    const suggestions = ["a", "b", "a", " ", "c", "d", "e", "f"];
    expect(suggestionsOf(answered({ suggestions }))).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("repeats below a long list none of its rows", () => {
    const list = answered({ suggestions: ["a"], citations: citations(6), intent: "list" });
    expect(suggestionsOf(list)).toEqual([]);
  });
});

describe("moreOf", () => {
  it("asks for more only where there is more", () => {
    expect(moreOf(answered({ further: 3 }))).toEqual([words.ca.suggestions.more]);
    expect(moreOf(answered())).toEqual([]);
  });
});

describe("nextQuestion", () => {
  const asked = { history: ["hola"], population: 800 };
  const lookup = "Acción 2.3.1: Tenir un pla";

  it("shows a code without its kind, and looks it up in the reader's language", () => {
    expect(nextQuestion(lookup, asked, "es")).toEqual({
      label: "2.3.1 Tenir un pla",
      ask: { question: "Acción 2.3.1", history: ["hola"], population: 800 },
    });
    const catalan = "Acció 2.3.1: Tenir un pla";
    expect(nextQuestion(catalan, asked, "ca").ask.question).toBe(catalan);
  });

  it("says an example in a few words, and asks it whole", () => {
    for (const language of languages) {
      const { examples } = words[language].suggestions;
      expect(chatWords[language].examples).toHaveLength(examples.length);
      examples.forEach((example, at) => {
        const { label, ask } = nextQuestion(example, { history: [] }, language);
        expect(label).toBe(chatWords[language].examples[at]);
        expect(ask).toEqual({ question: example, history: [] });
      });
    }
  });
});
