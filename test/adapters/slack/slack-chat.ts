import * as z from "zod";
import { faultsInAttachment, faultsInMessage } from "./block-kit.ts";
import { nextTs } from "./event-parts.ts";
import {
  type Caller,
  channelId,
  flag,
  json,
  type Method,
  method,
  text,
  ts,
  userId,
} from "./slack-methods.ts";
import {
  type Channel,
  discard,
  keep,
  messageAt,
  openIm,
  type PostedMessage,
  Refusal,
  type SlackState,
  threadOf,
} from "./slack-state.ts";

/** What a message says, in any of the ways to send one. */
export interface Content {
  readonly text?: string | undefined;
  readonly blocks?: unknown;
  readonly attachments?: unknown;
  readonly markdown_text?: string | undefined;
}

const content = {
  text: text.optional(),
  blocks: json(z.unknown()).optional(),
  attachments: json(z.unknown()).optional(),
  markdown_text: z.string().min(1).max(12_000).optional(),
  parse: z.enum(["full", "none"]).optional(),
  link_names: flag.optional(),
  as_user: flag.optional(),
};
const author = {
  username: text.optional(),
  icon_emoji: text.optional(),
  icon_url: text.optional(),
};
/** https://docs.slack.dev/messaging/message-metadata */
const payloadValue = z.union([z.string(), z.number(), z.boolean()]);
const payloadObject = z.record(z.string(), payloadValue);
const eventMetadata = z.strictObject({
  event_type: z.string().regex(/^\w{1,255}$/),
  event_payload: z.record(
    z.string(),
    z.union([payloadValue, payloadObject, z.array(payloadObject), z.array(payloadValue)]),
  ),
});
const maxMetadataBytes = 16_000;

