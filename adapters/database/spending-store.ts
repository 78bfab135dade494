import type { SpendingStore, Spent } from "../../src/ports.ts";
import type { Database } from "./tables.ts";

/** What councils spend on models, kept in a database. */
export function createSpendingStore(database: Database): SpendingStore {
  return {
    async add(tenant, day, { calls, inputTokens, outputTokens }) {
      const use = { calls, inputTokens, outputTokens };
      await database
        .insertInto("spending")
        .values({ tenant, day, ...use })
        // One statement: what another process adds meanwhile is not lost.
        .onConflict((conflict) =>
          conflict.columns(["tenant", "day"]).doUpdateSet((row) => ({
            calls: row("spending.calls", "+", calls),
            inputTokens: row("spending.inputTokens", "+", inputTokens),
            outputTokens: row("spending.outputTokens", "+", outputTokens),
          })),
        )
        .execute();
    },
    async of(tenant, day) {
      const row = await database
        .selectFrom("spending")
        .select(["calls", "inputTokens", "outputTokens"])
        .where("tenant", "=", tenant)
        .where("day", "=", day)
        .executeTakeFirst();
      return row ?? nothing;
    },
    async total(fromDay, toDay) {
      const rows = await database
        .selectFrom("spending")
        .select((row) => [
          "day",
          row.fn.sum("calls").as("calls"),
          row.fn.sum("inputTokens").as("inputTokens"),
          row.fn.sum("outputTokens").as("outputTokens"),
        ])
        .where("day", ">=", fromDay)
        .where("day", "<", toDay)
        .groupBy("day")
        .orderBy("day")
        .execute();
      // PostgreSQL gives sums as text.
      return rows.map(({ day, calls, inputTokens, outputTokens }) => ({
        day,
        calls: Number(calls),
        inputTokens: Number(inputTokens),
        outputTokens: Number(outputTokens),
      }));
    },
  };
}

const nothing: Spent = { calls: 0, inputTokens: 0, outputTokens: 0 };
