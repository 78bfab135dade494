import type { InstallationStore } from "../../src/ports.ts";
import type { Database } from "./tables.ts";

/** Installations of one platform, kept in a database. */
export function createInstallationStore(database: Database, platform: string): InstallationStore {
  return {
    async get(tenant) {
      const row = await database
        .selectFrom("installations")
        .select("installation")
        .where("platform", "=", platform)
        .where("tenant", "=", tenant)
        .executeTakeFirst();
      return row?.installation;
    },
    async set(tenant, installation) {
      await database
        .insertInto("installations")
        .values({ platform, tenant, installation })
        .onConflict((conflict) =>
          conflict.columns(["platform", "tenant"]).doUpdateSet({ installation }),
        )
        .execute();
    },
    async remove(tenant) {
      await database
        .deleteFrom("installations")
        .where("platform", "=", platform)
        .where("tenant", "=", tenant)
        .execute();
    },
  };
}
