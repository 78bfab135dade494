import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmod,
  mkdir,
  open as openFile,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMemory } from "../../../adapters/database/memory.ts";
import { createMessageStore } from "../../../adapters/database/message-store.ts";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import type { Database } from "../../../adapters/database/tables.ts";
import { asking, rating } from "../../contracts/asking-store.ts";
import { incoming } from "../../contracts/message-store.ts";
import { whoOf } from "../../contracts/who.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

const isRoot = process.getuid?.() === 0;
const file = "agenda.sqlite";

async function open(directory: string) {
  const database = await openDatabase({ directory }, { busyTimeoutMs: 50, eraseWithinMs: 20 });
  onTestFinished(() => database.destroy().catch(() => undefined));
  return {
    database,
    memory: createMemory(database),
    messages: createMessageStore(database, "slack"),
  };
}

/** What a fault of the file is told as. */
const unavailable = (directory: string, why: string) => ({
  code: "DATABASE_UNAVAILABLE",
  message: expect.stringMatching(new RegExp(`${join(directory, file)} cannot be used: .*${why}`)),
});

async function isWhole(database: Database): Promise<boolean> {
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check`.execute(database);
  return rows.length === 1 && rows[0]?.quick_check === "ok";
}

/** Pages of the file from which on the disk is full. */
async function limitTo(database: Kysely<never>, more: number): Promise<void> {
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database);
  await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + more)}`.execute(
    database,
  );
}

/** A folder on a disk of its own of so many kilobytes; undefined where none can be made. */
async function smallDisk(kilobytes: number): Promise<string | undefined> {
  const directory = await temporaryFolder();
  try {
    execFileSync("/bin/mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", directory], {
      stdio: "ignore",
    });
  } catch {
    return undefined;
  }
  onTestFinished(() => void execFileSync("/bin/umount", ["-l", directory]));
  return directory;
}

describe("a file on a full disk", () => {
  it("says so, has nothing by half, and goes on when there is room", async () => {
    const directory = await temporaryFolder();
    const { database, memory, messages } = await open(directory);
    await limitTo(database as unknown as Kysely<never>, 3);
    const kept: string[] = [];
    const fill = async () => {
      for (let at = 0; at < 1_000; at += 1) {
        await messages.add(incoming(`m${at}`, { question: "x".repeat(3_000) }), 1);
        kept.push(`m${at}`);
      }
    };
    await expect(fill()).rejects.toMatchObject(unavailable(directory, "the disk is full"));
    // Work of several steps tells the same, and not that there is nothing left to undo.
    const word = "w".repeat(20_000);
    const rate = async () => {
      await memory.askings.add(asking("one"));
      for (let at = 0; at < 99; at += 1)
        await memory.askings.rate("one", whoOf(`p${at}`), rating(true, word));
    };
    await expect(rate()).rejects.toMatchObject(unavailable(directory, "the disk is full"));
    expect((await messages.unfinished()).map(({ id }) => id).sort()).toEqual(kept.sort());
    expect(await isWhole(database)).toBe(true);
    await limitTo(database as unknown as Kysely<never>, 10_000);
    await rate();
    expect(await messages.add(incoming("after"), 1)).toBe(true);
  });

  it("does so on a real one", async ({ skip }) => {
    const directory = await smallDisk(4_000);
    if (directory === undefined) return skip("no disk of its own can be mounted here");
    await writeFile(join(directory, "ballast"), Buffer.alloc(1_000_000));
    const { database, messages } = await open(directory);
    const kept: string[] = [];
    const fill = async () => {
      for (let at = 0; at < 2_000; at += 1) {
        await messages.add(incoming(`m${at}`, { question: "x".repeat(3_000) }), 1);
        kept.push(`m${at}`);
      }
    };
    await expect(fill()).rejects.toMatchObject(unavailable(directory, "the disk"));
    expect((await messages.unfinished()).map(({ id }) => id).sort()).toEqual(kept.sort());
    await rm(join(directory, "ballast"));
    expect(await messages.add(incoming("after"), 1)).toBe(true);
    expect(await isWhole(database)).toBe(true);
    await database.destroy();
    const again = await open(directory);
    expect((await again.messages.unfinished()).length).toBe(kept.length + 1);
  });

  it("cannot begin on one, says so, and can when there is room", async ({ skip }) => {
    const directory = await smallDisk(64);
    if (directory === undefined) return skip("no disk of its own can be mounted here");
    await writeFile(join(directory, "ballast"), Buffer.alloc(60_000));
    await expect(openDatabase({ directory })).rejects.toMatchObject(
      unavailable(directory, "the disk"),
    );
    execFileSync("/bin/mount", ["-o", "remount,size=8m", directory]);
    const { messages } = await open(directory);
    expect(await messages.add(incoming("one"), 1)).toBe(true);
  });
});

