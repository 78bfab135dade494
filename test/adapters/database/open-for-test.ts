import { randomBytes } from "node:crypto";
import pg from "pg";
import { onTestFinished } from "vitest";
import type { EmbeddedOptions } from "../../../adapters/database/embedded.ts";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import type { DatabasePlace } from "../../../adapters/database/place.ts";
import type { Database } from "../../../adapters/database/tables.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

/** A database of its own, closed when the test ends, that can be closed and opened again. */
export interface TestDatabase {
  readonly database: Database;
  reopen(): Promise<Database>;
}

/** Opens an empty {@link TestDatabase} in a file. */
export async function openForTest(
  options: EmbeddedOptions = {},
): Promise<TestDatabase & { readonly directory: string }> {
  const directory = await temporaryFolder();
  return { directory, ...(await openAt({ directory }, options)) };
}

/** Address of the server that tests may make databases on. */
const serverUrl = process.env["TEST_DATABASE_URL"] ?? "postgres://postgres@127.0.0.1:5432/postgres";

/** Why there is no PostgreSQL for the tests; undefined when there is. */
export async function postgresMissing(): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.end();
    return undefined;
  } catch {
    return "no PostgreSQL at 127.0.0.1:5432 (or TEST_DATABASE_URL)";
  }
}

/** Makes an empty database on the server, which is gone when the test ends. Gives its address. */
export async function makePostgres(): Promise<string> {
  const name = `agenda_test_${randomBytes(6).toString("hex")}`;
  await onServer(`CREATE DATABASE ${name}`);
  onTestFinished(() => onServer(`DROP DATABASE ${name} WITH (FORCE)`));
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Opens an empty {@link TestDatabase} on the server. */
export async function openPostgresForTest(): Promise<TestDatabase> {
  return openAt({ url: await makePostgres() });
}

async function openAt(place: DatabasePlace, options: EmbeddedOptions = {}): Promise<TestDatabase> {
  const database = await openDatabase(place, options);
  let open = database;
  onTestFinished(() => open.destroy());
  return {
    database,
    async reopen() {
      await open.destroy();
      open = await openDatabase(place, options);
      return open;
    },
  };
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
