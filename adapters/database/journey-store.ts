import type { Selectable } from "kysely";
import * as z from "zod";
import type { Journey } from "../../src/onboarding/journey.ts";
import type { JourneyStore } from "../../src/ports.ts";
import type { Database, JourneyRow } from "./tables.ts";

/** How far people are in the itinerary, kept in a database. */
export function createJourneyStore(database: Database, now: () => number = Date.now): JourneyStore {
  return {
    async get(person) {
      const row = await database
        .selectFrom("journeys")
        .selectAll()
        .where("person", "=", person)
        .executeTakeFirst();
      return row && journeyOf(row);
    },
    async set({ person, tenant, platform }, journey) {
      // Who is not known shares nothing with others who are not.
      if (person === "") return false;
      const values = { ...valuesOf(journey), usedAtMs: now() };
      if (journey.version === 0) {
        const { numInsertedOrUpdatedRows } = await database
          .insertInto("journeys")
          .values({ person, tenant, platform, ...values })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow();
        return (numInsertedOrUpdatedRows ?? 0n) > 0n;
      }
      const { numUpdatedRows } = await database
        .updateTable("journeys")
        .set({ tenant, platform, ...values })
        .where("person", "=", person)
        .where("version", "=", journey.version)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async remove(person) {
      await database.deleteFrom("journeys").where("person", "=", person).execute();
    },
    async takeDue(platform, nowMs, nextMs, limit) {
      const taken: JourneyRow[] = [];
      // When others took some of them meanwhile, there may be more.
      for (let isMore = true; isMore && taken.length < limit; ) {
        const due = await dueOf(database, platform, nowMs, limit - taken.length);
        for (const row of due) taken.push(...(await take(database, row, nextMs)));
        isMore = due.length > 0 && nextMs > nowMs;
      }
      return taken.map((row) => ({
        who: { person: row.person, tenant: row.tenant, platform: row.platform },
        journey: journeyOf(row),
      }));
    },
  };
}

function dueOf(
  database: Database,
  platform: string,
  nowMs: number,
  limit: number,
): Promise<JourneyRow[]> {
  return database
    .selectFrom("journeys")
    .selectAll()
    .where("platform", "=", platform)
    .where("dueAtMs", "<=", nowMs)
    .orderBy("dueAtMs")
    .limit(limit)
    .execute();
}

/** The journey with its next reminder; none when whoever took it, or did something in the itinerary, was first. */
async function take(database: Database, row: JourneyRow, nextMs: number): Promise<JourneyRow[]> {
  const next = { dueAtMs: nextMs, unanswered: row.unanswered + 1, version: row.version + 1 };
  const { numUpdatedRows } = await database
    .updateTable("journeys")
    .set(next)
    .where("person", "=", row.person)
    .where("version", "=", row.version)
    .executeTakeFirst();
  return numUpdatedRows > 0n ? [{ ...row, ...next }] : [];
}

function valuesOf(journey: Journey) {
  return {
    role: journey.role,
    population: journey.population ?? null,
    language: journey.language,
    startedAtMs: journey.startedAtMs,
    done: JSON.stringify(journey.done),
    checks: JSON.stringify(journey.checks),
    place: journey.reminder?.place ?? null,
    dueAtMs: journey.reminder?.dueAtMs ?? null,
    unanswered: journey.reminder?.unanswered ?? 0,
    version: journey.version + 1,
  };
}

const doneSchema = z.record(z.string(), z.number());
const checksSchema = z.record(
  z.string(),
  z.object({
    option: z.number(),
    isRight: z.boolean(),
    tries: z.number(),
    isSolved: z.boolean(),
  }),
);

/** How far somebody is, as a row tells it. */
export function journeyOf(row: Selectable<JourneyRow>): Journey {
  const { role, population, language, startedAtMs, place, dueAtMs, unanswered, version } = row;
  return {
    role,
    ...(population === null ? {} : { population }),
    language,
    startedAtMs,
    done: doneSchema.parse(JSON.parse(row.done)),
    checks: checksSchema.parse(JSON.parse(row.checks)),
    ...(place === null || dueAtMs === null ? {} : { reminder: { place, dueAtMs, unanswered } }),
    version,
  };
}
