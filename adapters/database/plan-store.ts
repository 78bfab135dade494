import type { Selectable } from "kysely";
import { comparePlanEntries } from "../../src/plan/order.ts";
import type { PlanEntry } from "../../src/plan/plan.ts";
import { readQuarter } from "../../src/plan/quarters.ts";
import type { PlanStore } from "../../src/ports.ts";
import { atomically } from "./atomically.ts";
import type { Database, PlanRow } from "./tables.ts";

/** Entries of one statement, with a dozen parameters each: engines take some ten thousand. */
const rowsAtOnce = 500;

/** The plans of councils, kept in a database. */
export function createPlanStore(database: Database): PlanStore {
  return {
    async list(tenant) {
      const rows = await database
        .selectFrom("plans")
        .selectAll()
        .where("tenant", "=", tenant)
        .execute();
      return rows.map(entryOf).sort(comparePlanEntries);
    },
    async get(tenant, item) {
      const row = await database
        .selectFrom("plans")
        .selectAll()
        .where("tenant", "=", tenant)
        .where("item", "=", item)
        .executeTakeFirst();
      return row && entryOf(row);
    },
    async add({ tenant, platform }, entries) {
      // Who is known by nothing shares nothing with others of whom the same is true.
      if (tenant === "" || entries.length === 0) return 0;
      return atomically(database, async (step) => {
        let added = 0;
        for (let start = 0; start < entries.length; start += rowsAtOnce) {
          const rows = entries.slice(start, start + rowsAtOnce).map((entry) => ({
            tenant,
            platform,
            item: entry.item,
            ...valuesOf(entry),
            addedAtMs: entry.addedAtMs,
            version: 1,
          }));
          const { numInsertedOrUpdatedRows } = await step
            .insertInto("plans")
            .values(rows)
            .onConflict((conflict) => conflict.doNothing())
            .executeTakeFirstOrThrow();
          added += Number(numInsertedOrUpdatedRows ?? 0n);
        }
        return added;
      });
    },
    async set({ tenant }, entry) {
      const { numUpdatedRows } = await database
        .updateTable("plans")
        .set({ ...valuesOf(entry), version: entry.version + 1 })
        .where("tenant", "=", tenant)
        .where("item", "=", entry.item)
        .where("version", "=", entry.version)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async remove({ tenant }, item, version) {
      const { numDeletedRows } = await database
        .deleteFrom("plans")
        .where("tenant", "=", tenant)
        .where("item", "=", item)
        .where("version", "=", version)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

function valuesOf({ title, status, owner, quarter, notes, reason, changedAtMs }: PlanEntry) {
  return {
    title,
    status,
    owner,
    quarter: quarter ?? null,
    notes,
    reason: reason ?? null,
    changedAtMs,
  };
}

function entryOf(row: Selectable<PlanRow>): PlanEntry {
  const { tenant: _, platform: _where, quarter: written, reason, ...same } = row;
  const quarter = written === null ? undefined : readQuarter(written);
  return {
    ...same,
    ...(quarter === undefined ? {} : { quarter }),
    ...(reason === null ? {} : { reason }),
  };
}
