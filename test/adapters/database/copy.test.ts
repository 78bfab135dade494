import { describe, expect, it } from "vitest";
import {
  countRows,
  lineOf,
  type Row,
  readLine,
  readRows,
  writeRows,
} from "../../../adapters/database/copy.ts";
import { createMemory } from "../../../adapters/database/memory.ts";
import type { Database } from "../../../adapters/database/tables.ts";
import { openForTest, openPostgresForTest, postgresMissing } from "./open-for-test.ts";

const missing = await postgresMissing();

async function* linesOf(database: Database): AsyncGenerator<readonly Row[]> {
  for await (const rows of readRows(database)) yield rows.map((row) => readLine(lineOf(row), 1));
}

async function copy(from: Database, to: Database): Promise<void> {
  await writeRows(to, linesOf(from), await countRows(from), () => {});
}

describe("a copy of a database", () => {
  it.skipIf(missing !== undefined)(
    "takes what councils spent from a file to PostgreSQL and back, and over nothing",
    async () => {
      const places = [await openForTest(), await openPostgresForTest(), await openForTest()];
      const [file, server, other] = places.map(({ database }) => database);
      if (!(file && server && other)) throw new Error("three were opened");
      const use = { calls: 3, inputTokens: 12_000_000_000, outputTokens: 5 };
      for (const council of ["north", "south", ""])
        for (const day of ["2026-11-23", "2026-11-24"])
          await createMemory(file).spending.add(council, day, use);
      await copy(file, server);
      await copy(server, other);
      const { spending } = createMemory(other);
      expect(await spending.of("south", "2026-11-24")).toEqual(use);
      expect(await countRows(other, ["spending"])).toBe(6);
      await expect(copy(file, other)).rejects.toMatchObject({ code: "DATA_NOT_EMPTY" });
    },
  );
});
