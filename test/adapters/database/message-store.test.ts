import { describe } from "vitest";
import { createMessageStore } from "../../../adapters/database/message-store.ts";
import { messageStoreContract } from "../../contracts/message-store.ts";
import { openForTest } from "./open-for-test.ts";

describe("createMessageStore", () => {
  messageStoreContract(async () => {
    const { database, reopen } = await openForTest();
    return {
      store: createMessageStore(database),
      reopen: async () => createMessageStore(await reopen()),
    };
  });
});
