import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { ids } from "./activities.ts";

/** A stand-in of who signs what Microsoft's connector sends: keys over HTTP, and tokens. */
export interface Issuer {
  /** For `openIdMetadataUrl`. */
  readonly metadataUrl: string;
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
  /** A header as the Bot Framework sends it, `Bearer ` included. */
  header(token?: TokenOptions): Promise<string>;
  /** From now on metadata is answered so: not at all, with a status, or well again. */
  answer(how: "never" | "well" | number): void;
  stop(): Promise<void>;
}

/** What a token may have otherwise. */
export interface TokenOptions {
  readonly issuer?: string;
  /** Default: the id of the app. */
  readonly audience?: string;
  /** null for none. */
  readonly serviceUrl?: string | null;
  /** Seconds from now. Default: five minutes ago and an hour ahead. */
  readonly notBefore?: number;
  readonly expires?: number;
  /** Which key signs. Default: the one that is endorsed for Teams. */
  readonly key?: KeyName;
  /** RS256, or what nobody should take: no signature, or the public key as a shared secret. */
  readonly algorithm?: "RS256" | "none" | "HS256";
  /** Other claims. */
  readonly claims?: JWTPayload;
}

/** Keys: for Teams, for other channels, and one that looks like the first but is published nowhere. */
export type KeyName = "teams" | "webchat" | "forged";

/** Endorsements of each key, as in Microsoft's own document; a forged one is not published. */
const endorsements: Readonly<Record<Exclude<KeyName, "forged">, readonly string[]>> = {
  teams: ["msteams", "skypeforbusiness"],
  webchat: ["webchat", "directline"],
};

/** Starts the stand-in on a free port. */
export async function startIssuer(): Promise<Issuer> {
  const [teams, webchat, forged] = await Promise.all([makeKey(), makeKey(), makeKey()]);
  const keys = { teams, webchat, forged };
  const published = await Promise.all(
    (["teams", "webchat"] as const).map(async (name) => ({
      ...(await exportJWK(keys[name].publicKey)),
      use: "sig",
      kid: name,
      x5t: name,
      endorsements: endorsements[name],
    })),
  );
  const requests: string[] = [];
  let how: "never" | "well" | number = "well";
  const server = createServer((request, response) => {
    const { url = "" } = request;
    requests.push(url);
    if (how === "never") return;
    if (how !== "well") return void response.writeHead(how).end();
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(url === "/keys" ? { keys: published } : metadataOf(base)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return {
    // The SDK remembers the keys of an address as long as the process lives, and a port may come again.
    metadataUrl: `${base}/${randomUUID()}/v1/.well-known/openidconfiguration`,
    requests,
    header: async (token = {}) => `Bearer ${await mint(token, keys)}`,
    answer(next) {
      how = next;
    },
    async stop() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function makeKey() {
  return generateKeyPair("RS256", { extractable: true });
}
type Key = Awaited<ReturnType<typeof makeKey>>;

/** https://login.botframework.com/v1/.well-known/openidconfiguration */
function metadataOf(base: string): object {
  return {
    issuer: "https://api.botframework.com",
    authorization_endpoint: "https://invalid.botframework.com",
    jwks_uri: `${base}/keys`,
    id_token_signing_alg_values_supported: ["RS256"],
    token_endpoint_auth_methods_supported: ["private_key_jwt"],
  };
}

async function mint(options: TokenOptions, keys: Readonly<Record<KeyName, Key>>): Promise<string> {
  const { key = "teams", algorithm = "RS256", serviceUrl = ids.serviceUrl } = options;
  const now = Math.floor(Date.now() / 1_000);
  const payload = {
    ...(serviceUrl !== null && { serviceurl: serviceUrl }),
    nbf: now + (options.notBefore ?? -300),
    exp: now + (options.expires ?? 3_600),
    iss: options.issuer ?? "https://api.botframework.com",
    aud: options.audience ?? ids.app,
    ...options.claims,
  };
  // A forger names the key that is trusted.
  const kid = key === "forged" ? "teams" : key;
  if (algorithm === "none")
    return `${encoded({ alg: "none", typ: "JWT", kid })}.${encoded(payload)}.`;
  const token = new SignJWT(payload).setProtectedHeader({ alg: algorithm, kid, typ: "JWT" });
  if (algorithm === "RS256") return token.sign(keys[key].privateKey);
  return token.sign(new TextEncoder().encode(await exportSPKI(keys[key].publicKey)));
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
