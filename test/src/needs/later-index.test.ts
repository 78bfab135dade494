import { readFileSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { hnswStore } from "../../../adapters/langchain/hnsw-store.ts";
import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import { createAssistant } from "../../../src/answer/assistant.ts";
import { SendError } from "../../../src/delivery/send-error.ts";
import { groupByMeaning, leastLikenessOfNeeds } from "../../../src/feedback/group-by-meaning.ts";
import { findAlike } from "../../../src/needs/alike.ts";
import { checkNeeds } from "../../../src/needs/check-needs.ts";
import type { SharedNeed } from "../../../src/needs/need.ts";
import { tellCovered } from "../../../src/needs/tell-covered.ts";
import { needsReport } from "../../../src/owners/needs-report.ts";
import type { Sheet } from "../../../src/reception/sheet.ts";
import { buildIndex, openIndex } from "../../../src/search/index-build.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { openForTest } from "../../adapters/database/open-for-test.ts";
import { receptionOn } from "../../helpers/reception.ts";
import { buildTimeoutMs, publicUrl, shippedFolder } from "../answer/shipped.ts";
import { textOf } from "../onboarding/rig.ts";

const folder = join(import.meta.dirname, "../../evaluation/needs");
const rows = readFileSync(join(folder, "measuring.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) =>
    z
      .strictObject({
        meaning: z.string(),
        axis: z.string(),
        language: z.enum(["ca", "es", "en"]),
        text: z.string(),
      })
      .parse(JSON.parse(line)),
  );
/** The item of the later edition that covers each of twelve meanings. */
const covering = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(join(folder, "covering.json"), "utf8")));

let before: SearchIndex;
let later: SearchIndex;
/** When the needs were recorded: between the two editions. */
let beforeMs = 0;
let built: string;
let knowledge: string;
beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), "agenda-test-"));
  knowledge = await mkdtemp(join(tmpdir(), "agenda-test-"));
  await cp(shippedFolder, knowledge, { recursive: true });
  await buildIndex(await readKnowledge(knowledge), built, hnswStore);
  before = await openIndex(built, hnswStore);
  beforeMs = Date.parse(before.builtAt);
  await cp(join(folder, "covering"), knowledge, { recursive: true });
  await buildIndex(await readKnowledge(knowledge), built, hnswStore);
  later = await openIndex(built, hnswStore);
}, 2 * buildTimeoutMs);
afterAll(async () => {
  for (const made of [built, knowledge]) await rm(made, { recursive: true, force: true });
});

const log = pino({ level: "silent" });
const personOf = (at: number) => `person ${at}`;
const visitorOf = (at: number) => ({
  person: personOf(at),
  tenant: `council ${at}`,
  platform: at % 3 === 0 ? "teams" : "slack",
  language: "ca" as const,
  place: `to ${personOf(at)}`,
  isAdmin: async () => false,
});

/** A place for the needs of three hundred councils, and a later edition of the Agenda. */
async function open() {
  const { database } = await openForTest();
  let serving = before;
  const index = () => serving;
  const assistant = createAssistant({ index, publicUrl, clock: () => performance.now() });
  const { reception, memory } = receptionOn(database, { assistant, index, publicUrl });
  return {
    memory,
    reception,
    check: () => checkNeeds({ needs: memory.needs, assistant, index, now: Date.now, log }),
    goOn() {
      serving = later;
    },
    index,
  };
}

it("keeps three hundred needs, closes those that a later edition covers, and tells each asker once", async () => {
  const { memory, reception, check, goOn, index } = await open();
  for (const [at, { text, axis }] of rows.entries())
    await reception.serve(
      { kind: "keep-need", isSure: true, fields: { text, axis } },
      visitorOf(at),
    );
  expect(await memory.needs.open(500)).toHaveLength(rows.length);
  // The same knowledge covers none of them, however often it is looked at.
  expect(await check()).toBe(0);
  goOn();
  const closed = await check();
  expect(await check()).toBe(0);

  const written: { place: string; sheet: Sheet }[] = [];
  const tell = (platform: string, isDown = false) =>
    tellCovered({
      platform,
      needs: memory.needs,
      readers: memory.readers,
      index,
      publicUrl,
      now: Date.now,
      log,
      async write(place, sheet) {
        if (isDown) throw new SendError("away", { outcome: "not-sent" });
        written.push({ place, sheet });
      },
    });
  expect(await tell("slack", true)).toBe(0);
  // Two processes of a platform at once, and again a minute later.
  await Promise.all([tell("slack"), tell("slack"), tell("teams")]);
  await tell("slack");
  await tell("teams");

  expect(written).toHaveLength(closed);
  expect(new Set(written.map(({ place }) => place)).size).toBe(closed);
  const right = written.filter(({ place, sheet }) => {
    const row = rows[Number(place.split(" ").at(-1))];
    const item = covering[row?.meaning ?? ""];
    return item !== undefined && textOf(sheet).includes(item);
  });
  // Measured when it was written: 25 closed by themselves of 45, none by a wrong item, and one that is not of the twelve.
  expect(right.length).toBeGreaterThanOrEqual(22);
  expect(closed - right.length).toBeLessThanOrEqual(2);
  const meanings = new Set(
    right.map(({ place }) => rows[Number(place.split(" ").at(-1))]?.meaning),
  );
  expect(meanings.size).toBeGreaterThanOrEqual(10);
});

