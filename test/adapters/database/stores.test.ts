import { describe, expect, it } from "vitest";
import { createInstallationStore } from "../../../adapters/database/installation-store.ts";
import { createMessageStore } from "../../../adapters/database/message-store.ts";
import { createReaderStore } from "../../../adapters/database/reader-store.ts";
import { installationStoreContract } from "../../contracts/installation-store.ts";
import { incoming, messageStoreContract } from "../../contracts/message-store.ts";
import { readerStoreContract } from "../../contracts/reader-store.ts";
import { openForTest, openPostgresForTest, postgresMissing } from "./open-for-test.ts";

const missing = await postgresMissing();
const engines = [
  { engine: "in a file", open: () => openForTest(), missing: undefined },
  { engine: "on PostgreSQL", open: openPostgresForTest, missing },
];

describe.each(engines)("stores $engine", ({ engine, open, missing: reason }) => {
  if (reason !== undefined) {
    it.skip(`${engine}: ${reason}`, () => {});
    return;
  }

  describe("createMessageStore", () => {
    messageStoreContract(async () => {
      const { database, reopen } = await open();
      return {
        store: createMessageStore(database, "slack"),
        reopen: async () => createMessageStore(await reopen(), "slack"),
      };
    });

    it("keeps what one platform left undone from the others", async () => {
      const { database } = await open();
      const slack = createMessageStore(database, "slack");
      const teams = createMessageStore(database, "teams");
      await slack.add(incoming("one"), 1);
      await teams.add(incoming("two"), 1);
      expect(await slack.unfinished()).toMatchObject([{ id: "one" }]);
      expect(await teams.unfinished()).toMatchObject([{ id: "two" }]);
    });
  });

  describe("createReaderStore", () => {
    readerStoreContract(async () => {
      const { database, reopen } = await open();
      return {
        store: createReaderStore(database),
        reopen: async () => createReaderStore(await reopen()),
      };
    });
  });

  describe("createInstallationStore", () => {
    installationStoreContract(async () => {
      const { database, reopen } = await open();
      return {
        store: createInstallationStore(database, "slack"),
        other: createInstallationStore(database, "teams"),
        reopen: async () => createInstallationStore(await reopen(), "slack"),
      };
    });
  });
});
