import { type RequestHandler, Router } from "express";
import type { Platform } from "./app.ts";

/** The place of a chat platform that is not ready yet. */
export interface Gate extends Platform {
  /** From now on the platform itself answers. */
  open(platform: Platform): void;
}

/** Seconds after which platforms may try again. */
const retryAfterSeconds = 5;

/**
 * Keeps the paths of a platform until it is ready: what comes meanwhile is neither taken nor lost, since the platforms
 * deliver again what was not acknowledged.
 */
export function createGate(paths: readonly string[]): Gate {
  const router = Router();
  let current: Platform | undefined;
  const pass: RequestHandler = (request, response, next) => {
    if (current !== undefined) current.router(request, response, next);
    else if (!paths.some((path) => request.path.startsWith(path))) next();
    else response.status(503).setHeader("Retry-After", String(retryAfterSeconds)).end();
  };
  router.use(pass);
  return {
    router,
    status: () => current?.status() ?? { ready: false },
    open(platform) {
      current = platform;
    },
  };
}
