import { beforeAll, describe, expect, it } from "vitest";
import { type Answer, citationsOf } from "../../../src/answer/answer.ts";
import { formatNumber } from "../../../src/answer/words.ts";
import type { Language } from "../../../src/language/language.ts";
import {
  type ActionFacts,
  buildTimeoutMs,
  frontMatters,
  isFor,
  openAssistant,
  roleLabels,
} from "./shipped.ts";

let ask: Awaited<ReturnType<typeof openAssistant>>["ask"];
const actions = frontMatters((name) => /^\d/.test(name));
const objectives = frontMatters((name) => name === "objectiu.md");
const axes = frontMatters((name) => name === "eix.md");

const populations = [1, 499, 1_000, 5_000, 5_001, 20_000, 50_001, 1_000_000];
const languages = ["ca", "es", "en"] as const;

beforeAll(async () => {
  ({ ask } = await openAssistant());
}, buildTimeoutMs);

const idsOf = (answer: Answer) => citationsOf(answer).map(({ itemId }) => itemId);
const idsWhere = (items: readonly ActionFacts[], holds: (item: ActionFacts) => boolean) =>
  items.filter(holds).map(({ id }) => id);

/** Asked for a list, the answer holds exactly the given items in order; asked for a count, their number. */
async function expectListed(question: string, language: Language, ids: readonly string[]) {
  const answer = await ask(question);
  expect({
    question,
    language: answer.language,
    intent: answer.intent,
    ids: idsOf(answer),
  }).toEqual({ question, language, intent: "list", ids });
  expect(answer).toMatchObject({ kind: "answered", total: ids.length });
}

async function expectCounted(question: string, language: Language, count: number) {
  const answer = await ask(question);
  expect({ question, language: answer.language, intent: answer.intent }).toEqual({
    question,
    language,
    intent: "count",
  });
  expect(answer).toMatchObject({ kind: "answered", total: count });
  if (count > 0) expect(answer.lead).toContain(formatNumber(count, language));
}

const say = {
  ca: {
    list: (what: string) => `quines accions hi ha ${what}?`,
    count: (what: string) => `quantes accions hi ha ${what}?`,
    population: (value: string) => `per a un municipi de ${value} habitants`,
    axis: (id: string) => `a l'eix ${id}`,
    objective: (id: string) => `a l'objectiu ${id}`,
    objectives: (id: string) => `quins objectius té l'eix ${id}?`,
    objectiveCount: (id: string) => `quants objectius té l'eix ${id}?`,
    horizons: { short: "a curt termini", medium: "a mig termini", long: "a llarg termini" },
    efforts: { low: "amb poc esforç", medium: "d'esforç mitjà", high: "amb molt esforç" },
    role: (name: string) => `per al rol de ${name}`,
  },
  es: {
    list: (what: string) => `¿qué acciones hay ${what}?`,
    count: (what: string) => `¿cuántas acciones hay ${what}?`,
    population: (value: string) => `para un municipio de ${value} habitantes`,
    axis: (id: string) => `en el eje ${id}`,
    objective: (id: string) => `en el objetivo ${id}`,
    objectives: (id: string) => `¿qué objetivos tiene el eje ${id}?`,
    objectiveCount: (id: string) => `¿cuántos objetivos tiene el eje ${id}?`,
    horizons: { short: "a corto plazo", medium: "a medio plazo", long: "a largo plazo" },
    efforts: { low: "con poco esfuerzo", medium: "de esfuerzo medio", high: "con mucho esfuerzo" },
    role: (name: string) => `para el rol de ${name}`,
  },
  en: {
    list: (what: string) => `which actions are there ${what}?`,
    count: (what: string) => `how many actions are there ${what}?`,
    population: (value: string) => `for a municipality of ${value} inhabitants`,
    axis: (id: string) => `in axis ${id}`,
    objective: (id: string) => `in objective ${id}`,
    objectives: (id: string) => `which objectives does axis ${id} have?`,
    objectiveCount: (id: string) => `how many objectives does axis ${id} have?`,
    horizons: {
      short: "in the short term",
      medium: "in the medium term",
      long: "in the long term",
    },
    efforts: { low: "with low effort", medium: "of medium effort", high: "with high effort" },
    role: (name: string) => `for the role of ${name}`,
  },
} as const;

