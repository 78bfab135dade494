import { setImmediate as breathe } from "node:timers/promises";
import { sql } from "kysely";
import * as z from "zod";
import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { itemDigest, readItem, writeItem } from "../../src/owners/kept-item.ts";
import type { KnowledgeState, KnowledgeStore } from "../../src/ports.ts";
import { atomically, type Step } from "./atomically.ts";
import type { Database, KnowledgeItemRow } from "./tables.ts";

/** States that are kept, those that were seen last. */
const mostStates = 50;
/** Items of one statement. The file's engine works in this thread: others get their turn in between. */
const itemsAtOnce = 100;

/** The states of the knowledge, kept in a database. */
export function createKnowledgeStore(database: Database): KnowledgeStore {
  return {
    async note(digest, items, nowMs) {
      if (await see(database, digest, nowMs)) return;
      const { listed, rows } = await prepare(items);
      await atomically(database, async (step) => {
        await noteAlone(step);
        // Another process was first.
        if (await see(step, digest, nowMs)) return;
        await addItems(step, rows);
        const state = { digest, seenAtMs: nowMs, items: JSON.stringify(listed) };
        await step.insertInto("knowledgeStates").values(state).execute();
        await forgetOldest(step);
      });
    },
    states: () =>
      database
        .selectFrom("knowledgeStates")
        .select(["digest", "seenAtMs"])
        .orderBy("seenAtMs", "desc")
        .orderBy("digest")
        .execute(),
    async state(digest) {
      const row = await database
        .selectFrom("knowledgeStates")
        .selectAll()
        .where("digest", "=", digest)
        .executeTakeFirst();
      const items = row && readList(row.items);
      return items && { digest, seenAtMs: row.seenAtMs, items };
    },
    async items(digests) {
      const found = new Map<string, KnowledgeItem>();
      for (const some of batches([...new Set(digests)])) {
        const rows = await database
          .selectFrom("knowledgeItems")
          .selectAll()
          .where("digest", "in", some)
          .execute();
        for (const { digest, item: text } of rows) {
          const item = readItem(text);
          if (item !== undefined) found.set(digest, item);
        }
        await breathe();
      }
      return found;
    },
  };
}

/** Remembers that a state was seen. False when it is not kept. */
async function see(database: Database, digest: string, nowMs: number): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("knowledgeStates")
    // Another process may have seen it later already.
    .set({
      seenAtMs: sql<number>`case when "seenAtMs" < ${nowMs} then ${nowMs} else "seenAtMs" end`,
    })
    .where("digest", "=", digest)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Lets nobody else note until this step has ended: one would forget items that the other has just found there. */
async function noteAlone(step: Step): Promise<void> {
  await step
    .insertInto("tasks")
    .values({ name: "noting knowledge", untilMs: 0, isDone: 0 })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ isDone: 0 }))
    .execute();
}

interface Prepared {
  readonly listed: readonly (readonly [id: string, digest: string])[];
  readonly rows: readonly KnowledgeItemRow[];
}

async function prepare(items: readonly KnowledgeItem[]): Promise<Prepared> {
  const listed: [string, string][] = [];
  const rows = new Map<string, KnowledgeItemRow>();
  for (const some of batches(items)) {
    for (const item of some) {
      const digest = itemDigest(item);
      listed.push([item.id, digest]);
      const text = writeItem(item);
      if (text !== undefined) rows.set(digest, { digest, item: text });
    }
    await breathe();
  }
  return { listed, rows: [...rows.values()] };
}

async function addItems(step: Step, rows: readonly KnowledgeItemRow[]): Promise<void> {
  for (const some of batches(rows)) {
    const digests = some.map(({ digest }) => digest);
    const kept = await step
      .selectFrom("knowledgeItems")
      .select("digest")
      .where("digest", "in", digests)
      .execute();
    const known = new Set(kept.map(({ digest }) => digest));
    const fresh = some.filter(({ digest }) => !known.has(digest));
    if (fresh.length > 0) await step.insertInto("knowledgeItems").values(fresh).execute();
  }
}

/** Forgets the states that are too many, and the items that no other state has. */
async function forgetOldest(step: Step): Promise<void> {
  const states = await step
    .selectFrom("knowledgeStates")
    .select("digest")
    .orderBy("seenAtMs", "desc")
    .orderBy("digest")
    .execute();
  const unused = new Set<string>();
  for (const { digest } of states.slice(mostStates)) {
    for (const item of await digestsOf(step, digest)) unused.add(item);
    await step.deleteFrom("knowledgeStates").where("digest", "=", digest).execute();
  }
  if (unused.size === 0) return;
  for (const { digest } of states.slice(0, mostStates))
    for (const item of await digestsOf(step, digest)) unused.delete(item);
  for (const some of batches([...unused]))
    await step.deleteFrom("knowledgeItems").where("digest", "in", some).execute();
}

async function digestsOf(step: Step, state: string): Promise<string[]> {
  const { items } = await step
    .selectFrom("knowledgeStates")
    .select("items")
    .where("digest", "=", state)
    .executeTakeFirstOrThrow();
  return (readList(items) ?? []).map(({ digest }) => digest);
}

const list = z.array(z.tuple([z.string(), z.string()]));

/** The items of a state; undefined when the list is damaged. */
function readList(text: string): KnowledgeState["items"] | undefined {
  try {
    return list.parse(JSON.parse(text)).map(([id, digest]) => ({ id, digest }));
  } catch {
    // Told by undefined: what is not known is not compared.
    return undefined;
  }
}

function* batches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += itemsAtOnce)
    yield all.slice(start, start + itemsAtOnce);
}
