import type { CouncilStore } from "../../src/ports.ts";
import type { Database } from "./tables.ts";

/** The councils of tenants, kept in a database. */
export function createCouncilStore(database: Database): CouncilStore {
  return {
    get: (tenant) =>
      database
        .selectFrom("councils")
        .select(["name", "population", "keeper"])
        .where("tenant", "=", tenant)
        .executeTakeFirst(),
    async set({ tenant, platform }, { name, population, keeper }) {
      // Who is known by nothing shares nothing with others of whom the same is true.
      if (tenant === "") return;
      const values = { platform, name, population, keeper };
      await database
        .insertInto("councils")
        .values({ tenant, ...values })
        .onConflict((conflict) => conflict.column("tenant").doUpdateSet(values))
        .execute();
    },
    async remove(tenant) {
      await database.deleteFrom("councils").where("tenant", "=", tenant).execute();
    },
  };
}
