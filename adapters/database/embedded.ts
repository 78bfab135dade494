import { chmodSync, closeSync, mkdirSync, openSync, statSync } from "node:fs";
import { join } from "node:path";
import { SqliteDialect, type SqliteDatabase as SqliteFile } from "kysely";
import SqliteDatabase from "libsql";

/** How the embedded database is opened. */
export interface EmbeddedOptions {
  /** Milliseconds that a process which is still ending is given to let go of the file. Default 10,000. */
  readonly busyTimeoutMs?: number;
  /** Milliseconds after which what was deleted is gone from the disk too. Default 10,000. */
  readonly eraseWithinMs?: number;
}

/**
 * Opens the file of a data folder, which is made when it is missing. The file belongs to this process until it is closed or
 * the process ends, however it ends. Throws what the system or SQLite throws.
 */
export function openEmbedded(
  directory: string,
  { busyTimeoutMs = 10_000, eraseWithinMs = 10_000 }: EmbeddedOptions = {},
): SqliteDialect {
  const path = embeddedPath(directory);
  // It holds questions and tokens: for the user of this process only.
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  // Before anything is written: what SQLite puts beside it takes over its mode.
  closeSync(openSync(path, "a", 0o600));
  chmodSync(path, 0o600);
  return new SqliteDialect({ database: openFile(path, busyTimeoutMs, eraseWithinMs) });
}

/** The file in a data folder. */
export function embeddedPath(directory: string): string {
  return join(directory, "agenda.sqlite");
}

function openFile(path: string, busyTimeoutMs: number, eraseWithinMs: number): SqliteFile {
  const file = new SqliteDatabase(path);
  try {
    claim(file, busyTimeoutMs);
  } catch (error) {
    file.close();
    throw error;
  }
  const timer = setInterval(eraseLog, eraseWithinMs, file, `${path}-wal`);
  timer.unref();
  return {
    prepare: (query) => file.prepare(query),
    close() {
      clearInterval(timer);
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

/** The log beside the file keeps the older pages, with what was deleted from them, until it is worked in and emptied. */
function eraseLog(file: SqliteDatabase.Database, path: string): void {
  try {
    if (statSync(path).size > 0) file.pragma("wal_checkpoint(TRUNCATE)");
  } catch {
    // A full disk, a transaction under way: the next time will do.
  }
}

/** The package closes a file once its statements are collected, which may be late: whoever waits for the file gets it now. */
function letGo(file: SqliteDatabase.Database): void {
  file.pragma("journal_mode = DELETE");
  file.pragma("locking_mode = NORMAL");
  file.prepare("SELECT 1 FROM sqlite_master").all();
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

/** What to do about a file that cannot be opened. */
export function embeddedRemedy(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const known = remedies.find(([fault]) => fault.test(message));
  return known?.[1] ?? `${message}. Set DATA_DIR to another folder`;
}
