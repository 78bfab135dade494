import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import type { Assistant } from "../answer/assistant.ts";
import type { MessageStore, Messenger, ReaderStore } from "../ports.ts";
import { createChannelQueues } from "./channel-queues.ts";
import { digestOf } from "./digest.ts";
import type { IncomingMessage, KeptMessage, Reply } from "./message.ts";
import { replyTo } from "./reply.ts";
import { SendError } from "./send-error.ts";

/** What brings each message exactly one answer. */
export interface DeliveryOptions {
  readonly assistant: Assistant;
  readonly messenger: Messenger;
  readonly messages: MessageStore;
  readonly readers: ReaderStore;
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
}

const hourMs = 3_600_000;
const defaults: Patience = {
  firstRetryMs: 1_000,
  longestRetryMs: 60_000,
  giveUpMs: hourMs,
  showWorkingMs: 400,
  stopWithinMs: 5_000,
};
/** Later than this an answer to what waited through a stop would only surprise. */
const latestMs = 24 * hourMs;
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
  const patience = { ...defaults, ...options.patience };
  const stopping = new AbortController();
  const queues = createChannelQueues<string>(handle);
  const purge = () => messages.purge(Date.now() - keptMs);
  const timer = setInterval(() => {
    void purge().catch((err: unknown) => log.error({ err }, "messages could not be purged"));
  }, 24 * hourMs);
  timer.unref();
  return {
    accept: (message) => accept(withDigests(message)),
    async edit(incoming) {
      const message = withDigests(incoming);
      const kept = await messages.edit(message.id, message.question);
      if (kept !== undefined) queue(kept);
      // When the edit came first, the message itself will be known when it comes.
      else if ((await messages.get(message.id)) === undefined && !(await accept(message)))
        // It may have come just now.
        queue(await messages.edit(message.id, message.question));
    },
    async retract(incoming) {
      const message = withDigests(incoming);
      const kept = await messages.retract(message.id);
      if (kept !== undefined) queue(kept);
      else if (await concerns(message)) await keepClosed(message);
    },
    async resume() {
      await purge();
      for (const message of await messages.unfinished()) {
        if (isTooLate(message)) await messages.close(message.id);
        else queue(message);
      }
    },
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await within(patience.stopWithinMs, queues.stop());
    },
  };

  async function accept(message: IncomingMessage): Promise<boolean> {
    if (!(await concerns(message))) return false;
    const isNew = await messages.add(message, Date.now());
    if (isNew) queue(message);
    return isNew;
  }

  function queue(message: Pick<KeptMessage, "channel" | "id"> | undefined): void {
    if (message !== undefined) queues.add(message.channel, message.id);
  }

  async function concerns({ isAddressed, conversation }: IncomingMessage): Promise<boolean> {
    return isAddressed || (await messages.takesPart(conversation));
  }

  /** When the retraction came first, the message is to find that there is nothing to be done. */
  async function keepClosed(message: IncomingMessage): Promise<void> {
    const isNew = await messages.add(withoutTexts(message), Date.now());
    if (isNew) await messages.close(message.id);
    // It may have come just now.
    else queue(await messages.retract(message.id));
  }

  async function handle(id: string): Promise<void> {
    const began = Date.now();
    for (let attempts = 0; !stopping.signal.aborted; attempts += 1) {
      try {
        const message = await messages.get(id);
        if (message === undefined || isDone(message)) return;
        if (await settle(message, { ...options, showWorkingMs: patience.showWorkingMs })) return;
      } catch (error) {
        if (!(await isToBeTriedAgain(error, id, attempts, began))) return;
      }
    }
  }

  async function isToBeTriedAgain(err: unknown, id: string, attempts: number, began: number) {
    if (stopping.signal.aborted) return false;
    const isRefused = err instanceof SendError && err.outcome === "refused";
    if (isRefused || Date.now() - began > patience.giveUpMs) {
      log.error({ err }, isRefused ? "the platform refuses the answer" : "answer given up");
      await messages
        .close(id)
        .catch((cause: unknown) => log.error({ err: cause }, "message could not be closed"));
      return false;
    }
    const waitMs = waitOf(err, attempts, patience);
    log.warn({ err, waitMs }, "answer not sent yet");
    return wait(waitMs, true, { signal: stopping.signal }).catch(() => false);
  }
}

/** Resolves with the work, or without it when it takes longer. A timer left behind would keep the process alive. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const ended = new AbortController();
  await Promise.race([work, wait(milliseconds, undefined, ended)]);
  ended.abort();
}

/** What is kept names nobody: neither the person nor, once it is answered, the place. */
function withDigests(message: IncomingMessage): IncomingMessage {
  return {
    ...(message.isRefused ? withoutTexts(message) : message),
    id: digestOf(message.id),
    conversation: digestOf(message.conversation),
    channel: digestOf(message.channel),
    person: digestOf(message.person),
  };
}

function withoutTexts({ history: _, ...message }: IncomingMessage): IncomingMessage {
  return { ...message, question: "" };
}

function waitOf(error: unknown, attempts: number, patience: Patience): number {
  const asked = error instanceof SendError ? error.retryAfterMs : undefined;
  // A platform that asks for no wait at all is not hammered.
  if (asked !== undefined) return Math.max(asked, patience.firstRetryMs);
  return Math.min(patience.longestRetryMs, patience.firstRetryMs * 2 ** attempts);
}

/** What stands already is put right or taken back however late: only a new answer would surprise. */
function isTooLate({ state, sent, receivedAtMs }: KeptMessage): boolean {
  return state === "waiting" && sent === undefined && Date.now() - receivedAtMs > latestMs;
}

function isDone({ state }: KeptMessage): boolean {
  return state === "answered" || state === "closed";
}

/** One step towards the end of a message; true when nothing more is to be done. */
async function settle(
  message: KeptMessage,
  options: Parameters<typeof replyTo>[1],
): Promise<boolean> {
  const { messages, messenger } = options;
  const { id, version } = message;
  let { sent } = message;
  if (sent === undefined && message.isAttempted) {
    sent = await messenger.find(message);
    // What a process sent before it ended answers the question as it was.
    if (sent !== undefined && message.state === "waiting" && version === 0)
      return messages.answered(id, sent, version);
  }
  const reply = message.state === "retracted" ? undefined : await replyTo(message, options);
  if (reply === undefined) {
    if (sent !== undefined) await messenger.remove(sent);
    // What people say to each other is nothing to be kept; and should it be edited to call the assistant, it is new.
    if (sent === undefined && message.state === "waiting") return messages.forget(id, version);
    await messages.close(id);
    return true;
  }
  if (sent === undefined) sent = await sendOnce(message, reply, options);
  else await messenger.update(sent, reply);
  return messages.answered(id, sent, version);
}

/** Sends; should this process end meanwhile, the next one knows that it has to look. */
async function sendOnce(
  message: KeptMessage,
  reply: Reply,
  { messages, messenger }: Pick<DeliveryOptions, "messages" | "messenger">,
): Promise<string> {
  await messages.attempt(message.id, true);
  try {
    return await messenger.send(message, reply);
  } catch (error) {
    if (error instanceof SendError && error.outcome === "not-sent")
      await messages.attempt(message.id, false);
    throw error;
  }
}
