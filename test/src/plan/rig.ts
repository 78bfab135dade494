import type { Language } from "../../../src/language/language.ts";
import { comparePlanEntries } from "../../../src/plan/order.ts";
import type { PlanEntry } from "../../../src/plan/plan.ts";
import { type PlanWish, servePlan } from "../../../src/plan/serve-plan.ts";
import type { PlanStore } from "../../../src/ports.ts";
import type { Sheet } from "../../../src/reception/sheet.ts";
import { readWish, writeWish } from "../../../src/reception/wish.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { publicUrl } from "../answer/shipped.ts";

/** 23 November 2026, in the fourth quarter. */
export const startMs = Date.UTC(2026, 10, 23, 12);

/** Keeps plans in memory, with the versions that a {@link PlanStore} honours. */
export function createPlanStoreFake(): PlanStore {
  const plans = new Map<string, Map<string, PlanEntry>>();
  const planOf = (tenant: string) => {
    const plan = plans.get(tenant) ?? new Map<string, PlanEntry>();
    plans.set(tenant, plan);
    return plan;
  };
  return {
    list: async (tenant) => [...planOf(tenant).values()].sort(comparePlanEntries),
    get: async (tenant, item) => planOf(tenant).get(item),
    async add({ tenant }, entries) {
      const plan = planOf(tenant);
      const fresh = entries.filter(({ item }) => !plan.has(item));
      for (const entry of fresh) plan.set(entry.item, { ...entry, version: 1 });
      return fresh.length;
    },
    async set({ tenant }, entry) {
      const plan = planOf(tenant);
      if (plan.get(entry.item)?.version !== entry.version) return false;
      plan.set(entry.item, { ...entry, version: entry.version + 1 });
      return true;
    },
    async remove({ tenant }, item, version) {
      const plan = planOf(tenant);
      return plan.get(item)?.version === version && plan.delete(item);
    },
  };
}

/** Somebody in front of the plan. What is set takes effect with the next press. */
export interface PlanRig {
  readonly plans: PlanStore;
  index: SearchIndex;
  language: Language;
  population: number | undefined;
  nowMs: number;
  /** Presses a button, as a platform carries it. */
  press(wish: PlanWish, tenant?: string): Promise<Sheet>;
  kept(item: string, tenant?: string): Promise<PlanEntry | undefined>;
}

/** The council `north`, in Catalan, with nothing in its plan. */
export function createPlanRig(index: SearchIndex, plans = createPlanStoreFake()): PlanRig {
  const rig: PlanRig = {
    plans,
    index,
    language: "ca",
    population: undefined,
    nowMs: startMs,
    press(wish, tenant = "north") {
      if (JSON.stringify(readWish(writeWish(wish))) !== JSON.stringify(wish))
        throw new Error(`no button carries ${JSON.stringify(wish)}`);
      const visitor = {
        person: "anna",
        tenant,
        platform: "slack",
        language: "ca" as const,
        isAdmin: async () => false,
      };
      return servePlan(wish, visitor, {
        index: rig.index,
        publicUrl,
        plans,
        language: rig.language,
        populationOf: async () => rig.population,
        planUrl: () => ({ url: `${publicUrl}/pla/ticket`, isBrief: true }),
        now: () => rig.nowMs,
      });
    },
    kept: (item, tenant = "north") => plans.get(tenant, item),
  };
  return rig;
}
