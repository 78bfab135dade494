import type { ClientAuth, Configuration } from "openid-client";
import * as z from "zod";
import { AssistantError } from "../../src/errors.ts";
import type { OpenIdSignIn, Owner } from "../../src/owners/sign-in.ts";
import { parseJson } from "../../src/parse-json.ts";
import { createRecentMap } from "../../src/recent-map.ts";
import { type Claims, isAllowed, nameOf } from "./claims.ts";
import { faultOf, unavailable } from "./faults.ts";

/** How the program is known to a provider, and whom it lets in. */
export interface OpenIdOptions {
  /** https; http only for this machine itself. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who may: compared with the claims `oid`, `sub`, `roles` and `groups`; addresses with an `email` that is verified. */
  readonly allowed: readonly string[];
  /** Milliseconds for which the provider is waited for, each time. Default 10 s. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 10_000;

/** Sign-ins that are remembered as used. A provider takes a code once; this does not trust that it does. */
const mostUsed = 1_000;

/** What a browser has to bring back. */
const stateSchema = z.strictObject({
  state: z.string().min(1),
  nonce: z.string().min(1),
  verifier: z.string().min(1),
});

/**
 * Sign-in at a provider: authorization code with PKCE, state and nonce. Nothing is loaded or asked before somebody signs
 * in; what the provider says of itself is kept until it fails.
 */
export function createOpenIdSignIn(options: OpenIdOptions): OpenIdSignIn {
  const { allowed } = options;
  const used = createRecentMap<true>(mostUsed);
  let discovered: Promise<Configuration> | undefined;
  const configuration = () => (discovered ??= discover(options));
  /** Translates what the library throws; what is known of a provider that fails is asked for anew. */
  const rejectWith = (error: unknown): never => {
    const fault = faultOf(error);
    if (fault.code === "SIGN_IN_UNAVAILABLE") discovered = undefined;
    throw fault;
  };
  return {
    async begin(redirectUrl) {
      const client = await import("openid-client");
      try {
        const config = await configuration();
        const kept = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          verifier: client.randomPKCECodeVerifier(),
        };
        const url = client.buildAuthorizationUrl(config, {
          redirect_uri: redirectUrl,
          scope: "openid profile email",
          state: kept.state,
          nonce: kept.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(kept.verifier),
          code_challenge_method: "S256",
        });
        return { url: url.href, state: JSON.stringify(kept) };
      } catch (error) {
        return rejectWith(error);
      }
    },
    async finish(returnedUrl, state) {
      const kept = readState(state);
      if (used.get(kept.state)) throw refused("the answer of the provider was used before");
      used.set(kept.state, true);
      const claims = await claimsOf(returnedUrl, kept, configuration).catch(rejectWith);
      return ownerOf(claims, allowed);
    },
  };
}

/** Asks the provider for what it is. Signatures are checked too, though the tokens come from the provider itself. */
async function discover(options: OpenIdOptions): Promise<Configuration> {
  const { issuer, clientId, clientSecret, timeoutMs = defaultTimeoutMs } = options;
  const client = await import("openid-client");
  const url = new URL(issuer);
  const inBody = client.ClientSecretPost(clientSecret);
  const inHeader = client.ClientSecretBasic(clientSecret);
  // Who says nothing takes the header (OpenID Connect Discovery 1.0, 3).
  const authenticate: ClientAuth = (server, ...request) => {
    const ways = server.token_endpoint_auth_methods_supported ?? [];
    return (ways.includes("client_secret_post") ? inBody : inHeader)(server, ...request);
  };
  const config = await client.discovery(url, clientId, clientSecret, authenticate, {
    timeout: timeoutMs / 1_000,
    execute: [
      client.enableNonRepudiationChecks,
      ...(url.protocol === "http:" ? [client.allowInsecureRequests] : []),
    ],
  });
  const { authorization_endpoint: begins, jwks_uri: keys } = config.serverMetadata();
  if (begins === undefined || keys === undefined) throw unavailable("it does not say where to go");
  return config;
}

async function claimsOf(
  returnedUrl: string,
  { state, nonce, verifier }: z.infer<typeof stateSchema>,
  configuration: () => Promise<Configuration>,
): Promise<Claims> {
  const client = await import("openid-client");
  const tokens = await client.authorizationCodeGrant(await configuration(), new URL(returnedUrl), {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  return tokens.claims() ?? {};
}

function ownerOf(claims: Claims, allowed: readonly string[]): Owner {
  if (!isAllowed(claims, allowed))
    throw refused("somebody signed in who is not in ADMIN_OIDC_ALLOWED");
  return { name: nameOf(claims) };
}

function readState(state: string): z.infer<typeof stateSchema> {
  const read = stateSchema.safeParse(parseJson(state));
  if (!read.success) throw refused("what the browser kept cannot be read");
  return read.data;
}

function refused(message: string): AssistantError {
  return new AssistantError("SIGN_IN_REFUSED", message);
}
