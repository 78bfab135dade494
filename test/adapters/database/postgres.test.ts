import { connect, createServer, type Server } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMessageStore } from "../../../adapters/database/message-store.ts";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import { AssistantError } from "../../../src/errors.ts";
import { incoming } from "../../contracts/message-store.ts";
import { makePostgres, postgresMissing } from "./open-for-test.ts";

const missing = await postgresMissing();

/** What opening throws. */
async function faultOf(url: string): Promise<AssistantError> {
  const fault: unknown = await openDatabase({ url }).catch((error: unknown) => error);
  if (!(fault instanceof AssistantError)) throw new Error("opened", { cause: fault });
  return fault;
}

/** A way to the server that can be cut. */
async function openWay(url: string) {
  const target = new URL(url);
  const sockets = new Set<ReturnType<typeof connect>>();
  let isOpen = true;
  const server: Server = createServer((client) => {
    if (!isOpen) return void client.destroy();
    const way = connect(Number(target.port || 5432), target.hostname);
    for (const socket of [client, way]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => void sockets.delete(socket));
    }
    client.pipe(way).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String(typeof address === "object" ? address?.port : "");
  return {
    url: through.href,
    cut() {
      isOpen = false;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      isOpen = true;
    },
  };
}

describe.skipIf(missing !== undefined)(
  `PostgreSQL${missing ? ` (skipped: ${missing})` : ""}`,
  () => {
    it("gets its tables once when many processes begin at the same time", async () => {
      const url = await makePostgres();
      const databases = await Promise.all(Array.from({ length: 8 }, () => openDatabase({ url })));
      const stores = databases.map((database) => createMessageStore(database, "slack"));
      const adds = await Promise.all(stores.map((store) => store.add(incoming("one"), 1)));
      expect(adds.filter(Boolean)).toHaveLength(1);
      await Promise.all(databases.map((database) => database.destroy()));
    });

    it("fails while the server is away, and goes on when it is back", async () => {
      const way = await openWay(await makePostgres());
      const database = await openDatabase({ url: way.url });
      onTestFinished(() => database.destroy());
      const store = createMessageStore(database, "slack");
      await store.add(incoming("before"), 1);
      way.cut();
      await expect(store.add(incoming("during"), 1)).rejects.toThrow();
      way.mend();
      expect(await store.add(incoming("after"), 1)).toBe(true);
      expect((await store.unfinished()).map(({ id }) => id).sort()).toEqual(["after", "before"]);
    });

    it("names a database that is not there, without who opens it", async () => {
      const url = new URL(await makePostgres());
      url.pathname = "/no_such_database";
      url.password = "geheim";
      const { code, message } = await faultOf(url.href);
      expect(code).toBe("DATABASE_UNAVAILABLE");
      expect(message).toMatch(/\/no_such_database cannot be used: there is no such database/);
      expect(message).not.toContain("geheim");
      expect(message).not.toContain("postgres@");
    });

    it("refuses tables of a newer version", async () => {
      const url = await makePostgres();
      const database = await openDatabase({ url });
      await database
        .insertInto("kysely_migration" as never)
        .values({ name: "999-later", timestamp: "2030-01-01" } as never)
        .execute();
      await database.destroy();
      expect((await faultOf(url)).message).toContain("a newer version of this program wrote it");
    });
  },
);

it("names a server that nobody started", async () => {
  const { message } = await faultOf("postgres://nobody:geheim@127.0.0.1:9/agenda");
  expect(message).toBe(
    "the database 127.0.0.1:9/agenda cannot be used: no server listens there. Start it, or correct DATABASE_URL",
  );
});
