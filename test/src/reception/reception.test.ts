import { beforeAll, describe, expect, it } from "vitest";
import { createAssistant } from "../../../src/answer/assistant.ts";
import { words } from "../../../src/answer/words.ts";
import type { Memory } from "../../../src/ports.ts";
import { createNoMemory } from "../../../src/reception/no-memory.ts";
import type { Form, Part, Sheet } from "../../../src/reception/sheet.ts";
import type { Visitor } from "../../../src/reception/visitor.ts";
import type { Wish } from "../../../src/reception/wish.ts";
import { receptionWords } from "../../../src/reception/words.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { openForTest } from "../../adapters/database/open-for-test.ts";
import { digestOf, receptionOn } from "../../helpers/reception.ts";
import { buildTimeoutMs, openAssistant } from "../answer/shipped.ts";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

const publicUrl = "https://agenda.example.cat";
const ransomware = "Què hem de fer si ens entra un ransomware?";

async function open(deviations: { readonly memory?: Memory; readonly now?: () => number } = {}) {
  const { database } = await openForTest();
  const clock = () => 0;
  const assistant = createAssistant({ index: () => index, publicUrl, clock });
  return receptionOn(database, { assistant, index: () => index, publicUrl, ...deviations });
}

function visitor(name: string, more: Partial<Visitor> = {}): Visitor {
  return {
    person: digestOf(name),
    tenant: digestOf("tenant"),
    platform: "slack",
    language: "ca",
    isAdmin: () => Promise.resolve(false),
    ...more,
  };
}

function partsOf<Kind extends Part["kind"]>(sheet: Sheet, kind: Kind) {
  return sheet.parts.filter((part): part is Extract<Part, { kind: Kind }> => part.kind === kind);
}

function textOf(sheet: Sheet): string {
  return JSON.stringify(sheet);
}

function formsOf(sheet: Sheet): Form[] {
  return partsOf(sheet, "form").map(({ form }) => form);
}

function keep(whose: "own" | "tenant", fields: Readonly<Record<string, string>>): Wish {
  return { kind: "keep-council", whose, fields };
}

const rupit = { name: "Ajuntament de Rupit i Pruit", population: "300", keeper: "Secretaria" };

describe("the council", () => {
  it("filters every answer and is told with each, until it is taken away", async () => {
    const { reception } = await open();
    const anna = visitor("anna");
    const before = await reception.answer({ question: "quantes accions hi ha?" }, anna);
    await reception.serve(keep("own", { name: "Rupit", population: "800" }), anna);
    const during = await reception.answer({ question: "quantes accions hi ha?" }, anna);
    const search = await reception.answer({ question: ransomware }, anna);
    await reception.serve({ kind: "drop-council", whose: "own" }, anna);
    const after = await reception.answer({ question: "quantes accions hi ha?" }, anna);

    expect(before.answer.isForCouncil).toBe(false);
    expect(during.answer).toMatchObject({ isForCouncil: true, filters: { population: 800 } });
    expect(`${during.answer.lead} ${during.answer.notes.join()}`).toContain(
      "800 habitants (Rupit)",
    );
    expect(search.answer).toMatchObject({ isForCouncil: true, filters: { population: 800 } });
    expect(search.answer.notes.join()).toContain("800 habitants (Rupit)");
    expect(after.answer).toMatchObject({
      isForCouncil: false,
      filters: {},
      lead: before.answer.lead,
    });
  });

  it("gives way to what a question or its form says", async () => {
    const { reception } = await open();
    const anna = visitor("anna");
    await reception.serve(keep("own", { population: "800" }), anna);
    const asked = await reception.answer({ question: "accions per a 60.000 habitants" }, anna);
    const given = await reception.answer(
      { question: "totes les accions", population: 9_000 },
      anna,
    );

    expect(asked.answer).toMatchObject({ isForCouncil: false, filters: { population: 60_000 } });
    expect(given.answer).toMatchObject({ isForCouncil: false, filters: { population: 9_000 } });
  });

  it("is set for a whole tenant by its administrators alone, and each person may have another", async () => {
    const { reception } = await open();
    const admin = visitor("admin", { isAdmin: () => Promise.resolve(true) });
    const [anna, elsewhere] = [visitor("anna"), visitor("pau", { tenant: digestOf("another") })];
    const refused = await reception.serve(keep("tenant", rupit), anna);
    const untouched = await reception.known(anna);
    const saved = await reception.serve(keep("tenant", rupit), admin);
    const known = await reception.known(anna);
    await reception.serve(keep("own", { population: "60.000" }), anna);

    expect(partsOf(refused, "text").map(({ text }) => text)).toContain(
      receptionWords.ca.council.notAdmin,
    );
    expect(untouched.council).toBeUndefined();
    expect(formsOf(refused).map(({ wish }) => wish)).toEqual([keep("own", {})]);
    expect(textOf(saved)).toContain("Secretaria");
    expect(known.council).toMatchObject({ population: 300, name: rupit.name });
    expect((await reception.known(anna)).council).toEqual({ population: 60_000 });
    expect((await reception.known(elsewhere)).council).toBeUndefined();
  });

  it.each([
    ["", "300"],
    ["molts", "300"],
    ["0", "300"],
    ["-5", "300"],
    ["1e99", "300"],
    ["99.999.999.999", "300"],
    ["800,5", "300"],
  ])(
    "keeps nothing when the inhabitants are %j, and shows what was filled in",
    async (population) => {
      const { reception } = await open();
      const admin = visitor("admin", { isAdmin: () => Promise.resolve(true) });
      const own = await reception.serve(keep("own", { name: "Rupit", population }), admin);
      const tenant = await reception.serve(
        keep("tenant", { ...rupit, population, keeper: " " }),
        admin,
      );

      const [ownForm] = formsOf(own);
      expect(ownForm?.fields.map(({ value }) => value)).toEqual(["Rupit", population]);
      expect(ownForm?.fields.map(({ fault }) => fault !== undefined)).toEqual([false, true]);
      expect(formsOf(tenant)[1]?.fields.map(({ fault }) => fault !== undefined)).toEqual([
        false,
        true,
        true,
      ]);
      expect((await reception.known(admin)).council).toBeUndefined();
    },
  );

  it("keeps names of any length and in any signs short and in one line", async () => {
    const { reception } = await open();
    const anna = visitor("anna");
    const name = `a\n\u202Eb\0${"ç".repeat(5_000)}`;
    await reception.serve(keep("own", { name, population: "800" }), anna);
    const kept = (await reception.known(anna)).council?.name ?? "";
    expect(kept.length).toBeLessThanOrEqual(100);
    expect(kept).toMatch(/^a b/);
  });
});

