import type { Kysely, Migration } from "kysely";

/** Steps from an empty database to the tables of `tables.ts`. What was released is never changed: a further one is added. */
export const migrations: Readonly<Record<string, Migration>> = {
  "001-messages": { up: createMessages },
  "002-readers": { up: createReaders },
  "003-installations": { up: createInstallations },
  "004-edits": { up: addEdits },
  "005-platforms": { up: addPlatforms },
  "006-holders": { up: addHolders },
  "007-tenants": { up: addTenants },
  "008-councils": { up: createCouncils },
  "009-journeys": { up: createJourneys },
  "010-askings": { up: createAskings },
  "011-tasks": { up: createTasks },
  "012-plans": { up: createPlans },
  "013-needs": { up: createNeeds },
  "014-knowledge": { up: createKnowledge },
  "015-spending": { up: createSpending },
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

/** What was kept before belongs to no tenant that is known. */
async function addTenants(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .alterTable("installations")
    .addColumn("person", "varchar(64)", (column) => column.notNull().defaultTo(""))
    .execute();
  for (const table of ["messages", "readers"])
    await database.schema
      .alterTable(table)
      .addColumn("tenant", "varchar(64)", (column) => column.notNull().defaultTo(""))
      .execute();
  await database.schema
    .alterTable("messages")
    .addColumn("isPrivate", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  const reader = database.schema.alterTable("readers");
  await reader
    .addColumn("platform", "varchar(16)", (column) => column.notNull().defaultTo(""))
    .execute();
  await reader.addColumn("council", "text").execute();
  await reader.addColumn("isTold", "integer", (column) => column.notNull().defaultTo(0)).execute();
  // Who was here before is not forgotten at once: counted from the first time that this runs.
  await reader
    .addColumn("usedAtMs", "bigint", (column) => column.notNull().defaultTo(Date.now()))
    .execute();
  for (const [name, table, column] of [
    ["messages_tenant", "messages", "tenant"],
    ["messages_person", "messages", "person"],
    ["readers_tenant", "readers", "tenant"],
    ["readers_used", "readers", "usedAtMs"],
    ["installations_person", "installations", "person"],
  ] as const)
    await database.schema.createIndex(name).on(table).column(column).execute();
}

async function createCouncils(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("councils")
    .addColumn("tenant", "varchar(64)", (column) => column.primaryKey())
    .addColumn("platform", "varchar(16)", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("population", "integer", (column) => column.notNull())
    .addColumn("keeper", "text", (column) => column.notNull())
    .execute();
}

async function createJourneys(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("journeys")
    .addColumn("person", "varchar(64)", (column) => column.primaryKey())
    .addColumn("platform", "varchar(16)", (column) => column.notNull())
    .addColumn("tenant", "varchar(64)", (column) => column.notNull())
    .addColumn("role", "varchar(32)", (column) => column.notNull())
    .addColumn("population", "integer")
    .addColumn("language", "varchar(2)", (column) => column.notNull())
    .addColumn("startedAtMs", "bigint", (column) => column.notNull())
    .addColumn("done", "text", (column) => column.notNull())
    .addColumn("checks", "text", (column) => column.notNull())
    .addColumn("place", "text")
    .addColumn("dueAtMs", "bigint")
    .addColumn("unanswered", "integer", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("usedAtMs", "bigint", (column) => column.notNull())
    .execute();
  for (const column of ["tenant", "dueAtMs", "usedAtMs"])
    await database.schema.createIndex(`journeys_${column}`).on("journeys").column(column).execute();
}

async function createAskings(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("askings")
    .addColumn("id", "varchar(64)", (column) => column.primaryKey())
    .addColumn("platform", "varchar(16)", (column) => column.notNull())
    .addColumn("tenant", "varchar(64)", (column) => column.notNull())
    .addColumn("person", "varchar(64)", (column) => column.notNull())
    .addColumn("question", "text", (column) => column.notNull())
    .addColumn("language", "varchar(2)", (column) => column.notNull())
    .addColumn("kind", "varchar(16)", (column) => column.notNull())
    .addColumn("intent", "varchar(16)", (column) => column.notNull())
    .addColumn("items", "text", (column) => column.notNull())
    .addColumn("knowledge", "varchar(64)", (column) => column.notNull())
    .addColumn("askedAtMs", "bigint", (column) => column.notNull())
    .execute();
  await database.schema
    .createTable("ratings")
    .addColumn("asking", "varchar(64)", (column) => column.notNull())
    .addColumn("person", "varchar(64)", (column) => column.notNull())
    .addColumn("platform", "varchar(16)", (column) => column.notNull())
    .addColumn("tenant", "varchar(64)", (column) => column.notNull())
    .addColumn("isPositive", "integer", (column) => column.notNull())
    .addColumn("word", "text", (column) => column.notNull())
    .addColumn("ratedAtMs", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("ratings_key", ["asking", "person"])
    .execute();
  await database.schema
    .createTable("questionGroups")
    .addColumn("id", "varchar(64)", (column) => column.primaryKey())
    .addColumn("topic", "varchar(16)", (column) => column.notNull())
    .addColumn("sample", "text", (column) => column.notNull())
    .addColumn("askings", "text", (column) => column.notNull())
    .addColumn("decision", "varchar(16)")
    .addColumn("item", "text")
    .addColumn("decidedAtMs", "bigint")
    .addColumn("createdAtMs", "bigint", (column) => column.notNull())
    .execute();
  for (const [table, column] of [
    ["askings", "tenant"],
    ["askings", "person"],
    ["ratings", "tenant"],
    ["ratings", "person"],
    ["ratings", "ratedAtMs"],
    ["questionGroups", "decidedAtMs"],
    ["questionGroups", "createdAtMs"],
  ] as const)
    await database.schema.createIndex(`${table}_${column}`).on(table).column(column).execute();
  // In the order in which they are read: the columns after the first save a sort.
  for (const columns of [
    ["askedAtMs", "id"],
    ["kind", "askedAtMs"],
  ])
    await database.schema
      .createIndex(`askings_${columns.join("_")}`)
      .on("askings")
      .columns(columns)
      .execute();
}

async function createTasks(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("tasks")
    .addColumn("name", "varchar(255)", (column) => column.primaryKey())
    .addColumn("untilMs", "bigint", (column) => column.notNull())
    .addColumn("isDone", "integer", (column) => column.notNull())
    .execute();
  await database.schema
    .createTable("settings")
    .addColumn("name", "varchar(64)", (column) => column.primaryKey())
    .addColumn("value", "text", (column) => column.notNull())
    .execute();
}

async function createPlans(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("plans")
    .addColumn("tenant", "varchar(64)", (column) => column.notNull())
    .addColumn("item", "varchar(255)", (column) => column.notNull())
    .addColumn("platform", "varchar(16)", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("status", "varchar(16)", (column) => column.notNull())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("quarter", "varchar(7)")
    .addColumn("notes", "text", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("addedAtMs", "bigint", (column) => column.notNull())
    .addColumn("changedAtMs", "bigint", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("plans_key", ["tenant", "item"])
    .execute();
}

async function createNeeds(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("needs")
    .addColumn("id", "varchar(64)", (column) => column.primaryKey())
    .addColumn("need", "varchar(64)", (column) => column.notNull())
    .addColumn("platform", "varchar(16)", (column) => column.notNull())
    .addColumn("tenant", "varchar(64)", (column) => column.notNull())
    .addColumn("person", "varchar(64)", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("language", "varchar(2)", (column) => column.notNull())
    .addColumn("axis", "varchar(255)")
    .addColumn("textKey", "varchar(64)", (column) => column.notNull())
    .addColumn("rejected", "text", (column) => column.notNull())
    .addColumn("council", "text")
    .addColumn("councilKey", "text", (column) => column.notNull())
    .addColumn("population", "integer")
    .addColumn("isNamed", "integer", (column) => column.notNull())
    .addColumn("recordedAtMs", "bigint", (column) => column.notNull())
    .addColumn("place", "text")
    .addColumn("knowledge", "varchar(64)", (column) => column.notNull())
    .addColumn("coveredBy", "varchar(255)")
    .addColumn("coveredAtMs", "bigint")
    .addColumn("toldAtMs", "bigint")
    .execute();
  // One person has a need once, whatever is pressed twice. Those who were forgotten are nobody.
  await database.schema
    .createIndex("needs_need_person")
    .unique()
    .on("needs")
    .columns(["need", "person"])
    .where("person", "!=", "")
    .execute();
  for (const columns of [
    ["person"],
    ["tenant"],
    ["textKey"],
    ["recordedAtMs", "id"],
    ["coveredAtMs", "knowledge"],
    ["platform", "toldAtMs", "coveredAtMs"],
  ])
    await database.schema
      .createIndex(`needs_${columns.join("_")}`)
      .on("needs")
      .columns(columns)
      .execute();
}

async function createKnowledge(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("knowledgeStates")
    .addColumn("digest", "varchar(64)", (column) => column.primaryKey())
    .addColumn("seenAtMs", "bigint", (column) => column.notNull())
    .addColumn("items", "text", (column) => column.notNull())
    .execute();
  await database.schema
    .createTable("knowledgeItems")
    .addColumn("digest", "varchar(64)", (column) => column.primaryKey())
    .addColumn("item", "text", (column) => column.notNull())
    .execute();
}

async function createSpending(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable("spending")
    .addColumn("tenant", "varchar(64)", (column) => column.notNull())
    .addColumn("day", "varchar(10)", (column) => column.notNull())
    .addColumn("calls", "bigint", (column) => column.notNull())
    .addColumn("inputTokens", "bigint", (column) => column.notNull())
    .addColumn("outputTokens", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("spending_key", ["tenant", "day"])
    .execute();
  await database.schema.createIndex("spending_day").on("spending").column("day").execute();
}
