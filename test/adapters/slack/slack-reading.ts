import * as z from "zod";
import { faultsInBlocks, faultsInMessage, faultsInView } from "./block-kit.ts";
import { given, readable } from "./slack-chat.ts";
import {
  channelId,
  count,
  flag,
  json,
  type Method,
  method,
  text,
  ts,
  userId,
} from "./slack-methods.ts";
import { type Channel, keep, messageAt, openIm, Refusal, threadOf } from "./slack-state.ts";

/** Methods that read, of conversations, people and teams: https://docs.slack.dev/reference/methods */
export const readingMethods: Readonly<Record<string, Method>> = {
  "conversations.replies": method(
    {
      channel: channelId,
      ts,
      cursor: text.optional(),
      inclusive: flag.optional(),
      include_all_metadata: flag.optional(),
      latest: text.optional(),
      oldest: text.optional(),
      limit: count.pipe(z.number().min(1).max(1_000)).optional(),
    },
    (args, caller, state) => {
      const channel = readable(state, args.channel, caller);
      if (!channel.member) throw new Refusal("not_in_channel", [channel.id]);
      const [root, ...replies] = threadOf(state, channel.id, args.ts);
      if (root === undefined) throw new Refusal("thread_not_found", [args.ts]);
      const { oldest = "0", latest = "9", inclusive = false, limit = 1_000 } = args;
      const within = replies.filter(({ ts: at, gone }) => {
        const isEdge = at === oldest || at === latest;
        return !gone && (isEdge ? inclusive : at > oldest && at < latest);
      });
      const from = readCursor(args.cursor);
      // The root stands on every page, whatever was asked for.
      const page = within.slice(from, from + Math.max(1, limit - 1));
      const next = from + page.length;
      const hasMore = next < within.length;
      const messages = [root, ...page].map((message) =>
        message.gone
          ? { type: "message", subtype: "tombstone", user: "USLACKBOT", ...deleted(message) }
          : threaded(given(message, caller, args.include_all_metadata ?? false), message, within),
      );
      return {
        messages,
        has_more: hasMore,
        ...(hasMore && { response_metadata: { next_cursor: writeCursor(next) } }),
      };
    },
    { scope: "history" },
  ),
  "conversations.open": method(
    {
      channel: channelId.optional(),
      users: z
        .string()
        .regex(/^[UW][A-Z0-9]+(?:,[UW][A-Z0-9]+)*$/)
        .optional(),
      prevent_creation: flag.optional(),
      return_im: flag.optional(),
    },
    (args, caller, state) => {
      if ((args.channel === undefined) === (args.users === undefined))
        throw new Refusal("invalid_arguments", ["expected either channel or users"]);
      if (args.users?.includes(",")) throw new Refusal("method_not_supported_for_channel_type");
      const channel =
        args.users === undefined
          ? readable(state, args.channel ?? "", caller)
          : openIm(state, args.users, caller.team);
      return { channel: args.return_im ? described(channel) : { id: channel.id } };
    },
    { scope: "im:write" },
  ),
  "conversations.info": method(
    { channel: channelId, include_locale: flag.optional(), include_num_members: flag.optional() },
    (args, caller, state) => ({ channel: described(readable(state, args.channel, caller)) }),
    { scope: "read" },
  ),
  "users.info": method(
    { user: userId, include_locale: flag.optional() },
    (args, { team, bot }, state) => ({
      user: {
        id: args.user,
        team_id: team,
        name: args.user === bot ? "agenda" : "anna",
        real_name: args.user === bot ? "Agenda digital" : "Anna Puig",
        deleted: false,
        tz: "Europe/Madrid",
        is_bot: args.user === bot,
        is_restricted: false,
        is_ultra_restricted: false,
        // Whoever is not otherwise is a member like most.
        is_admin: false,
        is_owner: false,
        is_stranger: false,
        ...state.people.get(args.user),
        profile: { real_name: "Anna Puig", display_name: "anna", team },
        ...(args.include_locale && { locale: "es-ES" }),
      },
    }),
    { scope: "users:read" },
  ),
  "team.info": method(
    { team: text.optional(), domain: text.optional() },
    (_args, { team }) => ({ team: { id: team, name: "Ajuntament", domain: "ajuntament" } }),
    { scope: "team:read" },
  ),
  "reactions.add": method(
    { channel: channelId, timestamp: ts, name: z.string().regex(/^[^\s:]+(?:::skin-tone-\d)?$/) },
    (args, caller, state) => {
      const channel = readable(state, args.channel, caller);
      const message = messageAt(state, channel.id, args.timestamp);
      if (message === undefined) throw new Refusal("message_not_found", [args.timestamp]);
      const { reactions = [] } = message;
      if (reactions.includes(args.name)) throw new Refusal("already_reacted");
      keep(state, { ...message, reactions: [...reactions, args.name] });
      return {};
    },
    { scope: "reactions:write" },
  ),
  "blocks.validate": method(
    {
      blocks: json(z.unknown()).optional(),
      message: json(z.unknown()).optional(),
      view: json(z.unknown()).optional(),
    },
    ({ blocks, message, view }) => {
      if ([blocks, message, view].filter((part) => part !== undefined).length !== 1)
        throw new Refusal("invalid_arguments", ["expected one of blocks, message and view"]);
      if (view !== undefined) return verdict("invalid_view", faultsInView(view));
      if (blocks !== undefined) return verdict("invalid_blocks", faultsInBlocks(blocks));
      const record =
        typeof message === "object" && message !== null ? message : { blocks: message };
      return verdict("invalid_message", faultsInMessage({ text: "a", ...record }));
    },
  ),
};

function described({ id, kind, archived, member, user }: Channel) {
  const is = (one: Channel["kind"]) => kind === one;
  return {
    id,
    ...(user === undefined ? { name: id.toLowerCase() } : { user }),
    is_channel: is("channel"),
    is_group: is("group"),
    is_im: is("im"),
    is_mpim: is("mpim"),
    is_private: !is("channel"),
    is_archived: archived,
    is_member: member,
  };
}

function deleted({ ts: at, text: said }: { ts: string; text: string }) {
  return { ts: at, thread_ts: at, text: said, hidden: true };
}

function threaded<T extends object>(
  message: T,
  { ts: at }: { ts: string },
  replies: readonly { ts: string; thread_ts?: string; user?: string }[],
) {
  const own = replies.filter(({ thread_ts }) => thread_ts === at);
  if (own.length === 0) return message;
  return {
    ...message,
    thread_ts: at,
    reply_count: own.length,
    reply_users: [...new Set(own.map(({ user }) => user))],
    latest_reply: own.at(-1)?.ts,
  };
}

function verdict(error: string, faults: readonly string[]) {
  if (faults.length === 0) return {};
  const errors = faults.map((fault) => {
    const [pointer = "", message = ""] = fault.split(/: (.*)/s);
    return { pointer, code: "failed_constraint", message };
  });
  return { ok: false, error, errors };
}

function writeCursor(at: number): string {
  return Buffer.from(`next:${at}`).toString("base64");
}

function readCursor(cursor = ""): number {
  if (cursor === "") return 0;
  const [, at] = /^next:(\d+)$/.exec(Buffer.from(cursor, "base64").toString()) ?? [];
  if (at === undefined) throw new Refusal("invalid_cursor");
  return Number(at);
}
