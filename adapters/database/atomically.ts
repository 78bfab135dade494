import type { Transaction } from "kysely";
import { systemErrorCode } from "../../src/errors.ts";
import type { Database, Tables } from "./tables.ts";

/** One step of what happens at once or not at all. */
export type Step = Transaction<Tables>;

/** PostgreSQL ends one of two transactions that wait for each other, and one that another has overtaken. */
const overtaken: ReadonlySet<string | undefined> = new Set(["40P01", "40001"]);
const mostTries = 20;

/**
 * Lets nobody else erase until this step has ended: two who erase what they thought of each other's questions would wait
 * for each other, and one of them in vain.
 */
export async function eraseAlone(step: Step): Promise<void> {
  await step
    .insertInto("tasks")
    .values({ name: "erasing", untilMs: 0, isDone: 0 })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ isDone: 0 }))
    .execute();
}

/** Does all of some work at once, or nothing of it. It may be begun several times, and counts once. */
export async function atomically<T>(
  database: Database,
  work: (step: Step) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.transaction().execute(work);
    } catch (error) {
      if (tries >= mostTries || !overtaken.has(systemErrorCode(error))) throw error;
    }
  }
}
