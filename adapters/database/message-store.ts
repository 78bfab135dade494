import { type Selectable, sql, type UpdateObject } from "kysely";
import * as z from "zod";
import type { IncomingMessage, KeptMessage } from "../../src/delivery/message.ts";
import type { MessageStore } from "../../src/ports.ts";
import type { Database, MessageRow, Tables } from "./tables.ts";

/** What is left of a message beside its id. */
const nothing = {
  conversation: "",
  channel: "",
  person: "",
  question: "",
  history: null,
  population: null,
  address: "",
  sent: null,
  isAttempted: 0,
} as const;

/** What was begun for the version before no longer settles the message. */
const next = { version: sql<number>`version + 1` };

/** Messages kept in a database. */
export function createMessageStore(database: Database): MessageStore {
  /** Changes a message that stands in one of the given states; whether there was such a one. */
  async function change(
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
  async function get(id: string): Promise<KeptMessage | undefined> {
    const query = database.selectFrom("messages").selectAll().where("id", "=", id);
    const row = await query.executeTakeFirst();
    return row && messageOf(row);
  }
  return {
    ...createQueries(database),
    get,
    async add(message, receivedAtMs) {
      const { numInsertedOrUpdatedRows } = await database
        .insertInto("messages")
        .values(rowOf(message, receivedAtMs))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    async attempt(id, mayBeSent) {
      await change(id, ["waiting", "retracted"], { isAttempted: mayBeSent ? 1 : 0 });
    },
    async answered(id, sent, version) {
      await change(id, ["waiting", "retracted"], { sent, isAttempted: 0 });
      return change(id, ["waiting"], { state: "answered", address: "" }, version);
    },
    async edit(id, text) {
      const question = storable(text);
      const before = await get(id);
      if (before === undefined || before.question === question) return undefined;
      const isChanged = await change(id, ["waiting", "answered"], {
        ...next,
        question,
        state: "waiting",
      });
      return isChanged ? get(id) : undefined;
    },
    async retract(id) {
      const isChanged = await change(id, ["waiting", "answered"], {
        ...next,
        question: "",
        history: null,
        state: "retracted",
      });
      return isChanged ? get(id) : undefined;
    },
    async close(id) {
      await change(id, ["waiting", "answered", "retracted"], { ...nothing, state: "closed" });
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
    async purge(beforeMs) {
      await database.deleteFrom("messages").where("receivedAtMs", "<", beforeMs).execute();
    },
  };
}

/** What is asked of several messages at once. */
function createQueries(
  database: Database,
): Pick<MessageStore, "unfinished" | "takesPart" | "historyOf"> {
  return {
    async unfinished() {
      const rows = await database
        .selectFrom("messages")
        .selectAll()
        .where("state", "in", ["waiting", "retracted"])
        .orderBy("receivedAtMs")
        .orderBy("sentAtMs")
        .execute();
      return rows.map(messageOf);
    },
    async takesPart(conversation) {
      const row = await database
        .selectFrom("messages")
        .select("id")
        .where("conversation", "=", conversation)
        .where("isAddressed", "=", 1)
        .where("isRefused", "=", 0)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
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

function rowOf(message: IncomingMessage, receivedAtMs: number): MessageRow {
  const { history, population, isAddressed, isRefused, ...same } = message;
  return {
    ...same,
    question: storable(message.question),
    history: history === undefined ? null : JSON.stringify(history),
    population: population ?? null,
    isAddressed: isAddressed ? 1 : 0,
    isRefused: isRefused ? 1 : 0,
    state: "waiting",
    version: 0,
    isAttempted: 0,
    sent: null,
    receivedAtMs,
  };
}

/** SQLite ends a text at a zero when it reads it, and knows no half characters. */
function storable(text: string): string {
  return text.replaceAll("\0", "\uFFFD").replaceAll(/\p{Cs}/gu, "\uFFFD");
}

const texts = z.array(z.string());

function messageOf(row: Selectable<MessageRow>): KeptMessage {
  const { history, population, isAddressed, isRefused, isAttempted, sent, ...same } = row;
  return {
    ...same,
    ...(history === null ? {} : { history: texts.parse(JSON.parse(history)) }),
    ...(population === null ? {} : { population }),
    isAddressed: isAddressed === 1,
    isRefused: isRefused === 1,
    isAttempted: isAttempted === 1,
    ...(sent === null ? {} : { sent }),
  };
}
