import { sql } from "kysely";
import * as z from "zod";
import type { Need, OwnNeed, SharedNeed } from "../../src/needs/need.ts";
import type { Database, NeedRow } from "./tables.ts";

/** Every need once, with how many have it. All of its rows say the same of it. */
export function shared(database: Database) {
  return database
    .selectFrom("needs")
    .select("need")
    .select((of) => [
      of.fn.min("text").as("text"),
      of.fn.min("language").as("language"),
      of.fn.min("axis").as("axis"),
      of.fn.min("rejected").as("rejected"),
      of.fn.count("councilKey").distinct().as("councils"),
      of.fn.countAll().as("people"),
      of.fn.max("recordedAtMs").as("recorded"),
      of.fn.min("coveredBy").as("coveredBy"),
      of.fn.min("coveredAtMs").as("coveredAtMs"),
    ])
    .groupBy("need");
}

type SharedRow = Awaited<ReturnType<ReturnType<typeof shared>["execute"]>>[number];

/** A need with how many have it. */
export function sharedOf(row: SharedRow): SharedNeed {
  return {
    ...needOf(row),
    councils: Number(row.councils),
    people: Number(row.people),
    recordedAtMs: Number(row.recorded),
    ...coveredOf(row),
  };
}

/** Needs of a person, newest first. */
export async function ownNeeds(database: Database, person: string): Promise<OwnNeed[]> {
  if (person === "") return [];
  const councils = sql<number>`(select count(distinct "all"."councilKey") from "needs" as "all" where "all"."need" = "needs"."need")`;
  const rows = await database
    .selectFrom("needs")
    .selectAll()
    .select(councils.as("councils"))
    .where("person", "=", person)
    .orderBy("recordedAtMs", "desc")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    ...needOf(row),
    recordedAtMs: row.recordedAtMs,
    isNamed: row.isNamed === 1,
    councils: Number(row.councils),
    ...coveredOf(row),
  }));
}

const ids = z.array(z.string());

/** What a row says of its need. */
export function needOf({
  need: id,
  text,
  language,
  axis,
  rejected,
}: Pick<NeedRow, "need" | "text" | "language" | "axis" | "rejected">): Need {
  return {
    id,
    text,
    language,
    ...(axis === null ? {} : { axis }),
    rejected: ids.parse(JSON.parse(rejected)),
  };
}

/** What covers the need of a row. */
export function coveredOf({
  coveredBy: item,
  coveredAtMs: atMs,
}: {
  readonly coveredBy: string | null;
  readonly coveredAtMs: number | null;
}): Pick<OwnNeed, "covered"> {
  return item === null || atMs === null ? {} : { covered: { item, atMs: Number(atMs) } };
}
