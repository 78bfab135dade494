import type { Tables } from "../../../adapters/database/tables.ts";
import type { Served } from "./serve.ts";

/** All that a table of the server's database holds. */
export function rowsIn<Name extends keyof Tables>(
  { database }: Pick<Served, "database">,
  table: Name,
): Promise<object[]> {
  const from: keyof Tables = table;
  return database.selectFrom(from).selectAll().execute();
}
