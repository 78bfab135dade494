import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import { SendError } from "../../src/delivery/send-error.ts";
import type { OutgoingActivity } from "./activity.ts";
import type { Connector } from "./connector.ts";
import type { Sent } from "./message-address.ts";

/** Attempts to send a card, and milliseconds between two of them at most: it is not worth a longer wait. */
const cardAttempts = 3;
const longestCardWaitMs = 10_000;

/**
 * Sends a card below words that stand alone: one that cannot be sent is left out, and the answer is given all the same.
 * Gives its id. Never rejects.
 */
export async function sendCard(
  { conversation, replyTo }: Pick<Sent, "conversation" | "replyTo">,
  card: OutgoingActivity,
  { connector, log }: { readonly connector: Connector; readonly log: Logger },
): Promise<string | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connector.send(conversation, card, replyTo);
    } catch (err) {
      const isNotSent = err instanceof SendError && err.outcome === "not-sent";
      if (!isNotSent || attempt === cardAttempts) {
        log.warn({ err }, "card left out");
        return undefined;
      }
      await wait(Math.min(longestCardWaitMs, err.retryAfterMs ?? 0));
    }
  }
}
