import { type FileHandle, mkdir, open, readFile, rm, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { resolve } from "node:path";
import { AssistantError, systemErrorCode } from "../errors.ts";

const lockFile = "building.lock";
const heartbeatMs = 5_000;
/** A lock that nobody has touched for this long belongs to a process that is gone. */
const abandonedMs = 60_000;
/** Locks of this process. A lock with its number that is not here is a dead namesake's: in containers numbers repeat. */
const held = new Set<string>();

/**
 * Runs work while no other process builds in the folder.
 * @throws AssistantError INDEX_BUSY when another build is under way.
 */
export async function withBuildLock<T>(directory: string, work: () => Promise<T>): Promise<T> {
  await mkdir(directory, { recursive: true });
  const path = resolve(directory, lockFile);
  await acquire(path);
  const beat = setInterval(() => {
    const now = new Date();
    // A failed heartbeat only risks that another build starts; the switch at the end is atomic either way.
    utimes(path, now, now).catch(() => {});
  }, heartbeatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    held.delete(path);
    await rm(path, { force: true });
  }
}

async function acquire(path: string): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const file = await open(path, "wx");
      held.add(path);
      await sign(file, path);
      return;
    } catch (error) {
      if (systemErrorCode(error) !== "EEXIST") throw error;
      const owner = await liveOwner(path);
      if (owner !== undefined) throw busy(path, owner);
      await rm(path, { force: true });
    }
  }
  throw busy(path, "unknown");
}

async function sign(file: FileHandle, path: string): Promise<void> {
  try {
    await file.writeFile(`${process.pid} ${hostname()}`);
  } catch (error) {
    // The disk is full: a lock that names nobody would keep the next build out for a minute.
    held.delete(path);
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Who holds the lock, if somebody still does. */
async function liveOwner(path: string): Promise<string | undefined> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, "utf8"), stat(path)]);
    if (Date.now() - mtimeMs > abandonedMs) return undefined;
    const [pid, host] = text.split(" ");
    if (host !== hostname() || pid === undefined) return host === undefined ? "starting" : text;
    if (Number(pid) === process.pid) return held.has(path) ? pid : undefined;
    return isAlive(Number(pid)) ? pid : undefined;
  } catch (error) {
    // It finished between the two calls.
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, and belongs to another user.
    return systemErrorCode(error) === "EPERM";
  }
}

function busy(path: string, owner: string): AssistantError {
  return new AssistantError(
    "INDEX_BUSY",
    `another index build is running (process ${owner}); wait for it, or delete ${path} if it is not so`,
  );
}
