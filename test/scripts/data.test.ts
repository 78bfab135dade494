import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createInstallationStore } from "../../adapters/database/installation-store.ts";
import { createMemory } from "../../adapters/database/memory.ts";
import { createMessageStore } from "../../adapters/database/message-store.ts";
import { openDatabase } from "../../adapters/database/open-database.ts";
import type { DatabasePlace } from "../../adapters/database/place.ts";
import { openSecret } from "../../adapters/database/secret.ts";
import { createDigest } from "../../src/delivery/digest.ts";
import type { Memory } from "../../src/ports.ts";
import { makeOlder } from "../adapters/database/older-database.ts";
import { makePostgres, postgresMissing } from "../adapters/database/open-for-test.ts";
import { asking, rating } from "../contracts/asking-store.ts";
import { journey } from "../contracts/journey-store.ts";
import { incoming } from "../contracts/message-store.ts";
import { whoOf } from "../contracts/who.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { type Outcome, run } from "./run.ts";
import { createWorkspace, type Workspace } from "./small-knowledge.ts";

// Processes take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const missing = await postgresMissing();
const messages = 1_203;

let workspace: Workspace;
beforeAll(async () => {
  workspace = await createWorkspace({});
});
afterAll(() => workspace.remove());

function data(directory: string, ...parameters: string[]): Promise<Outcome> {
  return run("scripts/data.ts", workspace, parameters, { DATA_DIR: directory });
}

const password = "a password of one's own";

/** A folder with something of everything that is kept. */
async function filled(): Promise<string> {
  const directory = await temporaryFolder();
  const database = await openDatabase({ directory });
  await openSecret(database, password);
  const store = createMessageStore(database, "slack");
  for (let at = 0; at < messages; at += 1)
    await store.add(incoming(`m${at}`, { question: `l·l "${at}" 👩‍👩‍👧`, history: ["'"] }), at);
  await rememberEverything(createMemory(database));
  await createInstallationStore(database, "slack").set("T1", '{"token":"x"}');
  await database.destroy();
  return directory;
}

async function rememberEverything(memory: Memory): Promise<void> {
  const who = whoOf("person");
  await memory.readers.set(who, { population: 800, council: "l'Ametlla", language: "es" }, 1);
  await memory.councils.set(who, { name: "Vila", population: 5, keeper: "Secretaria" });
  const reminder = { place: "D1", dueAtMs: 5, unanswered: 1 };
  await memory.journeys.set(who, journey({ done: { first: 1 }, reminder }));
  for (let at = 0; at < 600; at += 1) {
    await memory.askings.add(asking(`a${at}`, { who, kind: "abstained" }));
    await memory.askings.rate(`a${at}`, who, rating(false, `word ${at}`));
  }
  const decision = { kind: "covered", item: "1.1" } as const;
  const group = { id: "g", topic: "abstained", sample: "?", askings: ["a1"], decision } as const;
  await memory.askings.addGroups([group], 1);
  await memory.tasks.take("digest", 1, 2);
  await memory.tasks.finish("digest");
}

async function remembered({ readers, councils, journeys, askings, personal, tasks }: Memory) {
  return {
    reader: await readers.get("person"),
    council: await councils.get("tenant"),
    journey: await journeys.get("person"),
    askings: await askings.list("abstained", 0, 9_000, 9_000),
    decided: await askings.decided(0, 9),
    counts: (await personal.of("person")).counts,
    isTaken: await tasks.take("digest", 9, 10),
  };
}

/** All that is kept in a place. */
async function contentOf(place: DatabasePlace) {
  const database = await openDatabase(place);
  const content = {
    messages: await createMessageStore(database, "slack").unfinished(),
    ...(await remembered(createMemory(database))),
    installation: await createInstallationStore(database, "slack").get("T1"),
    secret: await database.selectFrom("settings").selectAll().execute(),
  };
  await database.destroy();
  return content;
}

/** Columns that came with migration 007. */
const later: Readonly<Record<string, readonly string[]>> = {
  readers: ["tenant", "platform", "council", "isTold", "usedAtMs"],
  messages: ["tenant", "isPrivate"],
  installations: ["person"],
};

