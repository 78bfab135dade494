import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from "jose";

/** A stand-in of a provider of OpenID Connect: what it says of itself, its page to sign in at, tokens and keys. */
export interface Issuer {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
  /** Who signs in from now on, as claims. */
  signInAs(claims: JWTPayload): void;
  /** What tokens have otherwise from now on. */
  deviate(token: TokenOptions): void;
  /** From now on it answers so: not at all, with a status, with what is no JSON, or well again. */
  answer(how: Answer, path?: string): void;
  stop(): Promise<void>;
}

/** How it answers. */
export type Answer = "well" | "never" | "nonsense" | number;

/** What a token may have otherwise. */
export interface TokenOptions {
  /** Which key signs. A forged one is published nowhere, and has the name of the one that is. */
  readonly key?: "published" | "forged";
  /** RS256, or what nobody should take: no signature, or the public key as a shared secret. */
  readonly algorithm?: "RS256" | "none" | "HS256";
  /** Instead of those that are right; null takes one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** What it says of itself otherwise. */
  readonly metadata?: object;
  /** Where it wants the client's secret. Default: in the form. */
  readonly secretIn?: "form" | "header";
}

/** A sign-in that waits for its code to be brought. */
interface Waiting {
  readonly nonce: string;
  readonly challenge: string;
  readonly redirectUrl: string;
}

/** Starts the stand-in on a free port. */
export async function startIssuer(): Promise<Issuer> {
  madeKeys ??= makeKeys();
  const keys = await madeKeys;
  const jwk = { ...(await exportJWK(keys.published.publicKey)), kid: "one", alg: "RS256" };
  const secrets = { clientId: "agenda", clientSecret: "the-secret-of-the-client" };
  const requests: string[] = [];
  const waiting = new Map<string, Waiting>();
  const answers = new Map<string, Answer>();
  let person: JWTPayload = {};
  let token: TokenOptions = {};
  const exchange = async (request: IncomingMessage, response: ServerResponse) => {
    const sent = withHeader(await readForm(request), request, token);
    const found = waiting.get(sent["code"] ?? "");
    waiting.delete(sent["code"] ?? "");
    const fault = faultOf(sent, secrets, found);
    if (fault !== undefined) return sendJson(response, { error: fault }, 400);
    const claims = { ...person, nonce: found?.nonce };
    const id_token = await mint(token, { base, claims, keys, clientId: secrets.clientId });
    sendJson(response, { access_token: randomUUID(), token_type: "Bearer", id_token });
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", base);
    requests.push(url.pathname);
    const how = answers.get(url.pathname) ?? answers.get("") ?? "well";
    if (how === "never") return;
    if (typeof how === "number") return void response.writeHead(how).end();
    if (how === "nonsense") return void response.end("<p>Sorry</p>");
    if (url.pathname === "/authorize") authorize(url, waiting, response);
    else if (url.pathname === "/token") void exchange(request, response);
    else if (url.pathname === "/keys") sendJson(response, { keys: [jwk] });
    else sendJson(response, { ...metadataOf(base), ...token.metadata });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return {
    url: base,
    ...secrets,
    requests,
    signInAs(claims) {
      person = claims;
    },
    deviate(next) {
      token = next;
    },
    answer(how, path = "") {
      answers.set(path, how);
    },
    async stop() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Made once: they take a while. */
let madeKeys: ReturnType<typeof makeKeys> | undefined;

async function makeKeys() {
  const make = () => generateKeyPair("RS256", { extractable: true });
  const [published, forged] = await Promise.all([make(), make()]);
  return { published, forged };
}

/** https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata */
function metadataOf(base: string): object {
  return {
    issuer: base,
    authorization_endpoint: `${base}/authorize`,
    token_endpoint: `${base}/token`,
    jwks_uri: `${base}/keys`,
    response_types_supported: ["code"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    token_endpoint_auth_methods_supported: ["client_secret_post"],
  };
}

/** Somebody has signed in: the browser goes back with a code. */
function authorize(url: URL, waiting: Map<string, Waiting>, response: ServerResponse): void {
  const given = (name: string) => url.searchParams.get(name) ?? "";
  const code = randomUUID();
  const redirectUrl = given("redirect_uri");
  const challenge = given("code_challenge");
  waiting.set(code, { nonce: given("nonce"), challenge, redirectUrl });
  const back = new URL(redirectUrl);
  back.searchParams.set("code", code);
  back.searchParams.set("state", given("state"));
  response.writeHead(302, { location: back.href }).end();
}

/** What is wrong with who wants a token (RFC 6749, 5.2; RFC 7636, 4.6). */
function faultOf(
  sent: Readonly<Record<string, string>>,
  { clientId, clientSecret }: Pick<Issuer, "clientId" | "clientSecret">,
  found: Waiting | undefined,
): string | undefined {
  if (sent["client_id"] !== clientId || sent["client_secret"] !== clientSecret)
    return "invalid_client";
  const challenge = createHash("sha256")
    .update(sent["code_verifier"] ?? "")
    .digest("base64url");
  const isRight = found?.challenge === challenge && found.redirectUrl === sent["redirect_uri"];
  return isRight ? undefined : "invalid_grant";
}

/** With the secret from where it is wanted (RFC 6749, 2.3.1), and from nowhere else. */
function withHeader(
  form: Readonly<Record<string, string>>,
  { headers }: IncomingMessage,
  { secretIn = "form" }: TokenOptions,
): Record<string, string> {
  if (secretIn === "form") return form;
  const [, encodedPair = ""] = (headers.authorization ?? "").split(" ");
  const [id = "", secret = ""] = Buffer.from(encodedPair, "base64").toString().split(":");
  const decoded = (text: string) => decodeURIComponent(text.replaceAll("+", " "));
  return { ...form, client_id: decoded(id), client_secret: decoded(secret) };
}

async function readForm(request: IncomingMessage): Promise<Record<string, string>> {
  let body = "";
  for await (const piece of request.setEncoding("utf8")) body += piece;
  return Object.fromEntries(new URLSearchParams(body));
}

function sendJson(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

interface Minted {
  readonly base: string;
  readonly clientId: string;
  readonly claims: JWTPayload;
  readonly keys: Awaited<ReturnType<typeof makeKeys>>;
}

async function mint(options: TokenOptions, { base, clientId, claims, keys }: Minted) {
  const { key = "published", algorithm = "RS256" } = options;
  const now = Math.floor(Date.now() / 1_000);
  const right = { iss: base, aud: clientId, iat: now, exp: now + 3_600, sub: "nobody", ...claims };
  const payload = Object.fromEntries(
    Object.entries({ ...right, ...options.claims }).filter(([, value]) => value !== null),
  );
  const header = { kid: "one", typ: "JWT" };
  if (algorithm === "none") return `${encoded({ ...header, alg: "none" })}.${encoded(payload)}.`;
  const token = new SignJWT(payload).setProtectedHeader({ ...header, alg: algorithm });
  if (algorithm === "RS256") return token.sign(keys[key].privateKey);
  return token.sign(new TextEncoder().encode(await exportSPKI(keys[key].publicKey)));
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