/** Methods that write messages: https://docs.slack.dev/reference/methods?family=chat */
export const chatMethods: Readonly<Record<string, Method>> = {
  "chat.postMessage": method(
    {
      channel: channelId,
      ...content,
      ...author,
      thread_ts: ts.optional(),
      reply_broadcast: flag.optional(),
      metadata: json(z.unknown()).optional(),
      unfurl_links: flag.optional(),
      unfurl_media: flag.optional(),
      mrkdwn: flag.optional(),
    },
    (args, caller, state) => {
      const channel = writable(state, args.channel, caller);
      checkThread(state, channel.id, args.thread_ts);
      checkContent(state, "chat.postMessage", args);
      checkMetadata(args.metadata);
      const message = keep(state, {
        channel: channel.id,
        ts: nextTs(),
        ...(args.thread_ts === undefined ? {} : { thread_ts: args.thread_ts }),
        ...shown(args),
        ...(args.metadata === undefined ? {} : { metadata: args.metadata }),
        user: caller.bot,
        team: caller.team,
        bot: true,
      });
      // A status goes away when the app says something: https://docs.slack.dev/reference/methods/assistant.threads.setStatus
      state.statuses.delete(`${channel.id} ${args.thread_ts}`);
      return { channel: channel.id, ts: message.ts, message: given(message, caller, true) };
    },
    { scope: "chat:write" },
  ),
  "chat.postEphemeral": method(
    { channel: channelId, user: userId, ...content, ...author, thread_ts: ts.optional() },
    (args, caller, state) => {
      const channel = writable(state, args.channel, caller);
      if (channel.user !== undefined && channel.user !== args.user)
        throw new Refusal("user_not_in_channel");
      checkThread(state, channel.id, args.thread_ts);
      checkContent(state, "chat.postEphemeral", args);
      const message = {
        channel: channel.id,
        user: args.user,
        ts: nextTs(),
        ...(args.thread_ts === undefined ? {} : { thread_ts: args.thread_ts }),
        ...shown(args),
      };
      state.ephemerals.push(message);
      return { message_ts: message.ts };
    },
    { scope: "chat:write" },
  ),
  "chat.update": method(
    {
      channel: channelId,
      ts,
      ...content,
      metadata: json(z.unknown()).optional(),
      file_ids: json(z.array(z.string())).optional(),
      reply_broadcast: flag.optional(),
    },
    (args, caller, state) => {
      const channel = writable(state, args.channel, caller);
      const old = ownMessage(state, channel.id, args.ts, caller, "cant_update_message");
      checkContent(state, "chat.update", args);
      // Metadata goes when it is empty: https://docs.slack.dev/reference/methods/chat.update
      const { metadata: before, ...rest } = old;
      const removes = isEmptyObject(args.metadata);
      if (!removes) checkMetadata(args.metadata);
      const metadata = removes ? undefined : (args.metadata ?? before);
      // Blocks that are not named stay too; an empty list removes them.
      const next = shown({ ...args, text: args.text ?? old.text });
      const message = keep(state, {
        ...rest,
        ...next,
        ...(metadata === undefined ? {} : { metadata }),
        edited: true,
      });
      const { text: said } = message;
      return {
        channel: channel.id,
        ts: args.ts,
        text: said,
        message: given(message, caller, true),
      };
    },
    { scope: "chat:write" },
  ),
  "chat.delete": method(
    { channel: channelId, ts, as_user: flag.optional() },
    (args, caller, state) => {
      const channel = readable(state, args.channel, caller);
      discard(state, ownMessage(state, channel.id, args.ts, caller, "cant_delete_message"));
      return { channel: channel.id, ts: args.ts };
    },
    { scope: "chat:write" },
  ),
  "chat.unfurl": method(
    {
      channel: z.string().optional(),
      ts: z.string().optional(),
      unfurl_id: z.string().min(1).optional(),
      source: z.enum(["composer", "conversations_history"]).optional(),
      unfurls: json(z.record(z.string(), z.unknown())).optional(),
      metadata: json(z.strictObject({ entities: z.array(z.looseObject({})).min(1) })).optional(),
      user_auth_message: text.optional(),
      user_auth_required: flag.optional(),
      user_auth_url: text.optional(),
      user_auth_blocks: json(z.array(z.unknown())).optional(),
    },
    (args, caller, state) => {
      const byMessage = args.channel !== undefined && args.ts !== undefined;
      const byId = args.unfurl_id !== undefined && args.source !== undefined;
      if (byMessage === byId)
        throw new Refusal("invalid_arguments", [
          "expected channel and ts, or unfurl_id and source",
        ]);
      const { unfurls = {}, metadata } = args;
      if (Object.keys(unfurls).length === 0 && metadata === undefined)
        throw new Refusal("missing_unfurls");
      const faults = Object.entries(unfurls).flatMap(([url, attachment]) =>
        faultsInAttachment(attachment).map((fault) => `/unfurls/${url}${fault}`),
      );
      if (faults.length > 0) throw new Refusal("cannot_parse_attachment", faults);
      if (byMessage) unfurl(state, String(args.channel), String(args.ts), unfurls, caller);
      return {};
    },
    { scope: "links:write" },
  ),
};

function unfurl(
  state: SlackState,
  channel: string,
  at: string,
  unfurls: Readonly<Record<string, unknown>>,
  caller: Caller,
): void {
  readable(state, channel, caller);
  const message = messageAt(state, channel, at);
  if (message === undefined) throw new Refusal("cannot_find_message");
  const said = message.text.replaceAll("&amp;", "&");
  const unknown = Object.keys(unfurls).filter((url) => !said.includes(url));
  if (unknown.length > 0) throw new Refusal("cannot_unfurl_url", unknown);
  keep(state, { ...message, unfurls: { ...message.unfurls, ...unfurls } });
}

/** A conversation that the app may read. @throws Refusal */
export function readable(state: SlackState, id: string, caller: Caller): Channel {
  const channel = id.startsWith("U") ? openIm(state, id, caller.team) : state.channels.get(id);
  const isElsewhere = channel?.team !== undefined && channel.team !== caller.team;
  if (channel === undefined || isElsewhere) throw new Refusal("channel_not_found", [id]);
  // Of a private channel that it is not in, an app learns nothing.
  if (!channel.member && channel.kind !== "channel") throw new Refusal("channel_not_found", [id]);
  return channel;
}

