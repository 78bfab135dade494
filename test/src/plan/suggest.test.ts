import { beforeAll, expect, it } from "vitest";
import { suggestNext } from "../../../src/plan/suggest.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { planEntry } from "../../contracts/plan-store.ts";
import { buildTimeoutMs, openAssistant } from "../answer/shipped.ts";
import { choicesOf, partsOf, textOf } from "../onboarding/rig.ts";
import { createPlanRig, startMs } from "./rig.ts";

let index: SearchIndex;

beforeAll(async () => {
  index = (await openAssistant()).index;
}, buildTimeoutMs);

const next = (entries: Parameters<typeof suggestNext>[0], population?: number) =>
  suggestNext(entries, index.catalogue, population, "ca", startMs);

it("names what it goes with, and puts first what the law asks", () => {
  const suggestions = next([planEntry("2.4.3")]);
  expect(suggestions).toHaveLength(5);
  for (const { item, reasons } of suggestions) {
    expect(item.applicability?.duty, item.id).toBeDefined();
    expect(reasons.join(" ")).toContain(item.applicability?.duty);
  }
  expect(suggestions.map(({ item }) => item.id)).toEqual(
    expect.arrayContaining(["2.3.1", "2.3.3", "4.5.2"]),
  );
  expect(suggestions[0]?.reasons[0]).toMatch(/^L'Agenda la relaciona amb 2\.4\.3 \(/u);
});

it("invents no order, and follows nothing that was dropped", () => {
  const said = next([planEntry("4.3.2")]).flatMap(({ reasons }) => reasons);
  expect(said.join(" ")).not.toMatch(/fer-la primer|dona resultats abans/u);
  const dropped = next([planEntry("2.4.3", { status: "dropped" })]);
  expect(dropped.flatMap(({ reasons }) => reasons).join()).not.toContain("relaciona amb 2.4.3");
});

it("suggests nothing that has ended", () => {
  const all = index.catalogue.list("action").filter(({ id }) => id !== "2.4.2" && id !== "1.1.1");
  const rest = all.map(({ id }) => planEntry(id));
  const codesAt = (nowMs: number) =>
    suggestNext(rest, index.catalogue, 80_000, "ca", nowMs).map(({ item }) => item.id);
  expect(codesAt(Date.UTC(2026, 11, 31))).toEqual(expect.arrayContaining(["1.1.1", "2.4.2"]));
  expect(codesAt(Date.UTC(2027, 0, 1))).toEqual(["1.1.1"]);
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
