import { describe, expect, it } from "vitest";
import { createOffice } from "../../../src/owners/office.ts";
import { createNoMemory } from "../../../src/reception/no-memory.ts";
import { asking, rating } from "../../contracts/asking-store.ts";
import { journey } from "../../contracts/journey-store.ts";
import { planEntry } from "../../contracts/plan-store.ts";
import { whoOf } from "../../contracts/who.ts";
import { indexOf, type OfficeRig, openOffice } from "./rig.ts";

const dayMs = 86_400_000;
/** Four weeks in which summer time begins, from a midnight in Madrid to another one. */
const march = {
  fromMs: Date.parse("2026-03-11T00:00:00+01:00"),
  toMs: Date.parse("2026-04-08T00:00:00+02:00"),
};
const none = { answered: 0, suggested: 0, abstained: 0, failed: 0 };

async function ask({ memory }: OfficeRig, askings: Parameters<typeof asking>[]): Promise<void> {
  for (const [id, more] of askings) await memory.askings.add(asking(id, more));
}

describe("createOffice: usage", () => {
  it("counts what was asked in a time, hand-counted", async () => {
    const rig = await openOffice();
    const askedAtMs = march.fromMs;
    await ask(rig, [
      ["before", { askedAtMs: askedAtMs - 1 }],
      ["a", { askedAtMs, who: whoOf("anna", "north"), items: ["2.3.1", "gone"] }],
      ["b", { askedAtMs, who: whoOf("anna", "north"), items: ["2.3.1"], language: "es" }],
      ["c", { askedAtMs, who: whoOf("x", "x", "web"), kind: "abstained", items: ["2.3"] }],
      ["after", { askedAtMs: march.toMs }],
    ]);
    await rig.memory.askings.rate("a", whoOf("anna"), rating(true));
    await rig.memory.askings.rate("a", whoOf("bernat"), rating(false));
    await rig.memory.askings.rate("b", whoOf("anna"), rating(true));
    const { spending } = rig.memory;
    const used = { calls: 1, inputTokens: 700, outputTokens: 50 };
    for (const day of ["2026-02-20", "2026-03-01", "2026-03-15", "2026-03-31", "2026-04-02"])
      await spending.add(day.endsWith("5") ? "north" : "x", day, used);
    const { weeks, ...usage } = await rig.office.usage(march);
    expect(usage).toEqual({
      total: 3,
      kinds: { ...none, answered: 2, abstained: 1 },
      positive: 2,
      negative: 1,
      people: 2,
      tenants: 2,
      models: { calls: 3, inputTokens: 2_100, outputTokens: 150 },
      platforms: [
        { name: "slack", count: 2 },
        { name: "web", count: 1 },
      ],
      languages: [
        { name: "ca", count: 2 },
        { name: "es", count: 1 },
      ],
      items: [
        { id: "2.3.1", title: "Pla de resposta", count: 2 },
        { id: "gone", title: "gone", count: 1 },
      ],
    });
    expect(weeks.map(({ kinds }) => kinds.answered)).toEqual([2, 0, 0, 0, 0]);
  });

  it("puts what was asked around midnight into its week, also once clocks have changed", async () => {
    const rig = await openOffice();
    for (const [at, time] of [
      "2026-03-15T23:59:59+01:00",
      "2026-03-16T00:00:00+01:00",
      "2026-03-29T23:59:59+02:00",
      "2026-03-30T00:00:00+02:00",
      "2026-04-05T23:30:00+02:00",
      "2026-04-06T00:30:00+02:00",
    ].entries())
      await rig.memory.askings.add(asking(`a${at}`, { askedAtMs: Date.parse(time) }));
    const { weeks } = await rig.office.usage(march);
    expect(weeks).toEqual(
      [
        ["2026-03-11T00:00:00+01:00", 1],
        ["2026-03-16T00:00:00+01:00", 1],
        ["2026-03-23T00:00:00+01:00", 1],
        ["2026-03-30T00:00:00+02:00", 2],
        ["2026-04-06T00:00:00+02:00", 1],
      ].map(([time, answered]) => ({
        startMs: Date.parse(String(time)),
        kinds: { ...none, answered },
      })),
    );
  });

  it("tells every week of a time in which nothing was asked", async () => {
    const { office } = await openOffice();
    const usage = await office.usage(march);
    expect(usage).toMatchObject({ total: 0, people: 0, tenants: 0, platforms: [], items: [] });
    expect(usage.weeks).toHaveLength(5);
    expect(usage.weeks.every(({ kinds }) => kinds.answered === 0)).toBe(true);
    expect((await office.usage({ fromMs: 5, toMs: 5 })).weeks).toEqual([]);
  });
});

