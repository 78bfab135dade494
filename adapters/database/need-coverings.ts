import type { NeedStore } from "../../src/ports.ts";
import { needOf, ownNeeds, shared, sharedOf } from "./need-rows.ts";
import type { Database, NeedRow } from "./tables.ts";

/** What becomes of needs when the Agenda covers them. */
export function createCoverings(
  database: Database,
): Pick<NeedStore, "unchecked" | "check" | "cover" | "takeCovered" | "giveBack" | "takeCoveredOf"> {
  return {
    async unchecked(knowledge, limit) {
      const rows = await shared(database)
        .where("coveredAtMs", "is", null)
        .where("knowledge", "!=", knowledge)
        .orderBy("recorded")
        .orderBy("need")
        .limit(limit)
        .execute();
      return rows.map(sharedOf);
    },
    async check(id, knowledge) {
      await database.updateTable("needs").set({ knowledge }).where("need", "=", id).execute();
    },
    async cover(id, item, nowMs) {
      const { numUpdatedRows } = await database
        .updateTable("needs")
        .set({ coveredBy: item, coveredAtMs: nowMs })
        .where("need", "=", id)
        .where("coveredAtMs", "is", null)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    async takeCovered(platform, nowMs, limit) {
      const taken = await take(
        database,
        (row) =>
          row
            .where("platform", "=", platform)
            .where("place", "is not", null)
            .orderBy("coveredAtMs")
            .orderBy("id")
            .limit(limit),
        nowMs,
      );
      return taken.flatMap((row) => {
        const { person, tenant, place, coveredBy: item } = row;
        if (place === null || item === null) return [];
        return [{ who: { person, tenant, platform }, place, need: needOf(row), item }];
      });
    },
    async giveBack(person, id) {
      await database
        .updateTable("needs")
        .set({ toldAtMs: null })
        .where("need", "=", id)
        .where("person", "=", person)
        .execute();
    },
    async takeCoveredOf(person, nowMs) {
      if (person === "") return [];
      const taken = await take(database, (row) => row.where("person", "=", person), nowMs);
      const ids = new Set(taken.map(({ need }) => need));
      return (await ownNeeds(database, person)).filter(({ id }) => ids.has(id));
    },
  };
}

type Untold = ReturnType<typeof untold>;

function untold(database: Database) {
  return database
    .selectFrom("needs")
    .selectAll()
    .where("coveredAtMs", "is not", null)
    .where("toldAtMs", "is", null);
}

/** Rows that nobody was told of, each for one caller only. */
async function take(
  database: Database,
  narrow: (rows: Untold) => Untold,
  nowMs: number,
): Promise<NeedRow[]> {
  const found = await narrow(untold(database)).execute();
  const taken: NeedRow[] = [];
  for (const row of found) {
    const { numUpdatedRows } = await database
      .updateTable("needs")
      .set({ toldAtMs: nowMs })
      .where("id", "=", row.id)
      .where("toldAtMs", "is", null)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) taken.push(row);
  }
  return taken;
}
