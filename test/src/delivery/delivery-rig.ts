import pino from "pino";
import { expect, onTestFinished, vi } from "vitest";
import { createMemory } from "../../../adapters/database/memory.ts";
import { createMessageStore } from "../../../adapters/database/message-store.ts";
import type { Answer, Citation } from "../../../src/answer/answer.ts";
import type { Inquiry } from "../../../src/answer/inquiry.ts";
import { createDelivery, type Delivery, type Patience } from "../../../src/delivery/delivery.ts";
import type { IncomingMessage, KeptMessage, Reply } from "../../../src/delivery/message.ts";
import { SendError, type SendFault } from "../../../src/delivery/send-error.ts";
import type { Memory, MessageStore, Messenger } from "../../../src/ports.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { openForTest } from "../../adapters/database/open-for-test.ts";
import { receptionOn } from "../../helpers/reception.ts";

/** What stands in the platform. */
export interface Posted {
  readonly sent: string;
  readonly id: string;
  reply: Reply;
}

/** Of an index nothing but its name is asked here. */
const noIndex = { knowledgeDigest: "0123456789abcdef" } as SearchIndex;

/** How a rig differs from one in which all goes well. */
export interface Deviations {
  readonly patience?: Partial<Patience>;
  /** The count of sends so far, this one included, and what really sends. */
  readonly send?: (count: number, post: () => string) => string | Promise<string>;
  readonly update?: (count: number) => void | Promise<void>;
  readonly working?: () => Promise<void>;
  readonly respond?: (inquiry: Inquiry) => Answer | Promise<Answer>;
  readonly messages?: (real: MessageStore) => Partial<MessageStore>;
}

/** A platform, its storage, and deliveries between them. */
export interface Rig {
  readonly delivery: Delivery;
  readonly messages: MessageStore;
  readonly memory: Memory;
  readonly posted: Posted[];
  /** Calls of the messenger in their order: `send`, `find`, `update`, `remove`, `working`. */
  readonly calls: string[];
  readonly inquiries: Inquiry[];
  readonly log: string[];
  /** What stands in the platform, as texts. */
  texts(): string[];
  /** Another delivery of the same platform and storage, as a new process makes it. */
  another(deviations?: Deviations): Delivery;
  /** Resolves when nothing is left to be done. */
  settled(): Promise<void>;
}

const patience: Patience = {
  firstRetryMs: 2,
  longestRetryMs: 10,
  giveUpMs: 20_000,
  showWorkingMs: 20_000,
  stopWithinMs: 5_000,
  holdMs: 20_000,
  lookMs: 20_000,
};

/** Opens a rig over an empty database. No text of a question may reach its log. */
export async function openRig(deviations: Deviations = {}): Promise<Rig> {
  const { database } = await openForTest();
  const messages = createMessageStore(database, "slack");
  const posted: Posted[] = [];
  const calls: string[] = [];
  const inquiries: Inquiry[] = [];
  const lines: string[] = [];
  const log = pino({ level: "debug" }, { write: (line) => void lines.push(line) });
  const another = (different: Deviations = {}) => {
    const { reception } = receptionOn(database, {
      assistant: {
        async respond(inquiry) {
          inquiries.push(inquiry);
          return (different.respond ?? answered)(inquiry);
        },
        find: () => Promise.reject(new Error("not asked for")),
      },
      index: () => noIndex,
      publicUrl: "http://127.0.0.1",
      log,
    });
    const delivery = createDelivery({
      reception,
      platform: "slack",
      messenger: createMessenger(posted, calls, different),
      messages: { ...messages, ...different.messages?.(messages) },
      log,
      listLimit: 7,
      patience: { ...patience, ...different.patience },
    });
    onTestFinished(async () => {
      await delivery.stop();
      expect(lines.join("")).not.toContain("text of");
    });
    return delivery;
  };
  return {
    delivery: another(deviations),
    messages,
    memory: createMemory(database),
    posted,
    calls,
    inquiries,
    log: lines,
    texts: () => posted.map(({ reply }) => textOf(reply)),
    another,
    settled: () =>
      until(async () => {
        expect(await messages.unfinished()).toEqual([]);
      }),
  };
}

/** Waits for what comes about by itself. */
export function until(holds: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(holds, { timeout: 20_000, interval: 5 });
}

/** A promise that the test keeps. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** A message of a platform. Its question is `text of` its name. */
export function message(name: string, more: Partial<IncomingMessage> = {}): IncomingMessage {
  return {
    id: name,
    conversation: "thread",
    channel: "channel",
    person: "person",
    tenant: "tenant",
    isPrivate: false,
    question: `text of ${name}`,
    audience: "assistant",
    isRefused: false,
    sentAtMs: Date.now(),
    address: `address of ${name}`,
    ...more,
  };
}

/** What a messenger throws. */
export function fault(outcome: SendFault["outcome"], retryAfterMs?: number): SendError {
  const asked = retryAfterMs === undefined ? {} : { retryAfterMs };
  return new SendError("the platform says no", { outcome, ...asked });
}

const base = {
  language: "ca",
  intent: "search",
  lead: "",
  notes: [],
  filters: {},
  suggestions: [],
  isForCouncil: false,
  durationMs: 1,
} as const;

const citation: Citation = {
  itemId: "1.1.1",
  kind: "action",
  title: "Títol",
  place: [],
  quote: "Una cita.",
  url: "http://127.0.0.1/1.1.1",
  score: 1,
  origin: "official",
  sourcePath: "accions/1.1.1.md",
  references: [],
};

/** An answer that asserts something. */
export function answered({ question }: Inquiry): Answer {
  return {
    ...base,
    kind: "answered",
    question,
    citations: [citation],
    total: 1,
    offset: 0,
    further: 0,
  };
}

/** An answer that asserts nothing. */
export function abstained({ question }: Inquiry): Answer {
  return { ...base, kind: "abstained", question, reason: "not-covered", nearest: [] };
}

/** An answer that only suggests. */
export function suggested({ question }: Inquiry): Answer {
  return { ...base, kind: "suggested", question, citations: [citation] };
}

/** What is said when something broke. */
export function failed({ question }: Inquiry): Answer {
  return { ...base, kind: "failed", question, cause: new Error("broken") };
}

function textOf(reply: Reply): string {
  return reply.kind === "answer" ? reply.answer.question : reply.kind;
}

function createMessenger(posted: Posted[], calls: string[], deviations: Deviations): Messenger {
  const { send = (_, post) => post(), update = () => {}, working = async () => {} } = deviations;
  const counts = { send: 0, update: 0 };
  const at = (sent: string) => posted.findIndex((one) => one.sent === sent);
  return {
    async send({ id }: KeptMessage, reply) {
      calls.push("send");
      counts.send += 1;
      return send(counts.send, () => {
        const sent = `sent ${calls.length}`;
        posted.push({ sent, id, reply });
        return sent;
      });
    },
    async find({ id }) {
      calls.push("find");
      return posted.find((one) => one.id === id)?.sent;
    },
    async update(sent, reply) {
      calls.push("update");
      counts.update += 1;
      await update(counts.update);
      const one = posted[at(sent)];
      if (one === undefined) throw fault("refused");
      one.reply = reply;
    },
    async remove(sent) {
      calls.push("remove");
      if (at(sent) >= 0) posted.splice(at(sent), 1);
    },
    async working() {
      calls.push("working");
      await working();
    },
    async write() {
      calls.push("write");
    },
    placeOf: () => undefined,
    isAdmin: () => Promise.resolve(false),
  };
}
