import type { WebClient } from "@slack/web-api";
import type { Logger } from "pino";
import type { KeptMessage } from "../../src/delivery/message.ts";
import type { Language } from "../../src/language/language.ts";
import type { Messenger } from "../../src/ports.ts";
import type { IsAdmin } from "./admins.ts";
import {
  type Address,
  readAddress,
  readPlace,
  readSent,
  writePlace,
  writeSent,
} from "./message-address.ts";
import { plainlyIfNeedBe, post, tenantOf } from "./post.ts";
import type { RenderContext, SlackMessage } from "./render-answer.ts";
import type { Renderer } from "./renderer.ts";
import type { Tenant, Tenants } from "./tenants.ts";
import { calling, slackErrorOf } from "./web-client.ts";
import { slackWords } from "./words.ts";
import { conversationWith, writeSheet } from "./write-first.ts";

/** What the messenger works with. */
export interface MessengerOptions {
  readonly tenants: Tenants;
  readonly clientOf: (token: string) => WebClient;
  readonly render: Renderer;
  readonly isAdmin: IsAdmin;
  readonly log: Logger;
}

/** Name of what we attach to an answer, so that it can be found again by whoever did not see it arrive. */
const metadataType = "agenda_answer";
/** Messages of a thread that are looked through: an answer stands close to its question. */
const repliesPerPage = 200;

/** Writes into Slack's conversations. */
export function createMessenger(options: MessengerOptions): Messenger {
  const { tenants, clientOf, render, isAdmin, log } = options;
  const clientFor = async (tenant: Tenant) => clientOf(await tenants.tokenOf(tenant));
  return {
    async send(message, reply) {
      const address = readAddress(message.address);
      const client = await clientFor(address);
      const rendered = render(reply, pressedAt(address));
      if (reply.kind === "refusal" && !address.isDirect)
        return sendPrivately(client, address, rendered);
      const metadata = { event_type: metadataType, event_payload: { message: message.id } };
      return post(client, address, rendered, metadata, log);
    },
    async find({ id, address: text, isRefused }) {
      const address = readAddress(text);
      // What only one person sees cannot be looked for. Not to be told twice is better than to be told twice.
      if (isRefused && !address.isDirect) return writeSent({ channel: address.channel });
      const client = await clientFor(address);
      const ts = await findReply(client, address, id).catch((error: unknown) => {
        if (!unseen.has(slackErrorOf(error) ?? "")) throw error;
        // Then there may be two answers; without a scope that is missing, none would be worse.
        log.error({ code: slackErrorOf(error) }, "cannot look whether an answer stands already");
        return undefined;
      });
      return ts && writeSent({ ...tenantOf(address), channel: address.channel, ts });
    },
    async update(text, reply) {
      const { ts, channel, ...tenant } = readSent(text);
      if (ts === undefined) return;
      const client = await clientFor(tenant);
      try {
        await plainlyIfNeedBe(render(reply), log, ({ text: words, blocks = [] }) =>
          calling("chat.update", () =>
            client.chat.update({ channel, ts, text: words, blocks: [...blocks] }),
          ),
        );
      } catch (error) {
        // Somebody took our answer away: it is not to come back.
        if (!gone.has(slackErrorOf(error) ?? "")) throw error;
      }
    },
    async remove(text) {
      const { ts, channel, ...tenant } = readSent(text);
      if (ts === undefined) return;
      const client = await clientFor(tenant);
      try {
        await calling("chat.delete", () => client.chat.delete({ channel, ts }));
      } catch (error) {
        // Somebody was faster, or the whole channel is gone.
        if (!gone.has(slackErrorOf(error) ?? "")) throw error;
      }
    },
    working: (message, language) => showWorking(message, language),
    async write(text, sheet) {
      const place = readPlace(text);
      const client = await clientFor(place);
      const channel = await conversationWith(client, place.channel);
      await writeSheet(sheet, { client, place: { ...place, channel }, log });
    },
    placeOf({ address }) {
      const { team, enterprise, channel, isDirect } = readAddress(address);
      return isDirect ? writePlace({ team, enterprise, channel }) : undefined;
    },
    isAdmin: ({ address }) => isAdmin(readAddress(address)),
  };

  async function showWorking({ address: text }: KeptMessage, language: Language): Promise<void> {
    try {
      const address = readAddress(text);
      const client = await clientFor(address);
      const { working } = slackWords[language];
      await client.assistant.threads.setStatus({
        channel_id: address.channel,
        thread_ts: address.thread ?? address.ts,
        status: working,
      });
    } catch (error) {
      log.debug({ code: slackErrorOf(error) }, "status not shown");
    }
  }
}

/** Slack does not let us look. */
const unseen: ReadonlySet<string> = new Set(["missing_scope", "not_allowed_token_type"]);
const gone: ReadonlySet<string> = new Set(["message_not_found", "channel_not_found"]);
async function sendPrivately(
  client: WebClient,
  { channel, thread, ts, user }: Address,
  { text, blocks }: SlackMessage,
): Promise<string> {
  await calling("chat.postEphemeral", () =>
    client.chat.postEphemeral({
      channel,
      user,
      text,
      blocks: [...blocks],
      // In the thread in which it was asked; one that only would begin with it is not shown.
      ...(thread === undefined || thread === ts ? {} : { thread_ts: thread }),
    }),
  );
  return writeSent({ channel });
}

/** Timestamp of our answer to a message; undefined when there is none. */
async function findReply(
  client: WebClient,
  { channel, thread, ts }: Address,
  id: string,
): Promise<string | undefined> {
  let cursor: string | undefined;
  do {
    const page = await calling("conversations.replies", () =>
      client.conversations.replies({
        channel,
        ts: thread ?? ts,
        oldest: ts,
        inclusive: true,
        include_all_metadata: true,
        limit: repliesPerPage,
        ...(cursor === undefined ? {} : { cursor }),
      }),
    ).catch((error: unknown) => {
      if (slackErrorOf(error) === "thread_not_found") return undefined;
      throw error;
    });
    const found = page?.messages?.find(({ metadata }) => isAnswerTo(metadata, id));
    if (found !== undefined) return found.ts;
    cursor = page?.response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined);
  return undefined;
}

function isAnswerTo(metadata: object | undefined, id: string): boolean {
  if (metadata === undefined || !("event_type" in metadata && "event_payload" in metadata))
    return false;
  const { event_type: type, event_payload: payload } = metadata;
  const isOurs = type === metadataType && typeof payload === "object" && payload !== null;
  return isOurs && "message" in payload && payload.message === id;
}

/** Everybody sees the answer to a press and nobody its question; who is alone with us knows who pressed. */
function pressedAt({ isPress, isDirect, user }: Address): RenderContext["pressed"] {
  if (isPress !== true) return undefined;
  return isDirect ? {} : { by: user };
}
