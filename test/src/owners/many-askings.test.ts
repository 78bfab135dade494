import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { createFigureStore } from "../../../adapters/database/figure-store.ts";
import {
  openForTest,
  openPostgresForTest,
  postgresMissing,
} from "../../adapters/database/open-for-test.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const missing = await postgresMissing();

describe.each([
  { engine: "in a file", open: openForTest, reason: undefined },
  { engine: "on PostgreSQL", open: openPostgresForTest, reason: missing },
])("createFigureStore $engine", ({ open, reason }) => {
  it.skipIf(reason !== undefined)("counts 100,000 askings of 100 days", async () => {
    const { database } = await open();
    // A thousand a day, every fourth abstained from, of 5,000 people in 900 tenants.
    await sql`
      insert into "askings" ("id", "platform", "tenant", "person", "question", "language", "kind", "intent", "items", "knowledge", "askedAtMs")
      with recursive n(i) as (select 0 union all select i + 1 from n where i < 99999)
      select 'id ' || i, case when i % 10 = 0 then 'web' else 'slack' end, 't' || (i % 900), 'p' || (i % 5000), 'q', 'ca',
        case when i % 4 = 0 then 'abstained' else 'answered' end, 'search', '[]', 'k', cast(i / 1000 as bigint) * ${sql.lit(dayMs)} + (i % 24) * ${sql.lit(hourMs)}
      from n`.execute(database);
    const figures = await createFigureStore(database).askings(0, 100 * dayMs);
    expect(figures).toMatchObject({
      people: 5_000,
      tenants: 900,
      platforms: [
        { name: "slack", count: 90_000 },
        { name: "web", count: 10_000 },
      ],
      languages: [{ name: "ca", count: 100_000 }],
    });
    expect(figures.days).toHaveLength(200);
    expect(
      figures.days
        .filter(({ day }) => day === 99)
        .map(({ kind, count }) => [kind, count])
        .sort(),
    ).toEqual([
      ["abstained", 250],
      ["answered", 750],
    ]);
  });
});
