/** @jsxRuntime automatic @jsxImportSource preact */
import express, { type Request, type RequestHandler, type Response, Router } from "express";
import { rateLimit } from "express-rate-limit";
import { AssistantError } from "../../src/errors.ts";
import type { SignIn } from "../../src/owners/sign-in.ts";
import { csrfField } from "./admin-cover-query.ts";
import { nextOf } from "./admin-next.ts";
import { adminOpenIdRoute } from "./admin-openid-route.ts";
import {
  type AdminSession,
  type AdminSessions,
  adminPath,
  createAdminSessions,
} from "./admin-session.ts";
import {
  nextParameter,
  SignInPage,
  signInPath,
  signOutPath,
  tokenField,
  withNext,
} from "./admin-sign-in-page.tsx";
import { type SignInProblem, signInWords } from "./admin-sign-in-words.ts";
import type { WebOptions } from "./app.ts";
import { refuse } from "./faults.tsx";
import { sendPage } from "./layout.tsx";
import { type Limits, maxBodyBytes } from "./limits.ts";
import { isFromOurPages } from "./origin.ts";
import { type View, viewOfRefused } from "./view.ts";

/** What stands before the owners' page. */
export interface AdminGateOptions extends Pick<WebOptions, "publicUrl" | "index" | "log"> {
  readonly signIn: SignIn;
  /** Signs the sessions; the same in all processes that share an address. */
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Wrong tokens a minute from one address of the network. */
const mostWrong = 10;
/** Bytes of a form with a token and a path. */
const maxSignInBytes = 16 * 1024;

/**
 * Sign-in, sign-out, and the guard of everything else below `/admin`: what is mounted behind it is reached by the owners
 * only, and its forms only from their own pages. Forms are read already there.
 */
export function adminGate(options: AdminGateOptions, limits: Limits): Router {
  const { signIn, secret, publicUrl, now } = options;
  const sessions = createAdminSessions({ secret, digest: signIn.digest, publicUrl, now });
  const router = Router();
  router.use(adminPath, keepPrivate);
  router.get(signInPath, (request, response) => {
    const view = viewOfRefused(request, options);
    const next = nextOf(request.query[nextParameter]);
    if (sessions.read(request) !== undefined) response.redirect(303, view.link(next));
    else showSignIn(request, response, options, { next, problem: problemOf(request) });
  });
  router.post(signInPath, limits.rate, fromOurPages(options), ...takeToken(options, sessions));
  if (signIn.openId !== undefined)
    router.use(adminOpenIdRoute({ ...options, openId: signIn.openId, sessions }, limits));
  router.use(adminPath, requireOwner(options, sessions));
  router.post(signOutPath, (request, response) => {
    sessions.end(response, signedIn(request).session);
    response.redirect(303, viewOfRefused(request, options).link(signInPath));
  });
  return router;
}

/** Nothing below is kept, found or shown in the frame of another site, a tab of Teams included. */
const keepPrivate: RequestHandler = (_request, response, next) => {
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("X-Robots-Tag", "noindex");
  // Without the policy of pages that one for everything else stays.
  response.locals = {};
  next();
};

/** Takes the form with the token. */
function takeToken(options: AdminGateOptions, sessions: AdminSessions): RequestHandler[] {
  const { signIn, log } = options;
  const { token: isToken } = signIn;
  const show = (request: Request, response: Response, problem: SignInProblem) =>
    showSignIn(request, response, options, {
      next: nextOf(request.body?.[nextParameter]),
      problem,
    });
  if (isToken === undefined)
    return [(request, response) => refuse(request, response, 404, viewOfRefused(request, options))];
  const limitWrong = rateLimit({
    windowMs: 60_000,
    limit: mostWrong,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    skipSuccessfulRequests: true,
    // Nobody waits for the answer when the connection, and with it the address, is gone.
    skip: ({ ip }) => ip === undefined,
    validate: false,
    handler: (request, response) => show(request, response, "tooMany"),
  });
  const read = express.urlencoded({ extended: false, limit: maxSignInBytes });
  return [
    read,
    limitWrong,
    (request, response) => {
      const given: unknown = request.body?.[tokenField];
      if (typeof given !== "string" || !isToken(given.trim())) {
        log.warn("somebody tried to sign in to the owners' page with a wrong token");
        show(request, response, "wrong");
        return;
      }
      log.info({ how: "token" }, "somebody signed in to the owners' page");
      sessions.begin(response, { name: "ADMIN_TOKEN", how: "token" });
      const view = viewOfRefused(request, options);
      response.redirect(303, view.link(nextOf(request.body?.[nextParameter])));
    },
  ];
}

/** What of a problem may be told by an address: all of them are plain words. */
function problemOf({ query }: Request): SignInProblem | undefined {
  return (["refused", "stale", "unavailable"] as const).find((one) => one === query["problem"]);
}

const statuses: Readonly<Record<SignInProblem, number>> = {
  wrong: 403,
  tooMany: 429,
  refused: 403,
  stale: 403,
  unavailable: 503,
  ended: 401,
  notSetUp: 404,
};

interface Shown {
  readonly next: string;
  readonly problem?: SignInProblem | undefined;
}

function showSignIn(
  request: Request,
  response: Response,
  options: AdminGateOptions,
  { next, problem }: Shown,
): void {
  const { signIn } = options;
  const isSetUp = signIn.token !== undefined || signIn.openId !== undefined;
  const status = isSetUp ? (problem === undefined ? 200 : statuses[problem]) : statuses.notSetUp;
  // The page to sign in at in another language, whatever was asked for.
  const view = viewOfRefused(request, options);
  const { title } = signInWords[view.language];
  const props = { view, signIn, next, problem };
  sendPage(response.status(status), { view, title }, <SignInPage {...props} />);
}

/** Lets only requests on that come from one of these pages. */
function fromOurPages(options: AdminGateOptions): RequestHandler {
  return (request, response, next) => {
    if (isFromOurPages(request, options.publicUrl)) next();
    else refuse(request, response, 403, viewOfRefused(request, options));
  };
}

/** Lets only the owners on, and what changes something only from their own pages. */
function requireOwner(options: AdminGateOptions, sessions: AdminSessions): RequestHandler[] {
  const changing = Router().use(
    fromOurPages(options),
    express.urlencoded({ extended: false, limit: maxBodyBytes }),
    (request, response, next) => {
      const { [csrfField]: given, ...fields } = request.body ?? {};
      request.body = fields;
      if (sessions.isProof(given, signedIn(request).session)) next();
      else refuse(request, response, 403, viewOfRefused(request, options));
    },
  );
  return [
    (request, response, next) => {
      const session = sessions.read(request);
      if (session === undefined) turnAway(request, response, options);
      else {
        signedInOf.set(request, { session, proof: () => sessions.proof(session) });
        next();
      }
    },
    (request, response, next) => {
      if (isReading(request)) next();
      else changing(request, response, next);
    },
  ];
}

/** Leads people to the page to sign in at. A file or a form would be taken for what it is not. */
function turnAway(request: Request, response: Response, options: AdminGateOptions): void {
  const view: View = viewOfRefused(request, options);
  if (!isReading(request))
    showSignIn(request, response, options, { next: adminPath, problem: "ended" });
  else if (request.path.endsWith(".csv"))
    response.status(401).type("text/plain").send(`${signInWords[view.language].problems.ended}\n`);
  else response.redirect(303, view.link(withNext(signInPath, nextOf(view.path))));
}

function isReading({ method }: Request): boolean {
  return method === "GET" || method === "HEAD";
}

interface SignedInRequest {
  readonly session: AdminSession;
  readonly proof: () => string;
}

const signedInOf = new WeakMap<Request, SignedInRequest>();

function signedIn(request: Request): SignedInRequest {
  const found = signedInOf.get(request);
  if (found === undefined)
    throw new AssistantError("SIGN_IN_REFUSED", "a page of the owners is not behind adminGate");
  return found;
}

/** Who is signed in: for pages behind {@link adminGate}. */
export function ownerOf(request: Request): AdminSession {
  return signedIn(request).session;
}

/** What every form of a page behind {@link adminGate} has to send along as {@link csrfField}; another one each time. */
export function csrfOf(request: Request): string {
  return signedIn(request).proof();
}
