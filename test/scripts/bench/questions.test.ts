import { describe, expect, it } from "vitest";
import { endlessQuestions } from "../../../scripts/bench/questions.ts";

const questions = [
  "qui ens ajuda amb les còpies de seguretat",
  "com fem el padró per internet",
  "quins ajuts hi ha per a la fibra",
];

function take(count: number): string[] {
  const endless = endlessQuestions(questions);
  return Array.from({ length: count }, () => endless.next().value);
}

describe("endlessQuestions", () => {
  it("asks each question as it is first and differently later, in the same way each time", () => {
    const asked = take(30);
    expect(asked.slice(0, 3)).toEqual(questions);
    for (const later of asked.slice(3)) expect(questions).not.toContain(later);
    expect(new Set(asked.slice(3)).size).toBeGreaterThan(15);
    expect(take(30)).toEqual(asked);
  });

  it("refuses to go on for ever with nothing", () => {
    expect(() => endlessQuestions([]).next()).toThrow(RangeError);
  });
});
