import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
  type WebClientOptions,
} from "@slack/web-api";
import type { Logger } from "pino";
import { SendError } from "../../src/delivery/send-error.ts";
import { systemErrorCode } from "../../src/errors.ts";
import { createSdkLogger } from "./sdk-logger.ts";

/** Milliseconds that Slack is given to take a call. */
const defaultTimeoutMs = 10_000;
/** Seconds after which a limited call is made again when Slack does not say, and at most: it asks for a minute or less. */
const usualRetrySeconds = 1;
const longestRetrySeconds = 600;

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

/** Clients of Slack's Web API, one a token. */
export function createClients(
  apiUrl: string,
  log: Logger,
  timeoutMs?: number,
): (token: string) => WebClient {
  const clients = new Map<string, WebClient>();
  return (token) => {
    const client =
      clients.get(token) ?? new WebClient(token, clientOptions(apiUrl, log, timeoutMs));
    clients.set(token, client);
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
  const isSurelyNotSent = notReached.has(code ?? "");
  return new SendError(`${method}: Slack was not reached (${code ?? nameOf(original)})`, {
    outcome: isSurelyNotSent ? "not-sent" : "unknown",
  });
}

/** Nothing left this machine. */
const notReached: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Slack's side failed, perhaps after the work was done: https://docs.slack.dev/reference/methods/chat.postMessage */
const uncertain: ReadonlySet<string> = new Set([
  "fatal_error",
  "internal_error",
  "request_timeout",
  "service_unavailable",
]);
/** It will pass, or somebody will mend it while the message can wait. */
const passing: ReadonlySet<string> = new Set([
  "account_inactive",
  "invalid_auth",
  "not_authed",
  "token_expired",
  "token_revoked",
  "ratelimited",
  "rate_limited",
  "team_added_to_org",
  "team_access_not_granted",
]);

function ofPlatform(method: string, cause: WebAPIPlatformError): SendError {
  const { error } = cause.data;
  // What is not a code is the body of something that is not Slack: a proxy's page.
  if (typeof error !== "string" || !/^[a-z_]{1,60}$/.test(error))
    return new SendError(`${method}: an answer that is not Slack's`, { outcome: "unknown" });
  const outcome = uncertain.has(error) ? "unknown" : passing.has(error) ? "not-sent" : "refused";
  return new SendError(`${method}: ${error}`, { outcome, cause });
}

/** Pages of proxies do not belong in a log. */
function withoutBody({ statusCode, statusMessage }: WebAPIHTTPError): Error {
  return new Error(`HTTP ${statusCode} ${statusMessage}`);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
