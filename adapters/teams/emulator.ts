import { isIP } from "node:net";
import { type Request, Router } from "express";
import type { Logger } from "pino";
import type { Teams, TeamsStatus } from "./teams.ts";

/** What an emulator's messages go through. */
export interface EmulatorOptions {
  /** Builds the adapter; called once, when the first message comes. */
  readonly load: () => Promise<Teams>;
  readonly log: Logger;
}

/** The assistant for an emulator of Teams on this machine. */
export interface Emulator {
  readonly router: Router;
  status(): TeamsStatus;
  stop(): Promise<void>;
}

/** Proxies tell with these whose request they pass on: then it is not this machine's. */
const forwarded = /^(?:forwarded|x-forwarded-.*|x-original-host|x-real-ip|x-client-ip|via)$/;

/**
 * Answers an emulator without asking who it is, so only where everything is on this machine: the request, the name that it
 * calls and, further on, where the answer goes. Loads Microsoft's packages when the first message comes.
 */
export function createEmulator({ load, log }: EmulatorOptions): Emulator {
  let loading: Promise<Teams> | undefined;
  let loaded: Teams | undefined;
  const router = Router();
  router.post("/api/messages", async (request, response, next) => {
    if (!isOfThisMachine(request)) {
      log.warn("a message from elsewhere was refused: MICROSOFT_APP_* is not set");
      response.status(401).end();
      return;
    }
    loading ??= load();
    // Tried again with the next message.
    loading.catch(() => {
      loading = undefined;
    });
    loaded = await loading;
    loaded.router(request, response, next);
  });
  return {
    router,
    status: () => loaded?.status() ?? { mode: "emulator" },
    stop: async () => (await loading?.catch(() => undefined))?.stop(),
  };
}

function isOfThisMachine({ socket, headers }: Request): boolean {
  const [host = ""] = /^(?:\[[^\]]*\]|[^:]*)/.exec(headers.host ?? "") ?? [];
  return (
    isLoopbackAddress(socket.remoteAddress ?? "") &&
    (host === "localhost" || isLoopbackAddress(host.replace(/^\[|\]$/g, ""))) &&
    !Object.keys(headers).some((name) => forwarded.test(name))
  );
}

function isLoopbackAddress(address: string): boolean {
  const plain = address.replace(/^::ffff:/, "");
  return plain === "::1" || (isIP(plain) === 4 && plain.startsWith("127."));
}
