import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { isVerified } from "../../../src/answer/verify.ts";
import type { Journey } from "../../../src/onboarding/journey.ts";
import type { ItineraryWish } from "../../../src/onboarding/serve-itinerary.ts";
import type { Sheet } from "../../../src/reception/sheet.ts";
import { readWish, writeWish } from "../../../src/reception/wish.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { smallItinerary } from "../../helpers/small-itinerary.ts";
import { knowledgeFolder } from "../../helpers/small-knowledge.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../answer/shipped.ts";
import { choicesOf, createRig, dayMs, partsOf } from "./rig.ts";

let index: SearchIndex;

beforeEach(async () => {
  index ??= (await openAssistant(await knowledgeFolder(smallItinerary))).index;
}, buildTimeoutMs);

const step = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom("pla", "copies", "equip", "ple", "agenda") },
  fc.constantFrom("__proto__", "constructor", "toString", "pla:0", "gone"),
  fc.string({ minLength: 1, maxLength: 100 }),
);
const number = fc.integer({ min: 0, max: 9 });
const small = fc.integer({ min: 0, max: 2 });
const fields = fc.oneof(
  fc.dictionary(fc.string({ maxLength: 40 }), fc.string({ maxLength: 300 })),
  fc.record(
    {
      role: fc.oneof(fc.constantFrom("agent-digital", "secretaria", "alcaldia"), fc.string()),
      population: fc.oneof(
        fc.integer({ min: -5, max: 20_000_000 }).map(String),
        fc.string({ unit: "binary", maxLength: 4_000 }),
      ),
    },
    { requiredKeys: [] },
  ),
);
const kind = <Kind extends string>(value: Kind) => fc.constant(value);
/** A story that always ends shows little. */
const mostlyNot = fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true));
const wish: fc.Arbitrary<ItineraryWish> = fc.oneof(
  fc.record({ kind: kind("itinerary") }),
  fc.record({ kind: kind("begin"), fields }),
  fc.record({ kind: kind("step"), step }),
  fc.record({ kind: kind("check"), step, question: number }),
  fc.record({ kind: kind("check"), step, question: small, option: small }),
  fc.record({ kind: kind("check"), step, question: number, option: number }),
  fc.record({ kind: kind("finish-step"), step }),
  fc.record({ kind: kind("reminders"), wanted: fc.boolean() }),
  fc.record({ kind: kind("summary") }),
  fc.record({ kind: kind("restart"), isSure: mostlyNot }),
);
const press = fc.record({
  wish,
  place: fc.constantFrom(undefined, "dm"),
  language: fc.constantFrom("ca" as const, "es" as const, "en" as const),
  /** Steps that the index of this moment has lost. */
  lost: fc.subarray(["pla", "copies", "agenda"]),
});

describe("serveItinerary, whatever is pressed", () => {
  it("never throws, never loses a done step, and shows what every platform can show", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(press, { maxLength: 25 }), async (presses) => {
        const rig = createRig(index);
        await rig.begin();
        for (const { wish: wished, place, language, lost } of presses) {
          rig.index = {
            ...index,
            itinerary: index.itinerary.filter(({ id }) => !lost.includes(id)),
          };
          Object.assign(rig, { place, language, nowMs: rig.nowMs + dayMs });
          const before = await rig.kept();
          expectShowable(await rig.press(wished), index);
          const after = await rig.kept();
          const isErased = wished.kind === "restart" && wished.isSure;
          if (!isErased) expectNothingLost(before, after);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("changes nothing more when the same is pressed twice", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { minLength: 1, maxLength: 15 }), async (wishes) => {
        const rig = createRig(index);
        await rig.begin();
        rig.place = "dm";
        for (const wished of wishes) {
          await rig.press(wished);
          const { version: _, ...once } = (await rig.kept()) ?? { version: 0 };
          const first = await rig.press(wished);
          const { version: __, ...twice } = (await rig.kept()) ?? { version: 0 };
          expect(twice).toEqual(once);
          expect(await rig.press(wished)).toEqual(first);
        }
      }),
      { numRuns: 100 },
    );
  });
});

function expectNothingLost(before: Journey | undefined, after: Journey | undefined): void {
  expect(after?.done).toMatchObject(before?.done ?? {});
  for (const [key, { option, isRight }] of Object.entries(before?.checks ?? {}))
    expect(after?.checks[key]).toMatchObject({ option, isRight });
}

function expectShowable(sheet: Sheet, { itinerary }: SearchIndex): void {
  expect(sheet.title).not.toBe("");
  expect(sheet.parts.length).toBeGreaterThan(0);
  expect(sheet.parts.length).toBeLessThanOrEqual(14);
  // What to do next, and the steps of each stage.
  expect(partsOf(sheet, "choices").length).toBeLessThanOrEqual(4);
  for (const { label, wish: carried, tone } of choicesOf(sheet)) {
    expect(label.length).toBeGreaterThan(0);
    expect(label.length).toBeLessThanOrEqual(75);
    expect(writeWish(carried).length).toBeLessThan(300);
    expect(readWish(writeWish(carried))).toEqual(carried);
    if (tone === "danger") expect(carried).toEqual({ kind: "restart", isSure: true });
  }
  expect(choicesOf(sheet).filter(({ tone }) => tone === "main").length).toBeLessThanOrEqual(1);
  for (const { items } of partsOf(sheet, "list")) expect(items.length).toBeGreaterThan(0);
  for (const { citation } of partsOf(sheet, "quote"))
    expect(isVerified(citation, index, publicUrl)).toBe(true);
  for (const { steps } of partsOf(sheet, "progress"))
    expect(steps.length).toBeLessThanOrEqual(itinerary.length);
  for (const { form } of partsOf(sheet, "form"))
    for (const { value, maxChars } of form.fields)
      expect(value.length).toBeLessThanOrEqual(maxChars);
}
