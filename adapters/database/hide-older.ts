import { type RawBuilder, sql } from "kysely";
import { hideDigest } from "../../src/delivery/digest.ts";
import type { Step } from "./atomically.ts";
import { personIn } from "./installation-store.ts";

/** Rows that are written at once: engines take some ten thousand parameters. */
const batchSize = 1_000;

/** Hides the digests that were kept before there was a secret, so that they are what `createDigest` makes of the ids now. */
export async function hideOlder(step: Step, secret: string): Promise<void> {
  // Most stand in many rows.
  const hidden = new Map<string, string>();
  const hide = (digest: string) => {
    const known = hidden.get(digest) ?? (digest === "" ? "" : hideDigest(secret, digest));
    hidden.set(digest, known);
    return known;
  };
  const readers = await step.selectFrom("readers").select("person").execute();
  await rename(step, "readers", ["person"], readers, hide);
  const columns = ["id", "conversation", "channel", "person"] as const;
  const messages = await step.selectFrom("messages").select(columns).execute();
  await rename(step, "messages", columns, messages, hide);
  await hideInInstallations(step, hide);
}

/** Writes other digests into rows that the first of the columns names. */
async function rename<Column extends string>(
  step: Step,
  table: "readers" | "messages",
  columns: readonly [Column, ...Column[]],
  rows: readonly Readonly<Record<Column, string>>[],
  hide: (digest: string) => string,
): Promise<void> {
  const [key] = columns;
  // Both engines call the columns of a list of values so.
  const renamed = sql.ref(`renamed.column1`);
  const set = columns.map(
    (name, at) => sql`${sql.ref(name)} = ${sql.ref(`renamed.column${at + 2}`)}`,
  );
  for (let start = 0; start < rows.length; start += batchSize) {
    const values = rows.slice(start, start + batchSize).map((row): RawBuilder<unknown> => {
      const now = columns.map((name) => hide(row[name]));
      return sql`(${sql.join([row[key], ...now])})`;
    });
    await sql`
      update ${sql.table(table)} set ${sql.join(set)}
      from (values ${sql.join(values)}) as renamed
      where ${sql.ref(`${table}.${key}`)} = ${renamed}
    `.execute(step);
  }
}

/** Where a platform wrote down whose private conversation it is. */
async function hideInInstallations(step: Step, hide: (digest: string) => string): Promise<void> {
  const rows = await step
    .selectFrom("installations")
    .select(["platform", "tenant", "installation"])
    .execute();
  for (const { platform, tenant, installation } of rows) {
    const before = personIn(installation);
    if (before === "") continue;
    const person = hide(before);
    await step
      .updateTable("installations")
      .set({ person, installation: JSON.stringify({ ...JSON.parse(installation), person }) })
      .where("platform", "=", platform)
      .where("tenant", "=", tenant)
      .execute();
  }
}
