import express, { type ErrorRequestHandler, type Request, type Response, Router } from "express";
import { createDelivery, type Delivery } from "../../src/delivery/delivery.ts";
import { digestOf } from "../../src/delivery/digest.ts";
import type { IncomingMessage } from "../../src/delivery/message.ts";
import { createRecentMap, type RecentMap } from "../../src/recent-map.ts";
import type { InvokeReply } from "./activity.ts";
import { createBotFramework } from "./bot-framework.ts";
import type { BotFramework } from "./connector.ts";
import { forEmulator } from "./emulator-connector.ts";
import { answerInvoke } from "./invokes.ts";
import { createMessenger } from "./messenger.ts";
import {
  type Activity,
  type Actor,
  actorOf,
  parseActivity,
  personOf,
  readActivity,
} from "./parse-activity.ts";
import { createReferences, type References } from "./references.ts";
import { renderNotice } from "./render-refusal.ts";
import { createRenderer, listLimit } from "./renderer.ts";
import { createSentAnswers } from "./sent-answers.ts";
import type { TeamsOptions } from "./settings.ts";
import { teamsWords } from "./words.ts";

/** The assistant in Teams. */
export interface Teams {
  /** What Microsoft opens: `POST /api/messages`. */
  readonly router: Router;
  /** Goes on with what was left undone. */
  start(): Promise<void>;
  /** Lets what is under way finish. */
  stop(): Promise<void>;
  status(): TeamsStatus;
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

/** Presses of older buttons that are remembered: Teams delivers again within minutes or never. */
const mostTold = 500;

/** Builds the Teams adapter. Connects to nothing yet. */
export function createTeams(options: TeamsOptions, framework?: BotFramework): Teams {
  const { settings, log } = options;
  const microsoft = framework ?? createBotFramework(options);
  const bots = settings.identity === undefined ? forEmulator(microsoft) : microsoft;
  const sentAnswers = createSentAnswers();
  const toldStale = createRecentMap<true>(mostTold);
  const references = createReferences(options.installations);
  const messenger = createMessenger({
    connector: bots,
    renderer: createRenderer(options),
    onSent: sentAnswers.add,
    log,
  });
  const delivery = createDelivery({
    ...options,
    listLimit,
    messenger,
  });
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
        return handle(activity, { delivery, bots, sentAnswers, references, toldStale, options });
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

interface Handling {
  readonly delivery: Delivery;
  readonly bots: BotFramework;
  readonly references: References;
  readonly sentAnswers: ReturnType<typeof createSentAnswers>;
  /** Presses of buttons of older versions of which people were told. */
  readonly toldStale: RecentMap<true>;
  readonly options: TeamsOptions;
}

async function handle(activity: Activity, handling: Handling): Promise<InvokeReply | undefined> {
  const { delivery, references, options } = handling;
  const isAllowed = (tenant: string | undefined) => isServed(tenant, options);
  const happening = readActivity(activity, isAllowed);
  if (happening === undefined) return undefined;
  const actor = actorOf(activity);
  switch (happening.kind) {
    case "written":
      if (!happening.message.isRefused) await references.keep(actor);
      await keepLanguage(actor, options);
      await showTyping(happening.message, actor, handling);
      await delivery.accept(happening.message);
      return undefined;
    case "installed":
      if (!happening.message.isRefused) await references.keep(actor);
      await greet(happening.message, actor, handling);
      return undefined;
    case "edited":
      await delivery.edit(happening.message);
      return undefined;
    case "deleted":
      await delivery.retract(happening.message);
      return undefined;
    case "removed":
      await references.forget(actor);
      options.log.info("the assistant was taken away from a conversation");
      return undefined;
    case "stale-button":
      await sayStale(happening.id, actor, handling);
      return undefined;
    case "invoked":
      await keepLanguage(actor, options);
      return answerQuietly(happening, actor, {
        ...handling.options,
        ...handling,
        isServed: isAllowed(actor.tenant),
      });
  }
}

/** Errors may quote what was asked: no more of them than their name is logged. */
async function answerQuietly(
  ...[invoke, actor, context]: Parameters<typeof answerInvoke>
): Promise<InvokeReply> {
  try {
    return await answerInvoke(invoke, actor, context);
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unknown";
    context.log.error({ reason }, "an invoke was not answered");
    return { status: 500 };
  }
}

/** Only the tenants that are listed, or else the bot's own; an emulator names any. */
function isServed(tenant: string | undefined, { settings }: TeamsOptions): boolean {
  const { identity, allowedTenants } = settings;
  const allowed = allowedTenants ?? (identity && [identity.tenantId]);
  return allowed === undefined || (tenant !== undefined && allowed.includes(tenant));
}

/** Teams tells in which language people use it now: the assistant speaks it too. Whether it spoke another before. */
async function keepLanguage(actor: Actor, { readers }: TeamsOptions): Promise<boolean> {
  const person = digestOf(personOf(actor));
  const reader = await readers.get(person);
  if (actor.language === undefined || actor.language === reader.language) return false;
  await readers.set(person, { ...reader, language: actor.language });
  return actor.language !== (reader.language ?? "ca");
}

/** The sign that an answer is coming, as people know it from Teams; not for what was delivered before. */
async function showTyping(
  message: IncomingMessage,
  { conversation }: Actor,
  { bots, options }: Handling,
): Promise<void> {
  if (message.audience !== "assistant" || message.isRefused) return;
  if ((await options.messages.get(digestOf(message.id))) !== undefined) return;
  // Nobody waits for it: neither Teams nor the answer.
  bots
    .send(conversation, { type: "typing" })
    .catch((err: unknown) => options.log.debug({ err }, "typing not shown"));
}

/** Two events tell of an installation, and one of them may tell too late in which language the reader is to be greeted. */
async function greet(
  message: IncomingMessage,
  actor: Actor,
  { delivery, options }: Handling,
): Promise<void> {
  const isNews = await keepLanguage(actor, options);
  const isNew = await delivery.accept(message);
  if (isNews && !isNew) await delivery.edit(message);
}

/** A button of an older version: it is better to say so than to be silent, and once is enough. */
async function sayStale(
  id: string,
  { conversation, language = "ca" }: Actor,
  { bots, toldStale }: Handling,
): Promise<void> {
  const press = `${conversation.id} ${id}`;
  if (toldStale.get(press) !== undefined) return;
  toldStale.set(press, true);
  await bots.send(conversation, renderNotice(teamsWords[language].staleButton), id);
}
