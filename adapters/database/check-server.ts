import pg from "pg";
import type { Finding } from "../../src/doctor/finding.ts";
import { migrations } from "./migrations.ts";
import { postgresCode, postgresName } from "./postgres.ts";

/** What can be found of a PostgreSQL server. */
export type ServerOutcome =
  | "server-reached"
  | "server-unreached"
  | "server-login"
  | "server-no-database"
  | "server-no-rights"
  | "server-newer";

/** Milliseconds that the server is given to take a connection. */
const connectWithinMs = 5_000;

/** Looks whether the database at an address can be used. Nothing where there is no address; only reads. */
export async function checkServer(
  url: string | undefined,
): Promise<readonly Finding<ServerOutcome>[]> {
  if (url === undefined) return [];
  const check = "database";
  const name = postgresName(url);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectWithinMs });
  // Told by what is awaited.
  client.on("error", () => {});
  try {
    await client.connect();
    const outcome = await lookInto(client);
    return [
      { check, state: outcome === "server-reached" ? "ok" : "fault", outcome, values: { name } },
    ];
  } catch (error) {
    const code = postgresCode(error) ?? "?";
    return [{ check, state: "fault", outcome: outcomeOf(code), values: { name, code } }];
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function lookInto(client: pg.Client): Promise<ServerOutcome> {
  const rights = await client.query<{ can: boolean }>(
    "SELECT has_schema_privilege(current_schema(), 'CREATE') AS can",
  );
  if (rights.rows[0]?.can !== true) return "server-no-rights";
  const table = await client.query<{ name: string | null }>(
    "SELECT to_regclass('kysely_migration')::text AS name",
  );
  if (table.rows[0]?.name == null) return "server-reached";
  const { rows } = await client.query<{ name: string }>("SELECT name FROM kysely_migration");
  const isNewer = rows.some(({ name }) => !Object.hasOwn(migrations, name));
  return isNewer ? "server-newer" : "server-reached";
}

function outcomeOf(code: string): ServerOutcome {
  if (code.startsWith("28")) return "server-login";
  return code === "3D000" ? "server-no-database" : "server-unreached";
}
