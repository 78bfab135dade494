import { chmodSync, closeSync, mkdirSync, openSync, statSync } from "node:fs";
import { join } from "node:path";
import { SqliteDialect, type SqliteDatabase as SqliteFile, type SqliteStatement } from "kysely";
import SqliteDatabase from "libsql";
import { AssistantError } from "../../src/errors.ts";
import { storableAll } from "./storable.ts";

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
    letGo(file);
    file.close();
    throw error;
  }
  const timer = setInterval(eraseLog, eraseWithinMs, file, `${path}-wal`);
  timer.unref();
  const { ino } = statSync(path);
  return {
    prepare: (query) =>
      told(path, () => {
        // SQLite undoes a transaction by itself when the disk is full: that fault is to be told, and not that nothing is left.
        if (query === "rollback" && !file.inTransaction) return noStatement;
        if (!isAt(path, ino)) throw new Error("moved away");
        return tellFaults(path, file.prepare(query));
      }),
    close() {
      clearInterval(timer);
      try {
        // What is elsewhere now is nobody's to tidy up.
        if (isAt(path, ino)) letGo(file);
      } finally {
        file.close();
      }
    },
  };
}

/** SQLite goes on writing into a file that was deleted, where nobody will find it. */
function isAt(path: string, ino: number): boolean {
  return statSync(path, { throwIfNoEntry: false })?.ino === ino;
}

const noStatement: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
};

function tellFaults(path: string, statement: SqliteDatabase.Statement): SqliteStatement {
  return {
    reader: statement.reader,
    all: (parameters) => told(path, () => statement.all(storableAll(parameters))),
    run: (parameters) => told(path, () => statement.run(storableAll(parameters))),
    iterate: (parameters) => statement.iterate(storableAll(parameters)),
  };
}

/** Does something with the file; a fault of the file, and not of what was asked of it, tells its place and the remedy. */
function told<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const remedy = remedyOf(cause);
    if (remedy === undefined) throw cause;
    throw unavailable(path, remedy, cause);
  }
}

/** A file that cannot be used. */
export function unavailable(path: string, remedy: string, cause: unknown): AssistantError {
  const message = `the database ${path} cannot be used: ${remedy}`;
  return new AssistantError("DATABASE_UNAVAILABLE", message, { cause });
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
  for (const step of ["journal_mode = DELETE", "locking_mode = NORMAL", "user_version"]) {
    try {
      file.pragma(step);
    } catch {
      // A disk that is full or gone: then it is let go of later, or when the process ends.
    }
  }
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
  [/\bfull\b|ENOSPC/i, "the disk is full. Make room"],
  [/disk I\/O error/i, "the disk cannot be read or written. Look at the disk"],
  [
    /moved away/,
    "it was moved or deleted under the running program. Put it back, or start the program anew",
  ],
];

/** What to do about a file that cannot be opened. */
export function embeddedRemedy(cause: unknown): string {
  return remedyOf(cause) ?? `${messageOf(cause)}. Set DATA_DIR to another folder`;
}

function remedyOf(cause: unknown): string | undefined {
  return remedies.find(([fault]) => fault.test(messageOf(cause)))?.[1];
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
