import { beforeAll, describe, expect, it } from "vitest";
import type { Asking } from "../../../src/feedback/asking.ts";
import { digestSheet } from "../../../src/feedback/render-digest.ts";
import { buildDigest, mostGroups, mostRead } from "../../../src/feedback/weekly-digest.ts";
import { languages } from "../../../src/language/language.ts";
import type { Choice, Part } from "../../../src/reception/sheet.ts";
import { readWish, writeWish } from "../../../src/reception/wish.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { shippedIndex } from "../../contracts/asking.ts";
import { asking, createAskingStoreFake } from "../../helpers/asking-store-fake.ts";
import { createRandom } from "../../helpers/random.ts";
import { buildTimeoutMs } from "../answer/shipped.ts";

const fromMs = Date.parse("2026-11-15T23:00:00Z");
const toMs = Date.parse("2026-11-22T23:00:00Z");
const now = () => Date.parse("2026-11-23T08:00:00Z");
const minuteMs = 60_000;

let index: SearchIndex;
beforeAll(async () => {
  index = await shippedIndex();
}, buildTimeoutMs);

async function keep(some: readonly Asking[], askings = createAskingStoreFake()) {
  for (const one of some) await askings.add(one);
  return askings;
}

const build = (askings: Awaited<ReturnType<typeof keep>>) =>
  buildDigest({ askings, index, fromMs, toMs, now });

/** Every text that a sheet shows. */
const textsOf = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) => {
    switch (part.kind) {
      case "text":
      case "heading":
        return [part.text];
      case "list":
        return [...part.items];
      case "facts":
        return part.facts.map(({ label, value }) => `${label}: ${value}`);
      default:
        return [];
    }
  });
const choicesOf = (parts: readonly Part[]): Choice[] =>
  parts.flatMap((part) => (part.kind === "choices" ? part.choices : []));

const drones = [
  asking("permís per volar un dron", { askedAtMs: fromMs }),
  asking("¿necesito permiso para volar un dron?", { language: "es", askedAtMs: fromMs + minuteMs }),
  asking("permit to fly a drone", { language: "en", askedAtMs: toMs - 1 }),
];

describe("buildDigest", () => {
  it("groups what was abstained from, the largest first, and of this time only", async () => {
    const askings = await keep([
      asking("on es dona sang?"),
      ...drones,
      asking("permís per volar un dron", { askedAtMs: fromMs - 1 }),
      asking("permís per volar un dron", { askedAtMs: toMs }),
      asking("còpies de seguretat", { kind: "answered", items: ["2.3.1"] }),
    ]);
    const digest = await build(askings);
    expect(digest.counts.total).toBe(5);
    expect(digest.topics).toHaveLength(1);
    expect(digest.topics[0]).toMatchObject({ topic: "abstained", notShown: 0, isCut: false });
    expect(digest.topics[0]?.groups.map(({ count }) => count)).toEqual([3, 1]);
    expect(digest.topics[0]?.groups[0]).toMatchObject({
      group: { sample: "permit to fly a drone", askings: drones.map(({ id }) => id).reverse() },
      languages: ["ca", "es", "en"],
    });
  });

  it("shows the question that was asked most in the same words", async () => {
    const askings = await keep([...drones, asking("permís per volar un dron")]);
    const [topic] = (await build(askings)).topics;
    expect(topic?.groups[0]?.group.sample).toBe("permís per volar un dron");
  });

  it("tells of answers that were rated badly, with three of the words about them", async () => {
    const bad = asking("còpies de seguretat", { kind: "answered", items: ["2.3.1"] });
    const askings = await keep([bad]);
    for (const at of [1, 2, 3, 4]) {
      const who = { ...bad.who, person: `p${at}` };
      await askings.rate(bad.id, who, { isPositive: false, word: `no ${at}`, ratedAtMs: at });
    }
    const [topic] = (await build(askings)).topics;
    expect(topic?.topic).toBe("badly-rated");
    expect(topic?.groups[0]?.words).toEqual(["no 4", "no 3", "no 2"]);
  });

  it("asks once about a question that was abstained from and rated badly too", async () => {
    const one = asking("permís per volar un dron");
    const askings = await keep([one]);
    await askings.rate(one.id, one.who, { isPositive: false, word: "", ratedAtMs: 1 });
    expect((await build(askings)).topics.map(({ topic }) => topic)).toEqual(["abstained"]);
  });

  it("gives the items that were quoted most, with their titles, and none that is gone", async () => {
    const answered = { kind: "answered", intent: "search" } as const;
    const askings = await keep([
      asking("a", { ...answered, items: ["2.3.1", "gone"] }),
      asking("b", { ...answered, items: ["gone"] }),
    ]);
    expect((await build(askings)).items).toEqual([
      { id: "2.3.1", title: index.catalogue.get("2.3.1")?.title, count: 1 },
    ]);
  });

  it("shows so many groups of a topic and says how many more there are", async () => {
    const random = createRandom(1);
    const letter = () => String.fromCharCode(97 + Math.floor(random() * 26));
    const matters = Array.from({ length: mostGroups + 4 }, () =>
      asking(Array.from({ length: 9 }, letter).join("")),
    );
    const [topic] = (await build(await keep(matters))).topics;
    expect(topic?.groups).toHaveLength(mostGroups);
    expect(topic?.notShown).toBe(4);
  });

  it("reads the newest questions of a topic and says that there were more", async () => {
    const many = Array.from({ length: mostRead + 1 }, (_, at) =>
      asking("permís per volar un dron", { askedAtMs: fromMs + at }),
    );
    const [topic] = (await build(await keep(many))).topics;
    expect(topic?.isCut).toBe(true);
    expect(topic?.groups[0]?.count).toBe(mostRead);
    expect(topic?.groups[0]?.group.askings).not.toContain(many[0]?.id);
  });

  it("does not ask again what was decided about a question that means the same", async () => {
    const askings = await keep([...drones, asking("on es dona sang?")]);
    const sample = "volar drons: cal permís?";
    const earlier = { id: "old", topic: "abstained", sample, askings: [] } as const;
    await askings.addGroups([earlier], 1);
    await askings.decide("old", { kind: "covered", item: "2.3.1" }, now() - minuteMs);
    const [topic] = (await build(askings)).topics;
    expect(topic?.groups.map(({ group }) => group.decision?.kind)).toEqual([undefined, "covered"]);
    expect(topic?.groups[1]?.coveredBy).toBe(index.catalogue.get("2.3.1")?.title);
  });

  it("gives a group the same id when it is built again, and another one to another group", async () => {
    const askings = await keep([...drones, asking("on es dona sang?")]);
    const ids = async () =>
      (await build(askings)).topics.flatMap(({ groups }) => groups.map(({ group }) => group.id));
    const first = await ids();
    expect(new Set(first).size).toBe(2);
    expect(await ids()).toEqual(first);
  });
});

