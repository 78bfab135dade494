import { createHash, timingSafeEqual } from "node:crypto";
import type { AdminConfig } from "../config-admin.ts";

/** Who has signed in as one of the owners. */
export interface Owner {
  /** For people: a name or an address. */
  readonly name: string;
}

/** What the owners' page lets somebody sign in with; absent what is not set up. */
export interface SignIn {
  /** Whether a token is one of the machine's; never faster for one that is nearly right. */
  readonly token?: (given: string) => boolean;
  readonly openId?: OpenIdSignIn;
  /**
   * Changes with the token and with who may: whoever signed in before has to sign in again. Made of the token, so it is
   * shown nowhere.
   */
  readonly digest: string;
}

/** Sign-in at a provider of OpenID Connect. */
export interface OpenIdSignIn {
  /**
   * Where the browser goes to sign in, and what it has to bring back: kept in a cookie meanwhile.
   * @throws AssistantError SIGN_IN_UNAVAILABLE when the provider cannot be reached or answers nonsense
   */
  begin(redirectUrl: string): Promise<{ readonly url: string; readonly state: string }>;
  /**
   * Who came back with that address, for what `begin` had kept.
   * @throws AssistantError SIGN_IN_REFUSED for who may not or what is forged, expired or used before; SIGN_IN_UNAVAILABLE
   */
  finish(returnedUrl: string, state: string): Promise<Owner>;
}

/** What the settings let somebody sign in with: nothing at all where they are absent. */
export function createSignIn(admin: AdminConfig = {}, openId?: OpenIdSignIn): SignIn {
  const { token } = admin;
  return {
    digest: digestOf(admin),
    ...(token === undefined ? {} : { token: (given) => isSame(given, token) }),
    ...(openId === undefined ? {} : { openId }),
  };
}

/** A new client secret changes nothing about who may: it is not in it. */
function digestOf({ token, openId }: AdminConfig): string {
  const allowed = openId?.allowed.toSorted();
  const parts = [token, openId?.issuer, openId?.clientId, allowed];
  return hash(JSON.stringify(parts.map((part) => part ?? null))).toString("base64url");
}

/** Digests are of one length, and tell nothing by how long it takes to compare them. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(hash(given), hash(expected));
}

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
