import { sql } from "kysely";
import * as z from "zod";
import { AssistantError } from "../../src/errors.ts";
import { migrations } from "./migrations.ts";
import type { Database, Tables } from "./tables.ts";

/** A row of any table. */
export interface Row {
  readonly table: keyof Tables;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Told how many rows are done, and of how many. */
export type OnCopied = (done: number, total: number) => void;

/** Rows that are read or written at once. */
const batchSize = 500;

/** Columns that name a row of each table, in the order in which they are read. */
const keys: { readonly [Table in keyof Tables]: readonly (keyof Tables[Table] & string)[] } = {
  settings: ["name"],
  readers: ["person"],
  councils: ["tenant"],
  journeys: ["person"],
  askings: ["id"],
  ratings: ["asking", "person"],
  questionGroups: ["id"],
  tasks: ["name"],
  installations: ["platform", "tenant"],
  messages: ["id"],
  plans: ["tenant", "item"],
  needs: ["id"],
  knowledgeStates: ["digest"],
  knowledgeItems: ["digest"],
  spending: ["tenant", "day"],
};
const tables = Object.keys(keys) as (keyof Tables)[];

/** Rows of all tables, or of some. */
export async function countRows(database: Database, of = tables): Promise<number> {
  let total = 0;
  for (const table of of) {
    const { count } = await database
      .selectFrom(table)
      .select((row) => row.fn.countAll().as("count"))
      .executeTakeFirstOrThrow();
    total += Number(count);
  }
  return total;
}

/** All rows, in batches. What is written meanwhile may be missing: stop the program first. */
export async function* readRows(database: Database): AsyncGenerator<readonly Row[]> {
  for (const table of tables) {
    for (let last: Row["values"] | undefined; ; ) {
      const rows = await readAfter(database, table, last);
      if (rows.length > 0) yield rows.map((values) => ({ table, values }));
      if (rows.length < batchSize) break;
      last = rows.at(-1);
    }
  }
}

/** Rows behind the last one that was read, in the order of their keys. */
async function readAfter(
  database: Database,
  table: keyof Tables,
  last: Row["values"] | undefined,
): Promise<Row["values"][]> {
  const columns = keys[table];
  let query = database.selectFrom(table).selectAll().limit(batchSize);
  for (const column of columns) query = query.orderBy(database.dynamic.ref(column));
  if (last !== undefined) {
    const names = sql.join(columns.map((column) => sql.ref(column)));
    const values = sql.join(columns.map((column) => sql`${last[column]}`));
    query = query.where(sql<boolean>`(${names}) > (${values})`);
  }
  return query.execute();
}

/** What a program makes by itself when it starts over an empty place. What is put back comes with its own. */
const ownTables: ReadonlySet<keyof Tables> = new Set([
  "settings",
  "tasks",
  "knowledgeStates",
  "knowledgeItems",
]);

/**
 * Writes rows into a database in which nobody has left anything yet, all or none of them. The secret there, with which no
 * id has been kept, gives way to the one that comes with them; where none does, the next start makes one.
 * @throws AssistantError DATA_NOT_EMPTY when something is kept there already
 */
export async function writeRows(
  database: Database,
  batches: AsyncIterable<readonly Row[]>,
  total: number,
  onCopied: OnCopied,
): Promise<void> {
  await database.transaction().execute(async (step) => {
    const others = tables.filter((table) => !ownTables.has(table));
    if ((await countRows(step, others)) > 0)
      throw new AssistantError(
        "DATA_NOT_EMPTY",
        "something is kept there already, and nothing of it may be lost. Take an empty place",
      );
    for (const table of ownTables) await step.deleteFrom(table).execute();
    let done = 0;
    for await (const batch of batches) {
      for (const table of tables) {
        const rows = batch.filter((row) => row.table === table).map(({ values }) => values);
        if (rows.length > 0)
          await step
            .insertInto(table)
            .values(rows as never)
            .execute();
      }
      done += batch.length;
      onCopied(done, total);
    }
  });
}

const headSchema = z.object({
  format: z.literal("agenda-data"),
  version: z.literal(1),
  migrations: z.array(z.string()),
  rows: z.number().int().min(0),
});
const rowSchema = z.object({
  table: z.enum(tables as [keyof Tables, ...(keyof Tables)[]]),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

/** The first line of a copy in a file. */
export function headOf(rows: number): string {
  const known = Object.keys(migrations);
  return JSON.stringify({ format: "agenda-data", version: 1, migrations: known, rows });
}

/** Reads {@link headOf}: how many rows follow. @throws AssistantError DATA_UNREADABLE */
export function readHead(line: string): number {
  const head = headSchema.safeParse(parsed(line));
  if (!head.success) throw unreadable("it does not begin as one");
  const unknown = head.data.migrations.filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0)
    throw unreadable("a newer version of this program wrote it. Install that version first");
  return head.data.rows;
}

/** One line of a copy in a file. */
export function lineOf(row: Row): string {
  return JSON.stringify(row);
}

/** Reads {@link lineOf}. @throws AssistantError DATA_UNREADABLE */
export function readLine(line: string, number: number): Row {
  const row = rowSchema.safeParse(parsed(line));
  if (!row.success) throw unreadable(`line ${number} is none of ours. Take another copy`);
  return row.data;
}

/** A copy that cannot be put back. */
export function unreadable(why: string): AssistantError {
  return new AssistantError("DATA_UNREADABLE", `the copy cannot be read: ${why}`);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
