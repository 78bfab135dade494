import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Misbehaviour, SlackApi } from "./slack-api.ts";
import type { Caller, Method } from "./slack-methods.ts";
import { arriveResponse } from "./slack-response-url.ts";
import { Refusal, type SlackState, visible } from "./slack-state.ts";

/** What is needed to answer a request. */
export interface Desk {
  readonly state: SlackState;
  readonly methods: ReadonlyMap<string, Method>;
  readonly callers: Readonly<Record<string, Caller>>;
  readonly misbehaviours: Map<string, Misbehaviour[]>;
  readonly hands: Pick<SlackApi, "write" | "misbehave">;
}

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Answers a request, well or badly. */
export async function serve(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, section = "", name = ""] = /^\/(\w+)\/?([^?]*)/.exec(request.url ?? "") ?? [];
  const body = await bodyOf(request);
  // Who hangs up while speaking has said nothing.
  if (body === undefined) return;
  if (section === "api") {
    const work = arrive(desk, name, request, body);
    await misbehaving(desk, name, response, work);
  } else if (section === "response") {
    const work = arriveResponse(desk.state, name, request.headers["content-type"], body);
    await misbehaving(desk, "response_url", response, work);
  } else send(response, operate(desk, `${request.method} /${section}`, body));
}

/** What a test in another process asks and does. */
function operate({ state, hands }: Desk, request: string, body: string): Answer {
  if (request === "GET /state") {
    const { ephemerals, calls, faults } = state;
    return { body: { posted: visible(state), ephemerals, calls: calls.length, faults } };
  }
  if (request === "POST /write") return { body: { ts: hands.write(JSON.parse(body)) } };
  if (request === "POST /misbehave") {
    const { method, faults } = JSON.parse(body) as { method: string; faults: Misbehaviour[] };
    hands.misbehave(method, ...faults);
    return { body: {} };
  }
  return { status: 404, body: {} };
}

/** Notes a call, and gives the work that it asks for. */
function arrive(
  { state, methods, callers }: Desk,
  name: string,
  request: IncomingMessage,
  body: string,
): () => Answer {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const raw = argumentsOf(request.headers["content-type"] ?? "", body);
  const method = methods.get(name);
  const read = method?.read(raw) ?? { faults: [] };
  const args = "args" in read ? read.args : raw;
  state.calls.push({ method: name, args, token, at: Date.now() });
  return () => {
    try {
      if (method === undefined) throw new Refusal("unknown_method");
      if (request.method !== "POST") throw new Refusal("invalid_post_type", [`${request.method}`]);
      const caller = callerOf(token, method, callers, state);
      if ("faults" in read) throw new Refusal("invalid_arguments", read.faults);
      checkScope(method, caller, args, state);
      const headers = { "x-oauth-scopes": (caller.scopes ?? ["chat:write"]).join(",") };
      return { headers, body: { ok: true, ...method.run(read.args, caller, state) } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { message, details } = error;
      state.faults.push(`${name}: ${[message, ...details].join(" ")}`);
      const messages = details.map((detail) => `[ERROR] ${detail}`);
      return { body: { ok: false, error: message, response_metadata: { messages } } };
    }
  };
}

function callerOf(
  token: string,
  { token: kind }: Method,
  callers: Readonly<Record<string, Caller>>,
  state: SlackState,
): Caller {
  const nobody: Caller = { token, team: "", bot: "", botId: "" };
  if (kind === "none") return nobody;
  if (token === "") throw new Refusal("not_authed");
  if (state.revoked.has(token)) throw new Refusal("token_revoked");
  if (token.startsWith("xapp-")) {
    if (kind === "app") return nobody;
    throw new Refusal("not_allowed_token_type");
  }
  const caller = callers[token];
  if (caller === undefined) throw new Refusal("invalid_auth");
  if (kind === "app") throw new Refusal("not_allowed_token_type");
  return caller;
}

const scopeFamilies = { channel: "channels", group: "groups", im: "im", mpim: "mpim" } as const;

function checkScope(
  { scope }: Method,
  { scopes }: Caller,
  args: Readonly<Record<string, unknown>>,
  state: SlackState,
): void {
  if (scopes === undefined || scope === undefined) return;
  const kind = state.channels.get(String(args["channel"]))?.kind ?? "channel";
  const needed = scope.includes(":") ? scope : `${scopeFamilies[kind]}:${scope}`;
  if (!scopes.includes(needed)) throw new Refusal("missing_scope", [needed]);
}

function argumentsOf(type: string, body: string): Readonly<Record<string, unknown>> {
  if (!type.startsWith("application/json")) return Object.fromEntries(new URLSearchParams(body));
  try {
    return JSON.parse(body) as Readonly<Record<string, unknown>>;
  } catch {
    return { body };
  }
}

async function misbehaving(
  { misbehaviours }: Desk,
  name: string,
  response: ServerResponse,
  work: () => Answer,
): Promise<void> {
  const fault = misbehaviours.get(name)?.shift() ?? misbehaviours.get("*")?.shift();
  if (fault === undefined) return send(response, work());
  switch (fault.kind) {
    case "status":
      return send(response, {
        status: fault.status,
        headers: {
          ...(fault.retryAfterSeconds === undefined
            ? {}
            : { "retry-after": String(fault.retryAfterSeconds) }),
        },
        body: fault.body ?? {
          ok: false,
          error: fault.status === 429 ? "ratelimited" : "internal_error",
        },
      });
    case "error":
      return send(response, { body: { ok: false, error: fault.error } });
    case "not-json":
      return send(response, { body: "<html><body>Inicieu la sessió</body></html>" });
    case "hang":
      return;
    case "drop-before":
      return void response.destroy();
    case "drop-after":
      work();
      return void response.destroy();
    case "drop-midway":
      return sendHalf(response, work());
    case "slow": {
      const answer = work();
      await wait(fault.ms);
      return send(response, answer);
    }
  }
}

function send(response: ServerResponse, { status = 200, headers, body }: Answer): void {
  const isText = typeof body === "string";
  const type = isText ? (body.startsWith("<") ? "text/html" : "text/plain") : "application/json";
  response.writeHead(status, { "content-type": `${type}; charset=utf-8`, ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

function sendHalf(response: ServerResponse, { status = 200, headers, body }: Answer): void {
  const whole = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": whole.length,
    ...headers,
  });
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
