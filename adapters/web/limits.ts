import type { Request, RequestHandler, Response } from "express";
import { rateLimit } from "express-rate-limit";
import type { Logger } from "pino";

/** Bytes of a request body: a question into which somebody pasted a whole document, and its history; not a file. */
export const maxBodyBytes = 1024 * 1024;

/** What limits how much one address may ask. */
export interface AskLimit {
  /** Questions, searches and forms a minute from one address of the network. */
  readonly perMinute: number;
  readonly log: Logger;
  readonly refuse: (request: Request, response: Response, status: 429 | 503) => void;
}

/** Questions that wait at once: some three seconds of answers. Whoever comes later is told so at once. */
const mostWaiting = 1_000;
const retryAfterSeconds = 5;

/** What stands before a question. */
export interface Limits {
  /** So many questions a minute from one address. */
  readonly rate: RequestHandler;
  /** So many at once from everybody. Stands behind the reading of the body: who sends slowly does not wait yet. */
  readonly waiting: RequestHandler;
}

/** Limits that all ways of asking share. */
export function createLimits(options: AskLimit): Limits {
  return { rate: limitRate(options), waiting: limitWaiting(options) };
}

function limitWaiting({ refuse }: AskLimit): RequestHandler {
  let waiting = 0;
  return (request, response, next) => {
    if (waiting >= mostWaiting) {
      response.setHeader("Retry-After", retryAfterSeconds);
      refuse(request, response, 503);
      return;
    }
    waiting += 1;
    response.once("close", () => {
      waiting -= 1;
    });
    next();
  };
}

/** This machine itself is not limited. */
function limitRate({ perMinute, log, refuse }: AskLimit): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    // Nobody waits for the answer when the connection, and with it the address, is gone.
    skip: ({ ip }) => ip === undefined || loopback.test(ip),
    validate: false,
    handler(request, response) {
      const isProxied = request.headers["x-forwarded-for"] !== undefined;
      const isProxyUnknown = isProxied && request.ip === request.socket.remoteAddress;
      // Then everybody behind the proxy counts as one.
      if (isProxyUnknown)
        log.warn("a proxy's requests were limited: name it in TRUSTED_PROXIES (see .env.example)");
      refuse(request, response, 429);
    },
  });
}

const loopback = /^(?:::ffff:)?127\.|^::1$/;
