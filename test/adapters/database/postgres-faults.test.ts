import { createServer } from "node:net";
import pg from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMemory } from "../../../adapters/database/memory.ts";
import { createMessageStore } from "../../../adapters/database/message-store.ts";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import { isAway } from "../../../adapters/database/postgres.ts";
import { asking, rating } from "../../contracts/asking-store.ts";
import { incoming } from "../../contracts/message-store.ts";
import { whoOf } from "../../contracts/who.ts";
import { makePostgres, postgresMissing } from "./open-for-test.ts";

const missing = await postgresMissing();

async function open(url: string) {
  const database = await openDatabase({ url });
  onTestFinished(() => database.destroy());
  return {
    database,
    memory: createMemory(database),
    messages: createMessageStore(database, "slack"),
  };
}

/** Asks the server something beside the program: in the database itself, or in another one. */
async function ask(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  // It may end itself.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function named(url: string): string {
  return new URL(url).pathname.slice(1);
}

/** Another database of the same server, from which one can be dropped or closed. */
function beside(url: string): string {
  const other = new URL(url);
  other.pathname = "/postgres";
  return other.href;
}

/** What comes of some work once the program has noticed which of its connections were ended. */
async function onceNoticed<T>(work: () => Promise<T>): Promise<T> {
  // It has ten: each may fail once.
  for (let tries = 0; tries < 10; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const { code, message } = error as { code?: string; message?: string };
      if (code !== "57P01" && !/terminated|connection error|ECONNRESET/i.test(message ?? ""))
        throw error;
    }
  }
  return work();
}

const endOthers =
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

