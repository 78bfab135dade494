import { createHash, randomUUID } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { councilNameKey } from "../../src/council/council-name.ts";
import { needKey } from "../../src/needs/alike.ts";
import type { RecordedNeed } from "../../src/needs/need.ts";
import type { NeedStore } from "../../src/ports.ts";
import { createCoverings } from "./need-coverings.ts";
import { coveredOf, needOf, ownNeeds, shared, sharedOf } from "./need-rows.ts";
import type { Database, NeedRow } from "./tables.ts";

/** Rows that are looked at at once. The file's engine works in this thread: others get their turn in between. */
const batchSize = 1_000;

/** Councils' needs, kept in a database. */
export function createNeedStore(database: Database): NeedStore {
  return {
    ...createCoverings(database),
    async add({ person, tenant, platform }, need) {
      // Who is not known shares nothing with others who are not.
      if (person === "") return false;
      const { council } = need;
      const { numInsertedOrUpdatedRows } = await database
        .insertInto("needs")
        .values({
          id: randomUUID(),
          need: need.id,
          platform,
          tenant,
          person,
          text: need.text,
          textKey: textKey(need.text),
          language: need.language,
          axis: need.axis ?? null,
          rejected: JSON.stringify(need.rejected),
          council: council ?? null,
          councilKey: council === undefined ? tenant : nameKey(council),
          population: need.population ?? null,
          isNamed: need.isNamed ? 1 : 0,
          recordedAtMs: need.recordedAtMs,
          place: need.place ?? null,
          knowledge: need.knowledge,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    of: (person) => ownNeeds(database, person),
    async get(id) {
      const [need] = await shared(database).where("need", "=", id).execute();
      return need && sharedOf(need);
    },
    async same(text) {
      const [need] = await shared(database)
        .where("textKey", "=", textKey(text))
        .where("coveredAtMs", "is", null)
        .orderBy("councils", "desc")
        .orderBy("need")
        .limit(1)
        .execute();
      return need && sharedOf(need);
    },
    async open(limit) {
      const rows = await shared(database)
        .where("coveredAtMs", "is", null)
        .orderBy("councils", "desc")
        .orderBy("recorded", "desc")
        .orderBy("need")
        .limit(limit)
        .execute();
      return rows.map(sharedOf);
    },
    async withdraw(person, id) {
      if (person === "") return false;
      const { numDeletedRows } = await database
        .deleteFrom("needs")
        .where("need", "=", id)
        .where("person", "=", person)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    recorded: (fromMs, toMs) => recorded(database, fromMs, toMs),
  };
}

/** The sign keeps names apart from digests. */
function nameKey(council: string): string {
  return `=${councilNameKey(council)}`;
}

function textKey(text: string): string {
  return createHash("sha256").update(needKey(text)).digest("hex");
}

async function* recorded(
  database: Database,
  fromMs: number,
  toMs: number,
): AsyncGenerator<readonly RecordedNeed[]> {
  const batch = database
    .selectFrom("needs")
    .selectAll()
    .where("recordedAtMs", ">=", fromMs)
    .orderBy("recordedAtMs", "desc")
    .orderBy("id", "desc")
    .limit(batchSize);
  for (let [lastMs, last] = [toMs, ""]; ; ) {
    const rows = await batch
      .where((is) =>
        is.or([
          is("recordedAtMs", "<", lastMs),
          is.and([is("recordedAtMs", "=", lastMs), is("id", "<", last)]),
        ]),
      )
      .execute();
    if (rows.length > 0) yield rows.map(recordedOf);
    const end = rows.at(-1);
    if (end === undefined || rows.length < batchSize) return;
    await breathe();
    lastMs = end.recordedAtMs;
    last = end.id;
  }
}

function recordedOf(row: NeedRow): RecordedNeed {
  const { council, population, person, councilKey, recordedAtMs } = row;
  return {
    ...needOf(row),
    councilKey,
    ...(council === null ? {} : { council }),
    ...(population === null ? {} : { population }),
    isNamed: row.isNamed === 1,
    personKey: person === "" ? row.id : person,
    recordedAtMs,
    ...coveredOf(row),
  };
}
