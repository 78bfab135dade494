import { type Request, type Response, Router } from "express";
import { AssistantError } from "../../src/errors.ts";
import type { OpenIdSignIn } from "../../src/owners/sign-in.ts";
import { carrying, nextOf } from "./admin-next.ts";
import { type AdminSessions, adminPath } from "./admin-session.ts";
import { nextParameter, openIdPath, signInPath, withNext } from "./admin-sign-in-page.tsx";
import type { SignInProblem } from "./admin-sign-in-words.ts";
import type { WebOptions } from "./app.ts";
import type { Limits } from "./limits.ts";
import { basePathOf, viewOfRefused } from "./view.ts";

/** Where the provider sends the browser back to: it has to know this address, below the public one. */
const callbackPath = `${openIdPath}/callback`;

interface OpenIdRouteOptions extends Pick<WebOptions, "publicUrl" | "index" | "log"> {
  readonly openId: OpenIdSignIn;
  readonly sessions: AdminSessions;
}

/** `GET /admin/openid`, which leads to the provider, and `GET /admin/openid/callback`, which comes back from it. */
export function adminOpenIdRoute(options: OpenIdRouteOptions, limits: Limits): Router {
  const { openId, sessions, publicUrl, log } = options;
  const base = basePathOf(publicUrl);
  const router = Router();
  router.get(openIdPath, limits.rate, async (request, response) => {
    const { carried } = viewOfRefused(request, options);
    const next = nextOf(request.query[nextParameter]);
    try {
      const { url, state } = await openId.begin(publicUrl + callbackPath);
      sessions.keepPending(response, { state, next, carried });
      response.redirect(303, url);
    } catch (error) {
      fail(response, error, { next, carried });
    }
  });
  router.get(callbackPath, limits.rate, async (request, response) => {
    const pending = sessions.takePending(request, response);
    if (pending === undefined) {
      turnBack(response, "stale");
      return;
    }
    try {
      // The public address and not the one that was asked for: the provider has checked that one.
      const owner = await openId.finish(publicUrl + callbackPath + queryOf(request), pending.state);
      log.info({ how: "openid" }, "somebody signed in to the owners' page");
      sessions.begin(response, { name: owner.name, how: "openid" });
      response.redirect(303, base + carrying(pending.next, pending.carried));
    } catch (error) {
      fail(response, error, pending);
    }
  });
  return router;

  function fail(response: Response, error: unknown, place: Place): void {
    if (!(error instanceof AssistantError)) throw error;
    const isRefused = error.code === "SIGN_IN_REFUSED";
    if (!isRefused && error.code !== "SIGN_IN_UNAVAILABLE") throw error;
    log.warn({ err: error }, "somebody could not sign in to the owners' page");
    turnBack(response, isRefused ? "refused" : "unavailable", place);
  }

  /** To the page to sign in at: what the provider brought back stays neither in the address nor in the history. */
  function turnBack(response: Response, problem: SignInProblem, place: Place = nowhere): void {
    const path = withNext(signInPath, place.next, problem);
    response.redirect(303, base + carrying(path, place.carried));
  }
}

/** Where somebody wanted to go, and how. */
interface Place {
  readonly next: string;
  readonly carried: Readonly<Record<string, string>>;
}

const nowhere: Place = { next: adminPath, carried: {} };

function queryOf({ originalUrl }: Request): string {
  const at = originalUrl.indexOf("?");
  return at === -1 ? "" : originalUrl.slice(at);
}