/** A copy as the version before that migration wrote it. */
function asBefore007(copy: string): string {
  const [head = "", ...lines] = copy.trimEnd().split("\n");
  const rows = lines.map((line) => {
    const row = JSON.parse(line) as { table: string; values: Record<string, unknown> };
    for (const name of later[row.table] ?? []) delete row.values[name];
    return JSON.stringify(row);
  });
  return [head.replace(/,"007[^\]]*/, ""), ...rows].join("\n");
}

describe("npm run data", () => {
  it("backs up, for this user only, and puts back the same", async () => {
    const directory = await filled();
    const path = join(await temporaryFolder(), "copy.jsonl");
    const before = await contentOf({ directory });
    expect(await data(directory, "backup", path)).toMatchObject({ code: 0, stderr: "" });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const other = await temporaryFolder();
    expect(await data(other, "restore", path)).toMatchObject({ code: 0, stderr: "" });
    expect(await contentOf({ directory: other })).toEqual(before);
    expect(before.messages).toHaveLength(messages);
    expect(before).toMatchObject({ counts: { questions: 600, opinions: 600 }, isTaken: false });
  });

  it("brings the secret along, so that ids are known again, in the place of one that was just made", async () => {
    const directory = await filled();
    const path = join(await temporaryFolder(), "copy.jsonl");
    await data(directory, "backup", path);
    const fresh = await temporaryFolder();
    const started = await openDatabase({ directory: fresh });
    const secrets = [await openSecret(started, undefined)];
    await createMemory(started).tasks.take("erase", 1, 2);
    await started.destroy();
    expect(await data(fresh, "restore", path)).toMatchObject({ code: 0, stderr: "" });
    for (const place of [directory, fresh]) {
      const database = await openDatabase({ directory: place });
      await expect(openSecret(database, undefined)).rejects.toMatchObject({
        code: "CONFIG_INVALID",
      });
      secrets.push(await openSecret(database, password));
      await database.destroy();
    }
    expect(secrets[1]).toBe(secrets[2]);
    expect(secrets[0]).not.toBe(secrets[1]);
  });

  it("leaves a secret that was just made where nothing could be put back", async () => {
    const path = join(await temporaryFolder(), "copy.jsonl");
    await data(await filled(), "backup", path);
    const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
    await writeFile(path, lines.slice(0, -1).join("\n"));
    const fresh = await temporaryFolder();
    const database = await openDatabase({ directory: fresh });
    const secret = await openSecret(database, undefined);
    await database.destroy();
    expect((await data(fresh, "restore", path)).code).toBe(1);
    const again = await openDatabase({ directory: fresh });
    expect(await openSecret(again, undefined)).toBe(secret);
    await again.destroy();
  });

  it("puts back what a version without a secret had copied, and the next start hides it", async () => {
    const older = await temporaryFolder();
    await makeOlder({ directory: older });
    const path = join(await temporaryFolder(), "copy.jsonl");
    await data(older, "backup", path);
    await writeFile(path, asBefore007(await readFile(path, "utf8")));
    const fresh = await temporaryFolder();
    const started = await openDatabase({ directory: fresh });
    await openSecret(started, undefined);
    await started.destroy();
    expect(await data(fresh, "restore", path)).toMatchObject({ code: 0, stderr: "" });
    const database = await openDatabase({ directory: fresh });
    const digest = createDigest(await openSecret(database, undefined));
    const memory = createMemory(database);
    const told = { population: 800, language: "ca" };
    expect(await memory.readers.get(digest("p0"))).toEqual(told);
    expect(await createMessageStore(database, "slack").get(digest("m1"))).toMatchObject({
      person: digest("p1"),
      question: "question of m1",
    });
    expect((await memory.personal.of(digest("p0"))).data).toMatchObject({ conversations: 1 });
    // Who was here then is not forgotten at once.
    await memory.personal.purge(Date.now() - 86_400_000);
    expect(await memory.readers.get(digest("p0"))).toEqual(told);
    await database.destroy();
  });

  it.skipIf(missing !== undefined)(
    `moves to PostgreSQL and back${missing === undefined ? "" : ` (skipped: ${missing})`}`,
    async () => {
      const directory = await filled();
      const before = await contentOf({ directory });
      const url = await makePostgres();
      expect(await data(directory, "move", url)).toMatchObject({ code: 0, stderr: "" });
      expect(await contentOf({ url })).toEqual(before);
      const back = await temporaryFolder();
      const env = { DATABASE_URL: url };
      const moved = await run("scripts/data.ts", workspace, ["move", back], env);
      expect(moved).toMatchObject({ code: 0, stderr: "" });
      expect(await contentOf({ directory: back })).toEqual(before);
      // Nothing of what is there is lost.
      const again = await data(directory, "move", url);
      expect(again).toMatchObject({ code: 1 });
      expect(again.stderr).toContain("something is kept there already");
    },
  );

  it("puts back all of a copy or nothing, and says what is wrong with it", async () => {
    const path = join(await temporaryFolder(), "copy.jsonl");
    await data(await filled(), "backup", path);
    const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
    const [head = "", ...rows] = lines;
    const faults: readonly (readonly [string, string])[] = [
      [lines.slice(0, -7).join("\n"), "it holds"],
      [[head, ...rows.slice(0, 900), "{", ...rows.slice(901)].join("\n"), "line 902"],
      [head.replace("001-messages", "999-later"), "a newer version"],
      ["", "it does not begin as one"],
      ["no copy", "it does not begin as one"],
    ];
    for (const [text, why] of faults) {
      await writeFile(path, text);
      const directory = await temporaryFolder();
      const outcome = await data(directory, "restore", path);
      expect([outcome.code, outcome.stderr]).toEqual([1, expect.stringContaining(why)]);
      expect(await contentOf({ directory })).toMatchObject({ messages: [], reader: {} });
    }
  });

  it("writes over nothing, touches nothing that is in use, and tells wrong usage", async () => {
    const directory = await filled();
    const path = join(await temporaryFolder(), "copy.jsonl");
    await writeFile(path, "older");
    const over = await data(directory, "backup", path);
    expect([over.code, over.stderr]).toEqual([2, expect.stringContaining("it is there already")]);
    expect(await readFile(path, "utf8")).toBe("older");
    const database = await openDatabase({ directory });
    const used = await data(directory, "backup", `${path}.2`);
    await database.destroy();
    expect(used.stderr).toContain("another process is using it");
    for (const parameters of [[], ["backup"], ["elsewhere", path], ["backup", path, path]])
      expect((await data(directory, ...parameters)).code, parameters.join()).toBe(2);
  });
});
