import { describe } from "vitest";
import { createReaderStore } from "../../../adapters/database/reader-store.ts";
import { readerStoreContract } from "../../contracts/reader-store.ts";
import { openForTest } from "./open-for-test.ts";

describe("createReaderStore", () => {
  readerStoreContract(async () => {
    const { database, reopen } = await openForTest();
    return {
      store: createReaderStore(database),
      reopen: async () => createReaderStore(await reopen()),
    };
  });
});
