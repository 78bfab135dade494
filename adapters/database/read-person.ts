import type { PersonalCounts, PersonalData } from "../../src/ports.ts";
import type { Database } from "./tables.ts";

/** Everything that is kept of one person; nothing of who is not known, because it would be that of all such. */
export async function readPerson(database: Database, person: string): Promise<PersonalData> {
  if (person === "") return { counts: nobody, data: {} };
  const profile = await readProfile(database, person);
  const journey = await readJourney(database, person);
  const questions = await readQuestions(database, person);
  const opinions = await readOpinions(database, person);
  const messages = await readMessages(database, person);
  const plan = await readPlan(database, person);
  const needs = await readNeeds(database, person);
  const counts: PersonalCounts = {
    profile: profile === undefined ? 0 : 1,
    journey: journey === undefined ? 0 : 1,
    questions: questions.length,
    opinions: opinions.length,
    messages: messages.length,
    plan: plan.length,
    needs: needs.length,
  };
  const conversations = await countConversations(database, person);
  return {
    counts,
    data: { profile, journey, questions, opinions, messages, plan, needs, conversations },
  };
}

/** Nothing. */
export const nobody: PersonalCounts = {
  profile: 0,
  journey: 0,
  questions: 0,
  opinions: 0,
  messages: 0,
  plan: 0,
  needs: 0,
};

async function readProfile(database: Database, person: string) {
  const row = await database
    .selectFrom("readers")
    .select(["population", "council", "language", "isTold", "usedAtMs"])
    .where("person", "=", person)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { usedAtMs, isTold, ...told } = row;
  return { ...told, toldOfAutomaticSystem: isTold === 1, lastUsed: timeOf(usedAtMs) };
}

async function readJourney(database: Database, person: string) {
  const row = await database
    .selectFrom("journeys")
    .select(["role", "population", "language", "startedAtMs", "done", "checks", "place", "dueAtMs"])
    .where("person", "=", person)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { role, population, language, place } = row;
  return {
    role,
    population,
    language,
    started: timeOf(row.startedAtMs),
    done: JSON.parse(row.done) as unknown,
    checks: JSON.parse(row.checks) as unknown,
    nextReminder: row.dueAtMs === null ? null : timeOf(row.dueAtMs),
    reminderPlace: place,
  };
}

async function readQuestions(database: Database, person: string) {
  const rows = await database
    .selectFrom("askings")
    .select(["question", "kind", "items", "askedAtMs"])
    .where("person", "=", person)
    .orderBy("askedAtMs")
    .orderBy("id")
    .execute();
  return rows.map(({ items, askedAtMs, ...same }) => ({
    ...same,
    items: JSON.parse(items) as unknown,
    asked: timeOf(askedAtMs),
  }));
}

async function readOpinions(database: Database, person: string) {
  const rows = await database
    .selectFrom("ratings")
    .select(["isPositive", "word", "ratedAtMs"])
    .where("person", "=", person)
    .orderBy("ratedAtMs")
    .orderBy("asking")
    .execute();
  return rows.map(({ isPositive, word, ratedAtMs }) => ({
    isPositive: isPositive === 1,
    word,
    given: timeOf(ratedAtMs),
  }));
}

async function readMessages(database: Database, person: string) {
  const rows = await database
    .selectFrom("messages")
    .select(["question", "sentAtMs"])
    .where("person", "=", person)
    .where("state", "in", ["waiting", "answered"])
    .orderBy("sentAtMs")
    .orderBy("id")
    .execute();
  return rows.map(({ question, sentAtMs }) => ({ question, sent: timeOf(sentAtMs) }));
}

/** A browser is a person and a council in one: its plan is the person's own. Elsewhere a plan is nobody's alone. */
async function readPlan(database: Database, person: string) {
  const rows = await database
    .selectFrom("plans")
    .select(["item", "title", "status", "owner", "quarter", "notes", "reason"])
    .select(["addedAtMs", "changedAtMs"])
    .where("tenant", "=", person)
    .orderBy("item")
    .execute();
  return rows.map(({ addedAtMs, changedAtMs, ...same }) => ({
    ...same,
    added: timeOf(addedAtMs),
    changed: timeOf(changedAtMs),
  }));
}

async function readNeeds(database: Database, person: string) {
  const rows = await database
    .selectFrom("needs")
    .select(["text", "axis", "council", "population", "isNamed", "place"])
    .select(["recordedAtMs", "coveredBy", "toldAtMs"])
    .where("person", "=", person)
    .orderBy("recordedAtMs")
    .orderBy("id")
    .execute();
  return rows.map(({ isNamed, recordedAtMs, toldAtMs, place, ...same }) => ({
    ...same,
    agreedToBeNamed: isNamed === 1,
    recorded: timeOf(recordedAtMs),
    told: toldAtMs === null ? null : timeOf(toldAtMs),
    toldWhere: place,
  }));
}

/** Private conversations in which the person can be written to first. */
async function countConversations(database: Database, person: string): Promise<number> {
  const { count } = await database
    .selectFrom("installations")
    .select((of) => of.fn.countAll().as("count"))
    .where("person", "=", person)
    .executeTakeFirstOrThrow();
  return Number(count);
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
