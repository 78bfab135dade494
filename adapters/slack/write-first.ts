import { setTimeout as wait } from "node:timers/promises";
import type { WebClient } from "@slack/web-api";
import type { Logger } from "pino";
import { SendError } from "../../src/delivery/send-error.ts";
import type { Sheet } from "../../src/reception/sheet.ts";
import { readSent, type WritingPlace } from "./message-address.ts";
import { post } from "./post.ts";
import { renderSheet } from "./render-sheet.ts";
import { splitSheet } from "./split-sheet.ts";
import { calling } from "./web-client.ts";

/** How a sheet is written where nobody asked for it just now. */
export interface WritingOptions {
  readonly client: WebClient;
  readonly place: WritingPlace;
  readonly log: Logger;
}

/** Attempts for a message that others have to follow: without them the rest would be missing. */
const attempts = 5;
/** Milliseconds that are waited for one at most: Slack asks for a second or two between messages of a channel. */
const longestWaitMs = 60_000;

/** The conversation with a person, made when there is none; any other place is one already. @throws SendError */
export async function conversationWith(client: WebClient, place: string): Promise<string> {
  if (!/^[UW]/.test(place)) return place;
  const opened = await calling("conversations.open", () =>
    client.conversations.open({ users: place }),
  );
  return opened.channel?.id ?? "";
}

/** Writes a sheet; what is to be decided one by one stands below it, a message each. @throws SendError */
export async function writeSheet(
  sheet: Sheet,
  { client, place, log }: WritingOptions,
): Promise<void> {
  const { first, below } = splitSheet(sheet);
  const send = (part: Sheet, thread?: string) =>
    post(
      client,
      { ...place, ...(thread === undefined ? {} : { thread }) },
      renderSheet(part),
      undefined,
      log,
    );
  const { ts } = readSent(await send(first));
  for (const part of below)
    await insist(() => send(part, ts)).catch((err: unknown) =>
      // The first stands already: sending all of it again would double it.
      log.error({ err }, "a part of what was written first is missing"),
    );
}

async function insist(send: () => Promise<string>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await send();
      return;
    } catch (error) {
      const waitMs = error instanceof SendError ? error.retryAfterMs : undefined;
      if (waitMs === undefined || waitMs > longestWaitMs || attempt === attempts) throw error;
      await wait(waitMs);
    }
  }
}
