import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createInstallationStore } from "../../adapters/database/installation-store.ts";
import { createMessageStore } from "../../adapters/database/message-store.ts";
import { openDatabase } from "../../adapters/database/open-database.ts";
import type { DatabasePlace } from "../../adapters/database/place.ts";
import { createReaderStore } from "../../adapters/database/reader-store.ts";
import { makePostgres, postgresMissing } from "../adapters/database/open-for-test.ts";
import { incoming } from "../contracts/message-store.ts";
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

/** A folder with something of everything that is kept. */
async function filled(): Promise<string> {
  const directory = await temporaryFolder();
  const database = await openDatabase({ directory });
  const store = createMessageStore(database, "slack");
  for (let at = 0; at < messages; at += 1)
    await store.add(incoming(`m${at}`, { question: `l·l "${at}" 👩‍👩‍👧`, history: ["'"] }), at);
  await createReaderStore(database).set("person", { population: 800, language: "es" });
  await createInstallationStore(database, "slack").set("T1", '{"token":"x"}');
  await database.destroy();
  return directory;
}

/** All that is kept in a place. */
async function contentOf(place: DatabasePlace) {
  const database = await openDatabase(place);
  const content = {
    messages: await createMessageStore(database, "slack").unfinished(),
    reader: await createReaderStore(database).get("person"),
    installation: await createInstallationStore(database, "slack").get("T1"),
  };
  await database.destroy();
  return content;
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
