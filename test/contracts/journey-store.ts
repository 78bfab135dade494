import { expect, it } from "vitest";
import type { Journey } from "../../src/onboarding/journey.ts";
import type { JourneyStore } from "../../src/ports.ts";
import { whoOf } from "./who.ts";

/** A journey that has just begun. */
export function journey(more: Partial<Journey> = {}): Journey {
  return {
    role: "agent-digital",
    language: "ca",
    startedAtMs: 1_790_000_000_000,
    done: {},
    checks: {},
    version: 0,
    ...more,
  };
}

type Open = () => Promise<{ readonly store: JourneyStore; reopen(): Promise<JourneyStore> }>;

/** What every implementation of {@link JourneyStore} does. Call it inside a `describe`. */
export function journeyStoreContract(open: Open): void {
  keepsJourneys(open);
  takesReminders(open);
}

function keepsJourneys(open: Open): void {
  it("keeps a journey whole through a restart, as the next version", async () => {
    const { store, reopen } = await open();
    const whole = journey({
      population: 800,
      done: { "primera setmana": 1_790_000_000_001, 'l\'"altra"': 2 },
      checks: { "step:0": { option: 2, isRight: false, tries: 3, isSolved: true } },
      reminder: { place: "slack:D01", dueAtMs: 1_790_000_600_000, unanswered: 1 },
    });
    expect(await store.set(whoOf("a"), whole)).toBe(true);
    expect(await store.set(whoOf("b"), journey())).toBe(true);
    const reopened = await reopen();
    expect(await reopened.get("a")).toEqual({ ...whole, version: 1 });
    expect(await reopened.get("b")).toEqual({ ...journey(), version: 1 });
    expect(await reopened.get("unknown")).toBeUndefined();
  });

  it("refuses a change of an older version, and of a journey that is gone", async () => {
    const { store } = await open();
    await store.set(whoOf("a"), journey());
    expect(await store.set(whoOf("a"), journey({ language: "es" }))).toBe(false);
    expect(await store.set(whoOf("a"), journey({ language: "es", version: 1 }))).toBe(true);
    expect(await store.set(whoOf("a"), journey({ language: "en", version: 1 }))).toBe(false);
    expect(await store.set(whoOf("a"), journey({ language: "en", version: 7 }))).toBe(false);
    expect(await store.get("a")).toEqual(journey({ language: "es", version: 2 }));
    await store.remove("a");
    expect(await store.get("a")).toBeUndefined();
    expect(await store.set(whoOf("a"), journey({ version: 2 }))).toBe(false);
    expect(await store.get("a")).toBeUndefined();
  });

  it("forgets the reminder of who wants none, and the population of who takes it back", async () => {
    const { store } = await open();
    const reminder = { place: "D1", dueAtMs: 5, unanswered: 0 };
    await store.set(whoOf("a"), journey({ population: 5, reminder }));
    await store.set(whoOf("a"), journey({ version: 1 }));
    expect(await store.get("a")).toEqual(journey({ version: 2 }));
    expect(await store.takeDue("slack", 10, 20, 10)).toEqual([]);
  });

  it("has exactly the changes that it accepted, of a hundred at once", async () => {
    const { store } = await open();
    await store.set(whoOf("a"), journey());
    const accepted: string[] = [];
    const change = async (step: string) => {
      const now = await store.get("a");
      if (now === undefined) throw new Error("the journey is gone");
      if (await store.set(whoOf("a"), { ...now, done: { ...now.done, [step]: 1 } }))
        accepted.push(step);
    };
    await Promise.all(Array.from({ length: 100 }, (_, at) => change(`step ${at}`)));
    const kept = await store.get("a");
    expect(Object.keys(kept?.done ?? {}).sort()).toEqual(accepted.sort());
    expect(kept?.version).toBe(1 + accepted.length);
    expect(accepted.length).toBeGreaterThan(0);
  });

  it("is begun once when it is begun many times at once, and keeps nothing of who is not known", async () => {
    const { store } = await open();
    const begins = Array.from({ length: 20 }, () => store.set(whoOf("a"), journey()));
    expect((await Promise.all(begins)).filter(Boolean)).toHaveLength(1);
    expect(await store.set(whoOf(""), journey())).toBe(false);
    expect(await store.get("")).toBeUndefined();
  });
}

function takesReminders(open: Open): void {
  const due = (dueAtMs: number, unanswered = 0) =>
    journey({ reminder: { place: `place ${dueAtMs}`, dueAtMs, unanswered } });

  it("gives reminders that are due, the longest due first, with one more unanswered", async () => {
    const { store } = await open();
    for (const at of [300, 100, 200, 501]) await store.set(whoOf(`p${at}`), due(at, 1));
    await store.set(whoOf("elsewhere", "tenant", "teams"), due(50));
    await store.set(whoOf("none"), journey());
    const first = await store.takeDue("slack", 500, 9_000, 2);
    expect(first).toEqual(
      [100, 200].map((at) => ({
        who: whoOf(`p${at}`),
        journey: {
          ...journey({ version: 2 }),
          reminder: { place: `place ${at}`, dueAtMs: 9_000, unanswered: 2 },
        },
      })),
    );
    expect(await store.get("p100")).toEqual(first[0]?.journey);
    expect(await store.takeDue("slack", 500, 9_000, 5)).toMatchObject([{ who: whoOf("p300") }]);
    expect(await store.takeDue("slack", 500, 9_000, 5)).toEqual([]);
    expect(await store.takeDue("slack", 501, 9_000, 5)).toMatchObject([{ who: whoOf("p501") }]);
    expect(await store.takeDue("teams", 500, 9_000, 5)).toHaveLength(1);
  });

  it("gives each to one of several who take at once, and leaves none behind", async () => {
    const { store } = await open();
    const people = Array.from({ length: 40 }, (_, at) => `p${at}`);
    for (const [at, person] of people.entries()) await store.set(whoOf(person), due(at));
    const takes = Array.from({ length: 4 }, () => store.takeDue("slack", 500, 9_000, 20));
    const taken = (await Promise.all(takes)).flat().map(({ who }) => who.person);
    expect(taken.sort()).toEqual(people.sort());
  });

  it("refuses a change that knows nothing of a reminder that was taken meanwhile", async () => {
    const { store } = await open();
    await store.set(whoOf("a"), due(1));
    const before = await store.get("a");
    await store.takeDue("slack", 5, 9_000, 1);
    expect(await store.set(whoOf("a"), { ...journey(), ...before })).toBe(false);
  });

  it("gives none twice when the next one is due in the past", async () => {
    const { store } = await open();
    await store.set(whoOf("a"), due(1));
    expect(await store.takeDue("slack", 500, 400, 5)).toHaveLength(1);
  });
}
