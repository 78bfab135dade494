import { adminPath } from "./admin-session.ts";

/** A host that stands for these pages: what names another one leads elsewhere. */
const ours = "http://agenda.invalid";

/** Characters of a path to go on to; what is longer was not made by these pages. */
const mostChars = 2_000;

/** Below this there is no page to go on to, but what signs in and out. */
const detours = /^\/admin\/(?:sign-in|sign-out|openid)(?:\/|$)/;

/**
 * The page to go on to after signing in, as a path below the public address: one of the owners' pages, whatever was given.
 * Browsers read paths as this reads them: `//host`, `/\host`, tabs and dots included.
 */
export function nextOf(given: unknown): string {
  if (typeof given !== "string" || given.length > mostChars || !given.startsWith("/"))
    return adminPath;
  if (!URL.canParse(given, ours)) return adminPath;
  const { origin, pathname, search } = new URL(given, ours);
  const isOurs =
    origin === ours && (pathname === adminPath || pathname.startsWith(`${adminPath}/`));
  return isOurs && !detours.test(pathname) ? pathname + search : adminPath;
}

/** A path with the parameters that go along with every link. */
export function carrying(path: string, carried: Readonly<Record<string, string>>): string {
  const url = new URL(path, ours);
  for (const [name, value] of Object.entries(carried)) url.searchParams.set(name, value);
  return url.pathname + url.search;
}
