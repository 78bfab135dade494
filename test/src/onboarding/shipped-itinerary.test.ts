import { beforeAll, describe, expect, it } from "vitest";
import { itineraryRoles } from "../../../src/agenda/step.ts";
import { isComplete, progressOf, stepsFor } from "../../../src/onboarding/itinerary.ts";
import { buildTimeoutMs, openAssistant } from "../answer/shipped.ts";
import { choicesOf, createRig, mainOf, partsOf } from "./rig.ts";

let index: Awaited<ReturnType<typeof openAssistant>>["index"];

beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

const sizes = [undefined, 80, 800, 3_000, 12_000, 35_000, 120_000];

describe("the itinerary that ships", () => {
  it("has some ten steps for every role in a council of every size, in the order of the stages", () => {
    const ranks = { week: 0, month: 1, quarter: 2 };
    for (const role of itineraryRoles) {
      for (const size of sizes) {
        const steps = stepsFor(index.itinerary, role, size);
        expect(steps.length, `${role}, ${size}`).toBeGreaterThanOrEqual(7);
        expect(steps.length, `${role}, ${size}`).toBeLessThanOrEqual(15);
        const stages = steps.map(({ stage }) => ranks[stage]);
        expect(stages).toEqual(stages.toSorted());
      }
    }
  });

  it("shows a verified quote of every item to be read", async () => {
    const rig = createRig(index);
    await rig.begin();
    for (const { id, items } of index.itinerary) {
      const sheet = await rig.press({ kind: "step", step: id });
      const quoted = partsOf(sheet, "quote").map(({ citation }) => citation.itemId);
      expect(quoted, id).toEqual(items);
      expect(sheet.parts.length, id).toBeLessThanOrEqual(13);
    }
  });

  it("proves every right option with the very quote of its question", async () => {
    const rig = createRig(index);
    await rig.begin();
    for (const { id, questions } of index.itinerary) {
      for (const [question, { right, quote, item }] of questions.entries()) {
        const sheet = await rig.press({ kind: "check", step: id, question, option: right });
        const [shown] = partsOf(sheet, "quote");
        expect(shown?.citation.itemId, `${id}:${question}`).toBe(item);
        expect(shown?.citation.quote, `${id}:${question}`).toContain(quote);
      }
    }
  });

  it("leads whoever presses what most people press to the end, all questions right", async () => {
    for (const role of itineraryRoles) {
      const rig = createRig(index);
      let sheet = await rig.begin({ role, population: "12000" });
      for (let presses = 0; presses < 200; presses += 1) {
        const main = mainOf(sheet);
        const journey = await rig.kept();
        if (journey !== undefined && isComplete(progressOf(index.itinerary, journey))) break;
        const question = choicesOf(sheet).find(({ wish }) => {
          if (wish.kind !== "check" || wish.option === undefined) return false;
          const step = index.itinerary.find(({ id }) => id === wish.step);
          return step?.questions[wish.question]?.right === wish.option;
        });
        const next = (question ?? main)?.wish;
        if (next?.kind !== "check" && next?.kind !== "step" && next?.kind !== "finish-step")
          throw new Error(`nothing leads on from ${sheet.title}`);
        sheet = await rig.press(next);
      }
      expect(sheet.title).toBe("Resum de l'itinerari d'inici");
    }
  });
});
