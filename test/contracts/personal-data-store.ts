import fc from "fast-check";
import { expect, it } from "vitest";
import type { InstallationStore, Memory, MessageStore } from "../../src/ports.ts";
import type { Who } from "../../src/reception/visitor.ts";
import { asking, rating } from "./asking-store.ts";
import { journey } from "./journey-store.ts";
import { incoming } from "./message-store.ts";
import { newNeed } from "./need-store.ts";
import { planEntry } from "./plan-store.ts";
import { whoOf } from "./who.ts";

/** All that is kept of people. */
export interface Remembered {
  readonly memory: Memory;
  readonly messages: MessageStore;
  /** Where a platform remembers private conversations. */
  readonly conversations: InstallationStore;
}

type Open = () => Promise<Remembered & { reopen(): Promise<Remembered> }>;

/** What every implementation of `PersonalDataStore` does. Call it inside a `describe`. */
export function personalDataStoreContract(open: Open): void {
  showsWhatIsKept(open);
  erasesPersons(open);
  erasesTenants(open);
  erasesPlans(open);
  erasesSpending(open);
  purges(open);
  keepsPeopleApart(open);
}

/** Leaves something of a person everywhere; its texts and ids have the person's name in them. */
async function fill({ memory, messages, conversations }: Remembered, who: Who): Promise<void> {
  const { person, tenant } = who;
  await memory.readers.set(who, { population: 800, council: `council of ${person}` }, 1_000);
  const reminder = { place: `place of ${person}`, dueAtMs: 5_000, unanswered: 0 };
  await memory.journeys.set(who, journey({ reminder }));
  for (const number of [1, 2]) {
    const id = `${person} ${number}`;
    await memory.askings.add(asking(id, { who, kind: "abstained" }));
    await memory.askings.rate(id, who, rating(false, `word of ${person}`));
    const more = { person, tenant, conversation: `chat of ${person}`, isPrivate: true };
    await messages.add(incoming(id, more), 1_000);
  }
  const needed = { text: `need of ${person}`, place: `place of ${person}` };
  await memory.needs.add(who, newNeed(`need of ${person}`, needed));
  await messages.answered(`${person} 1`, `sent to ${person}`, 0);
  await conversations.set(`19:${person}`, JSON.stringify({ id: `19:${person}`, person }));
}

/** All that can be seen of a person, as text. */
async function seen({ memory, messages, conversations }: Remembered, who: Who): Promise<string> {
  const { person, tenant } = who;
  return JSON.stringify([
    await memory.personal.of(person),
    await memory.readers.get(person),
    await memory.journeys.get(person),
    await memory.councils.get(tenant),
    await messages.get(`${person} 1`),
    await messages.get(`${person} 2`),
    await memory.needs.of(person),
    (await memory.askings.list("abstained", 0, 9_000, 99)).filter(
      (one) => one.who.person === person,
    ),
    await conversations.get(`19:${person}`),
  ]);
}

const everything = {
  profile: 1,
  journey: 1,
  questions: 2,
  opinions: 2,
  messages: 2,
  plan: 0,
  needs: 1,
};
const nothing = {
  profile: 0,
  journey: 0,
  questions: 0,
  opinions: 0,
  messages: 0,
  plan: 0,
  needs: 0,
};

function showsWhatIsKept(open: Open): void {
  it("shows a person everything of its own, and nothing of others", async () => {
    const all = await open();
    for (const person of ["anna", "bernat"]) await fill(all, whoOf(person));
    const { counts, data } = await all.memory.personal.of("anna");
    expect(counts).toEqual(everything);
    expect(data).toMatchObject({
      profile: {
        population: 800,
        council: "council of anna",
        lastUsed: "1970-01-01T00:00:01.000Z",
      },
      journey: { role: "agent-digital", reminderPlace: "place of anna" },
      questions: [{ question: "question of anna 1", items: ["2.3.1", "2.3"] }, {}],
      opinions: [{ isPositive: false, word: "word of anna" }, {}],
      messages: [{ question: "question of anna 1" }, {}],
      needs: [{ text: "need of anna", toldWhere: "place of anna", agreedToBeNamed: false }],
      conversations: 1,
    });
    expect(JSON.stringify(data)).not.toContain("bernat");
  });

  it("shows nothing of who is not known, and erases nothing", async () => {
    const all = await open();
    await all.memory.askings.add(asking("one", { who: whoOf("") }));
    await all.memory.askings.rate("one", whoOf(""), rating(true));
    await all.messages.add(incoming("closed"), 1);
    await all.messages.close("closed");
    for (const person of ["", "nobody", "%", "_"]) {
      expect((await all.memory.personal.of(person)).counts, person).toEqual(nothing);
      expect(await all.memory.personal.erase(person), person).toEqual(nothing);
    }
    await all.memory.personal.eraseTenant("");
    expect(await all.memory.askings.count(0, 9_000)).toMatchObject({ total: 1, positive: 1 });
    expect(await all.messages.add(incoming("closed"), 2)).toBe(false);
  });
}

