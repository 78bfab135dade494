import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";
import { AssistantError } from "../../src/errors.ts";
import { atomically } from "./atomically.ts";
import { hideOlder } from "./hide-older.ts";
import type { Database } from "./tables.ts";

/** Under which name it is kept. */
const name = "secret";
const algorithm = "aes-256-gcm";

/**
 * The secret with which ids become digests: made once for a database and kept there, locked with `password` where one is
 * given, so that a copy of the database alone does not tell it.
 * @throws AssistantError CONFIG_INVALID when the password is not the one with which it was locked
 */
export async function openSecret(
  database: Database,
  password: string | undefined,
): Promise<string> {
  const kept = (await read(database)) ?? (await make(database, password));
  const secret = unlock(kept, password);
  if (password === undefined || kept.startsWith("locked:")) return secret;
  // From now on only who knows the password can read it.
  const { numUpdatedRows } = await database
    .updateTable("settings")
    .set({ value: lock(secret, password) })
    .where("name", "=", name)
    .where("value", "=", kept)
    .executeTakeFirst();
  // Another process was first, with this password or another.
  return numUpdatedRows > 0n ? secret : openSecret(database, password);
}

async function read(database: Database): Promise<string | undefined> {
  const row = await database
    .selectFrom("settings")
    .select("value")
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.value;
}

/** When several processes begin at once, one of them makes it. */
function make(database: Database, password: string | undefined): Promise<string> {
  return atomically(database, async (step) => {
    const secret = randomBytes(32).toString("hex");
    const value = password === undefined ? secret : lock(secret, password);
    const { numInsertedOrUpdatedRows } = await step
      .insertInto("settings")
      .values({ name, value })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if ((numInsertedOrUpdatedRows ?? 0n) > 0n) await hideOlder(step, secret);
    return (await read(step)) ?? value;
  });
}

function lock(secret: string, password: string): string {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv(algorithm, scryptSync(password, salt, 32), iv);
  const locked = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  const parts = [salt, iv, cipher.getAuthTag(), locked];
  return `locked:${parts.map((part) => part.toString("base64url")).join(":")}`;
}

function unlock(kept: string, password: string | undefined): string {
  if (!kept.startsWith("locked:")) return kept;
  if (password === undefined)
    throw wrong("is not set, but this database was begun with one. Set it as it was");
  const [salt, iv, tag, locked] = kept
    .split(":")
    .slice(1)
    .map((part) => Buffer.from(part, "base64url"));
  try {
    if (!salt || !iv || !tag || !locked) throw new Error("not four parts");
    const decipher = createDecipheriv(algorithm, scryptSync(password, salt, 32), iv);
    decipher.setAuthTag(tag);
    return decipher.update(locked, undefined, "utf8") + decipher.final("utf8");
  } catch {
    throw wrong("is not the one with which this database was begun. Set it as it was");
  }
}

function wrong(why: string): AssistantError {
  return new AssistantError("CONFIG_INVALID", `ID_SECRET ${why}`);
}
