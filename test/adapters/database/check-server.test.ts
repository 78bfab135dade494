import { describe, expect, it } from "vitest";
import { checkServer } from "../../../adapters/database/check-server.ts";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import { makePostgres, postgresMissing } from "./open-for-test.ts";

const missing = await postgresMissing();

async function outcomesOf(url: string | undefined): Promise<string[]> {
  return (await checkServer(url)).map(({ state, outcome }) => `${state} ${outcome}`);
}

describe.skipIf(missing !== undefined)(
  `checkServer${missing ? ` (skipped: ${missing})` : ""}`,
  () => {
    it("finds an empty database and one in use well, and changes nothing", async () => {
      const url = await makePostgres();
      expect(await outcomesOf(url)).toEqual(["ok server-reached"]);
      const database = await openDatabase({ url });
      expect(await outcomesOf(url)).toEqual(["ok server-reached"]);
      await database
        .insertInto("kysely_migration" as never)
        .values({ name: "999-later", timestamp: "2030-01-01" } as never)
        .execute();
      expect(await outcomesOf(url)).toEqual(["fault server-newer"]);
      await database.destroy();
    });

    it("tells a database that is not there, and a user who is not known", async () => {
      const url = new URL(await makePostgres());
      const noDatabase = new URL(url);
      noDatabase.pathname = "/no_such_database";
      expect(await outcomesOf(noDatabase.href)).toEqual(["fault server-no-database"]);
      url.username = "no_such_user";
      expect(await outcomesOf(url.href)).toEqual(["fault server-login"]);
    });
  },
);

it("tells a server that cannot be reached, without the password", async () => {
  const found = await checkServer("postgres://me:geheim@127.0.0.1:9/agenda");
  expect(found).toMatchObject([
    { state: "fault", outcome: "server-unreached", values: { code: "ECONNREFUSED" } },
  ]);
  expect(JSON.stringify(found)).not.toContain("geheim");
  expect(await checkServer(undefined)).toEqual([]);
});
