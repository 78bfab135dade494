import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from "kysely";
import type { PoolClient } from "pg";
import { storableAll } from "./storable.ts";

/** Connections at once: an answer takes some milliseconds of one. */
const mostConnections = 10;
/** Milliseconds that the server is given to take a connection. */
const connectWithinMs = 10_000;
/** Milliseconds that it is given for an answer: longer than other processes take to bring old tables up to date. */
const answerWithinMs = 120_000;

/** PostgreSQL's number of a type for whole numbers of 64 bits, which the package gives as text. Ours are times. */
const int8 = 20;

/** Connects to a server when the first question is asked. */
export function openPostgres(url: string): PostgresDialect {
  return new PostgresDialect({ pool: () => openPool(url) });
}

async function openPool(url: string): Promise<PostgresPool> {
  // Loaded only where there is a server: most keep all in a file.
  const { default: pg } = await import("pg");
  const types = new pg.TypeOverrides();
  types.setTypeParser(int8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    max: mostConnections,
    connectionTimeoutMillis: connectWithinMs,
    query_timeout: answerWithinMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: connectWithinMs,
    types,
  });
  // A connection that breaks fails the query under way and is replaced; without listeners the process would end.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const isToldByServer = (error: unknown) => error instanceof pg.DatabaseError;
  return {
    connect: async () => useOnce(await pool.connect(), isToldByServer),
    end: () => pool.end(),
  };
}

/**
 * A connection until it is given back. When something failed that the server did not tell of, a network that went away for
 * instance, nobody gets it again: a transaction may still be open in it.
 */
function useOnce(
  client: PoolClient,
  isToldByServer: (error: unknown) => boolean,
): PostgresPoolClient {
  let isBroken = false;
  async function query(text: string, parameters: readonly unknown[]) {
    try {
      return await client.query(text, storableAll(parameters));
    } catch (error) {
      if (!isToldByServer(error)) isBroken = true;
      throw error;
    }
  }
  // Of its two ways to ask, the one that reads with a cursor is not used.
  const asked = query as unknown as PostgresPoolClient["query"];
  return { query: asked, release: () => client.release(isBroken) };
}

/** A database without the name and the password of who opens it. */
export function postgresName(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || "5432"}${pathname}`;
}

/** Remedies by the error codes of the system and of PostgreSQL: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const remedies: Readonly<Record<string, string>> = {
  ECONNREFUSED: "no server listens there. Start it, or correct DATABASE_URL",
  ENOTFOUND: "there is no such host. Correct DATABASE_URL",
  EAI_AGAIN:
    "the name of the host cannot be resolved now. Look at the network, or correct DATABASE_URL",
  ECONNRESET: "the server broke off. Look whether it runs, and at what stands before it",
  ETIMEDOUT: "the server does not answer. Look at the network and its firewall",
  "28P01": "the password is wrong. Correct DATABASE_URL",
  "28000": "this user may not connect. Correct DATABASE_URL, or pg_hba.conf of the server",
  "3D000": "there is no such database. Create it (createdb), or correct DATABASE_URL",
  "42501": "this user may not make tables there. Give it the rights on the database",
  "53100": "the disk of the server is full. Make room",
  "53300": "the server has no connection to spare. Raise max_connections",
  "57P03": "the server is starting up. Try again in a moment",
  "25006": "the server is read-only: it is a standby. Take the address of the primary",
};

/** Codes of a server that cannot be used now and may be back by itself. */
const away = /^(?:ECONN|ENOTFOUND$|EAI_AGAIN$|ETIMEDOUT$|EHOST|ENET|EPIPE$|08|57P0[123]$|53300$)/;

/** Whether a server may be back without anybody correcting anything. A host may get its name only when it starts. */
export function isAway(cause: unknown): boolean {
  const code = postgresCode(cause);
  if (code !== undefined) return away.test(code);
  const message = cause instanceof Error ? cause.message : "";
  return /timeout|connection terminated|connection error/i.test(message);
}

/** What to do about a server that cannot be used. */
export function postgresRemedy(cause: unknown): string {
  const code = postgresCode(cause);
  const known = code === undefined ? undefined : remedies[code];
  if (known !== undefined) return known;
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/timeout/i.test(message)) return `${remedies["ETIMEDOUT"]}`;
  return /corrupted migrations/i.test(message)
    ? "a newer version of this program wrote it. Install that version, or take another database"
    : `${message}. Correct DATABASE_URL`;
}

/** Code of the system or of PostgreSQL, if an error has one. */
export function postgresCode(cause: unknown): string | undefined {
  const errors = cause instanceof AggregateError ? cause.errors : [cause];
  for (const error of errors) {
    if (typeof error === "object" && error !== null && "code" in error) return String(error.code);
  }
  return undefined;
}
