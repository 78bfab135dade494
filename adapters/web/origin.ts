import type { Request } from "express";

/**
 * Whether a form was sent by a page of these. Browsers say so themselves: in `Sec-Fetch-Site` over https and on this
 * machine, in `Origin` with every form, and in `Referer` where an old one leaves that out
 * (https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html). Each of them
 * that is there has to agree; a request with none of them is from no browser whose cookie could be abused, and is no
 * page's either.
 */
export function isFromOurPages(request: Request, publicUrl: string): boolean {
  const { origin, referer, host } = request.headers;
  const site = request.headers["sec-fetch-site"];
  // `none`: somebody had the browser send it again.
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  const from = origin ?? (referer === undefined ? undefined : originOf(referer));
  if (from === undefined) return site !== undefined;
  // Pages may be opened under another name of the machine than the public one, and a proxy may change the name.
  return (
    from === new URL(publicUrl).origin || hostOf(from) === host || hostOf(from) === request.host
  );
}

function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : "null";
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
