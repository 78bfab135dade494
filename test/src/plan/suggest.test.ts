import { beforeAll, expect, it } from "vitest";
import { suggestNext } from "../../../src/plan/suggest.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { planEntry } from "../../contracts/plan-store.ts";
import { buildTimeoutMs, openAssistant } from "../answer/shipped.ts";
import { choicesOf, partsOf, textOf } from "../onboarding/rig.ts";
import { createPlanRig } from "./rig.ts";

let index: SearchIndex;

beforeAll(async () => {
  index = (await openAssistant()).index;
}, buildTimeoutMs);

const next = (entries: Parameters<typeof suggestNext>[0], population?: number) =>
  suggestNext(entries, index.catalogue, population, "ca");

it("names what comes before an action of the plan, with the reason", () => {
  const suggestions = next([planEntry("2.4.3")]);
  expect(suggestions).toHaveLength(5);
  const first = suggestions[0];
  expect(first?.item.id).toMatch(/^2\.4\./);
  expect(first?.reasons[0]).toContain("dona resultats abans");
  expect(first?.reasons[0]).toContain("2.4.3");
});

it("sees nothing before what is done, and follows nothing that was dropped", () => {
  const done = next([planEntry("2.4.3", { status: "done" })]);
  expect(done.flatMap(({ reasons }) => reasons).join()).not.toContain("dona resultats abans");
  const dropped = next([planEntry("2.4.3", { status: "dropped" })]);
  expect(dropped.flatMap(({ reasons }) => reasons).join()).not.toContain("2.4.3");
});

it("suggests what is for a council of that size, and nothing twice", () => {
  const taken = index.catalogue
    .list("action")
    .slice(0, 60)
    .map(({ id }) => planEntry(id));
  for (const population of [800, 80_000])
    for (const { item } of next(taken, population)) {
      expect(taken.map((entry) => entry.item)).not.toContain(item.id);
      expect(index.catalogue.list("action", { population })).toContain(item);
    }
});

it("says so when there is nothing left", async () => {
  const rig = createPlanRig(index);
  const all = index.catalogue.list("action").map(({ id }) => planEntry(id));
  await rig.plans.add({ person: "", tenant: "north", platform: "slack" }, all);
  expect(textOf(await rig.press({ kind: "plan-next" }))).toContain("No hi ha cap altra acció");
});

it("shows each with its reason and the way to add it, also for an empty plan", async () => {
  const sheet = await createPlanRig(index).press({ kind: "plan-next" });
  expect(partsOf(sheet, "heading")).toHaveLength(5);
  expect(choicesOf(sheet).filter(({ wish }) => wish.kind === "plan-add")).toHaveLength(5);
});
