import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { isVerified } from "../../../src/answer/verify.ts";
import { planStatuses } from "../../../src/plan/plan.ts";
import { readQuarter } from "../../../src/plan/quarters.ts";
import type { PlanWish } from "../../../src/plan/serve-plan.ts";
import { readWish, writeWish } from "../../../src/reception/wish.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { knowledgeFolder } from "../../helpers/small-knowledge.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../answer/shipped.ts";
import { choicesOf, partsOf } from "../onboarding/rig.ts";
import { createPlanRig } from "./rig.ts";

let index: SearchIndex;

beforeEach(async () => {
  index ??= (await openAssistant(await knowledgeFolder())).index;
}, buildTimeoutMs);

const kind = <Kind extends string>(value: Kind) => fc.constant(value);
const item = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom("2.3.1", "2.3.2") },
  fc.constantFrom("2.3", "2", "aprovacio", "__proto__", "constructor"),
  fc.string({ minLength: 1, maxLength: 100 }),
);
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 4_000 }),
  fc.constantFrom("", "=1+1", "\u202eabc", "a\r\nb", "\0", "</textarea>", "2027-T1", "done"),
);
const fields = fc.oneof(
  fc.dictionary(fc.string({ maxLength: 40 }), text),
  fc.record({ status: text, owner: text, quarter: text, notes: text }, { requiredKeys: [] }),
  fc.record({ population: text, start: text }, { requiredKeys: [] }),
  fc.record({
    status: fc.constantFrom(...planStatuses),
    owner: text,
    quarter: fc.constantFrom("none", "2027-T1", "2026-T4"),
    notes: text,
  }),
);
const version = fc.integer({ min: 1, max: 3 });
const wish: fc.Arbitrary<PlanWish> = fc.oneof(
  fc.record({ kind: kind("plan") }),
  fc.record({ kind: kind("plan"), from: fc.integer({ min: 0, max: 100_000 }) }),
  fc.record({ kind: kind("plan-add"), item }),
  fc.record({ kind: kind("plan-entry"), item }),
  fc.record({ kind: kind("plan-keep"), item, version, fields }),
  fc.record({ kind: kind("plan-drop"), item, version, isSure: fc.boolean() }),
  fc.record({ kind: kind("plan-next") }),
  fc.record({ kind: kind("model"), fields }),
  fc.record({ kind: kind("adopt-model"), fields }),
);

it("comes through whatever is pressed, with a plan that can be shown", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(wish, fc.constantFrom("north", "south")), { maxLength: 20 }),
      fc.option(fc.integer({ min: 1, max: 10_000_000 }), { nil: undefined }),
      async (presses, population) => {
        const rig = createPlanRig(index);
        rig.population = population;
        for (const [pressed, tenant] of presses) {
          const carried = readWish(writeWish(pressed)) as PlanWish;
          const other = tenant === "north" ? "south" : "north";
          const before = await rig.plans.list(other);
          const sheet = await rig.press(carried, tenant);
          expect(await rig.plans.list(other)).toEqual(before);
          expect(sheet.title).not.toBe("");
          for (const { citation } of partsOf(sheet, "quote"))
            expect(isVerified(citation, index, publicUrl)).toBe(true);
          for (const { label, wish: next } of choicesOf(sheet)) {
            expect(label.length).toBeLessThanOrEqual(75);
            expect(readWish(writeWish(next))).toEqual(next);
          }
        }
        for (const entry of await rig.plans.list("north")) {
          expect(planStatuses).toContain(entry.status);
          if (entry.quarter !== undefined) expect(readQuarter(entry.quarter)).toBe(entry.quarter);
          expect(entry.owner.length).toBeLessThanOrEqual(200);
          expect(entry.notes.length).toBeLessThanOrEqual(3_000);
          expect(entry.owner + entry.notes).not.toMatch(/[\u202a-\u202e\0]/u);
        }
      },
    ),
    { numRuns: 150 },
  );
});

it("loses nothing that was typed: it is kept, or it stands in the sheet", async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.boolean(), async (notes, isStale) => {
      const rig = createPlanRig(index);
      await rig.press({ kind: "plan-add", item: "2.3.1" });
      const press = (said: string) =>
        rig.press({ kind: "plan-keep", item: "2.3.1", version: 1, fields: { notes: said } });
      if (isStale) await press("somebody else's");
      const sheet = await press(notes);
      const shown = partsOf(sheet, "form").flatMap(({ form }) => form.fields);
      const value = shown.find(({ name }) => name === "notes")?.value;
      const kept = (await rig.kept("2.3.1"))?.notes;
      const plain = (said: string | undefined) => said?.replaceAll(/[^a-z0-9]/g, "");
      expect(plain(value)).toBe(plain(notes));
      expect(isStale ? kept : plain(kept)).toBe(
        isStale ? "somebody else's" : notes.length > 3_000 ? "" : plain(notes),
      );
    }),
    { numRuns: 100 },
  );
});
