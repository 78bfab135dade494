import { setImmediate as breathe } from "node:timers/promises";
import { sql } from "kysely";
import * as z from "zod";
import { dayOf } from "../../src/models/day.ts";
import type { PersonalCounts, PersonalDataStore } from "../../src/ports.ts";
import { atomically, eraseAlone, type Step } from "./atomically.ts";
import { nothingLeft } from "./message-store.ts";
import { forgetInGroups } from "./question-groups.ts";
import { nobody, readPerson } from "./read-person.ts";
import type { Database } from "./tables.ts";

/** What is kept of persons and tenants, in all tables. */
export function createPersonalDataStore(database: Database): PersonalDataStore {
  return {
    of: (person) => readPerson(database, person),
    erase: (person) => atomically(database, (step) => erasePerson(step, person)),
    async eraseTenant(tenant) {
      // What is not known to be of any tenant is of many.
      if (tenant === "") return;
      await atomically(database, async (step) => {
        await eraseAlone(step);
        const askings = await eraseAskings(step, "tenant", tenant);
        await eraseRatingsOf(step, askings);
        for (const table of [
          "ratings",
          "councils",
          "readers",
          "journeys",
          "messages",
          "plans",
          "needs",
          "spending",
        ] as const)
          await step.deleteFrom(table).where("tenant", "=", tenant).execute();
      });
    },
    async purge(beforeMs) {
      // The file's engine works in this thread: others get their turn in between.
      while (await purgeAskings(database, beforeMs)) await breathe();
      await atomically(database, (step) => purgeRest(step, beforeMs));
    },
  };
}

async function erasePerson(step: Step, person: string): Promise<PersonalCounts> {
  // Who is not known cannot be told from others who are not.
  if (person === "") return nobody;
  await eraseAlone(step);
  const askings = await eraseAskings(step, "person", person);
  const erase = async (table: "readers" | "journeys" | "ratings" | "installations" | "needs") =>
    Number(
      (await step.deleteFrom(table).where("person", "=", person).executeTakeFirst()).numDeletedRows,
    );
  const opinions = await erase("ratings");
  await eraseRatingsOf(step, askings);
  const profile = await erase("readers");
  const journey = await erase("journeys");
  const messages = await eraseMessages(step, person);
  const needs = await erase("needs");
  await erase("installations");
  // A browser is a person and a council in one: its plan is the person's own.
  const plan = await step.deleteFrom("plans").where("tenant", "=", person).executeTakeFirst();
  // Nothing that tells of the person, and yet the person's.
  await step.deleteFrom("spending").where("tenant", "=", person).execute();
  const counts = { profile, journey, questions: askings.length, opinions, messages, needs };
  return { ...counts, plan: Number(plan.numDeletedRows) };
}

/** Erases askings and gives their ids. They go first: who rates one now has done so before the next step, or finds it gone. */
async function eraseAskings(
  step: Step,
  column: "person" | "tenant",
  value: string,
): Promise<readonly string[]> {
  const erased = await step
    .deleteFrom("askings")
    .where(column, "=", value)
    .returning("id")
    .execute();
  return erased.map(({ id }) => id);
}

/** What anybody thought of askings that were erased. */
async function eraseRatingsOf(step: Step, askings: readonly string[]): Promise<void> {
  for (let start = 0; start < askings.length; start += idsAtOnce) {
    const ids = askings.slice(start, start + idsAtOnce);
    await step.deleteFrom("ratings").where("asking", "in", ids).execute();
  }
  if (askings.length > 0) await forgetInGroups(step);
}

/** Parameters of one statement: engines take some ten thousand. */
const idsAtOnce = 500;

/** The texts of a person's messages, also where they came with those of others; how many messages had one. */
async function eraseMessages(step: Step, person: string): Promise<number> {
  const own = await step
    .selectFrom("messages")
    .select(["conversation", "question", "state"])
    .where("person", "=", person)
    .execute();
  const texts = new Map<string, Set<string>>();
  for (const { conversation, question } of own)
    if (question !== "")
      texts.set(conversation, (texts.get(conversation) ?? new Set()).add(question));
  for (const [conversation, said] of texts) await eraseHistories(step, person, conversation, said);
  await step
    .updateTable("messages")
    .set({ ...nothingLeft, state: "closed" })
    .where("person", "=", person)
    .where("state", "in", ["answered", "closed"])
    .execute();
  // What waits is being answered, this request for instance: nothing of it stays once that is done.
  await step
    .updateTable("messages")
    .set({ person: "", history: null })
    .where("person", "=", person)
    .execute();
  return own.filter(({ state }) => state === "waiting" || state === "answered").length;
}

const history = z.array(z.string());

/** What others asked on the ground of what the person had said keeps its own words only. */
async function eraseHistories(
  step: Step,
  person: string,
  conversation: string,
  said: ReadonlySet<string>,
): Promise<void> {
  const rows = await step
    .selectFrom("messages")
    .select(["id", "history"])
    .where("conversation", "=", conversation)
    .where("person", "!=", person)
    .where("history", "is not", null)
    .execute();
  for (const { id, history: text } of rows) {
    const all = history.parse(JSON.parse(text ?? "[]"));
    // The end of a long one may have been cut off.
    const rest = all.filter(
      (one) => one === "" || ![...said].some((question) => question.startsWith(one)),
    );
    if (rest.length < all.length)
      await step
        .updateTable("messages")
        .set({ history: JSON.stringify(rest) })
        .where("id", "=", id)
        .execute();
  }
}

