import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
  type WebClientOptions,
} from "@slack/web-api";
import type { Logger } from "pino";
import { outcomeUnreached, SendError } from "../../src/delivery/send-error.ts";
import { systemErrorCode } from "../../src/errors.ts";
import { createSdkLogger } from "./sdk-logger.ts";

/** Milliseconds that Slack is given to take a call. */
const defaultTimeoutMs = 10_000;
/** Seconds after which a limited call is made again when Slack does not say, and at most: it asks for a minute or less. */
const usualRetrySeconds = 1;
const longestRetrySeconds = 600;
/** Clients that are kept at most, of the tokens used last: a new one costs nothing, and an old token may have been withdrawn. */
const maxClients = 1_000;

/** Options of every client of Slack's Web API. It never repeats a call by itself: one that posts would post twice. */
export function clientOptions(
  apiUrl: string,
  log: Logger,
  timeoutMs = defaultTimeoutMs,
): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    fetch: fetchWithRetryTime,
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: createSdkLogger(log),
  };
}

/** Clients of Slack's Web API, one a token; the {@link maxClients} that were used last are kept. */
export function createClients(
  apiUrl: string,
  log: Logger,
  timeoutMs?: number,
): (token: string) => WebClient {
  const clients = new Map<string, WebClient>();
  return (token) => {
    const client =
      clients.get(token) ?? new WebClient(token, clientOptions(apiUrl, log, timeoutMs));
    // At the end, so that the one that was not used for longest is first.
    clients.delete(token);
    clients.set(token, client);
    const [oldest] = clients.keys();
    if (oldest !== undefined && clients.size > maxClients) clients.delete(oldest);
    return client;
  };
}

/** Slack's package knows a limited call by its `Retry-After` only: without one it could not be told from a failure. */
const fetchWithRetryTime: typeof fetch = async (...request) => {
  const response = await fetch(...request);
  if (response.status !== 429 || /^\d+$/.test(response.headers.get("retry-after") ?? ""))
    return response;
  return new Response(null, { status: 429, headers: { "retry-after": `${usualRetrySeconds}` } });
};

/** Calls Slack. @throws SendError saying whether something may have been done all the same */
export async function calling<T>(method: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw sendErrorOf(method, cause);
  }
}

/** Slack's error code of a failed call; undefined when Slack did not answer. */
export function slackErrorOf(error: unknown): string | undefined {
  const cause = error instanceof SendError ? error.cause : error;
  return cause instanceof WebAPIPlatformError ? cause.data.error : undefined;
}

function sendErrorOf(method: string, cause: unknown): SendError {
  if (cause instanceof WebAPIRateLimitedError)
    return new SendError(`${method}: too many messages`, {
      outcome: "not-sent",
      retryAfterMs: Math.min(longestRetrySeconds, Math.max(1, cause.retryAfter)) * 1_000,
      cause,
    });
  if (cause instanceof WebAPIPlatformError) return ofPlatform(method, cause);
  if (cause instanceof WebAPIHTTPError)
    return new SendError(`${method}: Slack answered ${cause.statusCode}`, {
      outcome: "unknown",
      cause: withoutBody(cause),
    });
  const original = cause instanceof WebAPIRequestError ? cause.original : cause;
  const code = systemErrorCode(original instanceof Error ? (original.cause ?? original) : original);
  return new SendError(`${method}: Slack was not reached (${code ?? nameOf(original)})`, {
    outcome: outcomeUnreached(code),
  });
}

/** Slack's side failed, perhaps after the work was done: https://docs.slack.dev/reference/methods/chat.postMessage */
const uncertain: ReadonlySet<string> = new Set([
  "fatal_error",
  "internal_error",
  "request_timeout",
  "service_unavailable",
]);
/**
 * The place or the message itself is at fault: no waiting and no new token will change that. Whatever else Slack says, also
 * what it says for the first time, may pass or be mended while the answer can wait. Documented with the methods:
 * https://docs.slack.dev/reference/methods
 */
const final: ReadonlySet<string> = new Set([
  // The place, and who was to read it there.
  "channel_not_found",
  "is_archived",
  "is_inactive",
  "method_not_supported_for_channel_type",
  "not_in_channel",
  "user_not_found",
  "user_not_in_channel",
  // The message that is answered, changed or deleted.
  "cannot_reply_to_message",
  "cant_delete_message",
  "cant_update_message",
  "compliance_exports_prevent_deletion",
  "edit_window_closed",
  "message_not_found",
  "thread_not_found",
  // What we would say, and how we say it.
  "block_mismatch",
  "invalid_arg_name",
  "invalid_arguments",
  "invalid_array_arg",
  "invalid_attachments",
  "invalid_blocks",
  "invalid_blocks_format",
  "invalid_metadata_format",
  "invalid_metadata_schema",
  "metadata_must_be_sent_from_app",
  "metadata_too_large",
  "msg_blocks_too_long",
  "msg_too_long",
  "no_text",
  "too_many_attachments",
]);
/** A whole family: a channel or a thread is only for some, or only for reading. */
const restricted = /^restricted_action(?:_|$)/;

function ofPlatform(method: string, cause: WebAPIPlatformError): SendError {
  const { error } = cause.data;
  // What is not a code is the body of something that is not Slack: a proxy's page.
  if (typeof error !== "string" || !/^[a-z_]{1,60}$/.test(error))
    return new SendError(`${method}: an answer that is not Slack's`, { outcome: "unknown" });
  return new SendError(`${method}: ${error}`, { outcome: outcomeOf(error), cause });
}

function outcomeOf(error: string): SendError["outcome"] {
  if (uncertain.has(error)) return "unknown";
  return final.has(error) || restricted.test(error) ? "refused" : "not-sent";
}

/** Pages of proxies do not belong in a log. */
function withoutBody({ statusCode, statusMessage }: WebAPIHTTPError): Error {
  return new Error(`HTTP ${statusCode} ${statusMessage}`);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
