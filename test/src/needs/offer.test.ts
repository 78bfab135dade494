import { expect, it } from "vitest";
import type { Answer } from "../../../src/answer/answer.ts";
import { isNeedOffered } from "../../../src/needs/offer.ts";
import { answered, citation, frame } from "../../helpers/made-answers.ts";

const abstained = { ...frame, lead: "", kind: "abstained", nearest: [] } as const;

it.each<[boolean, string, Answer]>([
  [true, "what the Agenda does not cover", { ...abstained, reason: "not-covered" }],
  [
    true,
    "what is only near",
    { ...frame, lead: "", kind: "suggested", citations: [citation("2.3.1")] },
  ],
  [false, "an answer", answered()],
  [false, "a code that does not exist", { ...abstained, reason: "no-such-item" }],
  [false, "nothing", { ...abstained, reason: "nothing-asked" }],
  [false, "a failure", { ...frame, lead: "", kind: "failed", cause: "x" }],
])("offers to record a need (%s) below %s", (isOffered, _what, answer) => {
  expect(isNeedOffered(answer)).toBe(isOffered);
});
