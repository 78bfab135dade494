import { PostgresDialect } from "kysely";
import pg from "pg";

/** Connections at once: an answer takes some milliseconds of one. */
const mostConnections = 10;
/** Milliseconds that the server is given to take a connection. */
const connectWithinMs = 10_000;

/** PostgreSQL's number of a type for whole numbers of 64 bits, which the package gives as text. Ours are times. */
const int8 = 20;

/** Connects to a server when the first question is asked. */
export function openPostgres(url: string): PostgresDialect {
  const types = new pg.TypeOverrides();
  types.setTypeParser(int8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    max: mostConnections,
    connectionTimeoutMillis: connectWithinMs,
    types,
  });
  // A connection that breaks fails the query under way and is replaced; without listeners the process would end.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return new PostgresDialect({ pool });
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
