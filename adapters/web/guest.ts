import { randomBytes } from "node:crypto";
import type { CookieOptions, Request, Response } from "express";
import type { Who } from "../../src/reception/visitor.ts";
import type { WebOptions } from "./app.ts";
import type { View } from "./view.ts";

/** The browser that sends a request: on the web that is all that is known of a person. */
export interface Guest {
  /** Of this request only where nothing is remembered yet: nothing can be kept of it before. */
  readonly id: string;
  /** Whether the browser was given its id earlier. */
  readonly isKnown: boolean;
  /** Whether anything can be remembered here. */
  readonly isMemorable: boolean;
}

/** Days without use after which what is kept is erased where nothing else is set. */
export const defaultRetentionDays = 180;
const dayMs = 24 * 60 * 60 * 1_000;

const idBytes = 16;
const idPattern = /^[\w-]{22}$/;

/**
 * Who sends a request. In the tab of Teams, which is a frame of another site, browsers pass on only cookies that stay in
 * that very frame, and those only over https. They have a name of their own: who opens both is two guests.
 */
export function guestOf(request: Request, view: View): Guest {
  const known = readCookie(request.headers.cookie ?? "", nameIn(view));
  return {
    id: known ?? randomBytes(idBytes).toString("base64url"),
    isKnown: known !== undefined,
    isMemorable: view.theme === undefined || isSecure(view),
  };
}

/** A guest as the reception knows people. */
export function whoIs({ id }: Guest, { digest }: WebOptions["reception"]): Who {
  const person = digest(`web:${id}`);
  return { person, tenant: person, platform: "web" };
}

/** Nobody in particular: a browser of which nothing is kept, or a program. */
export const anonymous: Who = { person: "", tenant: "", platform: "web" };

/** Has the browser keep its id from now on for as long as what is kept of it. */
export function remember(
  response: Response,
  guest: Guest,
  view: View,
  retentionDays = defaultRetentionDays,
): void {
  response.cookie(nameIn(view), guest.id, { ...attributesIn(view), maxAge: retentionDays * dayMs });
}

/** Has the browser forget its id: there is nothing any more that it leads to. */
export function forget(response: Response, view: View): void {
  response.clearCookie(nameIn(view), attributesIn(view));
}

function nameIn({ theme }: View): string {
  return theme === undefined ? "agenda" : "agenda-tab";
}

function attributesIn(view: View): CookieOptions {
  const common = { httpOnly: true, secure: isSecure(view), path: view.base || "/" };
  return view.theme === undefined
    ? { ...common, sameSite: "lax" }
    : { ...common, sameSite: "none", partitioned: true };
}

function isSecure({ publicUrl }: View): boolean {
  return publicUrl.startsWith("https:");
}

/** Of several of one name the first that can be ours. */
function readCookie(header: string, name: string): string | undefined {
  for (const pair of header.split(";")) {
    const [key = "", value = ""] = pair.trim().split("=", 2);
    if (key === name && idPattern.test(value)) return value;
  }
  return undefined;
}
