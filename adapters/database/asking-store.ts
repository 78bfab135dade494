import { type Selectable, sql } from "kysely";
import * as z from "zod";
import type { Asking, RatedAsking } from "../../src/feedback/asking.ts";
import type { AskingStore } from "../../src/ports.ts";
import { atomically, eraseAlone } from "./atomically.ts";
import { countAskings } from "./count-askings.ts";
import { createQuestionGroups, forgetInGroups } from "./question-groups.ts";
import type { AskingRow, Database } from "./tables.ts";

/** What was asked and thought of it, kept in a database. */
export function createAskingStore(database: Database): AskingStore {
  return {
    ...createQuestionGroups(database),
    async add(asking) {
      const { id, ...values } = rowOf(asking);
      await database
        .insertInto("askings")
        .values({ id, ...values })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(values))
        .execute();
    },
    async get(id) {
      const row = await database
        .selectFrom("askings")
        .selectAll()
        .where("id", "=", id)
        .executeTakeFirst();
      return row && askingOf(row);
    },
    async lastUncovered(person, sinceMs) {
      if (person === "") return undefined;
      const row = await database
        .selectFrom("askings")
        .selectAll()
        .where("person", "=", person)
        .where("kind", "in", ["abstained", "suggested"])
        .where("askedAtMs", ">=", sinceMs)
        .orderBy("askedAtMs", "desc")
        .orderBy("id")
        .limit(1)
        .executeTakeFirst();
      return row && askingOf(row);
    },
    remove: (id) =>
      atomically(database, async (step) => {
        await eraseAlone(step);
        // First: who rates it now has rated it before the next step, or finds it gone.
        const { numDeletedRows } = await step
          .deleteFrom("askings")
          .where("id", "=", id)
          .executeTakeFirst();
        if (numDeletedRows === 0n) return;
        await step.deleteFrom("ratings").where("asking", "=", id).execute();
        await forgetInGroups(step);
      }),
    rate: (asking, { person, tenant, platform }, { isPositive, word, ratedAtMs }) =>
      atomically(database, async (step) => {
        // Changes nothing, but who erases it meanwhile waits, and erases this too.
        const { numUpdatedRows } = await step
          .updateTable("askings")
          .set((of) => ({ askedAtMs: of.ref("askedAtMs") }))
          .where("id", "=", asking)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        const told = { isPositive: isPositive ? 1 : 0, word, ratedAtMs };
        const values = { platform, tenant, ...told };
        await step
          .insertInto("ratings")
          .values({ asking, person, ...values })
          .onConflict((conflict) => conflict.columns(["asking", "person"]).doUpdateSet(values))
          .execute();
        return true;
      }),
    count: (fromMs, toMs) => countAskings(database, fromMs, toMs),
    async list(topic, fromMs, toMs, limit) {
      const asked = database
        .selectFrom("askings")
        .selectAll()
        .where("askedAtMs", ">=", fromMs)
        .where("askedAtMs", "<", toMs);
      const wanted =
        topic === "abstained"
          ? asked.where("kind", "=", "abstained")
          : asked.where(badShare(), "<", sql<number>`0.5`);
      const rows = await wanted.orderBy("askedAtMs", "desc").orderBy("id").limit(limit).execute();
      return withRatings(rows, database);
    },
  };
}

/** Share of those who found an answer good; nothing where nobody said. Looked up one by one: the newest are wanted. */
function badShare() {
  return sql<number>`(select avg("isPositive") from "ratings" where "ratings"."asking" = "askings"."id")`;
}

/** Parameters of one statement: engines take some ten thousand. */
const idsAtOnce = 1_000;

async function withRatings(
  rows: readonly Selectable<AskingRow>[],
  database: Database,
): Promise<RatedAsking[]> {
  const rated = new Map<string, { positive: number; negative: number; words: string[] }>();
  for (let start = 0; start < rows.length; start += idsAtOnce) {
    const ids = rows.slice(start, start + idsAtOnce).map(({ id }) => id);
    const ratings = await database
      .selectFrom("ratings")
      .select(["asking", "isPositive", "word"])
      .where("asking", "in", ids)
      .orderBy("ratedAtMs", "desc")
      .execute();
    for (const { asking, isPositive, word } of ratings) {
      const one = rated.get(asking) ?? { positive: 0, negative: 0, words: [] };
      if (isPositive === 1) one.positive += 1;
      else one.negative += 1;
      if (word !== "") one.words.push(word);
      rated.set(asking, one);
    }
  }
  return rows.map((row) => ({
    ...askingOf(row),
    ...(rated.get(row.id) ?? { positive: 0, negative: 0, words: [] }),
  }));
}

const texts = z.array(z.string());

function rowOf({ who, items, index, ...same }: Asking): AskingRow {
  const { person, tenant, platform } = who;
  return {
    ...same,
    person,
    tenant,
    platform,
    items: JSON.stringify(items),
    knowledge: index,
  };
}

function askingOf(row: Selectable<AskingRow>): Asking {
  const { person, tenant, platform, items, knowledge, ...same } = row;
  return {
    ...same,
    who: { person, tenant, platform },
    items: texts.parse(JSON.parse(items)),
    index: knowledge,
  };
}
