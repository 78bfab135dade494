import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import { SendError } from "../../src/delivery/send-error.ts";
import type { Sheet } from "../../src/reception/sheet.ts";
import type { Connector } from "./connector.ts";
import type { References } from "./references.ts";
import { renderSheet, splitSheet } from "./render-sheet.ts";
import { sendCard } from "./send-card.ts";

/** What writing first needs. */
export interface Writing {
  readonly connector: Connector;
  readonly references: Pick<References, "get">;
  readonly log: Logger;
}

/** Milliseconds between two messages into one conversation: it takes eight in two seconds. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const betweenMs = 300;

/**
 * Writes a sheet into a conversation in which nobody has asked: what is to be decided, each in a card of its own below
 * the first. A place is the id of a conversation, without a thread.
 * @throws SendError `refused` for a conversation that the assistant is not in
 */
export async function writeFirst(place: string, sheet: Sheet, writing: Writing): Promise<void> {
  const { connector, references, log } = writing;
  const conversation = await references.get(place);
  if (conversation === undefined) {
    const isChannel = place.startsWith("19:");
    log.error(
      isChannel
        ? "a channel is not known yet: add the assistant to its team, or mention it in the channel"
        : "a person's chat is not known any more: it was taken away, or forgotten, and nobody has written there since",
    );
    throw new SendError("write: nobody has written there yet", { outcome: "refused" });
  }
  const [first, ...others] = splitSheet(sheet);
  const id = await connector.send(conversation, renderSheet(first));
  const thread = id === undefined ? place : `${place};messageid=${id}`;
  for (const one of others) {
    await wait(betweenMs);
    // The first stands already: it is not written twice because of one of these.
    await sendCard(
      { conversation: { ...conversation, id: thread }, replyTo: id },
      renderSheet(one),
      writing,
    );
  }
}