function erasesPersons(open: Open): void {
  it("erases everything of a person and says how much it was, through a restart", async () => {
    const all = await open();
    const [anna, bernat] = [whoOf("anna"), whoOf("bernat")];
    for (const who of [anna, bernat]) await fill(all, who);
    const before = await seen(all, bernat);
    expect(await all.memory.personal.erase("anna")).toEqual(everything);
    expect((await all.memory.personal.of("anna")).counts).toEqual(nothing);
    const reopened = await all.reopen();
    expect(await reopened.memory.personal.erase("anna")).toEqual(nothing);
    expect(await seen(reopened, bernat)).toBe(before);
    // What waits is still answered, and then nothing of it stays.
    expect(await reopened.messages.get("anna 2")).toMatchObject({
      state: "waiting",
      person: "",
      question: "question of anna 2",
    });
    expect(await reopened.messages.answered("anna 2", "sent", 0)).toBe(true);
    expect(await seen(reopened, anna)).not.toMatch(
      /(question|council|word|place|chat|sent).{0,5} anna/,
    );
    for (const id of ["anna 1", "anna 2"]) {
      expect(await reopened.messages.get(id)).toMatchObject({ state: "closed", question: "" });
      expect(await reopened.messages.add(incoming(id), 9), id).toBe(false);
    }
  });

  it("still takes back the answer to a question that its author took back just before", async () => {
    const all = await open();
    await fill(all, whoOf("anna"));
    await all.messages.retract("anna 1");
    expect((await all.memory.personal.erase("anna")).messages).toBe(1);
    expect(await all.messages.get("anna 1")).toMatchObject({
      state: "retracted",
      sent: "sent to anna",
      person: "",
    });
  });

  it("erases the words of a person that stand with the questions of others", async () => {
    const all = await open();
    const inThread = { conversation: "thread" };
    await all.messages.add(incoming("a", { ...inThread, person: "anna", question: "secret" }), 1);
    const history = ["secr", "of another"];
    await all.messages.add(incoming("b", { ...inThread, person: "bernat", history }), 1);
    const elsewhere = incoming("c", { conversation: "other", person: "bernat", history });
    await all.messages.add(elsewhere, 1);
    await all.memory.personal.erase("anna");
    expect((await all.messages.get("b"))?.history).toEqual(["of another"]);
    expect((await all.messages.get("c"))?.history).toEqual(history);
  });

  it("leaves no question of a person in the groups of the owners", async () => {
    const all = await open();
    for (const person of ["anna", "bernat"]) await fill(all, whoOf(person));
    const sample = "question of anna 1";
    const decision = { kind: "to-write" } as const;
    const both = { id: "both", topic: "abstained", sample, decision } as const;
    await all.memory.askings.addGroups(
      [
        { ...both, askings: ["anna 1", "bernat 1"] },
        { ...both, id: "own", askings: ["anna 1", "anna 2"] },
      ],
      1,
    );
    await all.memory.personal.erase("anna");
    expect(await all.memory.askings.decided(0, 9)).toEqual([
      { ...both, sample: "question of bernat 1", askings: ["bernat 1"] },
    ]);
  });

  it("takes what others thought of the erased questions with them, and what the person thought of others'", async () => {
    const all = await open();
    for (const person of ["anna", "bernat"]) await fill(all, whoOf(person));
    await all.memory.askings.rate("anna 1", whoOf("bernat"), rating(true));
    await all.memory.askings.rate("bernat 1", whoOf("anna"), rating(true));
    expect(await all.memory.personal.erase("anna")).toEqual({ ...everything, opinions: 3 });
    expect(await all.memory.askings.count(0, 9_000)).toMatchObject({
      total: 2,
      positive: 0,
      negative: 2,
    });
  });

  it("comes to an end, and to nothing, when people press and are erased at the same time", async () => {
    const all = await open();
    const people = Array.from({ length: 8 }, (_, at) => `p${at}`);
    for (const person of people) await fill(all, whoOf(person));
    const { askings, personal } = all.memory;
    const pressed = people.flatMap((person) =>
      people.map((other) => askings.rate(`${other} 1`, whoOf(person), rating(true))),
    );
    const purge = personal.purge(0);
    await Promise.all([...pressed, ...people.map((person) => personal.erase(person)), purge]);
    await Promise.all(people.map((person) => personal.erase(person)));
    for (const person of people)
      expect((await personal.of(person)).counts, person).toEqual(nothing);
    expect(await askings.count(0, 9_000)).toMatchObject({ total: 0 });
    for (const person of people) await askings.add(asking(`${person} 1`));
    expect(await askings.count(0, 9_000)).toMatchObject({ positive: 0, negative: 0 });
  });
}

