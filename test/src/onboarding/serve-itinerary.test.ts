import { beforeEach, describe, expect, it } from "vitest";
import { isVerified } from "../../../src/answer/verify.ts";
import type { ItineraryWish } from "../../../src/onboarding/serve-itinerary.ts";
import { onboardingWords } from "../../../src/onboarding/words.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { createJourneyStoreFake } from "../../helpers/journey-store-fake.ts";
import { smallItinerary } from "../../helpers/small-itinerary.ts";
import { knowledgeFolder } from "../../helpers/small-knowledge.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../answer/shipped.ts";
import { choicesOf, createRig, dayMs, mainOf, partsOf, type Rig, startMs, textOf } from "./rig.ts";

let index: SearchIndex;
let rig: Rig;

beforeEach(async () => {
  // Not once before all: a folder for a test is removed when a test ends.
  index ??= (await openAssistant(await knowledgeFolder(smallItinerary))).index;
  rig = createRig(index);
}, buildTimeoutMs);

const kinds = (wishes: readonly { readonly wish: { readonly kind: string } }[]) =>
  wishes.map(({ wish }) => wish.kind);
const labelOf = async (wish: ItineraryWish) => partsOf(await rig.press(wish), "progress")[0]?.label;
const itinerary: ItineraryWish = { kind: "itinerary" };
const finish = (step: string): ItineraryWish => ({ kind: "finish-step", step });
const choose = (question: number, option: number, step = "pla"): ItineraryWish => ({
  kind: "check",
  step,
  question,
  option,
});

