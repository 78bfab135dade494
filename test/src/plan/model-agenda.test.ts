import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { languages } from "../../../src/language/language.ts";
import { modelAgenda, startingPoints } from "../../../src/plan/model-agenda.ts";
import { quartersFrom } from "../../../src/plan/quarters.ts";
import type { PlanWish } from "../../../src/plan/serve-plan.ts";
import { planWords } from "../../../src/plan/words.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, frontMatters, isFor, openAssistant } from "../answer/shipped.ts";
import { choicesOf, mainOf, partsOf, textOf } from "../onboarding/rig.ts";
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
  modelAgenda(index.catalogue, { population, start }, startMs, "ca").actions;
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
        const [one, other] = [codesFor(small, start), codesFor(large, start)];
        const different = [
          ...one.filter((code) => !other.includes(code)),
          ...other.filter((code) => !one.includes(code)),
        ];
        expect(different.length, `${start} ${small} ${large}`).toBeGreaterThanOrEqual(3);
        // Of those who begin the law asks the same, whatever their size.
        if (start !== "none")
          expect(one.filter((code) => !other.includes(code)).length).toBeGreaterThanOrEqual(3);
      }
  });

  it("leads on: no starting point proposes again what one before it does", () => {
    for (const size of [300, ...sizes, 30_000, 1_650_000]) {
      const all = startingPoints.flatMap((start) => codesFor(size, start));
      expect(new Set(all).size, String(size)).toBe(all.length);
      const { done } = modelAgenda(
        index.catalogue,
        { population: size, start: "advanced" },
        startMs,
        "ca",
      );
      const before = [...codesFor(size, "none"), ...codesFor(size, "begun")];
      expect(done.map(({ id }) => id).sort()).toEqual(before.sort());
    }
  });

  it("asks fewer of the smallest, and other things of a town than of a city", () => {
    expect(codesFor(300, "none").length).toBeLessThan(codesFor(800, "none").length);
    expect(codesFor(5_001, "begun")).not.toEqual(codesFor(50_000, "begun"));
  });

  it.each(sizes)("begins for %d inhabitants with what the law asks and others need", (size) => {
    const agenda = agendaFor(size, "none");
    const first = agenda.filter(({ quarter }) => quarter === "2027-T1").map(({ item }) => item.id);
    expect(first).toEqual(expect.arrayContaining(["2.3.2", "2.3.3", "4.5.2"]));
    const codes = agenda.map(({ item }) => item.id);
    expect(codes).toEqual(
      expect.arrayContaining(["1.2.4", "1.5.1", "2.3.1", "4.5.3", "4.5.6", "3.2.1"]),
    );
    const duties = agenda.filter(({ item }) => item.applicability?.duty !== undefined);
    expect(duties.length).toBeGreaterThan(agenda.length / 2);
  });

  it("has a step of cybersecurity for everybody", () => {
    for (const size of sizes)
      for (const start of startingPoints)
        expect(codesFor(size, start).join(" "), `${size} ${start}`).toMatch(/\b2\.[34]\./);
  });

  it("proposes and dates nothing after its end", () => {
    const ended = index.catalogue
      .list("action")
      .filter(({ applicability }) => applicability?.ends !== undefined);
    expect(ended.map(({ id }) => id)).toEqual(expect.arrayContaining(["2.4.2", "4.4.3"]));
    for (const size of sizes)
      for (const start of startingPoints)
        for (const code of ended.map(({ id }) => id))
          expect(codesFor(size, start), code).not.toContain(code);
  });

  it("gives a city nothing that is of villages, and no village what it is told not to do alone", () => {
    const city = startingPoints.flatMap((start) => codesFor(80_000, start));
    for (const code of ["2.1.3", "3.2.3", "3.2.5", "3.4.1", "4.3.1", "4.3.2"])
      expect(city, code).not.toContain(code);
    const village = startingPoints.flatMap((start) => codesFor(800, start));
    for (const code of ["1.5.3", "1.6.1", "1.6.3", "2.3.4", "3.4.8"])
      expect(village, code).not.toContain(code);
  });

  it("gives each its own reason, with the law where there is one", () => {
    for (const start of startingPoints) {
      const agenda = agendaFor(8_000, start);
      const reasons = agenda.map(({ reason }) => reason);
      expect(new Set(reasons).size, start).toBeGreaterThanOrEqual(reasons.length - 2);
      for (const { item, reason } of agenda)
        if (item.applicability?.duty !== undefined)
          expect(reason).toContain(`: ${item.applicability.duty}.`);
    }
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
        for (const one of modelAgenda(index.catalogue, wish, startMs, language).actions) {
          const at = quarters.indexOf(one.quarter);
          const { horizon = "short" } = one.item.applicability ?? {};
          const [from, to] = { short: [1, 9], medium: [3, 9], long: [7, 9] }[horizon];
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
    const quarters = partsOf(proposal, "heading").map(({ text }) => text);
    expect(quarters[0]).toBe("1r trimestre de 2027");
    const lines = partsOf(proposal, "list").flatMap(({ items }) => items);
    expect(lines).toHaveLength(14);
    expect(lines.filter((line) => line.includes("(ja és al pla)"))).toHaveLength(1);
    expect(textOf(proposal)).toContain(planWords.ca.agenda.alreadyIn(1));
    const adopt = mainOf(proposal)?.wish;
    expect(adopt).toEqual({ kind: "adopt-model", fields });
    for (const [added, already] of [
      [13, 1],
      [0, 14],
    ] as const) {
      const sheet = await rig.press({ kind: "adopt-model", fields });
      expect(textOf(sheet)).toContain(planWords.ca.agenda.adopted(added, already));
    }
    const plan = await rig.plans.list("north");
    expect(plan).toHaveLength(14);
    expect(plan.every(({ status }) => status === "proposed")).toBe(true);
    expect(plan.filter(({ reason }) => reason !== undefined)).toHaveLength(13);
  });

  it("lets single actions be added, and offers nothing to adopt when all are in", async () => {
    const adding = choicesOf(await rig.press({ kind: "model", fields })).flatMap(({ wish }) =>
      wish.kind === "plan-add" ? [wish] : [],
    );
    expect(adding).toHaveLength(14);
    for (const wish of adding) await rig.press(wish);
    const proposal = await rig.press({ kind: "model", fields });
    expect(textOf(proposal)).toContain(planWords.ca.agenda.allIn);
    expect(mainOf(proposal)).toBeUndefined();
  });

  it("goes back to the form as it was filled in", async () => {
    const back = choicesOf(
      await rig.press({ kind: "model", fields: { ...fields, start: "begun" } }),
    )
      .map(({ wish }) => wish)
      .filter((wish): wish is PlanWish => wish.kind === "model" && "again" in wish.fields);
    expect(back).toHaveLength(1);
    for (const wish of back) {
      const [form] = partsOf(await rig.press(wish), "form");
      expect(form?.form.fields.map(({ value }) => value)).toEqual(["800", "begun"]);
    }
  });

  it("asks for the starting point of who only says how many they are", async () => {
    const [form] = partsOf(
      await rig.press({ kind: "model", fields: { population: "800" } }),
      "form",
    );
    expect(form?.form.fields.map(({ value, fault }) => [value, fault])).toEqual([
      ["800", undefined],
      ["none", undefined],
    ]);
  });

  it("tells who is further what it takes as done", async () => {
    const sheet = await rig.press({ kind: "model", fields: { population: "800", start: "begun" } });
    expect(textOf(sheet)).toMatch(/dona per fet.*2\.3\.3.*4\.5\.2/u);
    const starts = choicesOf(sheet).flatMap(({ wish }) =>
      wish.kind === "model" && !("again" in wish.fields) ? [wish.fields] : [],
    );
    expect(starts).toEqual([fields]);
  });
});
