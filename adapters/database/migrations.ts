import type { Kysely, Migration } from "kysely";

/** Steps from an empty database to the tables of `tables.ts`. What was released is never changed: a further one is added. */
export const migrations: Readonly<Record<string, Migration>> = {
  "001-messages": { up: createMessages },
  "002-readers": { up: createReaders },
  "003-installations": { up: createInstallations },
  "004-edits": { up: addEdits },
  "005-platforms": { up: addPlatforms },
  "006-holders": { up: addHolders },
};

async function createMessages(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("messages")
    .addColumn("id", "varchar(64)", (column) => column.primaryKey())
    .addColumn("conversation", "varchar(64)", (column) => column.notNull())
    .addColumn("channel", "varchar(255)", (column) => column.notNull())
    .addColumn("person", "varchar(64)", (column) => column.notNull())
    .addColumn("question", "text", (column) => column.notNull())
    .addColumn("history", "text")
    .addColumn("population", "integer")
    .addColumn("isAddressed", "integer", (column) => column.notNull())
    .addColumn("isRefused", "integer", (column) => column.notNull())
    .addColumn("sentAtMs", "bigint", (column) => column.notNull())
    .addColumn("address", "text", (column) => column.notNull())
    .addColumn("state", "varchar(16)", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("isAttempted", "integer", (column) => column.notNull())
    .addColumn("sent", "text")
    .addColumn("receivedAtMs", "bigint", (column) => column.notNull())
    .execute();
  for (const [name, column] of [
    ["messages_conversation", "conversation"],
    ["messages_state", "state"],
    ["messages_received", "receivedAtMs"],
  ] as const)
    await database.schema.createIndex(name).on("messages").column(column).execute();
}

async function createReaders(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("readers")
    .addColumn("person", "varchar(64)", (column) => column.primaryKey())
    .addColumn("population", "integer")
    .addColumn("language", "varchar(2)")
    .execute();
}

async function createInstallations(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("installations")
    .addColumn("platform", "varchar(16)", (column) => column.notNull())
    .addColumn("tenant", "varchar(255)", (column) => column.notNull())
    .addColumn("installation", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("installations_key", ["platform", "tenant"])
    .execute();
}

async function addEdits(database: Kysely<unknown>): Promise<void> {
  await database.schema.alterTable("messages").addColumn("editedAtMs", "bigint").execute();
}

/** Until then Slack was the only one. */
async function addPlatforms(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .alterTable("messages")
    .addColumn("platform", "varchar(16)", (column) => column.notNull().defaultTo("slack"))
    .execute();
}

async function addHolders(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .alterTable("messages")
    .addColumn("holder", "varchar(36)", (column) => column.notNull().defaultTo(""))
    .execute();
  await database.schema
    .alterTable("messages")
    .addColumn("heldUntilMs", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
}
