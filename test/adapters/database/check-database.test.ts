import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { checkDatabase } from "../../../adapters/database/check-database.ts";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { openForTest } from "./open-for-test.ts";

// Processes take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const file = "agenda.sqlite";

async function outcomesOf(directory: string | undefined): Promise<string[]> {
  return (await checkDatabase(directory)).map(({ state, outcome }) => `${state} ${outcome}`);
}

/** Every file of a folder with what it holds. */
async function contentOf(directory: string): Promise<Record<string, string>> {
  const names = await readdir(directory);
  const texts = names.map(async (name) => [name, await readFile(join(directory, name), "latin1")]);
  return Object.fromEntries(await Promise.all(texts));
}

/** A folder whose database is some pages long; closed. */
async function filled(name?: string): Promise<string> {
  const directory = join(await temporaryFolder(), name ?? "data");
  const database = await openDatabase({ directory });
  const readers = Array.from({ length: 2_000 }, (_, number) => ({
    person: `${number}`.padStart(64, "0"),
    population: number,
    language: "ca" as const,
    platform: "slack",
    tenant: "",
    council: null,
    isTold: 0,
    usedAtMs: number,
  }));
  await database.insertInto("readers").values(readers).execute();
  await database.destroy();
  return directory;
}

/** A process that keeps a message and holds the database until it is killed. */
async function startHolder(directory: string): Promise<{ kill(): Promise<void> }> {
  const open = new URL("../../../adapters/database/open-database.ts", import.meta.url).href;
  const code = `
    import { openDatabase } from ${JSON.stringify(open)};
    const database = await openDatabase({ directory: ${JSON.stringify(directory)} });
    await database.insertInto("readers").values({ person: "p", population: 1, language: "ca" }).execute();
    process.stdout.write("open");
    setInterval(() => {}, 60_000);
  `;
  const child = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), "--input-type=module", "--eval", code],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(child, "exit");
  onTestFinished(() => void child.kill("SIGKILL"));
  await Promise.race([
    once(child.stdout, "data"),
    ended.then(() => Promise.reject(new Error("the process ended before it opened anything"))),
  ]);
  return {
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

describe("checkDatabase", () => {
  it("says nothing where nothing is kept", async () => {
    const directory = await temporaryFolder();
    expect(await outcomesOf(undefined)).toEqual([]);
    expect(await outcomesOf(directory)).toEqual([]);
    expect(await outcomesOf(join(directory, "none"))).toEqual([]);
    expect(await readdir(directory)).toEqual([]);
  });

  it("finds a sound database, leaves it as it is, and lets go of it", async () => {
    const directory = await filled("d'una 100% #1? carpeta");
    const before = await contentOf(directory);
    expect(await outcomesOf(directory)).toEqual(["ok database-sound"]);
    expect(await contentOf(directory)).toEqual(before);
    const next = await openDatabase({ directory }, { busyTimeoutMs: 0 });
    await next.destroy();
  });

  it("leaves a running program alone, and reads what it left when it is killed", async () => {
    const directory = await temporaryFolder();
    const holder = await startHolder(directory);
    expect(await outcomesOf(directory)).toEqual(["skipped database-in-use"]);
    await holder.kill();
    const left = await contentOf(directory);
    expect(Object.keys(left)).toContain(`${file}-wal`);
    expect(await outcomesOf(directory)).toEqual(["ok database-sound"]);
    expect(await contentOf(directory)).toEqual(left);
    const next = await openDatabase({ directory }, { busyTimeoutMs: 0 });
    onTestFinished(() => next.destroy());
    expect(await next.selectFrom("readers").select("person").execute()).toEqual([{ person: "p" }]);
  });

  it.each<[what: string, damage: (whole: Buffer) => Buffer]>([
    ["text", () => Buffer.from("this is no database, and long enough. ".repeat(200))],
    ["noise", () => Buffer.from(`SQLite format 3\0${"\xff".repeat(5_000)}`)],
    ["a file that was cut off", (whole) => whole.subarray(0, whole.length / 2)],
    ["pages of zeros", (whole) => Buffer.from(whole).fill(0, whole.length / 4, whole.length / 2)],
  ])("finds that it is damaged: %s", async (_what, damage) => {
    const directory = await filled();
    const damaged = damage(await readFile(join(directory, file)));
    await writeFile(join(directory, file), damaged);
    expect(await outcomesOf(directory)).toEqual(["fault database-damaged"]);
    expect(damaged.equals(await readFile(join(directory, file)))).toBe(true);
    expect(await readdir(directory)).toEqual([file]);
  });

  it("finds what a newer version of the program wrote", async () => {
    const { directory, database } = await openForTest();
    await sql`insert into kysely_migration values ('999-newer', '2030-01-01T00:00:00Z')`.execute(
      database,
    );
    await database.destroy();
    expect(await outcomesOf(directory)).toEqual(["fault database-newer"]);
  });

  it("finds a file that it may not read, and a folder in its place, and says why", async () => {
    const directory = await filled();
    const isRoot = process.getuid?.() === 0;
    for (const folder of [join(directory, ".."), directory]) await chmod(folder, 0o755);
    await chmod(join(directory, file), 0o000);
    // Modes do not bind root: for a moment this is somebody else.
    if (isRoot) process.seteuid?.("nobody");
    const found = await checkDatabase(directory).finally(() => isRoot && process.seteuid?.(0));
    expect(found).toMatchObject([
      {
        state: "fault",
        outcome: "database-unreadable",
        values: { file: join(directory, file), code: expect.stringMatching(/EACCES|CANTOPEN/) },
      },
    ]);
    const other = await temporaryFolder();
    await mkdir(join(other, file));
    expect(await checkDatabase(other)).toMatchObject([{ values: { code: "EISDIR" } }]);
    expect((await stat(join(other, file))).isDirectory()).toBe(true);
  });
});
