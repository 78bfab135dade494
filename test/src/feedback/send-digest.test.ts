import { pino } from "pino";
import { beforeAll, describe, expect, it } from "vitest";
import { type DigestSending, sendDigests } from "../../../src/feedback/send-digest.ts";
import type { Sheet } from "../../../src/reception/sheet.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { shippedIndex } from "../../contracts/asking.ts";
import {
  asking,
  createAskingStoreFake,
  createTaskStoreFake,
} from "../../helpers/asking-store-fake.ts";
import { buildTimeoutMs } from "../answer/shipped.ts";

let index: SearchIndex;
beforeAll(async () => {
  index = await shippedIndex();
}, buildTimeoutMs);

const monday = "2026-11-23T07:00:00Z";

/** A process that sends digests, with a clock to be set. */
function open(more: Partial<DigestSending> = {}) {
  const sheets: Sheet[] = [];
  const askings = createAskingStoreFake();
  const logged: string[] = [];
  let nowMs = 0;
  const sending: DigestSending = {
    platform: "slack",
    place: "C-OWNERS",
    language: "ca",
    askings,
    tasks: createTaskStoreFake(),
    index,
    write: async (place, sheet) => {
      expect(place).toBe("C-OWNERS");
      sheets.push(sheet);
    },
    now: () => nowMs,
    log: pino({ level: "info" }, { write: (line: string) => void logged.push(line) }),
    ...more,
  };
  const at = (iso: string, other: Partial<DigestSending> = {}) => {
    nowMs = Date.parse(iso);
    return sendDigests({ ...sending, ...other });
  };
  return { at, sheets, askings, logged };
}

describe("sendDigests", () => {
  it("sends once a week, from Monday at eight local time", async () => {
    const { at, sheets } = open();
    expect(await at("2026-11-23T06:59:00Z")).toBe(false);
    expect(await at(monday)).toBe(true);
    for (const later of ["2026-11-23T07:01:00Z", "2026-11-29T12:00:00Z", "2026-11-30T06:00:00Z"])
      expect(await at(later)).toBe(false);
    expect(await at("2026-11-30T07:00:00Z")).toBe(true);
    expect(sheets).toHaveLength(2);
  });

  it("sends later in the week when nobody was there on Monday", async () => {
    const { at, sheets, askings } = open();
    await askings.add(asking("permís per volar un dron"));
    expect(await at("2026-11-28T21:00:00Z")).toBe(true);
    expect(JSON.stringify(sheets)).toContain("permís per volar un dron");
  });

  it("sends one for all processes at once, and one for each platform", async () => {
    const { at, sheets } = open();
    const all = await Promise.all([at(monday), at(monday), at(monday, { platform: "teams" })]);
    expect(all).toEqual([true, false, true]);
    expect(sheets).toHaveLength(2);
  });

  it("tries again after a while when it could not be written, and keeps each group once", async () => {
    const { at, sheets, askings, logged } = open();
    await askings.add(asking("permís per volar un dron"));
    const write = () => Promise.reject(new Error("no network"));
    expect(await at(monday, { write })).toBe(false);
    expect(logged.join()).toContain("no network");
    expect(await at("2026-11-23T07:09:00Z")).toBe(false);
    expect(await at("2026-11-23T07:10:00Z", { write })).toBe(false);
    expect(await at("2026-11-23T07:20:00Z")).toBe(true);
    expect(sheets).toHaveLength(1);
    expect(askings.groups).toHaveLength(1);
  });

  it("has kept the groups when their buttons appear", async () => {
    const { at, askings } = open();
    await askings.add(asking("permís per volar un dron"));
    let kept = 0;
    await at(monday, {
      write: async () => {
        kept = askings.groups.length;
      },
    });
    expect(kept).toBe(1);
  });

  it("leaves a decision that was made between two attempts, or on another platform", async () => {
    const { at, sheets, askings } = open();
    await askings.add(asking("permís per volar un dron"));
    await at(monday);
    await askings.decide(askings.groups[0]?.id ?? "", { kind: "to-write" }, Date.parse(monday));
    await at(monday, { platform: "teams" });
    expect(askings.groups).toHaveLength(1);
    expect(askings.groups[0]?.decision).toEqual({ kind: "to-write" });
    expect(sheets[1]?.parts.some(({ kind }) => kind === "choices")).toBe(false);
  });

  it("sends no second one of a week when the clock jumps back", async () => {
    const { at, sheets } = open();
    await at("2026-11-30T07:00:00Z");
    await at("2026-11-23T07:00:00Z");
    await at("2026-11-30T07:00:00Z");
    await at("2026-11-24T07:00:00Z");
    expect(sheets.map(({ title }) => title)).toHaveLength(2);
    expect(new Set(sheets.map(({ title }) => title)).size).toBe(2);
  });

  it("is not sent twice when finishing fails once", async () => {
    const tasks = createTaskStoreFake();
    let failures = 1;
    const { at, sheets } = open({
      tasks: {
        ...tasks,
        finish: (name) => {
          failures -= 1;
          return failures < 0 ? tasks.finish(name) : Promise.reject(new Error("busy"));
        },
      },
    });
    expect(await at(monday)).toBe(true);
    expect(await at("2026-11-24T07:00:00Z")).toBe(false);
    expect(sheets).toHaveLength(1);
  });

  it("never rejects, and logs no question", async () => {
    const { at, askings, logged } = open();
    await askings.add(asking("permís per volar un dron"));
    expect(await at(monday, { tasks: { take: away, finish: away } })).toBe(false);
    expect(await at(monday)).toBe(true);
    expect(logged.join()).not.toContain("dron");
  });
});

const away = () => Promise.reject(new Error("database away"));