describe.skipIf(missing !== undefined)(
  `faults of PostgreSQL${missing ? ` (skipped: ${missing})` : ""}`,
  () => {
    it("undoes what was begun when it stops in the midst of it, and goes on by itself", async () => {
      const url = await makePostgres();
      const { database, memory } = await open(url);
      await memory.askings.add(asking("one"));
      const broken = database.transaction().execute(async (step) => {
        const inStep = createMemory(step);
        await inStep.readers.set(whoOf("half"), { population: 1 }, 1);
        await ask(url, endOthers);
        await inStep.readers.set(whoOf("other half"), { population: 1 }, 1);
      });
      await expect(broken).rejects.toThrow();
      expect(await onceNoticed(() => memory.readers.get("half"))).toEqual({});
      expect(await memory.askings.rate("one", whoOf("a"), rating(true))).toBe(true);
    });

    it("loses nothing that it acknowledged while all connections are ended again and again", async () => {
      const url = await makePostgres();
      const { memory } = await open(url);
      const acknowledged: string[] = [];
      const failed: string[] = [];
      for (let round = 0; round < 10; round += 1) {
        const writes = Array.from({ length: 30 }, async (_, at) => {
          const id = `${round}-${at}`;
          await memory.askings.add(asking(id));
          if (await memory.askings.rate(id, whoOf("a"), rating(true))) acknowledged.push(id);
        });
        const settled = Promise.allSettled(writes);
        await ask(url, endOthers);
        for (const { status } of await settled) if (status === "rejected") failed.push(status);
      }
      const { total, positive } = await onceNoticed(() => memory.askings.count(0, 9_000));
      expect(acknowledged.length + failed.length).toBe(300);
      expect(positive).toBeGreaterThanOrEqual(acknowledged.length);
      expect(total).toBeGreaterThanOrEqual(acknowledged.length);
      expect(await memory.askings.rate("unknown", whoOf("a"), rating(true))).toBe(false);
    });

    it("rejects while the database is gone, and goes on when it is back", async () => {
      const url = await makePostgres();
      const { messages } = await open(url);
      await messages.add(incoming("one"), 1);
      const away = `${named(url)}_away`;
      await ask(beside(url), endOthers.replace("current_database()", `'${named(url)}'`));
      await ask(beside(url), `ALTER DATABASE ${named(url)} RENAME TO ${away}`);
      const added = onceNoticed(() => messages.add(incoming("two"), 1));
      await expect(added).rejects.toMatchObject({ code: "3D000" });
      await expect(openDatabase({ url })).rejects.toMatchObject({
        code: "DATABASE_UNAVAILABLE",
        message: expect.stringContaining("there is no such database"),
      });
      await ask(beside(url), `ALTER DATABASE ${away} RENAME TO ${named(url)}`);
      expect(await messages.add(incoming("one"), 1)).toBe(false);
      expect(await messages.add(incoming("two"), 1)).toBe(true);
    });

    it("rejects what is to be written while it is read-only, and goes on when it is not", async () => {
      const url = await makePostgres();
      const { memory } = await open(url);
      await memory.readers.set(whoOf("a"), { population: 5 }, 1);
      const setTo = async (mode: "on" | "off") => {
        const change = `ALTER DATABASE ${named(url)} SET default_transaction_read_only = ${mode}`;
        await ask(beside(url), change);
        // The connections of before keep the mode of before.
        await ask(beside(url), endOthers.replace("current_database()", `'${named(url)}'`));
      };
      await setTo("on");
      expect(await onceNoticed(() => memory.readers.get("a"))).toEqual({
        population: 5,
      });
      const set = onceNoticed(() => memory.readers.set(whoOf("a"), { population: 6 }, 1));
      await expect(set).rejects.toMatchObject({ code: "25006" });
      await expect(onceNoticed(() => memory.personal.erase("a"))).rejects.toMatchObject({
        code: "25006",
      });
      await setTo("off");
      expect(await onceNoticed(() => memory.readers.get("a"))).toEqual({ population: 5 });
      await onceNoticed(() => memory.readers.set(whoOf("a"), { population: 6 }, 1));
      expect(await memory.readers.get("a")).toEqual({ population: 6 });
    });

    it("waits for one of its connections, and says that a server has none to spare", async () => {
      const url = await makePostgres();
      const user = `${named(url)}_user`;
      await ask(beside(url), `CREATE ROLE ${user} LOGIN CONNECTION LIMIT 1`);
      onTestFinished(async () => {
        await ask(url, `DROP OWNED BY ${user}`);
        await ask(beside(url), `DROP ROLE ${user}`);
      });
      await ask(url, `GRANT ALL ON SCHEMA public TO ${user}`);
      const own = new URL(url);
      own.username = user;
      const first = new pg.Client({ connectionString: own.href });
      await first.connect();
      await expect(openDatabase({ url: own.href })).rejects.toMatchObject({
        code: "DATABASE_AWAY",
        message: expect.stringContaining("has no connection to spare"),
      });
      await first.end();
      const opened = await openDatabase({ url: own.href });
      expect(await createMessageStore(opened, "slack").add(incoming("one"), 1)).toBe(true);
      await opened.destroy();
    });

    it("serves many more at once than it has connections", async () => {
      const { memory } = await open(await makePostgres());
      await memory.askings.add(asking("one"));
      const rates = Array.from({ length: 300 }, (_, at) =>
        memory.askings.rate("one", whoOf(`p${at}`), rating(at % 3 > 0)),
      );
      expect(await Promise.all(rates)).not.toContain(false);
      expect(await memory.askings.count(0, 9_000)).toMatchObject({ positive: 200, negative: 100 });
    });
  },
);

/** A server that takes connections and does something with them. */
async function serving(behave: (socket: import("node:net").Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    behave(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return `postgres://me:geheim@127.0.0.1:${port}/agenda`;
}

describe("a server that may be back by itself", () => {
  it.each([
    ["ECONNREFUSED", true],
    ["ENOTFOUND", true],
    ["EAI_AGAIN", true],
    ["ETIMEDOUT", true],
    ["ECONNRESET", true],
    ["57P03", true],
    ["57P01", true],
    ["53300", true],
    ["08006", true],
    ["28P01", false],
    ["3D000", false],
    ["42501", false],
    ["25006", false],
    ["53100", false],
  ])("%s: %s", (code, expected) => {
    expect(isAway(Object.assign(new Error("connection"), { code }))).toBe(expected);
  });

  it("is away when nobody listens, and when what listens breaks off", async () => {
    const urls = [
      "postgres://me:geheim@127.0.0.1:9/agenda",
      await serving((socket) => socket.resetAndDestroy()),
      await serving((socket) => socket.end()),
    ];
    for (const url of urls) {
      const fault: unknown = await openDatabase({ url }).catch((error: unknown) => error);
      expect(fault).toMatchObject({ code: "DATABASE_AWAY" });
      expect(String(fault)).not.toContain("geheim");
    }
  });

  it("is unavailable when what listens is no PostgreSQL", async () => {
    const url = await serving((socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await expect(openDatabase({ url })).rejects.toMatchObject({
      code: expect.stringMatching(/^DATABASE_/),
    });
  });
});
