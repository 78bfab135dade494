import { passes } from "../agenda/catalogue.ts";
import { describePopulation } from "../answer/facts.ts";
import type { Language } from "../language/language.ts";
import { choice, text } from "../onboarding/parts.ts";
import type { PlanStore } from "../ports.ts";
import type { Part, Sheet } from "../reception/sheet.ts";
import type { Visitor } from "../reception/visitor.ts";
import type { Wish } from "../reception/wish.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { dropEntry } from "./drop-entry.ts";
import { entrySheet } from "./entry-sheet.ts";
import { keepEntry } from "./keep-entry.ts";
import { entryOfModel, modelAgenda, newEntry } from "./model-agenda.ts";
import { modelSheet, readModel } from "./model-sheet.ts";
import { nextSheet } from "./next-sheet.ts";
import { noteSheet, toPlan } from "./parts.ts";
import { planSheet } from "./plan-sheet.ts";
import type { PlanScene } from "./scene.ts";
import { planWords } from "./words.ts";

/** What can be wished of the plan. */
export type PlanWish = Extract<
  Wish,
  {
    readonly kind:
      | "plan"
      | "plan-add"
      | "plan-entry"
      | "plan-keep"
      | "plan-drop"
      | "plan-next"
      | "model"
      | "adopt-model";
  }
>;

/** What serving the plan needs. */
export interface PlanOptions {
  readonly index: SearchIndex;
  readonly publicUrl: string;
  readonly plans: PlanStore;
  readonly language: Language;
  /** Inhabitants of the council, as far as they are known. */
  populationOf(): Promise<number | undefined>;
  /** Address of the page with the plan; undefined where it cannot be opened from. */
  planUrl(): { readonly url: string; readonly isBrief: boolean } | undefined;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * Does what somebody wishes of the plan of the tenant and shows where that leads. Nothing is kept where the tenant is not
 * known.
 * @throws whatever the store throws
 */
export async function servePlan(
  wish: PlanWish,
  visitor: Visitor,
  options: PlanOptions,
): Promise<Sheet> {
  const { index, publicUrl, language } = options;
  const population = await options.populationOf();
  const isKnown = visitor.tenant !== "";
  const page = isKnown ? options.planUrl() : undefined;
  const scene: PlanScene = {
    index,
    publicUrl,
    language,
    nowMs: options.now(),
    ...(population === undefined ? {} : { population }),
    ...(page === undefined ? {} : { pageUrl: page.url }),
    isPageBrief: page?.isBrief === true,
  };
  if (!isKnown) return noteSheet(planWords[language].unknown, scene, []);
  return sheetOf(wish, visitor, scene, options.plans);
}

async function sheetOf(
  wish: PlanWish,
  visitor: Visitor,
  scene: PlanScene,
  plans: PlanStore,
): Promise<Sheet> {
  const { tenant } = visitor;
  switch (wish.kind) {
    case "plan":
      return planSheet(await plans.list(tenant), scene, wish.from);
    case "plan-next":
      return nextSheet(await plans.list(tenant), scene);
    case "plan-add":
      return addItem(wish.item, visitor, scene, plans);
    case "plan-entry": {
      const entry = await plans.get(tenant, wish.item);
      return entry === undefined ? absentSheet(wish.item, scene) : entrySheet(entry, scene);
    }
    case "plan-keep":
      return keepEntry(wish, visitor, scene, plans);
    case "plan-drop":
      return dropEntry(wish, visitor, scene, plans);
    case "model": {
      const read = readModel(wish.fields, scene);
      if ("sheet" in read) return read.sheet;
      const taken = new Set((await plans.list(tenant)).map(({ item }) => item));
      return modelSheet(read.wish, taken, scene);
    }
    case "adopt-model":
      return adopt(wish.fields, visitor, scene, plans);
  }
}

/** Pressed twice, or by two people, it is added once. */
async function addItem(
  id: string,
  visitor: Visitor,
  scene: PlanScene,
  plans: PlanStore,
): Promise<Sheet> {
  const say = planWords[scene.language].add;
  const item = scene.index.catalogue.get(id);
  // What has left the Agenda may still be in the plan.
  if (item?.applicability === undefined) return absentOrKept(id, visitor, scene, plans);
  const added = await plans.add(visitor, [newEntry(item, scene.nowMs)]);
  const entry = await plans.get(visitor.tenant, id);
  if (entry === undefined) return absentSheet(id, scene);
  const done = added > 0 ? text(say.done, "good") : text(say.already);
  return entrySheet(entry, scene, [done, ...misfit(id, scene)]);
}

async function absentOrKept(
  id: string,
  { tenant }: Visitor,
  scene: PlanScene,
  plans: PlanStore,
): Promise<Sheet> {
  const kept = await plans.get(tenant, id);
  if (kept === undefined) return absentSheet(id, scene);
  return entrySheet(kept, scene, [text(planWords[scene.language].add.already)]);
}

/** Says that an action is for councils of another size; nothing where it is for this one. */
function misfit(id: string, { index, population, language }: PlanScene): Part[] {
  const item = index.catalogue.get(id);
  if (item?.applicability === undefined || population === undefined) return [];
  if (passes(item, { population })) return [];
  const asked = describePopulation(item.applicability.population, language);
  return [text(planWords[language].add.notForYou(asked), "warning")];
}

/** For what is not in the plan: with the way to add it, where it is an action. */
function absentSheet(id: string, scene: PlanScene): Sheet {
  const say = planWords[scene.language].add;
  const item = scene.index.catalogue.get(id);
  if (item === undefined) return noteSheet(say.noSuch(id), scene);
  if (item.applicability === undefined) return noteSheet(say.noAction(id, item.title), scene);
  return noteSheet(say.notInPlan(id, item.title), scene, [
    choice(say.label(id), { kind: "plan-add", item: id }, "main"),
    toPlan(scene),
  ]);
}

async function adopt(
  fields: Readonly<Record<string, string>>,
  visitor: Visitor,
  scene: PlanScene,
  plans: PlanStore,
): Promise<Sheet> {
  const read = readModel(fields, scene);
  if ("sheet" in read) return read.sheet;
  const { index, nowMs, language } = scene;
  const say = planWords[language].agenda;
  const { actions } = modelAgenda(index.catalogue, read.wish, nowMs, language);
  if (actions.length === 0) return noteSheet(say.nothing, scene);
  const entries = actions.map((action) => entryOfModel(action, nowMs));
  const added = await plans.add(visitor, entries);
  const done = text(say.adopted(added, entries.length - added), "good");
  return planSheet(await plans.list(visitor.tenant), scene, 0, [done]);
}
