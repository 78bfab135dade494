import { type Selectable, sql, type UpdateObject } from "kysely";
import * as z from "zod";
import type { IncomingMessage, KeptMessage } from "../../src/delivery/message.ts";
import type { MessageStore } from "../../src/ports.ts";
import { atomically, type Step } from "./atomically.ts";
import { storable } from "./storable.ts";
import type { Database, MessageRow, Tables } from "./tables.ts";

/** No process takes a message for longer than this. */
const longestHoldMs = 3_600_000;

/** No process works on it. */
const free = { holder: "", heldUntilMs: 0 } as const;

/** What is left of a message beside its id. */
export const nothingLeft = {
  tenant: "",
  conversation: "",
  channel: "",
  person: "",
  question: "",
  history: null,
  population: null,
  editedAtMs: null,
  address: "",
  sent: null,
  isAttempted: 0,
  ...free,
} as const;

/** What was begun for the version before no longer settles the message. */
const next = { version: sql<number>`version + 1` };

const alive: readonly KeptMessage["state"][] = ["waiting", "answered"];

/** Messages of one platform, kept in a database. */
export function createMessageStore(database: Database, platform: string): MessageStore {
  return {
    ...createQueries(database, platform),
    ...createChanges(database),
    async add(message, receivedAtMs) {
      const { numInsertedOrUpdatedRows } = await database
        .insertInto("messages")
        .values({ ...rowOf(message, receivedAtMs), platform })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    async attempt(id, mayBeSent) {
      const isAttempted = mayBeSent ? 1 : 0;
      await change(database, id, ["waiting", "retracted"], { isAttempted });
    },
    async answered(id, sent, version) {
      const before = await database
        .updateTable("messages")
        .set({ sent, isAttempted: 0 })
        .where("id", "=", id)
        .where("state", "in", ["waiting", "retracted"])
        .returning("person")
        .executeTakeFirst();
      // Whose it was has been erased meanwhile: once it is answered nothing of it stays.
      const settled =
        before?.person === ""
          ? ({ ...nothingLeft, state: "closed" } as const)
          : ({ ...free, state: "answered", address: "" } as const);
      return change(database, id, ["waiting"], settled, version);
    },
    async close(id) {
      await change(database, id, [...alive, "retracted"], { ...nothingLeft, state: "closed" });
    },
    async forget(id, version) {
      const { numDeletedRows } = await database
        .deleteFrom("messages")
        .where("id", "=", id)
        .where("state", "=", "waiting")
        .where("version", "=", version)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async hold(id, holder, untilMs) {
      const { numUpdatedRows } = await database
        .updateTable("messages")
        .set({ holder, heldUntilMs: untilMs })
        .where("id", "=", id)
        .where("state", "in", ["waiting", "retracted"])
        .where((is) =>
          is.or([
            is("holder", "=", holder),
            is("heldUntilMs", "<", Date.now()),
            // Taken by a clock that was ahead.
            is("heldUntilMs", ">", untilMs + longestHoldMs),
          ]),
        )
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async letGo(holder) {
      await database.updateTable("messages").set(free).where("holder", "=", holder).execute();
    },
    async purge(beforeMs) {
      await database.deleteFrom("messages").where("receivedAtMs", "<", beforeMs).execute();
    },
  };
}

/** Changes a message that stands in one of the given states; whether there was such a one. */
async function change(
  database: Database,
  id: string,
  states: readonly KeptMessage["state"][],
  values: UpdateObject<Tables, "messages">,
  version?: number,
): Promise<boolean> {
  let query = database.updateTable("messages").set(values).where("id", "=", id);
  query = query.where("state", "in", states);
  if (version !== undefined) query = query.where("version", "=", version);
  const { numUpdatedRows } = await query.executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function get(database: Database, id: string): Promise<KeptMessage | undefined> {
  const query = database.selectFrom("messages").selectAll().where("id", "=", id);
  const row = await query.executeTakeFirst();
  return row && messageOf(row);
}

async function getSurely(database: Database, id: string): Promise<KeptMessage> {
  const query = database.selectFrom("messages").selectAll().where("id", "=", id);
  return messageOf(await query.executeTakeFirstOrThrow());
}

/** What the authors of questions change, with all that leans on it. */
function createChanges(database: Database): Pick<MessageStore, "edit" | "retract" | "reopenAfter"> {
  return {
    edit: (message) => atomically(database, (step) => edit(step, message)),
    retract: (id) => atomically(database, (step) => retract(step, id)),
    async reopenAfter(message) {
      // Nearly always nothing was written after what has just come.
      const later = await answeredAfter(database, message).limit(1).executeTakeFirst();
      if (later === undefined) return [];
      return atomically(database, (step) => reopenAfter(step, message));
    },
  };
}

async function edit(step: Step, message: IncomingMessage): Promise<KeptMessage | undefined> {
  const { id, editedAtMs, audience } = message;
  const question = storable(message.question);
  const before = await get(step, id);
  if (before === undefined || before.question === question) return undefined;
  if (!alive.includes(before.state)) return undefined;
  if ((editedAtMs ?? Infinity) <= (before.editedAtMs ?? 0)) return undefined;
  const changes = {
    ...next,
    question,
    state: "waiting" as const,
    // Who takes the call out again still asked.
    ...(audience === "assistant" ? { isAddressed: 1 } : {}),
    ...(editedAtMs === undefined ? {} : { editedAtMs }),
  };
  const isChanged = await change(step, id, alive, changes, before.version);
  // Somebody changed it meanwhile.
  if (!isChanged) return edit(step, message);
  for (const one of await leaningOn(step, before)) {
    const history = one.history?.map((text) => (leans(text, before) ? question : text));
    await change(step, one.id, alive, { history: JSON.stringify(history) });
  }
  return get(step, id);
}

async function retract(step: Step, id: string): Promise<KeptMessage[]> {
  const message = await get(step, id);
  if (message === undefined || !alive.includes(message.state)) return [];
  const taken = [message, ...(await leaningOn(step, message))];
  const erased = { question: "", history: null, state: "retracted" } as const;
  for (const one of taken) await change(step, one.id, alive, { ...next, ...erased });
  return Promise.all(taken.map((one) => getSurely(step, one.id)));
}

/** Answered questions without a history that were written after a message of their conversation. */
function answeredAfter(database: Database, { id, conversation, sentAtMs }: IncomingMessage) {
  return database
    .selectFrom("messages")
    .select("id")
    .where("conversation", "=", conversation)
    .where("id", "!=", id)
    .where("sentAtMs", ">", sentAtMs)
    .where("state", "=", "answered")
    .where("history", "is", null)
    .where("isRefused", "=", 0);
}

async function reopenAfter(step: Step, message: IncomingMessage): Promise<KeptMessage[]> {
  const earlier = step
    .selectFrom("messages")
    .select("id")
    .where("conversation", "=", message.conversation)
    .where("id", "!=", message.id)
    .where("sentAtMs", "<=", message.sentAtMs)
    .limit(1);
  if ((await earlier.executeTakeFirst()) !== undefined) return [];
  const rows = await answeredAfter(step, message).execute();
  for (const row of rows) await change(step, row.id, ["answered"], { ...next, state: "waiting" });
  return Promise.all(rows.map((row) => getSurely(step, row.id)));
}

/** Questions that came with the text of an earlier one as their history. */
async function leaningOn(step: Step, earlier: KeptMessage): Promise<KeptMessage[]> {
  const rows = await step
    .selectFrom("messages")
    .selectAll()
    .where("conversation", "=", earlier.conversation)
    .where("id", "!=", earlier.id)
    .where("history", "is not", null)
    .where("state", "in", alive)
    .execute();
  return rows
    .map(messageOf)
    .filter(({ history = [] }) => history.some((text) => leans(text, earlier)));
}

/** Whether a text of a history is that question: the end of a long one may be cut off. */
function leans(text: string, { question }: KeptMessage): boolean {
  return text !== "" && question.startsWith(storable(text));
}

/** What is asked of one message or of several at once. */
function createQueries(
  database: Database,
  platform: string,
): Pick<MessageStore, "get" | "unfinished" | "takesPart" | "historyOf"> {
  return {
    get: (id) => get(database, id),
    async unfinished() {
      const rows = await database
        .selectFrom("messages")
        .selectAll()
        .where("platform", "=", platform)
        .where("state", "in", ["waiting", "retracted"])
        .orderBy("receivedAtMs")
        .orderBy("sentAtMs")
        .execute();
      return rows.map(messageOf);
    },
    async takesPart(conversation, person) {
      let query = database
        .selectFrom("messages")
        .select("id")
        .where("conversation", "=", conversation)
        .where("isAddressed", "=", 1)
        .where("isRefused", "=", 0);
      if (person !== undefined) query = query.where("person", "=", person);
      return (await query.limit(1).executeTakeFirst()) !== undefined;
    },
    async historyOf({ id, conversation, sentAtMs }, count) {
      const rows = await database
        .selectFrom("messages")
        .select("question")
        .where("conversation", "=", conversation)
        .where("state", "=", "answered")
        .where("isRefused", "=", 0)
        .where("sentAtMs", "<=", sentAtMs)
        .where("id", "!=", id)
        .orderBy("sentAtMs", "desc")
        .limit(count)
        .execute();
      return rows.map(({ question }) => question).reverse();
    },
  };
}

function rowOf(message: IncomingMessage, receivedAtMs: number): Omit<MessageRow, "platform"> {
  const { history, population, audience, isRefused, isPrivate, editedAtMs, ...same } = message;
  return {
    ...same,
    history: history === undefined ? null : JSON.stringify(history),
    population: population ?? null,
    isAddressed: audience === "assistant" ? 1 : 0,
    isRefused: isRefused ? 1 : 0,
    isPrivate: isPrivate ? 1 : 0,
    editedAtMs: editedAtMs ?? null,
    state: "waiting",
    version: 0,
    isAttempted: 0,
    sent: null,
    receivedAtMs,
    ...free,
  };
}

const texts = z.array(z.string());

function messageOf(row: Selectable<MessageRow>): KeptMessage {
  const { platform: _, history, population, isAddressed, isRefused, isAttempted, ...rest } = row;
  const { isPrivate, editedAtMs, sent, holder: _holder, heldUntilMs: _until, ...same } = rest;
  return {
    ...same,
    ...(history === null ? {} : { history: texts.parse(JSON.parse(history)) }),
    ...(population === null ? {} : { population }),
    audience: isAddressed === 1 ? "assistant" : "conversation",
    isRefused: isRefused === 1,
    isPrivate: isPrivate === 1,
    isAttempted: isAttempted === 1,
    ...(editedAtMs === null ? {} : { editedAtMs }),
    ...(sent === null ? {} : { sent }),
  };
}
