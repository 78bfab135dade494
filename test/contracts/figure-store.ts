import fc from "fast-check";
import { expect, it } from "vitest";
import type { Answer } from "../../src/answer/answer.ts";
import type { Asking } from "../../src/feedback/asking.ts";
import { languages } from "../../src/language/language.ts";
import type { Journey } from "../../src/onboarding/journey.ts";
import type { AskingFigures, FigureStore, Memory } from "../../src/ports.ts";
import { asking } from "./asking-store.ts";
import { journey } from "./journey-store.ts";
import { planEntry } from "./plan-store.ts";
import { whoOf } from "./who.ts";

/** What is counted is put into the other stores. */
type Counted = Pick<Memory, "askings" | "journeys" | "plans" | "figures">;
type Open = () => Promise<{ readonly store: Counted; reopen(): Promise<Counted> }>;

const dayMs = 86_400_000;

/** What every implementation of {@link FigureStore} does. Call it inside a `describe`. */
export function figureStoreContract(open: Open): void {
  countsAskings(open);
  readsJourneys(open);
  countsPlans(open);
}

function countsAskings(open: Open): void {
  it("counts by day from then inclusive to then exclusive, through a restart", async () => {
    const { store, reopen } = await open();
    const fromMs = 1_000;
    for (const [id, kind, askedAtMs] of [
      ["before", "answered", fromMs - 1],
      ["first", "answered", fromMs],
      ["last of the day", "answered", fromMs + dayMs - 1],
      ["another kind", "abstained", fromMs + 5],
      ["next day", "failed", fromMs + dayMs],
      ["after a pause", "suggested", fromMs + 9 * dayMs],
      ["last", "answered", fromMs + 10 * dayMs - 1],
      ["after", "answered", fromMs + 10 * dayMs],
    ] as const)
      await store.askings.add(asking(id, { kind, askedAtMs }));
    const { figures } = await reopen();
    const { days } = await figures.askings(fromMs, fromMs + 10 * dayMs);
    expect(sorted(days)).toEqual([
      { day: 0, kind: "abstained", count: 1 },
      { day: 0, kind: "answered", count: 2 },
      { day: 1, kind: "failed", count: 1 },
      { day: 9, kind: "answered", count: 1 },
      { day: 9, kind: "suggested", count: 1 },
    ]);
    const cut = await figures.askings(fromMs, fromMs + dayMs - 1);
    expect(sorted(cut.days)).toEqual([
      { day: 0, kind: "abstained", count: 1 },
      { day: 0, kind: "answered", count: 1 },
    ]);
  });

  it("counts people and tenants once each, and nobody who is not known", async () => {
    const { store } = await open();
    for (const [at, [person, tenant, platform]] of [
      ["anna", "north", "slack"],
      ["anna", "north", "slack"],
      ["bernat", "north", "teams"],
      ["browser", "browser", "web"],
      ["", "", "terminal"],
      ["", "", "terminal"],
      ["", "south", "slack"],
    ].entries())
      await store.askings.add(
        asking(`a${at}`, { who: whoOf(person ?? "", tenant, platform), askedAtMs: at * dayMs }),
      );
    expect(await store.figures.askings(0, 7 * dayMs)).toMatchObject({
      people: 3,
      tenants: 3,
      platforms: [
        { name: "slack", count: 3 },
        { name: "terminal", count: 2 },
        { name: "teams", count: 1 },
        { name: "web", count: 1 },
      ],
      languages: [{ name: "ca", count: 7 }],
    });
  });

  it("counts nothing where nothing was asked, in no time, and backwards", async () => {
    const { store } = await open();
    await store.askings.add(asking("one", { askedAtMs: 500 }));
    const nothing = { people: 0, tenants: 0, platforms: [], languages: [], days: [] };
    for (const [fromMs, toMs] of [
      [0, 500],
      [501, 90 * dayMs],
      [500, 500],
      [600, 400],
    ] as const)
      expect(await store.figures.askings(fromMs, toMs), `${fromMs}`).toEqual(nothing);
  });

  it("counts what is asked as one by one", async () => {
    const { store } = await open();
    let id = 0;
    const kinds: Answer["kind"][] = ["answered", "suggested", "abstained", "failed"];
    const asked = fc.record({
      kind: fc.constantFrom(...kinds),
      language: fc.constantFrom(...languages),
      person: fc.constantFrom("", "anna", "bernat"),
      tenant: fc.constantFrom("", "north", "south"),
      platform: fc.constantFrom("slack", "teams"),
      askedAtMs: fc.integer({ min: 0, max: 12 * dayMs }),
    });
    const all: Asking[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.array(asked, { maxLength: 40 }),
        fc.integer({ min: 0, max: 6 * dayMs }),
        fc.integer({ min: 1, max: 8 * dayMs }),
        async (some, fromMs, lengthMs) => {
          for (const { person, tenant, platform, ...more } of some) {
            const one = asking(`a${id++}`, { ...more, who: whoOf(person, tenant, platform) });
            all.push(one);
            await store.askings.add(one);
          }
          const toMs = fromMs + lengthMs;
          const figures = await store.figures.askings(fromMs, toMs);
          expect({ ...figures, days: sorted(figures.days) }).toEqual(countOf(all, fromMs, toMs));
        },
      ),
      { numRuns: 15 },
    );
  });
}

