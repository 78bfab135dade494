import * as z from "zod";
import { outcomeUnreached, SendError } from "../../src/delivery/send-error.ts";
import { systemErrorCode } from "../../src/errors.ts";
import { parseJson } from "../../src/parse-json.ts";
import type { OutgoingActivity } from "./activity.ts";
import type { Connector, Conversation } from "./connector.ts";
import { isCallable } from "./service-url.ts";
import type { TokenSource } from "./token-source.ts";

/** Seconds that are waited at most when Teams asks to wait: it asks for a minute or less. */
const longestRetrySeconds = 600;
/** Milliseconds after which a call is made again when Teams does not say, and those that chance adds, so that not all come at once. */
const usualRetryMs = 2_000;
const jitterMs = 3_000;

/** What is to be tried again: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const passing: ReadonlySet<number> = new Set([408, 412, 429, 500, 502, 503, 504]);

/**
 * Writes into conversations, each call once. Not by the client of Microsoft's package: it drops what it does not know of
 * entities, and with it the citations (https://github.com/microsoft/botbuilder-js/pull/4903), and it repeats calls that
 * were not answered, so that a message would be there twice.
 */
export function createConnector(token: TokenSource | undefined, timeoutMs: number): Connector {
  const call = createCall(token, timeoutMs);
  return {
    send: (conversation, activity, replyTo) =>
      call("send", conversation, replyTo, addressed(activity, conversation, replyTo)),
    async update(conversation, id, activity) {
      await call("update", conversation, id, addressed(activity, conversation));
    },
    async remove(conversation, id) {
      await call("remove", conversation, id);
    },
  };
}

/** An activity with what the connector is to know of where it goes. */
function addressed(
  activity: OutgoingActivity,
  { id, bot, tenant }: Conversation,
  replyToId?: string,
): object {
  return {
    ...activity,
    from: { id: bot },
    conversation: { id, ...(tenant !== undefined && { tenantId: tenant }) },
    ...(replyToId !== undefined && { replyToId }),
  };
}

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#conversation-operations */
const methods = { send: "POST", update: "PUT", remove: "DELETE" } as const;
type Operation = keyof typeof methods;

/** Calls the connector, and gives the id that it answers, if any. */
function createCall(token: TokenSource | undefined, timeoutMs: number) {
  return async (
    operation: Operation,
    { serviceUrl, id }: Conversation,
    activityId: string | undefined,
    activity?: object,
  ): Promise<string | undefined> => {
    if (!isCallable(serviceUrl))
      throw new SendError(`${operation}: the service is neither encrypted nor local`, {
        outcome: "refused",
      });
    const headers = {
      "content-type": "application/json; charset=utf-8",
      ...(token !== undefined && { authorization: `Bearer ${await token()}` }),
    };
    const url = addressOf(serviceUrl, id, activityId);
    const method = methods[operation];
    const body = activity === undefined ? null : JSON.stringify(activity);
    let response: Response;
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      response = await fetch(url, { method, headers, body, redirect: "manual", signal });
    } catch (error) {
      throw unanswered(operation, error);
    }
    const answer = await response.text().catch(() => undefined);
    if (response.ok) return idOf(operation, answer);
    // What is gone needs no change any more.
    if (response.status === 404 && operation !== "send") return undefined;
    throw answered(operation, response, answer);
  };
}

function addressOf(serviceUrl: string, conversation: string, activity: string | undefined): URL {
  const base = serviceUrl.endsWith("/") ? serviceUrl : `${serviceUrl}/`;
  const path = `v3/conversations/${encodeURIComponent(conversation)}/activities`;
  return new URL(activity === undefined ? path : `${path}/${encodeURIComponent(activity)}`, base);
}

const idSchema = z.object({ id: z.string().optional() });

function idOf(operation: Operation, answer: string | undefined): string | undefined {
  const unknown = (what: string) =>
    new SendError(`${operation}: ${what}`, { outcome: "unknown" as const });
  if (answer === undefined) throw unknown("the answer broke off");
  // Teams has nothing to say about what it splits into several messages, nor about a removal.
  if (answer.trim() === "") return undefined;
  const read = idSchema.safeParse(parseJson(answer));
  if (!read.success) throw unknown("an answer that is not Teams'");
  return read.data.id || undefined;
}

function answered(operation: Operation, response: Response, answer: string | undefined): SendError {
  const { status } = response;
  const code = codeOf(answer);
  const message = `${operation}: Teams answered ${status}${code === undefined ? "" : ` (${code})`}`;
  if (passing.has(status))
    return new SendError(message, { outcome: "not-sent", retryAfterMs: retryAfterMsOf(response) });
  // Somebody will mend the registration, or what stands between us and Teams, while the message waits.
  if (status === 401 || status < 400) return new SendError(message, { outcome: "not-sent" });
  return new SendError(message, { outcome: status < 500 ? "refused" : "unknown" });
}

function retryAfterMsOf(response: Response): number {
  const asked = response.headers.get("retry-after") ?? "";
  if (!/^\d+$/.test(asked)) return usualRetryMs + Math.random() * jitterMs;
  return Math.min(longestRetrySeconds, Math.max(1, Number(asked))) * 1_000;
}

const errorSchema = z.object({ error: z.object({ code: z.string() }) });

/** Teams' own code. What else the answer says may be anybody's: the page of a proxy, or a text that was sent. */
function codeOf(answer: string | undefined): string | undefined {
  const read = errorSchema.safeParse(parseJson(answer ?? ""));
  if (!read.success) return undefined;
  const { code } = read.data.error;
  return /^[A-Za-z_]{1,60}$/.test(code) ? code : undefined;
}

function unanswered(operation: Operation, error: unknown): SendError {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = systemErrorCode(cause);
  const what = code ?? (cause instanceof Error ? cause.name : "unknown");
  return new SendError(`${operation}: Teams was not reached (${what})`, {
    outcome: outcomeUnreached(code),
  });
}