function erasesTenants(open: Open): void {
  it("erases a tenant with everybody in it, and nothing of another", async () => {
    const all = await open();
    const [anna, bernat] = [whoOf("anna", "north"), whoOf("bernat", "south")];
    for (const who of [anna, bernat]) {
      await fill(all, who);
      await all.memory.councils.set(who, { name: `of ${who.person}`, population: 1, keeper: "" });
    }
    await all.memory.askings.rate("anna 1", bernat, rating(true));
    await all.memory.askings.rate("bernat 1", anna, rating(true));
    await all.memory.personal.eraseTenant("north");
    await all.memory.personal.eraseTenant("unknown");
    expect((await all.memory.personal.of("anna")).counts).toEqual(nothing);
    expect(await all.memory.councils.get("north")).toBeUndefined();
    expect(await all.memory.councils.get("south")).toMatchObject({ name: "of bernat" });
    expect((await all.memory.personal.of("bernat")).counts).toEqual(everything);
    expect(await all.memory.askings.count(0, 9_000)).toMatchObject({ total: 2, positive: 0 });
  });
}

function erasesPlans(open: Open): void {
  const sizesOf = ({ memory }: Remembered, ...tenants: readonly string[]) =>
    Promise.all(tenants.map(async (tenant) => (await memory.plans.list(tenant)).length));

  it("erases the plan of a tenant that leaves, and not with one of its people", async () => {
    const all = await open();
    for (const tenant of ["north", "south"])
      await all.memory.plans.add(whoOf("anna", tenant), [planEntry("a"), planEntry("b")]);
    await all.memory.personal.erase("anna");
    expect(await sizesOf(all, "north", "south")).toEqual([2, 2]);
    await all.memory.personal.eraseTenant("north");
    expect(await sizesOf(all, "north", "south")).toEqual([0, 2]);
  });

  it("shows and erases the plan of a browser with the person, who is all of it", async () => {
    const all = await open();
    for (const browser of ["one", "two"])
      await all.memory.plans.add(whoOf(browser, browser, "web"), [planEntry("a", { owner: "us" })]);
    expect((await all.memory.personal.of("one")).data).toMatchObject({
      plan: [{ item: "a", status: "proposed", owner: "us", added: "1970-01-01T00:00:01.000Z" }],
    });
    await all.memory.personal.erase("one");
    expect((await all.memory.personal.of("one")).data).toMatchObject({ plan: [] });
    expect(await sizesOf(all, "one", "two")).toEqual([0, 1]);
  });

  it("purges plans of browsers that are not used any more, and of nobody else", async () => {
    const all = await open();
    const browsers = ["gone", "changed", "asks", "told"];
    for (const browser of browsers)
      await all.memory.plans.add(whoOf(browser, browser, "web"), [planEntry("a"), planEntry("b")]);
    await all.memory.plans.add(whoOf("anna", "north"), [planEntry("a")]);
    const changed = whoOf("changed", "changed", "web");
    await all.memory.plans.set(changed, planEntry("b", { changedAtMs: 10_000 }));
    await all.memory.askings.add(asking("one", { who: whoOf("asks"), askedAtMs: 10_000 }));
    await all.memory.readers.set(whoOf("told", "told", "web"), { population: 1 }, 10_000);
    await all.memory.personal.purge(10_000);
    expect(await sizesOf(all, ...browsers, "north")).toEqual([0, 2, 2, 2, 1]);
  });
}

