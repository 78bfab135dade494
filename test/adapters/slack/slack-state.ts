import { nextId, nextTs } from "./event-parts.ts";

/** A message that everybody in its conversation sees. */
export interface PostedMessage {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly text: string;
  readonly blocks?: unknown;
  readonly attachments?: unknown;
  readonly metadata?: unknown;
  /** Who wrote it: a person, or the bot user. */
  readonly user?: string;
  readonly team?: string;
  readonly bot?: true;
  readonly edited?: true;
  /** What `chat.unfurl` shows below it, by address. */
  readonly unfurls?: Readonly<Record<string, unknown>>;
  /** Names of the reactions that the app put on it. */
  readonly reactions?: readonly string[];
}

/** A message that one person sees. */
export interface EphemeralMessage {
  readonly channel: string;
  readonly user: string;
  readonly ts: string;
  readonly text: string;
  readonly blocks?: unknown;
  readonly thread_ts?: string;
}

/** A call as it came. Arguments are decoded where they can be. */
export interface SlackCall {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export type ChannelKind = "channel" | "group" | "im" | "mpim";

/** A conversation. */
export interface Channel {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly archived: boolean;
  /** Whether the app is in it. */
  readonly member: boolean;
  /** The workspace it belongs to; any when absent. */
  readonly team?: string;
  /** Who talks with the app there, in an im. */
  readonly user?: string;
}

/** A workspace that the app is in. */
export interface Installation {
  readonly team: string;
  /** The bot user. */
  readonly bot: string;
  readonly botId: string;
  /** When given, calls without the scope they need are refused. */
  readonly scopes?: readonly string[];
}

/** A person as `users.info` tells of them: https://docs.slack.dev/reference/objects/user-object */
export interface Person {
  readonly team_id?: string;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly is_bot?: boolean;
  readonly deleted?: boolean;
}

/** A view as Slack keeps it. */
export type StoredView = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly hash: string;
};

/** Where a command or a press came from: what its `response_url` is good for. */
export interface ResponseOrigin {
  readonly channel: string;
  readonly user: string;
  /** The message that was pressed; none for a command. */
  readonly message_ts?: string;
  readonly team?: string;
}

/** All that the stand-in keeps. */
export interface SlackState {
  readonly channels: Map<string, Channel>;
  /** By channel and ts. A deleted root with answers stays, and is not shown. */
  readonly messages: Map<string, PostedMessage & { readonly gone?: true }>;
  readonly ephemerals: EphemeralMessage[];
  readonly homes: Map<string, StoredView>;
  readonly openViews: Map<string, StoredView>;
  readonly views: StoredView[];
  readonly triggers: Set<string>;
  /** What `users.info` says of people who are more or less than members. */
  readonly people: Map<string, Person>;
  readonly revoked: Set<string>;
  readonly responses: Map<string, ResponseOrigin & { uses: number }>;
  readonly codes: Map<string, string>;
  readonly statuses: Map<string, string>;
  readonly prompts: Map<string, unknown>;
  readonly calls: SlackCall[];
  readonly faults: string[];
}

/** A state with one channel and one conversation with the app. */
export function createSlackState(): SlackState {
  const state: SlackState = {
    channels: new Map(),
    messages: new Map(),
    ephemerals: [],
    homes: new Map(),
    openViews: new Map(),
    views: [],
    triggers: new Set(),
    people: new Map(),
    revoked: new Set(),
    responses: new Map(),
    codes: new Map(),
    statuses: new Map(),
    prompts: new Map(),
    calls: [],
    faults: [],
  };
  const usual = { archived: false, member: true };
  state.channels.set("C0GENERAL0", { id: "C0GENERAL0", kind: "channel", ...usual });
  state.channels.set("D0ANNA0000", { id: "D0ANNA0000", kind: "im", ...usual, user: "U0ANNA0000" });
  return state;
}

/** Why Slack does not do what it is asked. */
export class Refusal extends Error {
  readonly details: readonly string[];

  constructor(error: string, details: readonly string[] = []) {
    super(error);
    this.details = details;
  }
}

/** A message of a conversation, the visible ones only. */
export function messageAt(
  state: SlackState,
  channel: string,
  ts: string,
): PostedMessage | undefined {
  const message = state.messages.get(key(channel, ts));
  return message?.gone ? undefined : message;
}

/** Keeps a message in place of the one that had its ts. */
export function keep(state: SlackState, message: PostedMessage): PostedMessage {
  state.messages.set(key(message.channel, message.ts), message);
  return message;
}

/** Takes a message away. Of one with answers its place remains, as in Slack. */
export function discard(state: SlackState, { channel, ts }: PostedMessage): void {
  const place = key(channel, ts);
  const message = state.messages.get(place);
  const hasReplies = [...state.messages.values()].some(
    (one) => one.channel === channel && one.thread_ts === ts && one.ts !== ts,
  );
  if (message !== undefined && hasReplies)
    state.messages.set(place, { ...message, text: "This message was deleted.", gone: true });
  else state.messages.delete(place);
}

/** Messages that are seen, in the order of their ts. */
export function visible(state: SlackState): PostedMessage[] {
  return [...state.messages.values()]
    .filter(({ gone }) => !gone)
    .sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

/** A message and all answers to it, the first one first. */
export function threadOf(
  state: SlackState,
  channel: string,
  root: string,
): (PostedMessage & { readonly gone?: true })[] {
  return [...state.messages.values()]
    .filter((one) => one.channel === channel && (one.ts === root || one.thread_ts === root))
    .sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

/** The conversation between somebody and the app, made when there is none. */
export function openIm(state: SlackState, user: string, team?: string): Channel {
  const known = [...state.channels.values()].find(
    (one) => one.kind === "im" && one.user === user && (one.team ?? team) === team,
  );
  if (known !== undefined) return known;
  const ours = { archived: false, member: true, user, ...(team === undefined ? {} : { team }) };
  const im: Channel = { id: nextId("D"), kind: "im", ...ours };
  state.channels.set(im.id, im);
  return im;
}

/** A view with all that Slack adds to it. */
export function storedView(
  view: Readonly<Record<string, unknown>>,
  { team, botId }: Installation,
  id: string = nextId("V"),
): StoredView {
  return {
    id,
    team_id: team,
    private_metadata: "",
    callback_id: "",
    title: { type: "plain_text", text: "View Title", emoji: true },
    close: null,
    submit: null,
    clear_on_close: false,
    notify_on_close: false,
    previous_view_id: null,
    external_id: "",
    ...view,
    state: { values: {} },
    hash: `${nextTs()}.${nextId("h")}`,
    root_view_id: id,
    app_id: "A0AGENDA00",
    app_installed_team_id: team,
    bot_id: botId,
  };
}

function key(channel: string, ts: string): string {
  return `${channel} ${ts}`;
}