/** Erases some of what was asked before then, with what was thought of it; whether there may be more. */
function purgeAskings(database: Database, beforeMs: number): Promise<boolean> {
  return atomically(database, async (step) => {
    const old = await step
      .selectFrom("askings")
      .select("id")
      .where("askedAtMs", "<", beforeMs)
      .orderBy("askedAtMs")
      .limit(idsAtOnce)
      .execute();
    if (old.length === 0) return false;
    await eraseAlone(step);
    const ids = old.map(({ id }) => id);
    await step.deleteFrom("askings").where("id", "in", ids).execute();
    await step.deleteFrom("ratings").where("asking", "in", ids).execute();
    return true;
  });
}

/** Milliseconds for which it is remembered that something was done, so that it is not done again: longer than a week's work may come late. */
const tasksKeptMs = 60 * 86_400_000;

/** Whether nobody whom a column names has been here since then. */
function isGone(column: string, beforeMs: number) {
  const person = sql.ref(column);
  return sql<boolean>`(
    not exists (select 1 from "askings" where "person" = ${person})
    and not exists (select 1 from "readers" where "person" = ${person} and "usedAtMs" >= ${beforeMs})
    and not exists (select 1 from "journeys" where "person" = ${person} and "usedAtMs" >= ${beforeMs})
  )`;
}

/**
 * What a council needs is not the less needed because its person has left: the need stays, and nobody is known to have
 * recorded it. Whoever was here since can still be told.
 */
async function forgetWhoNeeded(step: Step, beforeMs: number): Promise<void> {
  await step
    .updateTable("needs")
    .set({ person: "", place: null })
    .set((row) => ({
      // On the web the person is the tenant.
      tenant: row
        .case()
        .when("platform", "in", ["slack", "teams"])
        .then(row.ref("tenant"))
        .else("")
        .end(),
      // Where no name tells the councils apart, the digest of the browser did.
      councilKey: row
        .case()
        .when("councilKey", "=", row.ref("person"))
        .then(row.ref("id"))
        .else(row.ref("councilKey"))
        .end(),
    }))
    .where("person", "!=", "")
    .where("recordedAtMs", "<", beforeMs)
    .where(isGone("needs.person", beforeMs))
    .execute();
}

async function purgeRest(step: Step, beforeMs: number): Promise<void> {
  await eraseAlone(step);
  await step.deleteFrom("ratings").where("ratedAtMs", "<", beforeMs).execute();
  await step.deleteFrom("questionGroups").where("createdAtMs", "<", beforeMs).execute();
  await forgetInGroups(step);
  await forgetWhoNeeded(step, beforeMs);
  // Who asks without ever telling anything new is here all the same.
  // First: whether a browser was here is told by the rows that go next. The plans of workspaces stay until those leave.
  await step
    .deleteFrom("plans")
    .where("platform", "=", "web")
    .where("changedAtMs", "<", beforeMs)
    .where(isGone("plans.tenant", beforeMs))
    .where(
      sql<boolean>`not exists (select 1 from "plans" as "other" where "other"."tenant" = "plans"."tenant" and "other"."changedAtMs" >= ${beforeMs})`,
    )
    .execute();
  await step
    .deleteFrom("readers")
    .where("usedAtMs", "<", beforeMs)
    .where(sql<boolean>`not exists (select 1 from "askings" where "person" = "readers"."person")`)
    .where(
      sql<boolean>`not exists (select 1 from "journeys" where "person" = "readers"."person" and "usedAtMs" >= ${beforeMs})`,
    )
    .execute();
  await step
    .deleteFrom("journeys")
    .where("usedAtMs", "<", beforeMs)
    .where(sql<boolean>`not exists (select 1 from "askings" where "person" = "journeys"."person")`)
    .where(sql<boolean>`not exists (select 1 from "readers" where "person" = "journeys"."person")`)
    .execute();
  // What nobody uses any more: the council of a tenant without people, the chat of a person of whom nothing is left.
  await step
    .deleteFrom("councils")
    .where(sql<boolean>`not exists (select 1 from "readers" where "tenant" = "councils"."tenant")`)
    .where(sql<boolean>`not exists (select 1 from "askings" where "tenant" = "councils"."tenant")`)
    .where(sql<boolean>`not exists (select 1 from "journeys" where "tenant" = "councils"."tenant")`)
    .execute();
  await step
    .deleteFrom("installations")
    .where("person", "!=", "")
    .where(
      sql<boolean>`not exists (select 1 from "readers" where "person" = "installations"."person")`,
    )
    .where(
      sql<boolean>`not exists (select 1 from "askings" where "person" = "installations"."person")`,
    )
    .where(
      sql<boolean>`not exists (select 1 from "journeys" where "person" = "installations"."person")`,
    )
    .where(
      sql<boolean>`not exists (select 1 from "messages" where "person" = "installations"."person")`,
    )
    .execute();
  await step.deleteFrom("spending").where("day", "<", dayOf(beforeMs)).execute();
  await step
    .deleteFrom("tasks")
    .where("untilMs", "<", beforeMs - tasksKeptMs)
    .execute();
}
