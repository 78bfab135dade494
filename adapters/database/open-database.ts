import { Kysely, Migrator } from "kysely";
import { AssistantError } from "../../src/errors.ts";
import {
  type EmbeddedOptions,
  embeddedPath,
  embeddedRemedy,
  openEmbedded,
  unavailable,
} from "./embedded.ts";
import { migrations } from "./migrations.ts";
import type { DatabasePlace } from "./place.ts";
import { isAway, openPostgres, postgresName, postgresRemedy } from "./postgres.ts";
import type { Database, Tables } from "./tables.ts";

/**
 * Opens a database and brings its tables up to date, also when several processes begin at once.
 * @throws AssistantError naming the place and the remedy: DATABASE_AWAY when a server may be back by itself, else
 * DATABASE_UNAVAILABLE
 */
export async function openDatabase(
  place: DatabasePlace,
  options: EmbeddedOptions = {},
): Promise<Database> {
  let database: Database | undefined;
  try {
    const dialect =
      "url" in place ? openPostgres(place.url) : openEmbedded(place.directory, options);
    database = new Kysely<Tables>({ dialect });
    await migrate(database);
    // The file is this process' alone: whoever held a message before has ended.
    if ("directory" in place) await letGoOfAll(database);
    return database;
  } catch (cause) {
    await database?.destroy().catch(() => undefined);
    throw faultAt(place, cause);
  }
}

function faultAt(place: DatabasePlace, cause: unknown): AssistantError {
  if (cause instanceof AssistantError) return cause;
  if ("directory" in place)
    return unavailable(embeddedPath(place.directory), embeddedRemedy(cause), cause);
  const { url } = place;
  return new AssistantError(
    isAway(cause) ? "DATABASE_AWAY" : "DATABASE_UNAVAILABLE",
    `the database ${postgresName(url)} cannot be used: ${postgresRemedy(cause)}`,
  );
}

async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

async function letGoOfAll(database: Database): Promise<void> {
  await database
    .updateTable("messages")
    .set({ heldUntilMs: 0 })
    .where("heldUntilMs", ">", 0)
    .execute();
}
