import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createMessageStore } from "../../../adapters/database/message-store.ts";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import { AssistantError } from "../../../src/errors.ts";
import { incoming } from "../../contracts/message-store.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { openForTest } from "./open-for-test.ts";

// Processes take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const file = "agenda.sqlite";
const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
const isRoot = process.getuid?.() === 0;

/** Message of the error that opening throws. */
async function faultOf(directory: string): Promise<string> {
  const fault: unknown = await openDatabase({ directory }, { busyTimeoutMs: 50 }).catch(
    (error: unknown) => error,
  );
  if (!(fault instanceof AssistantError)) throw new Error("opened", { cause: fault });
  expect(fault.code).toBe("DATABASE_UNAVAILABLE");
  expect(fault.message).toContain(join(directory, file));
  return fault.message;
}

const moduleUrl = (path: string) =>
  JSON.stringify(new URL(`../../../adapters/database/${path}`, import.meta.url).href);

/** Keeps a message, says so, and holds the database until the process is killed. */
const holdDatabase = (directory: string) => `
  import { createMessageStore } from ${moduleUrl("message-store.ts")};
  import { openDatabase } from ${moduleUrl("open-database.ts")};
  const store = createMessageStore(await openDatabase({ directory: ${JSON.stringify(directory)} }), "slack");
  await store.add(${JSON.stringify(incoming("kept"))}, 1);
  await store.attempt("kept", true);
  process.stdout.write("kept");
  setInterval(() => {}, 60_000);
`;

/** A process that holds the database of a folder and has kept a message in it. */
async function startHolder(directory: string) {
  const tsx = import.meta.resolve("tsx");
  const child = spawn(
    process.execPath,
    ["--import", tsx, "--input-type=module", "--eval", holdDatabase(directory)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(child, "exit");
  onTestFinished(() => void child.kill("SIGKILL"));
  await Promise.race([
    once(child.stdout, "data"),
    ended.then(() => Promise.reject(new Error("the process ended before it kept anything"))),
  ]);
  return {
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

describe("openDatabase", () => {
  it("makes a folder and files that only this user can read", async () => {
    const directory = join(await temporaryFolder(), "a", "data");
    const database = await openDatabase({ directory });
    onTestFinished(() => database.destroy());
    expect(await modeOf(directory)).toBe(0o700);
    const names = await readdir(directory);
    expect(names).toContain(file);
    for (const name of names) expect(await modeOf(join(directory, name)), name).toBe(0o600);
  });

  it("takes the file from others also in a folder that others can read", async () => {
    const directory = await temporaryFolder();
    await chmod(directory, 0o755);
    await writeFile(join(directory, file), "", { mode: 0o644 });
    const database = await openDatabase({ directory });
    onTestFinished(() => database.destroy());
    for (const name of await readdir(directory))
      expect(await modeOf(join(directory, name)), name).toBe(0o600);
  });

  it("lets the next open as soon as it is closed", async () => {
    const { directory, database } = await openForTest();
    await database.destroy();
    const next = await openDatabase({ directory }, { busyTimeoutMs: 0 });
    await next.destroy();
    expect(await readdir(directory)).toEqual([file]);
  });

  it("leaves the file to the process that has it, and gets it when that is killed, with all it kept", async () => {
    const directory = await temporaryFolder();
    const holder = await startHolder(directory);
    expect(await faultOf(directory)).toContain("another process is using it");
    await holder.kill();
    const database = await openDatabase({ directory }, { busyTimeoutMs: 0 });
    onTestFinished(() => database.destroy());
    const kept = await createMessageStore(database, "slack").get("kept");
    expect(kept).toMatchObject({ question: "question of kept", isAttempted: true });
  });

  it.each([
    ["a text", Buffer.from("this is no database, and long enough to be looked at. ".repeat(50))],
    ["noise behind the right beginning", Buffer.from(`SQLite format 3\0${"\xff".repeat(5_000)}`)],
  ])("leaves as it is a file of %s", async (_, content) => {
    const directory = await temporaryFolder();
    await writeFile(join(directory, file), content);
    expect(await faultOf(directory)).toContain("it is damaged. Put back a copy");
    expect(content.equals(await readFile(join(directory, file)))).toBe(true);
    expect(await readdir(directory)).toEqual([file]);
  });

  it("says where a folder cannot be", async () => {
    const directory = await temporaryFolder();
    await writeFile(join(directory, "file"), "content");
    for (const path of ["file", "file/below"])
      expect(await faultOf(join(directory, path))).toContain("the folder cannot be made or opened");
    expect(await readFile(join(directory, "file"), "utf8")).toBe("content");
    await mkdir(join(directory, file));
    expect(await faultOf(directory)).toContain("the folder cannot be made or opened");
  });

  it("says so of a link to a folder that is not there", async () => {
    const directory = await temporaryFolder();
    await symlink(join(directory, "nowhere"), join(directory, "link"));
    for (const path of ["link", "link/below"])
      expect(await faultOf(join(directory, path))).toContain("the folder cannot be made or opened");
    expect(await readdir(directory)).toEqual(["link"]);
  });

  it("says who may not write", async () => {
    const directory = await temporaryFolder();
    await chmod(directory, 0o555);
    // Modes do not bind root: for a moment this is somebody else.
    if (isRoot) process.seteuid?.("nobody");
    const fault = await faultOf(directory).finally(() => isRoot && process.seteuid?.(0));
    expect(fault).toContain("this user may not write there");
    expect(await readdir(directory)).toEqual([]);
  });

  it("leaves as it is what a newer version wrote", async () => {
    const { directory, database, reopen } = await openForTest();
    await sql`insert into kysely_migration values ('999-newer', '2030-01-01T00:00:00Z')`.execute(
      database,
    );
    await sql`create table newer as select 'kept' as content`.execute(database);
    await database.destroy();
    expect(await faultOf(directory)).toContain("a newer version of this program wrote it");
    await expect(reopen()).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
    const content = await readFile(join(directory, file), "latin1");
    expect([content.includes("999-newer"), content.includes("kept")]).toEqual([true, true]);
  });
});
