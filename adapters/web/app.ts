import { join } from "node:path";
import compression from "compression";
import express, { type ErrorRequestHandler, type Express, type Router } from "express";
import type { Logger } from "pino";
import type { Assistant } from "../../src/answer/assistant.ts";
import type { Reception } from "../../src/reception/reception.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { type AdminParts, adminHouse } from "./admin-house.ts";
import { agendaRoute } from "./agenda-route.tsx";
import { askRoute } from "./ask-route.ts";
import { chatRoute } from "./chat-route.tsx";
import { refuse, refuseUnknown } from "./faults.tsx";
import { createLimits } from "./limits.ts";
import type { PlanDocuments } from "./plan-formats.ts";
import { planRoute } from "./plan-route.tsx";
import { privacyRoute } from "./privacy-route.tsx";
import type { ModelsShown } from "./privacy-words.ts";
import { securityHeaders } from "./security.ts";
import { sheetRoute } from "./sheet-route.tsx";
import { basePathOf, viewOf, viewOfRefused, withoutBase } from "./view.ts";

/** What the web adapter needs. */
export interface WebOptions {
  /** For the search: answers are the reception's. */
  readonly assistant: Assistant;
  readonly reception: Reception;
  readonly index: () => SearchIndex;
  readonly log: Logger;
  /** Address under which people reach the pages, without a slash at the end. */
  readonly publicUrl: string;
  /** Makes documents of a plan; none can be downloaded when absent. */
  readonly planDocuments?: PlanDocuments;
  /** What the owners' page is made of, as soon as it is there; the page is not served when absent. */
  readonly admin?: () => AdminParts | undefined;
  /** Days after which what nobody uses any more is erased: said on the page about privacy. Default 180. */
  readonly retentionDays?: number;
  /** Optional models that are set up: said on the page about privacy. Default none. */
  readonly models?: ModelsShown;
  /** Counts what people think of answers of a kind and an intent. */
  readonly onFeedback?: (isPositive: boolean, about: string) => void;
  /** More that is told at `/readyz`. */
  readonly status?: () => object;
  /** Questions, searches and forms a minute from one address of the network. Default 120: a council shares one. */
  readonly askPerMinute?: number;
  /** Proxies that are believed when they say whose request they pass on. Default `loopback`. */
  readonly trustedProxies?: string;
  /** What a monitoring system reads at `/metrics`; not served when absent. */
  readonly metrics?: MetricsText;
  /** Chat platforms that are served at the same address, by name. */
  readonly platforms?: Readonly<Record<string, Platform>>;
  /** Origins whose pages may show these in a frame, as sources of a content security policy. Default: none. */
  readonly frameAncestors?: readonly string[];
}

/** A chat platform, as the server sees it. */
export interface Platform {
  readonly router: Router;
  /** How it stands, told at `/readyz`. */
  status(): object;
}

/** Measurements as a monitoring system reads them. */
export interface MetricsText {
  readonly contentType: string;
  read(): Promise<string>;
}

const defaultAskPerMinute = 120;

/** The web application: question box, agenda, API. */
export function createWebApp(options: WebOptions): Express {
  const { publicUrl, log } = options;
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", options.trustedProxies ?? "loopback");
  app.use(securityHeaders(options.frameAncestors));
  const limits = createLimits({
    perMinute: options.askPerMinute ?? defaultAskPerMinute,
    log,
    refuse: (request, response, status) =>
      refuse(request, response, status, viewOfRefused(request, options)),
  });
  const base = basePathOf(publicUrl);
  app.use((request, _response, next) => {
    // A proxy may pass the public address's path on or take it off.
    request.url = withoutBase(request.url, base);
    next();
  });
  for (const { router } of Object.values(options.platforms ?? {})) app.use(router);
  const router = express.Router();
  router.use((_request, response, next) => {
    // Every page is another one for another language, and JSON for whoever asks for it.
    response.vary("Accept, Accept-Language");
    next();
  });
  router.use(statusRoute(options));
  router.use(askRoute(options, limits));
  router.use(compression());
  router.use(express.static(publicFolder, { index: false, redirect: false }));
  router.use(chatRoute(options, limits));
  router.use(agendaRoute(options, limits));
  router.use(planRoute(options, limits));
  router.use(sheetRoute(options, limits));
  router.use(privacyRoute(options));
  if (options.admin !== undefined) router.use(adminHouse(options, limits, options.admin));
  app.use(router);
  app.use((request, response) => {
    const index = options.index();
    refuseUnknown(request, response, viewOf(request, publicUrl, index), index);
  });
  app.use(errorHandler(options));
  return app;
}

/** Style sheet, script and pictures. */
const publicFolder = join(import.meta.dirname, "public");

/** Whether the process lives, whether it can answer, and what it has measured. */
function statusRoute({ index, metrics, log, status, platforms = {} }: WebOptions): Router {
  const router = express.Router();
  router.get("/healthz", (_request, response) => void response.type("text/plain").send("ok\n"));
  router.get("/readyz", (_request, response) => {
    response.setHeader("Cache-Control", "no-store");
    try {
      const { catalogue, passages, knowledgeDigest } = index();
      const counts = { items: catalogue.items.length, passages: passages.length };
      const states = Object.entries(platforms).map(([name, one]) => [name, one.status()]);
      const state = { ready: true, ...counts, knowledge: knowledgeDigest };
      response.json({ ...state, ...status?.(), ...Object.fromEntries(states) });
    } catch (err) {
      log.error({ err }, "not ready");
      response.status(503).json({ ready: false });
    }
  });
  if (metrics !== undefined) {
    router.get("/metrics", async (_request, response) => {
      response.type(metrics.contentType).send(await metrics.read());
    });
  }
  return router;
}

function errorHandler(options: WebOptions): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = statusOf(error);
    const isOtherType = status === 400 && isParseFault(error) && !request.is("json");
    if (status >= 500) options.log.error({ err: error }, "request failed");
    refuse(request, response, isOtherType ? 415 : status, viewOfRefused(request, options));
  };
}

function statusOf(error: unknown): number {
  const isObject = typeof error === "object" && error !== null;
  const status = isObject && "status" in error ? Number(error.status) : 500;
  return status >= 400 && status < 600 ? status : 500;
}

/** A body that was not JSON. */
function isParseFault(error: unknown): boolean {
  const isObject = typeof error === "object" && error !== null;
  return isObject && "type" in error && error.type === "entity.parse.failed";
}