/** A conversation that the app may write in. @throws Refusal */
function writable(state: SlackState, id: string, caller: Caller): Channel {
  const channel = readable(state, id, caller);
  if (channel.archived) throw new Refusal("is_archived", [id]);
  if (!channel.member) throw new Refusal("not_in_channel", [id]);
  return channel;
}

/** Checks that a thread can be answered in. @throws Refusal */
export function checkThread(state: SlackState, channel: string, root: string | undefined): void {
  if (root === undefined) return;
  const [first] = threadOf(state, channel, root);
  if (first?.ts !== root) throw new Refusal("thread_not_found", [root]);
  // An answer is answered at the root of its thread: https://docs.slack.dev/reference/methods/chat.postMessage
  if (first.thread_ts !== undefined && first.thread_ts !== root)
    throw new Refusal("cannot_reply_to_message", [`${root} is an answer within a thread`]);
}

/** Checks what a message says, and notes what Slack would take and show badly. @throws Refusal */
export function checkContent(state: SlackState, name: string, args: Content): void {
  const { text: said, blocks, attachments, markdown_text: markdown } = args;
  if (markdown !== undefined) {
    if (said !== undefined || blocks !== undefined) throw new Refusal("markdown_text_conflict");
    return;
  }
  if ([said ?? "", ...lists(blocks), ...lists(attachments)].every((part) => part === ""))
    throw new Refusal("no_text");
  const faults = faultsInMessage({ text: said, blocks, attachments });
  const ofBlocks = faults.filter((fault) => !fault.startsWith("/text"));
  if (ofBlocks.length > 0) throw new Refusal(errorOf(ofBlocks), ofBlocks);
  state.faults.push(...faults.map((fault) => `${name}: ${fault}`));
}

function errorOf(faults: readonly string[]): string {
  if (faults.every((fault) => fault.startsWith("/attachments"))) return "invalid_attachments";
  return faults.every((fault) => fault.endsWith("characters of text in all"))
    ? "msg_blocks_too_long"
    : "invalid_blocks";
}

/** What of a message is shown, with nothing that it lacks. */
export function shown({ text: said, blocks, attachments, markdown_text: markdown }: Content) {
  return {
    text: said ?? markdown ?? "",
    ...(blocks === undefined ? {} : { blocks }),
    ...(attachments === undefined ? {} : { attachments }),
  };
}

function checkMetadata(metadata: unknown): void {
  if (metadata === undefined) return;
  const read = eventMetadata.safeParse(metadata);
  if (!read.success)
    throw new Refusal(
      "invalid_metadata_format",
      read.error.issues.map(({ path, message }) => `/metadata/${path.join("/")}: ${message}`),
    );
  if (Buffer.byteLength(JSON.stringify(metadata)) > maxMetadataBytes)
    throw new Refusal("metadata_too_large");
}

function ownMessage(
  state: SlackState,
  channel: string,
  at: string,
  caller: Caller,
  error: string,
): PostedMessage {
  const message = messageAt(state, channel, at);
  if (message === undefined) throw new Refusal("message_not_found", [at]);
  if (message.user !== caller.bot) throw new Refusal(error, [at]);
  return message;
}

/** A message as the Web API gives it back. */
export function given(message: PostedMessage, caller: Caller, withMetadata: boolean) {
  const {
    channel: _channel,
    bot,
    edited,
    metadata,
    unfurls: _unfurls,
    reactions,
    ...rest
  } = message;
  return {
    type: "message",
    ...rest,
    ...(bot && { bot_id: caller.botId, app_id: "A0AGENDA00" }),
    ...(edited && { edited: { user: message.user, ts: message.ts } }),
    ...(reactions && { reactions: reactions.map((name) => ({ name, count: 1 })) }),
    ...(withMetadata && metadata !== undefined ? { metadata } : {}),
  };
}

function lists(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
