import type { ReaderStore } from "../../src/ports.ts";
import type { Database } from "./tables.ts";

const dayMs = 86_400_000;

/** What people told about themselves, kept in a database. */
export function createReaderStore(database: Database): ReaderStore {
  return {
    async get(person) {
      const row = await database
        .selectFrom("readers")
        .selectAll()
        .where("person", "=", person)
        .executeTakeFirst();
      return {
        ...(row?.population == null ? {} : { population: row.population }),
        ...(row?.council == null ? {} : { council: row.council }),
        ...(row?.language == null ? {} : { language: row.language }),
        ...(row?.isTold === 1 ? { isTold: true } : {}),
      };
    },
    async set({ person, tenant, platform }, reader, nowMs) {
      // Who is not known shares nothing with others who are not.
      if (person === "") return;
      const values = {
        tenant,
        platform,
        population: reader.population ?? null,
        council: reader.council ?? null,
        language: reader.language ?? null,
        isTold: reader.isTold === true ? 1 : 0,
        usedAtMs: nowMs,
      };
      await database
        .insertInto("readers")
        .values({ person, ...values })
        .onConflict((conflict) => conflict.column("person").doUpdateSet(values))
        .execute();
    },
    async touch(person, nowMs) {
      await database
        .updateTable("readers")
        .set({ usedAtMs: nowMs })
        .where("person", "=", person)
        // Everybody who asks comes through here: one write a day and person is enough.
        .where("usedAtMs", "<", nowMs - dayMs)
        .execute();
    },
  };
}
