import type { MessageMetadata } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Logger } from "pino";
import { maxFallbackChars } from "./limits.ts";
import { type Address, type Sent, writeSent } from "./message-address.ts";
import type { SlackMessage } from "./render-answer.ts";
import type { Tenant } from "./tenants.ts";
import { calling, slackErrorOf } from "./web-client.ts";

/** Slack does not take the message as it is made. */
const unreadable: ReadonlySet<string> = new Set([
  "invalid_blocks",
  "invalid_blocks_format",
  "msg_blocks_too_long",
  "msg_too_long",
  "metadata_too_large",
]);

/** Posts a message. Gives what stands for it. @throws SendError */
export async function post(
  client: WebClient,
  address: Pick<Address, "team" | "enterprise" | "channel" | "thread">,
  message: SlackMessage,
  metadata: MessageMetadata | undefined,
  log: Logger,
): Promise<string> {
  const { channel, thread } = address;
  const where = {
    channel,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    ...(metadata === undefined ? {} : { metadata }),
    // Our own links would be shown a second time below the quotes.
    unfurl_links: false,
    unfurl_media: false,
  };
  const sent = await plainlyIfNeedBe(message, log, ({ text, blocks }) =>
    calling("chat.postMessage", () =>
      client.chat.postMessage({
        ...where,
        text,
        ...(blocks === undefined ? {} : { blocks: [...blocks] }),
      }),
    ),
  );
  const { ts } = sent;
  return writeSent({ ...tenantOf(address), channel, ...(ts === undefined ? {} : { ts }) });
}

/** Sends a message; without its blocks when Slack does not take them: better plain than never. The tests keep us from it. */
export async function plainlyIfNeedBe<T>(
  { text, blocks }: SlackMessage,
  log: Logger,
  send: (content: Pick<SlackMessage, "text"> & Partial<SlackMessage>) => Promise<T>,
): Promise<T> {
  try {
    return await send({ text, blocks });
  } catch (error) {
    const code = slackErrorOf(error) ?? "";
    if (!unreadable.has(code)) throw error;
    log.error({ code }, "Slack does not take our blocks, sent as plain text");
    return send({ text: text.slice(0, maxFallbackChars) });
  }
}

/** The tenant of something longer. */
export function tenantOf({ team, enterprise }: Tenant): Pick<Sent, "team" | "enterprise"> {
  return {
    ...(team === undefined ? {} : { team }),
    ...(enterprise === undefined ? {} : { enterprise }),
  };
}
