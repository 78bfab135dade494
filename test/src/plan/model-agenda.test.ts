import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { languages } from "../../../src/language/language.ts";
import { modelAgenda, startingPoints } from "../../../src/plan/model-agenda.ts";
import { quartersFrom } from "../../../src/plan/quarters.ts";
import type { PlanWish } from "../../../src/plan/serve-plan.ts";
import { planWords } from "../../../src/plan/words.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, frontMatters, isFor, openAssistant } from "../answer/shipped.ts";
import { mainOf, partsOf, textOf } from "../onboarding/rig.ts";
import { createPlanRig, type PlanRig, startMs } from "./rig.ts";

let index: SearchIndex;
let rig: PlanRig;

beforeAll(async () => {
  index = (await openAssistant()).index;
}, buildTimeoutMs);
beforeEach(() => {
  rig = createPlanRig(index);
});

const sizes = [800, 8_000, 80_000];
const agendaFor = (population: number, start: (typeof startingPoints)[number]) =>
  modelAgenda(index.catalogue, { population, start }, startMs, "ca");
const codesFor = (population: number, start: (typeof startingPoints)[number]) =>
  agendaFor(population, start).map(({ item }) => item.id);

describe("modelAgenda", () => {
  it.each(sizes)(
    "for %d inhabitants covers all axes with 12 to 20 actions of that size",
    (size) => {
      const facts = new Map(
        frontMatters((name) => /^\d+\.\d+\.\d+/.test(name)).map((one) => [one.id, one]),
      );
      for (const start of startingPoints) {
        const codes = codesFor(size, start);
        expect(codes.length).toBeGreaterThanOrEqual(12);
        expect(codes.length).toBeLessThanOrEqual(20);
        expect(new Set(codes).size).toBe(codes.length);
        expect(new Set(codes.map((code) => code[0]))).toEqual(new Set(["1", "2", "3", "4"]));
        for (const code of codes) {
          const action = facts.get(code);
          expect(action && isFor(action, size), code).toBe(true);
        }
      }
    },
  );

  it("differs by size and by starting point, also in what is chosen", () => {
    for (const start of startingPoints)
      for (const [small, large] of [
        [800, 8_000],
        [8_000, 80_000],
        [800, 80_000],
      ] as const) {
        const other = new Set(codesFor(large, start));
        const own = codesFor(small, start).filter((code) => !other.has(code));
        expect(own.length, `${start} ${small} ${large}`).toBeGreaterThanOrEqual(2);
      }
    for (const size of sizes)
      expect(new Set(startingPoints.map((start) => codesFor(size, start).join())).size).toBe(3);
  });

  it("begins with what shows results soon, and asks no project of who has not begun", () => {
    for (const size of sizes) {
      const short = (start: (typeof startingPoints)[number]) =>
        agendaFor(size, start).filter(({ item }) => item.applicability?.horizon === "short").length;
      expect(short("none")).toBeGreaterThan(short("begun"));
    }
    for (const { item } of sizes.flatMap((size) => agendaFor(size, "none")))
      expect(item.applicability?.effort, item.id).not.toBe("high");
  });

  it("gives each a quarter that its horizon allows, and a reason in every language", () => {
    const quarters = quartersFrom(startMs, 10);
    for (const size of sizes)
      for (const language of languages) {
        const wish = { population: size, start: "begun" } as const;
        for (const one of modelAgenda(index.catalogue, wish, startMs, language)) {
          const at = quarters.indexOf(one.quarter);
          const { horizon = "short" } = one.item.applicability ?? {};
          const [from, to] = { short: [1, 2], medium: [3, 6], long: [7, 9] }[horizon];
          expect(at).toBeGreaterThanOrEqual(from ?? 0);
          expect(at).toBeLessThanOrEqual(to ?? 0);
          expect(one.reason).toMatch(/^\p{Lu}.{20,}\.$/u);
        }
      }
  });
});

describe("the wish for a model agenda", () => {
  const fields = { population: "800", start: "none" };

  it("asks with the council's population filled in", async () => {
    rig.population = 1_234;
    const [form] = partsOf(await rig.press({ kind: "model", fields: {} }), "form");
    expect(form?.form.fields.map(({ value }) => value)).toEqual(["1234", "none"]);
  });

  it.each([
    [{ population: "molts", start: "none" }, ["population"]],
    [{ population: "0", start: "none" }, ["population"]],
    [{ population: "99999999999", start: "none" }, ["population"]],
    [{ population: "800", start: "tomorrow" }, ["start"]],
    [{ start: "none" }, ["population"]],
    [{ population: "" }, ["population", "start"]],
  ])("refuses %j at its fields, asked or adopted", async (wrong, faulty) => {
    for (const kind of ["model", "adopt-model"] as const) {
      const [form] = partsOf(await rig.press({ kind, fields: wrong } as PlanWish), "form");
      const faults = form?.form.fields.filter(({ fault }) => fault !== undefined);
      expect(faults?.map(({ name }) => name)).toEqual(faulty);
    }
    expect(await rig.plans.list("north")).toEqual([]);
  });

  it("proposes, and adds all with one press, once", async () => {
    await rig.press({ kind: "plan-add", item: "2.4.1" });
    const proposal = await rig.press({ kind: "model", fields });
    expect(partsOf(proposal, "heading")).toHaveLength(4);
    expect(partsOf(proposal, "list").flatMap(({ items }) => items)).toHaveLength(12);
    expect(textOf(proposal)).toContain(planWords.ca.agenda.alreadyIn(1));
    const adopt = mainOf(proposal)?.wish;
    expect(adopt).toEqual({ kind: "adopt-model", fields });
    for (const [added, already] of [
      [11, 1],
      [0, 12],
    ] as const) {
      const sheet = await rig.press({ kind: "adopt-model", fields });
      expect(textOf(sheet)).toContain(planWords.ca.agenda.adopted(added, already));
    }
    const plan = await rig.plans.list("north");
    expect(plan).toHaveLength(12);
    expect(plan.every(({ status }) => status === "proposed")).toBe(true);
    expect(plan.filter(({ reason }) => reason !== undefined)).toHaveLength(11);
  });
});
