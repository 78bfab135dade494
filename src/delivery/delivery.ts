import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import type { MessageStore, Messenger } from "../ports.ts";
import type { Reception } from "../reception/reception.ts";
import type { Digest } from "./digest.ts";
import { createEarlyReplies } from "./early-replies.ts";
import type { IncomingMessage } from "./message.ts";
import { createOverhearing } from "./overhearing.ts";
import { createWork } from "./work.ts";

/** What brings each message exactly one answer. */
export interface DeliveryOptions {
  readonly reception: Reception;
  /** Name of the platform. */
  readonly platform: string;
  readonly messenger: Messenger;
  readonly messages: MessageStore;
  readonly log: Logger;
  /** Items of a list in one message. */
  readonly listLimit: number;
  readonly patience?: Partial<Patience>;
}

/** How long is waited for what. */
export interface Patience {
  /** Milliseconds before the second attempt; each further one waits twice as long. Default 1,000. */
  readonly firstRetryMs: number;
  /** Milliseconds between two attempts at most, unless the platform asks for more. Default 60,000. */
  readonly longestRetryMs: number;
  /** Milliseconds after which nobody waits for an answer any more. Default one hour. */
  readonly giveUpMs: number;
  /** Milliseconds of work after which people are shown that it goes on. Default 400. */
  readonly showWorkingMs: number;
  /** Milliseconds that {@link Delivery.stop} waits for what is under way. Default 5,000. */
  readonly stopWithinMs: number;
  /** Milliseconds for which a message is taken: longer than it takes to send. After that another process goes on. Default 60,000. */
  readonly holdMs: number;
  /** Milliseconds between two looks for what other processes left undone. Default 60,000. */
  readonly lookMs: number;
}

const hourMs = 3_600_000;
const defaults: Patience = {
  firstRetryMs: 1_000,
  longestRetryMs: 60_000,
  giveUpMs: hourMs,
  showWorkingMs: 400,
  stopWithinMs: 5_000,
  holdMs: 60_000,
  lookMs: 60_000,
};
/** How long messages are remembered: so long may a conversation rest, and so late may an edit come. */
const keptMs = 30 * 24 * hourMs;

/** Takes messages and sees that each gets one answer. */
export interface Delivery {
  /** Keeps the message, and answers it beside. Resolves once nothing can lose it any more; false when it is not new. */
  accept(message: IncomingMessage): Promise<boolean>;
  /** The author changed the question: its answer follows. */
  edit(message: IncomingMessage): Promise<void>;
  /** The author took the question back: so is its answer. */
  retract(message: IncomingMessage): Promise<void>;
  /** Goes on with what an earlier process left undone. Call it once, when the platform can be reached. */
  resume(): Promise<void>;
  /** Lets what is under way finish; the rest stays kept for the next start. */
  stop(): Promise<void>;
}

/** Builds the delivery of one platform. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { messages, log } = options;
  const digested = (message: IncomingMessage) => withDigests(message, options.reception.digest);
  const patience = { ...defaults, ...options.patience };
  const stopping = new AbortController();
  const early = createEarlyReplies();
  const overhearing = createOverhearing(messages);
  const holder = randomUUID();
  const work = createWork({
    ...options,
    ...patience,
    overhearing,
    holder,
    signal: stopping.signal,
  });
  let looking: NodeJS.Timeout | undefined;
  const timer = setInterval(() => {
    overhearing.forget();
    void purge().catch((err: unknown) => log.error({ err }, "messages could not be purged"));
  }, 24 * hourMs);
  timer.unref();
  return {
    accept: (message) => accept(digested(message)),
    async edit(incoming) {
      const message = digested(incoming);
      const kept = message.isRefused ? undefined : await messages.edit(message);
      if (kept !== undefined) work.add(kept);
      // When the edit came first, the message itself will be known when it comes.
      else if ((await messages.get(message.id)) === undefined && !(await accept(message)))
        // It may have come just now.
        work.add(await messages.edit(message));
    },
    async retract(incoming) {
      const message = digested(incoming);
      early.remove(message);
      const kept = await messages.retract(message.id);
      for (const one of kept) work.add(one);
      if (kept.length === 0 && (await concerns(message, messages))) await keepClosed(message);
    },
    async resume() {
      await purge();
      await work.takeUp();
      // Other processes over the same data may end too.
      looking = setInterval(() => {
        work
          .takeUp()
          .catch((err: unknown) => log.error({ err }, "no look for what was left undone"));
      }, patience.lookMs);
      looking.unref();
    },
    async stop() {
      clearInterval(timer);
      clearInterval(looking);
      stopping.abort();
      await within(patience.stopWithinMs, work.stop());
      await messages
        .letGo(holder)
        .catch((err: unknown) => log.error({ err }, "messages are held for a while"));
    },
  };

  async function accept(message: IncomingMessage): Promise<boolean> {
    if (!(await concerns(message, messages))) {
      if (message.audience === "conversation") early.hold(message);
      return false;
    }
    const isNew = await messages.add(message, Date.now());
    if (!isNew) return false;
    work.add(message);
    // What was said after it in its conversation may have come before it.
    if (!message.isRefused)
      for (const later of await messages.reopenAfter(message)) work.add(later);
    for (const held of early.take(message)) await accept(held);
    return true;
  }

  function purge(): Promise<void> {
    return messages.purge(Date.now() - keptMs);
  }

  /** When the retraction came first, the message is to find that there is nothing to be done. */
  async function keepClosed(message: IncomingMessage): Promise<void> {
    const isNew = await messages.add(withoutTexts(message), Date.now());
    if (isNew) await messages.close(message.id);
    // It may have come just now.
    else for (const one of await messages.retract(message.id)) work.add(one);
  }
}

async function concerns(
  { audience, conversation }: IncomingMessage,
  messages: MessageStore,
): Promise<boolean> {
  if (audience === "others") return false;
  return audience === "assistant" || messages.takesPart(conversation);
}

/** Resolves with the work, or without it when it takes longer. A timer left behind would keep the process alive. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const ended = new AbortController();
  await Promise.race([work, wait(milliseconds, undefined, ended)]);
  ended.abort();
}

/** Ids are kept as digests; only where an answer goes, and where it stands, is in the platform's own notation. */
function withDigests(message: IncomingMessage, digest: Digest): IncomingMessage {
  return {
    ...(message.isRefused ? withoutTexts(message) : message),
    id: digest(message.id),
    conversation: digest(message.conversation),
    channel: digest(message.channel),
    person: digest(message.person),
    tenant: digest(message.tenant),
  };
}

function withoutTexts({ history: _, ...message }: IncomingMessage): IncomingMessage {
  return { ...message, question: "" };
}
