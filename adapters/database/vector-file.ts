import { mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import SqliteDatabase from "libsql";

/** An open file of vectors. Throws what the system or SQLite throws. */
export interface VectorFile {
  /** Whether this file still stands at its path: SQLite goes on writing into one that was deleted. */
  isThere(): boolean;
  read(key: Uint8Array): VectorRow | undefined;
  /** All at once or nothing. */
  write(rows: readonly VectorRow[], nowMs: number): void;
  /** Remembers that these were asked for. */
  touch(keys: readonly Uint8Array[], nowMs: number): void;
  forget(beforeMs: number): void;
  close(): void;
}

/** A vector as it stands in the file. */
export interface VectorRow {
  readonly key: Uint8Array;
  readonly dimensions: number;
  /** Numbers of 32 bits, the smallest byte first. */
  readonly vector: Uint8Array;
  readonly checksum: Uint8Array;
}

/** What SQLite is made to remember of the shape of the tables. */
const shape = 1;
/** Uses stand by themselves: to note one must not write the vector anew. */
const tables = `
  create table if not exists vectors (
    key blob primary key, dimensions integer not null, vector blob not null, checksum blob not null
  );
  create table if not exists uses (key blob primary key, usedAtMs integer not null) without rowid;
  create index if not exists uses_usedAtMs on uses (usedAtMs);
  pragma user_version = ${shape};
`;

/** The file has another shape. */
const otherShape = "file is not a database of vectors";

/** Opens a file, which is made when it is missing. Several processes may have it open. */
export function openVectorFile(path: string, busyTimeoutMs: number): VectorFile {
  mkdirSync(dirname(path), { recursive: true });
  const file = new SqliteDatabase(path);
  try {
    prepareTables(file, busyTimeoutMs);
    return vectorFileOf(file, path);
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Moves a file away, in place of one that was moved away before, with what belongs to it. */
export function setAside(path: string): void {
  // Before the next file is there: SQLite would take them for that one's.
  for (const end of ["-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });
  renameSync(path, `${path}.damaged`);
}

/** Number of the file at a path; undefined when there is none. */
export function fileNumber(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}

function prepareTables(file: SqliteDatabase.Database, busyTimeoutMs: number): void {
  file.pragma(`busy_timeout = ${busyTimeoutMs}`);
  file.pragma("auto_vacuum = INCREMENTAL");
  // What was committed survives the end of the process, however it ends.
  file.pragma("journal_mode = WAL");
  file.pragma("synchronous = NORMAL");
  if (shapeOf(file) === shape) return;
  atOnce(file, () => {
    // Another process may have been first.
    const found = shapeOf(file);
    if (found !== 0 && found !== shape) throw new Error(otherShape);
    if (found === 0) file.exec(tables);
  });
}

function shapeOf(file: SqliteDatabase.Database): unknown {
  const [row] = file.pragma("user_version") as readonly Readonly<Record<string, unknown>>[];
  return row?.["user_version"];
}

function vectorFileOf(file: SqliteDatabase.Database, path: string): VectorFile {
  const number = fileNumber(path);
  const find = file.prepare("select dimensions, vector, checksum from vectors where key = ?");
  const add = file.prepare("insert or replace into vectors values (?, ?, ?, ?)");
  const use = file.prepare("insert or replace into uses values (?, ?)");
  return {
    isThere: () => fileNumber(path) === number,
    read(key) {
      const [row] = find.all([key]);
      return isRow(row)
        ? {
            key,
            dimensions: row.dimensions,
            vector: new Uint8Array(row.vector),
            checksum: new Uint8Array(row.checksum),
          }
        : undefined;
    },
    write: (rows, nowMs) =>
      atOnce(file, () => {
        for (const { key, dimensions, vector, checksum } of rows) {
          add.run([key, dimensions, vector, checksum]);
          use.run([key, nowMs]);
        }
      }),
    touch: (keys, nowMs) =>
      atOnce(file, () => {
        for (const key of keys) use.run([key, nowMs]);
      }),
    forget(beforeMs) {
      atOnce(file, () => {
        const old = "select key from uses where usedAtMs < ?";
        file.prepare(`delete from vectors where key in (${old})`).run([beforeMs]);
        file.prepare("delete from uses where usedAtMs < ?").run([beforeMs]);
      });
      file.exec("pragma incremental_vacuum");
    },
    close() {
      try {
        // The package closes a file once its statements are collected, which may be late: nothing is left to do then.
        file.pragma("wal_checkpoint(TRUNCATE)");
      } catch {
        // Another process is at it, or the disk is gone: whoever opens it next does it.
      }
      file.close();
    },
  };
}

function isRow(row: unknown): row is {
  readonly dimensions: number;
  readonly vector: ArrayBuffer;
  readonly checksum: ArrayBuffer;
} {
  if (typeof row !== "object" || row === null) return false;
  if (!("dimensions" in row && "vector" in row && "checksum" in row)) return false;
  return (
    typeof row.dimensions === "number" &&
    row.vector instanceof ArrayBuffer &&
    row.checksum instanceof ArrayBuffer
  );
}

function atOnce(file: SqliteDatabase.Database, work: () => void): void {
  file.exec("begin immediate");
  try {
    work();
    file.exec("commit");
  } catch (error) {
    // SQLite undoes it by itself when the disk is full.
    if (file.inTransaction) file.exec("rollback");
    throw error;
  }
}

/** Whether what went wrong is the file itself, which another one can stand in for. */
export function isDamage(fault: unknown): boolean {
  const message = fault instanceof Error ? fault.message : String(fault);
  return /not a database|malformed|corrupt|no such (?:table|column)|has \d+ columns/i.test(message);
}
