import { existsSync, rmSync } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import SqliteDatabase from "libsql";
import * as z from "zod";
import type { Finding } from "../../src/doctor/finding.ts";
import { systemErrorCode } from "../../src/errors.ts";
import { embeddedPath } from "./embedded.ts";
import { migrations } from "./migrations.ts";

/** What can be found of the embedded database. */
export type DatabaseOutcome =
  | "database-sound"
  | "database-in-use"
  | "database-damaged"
  | "database-newer"
  | "database-unreadable";

/**
 * Looks whether the database of a data folder is whole. Nothing where there is none; only reads, and leaves alone what a
 * running program has open.
 */
export async function checkDatabase(
  directory: string | undefined,
): Promise<readonly Finding<DatabaseOutcome>[]> {
  if (directory === undefined) return [];
  const check = "database";
  const file = embeddedPath(directory);
  const values = { file };
  try {
    await access(file, constants.R_OK);
    if (!(await stat(file)).isFile()) throw Object.assign(new Error("no file"), { code: "EISDIR" });
    const outcome = lookInto(resolve(file));
    return [{ check, state: outcome === "database-sound" ? "ok" : "fault", outcome, values }];
  } catch (error) {
    const code = systemErrorCode(error) ?? "?";
    if (code === "ENOENT") return [];
    if (code.startsWith("SQLITE_BUSY"))
      return [{ check, state: "skipped", outcome: "database-in-use", values }];
    if (/^SQLITE_(?:CORRUPT|NOTADB)/.test(code))
      return [{ check, state: "fault", outcome: "database-damaged", values }];
    return [{ check, state: "fault", outcome: "database-unreadable", values: { ...values, code } }];
  }
}

function lookInto(path: string): DatabaseOutcome {
  const uri = `${pathToFileURL(path).href.replaceAll("'", "%27")}?mode=ro`;
  // Whoever reads what a killed process left behind makes this file beside it.
  const isOurs = !existsSync(`${path}-shm`);
  const session = new SqliteDatabase(":memory:");
  try {
    session.exec(`ATTACH '${uri}' AS kept`);
    try {
      if (!isWhole(session)) return "database-damaged";
      return isNewer(session) ? "database-newer" : "database-sound";
    } finally {
      // Lets go of the file now: the package closes one that was opened by itself when its statements are collected.
      session.exec("DETACH kept");
    }
  } finally {
    session.close();
    if (isOurs) rmSync(`${path}-shm`, { force: true });
  }
}

function isWhole(session: SqliteDatabase.Database): boolean {
  const schema = z.array(z.object({ quick_check: z.string() }));
  const lines = schema.parse(session.pragma("kept.quick_check"));
  return lines.every(({ quick_check }) => quick_check === "ok");
}

function isNewer(session: SqliteDatabase.Database): boolean {
  const namesIn = (query: string) =>
    z
      .array(z.object({ name: z.string() }))
      .parse(session.prepare(query).all())
      .map(({ name }) => name);
  const table = "kysely_migration";
  if (!namesIn("SELECT name FROM kept.sqlite_master").includes(table)) return false;
  return namesIn(`SELECT name FROM kept.${table}`).some((name) => !Object.hasOwn(migrations, name));
}