describe("serveItinerary for who has not begun", () => {
  it.each<ItineraryWish>([
    itinerary,
    { kind: "step", step: "pla" },
    choose(0, 0),
    finish("pla"),
    { kind: "reminders", wanted: true },
    { kind: "summary" },
    { kind: "restart", isSure: false },
    { kind: "begin", fields: {} },
  ])("explains and asks, and keeps nothing: $kind", async (wish) => {
    rig.population = 1_234;
    rig.place = "dm";
    const sheet = await rig.press(wish);
    expect(textOf(sheet)).toMatch(/3 passos[\s\S]*proposta d'aquest assistent, no un text oficial/);
    const [{ form } = { form: undefined }] = partsOf(sheet, "form");
    expect(form?.wish.kind).toBe("begin");
    expect(form?.fields.map(({ name, value }) => [name, value])).toEqual([
      ["role", "agent-digital"],
      ["population", "1234"],
    ]);
    expect(form?.fields[0]?.options).toHaveLength(3);
    expect(await rig.kept()).toBeUndefined();
  });

  it.each([
    ["0", "population"],
    ["99999999999", "population"],
    ["molts", "population"],
    ["-5", "population"],
    ["800,5", "population"],
  ])("shows the form again for a population of %s, and keeps nothing", async (population, name) => {
    const sheet = await rig.begin({ role: "alcaldia", population });
    const [{ form } = { form: undefined }] = partsOf(sheet, "form");
    expect(form?.fields.map(({ value }) => value)).toEqual(["alcaldia", population]);
    expect(form?.fields.filter(({ fault }) => fault !== undefined)).toMatchObject([{ name }]);
    expect(await rig.kept()).toBeUndefined();
  });

  it("shows the fault of a role that there is not", async () => {
    const [{ form } = { form: undefined }] = partsOf(await rig.begin({ role: "rei" }), "form");
    expect(form?.fields[0]).toMatchObject({ value: "agent-digital", fault: expect.any(String) });
    expect(await rig.kept()).toBeUndefined();
  });

  it("begins with the first step, the population left out or written as people do", async () => {
    const sheet = await rig.begin({ role: "agent-digital", population: " 1.200 habitants " });
    expect(sheet.title).toBe("Escriure el pla");
    expect(await rig.kept()).toMatchObject({ population: 1_200, startedAtMs: startMs, done: {} });
    await rig.press({ kind: "restart", isSure: true });
    await rig.begin({ role: "secretaria", population: "" });
    expect(await rig.kept()).not.toHaveProperty("population");
  });

  it("says where there is no itinerary, and to who is not known that nothing can be kept", async () => {
    expect(textOf(await rig.press(itinerary, ""))).toMatch(/no sé qui sou/);
    const fields = { role: "alcaldia" };
    expect((await rig.press({ kind: "begin", fields }, "")).parts).toHaveLength(1);
    rig.index = { ...index, itinerary: [] };
    expect(textOf(await rig.begin())).toMatch(/no hi ha cap itinerari/);
    expect(await rig.kept()).toBeUndefined();
  });
});

describe("serveItinerary for who has begun", () => {
  beforeEach(() => rig.begin());

  it("shows how far one is, how to go on, and every step by stage to be opened in any order", async () => {
    await rig.press(finish("pla"));
    const sheet = await rig.press(itinerary);
    expect(partsOf(sheet, "progress")).toMatchObject([
      {
        label: "1 de 3 passos fet",
        steps: [{ state: "done", axis: "2" }, { state: "current" }, { state: "open" }],
      },
    ]);
    expect(partsOf(sheet, "heading").map(({ text }) => text)).toEqual([
      "Primera setmana",
      "Primer mes",
      "Primer trimestre",
    ]);
    expect(mainOf(sheet)?.wish).toEqual({ kind: "step", step: "copies" });
    const [next, ...stages] = partsOf(sheet, "choices").map(({ choices }) => choices);
    expect(kinds(next ?? [])).toEqual(["step", "summary", "begin", "restart"]);
    expect(stages.flat().map(({ wish }) => wish)).toEqual([
      { kind: "step", step: "pla" },
      { kind: "step", step: "copies" },
      { kind: "step", step: "agenda" },
    ]);
    expect(stages.flat().map(({ label }) => label.slice(0, 1))).toEqual(["✓", "○", "○"]);
  });

  it("offers reminders only where the person can be written to", async () => {
    rig.place = "dm";
    expect(kinds(choicesOf(await rig.press(itinerary)))).toContain("reminders");
  });

  it("shows a step: why, tasks, and a verified quote of each item", async () => {
    const sheet = await rig.press({ kind: "step", step: "pla" });
    expect(textOf(sheet)).toBe(`Perquè cal.\n${onboardingWords.ca.ours}`);
    expect(partsOf(sheet, "list")).toEqual([
      { kind: "list", items: ["Llegiu el pla.", "Deseu-lo."], isNumbered: true },
    ]);
    const citations = partsOf(sheet, "quote").map(({ citation }) => citation);
    expect(citations.map(({ itemId }) => itemId)).toEqual(["2.3.1", "2.3.2"]);
    for (const citation of citations) expect(isVerified(citation, index, publicUrl)).toBe(true);
    expect(mainOf(sheet)?.wish).toEqual({ kind: "check", step: "pla", question: 0 });
    expect(kinds(choicesOf(sheet))).toEqual(["check", "finish-step", "itinerary"]);
  });

  it("says that a step no longer exists, and keeps what is done", async () => {
    await rig.press(finish("pla"));
    rig.index = { ...index, itinerary: index.itinerary.slice(1) };
    for (const wish of [{ kind: "step", step: "pla" }, finish("pla"), choose(0, 0)] as const) {
      const sheet = await rig.press(wish);
      expect(textOf(sheet)).toMatch(/ja no existeix/);
      expect(kinds(choicesOf(sheet))).toEqual(["itinerary"]);
    }
    expect(await labelOf(itinerary)).toBe("0 de 2 passos fets");
    expect(Object.keys((await rig.kept())?.done ?? {})).toEqual(["pla"]);
    rig.index = index;
    expect(await labelOf(itinerary)).toBe("1 de 3 passos fet");
  });

  it("asks a question, each option a choice", async () => {
    const sheet = await rig.press({ kind: "check", step: "pla", question: 1 });
    expect(textOf(sheet)).toBe("Quan es fa la còpia?");
    const answers = choicesOf(sheet).filter(({ wish }) => wish.kind === "check");
    expect(answers.map(({ label }) => label)).toEqual(["Cada any", "Cada mes", "Cada nit"]);
    expect(answers.map(({ wish }) => wish)).toEqual([choose(1, 0), choose(1, 1), choose(1, 2)]);
  });

  it("tells whether it was right, and why, with the sentence that says so", async () => {
    const right = await rig.press(choose(1, 2));
    expect(partsOf(right, "text")[1]).toMatchObject({ tone: "good" });
    expect(partsOf(right, "quote")[0]?.citation.quote).toBe(
      "Feu una còpia de les dades cada nit i proveu de recuperar-la.",
    );
    expect(mainOf(right)?.wish).toEqual(finish("pla"));
    const wrong = await rig.press(choose(0, 1));
    expect(partsOf(wrong, "text")[1]).toMatchObject({ tone: "warning" });
    expect(mainOf(wrong)?.wish).toEqual({ kind: "check", step: "pla", question: 0 });
    expect(kinds(choicesOf(wrong))).toEqual(["check", "check", "step"]);
  });

  it("shows no quote that no quote of the item holds whole", async () => {
    const itinerary = index.itinerary.map((step) => ({
      ...step,
      questions: step.questions.map((question) => ({ ...question, quote: "No ho diu enlloc." })),
    }));
    rig.index = { ...index, itinerary };
    const sheet = await rig.press(choose(0, 0));
    expect(partsOf(sheet, "quote")).toEqual([]);
    expect(textOf(sheet)).toMatch(/El pla ho deixa escrit/);
  });

  it("remembers the first choice, and counts a press that comes twice once", async () => {
    const checks = async () => (await rig.kept())?.checks["pla:1"];
    for (const option of [0, 0]) await rig.press(choose(1, option));
    expect(await checks()).toEqual({ option: 0, isRight: false, tries: 1, isSolved: false });
    for (const option of [1, 1, 0]) await rig.press(choose(1, option));
    expect(await checks()).toEqual({ option: 0, isRight: false, tries: 2, isSolved: false });
    for (const option of [2, 2, 0]) await rig.press(choose(1, option));
    expect(await checks()).toEqual({ option: 0, isRight: false, tries: 3, isSolved: true });
  });

  it("says that a question has changed, and keeps nothing", async () => {
    const before = await rig.kept();
    for (const wish of [choose(2, 0), choose(0, 2), { ...choose(7, 0), option: undefined }])
      expect(textOf(await rig.press(wish as ItineraryWish))).toMatch(/ha canviat/);
    expect(await rig.kept()).toEqual(before);
  });

  it("goes on with the first question that is not solved, then offers to finish", async () => {
    const step: ItineraryWish = { kind: "step", step: "pla" };
    await rig.press(choose(0, 0));
    expect(mainOf(await rig.press(step))?.wish).toMatchObject({ kind: "check", question: 1 });
    await rig.press(choose(1, 2));
    expect(mainOf(await rig.press(step))?.wish).toEqual(finish("pla"));
  });

  it("keeps the day of a step when it is finished twice, and leads to the next", async () => {
    const first = await rig.press(finish("pla"));
    rig.nowMs += dayMs;
    const second = await rig.press(finish("pla"));
    expect((await rig.kept())?.done).toEqual({ pla: startMs });
    for (const sheet of [first, second]) {
      expect(sheet.title).toMatch(/^Fer còpies/);
      expect(textOf(sheet)).toMatch(/^Pas fet: Escriure el pla\./);
    }
    expect(textOf(await rig.press({ kind: "step", step: "pla" }))).toMatch(
      /el 23 de novembre (?:de|del) 2026/,
    );
  });

  it("ends with the summary: what was done and when, and no more than the person said", async () => {
    await rig.press(choose(0, 1));
    await rig.press(choose(1, 2));
    await rig.press(finish("pla"));
    const half = await rig.press({ kind: "summary" });
    expect(textOf(half)).toMatch(/^Segons el que ha indicat la persona/);
    const facts = partsOf(half, "facts").flatMap((part) => part.facts);
    expect(facts.map(({ value }) => value)).toEqual([
      "Agent o responsable digital",
      "800 habitants",
      expect.stringMatching(/23 de novembre/),
      "1 de 3",
      "1 d'1",
      "0 de 2",
      "1 de 2 contestades",
    ]);
    expect(partsOf(half, "list").at(-1)?.items).toHaveLength(2);
    await rig.press(finish("copies"));
    const whole = await rig.press(finish("agenda"));
    expect(whole.title).toBe("Resum de l'itinerari d'inici");
    expect(textOf(whole)).toMatch(/^Heu fet tots els passos/);
    expect(partsOf(whole, "list").flatMap(({ items }) => items)).toHaveLength(3);
    expect(mainOf(await rig.press(itinerary))?.wish).toEqual({ kind: "summary" });
  });

  it("begins again without losing what is done", async () => {
    await rig.press(finish("pla"));
    const form = partsOf(await rig.press({ kind: "begin", fields: {} }), "form")[0]?.form;
    expect(form?.fields.map(({ value }) => value)).toEqual(["agent-digital", "800"]);
    rig.nowMs += dayMs;
    await rig.begin({ role: "alcaldia", population: "9000" });
    expect(await rig.kept()).toMatchObject({
      role: "alcaldia",
      population: 9_000,
      startedAtMs: startMs,
      done: { pla: startMs },
    });
    await rig.begin({ role: "agent-digital" });
    expect(await rig.kept()).not.toHaveProperty("population");
  });

  it("asks before it starts over", async () => {
    const sheet = await rig.press({ kind: "restart", isSure: false });
    expect(choicesOf(sheet).map(({ tone, wish }) => [tone, wish])).toEqual([
      ["danger", { kind: "restart", isSure: true }],
      [undefined, itinerary],
    ]);
    expect(await rig.kept()).toBeDefined();
    for (const _ of [1, 2]) await rig.press({ kind: "restart", isSure: true });
    expect(await rig.kept()).toBeUndefined();
  });

  it("reminds a week after the last thing that was done, until that is stopped", async () => {
    rig.place = "dm";
    const sheet = await rig.press({ kind: "reminders", wanted: true });
    expect(textOf(sheet)).toMatch(/30 de novembre/);
    rig.nowMs += 3 * dayMs;
    await rig.press(itinerary);
    const dueAtMs = startMs + 10 * dayMs;
    expect((await rig.kept())?.reminder).toEqual({ place: "dm", dueAtMs, unanswered: 0 });
    rig.place = undefined;
    await rig.press({ kind: "reminders", wanted: true });
    expect((await rig.kept())?.reminder?.place).toBe("dm");
    await rig.press({ kind: "reminders", wanted: false });
    expect((await rig.kept())?.reminder).toBeUndefined();
  });

  it("says where it cannot write first, and when there is nothing to be reminded of", async () => {
    const wish: ItineraryWish = { kind: "reminders", wanted: true };
    expect(textOf(await rig.press(wish))).toMatch(/no us puc escriure/);
    rig.place = "dm";
    for (const step of ["pla", "copies", "agenda"]) await rig.press(finish(step));
    expect(textOf(await rig.press(wish))).toMatch(/no hi ha res a recordar/);
    expect((await rig.kept())?.reminder).toBeUndefined();
  });

  it("says in the other languages, once a sheet, that the steps are in Catalan", async () => {
    for (const [language, said] of [
      ["es", /en catalán/g],
      ["en", /in Catalan/g],
    ] as const) {
      rig.language = language;
      for (const wish of [itinerary, { kind: "step", step: "pla" }, choose(0, 0)] as const)
        expect(JSON.stringify(await rig.press(wish)).match(said)).toHaveLength(1);
      expect((await rig.kept())?.language).toBe(language);
    }
  });

  it("loses nothing when presses come at once", async () => {
    const wishes = [finish("pla"), finish("copies"), finish("agenda"), choose(0, 1), choose(1, 2)];
    await Promise.all(wishes.map((wish) => rig.press(wish)));
    const { done = {}, checks = {} } = (await rig.kept()) ?? {};
    expect(Object.keys(done).sort()).toEqual(["agenda", "copies", "pla"]);
    expect(Object.keys(checks).sort()).toEqual(["pla:0", "pla:1"]);
  });
});

describe("serveItinerary where a store never takes a change", () => {
  it("gives up with an error that says so, instead of trying for ever", async () => {
    const store = createJourneyStoreFake();
    const stuck = createRig(index, { ...store, set: async () => false });
    await expect(stuck.begin()).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
  });
});
