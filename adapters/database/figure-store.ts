import { setImmediate as breathe } from "node:timers/promises";
import type { AskingFigures, FigureStore } from "../../src/ports.ts";
import { journeyOf } from "./journey-store.ts";
import type { Database } from "./tables.ts";

const dayMs = 24 * 60 * 60 * 1_000;
/** Rows that are looked at at once. The file's engine works in this thread: others get their turn in between. */
const batchSize = 1_000;

/** Numbers of what is kept in a database. */
export function createFigureStore(database: Database): FigureStore {
  return {
    askings: (fromMs, toMs) => countByDay(database, fromMs, toMs),
    journeys: () => journeys(database),
    plans: () => countPlans(database),
  };
}

/** Day by day: each is counted by the engine, and none takes long. */
async function countByDay(
  database: Database,
  fromMs: number,
  toMs: number,
): Promise<AskingFigures> {
  const people = new Set<string>();
  const tenants = new Set<string>();
  const platforms = new Map<AskingFigures["platforms"][number]["name"], number>();
  const languages = new Map<AskingFigures["languages"][number]["name"], number>();
  const days: AskingFigures["days"][number][] = [];
  for (let next = await firstSince(database, fromMs, toMs); next !== undefined; ) {
    const day = Math.floor((next - fromMs) / dayMs);
    const startMs = fromMs + day * dayMs;
    const endMs = Math.min(toMs, startMs + dayMs);
    const kinds = new Map<AskingFigures["days"][number]["kind"], number>();
    for (const row of await countDay(database, startMs, endMs)) {
      const count = Number(row.count);
      add(kinds, row.kind, count);
      add(platforms, row.platform, count);
      add(languages, row.language, count);
    }
    for (const [kind, count] of kinds) days.push({ day, kind, count });
    for (const { person, tenant } of await whoAsked(database, startMs, endMs)) {
      // Those who are not known are not one, nor can be told apart.
      if (person !== "") people.add(person);
      if (tenant !== "") tenants.add(tenant);
    }
    await breathe();
    next = await firstSince(database, endMs, toMs);
  }
  return {
    people: people.size,
    tenants: tenants.size,
    platforms: mostFirst(platforms),
    languages: mostFirst(languages),
    days,
  };
}

/** When the first asking of a time was; undefined when there is none. */
async function firstSince(
  database: Database,
  fromMs: number,
  toMs: number,
): Promise<number | undefined> {
  const row = await database
    .selectFrom("askings")
    .select("askedAtMs")
    .where("askedAtMs", ">=", fromMs)
    .where("askedAtMs", "<", toMs)
    .orderBy("askedAtMs")
    .limit(1)
    .executeTakeFirst();
  return row?.askedAtMs;
}

function countDay(database: Database, fromMs: number, toMs: number) {
  return database
    .selectFrom("askings")
    .select((row) => ["kind", "platform", "language", row.fn.countAll().as("count")])
    .where("askedAtMs", ">=", fromMs)
    .where("askedAtMs", "<", toMs)
    .groupBy(["kind", "platform", "language"])
    .execute();
}

function whoAsked(database: Database, fromMs: number, toMs: number) {
  return database
    .selectFrom("askings")
    .select(["person", "tenant"])
    .distinct()
    .where("askedAtMs", ">=", fromMs)
    .where("askedAtMs", "<", toMs)
    .execute();
}

function add<Name>(counts: Map<Name, number>, name: Name, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}

function mostFirst<Name extends string>(counts: ReadonlyMap<Name, number>) {
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, "ca"));
}

async function* journeys(database: Database) {
  const batch = database.selectFrom("journeys").selectAll().orderBy("person").limit(batchSize);
  for (let last = ""; ; ) {
    const rows = await batch.where("person", ">", last).execute();
    if (rows.length > 0)
      yield rows.map((row) => ({ journey: journeyOf(row), usedAtMs: row.usedAtMs }));
    const end = rows.at(-1);
    if (end === undefined || rows.length < batchSize) return;
    await breathe();
    last = end.person;
  }
}

async function countPlans(database: Database): ReturnType<FigureStore["plans"]> {
  const { plans } = await database
    .selectFrom("plans")
    .select((row) => row.fn.count("tenant").distinct().as("plans"))
    .executeTakeFirstOrThrow();
  const statuses = await database
    .selectFrom("plans")
    .select((row) => ["status", row.fn.countAll().as("count")])
    .groupBy("status")
    .orderBy("status")
    .execute();
  await breathe();
  const titled = await database
    .selectFrom("plans")
    .select((row) => ["item", "title", row.fn.countAll().as("count")])
    .select((row) => row.fn.max("addedAtMs").as("newestMs"))
    .groupBy(["item", "title"])
    // Of those that were taken at once, the last in the order of the characters: the same whenever it is asked.
    .orderBy("newestMs")
    .orderBy("title")
    .execute();
  const items = new Map<string, { title: string; count: number }>();
  for (const { item, title, count } of titled)
    items.set(item, { title, count: Number(count) + (items.get(item)?.count ?? 0) });
  return {
    plans: Number(plans),
    statuses: statuses.map(({ status, count }) => ({ status, count: Number(count) })),
    items: [...items]
      .map(([item, of]) => ({ item, ...of }))
      .sort((a, b) => b.count - a.count || a.item.localeCompare(b.item, "ca", { numeric: true })),
  };
}
