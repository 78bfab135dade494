import { verifySlackRequest } from "@slack/bolt";
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
} from "express";
import type { Logger } from "pino";

/** Bytes of a request: Slack's largest, a message shortcut on a message full of blocks, stays far below. */
const maxBodyBytes = 1024 * 1024;
/** Seconds that a request may be old or, by a clock that is ahead, new: https://docs.slack.dev/authentication/verifying-requests-from-slack */
const signatureLifeSeconds = 300;

/**
 * Lets only what Slack signed through, once: not too old, not from the future, and of a shape that can be read. Bolt
 * checks the signature again, but takes what is dated in the future, and what somebody sends a second time.
 */
export function verifyRequests(
  signingSecret: string,
  log: Logger,
): (RequestHandler | ErrorRequestHandler)[] {
  const seen = createReplayGuard();
  const refuse = (response: Response, status: 400 | 401 | 413, reason: string) => {
    log.warn({ status, reason }, "request to /slack/events refused");
    response.status(status).end();
  };
  const refuseBody: ErrorRequestHandler = (error, _request, response, _next) => {
    if (error?.type === "entity.too.large") refuse(response, 413, "too large");
    else refuse(response, 400, "not readable");
  };
  const verify: RequestHandler = (request, response, next) => {
    const body = Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "";
    // Slack does not sign it, and nothing is done: https://docs.slack.dev/interactivity/implementing-slash-commands
    if (isSslCheck(request, body)) return void response.status(200).end();
    const fault = faultOf(request, body, signingSecret);
    if (fault !== undefined) return refuse(response, 401, fault);
    if (!isReadable(request, body)) return refuse(response, 400, "not readable");
    const signature = String(request.headers["x-slack-signature"]);
    // Acknowledged, so that Slack does not send it a third time; it was taken the first time.
    if (seen.has(signature)) return void response.status(200).end();
    seen.add(signature);
    // What was not taken may come again within the same second.
    response.once("close", () => {
      if (!response.writableFinished || response.statusCode >= 300) seen.remove(signature);
    });
    // Bolt reads the body from here.
    Object.assign(request, { rawBody: body });
    next();
  };
  return [express.raw({ type: () => true, limit: maxBodyBytes }), refuseBody, verify];
}

const signaturePattern = /^v0=[0-9a-f]{64}$/;

function faultOf(request: Request, body: string, signingSecret: string): string | undefined {
  const { "x-slack-signature": signature, "x-slack-request-timestamp": time } = request.headers;
  if (typeof signature !== "string" || typeof time !== "string") return "not signed";
  // Exactly: whatever else Bolt reads as the same signature would pass as a new one.
  if (!signaturePattern.test(signature)) return "signature is none of Slack's";
  if (!/^\d{1,12}$/.test(time)) return "timestamp is no number";
  const ageSeconds = Date.now() / 1_000 - Number(time);
  if (Math.abs(ageSeconds) > signatureLifeSeconds)
    return ageSeconds > 0 ? "too old" : "from the future: is this machine's clock right?";
  try {
    verifySlackRequest({
      signingSecret,
      body,
      headers: { "x-slack-signature": signature, "x-slack-request-timestamp": Number(time) },
    });
    return undefined;
  } catch {
    return "signature does not fit: is SLACK_SIGNING_SECRET that of this app?";
  }
}

function isForm(request: Request): boolean {
  return request.headers["content-type"] === "application/x-www-form-urlencoded";
}

function isSslCheck(request: Request, body: string): boolean {
  return isForm(request) && new URLSearchParams(body).get("ssl_check") === "1";
}

/** Read here and not by Bolt, whose log would quote what it could not read. */
function isReadable(request: Request, body: string): boolean {
  try {
    const payload = isForm(request) ? new URLSearchParams(body).get("payload") : body;
    const parsed: unknown = payload === null ? {} : JSON.parse(payload);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}

interface ReplayGuard {
  has(signature: string): boolean;
  add(signature: string): void;
  remove(signature: string): void;
}

/** Remembers signatures as long as they would be accepted. */
function createReplayGuard(): ReplayGuard {
  const until = new Map<string, number>();
  return {
    has: (signature) => (until.get(signature) ?? 0) > Date.now(),
    add(signature) {
      const now = Date.now();
      // The oldest come first.
      for (const [old, end] of until) {
        if (end > now) break;
        until.delete(old);
      }
      until.set(signature, now + 2 * signatureLifeSeconds * 1_000);
    },
    remove: (signature) => void until.delete(signature),
  };
}
