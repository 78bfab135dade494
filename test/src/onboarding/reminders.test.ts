import { pino } from "pino";
import { beforeEach, describe, expect, it } from "vitest";
import { sendReminders } from "../../../src/onboarding/reminders.ts";
import type { Sheet } from "../../../src/reception/sheet.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { smallItinerary } from "../../helpers/small-itinerary.ts";
import { knowledgeFolder } from "../../helpers/small-knowledge.ts";
import { buildTimeoutMs, openAssistant } from "../answer/shipped.ts";
import { choicesOf, createRig, dayMs, partsOf, type Rig, textOf } from "./rig.ts";

let index: SearchIndex;
let rig: Rig;
let written: { readonly place: string; readonly sheet: Sheet }[];
let lines: string[];

beforeEach(async () => {
  index ??= (await openAssistant(await knowledgeFolder(smallItinerary))).index;
  rig = createRig(index);
  written = [];
  lines = [];
}, buildTimeoutMs);

function send(write?: (place: string) => Promise<void>): Promise<number> {
  return sendReminders({
    platform: "slack",
    journeys: rig.journeys,
    index: () => rig.index,
    write: async (place, sheet) => {
      await write?.(place);
      written.push({ place, sheet });
    },
    now: () => rig.nowMs,
    log: pino({ level: "debug" }, { write: (line) => void lines.push(line) }),
  });
}

async function beginWithReminder(person = "somebody"): Promise<void> {
  rig.place = `place of ${person}`;
  await rig.press({ kind: "begin", fields: { role: "agent-digital", population: "800" } }, person);
  await rig.press({ kind: "reminders", wanted: true }, person);
}

async function nextWeek(): Promise<number> {
  rig.nowMs += 7 * dayMs;
  return send();
}

describe("sendReminders", () => {
  it("writes once, after a week, how far the person is and what comes next", async () => {
    await beginWithReminder();
    expect(await send()).toBe(0);
    expect(await nextWeek()).toBe(1);
    expect(await send()).toBe(0);
    const [{ place, sheet } = { place: "", sheet: undefined }] = written;
    expect(place).toBe("place of somebody");
    if (sheet === undefined) throw new Error("nothing was written");
    expect(textOf(sheet)).toBe("El pas següent és: Escriure el pla (30 minuts).");
    expect(partsOf(sheet, "progress")[0]?.label).toBe("0 de 3 passos fets");
    expect(choicesOf(sheet).map(({ tone, wish }) => [tone, wish])).toEqual([
      ["main", { kind: "step", step: "pla" }],
      [undefined, { kind: "reminders", wanted: false }],
    ]);
  });

  it("stops after four that nobody reacted to, and the last one says so", async () => {
    await beginWithReminder();
    for (let week = 0; week < 6; week += 1) await nextWeek();
    expect(written).toHaveLength(4);
    const saysLast = written.map(({ sheet }) => /No us ho recordaré més/.test(textOf(sheet)));
    expect(saysLast).toEqual([false, false, false, true]);
    expect((await rig.kept())?.reminder).toBeUndefined();
  });

  it("counts anew when the person does something", async () => {
    await beginWithReminder();
    for (let week = 0; week < 3; week += 1) await nextWeek();
    await rig.press({ kind: "finish-step", step: "pla" });
    for (let week = 0; week < 3; week += 1) await nextWeek();
    expect(written).toHaveLength(6);
    expect((await rig.kept())?.reminder?.unanswered).toBe(3);
    expect(textOf(written[5]?.sheet ?? { language: "ca", title: "", parts: [] })).toMatch(
      /Fer còp/,
    );
  });

  it("writes no more to who has stopped it or has done everything", async () => {
    await beginWithReminder();
    await rig.press({ kind: "reminders", wanted: false });
    await beginWithReminder("other");
    for (const step of ["pla", "copies", "agenda"])
      await rig.press({ kind: "finish-step", step }, "other");
    expect(await nextWeek()).toBe(0);
    expect(written).toEqual([]);
    expect((await rig.journeys.get("other"))?.reminder).toBeUndefined();
  });

  it("does not write to who did something while others were written to", async () => {
    await beginWithReminder();
    rig.nowMs += 1;
    await beginWithReminder("other");
    rig.nowMs += 7 * dayMs;
    const sent = await send(async () => {
      await rig.press({ kind: "itinerary" }, "other");
    });
    expect(sent).toBe(1);
    expect((await rig.journeys.get("other"))?.reminder?.unanswered).toBe(0);
  });

  it("writes to the others when one cannot be written to, and logs neither ids nor texts", async () => {
    const people = Array.from({ length: 25 }, (_, number) => `person${number}`);
    for (const person of people) await beginWithReminder(person);
    rig.nowMs += 7 * dayMs;
    const sent = await send(async (place) => {
      if (place.endsWith("7")) throw new Error(`cannot write to ${place}`);
    });
    expect(sent).toBe(23);
    expect(lines).toHaveLength(2);
    expect(lines.join("")).not.toMatch(/person|place|pla\b/i);
  });

  it("writes in the language of the person", async () => {
    rig.language = "en";
    await beginWithReminder();
    await nextWeek();
    expect(textOf(written[0]?.sheet ?? { language: "ca", title: "", parts: [] })).toMatch(
      /^The next step is: Escriure el pla \(30 minutes\)\. The steps are in Catalan/,
    );
  });
});