function erasesSpending(open: Open): void {
  const use = { calls: 1, inputTokens: 20, outputTokens: 3 };
  const day = "2026-11-23";

  it("erases what a tenant spent with the tenant or the browser that it is, and nobody else's", async () => {
    const { memory } = await open();
    for (const council of ["north", "south", "browser", ""])
      await memory.spending.add(council, day, use);
    await memory.personal.eraseTenant("north");
    await memory.personal.eraseTenant("");
    await memory.personal.erase("browser");
    await memory.personal.erase("anna");
    const callsOf = async (council: string) => (await memory.spending.of(council, day)).calls;
    const left = ["north", "south", "browser", ""].map(callsOf);
    expect(await Promise.all(left)).toEqual([0, 1, 0, 1]);
  });

  it("forgets what was spent on days before the one of the retention", async () => {
    const { memory } = await open();
    for (const one of ["2026-11-22", day, "2026-11-24"]) await memory.spending.add("a", one, use);
    await memory.personal.purge(Date.parse("2026-11-23T15:00:00Z"));
    const left = await memory.spending.total("2026-01-01", "2027-01-01");
    expect(left.map((one) => one.day)).toEqual([day, "2026-11-24"]);
  });
}

function purges(open: Open): void {
  it("keeps what is needed, and forgets who needed it when that person is gone", async () => {
    const { memory } = await open();
    const [gone, here] = [whoOf("gone", "gone", "web"), whoOf("here", "north")];
    for (const who of [gone, here]) {
      await memory.readers.set(who, { population: 800 }, who === here ? 9_000 : 1_000);
      await memory.needs.add(who, newNeed("one", { recordedAtMs: 2_000, place: "D1" }));
    }
    await memory.personal.purge(5_000);
    expect(await memory.needs.get("one")).toMatchObject({ people: 2, councils: 2 });
    expect(await memory.needs.of("gone")).toEqual([]);
    for await (const rows of memory.needs.recorded(0, 9_000))
      expect(JSON.stringify(rows)).not.toContain("gone");
    expect(await memory.needs.of("here")).toHaveLength(1);
    await memory.personal.purge(5_000);
    await memory.needs.cover("one", "2.3.9", 6_000);
    const told = await memory.needs.takeCovered("slack", 6_001, 9);
    expect(told.map(({ who }) => who.person)).toEqual(["here"]);
    expect(await memory.needs.takeCovered("web", 6_001, 9)).toEqual([]);
  });

  it("erases what was asked before then, with what was thought of it", async () => {
    const all = await open();
    for (const at of [9, 10, 11]) {
      await all.memory.askings.add(asking(`a${at}`, { askedAtMs: at, who: whoOf(`p${at}`) }));
      await all.memory.askings.rate(`a${at}`, whoOf("rater"), rating(true, "", 99));
    }
    const topic = "abstained" as const;
    const sample = "question of a9";
    await all.memory.askings.addGroups([{ id: "old", topic, sample, askings: ["a11"] }], 9);
    await all.memory.askings.addGroups([{ id: "new", topic, sample, askings: ["a9", "a11"] }], 10);
    await all.memory.personal.purge(10);
    expect(await all.memory.askings.count(0, 99)).toMatchObject({ total: 2, positive: 2 });
    expect(await all.memory.askings.group("old")).toBeUndefined();
    expect(await all.memory.askings.group("new")).toMatchObject({
      sample: "question of a11",
      askings: ["a11"],
    });
  });

  it("forgets people who have not been here since, and not those who only ask", async () => {
    const all = await open();
    for (const person of ["gone", "asks", "here"])
      await all.memory.readers.set(whoOf(person), { population: 5 }, person === "here" ? 10 : 9);
    for (const person of ["gone", "asks"]) await all.memory.journeys.set(whoOf(person), journey());
    await all.memory.askings.add(asking("one", { who: whoOf("asks"), askedAtMs: 10 }));
    await all.memory.personal.purge(10);
    const readers = await Promise.all(["asks", "here"].map((one) => all.memory.readers.get(one)));
    expect(readers).toEqual([{ population: 5 }, { population: 5 }]);
    // The journey was changed just now.
    expect(await all.memory.readers.get("gone")).toEqual({ population: 5 });
    const later = Date.now() + 60_000;
    await all.memory.askings.add(asking("one", { who: whoOf("asks"), askedAtMs: later }));
    await all.memory.personal.purge(later);
    expect((await all.memory.personal.of("gone")).counts).toEqual(nothing);
    expect((await all.memory.personal.of("here")).counts).toEqual(nothing);
    expect((await all.memory.personal.of("asks")).counts).toMatchObject({ profile: 1, journey: 1 });
  });

  it("does not do again what was done, however short the retention", async () => {
    const { memory } = await open();
    const now = 1_790_000_000_000;
    const dayMs = 86_400_000;
    await memory.tasks.take("digest", now, now + 1);
    await memory.tasks.finish("digest");
    await memory.personal.purge(now + 6 * dayMs);
    expect(await memory.tasks.take("digest", now + 6 * dayMs, now + 7 * dayMs)).toBe(false);
    await memory.personal.purge(now + 61 * dayMs);
    expect(await memory.tasks.take("digest", now + 61 * dayMs, now + 62 * dayMs)).toBe(true);
  });
}

