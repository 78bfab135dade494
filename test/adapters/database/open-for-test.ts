import { onTestFinished } from "vitest";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import type { Database } from "../../../adapters/database/tables.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

/** A database in a folder of its own, closed when the test ends, that can be closed and opened again. */
export interface TestDatabase {
  readonly directory: string;
  readonly database: Database;
  reopen(): Promise<Database>;
}

/** Opens an empty {@link TestDatabase}. */
export async function openForTest(): Promise<TestDatabase> {
  const directory = await temporaryFolder();
  const database = await openDatabase(directory);
  let open = database;
  onTestFinished(() => open.destroy());
  return {
    directory,
    database,
    async reopen() {
      await open.destroy();
      open = await openDatabase(directory);
      return open;
    },
  };
}
