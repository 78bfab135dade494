import {
  App,
  type AppOptions,
  AuthorizationError,
  type ReceiverEvent,
  UnknownError,
} from "@slack/bolt";
import type { Logger } from "pino";
import { SendError } from "../../src/delivery/send-error.ts";

/** Keeps what a payload brings. Rejects when it cannot: then the delivery is not acknowledged, and comes again. */
export type Keep = (payload: unknown) => Promise<void>;

/**
 * Bolt, which acknowledges events before their listeners run: whatever ends the process then would lose them. Here they
 * are kept first, the same over HTTP and over a socket. What nobody listens to is acknowledged, what fails is refused at
 * once: Bolt would leave Slack waiting for both.
 */
export class KeepingApp extends App {
  readonly #keep: Keep;
  readonly #log: Logger;
  /** Payloads of workspaces that have not installed the assistant, or do no longer. */
  readonly #ofStrangers = new WeakSet<object>();

  constructor(options: AppOptions, keep: Keep, log: Logger) {
    super({ ...options, extendedErrorHandler: true });
    this.#keep = keep;
    this.#log = log;
    this.error(async ({ error, body }: { error: Error; body: object }) => {
      if (!isOfStranger(error)) throw error;
      // Acknowledged all the same: a workspace that took the assistant away is not to be told again and again.
      this.#ofStrangers.add(body);
      log.warn({ err: error }, "no token for a workspace that Slack tells of");
    });
  }

  /** Rejects when something failed that was not acknowledged; it is logged here. */
  override async processEvent(event: ReceiverEvent): Promise<void> {
    let isAcknowledged = false;
    const ack: ReceiverEvent["ack"] = async (response) => {
      // Nobody could answer it, and what it says is none of our business.
      if (!this.#ofStrangers.has(event.body)) await this.#keep(event.body);
      isAcknowledged = true;
      await event.ack(response);
    };
    try {
      await super.processEvent({ ...event, ack });
      if (!isAcknowledged) await ack();
    } catch (error) {
      this.#log.error({ err: tellable(error) }, "a request of Slack could not be served");
      if (!isAcknowledged) throw error;
    }
  }
}

/** Not so when the installation could not be read: then Slack is to deliver again. */
function isOfStranger(error: Error): boolean {
  if (!(error instanceof AuthorizationError)) return false;
  return error.original instanceof SendError && error.original.outcome === "refused";
}

/** The language's own errors may quote the payload or the token that they stumble over: of these the name and the place. */
function tellable(thrown: unknown): unknown {
  const isWrapped = thrown instanceof UnknownError || thrown instanceof AuthorizationError;
  const error = isWrapped ? thrown.original : thrown;
  const isNative =
    error instanceof TypeError || error instanceof SyntaxError || error instanceof RangeError;
  if (!isNative) return error;
  const { name, message, stack = "" } = error;
  const head = `${name}: ${message}`;
  return { type: name, stack: stack.startsWith(head) ? stack.slice(head.length).trim() : "" };
}
