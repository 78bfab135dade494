import { describe, expect, it } from "vitest";
import type { Step } from "../../../src/agenda/step.ts";
import { isComplete, progressOf, stepsFor } from "../../../src/onboarding/itinerary.ts";
import type { Journey } from "../../../src/onboarding/journey.ts";

const step = (id: string, more: Partial<Step> = {}): Step => ({
  id,
  title: id,
  stage: "week",
  order: 1,
  minutes: 30,
  population: {},
  roles: ["agent-digital"],
  items: ["2.3.1"],
  why: [],
  tasks: [],
  questions: [],
  sourcePath: `itinerari/${id}.md`,
  ...more,
});
const idsOf = (steps: readonly Step[]) => steps.map(({ id }) => id);
const journey = (more: Partial<Journey> = {}): Journey => ({
  role: "agent-digital",
  language: "ca",
  startedAtMs: 0,
  done: {},
  checks: {},
  version: 1,
  ...more,
});

describe("stepsFor", () => {
  const itinerary = [
    step("all"),
    step("small", { population: { max: 5_000 } }),
    step("large", { population: { min: 5_001 } }),
    step("mayor", { roles: ["alcaldia", "secretaria"] }),
  ];

  it("gives the steps of the role and the size, both ends included, in order", () => {
    expect(idsOf(stepsFor(itinerary, "agent-digital", 5_000))).toEqual(["all", "small"]);
    expect(idsOf(stepsFor(itinerary, "agent-digital", 5_001))).toEqual(["all", "large"]);
    expect(idsOf(stepsFor(itinerary, "secretaria", 5_001))).toEqual(["mayor"]);
  });

  it("gives those of a small council when the size is not known", () => {
    expect(idsOf(stepsFor(itinerary, "agent-digital"))).toEqual(["all", "small"]);
  });
});

describe("progressOf", () => {
  const itinerary = [step("a"), step("b")];

  it("counts the steps that there are now", () => {
    const progress = progressOf(itinerary, journey({ done: { a: 1, gone: 2 } }));
    expect(idsOf(progress.done)).toEqual(["a"]);
    expect(progress.current?.id).toBe("b");
    expect(isComplete(progress)).toBe(false);
    expect(isComplete(progressOf(itinerary, journey({ done: { a: 1, b: 1 } })))).toBe(true);
  });

  it("is not complete where there is nothing to do", () => {
    expect(isComplete(progressOf([], journey()))).toBe(false);
  });
});
