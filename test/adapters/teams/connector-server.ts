import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { ConnectorRefusal, readActivity, type SentActivity, splitOf } from "./connector-schemas.ts";

/** A stand-in of Teams' connector on this machine, which refuses what Teams would refuse. */
export interface ConnectorServer {
  /** For `serviceUrl` of activities, with a slash at its end as Microsoft's have. */
  readonly serviceUrl: string;
  /** Every call that Teams would have refused, and what it would have shown otherwise than it was meant. */
  readonly faults: readonly string[];
  /** In order of arrival. */
  readonly calls: readonly ConnectorCall[];
  /** Messages that are seen now, in the order in which they were sent. */
  readonly messages: readonly SentMessage[];
  messagesIn(conversation: string): SentMessage[];
  /** Conversations in which it was shown that an answer is being made, once for each time. */
  readonly typing: readonly string[];
  callsOf(operation: Operation): ConnectorCall[];
  /** A message goes, a person's or the bot's own: it can neither be answered nor changed. */
  lose(conversation: string, id: string): void;
  /** Everything in a conversation is refused from now on, with that status and code. */
  block(conversation: string, status?: number, code?: string): void;
  /** Misbehaves for the next calls of an operation ("*" for any), in order. */
  misbehave(operation: Operation | "*", ...faults: Misbehaviour[]): void;
  stop(): Promise<void>;
}

/** What can be done in a conversation. */
export type Operation = "send" | "update" | "remove";

