import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createInstallationStore } from "../../../adapters/database/installation-store.ts";
import { createMemory } from "../../../adapters/database/memory.ts";
import { createMessageStore } from "../../../adapters/database/message-store.ts";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import type { DatabasePlace } from "../../../adapters/database/place.ts";
import { openSecret } from "../../../adapters/database/secret.ts";
import { createDigest } from "../../../src/delivery/digest.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { makeOlder, olderMessage, plainDigest } from "./older-database.ts";
import { makePostgres, postgresMissing } from "./open-for-test.ts";

const missing = await postgresMissing();
const engines: readonly {
  readonly engine: string;
  readonly missing: string | undefined;
  readonly make: () => Promise<DatabasePlace>;
}[] = [
  {
    engine: "in a file",
    missing: undefined,
    make: async () => ({ directory: await temporaryFolder() }),
  },
  { engine: "on PostgreSQL", missing, make: async () => ({ url: await makePostgres() }) },
];

async function open(place: DatabasePlace) {
  const database = await openDatabase(place, { busyTimeoutMs: 0 });
  onTestFinished(() => database.destroy());
  return database;
}

const password = "a password of one's own";

describe.each(engines)("openSecret $engine", ({ engine, missing: reason, make }) => {
  if (reason !== undefined) {
    it.skip(`${engine}: ${reason}`, () => {});
    return;
  }

  it("makes one secret, also when many begin at once, and keeps it", async () => {
    const place = await make();
    const databases =
      "url" in place
        ? await Promise.all(Array.from({ length: 5 }, () => open(place)))
        : [await open(place)];
    const begun = Array.from({ length: 5 }, (_, at) => databases[at % databases.length]);
    const secrets = await Promise.all(begun.map((one) => one && openSecret(one, undefined)));
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]).toMatch(/^[0-9a-f]{64}$/);
    for (const one of databases) await one.destroy();
    expect(await openSecret(await open(place), undefined)).toBe(secrets[0]);
  });

  it("makes another one for each database", async () => {
    const secrets = [await make(), await make()].map(async (place) =>
      openSecret(await open(place), undefined),
    );
    const [one, another] = await Promise.all(secrets);
    expect(one).not.toBe(another);
  });

  it("hides what was kept without a secret, once, and finds it again", async () => {
    const place = await make();
    await makeOlder(place);
    const database = await open(place);
    const secret = await openSecret(database, undefined);
    const digest = createDigest(secret);
    const look = async () => {
      const messages = createMessageStore(database, "slack");
      const kept = await messages.get(digest("m1"));
      const reader = await createMemory(database).readers.get(digest("p0"));
      const chat = await createInstallationStore(database, "teams").get("19:chat");
      return { kept, reader, chat };
    };
    const found = await look();
    expect(found.kept).toMatchObject({
      conversation: digest("conversation"),
      channel: digest("channel"),
      person: digest("p1"),
      question: "question of m1",
      tenant: "",
      isPrivate: false,
    });
    expect(found.reader).toEqual({ population: 800, language: "ca" });
    expect(JSON.parse(found.chat ?? "")).toMatchObject({ id: "19:chat", person: digest("p0") });
    expect(await openSecret(database, undefined)).toBe(secret);
    expect(await openSecret(database, password)).toBe(secret);
    expect(await look()).toEqual(found);
    const rows = await Promise.all([
      database.selectFrom("messages").selectAll().execute(),
      database.selectFrom("readers").selectAll().execute(),
      database.selectFrom("installations").selectAll().execute(),
    ]);
    const all = JSON.stringify(rows);
    for (const id of ["m0", "m1", "p0", "p1", "conversation", "channel"])
      expect(all, id).not.toContain(plainDigest(id));
    // Erasing finds the conversation that was kept before there was a secret.
    await createMemory(database).personal.erase(digest("p0"));
    expect((await look()).chat).toBeUndefined();
  });

  it("leaves empty what was closed", async () => {
    const place = await make();
    await makeOlder(place, 0);
    const database = await open(place);
    const closed = { ...olderMessage("m", "p"), conversation: "", channel: "", person: "" };
    await database
      .insertInto("messages")
      .values({ ...closed, tenant: "", isPrivate: 0, state: "closed" })
      .execute();
    const digest = createDigest(await openSecret(database, undefined));
    expect(await createMessageStore(database, "slack").get(digest("m"))).toMatchObject({
      person: "",
      conversation: "",
      channel: "",
    });
  });

  it("hides a hundred thousand", { timeout: 120_000 }, async () => {
    const place = await make();
    await makeOlder(place, 100_000);
    const database = await open(place);
    const digest = createDigest(await openSecret(database, undefined));
    const messages = createMessageStore(database, "slack");
    expect(await messages.get(digest("m99999"))).toMatchObject({ person: digest("p49") });
  });

  it("locks it from when there is a password, and changes nothing for a wrong one or none", async () => {
    const place = await make();
    const database = await open(place);
    const secret = await openSecret(database, undefined);
    const locks = Array.from({ length: 3 }, () => openSecret(database, password));
    expect(new Set(await Promise.all(locks))).toEqual(new Set([secret]));
    const rows = () => database.selectFrom("settings").selectAll().execute();
    const locked = await rows();
    expect(JSON.stringify(locked)).not.toContain(secret);
    for (const [wrong, why] of [
      [undefined, "ID_SECRET is not set"],
      ["another password, as long", "ID_SECRET is not the one"],
      [`${password} `, "ID_SECRET is not the one"],
    ] as const)
      await expect(openSecret(database, wrong)).rejects.toMatchObject({
        code: "CONFIG_INVALID",
        message: expect.stringContaining(why),
      });
    expect(await rows()).toEqual(locked);
    expect(await openSecret(database, password)).toBe(secret);
  });

  it("takes one of two passwords that come at once, and refuses the other", async () => {
    const database = await open(await make());
    await openSecret(database, undefined);
    const both = [password, `${password} too`].map((one) => openSecret(database, one));
    const states = (await Promise.allSettled(both)).map(({ status }) => status);
    expect(states.sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("refuses what was damaged", async () => {
    const database = await open(await make());
    await openSecret(database, password);
    for (const value of ["locked:", "locked:a:b:c:d", "locked:::::"]) {
      await database.updateTable("settings").set({ value }).execute();
      await expect(openSecret(database, password)).rejects.toMatchObject({
        code: "CONFIG_INVALID",
      });
    }
  });
});

it("leaves nothing of the secret in the file once it is locked", async () => {
  const directory = await temporaryFolder();
  const database = await open({ directory });
  const secret = await openSecret(database, undefined);
  await openSecret(database, password);
  await database.destroy();
  const content = await readFile(join(directory, "agenda.sqlite"), "latin1");
  expect([content.includes(secret), content.includes("locked:")]).toEqual([false, true]);
});
