import { setImmediate as breathe } from "node:timers/promises";
import { sql } from "kysely";
import * as z from "zod";
import type { AskingCounts } from "../../src/feedback/asking.ts";
import type { Database } from "./tables.ts";

/** Items that are told: a digest shows some of them. */
const mostItems = 50;
/** Rows that are looked at at once. The file's engine works in this thread: others get their turn in between. */
const batchSize = 1_000;

const texts = z.array(z.string());

/** The askings of a time in numbers. Lists of items are counted here: engines take JSON apart each in its own way. */
export async function countAskings(
  database: Database,
  fromMs: number,
  toMs: number,
): Promise<AskingCounts> {
  const kinds = { answered: 0, suggested: 0, abstained: 0, failed: 0 };
  const items = new Map<string, number>();
  let [total, positive, negative] = [0, 0, 0];
  for await (const rows of batches(database, fromMs, toMs)) {
    total += rows.length;
    for (const row of rows) {
      kinds[row.kind] += 1;
      positive += Number(row.positive);
      negative += Number(row.rated) - Number(row.positive);
      if (row.kind !== "answered" && row.kind !== "suggested") continue;
      for (const item of new Set(texts.parse(JSON.parse(row.items))))
        items.set(item, (items.get(item) ?? 0) + 1);
    }
  }
  const counted = [...items]
    .map(([item, count]) => ({ item, count }))
    .sort((a, b) => b.count - a.count || a.item.localeCompare(b.item, "ca", { numeric: true }))
    .slice(0, mostItems);
  return { total, kinds, positive, negative, items: counted };
}

async function* batches(database: Database, fromMs: number, toMs: number) {
  const rated = sql<number>`(select count(*) from "ratings" where "asking" = "askings"."id")`;
  const positive = sql<number>`(select coalesce(sum("isPositive"), 0) from "ratings" where "asking" = "askings"."id")`;
  const batch = database
    .selectFrom("askings")
    .select(["id", "kind", "items", "askedAtMs", rated.as("rated"), positive.as("positive")])
    .where("askedAtMs", "<", toMs)
    .orderBy("askedAtMs")
    .orderBy("id")
    .limit(batchSize);
  for (let [lastMs, last] = [fromMs, ""]; ; ) {
    const rows = await batch
      .where("askedAtMs", ">=", lastMs)
      .where((is) => is.or([is("askedAtMs", ">", lastMs), is("id", ">", last)]))
      .execute();
    if (rows.length > 0) yield rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < batchSize) return;
    await breathe();
    lastMs = end.askedAtMs;
    last = end.id;
  }
}
