import type { TaskStore } from "../../src/ports.ts";
import type { Database } from "./tables.ts";

/** Clocks that are right differ by less than this. */
const longestLeadMs = 3_600_000;

/** Work that one of several processes does once, told in a database. */
export function createTaskStore(database: Database): TaskStore {
  return {
    async take(name, nowMs, untilMs) {
      const { numInsertedOrUpdatedRows } = await database
        .insertInto("tasks")
        .values({ name, untilMs, isDone: 0 })
        .onConflict((conflict) =>
          conflict
            .column("name")
            .doUpdateSet({ untilMs })
            .where("tasks.isDone", "=", 0)
            .where((is) =>
              is.or([
                is("tasks.untilMs", "<=", nowMs),
                // Taken by a clock that was ahead.
                is("tasks.untilMs", ">", untilMs + longestLeadMs),
              ]),
            ),
        )
        .executeTakeFirstOrThrow();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    async finish(name) {
      await database.updateTable("tasks").set({ isDone: 1 }).where("name", "=", name).execute();
    },
  };
}
