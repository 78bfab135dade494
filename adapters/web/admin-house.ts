import { type RequestHandler, Router } from "express";
import type { SignIn } from "../../src/owners/sign-in.ts";
import { adminGate, csrfOf, ownerOf } from "./admin-gate.tsx";
import type { AdminReports } from "./admin-report.ts";
import { adminRoute } from "./admin-route.tsx";
import { adminPath } from "./admin-session.ts";
import type { WebOptions } from "./app.ts";
import { refuse } from "./faults.tsx";
import type { Limits } from "./limits.ts";
import { viewOfRefused } from "./view.ts";

/** What the owners' page needs beside what all pages do. */
export interface AdminParts extends Pick<AdminReports, "office" | "drawChart" | "tableCsv"> {
  readonly signIn: SignIn;
  /** Signs the sessions; the same in all processes that share an address. */
  readonly secret: string;
}

/** The owners' page with the gate before it. Its parts come with the memory: until then it says that it cannot be used. */
export function adminHouse(
  options: WebOptions,
  limits: Limits,
  current: () => AdminParts | undefined,
): RequestHandler {
  let built: { readonly parts: AdminParts; readonly router: Router } | undefined;
  return (request, response, next) => {
    if (request.path !== adminPath && !request.path.startsWith(`${adminPath}/`)) return next();
    const parts = current();
    if (parts === undefined) {
      response.setHeader("Cache-Control", "no-store");
      refuse(request, response, 503, viewOfRefused(request, options));
      return;
    }
    if (built?.parts !== parts) built = { parts, router: build(parts, options, limits) };
    built.router(request, response, next);
  };
}

function build(parts: AdminParts, { publicUrl, index, log }: WebOptions, limits: Limits): Router {
  const common = { publicUrl, index, log, now: Date.now };
  const router = Router();
  router.use(adminGate({ ...common, signIn: parts.signIn, secret: parts.secret }, limits));
  router.use(adminRoute({ ...common, ...parts, owner: ownerOf, csrf: csrfOf }));
  return router;
}
