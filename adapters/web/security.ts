import type { RequestHandler, Response } from "express";
import helmet from "helmet";

const directives = {
  "default-src": ["'none'"],
  "script-src": ["'self'"],
  "style-src": ["'self'"],
  "img-src": ["'self'"],
  "connect-src": ["'self'"],
  "form-action": ["'self'"],
  "base-uri": ["'none'"],
};
/** Where a reply keeps the policy of pages. */
const pagePolicyKey = "pagePolicy";

/** Headers that every reply carries. Pages may be shown in a frame of `frameAncestors`, where there are any. */
export function securityHeaders(frameAncestors: readonly string[] = []): RequestHandler[] {
  const headers = helmet({
    contentSecurityPolicy: false,
    referrerPolicy: { policy: "same-origin" },
    // Browsers complain about the first where the address is not https; the second is for whoever keeps the whole host.
    crossOriginOpenerPolicy: false,
    strictTransportSecurity: false,
    // What frame-ancestors says already.
    xFrameOptions: false,
  });
  const policy = policyFor([]);
  const pagePolicy = policyFor(frameAncestors);
  return [
    headers,
    (_request, response, next) => {
      response.setHeader("Content-Security-Policy", policy);
      response.locals[pagePolicyKey] = pagePolicy;
      next();
    },
  ];
}

/** Gives a reply the policy of pages. What is no page stays out of every frame. */
export function usePagePolicy(response: Response): void {
  const policy: unknown = response.locals[pagePolicyKey];
  if (typeof policy === "string") response.setHeader("Content-Security-Policy", policy);
}

function policyFor(frameAncestors: readonly string[]): string {
  const ancestors = frameAncestors.length === 0 ? ["'none'"] : frameAncestors;
  return Object.entries({ ...directives, "frame-ancestors": ancestors })
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join(";");
}