/** Opens as somebody whom modes bind, in a process of its own. Gives what went wrong. */
async function openAsNobody(directory: string): Promise<string> {
  const url = new URL("../../../adapters/database/open-database.ts", import.meta.url).href;
  const code = `
    const { openDatabase } = await import(${JSON.stringify(url)});
    ${isRoot ? `process.setgid(65534); process.setuid(65534);` : ""}
    try {
      const database = await openDatabase({ directory: ${JSON.stringify(directory)} }, { busyTimeoutMs: 50 });
      await database.destroy();
      process.stdout.write("opened");
    } catch (error) {
      process.stdout.write(error.code + " " + error.message);
    }`;
  const child = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), "--input-type=module", "--eval", code],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  await once(child, "close");
  return said;
}

describe("a place that this user may not write", () => {
  it.each([
    ["a file", 0o444, 0o755],
    ["a folder", 0o444, 0o555],
  ])("is told, is left as it is, and does when it is given: %s", async (_what, fileMode, mode) => {
    const above = await temporaryFolder();
    await chmod(above, 0o755);
    const directory = join(above, "data");
    const { database, messages } = await open(directory);
    await messages.add(incoming("one"), 1);
    await database.destroy();
    await chmod(join(directory, file), fileMode);
    await chmod(directory, mode);
    const before = await readFile(join(directory, file));
    const said = await openAsNobody(directory);
    expect(said).toMatch(
      /^DATABASE_UNAVAILABLE .*agenda\.sqlite cannot be used: this user may not/,
    );
    expect(before.equals(await readFile(join(directory, file)))).toBe(true);
    await chmod(directory, 0o755);
    const again = await open(directory);
    expect(await again.messages.get("one")).toMatchObject({ state: "waiting" });
  });
});

describe("a file that is taken, damaged or away", () => {
  it("is told when another process has it, and does when that lets go", async () => {
    const directory = await temporaryFolder();
    const { database } = await open(directory);
    expect(await openAsNobody(directory)).toMatch(/may not write|another process is using it/);
    await expect(openDatabase({ directory }, { busyTimeoutMs: 20 })).rejects.toMatchObject(
      unavailable(directory, "another process is using it"),
    );
    await database.destroy();
    const again = await open(directory);
    expect(await again.messages.add(incoming("one"), 1)).toBe(true);
  });

  it("is told with place and remedy when it is damaged in its middle, and what is whole is given", async () => {
    const directory = await temporaryFolder();
    const { database, messages, memory } = await open(directory);
    await memory.readers.set(whoOf("a"), { population: 5 }, 1);
    for (let at = 0; at < 400; at += 1)
      await messages.add(incoming(`m${at}`, { question: "x".repeat(2_000) }), 1);
    await database.destroy();
    const path = join(directory, file);
    const { size } = await stat(path);
    const handle = await openFile(path, "r+");
    for (let at = Math.floor(size / 2 / 4096) * 4096; at < size * 0.8; at += 4096)
      await handle.write(Buffer.alloc(64, 0xff), 0, 64, at);
    await handle.close();
    const outcome = await openDatabase({ directory }, { busyTimeoutMs: 50 })
      .then(async (opened) => {
        onTestFinished(() => opened.destroy().catch(() => undefined));
        return createMessageStore(opened, "slack").unfinished();
      })
      .catch((error: unknown) => error);
    expect(outcome).toMatchObject(unavailable(directory, "it is damaged. Put back a copy"));
  });

  it("is told when its folder is moved away under the program, and goes on when it is back", async () => {
    const above = await temporaryFolder();
    const directory = join(above, "data");
    const { database, messages } = await open(directory);
    await messages.add(incoming("before"), 1);
    await rename(directory, join(above, "elsewhere"));
    await expect(messages.add(incoming("during"), 1)).rejects.toMatchObject(
      unavailable(directory, "it was moved or deleted under the running program"),
    );
    await expect(messages.unfinished()).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    await rename(join(above, "elsewhere"), directory);
    expect(await messages.add(incoming("after"), 1)).toBe(true);
    await database.destroy();
    const again = await open(directory);
    const ids = (await again.messages.unfinished()).map(({ id }) => id);
    expect(ids.sort()).toEqual(["after", "before"]);
  });

  it("is told when it is deleted under the program, which ends well and begins anew", async () => {
    const directory = join(await temporaryFolder(), "data");
    const { database, messages } = await open(directory);
    await messages.add(incoming("before"), 1);
    await rm(directory, { recursive: true });
    await expect(messages.add(incoming("during"), 1)).rejects.toMatchObject(
      unavailable(directory, "it was moved or deleted"),
    );
    await mkdir(directory);
    await expect(messages.add(incoming("during"), 1)).rejects.toMatchObject({
      code: "DATABASE_UNAVAILABLE",
    });
    await database.destroy();
    const again = await open(directory);
    expect(await again.messages.unfinished()).toEqual([]);
    expect(await again.messages.add(incoming("after"), 1)).toBe(true);
  });
});
