import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeAnswerId,
  decodeAsk,
  decodeOpinion,
  encodeAsk,
  encodeOpinion,
} from "../../../adapters/slack/buttons.ts";
import { hostileAnswer, hostileText } from "../../helpers/hostile-answers.ts";

describe("decodeAsk", () => {
  it("reads what was written, within what a button carries", () => {
    fc.assert(
      fc.property(hostileText, fc.array(hostileText, { maxLength: 8 }), (question, history) => {
        const value = encodeAsk({ question, history, population: 800 });
        expect(value.length).toBeLessThanOrEqual(2_000);
        expect(decodeAsk(value)).toMatchObject({ population: 800 });
        const whole = JSON.stringify({ q: [...history, question], p: 800 });
        if (whole.length <= 2_000)
          expect(decodeAsk(value)).toEqual({ question, history, population: 800 });
      }),
    );
  });

  it.each([undefined, "", "{", "7", '{"q":[]}', '{"q":"a"}'])("finds nothing in %j", (value) => {
    expect(decodeAsk(value)).toBeUndefined();
  });
});

describe("decodeAnswerId", () => {
  it("reads the name of the answer that is shown again, beside the question", () => {
    fc.assert(
      fc.property(hostileText, fc.uuid(), (question, id) => {
        const value = encodeAsk({ question, history: [question, question] }, id);
        expect(value.length).toBeLessThanOrEqual(2_000);
        expect(decodeAnswerId(value)).toBe(id);
        expect(decodeAsk(value)).toBeDefined();
      }),
    );
  });

  it.each([undefined, "", "7", '{"q":["a"]}', '{"a":"../x"}', '{"a":7}'])(
    "finds none in %j",
    (value) => {
      expect(decodeAnswerId(value)).toBeUndefined();
    },
  );
});

describe("decodeOpinion", () => {
  it("reads what was written of any answer, which holds nothing that was asked or said", () => {
    fc.assert(
      fc.property(hostileAnswer, fc.boolean(), (answer, isPositive) => {
        const value = encodeOpinion(isPositive, answer);
        expect(value).toMatch(/^(?:positive|negative):[a-z]+:[a-z-]+$/);
        const about = `${answer.kind}:${answer.intent}`;
        expect(decodeOpinion(value)).toEqual({ isPositive, about });
      }),
    );
  });

  it("carries the name of the answer and its language", () => {
    fc.assert(
      fc.property(hostileAnswer, fc.boolean(), fc.uuid(), (answer, isPositive, id) => {
        const value = encodeOpinion(isPositive, answer, id);
        const { kind, intent, language } = answer;
        const about = `${kind}:${intent}`;
        expect(decodeOpinion(value)).toEqual({ isPositive, about, answer: id, language });
      }),
    );
  });

  it.each([
    "positive",
    "positive:answered",
    "positive:answered:",
    "positive:praised:search",
    "positive:answered:gossip",
    "positive:answered:search:more",
    "positive:answered:search:0f2a8ff0-58d4-4f04-9d2c-58b0b9c7a1d5",
    "positive:answered:search:0f2a8ff0-58d4-4f04-9d2c-58b0b9c7a1d5:fr",
    "positive:answered:search:0f2a8ff0-58d4-4f04-9d2c-58b0b9c7a1d5:ca:more",
    "positive:constructor:toString",
  ])("takes no label from %s", (value) => {
    expect(decodeOpinion(value)).toEqual({ isPositive: true, about: undefined });
  });

  it.each([undefined, "", "perhaps:answered:search", "Positive:answered:search"])(
    "finds no opinion in %j",
    (value) => {
      expect(decodeOpinion(value)).toBeUndefined();
    },
  );
});