/** Ways in which somebody may call themselves, none of which is `bernat` of `south`. */
const names = ["anna", "", "%", "_", "bernat ", "BERNAT", "b", "' OR 1=1 --", "bernat\0"] as const;

type Deed = (all: Remembered, who: Who) => Promise<unknown>;

const deeds: readonly Deed[] = [
  ({ memory }, who) => memory.readers.set(who, { population: 1 }, 9_999),
  ({ memory }, who) => memory.journeys.set(who, journey({ language: "en" })),
  ({ memory }, who) => memory.journeys.set(who, journey({ version: 1, language: "en" })),
  ({ memory }, { person }) => memory.journeys.remove(person),
  ({ memory }, { tenant, person }) =>
    memory.councils.set(whoOf(person, tenant), { name: "x", population: 1, keeper: "" }),
  ({ memory }, { tenant }) => memory.councils.remove(tenant),
  ({ memory }, who) => memory.askings.add(asking("own", { who, kind: "abstained" })),
  ({ memory }, who) => memory.askings.rate("own", who, rating(false, "own")),
  ({ memory }, who) => memory.askings.rate("bernat", who, rating(false, "guessed")),
  ({ memory }) => memory.askings.remove("own"),
  ({ memory }) => memory.askings.remove("bernat%"),
  ({ memory }, { person }) => memory.personal.erase(person),
  ({ memory }, { tenant }) => memory.personal.eraseTenant(tenant),
  ({ messages }, { person, tenant }) => messages.add(incoming("own", { person, tenant }), 1),
  ({ messages }) => messages.retract("own"),
  ({ conversations }, { person }) => conversations.set("19:own", JSON.stringify({ person })),
  ({ conversations }) => conversations.remove("19:own"),
  ({ memory }) => memory.journeys.takeDue("teams", 99_999, 999_999, 10),
  ({ memory }) => memory.personal.purge(0),
];

function keepsPeopleApart(open: Open): void {
  it("changes and shows nothing of anybody else, whatever somebody does", async () => {
    const all = await open();
    const bernat = whoOf("bernat", "south");
    await fill(all, bernat);
    await all.memory.councils.set(bernat, { name: "of bernat", population: 1, keeper: "" });
    const before = await seen(all, bernat);
    const somebody = fc.record({
      person: fc.constantFrom(...names),
      tenant: fc.constantFrom("north", "", "%", "sout", "SOUTH"),
      platform: fc.constantFrom("slack", "teams"),
    });
    const doings = fc.array(fc.tuple(fc.constantFrom(...deeds), somebody), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(doings, async (all_) => {
        for (const [deed, who] of all_) {
          // Ids are digests: the engines may refuse what is none, but never take it for another.
          await deed(all, who).catch(() => undefined);
          const { counts, data } = await all.memory.personal
            .of(who.person)
            .catch(() => ({ counts: nothing, data: {} }));
          expect(JSON.stringify([counts, data])).not.toContain("of bernat");
        }
        expect(await seen(all, bernat)).toBe(before);
      }),
      { numRuns: 60 },
    );
  });
}
