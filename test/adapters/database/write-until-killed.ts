import { readFile } from "node:fs/promises";
import { sql } from "kysely";
import { createMemory } from "../../../adapters/database/memory.ts";
import { createMessageStore } from "../../../adapters/database/message-store.ts";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import type { DatabasePlace } from "../../../adapters/database/place.ts";
import type { Database } from "../../../adapters/database/tables.ts";
import type { IncomingMessage } from "../../../src/delivery/message.ts";
import type { Asking } from "../../../src/feedback/asking.ts";
import type { Journey } from "../../../src/onboarding/journey.ts";
import type { Who } from "../../../src/reception/visitor.ts";
import { whoOf } from "../../contracts/who.ts";
import { createRandom } from "../../helpers/random.ts";

// A process of its own: looks whether all is there that its forerunners have acknowledged, and goes on writing until it
// is killed. Arguments: where, the file of acknowledgements, a seed, the number of the round.

const [place = "", acknowledged = "", seed = "", round = ""] = process.argv.slice(2);
const writers = 4;

/** Writes one thing after the other, and tells each that is kept. */
async function write(database: Database, writer: number): Promise<void> {
  const random = createRandom(Number(seed) + writer);
  const memory = createMemory(database);
  const messages = createMessageStore(database, "slack");
  for (let at = 0; ; at += 1) {
    const id = `${round}-${writer}-${at}`;
    const person = `p${writer}-${Math.floor(random() * 3)}`;
    const who = whoOf(person, `t${writer}`);
    switch (Math.floor(random() * 6)) {
      case 0:
        await messages.add(incoming(id), 1);
        tell("message", id);
        await messages.answered(id, `sent ${id}`, 0);
        tell("answered", id);
        break;
      case 1: {
        const before = (await memory.journeys.get(person)) ?? begun;
        const done = { ...before.done, [id]: before.version };
        if (await memory.journeys.set(who, { ...before, done })) tell("journey", person, id);
        break;
      }
      case 2:
        await memory.askings.add(asking(id, whoOf(`asker ${id}`)));
        tell("asking", id);
        await memory.askings.rate(id, who, { isPositive: true, word: id, ratedAtMs: 1 });
        tell("rating", id);
        break;
      case 3: {
        // Grows, so that a later one may stand in place of one that was acknowledged.
        const population = Number(round) * 100_000 + at;
        await memory.councils.set(who, { name: `n${population}`, population, keeper: id });
        tell("council", who.tenant, String(population));
        break;
      }
      case 4:
        await memory.readers.set(whoOf(`reader ${id}`), { council: id }, 1);
        tell("reader", id);
        break;
      default: {
        const gone = whoOf(`gone ${id}`);
        await memory.readers.set(gone, { council: id }, 1);
        await memory.askings.add(asking(`gone ${id}`, gone));
        await memory.askings.rate(`gone ${id}`, gone, {
          isPositive: false,
          word: "",
          ratedAtMs: 1,
        });
        tell("filled", id);
        await memory.personal.erase(gone.person);
        tell("erased", id);
      }
    }
  }
}

// Made here: the contracts load the test runner, which takes longer than all else.
const begun: Journey = {
  role: "agent-digital",
  language: "ca",
  startedAtMs: 1,
  done: {},
  checks: {},
  version: 0,
};

function incoming(id: string): IncomingMessage {
  const names = { id, conversation: "c", channel: "c", person: "p", tenant: "t", address: "a" };
  const flags = { isRefused: false, isPrivate: false, audience: "assistant" } as const;
  return { ...names, ...flags, question: `question of ${id}`, sentAtMs: 1 };
}

function asking(id: string, who: Who): Asking {
  const what = { language: "ca", kind: "answered", intent: "search" } as const;
  return { id, who, ...what, question: "?", items: ["1"], index: "index", askedAtMs: 1 };
}

function tell(...words: readonly string[]): void {
  process.stdout.write(`${words.join(" ")}\n`);
}

/** Throws when something that was acknowledged is not there, or something is there by half. */
async function check(database: Database, said: readonly string[]): Promise<void> {
  if ("directory" in (JSON.parse(place) as DatabasePlace)) {
    const { rows } = await sql<{ quick_check: string }>`pragma quick_check`.execute(database);
    must(rows.length === 1 && rows[0]?.quick_check === "ok", `whole: ${JSON.stringify(rows)}`);
  }
  const kept = await readAll(database);
  for (const line of said) {
    const [kind = "", id = "", more = ""] = line.split(" ");
    must(isKept[kind]?.(kept, id, more) ?? true, line);
  }
  checkHalves(kept, said);
}

type Kept = Awaited<ReturnType<typeof readAll>>;

async function readAll(database: Database) {
  const messages = await database.selectFrom("messages").selectAll().execute();
  const journeys = await database.selectFrom("journeys").selectAll().execute();
  const councils = await database.selectFrom("councils").selectAll().execute();
  return {
    messages: new Map(messages.map((row) => [row.id, row])),
    journeys: new Map(journeys.map((row) => [row.person, row])),
    councils: new Map(councils.map((row) => [row.tenant, row])),
    askings: await idsOf(database, "askings", "id"),
    ratings: await idsOf(database, "ratings", "asking"),
    readers: await idsOf(database, "readers", "person"),
  };
}

/** Whether that is there which was acknowledged. */
const isKept: Readonly<Record<string, (kept: Kept, id: string, more: string) => boolean>> = {
  message: ({ messages }, id) => messages.has(id),
  answered: ({ messages }, id) =>
    messages.get(id)?.state === "answered" && messages.get(id)?.sent === `sent ${id}`,
  journey: ({ journeys }, id, step) => journeys.get(id)?.done.includes(`"${step}"`) === true,
  asking: ({ askings }, id) => askings.has(id),
  rating: ({ ratings }, id) => ratings.has(id),
  reader: ({ readers }, id) => readers.has(`reader ${id}`),
  council: ({ councils }, id, more) => (councils.get(id)?.population ?? -1) >= Number(more),
  erased: ({ readers, askings, ratings }, id) =>
    [readers, askings, ratings].every((all) => !all.has(`gone ${id}`)),
};

function checkHalves(kept: Kept, said: readonly string[]): void {
  for (const { question, id, state, sent } of kept.messages.values())
    must(question === `question of ${id}` && (state !== "answered" || sent !== null), id);
  for (const { person, done, version } of kept.journeys.values())
    must(Object.keys(JSON.parse(done) as object).length === version, `journey of ${person}`);
  for (const { name, population } of kept.councils.values()) must(name === `n${population}`, name);
  for (const line of said) {
    const [kind, id = ""] = line.split(" ");
    if (kind !== "filled") continue;
    const left = [kept.readers, kept.askings, kept.ratings].map((all) => all.has(`gone ${id}`));
    must(new Set(left).size === 1, `${id} is erased by half: ${left.join()}`);
  }
}

async function idsOf<Column extends string>(
  database: Database,
  table: "askings" | "ratings" | "readers",
  column: Column,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select ${sql.ref(column)} as id from ${sql.table(table)}`.execute(database);
  return new Set(rows.map(({ id }) => id));
}

function must(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(`not as acknowledged: ${what}`);
}

try {
  const database = await openDatabase(JSON.parse(place) as DatabasePlace);
  const said = (await readFile(acknowledged, "utf8")).split("\n").filter((line) => line !== "");
  await check(database, said);
  process.stdout.write("checked\n");
  await Promise.all(Array.from({ length: writers }, (_, at) => write(database, at)));
} catch (error) {
  process.stdout.write(`fault ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
