import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askOf, readAsk, type WrittenAsk, writeAsk } from "../../../src/answer/ask.ts";
import { maxHistory } from "../../../src/answer/inquiry.ts";
import { hostileText } from "../../helpers/hostile-answers.ts";

const within = (most: number) => (written: WrittenAsk) => JSON.stringify(written).length <= most;

describe("askOf", () => {
  it("leans on the last questions that the assistant reads", () => {
    const history = Array.from({ length: maxHistory + 2 }, (_, at) => `pregunta ${at}`);
    expect(askOf("i ara?", { history })).toEqual({
      question: "i ara?",
      history: history.slice(2),
    });
    expect(askOf("i ara?", { history: [], population: 800 })).toEqual({
      question: "i ara?",
      history: [],
      population: 800,
    });
  });
});

describe("writeAsk", () => {
  it("is read again as it was where it has room", () => {
    fc.assert(
      fc.property(hostileText, fc.array(hostileText, { maxLength: 8 }), (question, history) => {
        const ask = { question, history, population: 800 };
        expect(readAsk(writeAsk(ask, () => true))).toEqual(ask);
        const written = writeAsk(ask, within(2_000));
        expect(JSON.stringify(written).length).toBeLessThanOrEqual(2_000);
        expect(readAsk(written)).toMatchObject({ population: 800 });
      }),
    );
  });

  it("loses its oldest questions first, then the end of the longest, within no character", () => {
    const history = ["a".repeat(60), "b".repeat(60), "c".repeat(60)];
    const ask = { question: "i?", history };
    expect(writeAsk(ask, within(100)).q).toEqual(["c".repeat(60), "i?"]);
    expect(writeAsk(ask, within(60)).q).toEqual(["c".repeat(45), "i?"]);
    const [broom] = writeAsk({ question: "🧹".repeat(50), history: [] }, within(90)).q;
    expect(broom).toMatch(/^(?:🧹){20,45}$/u);
  });
});

describe("readAsk", () => {
  it("reads what is ours, whatever is beside it", () => {
    expect(readAsk({ q: ["a", "b"], more: 1 })).toEqual({ question: "b", history: ["a"] });
  });

  it.each([
    undefined,
    null,
    7,
    [],
    {},
    { q: [] },
    { q: "a" },
    { q: [1] },
    { q: ["a"], p: -1 },
    { q: ["a"], p: "800" },
    { q: Array.from({ length: 21 }, () => "a") },
  ])("finds nothing in %j", (written) => {
    expect(readAsk(written)).toBeUndefined();
  });
});