describe("createOffice: questions", () => {
  it("groups what went badly, with more groups than a digest shows", async () => {
    const rig = await openOffice();
    const words = "pont riu gat gos foc neu vent mar sol pa vi oli sal blat raïm".split(" ");
    for (const [at, word] of words.entries())
      await rig.memory.askings.add(
        asking(`a${at}`, { question: word, kind: "abstained", askedAtMs: march.fromMs + at }),
      );
    await ask(rig, [
      ["again", { question: "Pont!", kind: "abstained", askedAtMs: march.fromMs + 99 }],
      ["bad", { question: "què val?", askedAtMs: march.fromMs }],
    ]);
    await rig.memory.askings.rate("bad", whoOf("a"), rating(false, "fals"));
    const { topics } = await rig.office.questions(march);
    expect(topics.map(({ topic, notShown, isCut }) => ({ topic, notShown, isCut }))).toEqual([
      { topic: "abstained", notShown: 0, isCut: false },
      { topic: "badly-rated", notShown: 0, isCut: false },
    ]);
    expect(topics[0]?.groups[0]).toMatchObject({ count: 2, group: { askings: ["again", "a0"] } });
    const counted = topics[0]?.groups.reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(words.length + 1);
    expect(topics[0]?.groups.length).toBeGreaterThan(10);
    expect(topics[1]?.groups).toMatchObject([{ count: 1, words: ["fals"] }]);
  });

  it("is empty where nothing went badly", async () => {
    const { office } = await openOffice();
    expect(await office.questions(march)).toEqual({ topics: [] });
  });

  it("is made once for all who ask within a minute, also at once, and then anew", async () => {
    let lists = 0;
    const rig = await openOffice(({ askings }) => ({
      askings: {
        ...askings,
        list(...of) {
          lists += 1;
          return askings.list(...of);
        },
      },
    }));
    await Promise.all(Array.from({ length: 10 }, () => rig.office.questions(march)));
    const once = lists;
    await ask(rig, [["late", { kind: "abstained", askedAtMs: march.fromMs }]]);
    rig.nowMs += 59_999;
    expect(await rig.office.questions({ ...march })).toEqual({ topics: [] });
    expect(lists).toBe(once);
    expect((await rig.office.questions({ ...march, toMs: march.toMs + 1 })).topics).toHaveLength(1);
    expect(lists).toBe(2 * once);
    rig.nowMs += 1;
    expect((await rig.office.questions(march)).topics).toHaveLength(1);
    expect(lists).toBe(3 * once);
  });

  it("is made anew after it failed", async () => {
    let isAway = true;
    const rig = await openOffice(({ askings }) => ({
      askings: {
        ...askings,
        list: (...of) => (isAway ? Promise.reject(new Error("away")) : askings.list(...of)),
      },
    }));
    await expect(rig.office.questions(march)).rejects.toThrow("away");
    isAway = false;
    expect(await rig.office.questions(march)).toEqual({ topics: [] });
  });
});

describe("createOffice: newcomers", () => {
  it("counts who began, finished and did something lately, and the steps", async () => {
    const rig = await openOffice();
    const { journeys } = rig.memory;
    rig.nowMs = Date.now();
    const startedAtMs = rig.nowMs - 90 * dayMs;
    const done = { pla: 1, copies: 2, agenda: 3, vanished: 4 };
    await journeys.set(whoOf("a"), journey({ startedAtMs, population: 800, done }));
    await journeys.set(whoOf("b"), journey({ startedAtMs, population: 20_000, done: { pla: 1 } }));
    await journeys.set(whoOf("c"), journey({ startedAtMs, role: "alcaldia", done: { pla: 1 } }));
    await journeys.set(whoOf("d"), journey({ startedAtMs, role: "secretaria" }));
    const report = {
      begun: 4,
      finished: 2,
      active: 4,
      roles: [
        { role: "agent-digital", begun: 2, finished: 1 },
        { role: "secretaria", begun: 1, finished: 0 },
        { role: "alcaldia", begun: 1, finished: 1 },
      ],
    };
    const steps = [
      ["pla", 3, 3],
      ["copies", 1, 1],
      ["equip", 1, 0],
      ["ple", 1, 0],
      ["agenda", 2, 1],
    ].map(([id, asked, finished]) => ({ id, asked, done: finished }));
    const found = await rig.office.onboarding();
    expect(found).toMatchObject({ ...report, steps });
    expect(found.steps[0]?.title).toBe("Escriure el pla");
    rig.nowMs += 31 * dayMs;
    expect(await rig.office.onboarding()).toMatchObject({ ...report, active: 0 });
  });

  it("shows the steps where nobody has begun", async () => {
    const { office } = await openOffice();
    const { steps, ...rest } = await office.onboarding();
    expect(rest).toMatchObject({ begun: 0, finished: 0, active: 0 });
    expect(steps).toHaveLength(5);
  });
});

