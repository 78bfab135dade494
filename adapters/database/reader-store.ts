import type { ReaderStore } from "../../src/ports.ts";
import type { Database } from "./tables.ts";

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
        ...(row?.language == null ? {} : { language: row.language }),
      };
    },
    async set(person, { population = null, language = null }) {
      await database
        .insertInto("readers")
        .values({ person, population, language })
        .onConflict((conflict) => conflict.column("person").doUpdateSet({ population, language }))
        .execute();
    },
  };
}