/** A call as it came. */
export interface ConnectorCall {
  readonly operation: Operation | "unknown";
  /** Method and path. */
  readonly request: string;
  readonly conversation: string;
  /** The activity that is answered, changed or removed. */
  readonly id: string | undefined;
  readonly authorization: string | undefined;
  /** Decoded where it can be. */
  readonly body: unknown;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A message that is seen. */
export interface SentMessage {
  readonly conversation: string;
  readonly id: string;
  readonly replyTo: string | undefined;
  /** As it was sent or changed last. */
  readonly activity: SentActivity;
  /** Times it was changed. */
  readonly edits: number;
}

/** What can go wrong on the way to Teams and back. */
export type Misbehaviour =
  /** Nothing is done. Without `body`, Teams' own shape with `code`. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly code?: string;
      readonly body?: string;
      readonly retryAfter?: string;
    }
  /** Does the work, and answers with a page that is none of Teams'. */
  | { readonly kind: "not-json" }
  /** Nothing is done, and never answered. */
  | { readonly kind: "hang" }
  /** Closes the connection before anything is read. */
  | { readonly kind: "drop-before" }
  /** Does the work, then closes the connection without an answer. */
  | { readonly kind: "drop-after" }
  /** Does the work, sends half of the answer, closes. */
  | { readonly kind: "drop-midway" }
  /** Does the work at once, and answers late. */
  | { readonly kind: "slow"; readonly ms: number };

/** What the stand-in may have otherwise. */
export interface ConnectorServerOptions {
  /** The only token that is taken. Default: nobody looks at tokens. */
  readonly token?: string;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Starts the stand-in on a free port. */
export async function startConnectorServer(
  options: ConnectorServerOptions = {},
): Promise<ConnectorServer> {
  const state = createState(options.token);
  const server = createServer((request, response) => void serve(state, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : "";
  const visible = () => [...state.messages.values()];
  return {
    serviceUrl: `http://127.0.0.1:${port}${base}`,
    faults: state.faults,
    calls: state.calls,
    get messages() {
      return visible();
    },
    messagesIn: (conversation) => visible().filter((one) => one.conversation === conversation),
    typing: state.typing,
    callsOf: (operation) => state.calls.filter((call) => call.operation === operation),
    lose(conversation, id) {
      state.messages.delete(keyOf(conversation, id));
      state.lost.add(keyOf(conversation, id));
    },
    block: (conversation, status = 403, code = "BotNotInConversationRoster") =>
      void state.blocked.set(conversation, { status, code }),
    misbehave(operation, ...faults) {
      state.misbehaviours.set(operation, [
        ...(state.misbehaviours.get(operation) ?? []),
        ...faults,
      ]);
    },
    async stop() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** As at Microsoft's: a region, and the tenant's id. */
const base = "/emea/b1f0c2d4-5e6a-4b7c-8d9e-0f1a2b3c4d5e/";

interface State {
  readonly token: string | undefined;
  readonly faults: string[];
  readonly calls: ConnectorCall[];
  readonly messages: Map<string, SentMessage>;
  readonly typing: string[];
  readonly lost: Set<string>;
  readonly blocked: Map<string, { readonly status: number; readonly code: string }>;
  readonly misbehaviours: Map<string, Misbehaviour[]>;
  latestId: number;
}

function createState(token: string | undefined): State {
  return {
    token,
    faults: [],
    calls: [],
    messages: new Map(),
    typing: [],
    lost: new Set(),
    blocked: new Map(),
    misbehaviours: new Map(),
    latestId: 0,
  };
}

/** A message of a channel is the same with its thread and without. */
function keyOf(conversation: string, id: string): string {
  return `${conversation.split(";")[0]} ${id}`;
}

const operations: Readonly<Record<string, Operation>> = {
  POST: "send",
  PUT: "update",
  DELETE: "remove",
};
const path = /^v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/;

/** What a request wants, as its first line says. */
function targetOf({ method = "", url = "" }: IncomingMessage) {
  const found = url.startsWith(base) ? path.exec(url.slice(base.length)) : null;
  const operation = operations[method];
  const isKnown =
    found !== null && operation !== undefined && (operation === "send" || found[2] !== undefined);
  return {
    operation: isKnown ? operation : ("unknown" as const),
    request: `${method} ${url}`,
    conversation: decodeURIComponent(found?.[1] ?? ""),
    id: found?.[2] === undefined ? undefined : decodeURIComponent(found[2]),
  };
}
type Target = ReturnType<typeof targetOf>;

async function serve(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = targetOf(request);
  const { misbehaviours } = state;
  const fault = misbehaviours.get(target.operation)?.shift() ?? misbehaviours.get("*")?.shift();
  if (fault?.kind === "drop-before") return void response.destroy();
  const body = await bodyOf(request);
  // Who hangs up while speaking has said nothing.
  if (body === undefined) return;
  const { authorization } = request.headers;
  state.calls.push({ ...target, authorization, body: decoded(body), at: Date.now() });
  await misbehaving(fault, response, () => answerTo(state, target, authorization, body));
}

function answerTo(
  state: State,
  target: Target,
  authorization: string | undefined,
  body: string,
): Answer {
  try {
    return work(state, target, authorization, body);
  } catch (error) {
    if (!(error instanceof ConnectorRefusal)) throw error;
    const { status, code, message } = error;
    state.faults.push(`${target.operation}: ${status} ${code}: ${message}`);
    return { status, body: { error: { code, message } } };
  }
}

function work(
  state: State,
  { operation, conversation, id, request }: Target,
  authorization: string | undefined,
  body: string,
): Answer {
  if (operation === "unknown") throw new ConnectorRefusal(404, "UnknownPath", request);
  if (state.token !== undefined && authorization !== `Bearer ${state.token}`)
    throw new ConnectorRefusal(401, "BotNotRegistered", "No registration found for this bot.");
  const blocked = state.blocked.get(conversation);
  if (blocked !== undefined) throw new ConnectorRefusal(blocked.status, blocked.code, "Blocked.");
  if (operation === "send") return send(state, conversation, id, body);
  const known = state.messages.get(keyOf(conversation, id ?? ""));
  if (known === undefined) throw notFound();
  if (operation === "update") return update(state, known, body);
  if (body !== "") throw new ConnectorRefusal(400, "BadSyntax", "a removal with a body");
  state.messages.delete(keyOf(conversation, known.id));
  return { status: 200 };
}

function notFound(): ConnectorRefusal {
  return new ConnectorRefusal(404, "ActivityNotFoundInConversation", "Conversation not found.");
}

function send(state: State, conversation: string, replyTo: string | undefined, body: string) {
  if (replyTo !== undefined && state.lost.has(keyOf(conversation, replyTo))) throw notFound();
  const { activity, doubts } = readActivity(body);
  state.faults.push(...doubts.map((doubt) => `send: ${doubt}`));
  if (activity.type === "typing") {
    state.typing.push(conversation);
    return { status: 201, body: { id: nextId(state) } };
  }
  const { text, attachments = [], ...rest } = activity;
  if (splitOf(activity) === 1) {
    const { id } = keep(state, { conversation, replyTo, activity });
    return { status: 201, body: { id } };
  }
  // Each is a message of its own then, and none of their ids is told:
  // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages#send-a-message
  state.faults.push("send: split into several messages, whose ids Teams does not tell");
  if (text) keep(state, { conversation, replyTo, activity: { ...rest, text } });
  for (const attachment of attachments)
    keep(state, { conversation, replyTo, activity: { ...rest, attachments: [attachment] } });
  return { status: 202, body: {} };
}

function update(state: State, known: SentMessage, body: string): Answer {
  const { activity, doubts } = readActivity(body);
  state.faults.push(...doubts.map((doubt) => `update: ${doubt}`));
  // Seen, not documented: https://github.com/OfficeDev/BotBuilder-MicrosoftTeams/issues/126
  if (splitOf(activity) > 1)
    throw new ConnectorRefusal(
      400,
      "BadSyntax",
      "Activity resulted into multiple skype activities",
    );
  const { conversation, id, edits } = known;
  state.messages.set(keyOf(conversation, id), { ...known, activity, edits: edits + 1 });
  return { status: 200, body: { id } };
}

function keep(state: State, message: Omit<SentMessage, "id" | "edits">): SentMessage {
  const kept = { ...message, id: nextId(state), edits: 0 };
  state.messages.set(keyOf(kept.conversation, kept.id), kept);
  return kept;
}

/** Milliseconds since 1970, as Teams counts its messages; each is larger than the one before. */
function nextId(state: State): string {
  state.latestId = Math.max(state.latestId + 1, Date.now());
  return String(state.latestId);
}

async function misbehaving(
  fault: Misbehaviour | undefined,
  response: ServerResponse,
  answer: () => Answer,
): Promise<void> {
  switch (fault?.kind) {
    case undefined:
      return reply(response, answer());
    case "status": {
      const { status, code = "ServiceError", body, retryAfter } = fault;
      return reply(response, {
        status,
        headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
        body: body ?? { error: { code, message: "Torneu-ho a provar." } },
      });
    }
    case "not-json":
      return reply(response, { ...answer(), body: "<html><body>Inicieu la sessió</body></html>" });
    case "hang":
      return;
    case "drop-before":
      return void response.destroy();
    case "drop-after":
      answer();
      return void response.destroy();
    case "drop-midway":
      return replyHalf(response, answer());
    case "slow": {
      const late = answer();
      await wait(fault.ms);
      return reply(response, late);
    }
  }
}

function reply(response: ServerResponse, { status, headers, body }: Answer): void {
  if (body === undefined) return void response.writeHead(status, headers).end();
  const isText = typeof body === "string";
  const type = isText ? "text/html; charset=utf-8" : "application/json; charset=utf-8";
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

function replyHalf(response: ServerResponse, { status, body }: Answer): void {
  const whole = Buffer.from(JSON.stringify(body ?? {}));
  const headers = { "content-type": "application/json", "content-length": whole.length };
  response.writeHead(status, headers);
  response.write(whole.subarray(0, whole.length / 2), () => response.destroy());
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  try {
    for await (const part of request) parts.push(part as Buffer);
  } catch {
    return undefined;
  }
  return Buffer.concat(parts).toString("utf8");
}

function decoded(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