describe("createOffice: plans", () => {
  it("counts entries by status, axis and item, also those that have left the Agenda", async () => {
    const rig = await openOffice();
    const { plans } = rig.memory;
    await plans.add(whoOf("anna", "north"), [
      planEntry("2.3.1", { status: "done" }),
      planEntry("2.3.2"),
      planEntry("2.9.9", { title: "Una acció antiga" }),
      planEntry("7.1.1"),
    ]);
    await plans.add(whoOf("x", "south"), [planEntry("2.3.1"), planEntry("aprovacio")]);
    expect(await rig.office.plans()).toEqual({
      plans: 2,
      entries: 6,
      statuses: [
        { name: "proposed", count: 5 },
        { name: "under-way", count: 0 },
        { name: "done", count: 1 },
        { name: "dropped", count: 0 },
      ],
      axes: [{ id: "2", title: "Ciberseguretat", count: 4 }],
      items: [
        { id: "2.3.1", title: "Pla de resposta", count: 2 },
        { id: "2.3.2", title: "Còpies de seguretat", count: 1 },
        { id: "2.9.9", title: "Una acció antiga", count: 1 },
        { id: "7.1.1", title: "title of 7.1.1", count: 1 },
        { id: "aprovacio", title: "Un títol", count: 1 },
      ],
    });
  });

  it("shows the axes where there is no plan", async () => {
    const { office } = await openOffice();
    expect(await office.plans()).toMatchObject({
      plans: 0,
      entries: 0,
      axes: [{ id: "2", count: 0 }],
      items: [],
    });
  });
});

describe("createOffice: needs", () => {
  const need = (id: string) => ({
    id,
    text: `necessitem ${id}`,
    language: "ca" as const,
    rejected: [],
    isNamed: false,
    recordedAtMs: march.fromMs,
    knowledge: "k",
  });

  it("covers needs with an item of the Agenda, for everyone who has them, and shows it at once", async () => {
    const rig = await openOffice();
    const { needs } = rig.memory;
    await needs.add(whoOf("anna", "north"), need("drons"));
    await needs.add(whoOf("bernat", "south"), need("drons"));
    await needs.add(whoOf("anna", "north"), need("ponts"));
    expect(await rig.office.needs(march)).toMatchObject({ recorded: 3, covered: 0 });
    expect(await rig.office.cover(["drons", "drons", "unknown"], "2.3.1")).toBe(2);
    expect(await rig.office.needs(march)).toMatchObject({ recorded: 3, covered: 2 });
    expect(await rig.office.cover(["drons", "ponts"], "2.3.2")).toBe(1);
    for (const [id, item] of [
      ["drons", "2.3.1"],
      ["ponts", "2.3.2"],
    ] as const)
      expect((await needs.get(id))?.covered).toEqual({ item, atMs: rig.nowMs });
  });

  it("covers nothing with an item that there is not", async () => {
    const rig = await openOffice();
    await rig.memory.needs.add(whoOf("anna"), need("drons"));
    for (const item of ["", "9.9.9", "2.3.1 ", "__proto__"])
      expect(await rig.office.cover(["drons"], item), item).toBeUndefined();
    expect(await rig.office.cover([], "2.3.1")).toBe(0);
    expect((await rig.memory.needs.get("drons"))?.covered).toBeUndefined();
  });
});

describe("createOffice without a memory", () => {
  it("rejects every report and keeps no failure", async () => {
    const index = await indexOf();
    const office = createOffice({ memory: createNoMemory(), index: () => index, now: () => 0 });
    const away = { code: "DATABASE_AWAY" };
    for (let round = 0; round < 2; round += 1) {
      await expect(office.usage(march)).rejects.toMatchObject(away);
      await expect(office.questions(march)).rejects.toMatchObject(away);
      await expect(office.needs(march)).rejects.toMatchObject(away);
      await expect(office.onboarding()).rejects.toMatchObject(away);
      await expect(office.plans()).rejects.toMatchObject(away);
      await expect(office.knowledge()).rejects.toMatchObject(away);
      await expect(office.cover(["drons"], "2.3.1")).rejects.toMatchObject(away);
    }
  });
});