describe("digestSheet", () => {
  it.each(languages)("says in one line that nothing was asked: %s", async (language) => {
    const sheet = digestSheet(await build(createAskingStoreFake()), language);
    expect(sheet.parts).toHaveLength(1);
    expect(sheet.title).toContain("2026");
  });

  it("names the week in local days", async () => {
    const sheet = digestSheet(await build(createAskingStoreFake()), "en");
    expect(sheet.title).toMatch(/16\s–\s22 November 2026/u);
  });

  it("shows the questions with how often, in which languages and what can be decided", async () => {
    const { parts } = digestSheet(await build(await keep(drones)), "ca");
    const texts = textsOf(parts);
    expect(texts).toContain("Preguntes: 3");
    expect(texts).toContain("«permit to fly a drone» 3 vegades · català, castellà i anglès");
    const choices = choicesOf(parts);
    expect(choices.map(({ label }) => label)).toEqual([
      "Ja ho cobreix…",
      "S'escriurà",
      "Fora d'abast",
    ]);
    for (const { wish } of choices) {
      expect(readWish(writeWish(wish))).toEqual(wish);
      expect(writeWish(wish).length).toBeLessThan(300);
    }
  });

  it.each(languages)("shows what was decided before and no button for it: %s", async (language) => {
    const askings = await keep(drones);
    const earlier = { id: "old", topic: "abstained", sample: "dron: permís per volar" } as const;
    await askings.addGroups([{ ...earlier, askings: [] }], 1);
    await askings.decide("old", { kind: "covered", item: "2.3.1" }, now());
    const { parts } = digestSheet(await build(askings), language);
    expect(choicesOf(parts)).toEqual([]);
    const title = index.catalogue.get("2.3.1")?.title;
    expect(textsOf(parts).join("\n")).toContain(`2.3.1 (${title})`);
  });

  it.each(languages)("says what is not shown and not read: %s", async (language) => {
    const digest = await build(await keep(drones));
    const topics = digest.topics.map((topic) => ({ ...topic, notShown: 4, isCut: true }));
    const texts = textsOf(digestSheet({ ...digest, topics }, language).parts);
    expect(texts.some((text) => text.includes("4"))).toBe(true);
    expect(texts.some((text) => text.includes(String(mostRead)))).toBe(true);
  });

  it("names no person and no tenant, and keeps a long question short", async () => {
    const askings = await keep([...drones, asking(`zurbigol ${"molt ".repeat(1_000)}`)]);
    const written = JSON.stringify(digestSheet(await build(askings), "ca"));
    expect(written).not.toContain("person-of-the-test");
    expect(written).not.toContain("tenant-of-the-test");
    expect(written.length).toBeLessThan(4_000);
  });
});
