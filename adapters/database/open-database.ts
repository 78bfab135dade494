import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { Kysely, Migrator, SqliteDialect, type SqliteDatabase as SqliteFile } from "kysely";
import SqliteDatabase from "libsql";
import { AssistantError } from "../../src/errors.ts";
import { migrations } from "./migrations.ts";
import type { Database, Tables } from "./tables.ts";

/** File of the embedded database in the data folder. */
const fileName = "agenda.sqlite";
/** How a database is opened. */
export interface OpenOptions {
  /** Milliseconds that a process which is still ending is given to let go of the file. Default 10,000. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens the embedded database of a data folder, which is made when it is missing, and brings its tables up to date. The
 * file belongs to this process until it is closed or the process ends, however it ends.
 * @throws AssistantError DATABASE_UNAVAILABLE naming the folder and the remedy
 */
export async function openDatabase(
  directory: string,
  { busyTimeoutMs = 10_000 }: OpenOptions = {},
): Promise<Database> {
  const path = join(directory, fileName);
  let database: Database | undefined;
  try {
    // It holds questions and tokens: for the user of this process only.
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    // Before anything is written: what SQLite puts beside it takes over its mode.
    closeSync(openSync(path, "a", 0o600));
    chmodSync(path, 0o600);
    const file = openFile(path, busyTimeoutMs);
    database = new Kysely<Tables>({ dialect: new SqliteDialect({ database: file }) });
    await migrate(database);
    return database;
  } catch (cause) {
    await database?.destroy().catch(() => undefined);
    throw new AssistantError(
      "DATABASE_UNAVAILABLE",
      `the database ${path} cannot be used: ${remedyOf(cause)}`,
      { cause },
    );
  }
}

function openFile(path: string, busyTimeoutMs: number): SqliteFile {
  const file = new SqliteDatabase(path);
  try {
    claim(file, busyTimeoutMs);
  } catch (error) {
    file.close();
    throw error;
  }
  return {
    prepare: (query) => file.prepare(query),
    close() {
      try {
        letGo(file);
      } finally {
        file.close();
      }
    },
  };
}

function claim(file: SqliteDatabase.Database, busyTimeoutMs: number): void {
  file.pragma(`busy_timeout = ${busyTimeoutMs}`);
  // Two processes would both go on with what an earlier one left, and answer it twice.
  file.pragma("locking_mode = EXCLUSIVE");
  file.pragma("journal_mode = WAL");
  // What was written survives the end of the process; only when the machine itself fails may the last moment be lost.
  file.pragma("synchronous = NORMAL");
  file.pragma("secure_delete = ON");
}

/** The package closes a file once its statements are collected, which may be late: whoever waits for the file gets it now. */
function letGo(file: SqliteDatabase.Database): void {
  file.pragma("journal_mode = DELETE");
  file.pragma("locking_mode = NORMAL");
  file.prepare("SELECT 1 FROM sqlite_master").all();
}

async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

const remedies: readonly (readonly [fault: RegExp, remedy: string])[] = [
  [
    /locked|busy/i,
    "another process is using it. Stop that process, or set DATA_DIR to another folder",
  ],
  [
    /not a database|malformed|corrupt(?!ed migrations)/i,
    "it is damaged. Put back a copy, or move it away to begin anew",
  ],
  [
    /corrupted migrations/i,
    "a newer version of this program wrote it. Install that version, or set DATA_DIR to another folder",
  ],
  [
    /readonly|read-only|EACCES|EPERM|EROFS|permission/i,
    "this user may not write there. Give the folder to the user, or set DATA_DIR to another",
  ],
  [
    /ENOENT|ENOTDIR|EEXIST|EISDIR|unable to open/i,
    "the folder cannot be made or opened. Set DATA_DIR to another",
  ],
  [/full|ENOSPC/i, "the disk is full. Make room"],
];

function remedyOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const known = remedies.find(([fault]) => fault.test(message));
  return known?.[1] ?? `${message}. Set DATA_DIR to another folder`;
}