it("reports them by axis, month and meaning, and lets the owners close the rest of a group", async () => {
  const { memory, check, goOn } = await open();
  for (const [at, { text, axis, language }] of rows.entries())
    await memory.needs.add(visitorOf(at), {
      id: `need ${at}`,
      text: text.trim(),
      language,
      ...(axis === "none" ? {} : { axis }),
      rejected: [],
      isNamed: false,
      recordedAtMs: beforeMs,
      knowledge: before.knowledgeDigest,
    });
  goOn();
  await check();
  const period = { fromMs: 0, toMs: beforeMs + 1 };
  const report = await needsReport(period, { needs: memory.needs, index: later });
  expect(report).toMatchObject({ recorded: rows.length, councils: rows.length, isCut: false });
  for (const { name, open: many, covered } of report.axes) {
    const wanted = rows.filter(({ axis }) => axis === (name === "" ? "none" : name));
    expect(many + covered, name).toBe(wanted.length);
  }
  expect(report.months.at(-1)).toMatchObject({ covered: report.covered });
  expect(report.groups.flatMap(({ needs }) => needs)).toHaveLength(rows.length);
  const partly = report.groups.filter((group) => group.proposed !== undefined);
  expect(partly.length).toBeGreaterThan(0);
  for (const group of partly) {
    expect(group.proposed?.item).toBe(group.covered?.item);
    for (const need of group.needs) await memory.needs.cover(need, group.proposed?.item ?? "", 5);
  }
  const again = await needsReport(period, { needs: memory.needs, index: later });
  expect(again.covered).toBeGreaterThan(report.covered);
  expect(again.groups.filter((group) => group.proposed !== undefined)).toEqual([]);
});

it("groups needs that mean the same, in three languages", async () => {
  const groups = await groupByMeaning(
    rows.map(({ text }) => text),
    before,
    leastLikenessOfNeeds,
  );
  const groupOf = new Map(groups.flatMap((group, at) => group.map((row) => [row, at] as const)));
  let [right, grouped, same] = [0, 0, 0];
  for (const [one, row] of rows.entries())
    for (let other = 0; other < one; other += 1) {
      const isSame = row.meaning === rows[other]?.meaning;
      const isGrouped = groupOf.get(one) === groupOf.get(other);
      if (isSame) same += 1;
      if (isGrouped) grouped += 1;
      if (isSame && isGrouped) right += 1;
    }
  // Measured when the limit was chosen, without looking at this set: 0.79 and 0.24.
  expect(right / grouped).toBeGreaterThanOrEqual(0.72);
  expect(right / same).toBeGreaterThanOrEqual(0.2);
});

it("shows most who record a need that others have the one that they have, among three at most", async () => {
  const recorded: SharedNeed[] = [];
  let [had, found, shown, wrong] = [0, 0, 0, 0];
  for (const [at, { text, language, meaning }] of rows.entries()) {
    const alike = await findAlike(text, new Set(), { open: async () => recorded }, before);
    const others = alike.map(({ id }) => rows[Number(id)]?.meaning);
    if (rows.slice(0, at).some((row) => row.meaning === meaning)) {
      had += 1;
      if (others.includes(meaning)) found += 1;
    }
    shown += others.length;
    wrong += others.filter((other) => other !== meaning).length;
    recorded.push({
      id: String(at),
      text,
      language,
      rejected: [],
      councils: 1,
      people: 1,
      recordedAtMs: at,
    });
  }
  // Measured likewise: 0.61 find it, of 1.1 that are shown on average.
  expect(found / had).toBeGreaterThanOrEqual(0.55);
  expect(shown / rows.length).toBeLessThanOrEqual(1.3);
  expect(wrong / shown).toBeLessThanOrEqual(0.5);
}, 60_000);