function sorted(days: AskingFigures["days"]): AskingFigures["days"] {
  return [...days].sort((a, b) => a.day - b.day || a.kind.localeCompare(b.kind));
}

/** The same, counted slowly. */
function countOf(all: readonly Asking[], fromMs: number, toMs: number): AskingFigures {
  const asked = all.filter(({ askedAtMs }) => askedAtMs >= fromMs && askedAtMs < toMs);
  const different = (names: readonly string[]) => new Set(names.filter(Boolean)).size;
  const counted = <Name extends string>(names: readonly Name[]) =>
    [...new Set(names)]
      .map((name) => ({ name, count: names.filter((other) => other === name).length }))
      .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
  const days = counted(
    asked.map(({ askedAtMs, kind }) => `${Math.floor((askedAtMs - fromMs) / dayMs)} ${kind}`),
  ).map(({ name, count }) => {
    const [day, kind] = name.split(" ");
    return { day: Number(day), kind: kind as Answer["kind"], count };
  });
  return {
    people: different(asked.map(({ who }) => who.person)),
    tenants: different(asked.map(({ who }) => who.tenant)),
    platforms: counted(asked.map(({ who }) => who.platform)),
    languages: counted(asked.map(({ language }) => language)),
    days: sorted(days),
  };
}

async function allJourneys(figures: FigureStore) {
  const found: { journey: Journey; usedAtMs: number }[] = [];
  for await (const batch of figures.journeys()) found.push(...batch);
  return found;
}

function readsJourneys(open: Open): void {
  it("gives each journey as it is kept, with when it was used", async () => {
    const { store, reopen } = await open();
    const whole = journey({
      population: 800,
      done: { pla: 1_790_000_000_001 },
      checks: { "pla:0": { option: 2, isRight: false, tries: 3, isSolved: true } },
      reminder: { place: "slack:D01", dueAtMs: 1_790_000_600_000, unanswered: 1 },
    });
    const beganAtMs = Date.now();
    await store.journeys.set(whoOf("a"), whole);
    await store.journeys.set(whoOf("b", "other", "web"), journey({ role: "alcaldia" }));
    const { figures } = await reopen();
    const found = await allJourneys(figures);
    expect(found.map((one) => one.journey)).toEqual([
      { ...whole, version: 1 },
      { ...journey({ role: "alcaldia" }), version: 1 },
    ]);
    for (const { usedAtMs } of found) {
      expect(usedAtMs).toBeGreaterThanOrEqual(beganAtMs);
      expect(usedAtMs).toBeLessThanOrEqual(Date.now());
    }
  });

  it("gives none where there is none, and 2,500 once each", async () => {
    const { store } = await open();
    expect(await allJourneys(store.figures)).toEqual([]);
    const starts = Array.from({ length: 2_500 }, (_, at) => at);
    await Promise.all(
      starts.map((startedAtMs) =>
        store.journeys.set(whoOf(`person ${startedAtMs}`), journey({ startedAtMs })),
      ),
    );
    const found = (await allJourneys(store.figures)).map((one) => one.journey.startedAtMs);
    expect(found.sort((a, b) => a - b)).toEqual(starts);
  });
}

function countsPlans(open: Open): void {
  it("counts plans, entries of each status, and plans of each item", async () => {
    const { store, reopen } = await open();
    expect(await store.figures.plans()).toEqual({ plans: 0, statuses: [], items: [] });
    await store.plans.add(whoOf("anna", "north"), [
      planEntry("1.10.1", { status: "done", title: "newer", addedAtMs: 2 }),
      planEntry("1.2.1"),
    ]);
    await store.plans.add(whoOf("carme", "south"), [
      planEntry("1.10.1", { title: "older", addedAtMs: 1 }),
      planEntry("4.1.1", { status: "under-way" }),
    ]);
    await store.plans.add(whoOf("dolors", "east"), [
      planEntry("1.10.1", { title: "zz at the same time", addedAtMs: 2 }),
    ]);
    const { statuses, ...rest } = await (await reopen()).figures.plans();
    expect([...statuses].sort((a, b) => a.status.localeCompare(b.status))).toEqual([
      { status: "done", count: 1 },
      { status: "proposed", count: 3 },
      { status: "under-way", count: 1 },
    ]);
    expect(rest).toEqual({
      plans: 3,
      items: [
        { item: "1.10.1", title: "zz at the same time", count: 3 },
        { item: "1.2.1", title: "title of 1.2.1", count: 1 },
        { item: "4.1.1", title: "title of 4.1.1", count: 1 },
      ],
    });
  });
}