describe.each(languages)("lists and counts in %s", { timeout: 30_000 }, (language) => {
  const { list, count, horizons, efforts, ...phrase } = say[language];

  it("have, for every axis, the actions and objectives that stand in its files", async () => {
    expect(axes.length).toBeGreaterThan(0);
    for (const { id } of axes) {
      const isBelow = (item: ActionFacts) => item.id.startsWith(`${id}.`);
      await expectListed(list(phrase.axis(id)), language, idsWhere(actions, isBelow));
      await expectCounted(count(phrase.axis(id)), language, actions.filter(isBelow).length);
      await expectListed(phrase.objectives(id), language, idsWhere(objectives, isBelow));
      await expectCounted(phrase.objectiveCount(id), language, objectives.filter(isBelow).length);
    }
  });

  it("have, for every objective, the actions that stand in its files", async () => {
    expect(objectives.length).toBeGreaterThan(0);
    for (const { id } of objectives) {
      const isBelow = (item: ActionFacts) => item.id.startsWith(`${id}.`);
      await expectListed(list(phrase.objective(id)), language, idsWhere(actions, isBelow));
      await expectCounted(count(phrase.objective(id)), language, actions.filter(isBelow).length);
    }
  });

  it.each(["short", "medium", "long"] as const)(
    "have the actions of the %s term",
    async (value) => {
      const ids = idsWhere(actions, ({ horizon }) => horizon === value);
      expect(ids.length).toBeGreaterThan(0);
      await expectListed(list(horizons[value]), language, ids);
      await expectCounted(count(horizons[value]), language, ids.length);
    },
  );

  it.each(["low", "medium", "high"] as const)("have the actions of %s effort", async (value) => {
    const ids = idsWhere(actions, ({ effort }) => effort === value);
    expect(ids.length).toBeGreaterThan(0);
    await expectListed(list(efforts[value]), language, ids);
    await expectCounted(count(efforts[value]), language, ids.length);
  });

  it("have, for every role, the actions that name it", async () => {
    const names = roleLabels(language);
    const used = new Set(actions.flatMap(({ roles }) => roles));
    expect(used.size).toBeGreaterThan(0);
    for (const role of used) {
      const ids = idsWhere(actions, ({ roles }) => roles.includes(role));
      const named = phrase.role(names.get(role) ?? role);
      await expectListed(list(named), language, ids);
      await expectCounted(count(named), language, ids.length);
    }
  });

  it("have the actions for a population, written with and without its thousands apart", async () => {
    for (const population of populations) {
      const ids = idsWhere(actions, (action) => isFor(action, population));
      for (const value of [String(population), formatNumber(population, language)])
        await expectListed(list(phrase.population(value)), language, ids);
      await expectCounted(count(phrase.population(String(population))), language, ids.length);
    }
  });

  it("have the actions that meet several conditions at once", async () => {
    for (const [at, population] of populations.entries()) {
      const axis = axes[at % axes.length]?.id ?? "";
      const horizon = (["short", "medium", "long"] as const)[at % 3] ?? "short";
      const effort = (["low", "medium", "high"] as const)[(at + 1) % 3] ?? "low";
      const ids = idsWhere(
        actions,
        (action) =>
          action.id.startsWith(`${axis}.`) &&
          action.horizon === horizon &&
          action.effort === effort &&
          isFor(action, population),
      );
      const what = `${horizons[horizon]} ${efforts[effort]} ${phrase.population(String(population))} ${phrase.axis(axis)}`;
      await expectListed(list(what), language, ids);
      await expectCounted(count(what), language, ids.length);
    }
  });
});

describe("a list", () => {
  it("is for the asker's council unless the question names another size", async () => {
    const ids = (size: number) => idsWhere(actions, (action) => isFor(action, size));
    const own = await ask("quines accions hi ha?", { population: 1_000_000 });
    expect(idsOf(own)).toEqual(ids(1_000_000));
    const other = await ask("accions per a un poble de 300 habitants", { population: 1_000_000 });
    expect(idsOf(other)).toEqual(ids(300));
  });

  it("combined with a topic has only items that pass its filters", async () => {
    const question = "accions de curt termini per a un poble de 800 habitants sobre ciberseguretat";
    const answer = await ask(question);
    const allowed = idsWhere(actions, (action) => action.horizon === "short" && isFor(action, 800));
    expect(idsOf(answer).length).toBeGreaterThan(0);
    expect(idsOf(answer).length).toBeLessThan(allowed.length);
    expect(allowed).toEqual(expect.arrayContaining(idsOf(answer)));
  });

  it("of nothing says so", async () => {
    const answer = await ask("accions sobre la migració de les orenetes a curt termini");
    expect(answer).toMatchObject({ kind: "answered", intent: "list", total: 0, citations: [] });
    expect(answer.lead).not.toBe("");
  });
});

describe("lists of objectives and axes under conditions", () => {
  const above = (items: readonly ActionFacts[], holds: (action: ActionFacts) => boolean) =>
    idsWhere(items, ({ id }) => actions.some((one) => one.id.startsWith(`${id}.`) && holds(one)));

  it("hold those with an action that meets all of them", async () => {
    const mayors = above(
      objectives,
      ({ horizon, roles }) => horizon === "long" && roles.includes("alcaldia"),
    );
    expect(mayors.length).toBeGreaterThan(0);
    expect(mayors.length).toBeLessThan(objectives.length);
    await expectListed("objetivos a largo plazo para alcaldía", "es", mayors);
    const archive = above(
      axes,
      (action) => action.effort === "high" && action.roles.includes("arxiu") && isFor(action, 300),
    );
    const question = "quants eixos hi ha de molt esforç per a l'arxiu i un poble de 300 habitants?";
    await expectCounted(question, "ca", archive.length);
  });

  it("of a council hold those with an action for its size", async () => {
    const ids = above(objectives, (action) => isFor(action, 300));
    const answer = await ask("quins objectius hi ha?", { population: 300 });
    expect(idsOf(answer)).toEqual(ids);
  });
});