describe("a looked-up action that is for councils of another size", () => {
  it("says so, with the council and the way to change it", async () => {
    const { reception } = await open();
    const anna = visitor("anna");
    await reception.serve(keep("own", { name: "Rupit", population: "800" }), anna);
    const fit = await reception.answer({ question: "acció 2.3.1" }, anna);
    const unfit = await reception.answer({ question: "acció 2.4.2" }, anna);
    const said = words.ca.notForCouncil("800 habitants (Rupit)");
    expect(fit.answer).toMatchObject({ isForCouncil: false, notes: [] });
    expect(unfit.answer).toMatchObject({ isForCouncil: true, notes: [said] });
  });
});

describe("what is kept of a person", () => {
  it("is shown, exported, erased with a word of what it was, and begins anew", async () => {
    const { reception, memory } = await open();
    const [anna, pau] = [visitor("anna"), visitor("pau")];
    for (const one of [anna, pau]) {
      await reception.serve(keep("own", { population: "800" }), one);
      const { id } = await reception.answer({ question: ransomware }, one);
      const fields = { word: "escriviu-me a anna@example.cat" };
      await reception.serve({ kind: "opinion", answer: id, isPositive: false, fields }, one);
    }
    const shown = await reception.serve({ kind: "my-data" }, anna);
    const [link] = partsOf(shown, "link");
    const ticket = link?.url.split("/").at(-1) ?? "";
    const data = await reception.dataFor(ticket);
    const asked = await reception.serve({ kind: "forget", isSure: false }, anna);
    const stillThere = await memory.personal.of(anna.person);
    const erased = await reception.serve({ kind: "forget", isSure: true }, anna);

    expect(link?.url).toMatch(/^https:\/\/agenda\.example\.cat\/les-meves-dades\//);
    expect(data).toMatchObject({
      profile: { population: 800 },
      questions: [{ question: ransomware }],
    });
    expect(JSON.stringify(data)).not.toContain("anna@example.cat");
    expect(textOf(asked)).toContain(receptionWords.ca.data.sure);
    expect(stillThere.counts).toMatchObject({ profile: 1, questions: 1, opinions: 1 });
    expect(erased.title).toBe(receptionWords.ca.data.forgotten);
    expect(partsOf(erased, "list")[0]?.items).toHaveLength(3);
    expect((await memory.personal.of(anna.person)).counts).toEqual({
      profile: 0,
      journey: 0,
      questions: 0,
      opinions: 0,
      messages: 0,
      plan: 0,
      needs: 0,
    });
    expect((await memory.personal.of(pau.person)).counts).toEqual(stillThere.counts);
    const again = await reception.answer({ question: ransomware }, anna);
    expect(again).toMatchObject({ isFirst: true, answer: { isForCouncil: false } });
  });

  it("is given for a ticket of one's own only, and for a quarter of an hour", async () => {
    let now = Date.UTC(2026, 10, 23);
    const { reception } = await open({ now: () => now });
    const anna = visitor("anna");
    await reception.serve(keep("own", { population: "800" }), anna);
    const [link] = partsOf(await reception.serve({ kind: "my-data" }, anna), "link");
    const ticket = link?.url.split("/").at(-1) ?? "";
    const [person = "", until = "", signature = ""] = ticket.split(".");
    expect(await reception.dataFor(ticket)).toBeDefined();
    for (const forged of [
      "",
      "...",
      ticket.slice(0, -1),
      `${digestOf("pau")}.${until}.${signature}`,
      `${person}.${Number(until) + 1}.${signature}`,
      `${ticket}.`,
    ])
      expect(await reception.dataFor(forged), forged).toBeUndefined();
    now += 15 * 60_000 + 1;
    expect(await reception.dataFor(ticket)).toBeUndefined();
    // A clock that was ahead gave it.
    now -= 86_400_000;
    expect(await reception.dataFor(ticket)).toBeUndefined();
  });

  it("says nothing where nothing is kept", async () => {
    const { reception } = await open();
    const sheet = await reception.serve({ kind: "forget", isSure: false }, visitor("nobody"));
    expect(textOf(sheet)).toContain(receptionWords.ca.data.nothing);
    const erased = await reception.serve({ kind: "forget", isSure: true }, visitor("nobody"));
    expect(textOf(erased)).toContain(receptionWords.ca.data.nothing);
  });
});

describe("opinions", () => {
  it("ask for a word, which is kept without what tells of persons", async () => {
    const { reception, memory } = await open();
    const anna = visitor("anna");
    const { id } = await reception.answer({ question: "quant val aparcar al centre?" }, anna);
    const asked = await reception.serve(
      { kind: "opinion", answer: id, isPositive: false, fields: {} },
      anna,
    );
    const [form] = formsOf(asked);
    const fields = { word: "Soc en Pau, 12345678Z: hi falta el preu" };
    await reception.serve({ kind: "opinion", answer: id, isPositive: false, fields }, anna);
    const [kept] = await memory.askings.list("badly-rated", 0, Date.now() + 1, 10);

    expect(form?.wish).toMatchObject({ kind: "opinion", answer: id });
    expect(kept).toMatchObject({
      negative: 1,
      positive: 0,
      index: expect.stringMatching(/^\w{12}$/),
    });
    expect(kept?.words.join()).toContain("hi falta el preu");
    expect(kept?.words.join()).not.toContain("12345678");
  });

  it("on an answer that is gone or never was are not kept, and it is said", async () => {
    const { reception } = await open();
    const wish: Wish = { kind: "opinion", answer: "guessed", isPositive: true, fields: {} };
    const sheet = await reception.serve(wish, visitor("anna"));
    expect(textOf(sheet)).toContain(receptionWords.ca.opinion.gone);
  });
});

describe("what was asked", () => {
  it("is kept for the owners without what tells of persons, and never when it asks for help", async () => {
    const { reception, memory } = await open();
    const anna = visitor("anna");
    await reception.answer({ question: `${ransomware} Truqueu-me al 612 345 678` }, anna);
    await reception.answer({ question: "ajuda" }, anna);
    const { counts, data } = await memory.personal.of(anna.person);
    expect(counts.questions).toBe(1);
    expect(JSON.stringify(data)).not.toContain("612");
    expect(JSON.stringify(data)).toContain("2.3.1");
  });

  it("is gone once its author takes it back", async () => {
    const { reception, memory } = await open();
    const given = await reception.respond({ question: ransomware }, visitor("anna"), "one");
    await reception.keep(given, visitor("anna"));
    await reception.drop("one");
    expect((await memory.personal.of(digestOf("anna"))).counts.questions).toBe(0);
  });
});

describe("who goes on asking", () => {
  it("is not forgotten, however long ago the council was told", async () => {
    let now = Date.UTC(2026, 0, 1);
    const { reception, memory } = await open({ now: () => now });
    const [anna, pau] = [visitor("anna"), visitor("pau")];
    for (const one of [anna, pau]) await reception.serve(keep("own", { population: "800" }), one);
    now = Date.UTC(2026, 6, 1);
    await reception.answer({ question: ransomware }, anna);
    await memory.personal.purge(Date.UTC(2026, 3, 1));
    expect((await reception.known(anna)).council).toEqual({ population: 800 });
    expect((await reception.known(pau)).council).toBeUndefined();
  });
});

describe("the first contact", () => {
  it("is told once to each person", async () => {
    const { reception } = await open();
    const [anna, pau] = [visitor("anna"), visitor("pau")];
    const first = await reception.answer({ question: ransomware }, anna);
    await reception.told(anna);
    const second = await reception.answer({ question: ransomware }, anna);
    const other = await reception.answer({ question: ransomware }, pau);
    expect([first, second, other].map(({ isFirst }) => isFirst)).toEqual([true, false, true]);
  });

  it("is told of with a wish too, but not with the one to be forgotten", async () => {
    const { reception, memory } = await open();
    const [anna, pau] = [visitor("anna"), visitor("pau")];
    const first = await reception.serve({ kind: "itinerary" }, anna);
    const second = await reception.serve({ kind: "itinerary" }, anna);
    const forget = await reception.serve({ kind: "forget", isSure: false }, pau);
    expect(textOf(first)).toContain(receptionWords.ca.notice);
    for (const sheet of [second, forget])
      expect(textOf(sheet)).not.toContain(receptionWords.ca.notice);
    expect((await memory.personal.of(pau.person)).counts.profile).toBe(0);
  });

  it("names with the help what can be said beside questions", async () => {
    const { reception } = await open();
    const help = await reception.answer({ question: "ajuda" }, visitor("anna"));
    expect(help.answer.notes).toContain(receptionWords.ca.alsoSay);
  });
});

describe("without a memory", () => {
  it("answers all the same, and says of every wish that it cannot be served now", async () => {
    const { reception } = await open({ memory: createNoMemory() });
    const anna = visitor("anna", { language: "es" });
    const { answer } = await reception.answer({ question: ransomware }, anna);
    await reception.told(anna);
    await reception.drop("one");
    const wishes: readonly Wish[] = [
      { kind: "council" },
      keep("own", { population: "800" }),
      { kind: "itinerary" },
      { kind: "my-data" },
      { kind: "forget", isSure: true },
      { kind: "opinion", answer: "one", isPositive: true, fields: {} },
    ];
    const sheets = await Promise.all(wishes.map((wish) => reception.serve(wish, anna)));

    expect(answer).toMatchObject({ kind: "answered", notes: [receptionWords.ca.noMemory] });
    for (const sheet of sheets) expect(sheet.title).toBe(receptionWords.es.unavailable.title);
  });
});

describe("a council that nobody uses any more", () => {
  it("goes with the last of its people, and not before", async () => {
    let now = Date.UTC(2026, 0, 1);
    const { reception, memory } = await open({ now: () => now });
    const admin = visitor("admin", { isAdmin: () => Promise.resolve(true) });
    await reception.serve(keep("tenant", rupit), admin);
    await memory.personal.purge(now - 1);
    expect(await memory.councils.get(admin.tenant)).toMatchObject({ population: 300 });
    now = Date.UTC(2026, 6, 1);
    await reception.answer({ question: ransomware }, visitor("anna"));
    await memory.personal.purge(Date.UTC(2026, 3, 1));
    expect(await memory.councils.get(admin.tenant)).toMatchObject({ population: 300 });
    await memory.personal.purge(now + 1);
    expect(await memory.councils.get(admin.tenant)).toBeUndefined();
  });
});

describe("a tenant that leaves", () => {
  it("leaves nothing of itself and its people, and nothing of others is lost", async () => {
    const { reception, memory } = await open();
    const admin = visitor("admin", { isAdmin: () => Promise.resolve(true) });
    const other = visitor("other", { tenant: digestOf("another") });
    await reception.serve(keep("tenant", rupit), admin);
    for (const one of [admin, other]) {
      await reception.serve(keep("own", { population: "800" }), one);
      await reception.answer({ question: ransomware }, one);
    }
    await reception.forgetTenant(admin.tenant);
    expect((await memory.personal.of(admin.person)).counts).toMatchObject({
      profile: 0,
      questions: 0,
    });
    expect(await memory.councils.get(admin.tenant)).toBeUndefined();
    expect((await memory.personal.of(other.person)).counts).toMatchObject({
      profile: 1,
      questions: 1,
    });
  });
});
