import { createServer } from "node:http";
import { nextId, nextTs } from "./event-parts.ts";
import { agentMethods } from "./slack-agents.ts";
import { chatMethods } from "./slack-chat.ts";
import type { Caller, Method } from "./slack-methods.ts";
import { readingMethods } from "./slack-reading.ts";
import { type Desk, serve } from "./slack-server.ts";
import {
  type ChannelKind,
  createSlackState,
  discard,
  type EphemeralMessage,
  type Installation,
  keep,
  messageAt,
  type Person,
  type PostedMessage,
  type ResponseOrigin,
  type SlackCall,
  type SlackState,
  visible,
} from "./slack-state.ts";
import { tokenMethods } from "./slack-tokens.ts";
import { viewMethods } from "./slack-views.ts";

/** A stand-in of Slack's Web API on this machine, which refuses what Slack would refuse. */
export interface SlackApi {
  /** For `slackApiUrl` of Slack's packages. */
  readonly url: string;
  /** Every call that Slack would have refused, and what it would have shown badly. */
  readonly faults: readonly string[];
  /** In order of arrival; those at a `response_url` too, as method `response_url`. */
  readonly calls: readonly SlackCall[];
  /** Messages that are seen now. */
  readonly posted: readonly PostedMessage[];
  readonly ephemerals: readonly EphemeralMessage[];
  /** What is published, by user. */
  readonly homes: ReadonlyMap<string, unknown>;
  /** Modals as they were opened, pushed and updated, in that order. */
  readonly views: readonly unknown[];
  /** What the assistant is said to do, by channel and thread with a space between. */
  readonly statuses: ReadonlyMap<string, string>;
  /** Suggested prompts, by channel. */
  readonly prompts: ReadonlyMap<string, unknown>;
  callsOf(method: string): SlackCall[];
  /** A message that a person wrote: gives its ts, to build the event from. */
  write(message: WrittenMessage): string;
  /** Edits a person's message. */
  edit(channel: string, ts: string, text: string): void;
  /** Deletes a person's message. */
  remove(channel: string, ts: string): void;
  addChannel(
    id: string,
    kind?: ChannelKind,
    flags?: { archived?: boolean; member?: boolean; team?: string; user?: string },
  ): void;
  removeChannel(id: string): void;
  /** A person of whom Slack tells. */
  addPerson(user: string, person?: Person): void;
  /** A token that no longer holds. */
  revoke(token: string): void;
  /** An address for answers, good for five. */
  responseUrl(origin: ResponseOrigin): string;
  /** Misbehaves for the next calls of a method ("*" for any), in order. */
  misbehave(method: string, ...faults: Misbehaviour[]): void;
  stop(): Promise<void>;
}

/** A message that a person writes. */
export interface WrittenMessage {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly thread_ts?: string;
  readonly blocks?: unknown;
}

/** What can go wrong on the way to Slack and back. */
export type Misbehaviour =
  /** Nothing is done. */
  | { kind: "status"; status: number; body?: string; retryAfterSeconds?: number }
  | { kind: "error"; error: string }
  | { kind: "not-json" }
  /** Nothing is done, and never answered. */
  | { kind: "hang" }
  /** Closes the connection, nothing done. */
  | { kind: "drop-before" }
  /** Does the work, then closes the connection without an answer. */
  | { kind: "drop-after" }
  /** Does the work, sends half of the answer, closes. */
  | { kind: "drop-midway" }
  /** Does the work at once, and answers late. */
  | { kind: "slow"; ms: number };

/** What the stand-in may have otherwise. */
export interface SlackApiOptions {
  readonly tokens?: Readonly<Record<string, Installation>>;
  /** Codes that `oauth.v2.access` takes once each, with the token it gives. Default: "code-test". */
  readonly codes?: Readonly<Record<string, string>>;
  /** What `apps.connections.open` answers: nothing listens there by default. */
  readonly socketUrl?: string;
}

const defaultTokens: Readonly<Record<string, Installation>> = {
  "xoxb-test": { team: "T0AGENDA00", bot: "U0AGENDA00", botId: "B0AGENDA00" },
};

/** Starts the stand-in on a free port. */
export async function startSlackApi(options: SlackApiOptions = {}): Promise<SlackApi> {
  const { tokens = defaultTokens, socketUrl = "wss://wss-primary.slack.invalid/link" } = options;
  const callers: Record<string, Caller> = Object.fromEntries(
    Object.entries(tokens).map(([token, installation]) => [token, { ...installation, token }]),
  );
  const state = createSlackState();
  const [firstToken = "xoxb-test"] = Object.keys(tokens);
  for (const [code, token] of Object.entries(options.codes ?? { "code-test": firstToken }))
    state.codes.set(code, token);
  const methods = new Map<string, Method>(
    Object.entries({
      ...chatMethods,
      ...readingMethods,
      ...viewMethods,
      ...agentMethods,
      ...tokenMethods(callers, socketUrl),
    }),
  );
  const misbehaviours = new Map<string, Misbehaviour[]>();
  const hands = createHands(state, misbehaviours);
  const desk: Desk = { state, methods, callers, misbehaviours, hands };
  const server = createServer((request, response) => void serve(desk, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return {
    url: `${base}/api/`,
    faults: state.faults,
    calls: state.calls,
    get posted() {
      return visible(state);
    },
    ephemerals: state.ephemerals,
    homes: state.homes,
    views: state.views,
    statuses: state.statuses,
    prompts: state.prompts,
    callsOf: (name) => state.calls.filter(({ method }) => method === name),
    ...hands,
    responseUrl(origin) {
      const id = nextId("r");
      state.responses.set(id, { ...origin, uses: 0 });
      return `${base}/response/${id}`;
    },
    async stop() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

type Hands = Pick<
  SlackApi,
  | "write"
  | "edit"
  | "remove"
  | "addChannel"
  | "addPerson"
  | "removeChannel"
  | "revoke"
  | "misbehave"
>;

/** What people do in Slack, and what goes wrong there. */
function createHands(state: SlackState, misbehaviours: Map<string, Misbehaviour[]>): Hands {
  return {
    write(message) {
      if (!state.channels.has(message.channel)) throw new Error(`no channel ${message.channel}`);
      return keep(state, { ...message, ts: nextTs() }).ts;
    },
    edit(channel, ts, text) {
      const { blocks: _blocks, ...message } = existing(state, channel, ts);
      keep(state, { ...message, text, edited: true });
    },
    remove: (channel, ts) => discard(state, existing(state, channel, ts)),
    addChannel: (id, kind = "channel", { archived = false, member = true, ...more } = {}) =>
      void state.channels.set(id, { id, kind, archived, member, ...more }),
    removeChannel(id) {
      state.channels.delete(id);
      for (const [place, { channel }] of state.messages)
        if (channel === id) state.messages.delete(place);
    },
    addPerson: (user, person = {}) => void state.people.set(user, person),
    revoke: (token) => void state.revoked.add(token),
    misbehave(method, ...faults) {
      misbehaviours.set(method, [...(misbehaviours.get(method) ?? []), ...faults]);
    },
  };
}

function existing(state: SlackState, channel: string, ts: string): PostedMessage {
  const message = messageAt(state, channel, ts);
  if (message === undefined) throw new Error(`no message ${ts} in ${channel}`);
  return message;
}
