import express, { type ErrorRequestHandler, type Request, type Response, Router } from "express";
import { createDelivery } from "../../src/delivery/delivery.ts";
import type { Messenger } from "../../src/ports.ts";
import { createRecentMap } from "../../src/recent-map.ts";
import { createBotFramework } from "./bot-framework.ts";
import type { BotFramework } from "./connector.ts";
import { forEmulator } from "./emulator-connector.ts";
import { handleActivity } from "./handle-activity.ts";
import { createMessenger } from "./messenger.ts";
import { parseActivity } from "./parse-activity.ts";
import { createReferences } from "./references.ts";
import { createRenderer, listLimit } from "./renderer.ts";
import { createSentAnswers } from "./sent-answers.ts";
import type { TeamsOptions } from "./settings.ts";
import { platform } from "./who.ts";

/** The assistant in Teams. */
export interface Teams {
  /** What Microsoft opens: `POST /api/messages`. */
  readonly router: Router;
  /** Goes on with what was left undone. */
  start(): Promise<void>;
  /** Lets what is under way finish. */
  stop(): Promise<void>;
  status(): TeamsStatus;
  /** Writes first, into the chat of a person or into a channel: see {@link Messenger.write}. */
  readonly write: Messenger["write"];
  /** Where the owners of the Agenda read their digest; absent where that is not set. */
  readonly ownersPlace?: string;
}

/** How it stands with Teams, for who looks after the program. */
export interface TeamsStatus {
  /** An emulator needs no identity, and is answered on this machine only. */
  readonly mode: "emulator" | "secret" | "managed-identity";
  /** ISO time at which Teams last told of something. */
  readonly lastActivityAt?: string;
}

/** A message of Teams is 100 KB at most; what comes beside it is small. Larger bodies are refused before they are read. */
const maxBody = "512kb";

/** Presses that are remembered: Teams delivers again within minutes or never. */
const mostPresses = 500;

/** Builds the Teams adapter. Connects to nothing yet. */
export function createTeams(options: TeamsOptions, framework?: BotFramework): Teams {
  const { settings, log } = options;
  const microsoft = framework ?? createBotFramework(options);
  const bots = settings.identity === undefined ? forEmulator(microsoft) : microsoft;
  const { digest } = options.reception;
  const sentAnswers = createSentAnswers(options.installations, log);
  const pressed = createRecentMap<true>(mostPresses);
  const references = createReferences({ ...options, digest });
  const messenger = createMessenger({
    connector: bots,
    renderer: createRenderer(options),
    sentAnswers,
    references,
    settings,
    digest,
    log,
  });
  const { ownersChannel: ownersPlace } = settings;
  const delivery = createDelivery({ ...options, platform, listLimit, messenger });
  let lastActivityAt: string | undefined;
  const router = Router();
  router.post(
    "/api/messages",
    express.json({ limit: maxBody }),
    async (request: Request, response: Response) => {
      const { authorization } = request.headers;
      const { status, body } = await bots.receive(authorization, request.body, async (payload) => {
        lastActivityAt = new Date().toISOString();
        const activity = parseActivity(payload);
        if (activity === undefined) {
          log.warn("an activity of a shape that Teams does not document was refused");
          return { status: 400 };
        }
        return handleActivity(activity, {
          delivery,
          bots,
          sentAnswers,
          references,
          pressed,
          options,
        });
      });
      response.status(status);
      if (body === undefined) response.end();
      else response.json(body);
    },
    refuseBody,
  );
  return {
    router,
    start: () => delivery.resume(),
    stop: () => delivery.stop(),
    write: messenger.write,
    ...(ownersPlace === undefined ? {} : { ownersPlace }),
    status: () => ({
      mode: settings.identity?.kind ?? "emulator",
      ...(lastActivityAt === undefined ? {} : { lastActivityAt }),
    }),
  };
}

/** What is no JSON, or too much of it. */
const refuseBody: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const isObject = typeof error === "object" && error !== null;
  const status = isObject && "status" in error ? Number(error.status) : 500;
  response.status(status >= 400 && status < 600 ? status : 500).end();
};
