import { ExpressReceiver, type Receiver, SocketModeReceiver } from "@slack/bolt";
import { Router } from "express";
import { createDelivery, type Delivery } from "../../src/delivery/delivery.ts";
import type { Sheet } from "../../src/reception/sheet.ts";
import { createAdmins } from "./admins.ts";
import { listLimit, type SlackContext } from "./context.ts";
import { installRoutes } from "./install.ts";
import { KeepingApp } from "./keeping-app.ts";
import { listenToButtons } from "./listen-buttons.ts";
import { listenToCommands } from "./listen-commands.ts";
import { listenToForms } from "./listen-forms.ts";
import { listenToHome } from "./listen-home.ts";
import { forgetWorkspace, listenToLeaving, parseLeaving } from "./listen-leaving.ts";
import { listenToLinks } from "./listen-links.ts";
import { listenToSheets } from "./listen-sheets.ts";
import { writePlace } from "./message-address.ts";
import { createMessenger } from "./messenger.ts";
import { parseEvent } from "./parse-event.ts";
import { createRenderer } from "./renderer.ts";
import { createSdkLogger } from "./sdk-logger.ts";
import type { SlackOptions } from "./settings.ts";
import { connectSocket } from "./socket.ts";
import { createTenants, type Tenant } from "./tenants.ts";
import { verifyRequests } from "./verify.ts";
import { ownersOf } from "./visitor.ts";
import { clientOptions, createClients } from "./web-client.ts";

/** The assistant in Slack. */
export interface Slack {
  /** What Slack and those who install it open, below `/slack`. */
  readonly router: Router;
  /** Goes on with what was left undone, and connects where a socket is used. */
  start(): Promise<void>;
  /** Lets what is under way finish. */
  stop(): Promise<void>;
  status(): SlackStatus;
  /** Writes a sheet first: into the place of a reminder or of the owners. @throws SendError */
  write(place: string, sheet: Sheet): Promise<void>;
  /** Where the owners read their digest; absent where they have no channel. */
  readonly ownersPlace?: string;
}

/** How it stands with Slack, for who looks after the program. */
export interface SlackStatus {
  readonly mode: "http" | "socket";
  /** Whether the socket is open. */
  readonly connected?: boolean;
  /** ISO time at which Slack last told of something. */
  readonly lastEventAt?: string;
}

/** Builds the Slack adapter. Connects to nothing yet. */
export function createSlack(options: SlackOptions): Slack {
  const { settings, log } = options;
  const tenants = createTenants(settings.botToken, options.installations);
  const clientOf = createClients(settings.apiUrl, log, options.callTimeoutMs);
  const clientFor = async (tenant: Tenant) => clientOf(await tenants.tokenOf(tenant));
  const isAdmin = createAdmins(settings, clientFor, log);
  const render = createRenderer(options);
  const messenger = createMessenger({ tenants, clientOf, log, render, isAdmin });
  const { reception, messages, patience } = options;
  const delivery = createDelivery({
    reception,
    platform: "slack",
    messenger,
    messages,
    log,
    listLimit,
    ...(patience === undefined ? {} : { patience }),
  });
  const { receiver, router, socket } = createReceiver(options);
  let lastEventAt: string | undefined;
  const app = new KeepingApp(
    {
      receiver,
      authorize: tenants.authorize,
      logger: createSdkLogger(log),
      clientOptions: clientOptions(settings.apiUrl, log),
      // Own messages are told apart where they are read, without asking Slack who we are.
      ignoreSelf: false,
      convoStore: false,
    },
    async (payload) => {
      lastEventAt = new Date().toISOString();
      await keep(payload, delivery, options);
    },
    log,
  );
  const context: SlackContext = {
    ...options,
    delivery,
    tenants,
    clientFor,
    isAdmin,
  };
  for (const listen of [
    listenToCommands,
    listenToButtons,
    listenToSheets,
    listenToForms,
    listenToHome,
    listenToLinks,
    listenToLeaving,
  ])
    listen(app, context);
  if (settings.oauth !== undefined) router.use(installRoutes(settings.oauth, options));
  const connection = socket && connectSocket(socket, log);
  const owners = ownersOf(settings);
  return {
    router,
    write: (place, sheet) => messenger.write(place, sheet),
    ...(owners === undefined ? {} : { ownersPlace: writePlace(owners) }),
    async start() {
      await delivery.resume();
      connection?.open();
    },
    async stop() {
      await connection?.close();
      await delivery.stop();
    },
    status: () => ({
      mode: connection === undefined ? "http" : "socket",
      ...(connection === undefined ? {} : { connected: connection.isOpen() }),
      ...(lastEventAt === undefined ? {} : { lastEventAt }),
    }),
  };
}

interface Receiving {
  readonly receiver: Receiver;
  readonly router: Router;
  readonly socket?: SocketModeReceiver;
}

/** A socket where there is a token for it; else requests to `/slack/events`. */
function createReceiver({ settings, log }: SlackOptions): Receiving {
  const router = Router();
  const { appToken, signingSecret } = settings;
  const logger = createSdkLogger(log);
  if (appToken !== undefined) {
    const socket = new SocketModeReceiver({
      appToken,
      logger,
      installerOptions: { clientOptions: clientOptions(settings.apiUrl, log) },
      // Logged where it happened.
      processEventErrorHandler: async () => false,
    });
    return { receiver: socket, router, socket };
  }
  const secret = signingSecret ?? "";
  router.post("/slack/events", verifyRequests(secret, log));
  const receiver = new ExpressReceiver({
    signingSecret: secret,
    logger,
    router,
    // Logged where it happened; true, so that Bolt does not wait for an acknowledgement any more.
    async processEventErrorHandler({ response }) {
      if (!response.headersSent) response.writeHead(500).end();
      return true;
    },
  });
  return { receiver, router };
}

/** Nothing of what concerns the assistant is acknowledged before it is kept. */
async function keep(payload: unknown, delivery: Delivery, options: SlackOptions) {
  const left = parseLeaving(payload);
  if (left !== undefined) return forgetWorkspace(left, options);
  const { settings } = options;
  const change = parseEvent(payload, settings);
  switch (change?.kind) {
    case undefined:
      return;
    case "written":
      await delivery.accept(change.message);
      return;
    case "edited":
      return delivery.edit(change.message);
    case "deleted":
      return delivery.retract(change.message);
  }
}
