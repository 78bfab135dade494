import { setTimeout as wait } from "node:timers/promises";
import type { Handle } from "./channel-queues.ts";
import type { Patience } from "./delivery.ts";
import type { KeptMessage, Reply } from "./message.ts";
import { type Answering, replyTo, whoOf } from "./reply.ts";
import { SendError } from "./send-error.ts";

/** A message on its way to an answer. */
export interface Job {
  readonly id: string;
  readonly addedAtMs: number;
  attempts: number;
}

/** What brings a message to its end. */
export type HandlerOptions = Answering &
  Patience & {
    /** Names this process among those that share the messages. */
    readonly holder: string;
    readonly signal: AbortSignal;
  };

/** Attempts that a message makes before those behind it go first, where the fault may be its own. */
const attemptsInTurn = 3;

/** Brings messages to their end, each with as many attempts as that takes. */
export function createHandler(options: HandlerOptions): Handle<Job> {
  const { messages, log, holder, signal } = options;
  return async (job) => {
    while (!signal.aborted) {
      const fault = await attempt(job);
      if (fault === undefined || signal.aborted) return undefined;
      // Another process works on it; should that one end, it is this one's.
      if (fault === "held") return options.holdMs;
      job.attempts += 1;
      const waitMs = waitOf(fault.error, job.attempts, options);
      log.warn({ err: fault.error, waitMs }, "answer not sent yet");
      if (!holdsUpChannel(fault.error) && job.attempts >= attemptsInTurn) return waitMs;
      await wait(waitMs, undefined, { signal }).catch(() => undefined);
    }
    return undefined;
  };

  /** What went wrong; undefined when nothing more is to be done. */
  async function attempt(job: Job): Promise<{ readonly error: unknown } | "held" | undefined> {
    let message: KeptMessage | "held" | undefined;
    try {
      do {
        message = await take(job.id);
        if (message === undefined || message === "held") return message;
      } while (!(await settle(message, options)));
      return undefined;
    } catch (error) {
      if (signal.aborted) return undefined;
      if (!isFinal(error) && Date.now() - job.addedAtMs <= options.giveUpMs) return { error };
      await giveUp(job.id, message === "held" ? undefined : message, error);
      return undefined;
    }
  }

  /** A message that is this process' to answer now; undefined when there is nothing to be done. */
  async function take(id: string): Promise<KeptMessage | "held" | undefined> {
    const isTaken = await messages.hold(id, holder, Date.now() + options.holdMs);
    const message = await messages.get(id);
    if (message === undefined || isDone(message)) return undefined;
    return isTaken ? message : "held";
  }

  async function giveUp(id: string, message: KeptMessage | undefined, err: unknown): Promise<void> {
    log.error({ err }, isFinal(err) ? "the platform refuses the answer" : "answer given up");
    try {
      // What stands already stays, and so does its thread.
      if (message?.state === "waiting" && message.sent !== undefined)
        await messages.answered(id, message.sent, message.version);
      else await messages.close(id);
    } catch (cause) {
      log.error({ err: cause }, "message could not be closed");
    }
  }
}

/** A limit, or a platform that cannot be reached: what comes behind would fare no better. */
function holdsUpChannel(error: unknown): boolean {
  return error instanceof SendError && error.outcome === "not-sent";
}

function isFinal(error: unknown): boolean {
  return error instanceof SendError && error.outcome === "refused";
}

function waitOf(error: unknown, attempts: number, patience: Patience): number {
  const asked = error instanceof SendError ? error.retryAfterMs : undefined;
  // A platform that asks for no wait at all is not hammered.
  if (asked !== undefined) return Math.max(asked, patience.firstRetryMs);
  return Math.min(patience.longestRetryMs, patience.firstRetryMs * 2 ** (attempts - 1));
}

function isDone({ state }: KeptMessage): boolean {
  return state === "answered" || state === "closed";
}

/** One step towards the end of a message; true when nothing more is to be done. */
async function settle(message: KeptMessage, options: Answering): Promise<boolean> {
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
  if (message.state === "retracted") await options.reception.drop(id);
  if (reply === undefined) {
    if (sent !== undefined) await messenger.remove(sent);
    // What people say to each other is nothing to be kept; and should it be edited to call the assistant, it is new.
    if (sent === undefined && message.state === "waiting") return messages.forget(id, version);
    await messages.close(id);
    return true;
  }
  if (sent === undefined) sent = await sendOnce(message, reply, options);
  else await messenger.update(sent, reply);
  if (reply.kind === "answer" && reply.isFirst)
    await options.reception.told(whoOf(message, options.platform));
  return messages.answered(id, sent, version);
}

/** Sends; should this process end meanwhile, the next one knows that it has to look. */
async function sendOnce(
  message: KeptMessage,
  reply: Reply,
  { messages, messenger }: Answering,
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
