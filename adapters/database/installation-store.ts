import * as z from "zod";
import type { InstallationStore } from "../../src/ports.ts";
import type { Database } from "./tables.ts";

const schema = z.object({ person: z.string().max(64) });

/** Whose private conversation an installation is, where it is one: platforms write the digest under `person`. */
export function personIn(installation: string): string {
  try {
    return schema.parse(JSON.parse(installation)).person;
  } catch {
    return "";
  }
}

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
      const values = { installation, person: personIn(installation) };
      await database
        .insertInto("installations")
        .values({ platform, tenant, ...values })
        .onConflict((conflict) => conflict.columns(["platform", "tenant"]).doUpdateSet(values))
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
