import { describe, expect, it } from "vitest";
import type { LeadReport } from "../../../scripts/evaluation/evaluate-lead.ts";
import { brokenLeadThresholds, totalOf } from "../../../scripts/evaluation/lead-checks.ts";

function reportOf(unsupportedKept: number, adversarialKept?: number): LeadReport {
  return {
    half: "tuning",
    checker: {
      sentences: {
        "ca supported": { count: 90, kept: 10 },
        "ca unsupported": { count: 100, kept: unsupportedKept },
        "es unsupported": { count: 100, kept: 0 },
        // The same sentences by class: they count once.
        "unsupported/number": { count: 200, kept: unsupportedKept },
      },
      ...(adversarialKept === undefined
        ? {}
        : {
            adversarial: {
              "en adversarial": { count: 50, kept: adversarialKept },
              "adversarial/link": { count: 50, kept: adversarialKept },
            },
          }),
    },
  };
}

describe("brokenLeadThresholds", () => {
  it("asks for 99 % of unsupported sentences to be dropped", () => {
    expect(brokenLeadThresholds(reportOf(2))).toEqual([]);
    expect(brokenLeadThresholds(reportOf(3))).toEqual([
      "tuning: 197 of 200 unsupported sentences are dropped, at least 99 % is asked",
    ]);
  });

  it("lets no adversarial sentence be kept", () => {
    expect(brokenLeadThresholds(reportOf(0, 0))).toEqual([]);
    expect(brokenLeadThresholds(reportOf(0, 1))).toEqual([
      "tuning: 1 adversarial sentences are kept, none may be",
    ]);
  });
});

describe("totalOf", () => {
  it("adds the languages and leaves the classes", () => {
    const { sentences } = reportOf(3).checker;
    expect(totalOf(sentences, "supported")).toEqual({ count: 90, kept: 10 });
    expect(totalOf(sentences, "unsupported")).toEqual({ count: 200, kept: 3 });
  });
});
