import { describe } from "vitest";
import { createInstallationStore } from "../../../adapters/database/installation-store.ts";
import { installationStoreContract } from "../../contracts/installation-store.ts";
import { openForTest } from "./open-for-test.ts";

describe("createInstallationStore", () => {
  installationStoreContract(async () => {
    const { database, reopen } = await openForTest();
    return {
      store: createInstallationStore(database, "slack"),
      other: createInstallationStore(database, "teams"),
      reopen: async () => createInstallationStore(await reopen(), "slack"),
    };
  });
});
