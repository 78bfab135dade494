import type { JWTPayload } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOpenIdSignIn, type OpenIdOptions } from "../../../adapters/openid/sign-in.ts";
import { AssistantError } from "../../../src/errors.ts";
import type { OpenIdSignIn } from "../../../src/owners/sign-in.ts";
import { type Issuer, startIssuer, type TokenOptions } from "./issuer.ts";

const oid = "11111111-2222-4333-8444-555555555555";
const owner = { sub: "pairwise-1", oid, name: "Núria Puig", roles: ["Agenda.Owner"] };
const callback = "https://agenda.example.cat/assistent/admin/openid/callback";

let issuer: Issuer;
beforeEach(async () => {
  issuer = await startIssuer();
  issuer.signInAs(owner);
});
afterEach(() => issuer.stop());

function create(more: Partial<OpenIdOptions> = {}): OpenIdSignIn {
  const { url, clientId, clientSecret } = issuer;
  const allowed = ["Agenda.Owner"];
  return createOpenIdSignIn({ issuer: url, clientId, clientSecret, allowed, ...more });
}

/** What a browser does in between: it goes where it is sent, and gives where it is sent from there. */
async function goTo(url: string): Promise<string> {
  const response = await fetch(url, { redirect: "manual" });
  await response.arrayBuffer();
  return response.headers.get("location") ?? expect.fail("it leads nowhere");
}

async function signIn(openId = create()) {
  const { url, state } = await openId.begin(callback);
  return openId.finish(await goTo(url), state);
}

/** The fault of what is refused. It tells nothing that was in a token or an address. */
async function faultOf(promise: Promise<unknown>): Promise<AssistantError> {
  const error = await promise.then(
    () => expect.fail("it is not refused"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AssistantError)) throw error;
  expect(error.cause).toBeUndefined();
  expect(error.message).not.toMatch(/Núria|pairwise|eyJ|the-secret|127\.0\.0\.1/);
  return error;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return (await faultOf(promise)).code;
}

describe("sign-in at a provider", () => {
  it("gives who came back", async () => {
    await expect(signIn()).resolves.toEqual({ name: "Núria Puig" });
  });

  it("asks for a code, with PKCE, a state and a nonce that are others each time", async () => {
    const openId = create();
    const [one, other] = [await openId.begin(callback), await openId.begin(callback)];
    const { origin, pathname, searchParams } = new URL(one.url);
    const given = Object.fromEntries(searchParams);

    expect(origin + pathname).toBe(`${issuer.url}/authorize`);
    expect(given).toMatchObject({
      response_type: "code",
      client_id: issuer.clientId,
      redirect_uri: callback,
      scope: "openid profile email",
      code_challenge_method: "S256",
    });
    const others = new URL(other.url).searchParams;
    for (const name of ["state", "nonce", "code_challenge"]) {
      expect(given[name]?.length, name).toBeGreaterThan(20);
      expect(others.get(name), name).not.toBe(given[name]);
    }
    expect(one.url).not.toContain(JSON.parse(one.state).verifier);
  });

  it("asks nothing before somebody signs in, and what the provider is only once", async () => {
    const openId = create();
    expect(issuer.requests).toEqual([]);
    await Promise.all([openId.begin(callback), openId.begin(callback)]);
    await openId.begin(callback);
    expect(issuer.requests).toEqual(["/.well-known/openid-configuration"]);
  });

  it.each([
    ["in the form", "form", ["client_secret_basic", "client_secret_post"]],
    ["in the header", "header", ["client_secret_basic"]],
    ["in the header where nothing is said", "header", undefined],
  ] as const)("sends the secret %s", async (_name, secretIn, ways) => {
    issuer.deviate({ secretIn, metadata: { token_endpoint_auth_methods_supported: ways } });
    await expect(signIn()).resolves.toEqual({ name: "Núria Puig" });
  });

  it.each([
    [{ name: "", preferred_username: "npuig@example.cat" }, "npuig@example.cat"],
    [{ name: undefined, email: "npuig@example.cat" }, "npuig@example.cat"],
    [{ name: undefined }, "pairwise-1"],
    [{ name: "Núria\r\n\u202ePuig" }, "Núria Puig"],
    [{ name: "N".repeat(5_000) }, "N".repeat(120)],
  ])("names people by what there is: %j", async (more, name) => {
    issuer.signInAs({ ...owner, ...more });
    await expect(signIn()).resolves.toEqual({ name });
  });
});

describe("who may", () => {
  const may = async (claims: JWTPayload, allowed: string[]) => {
    issuer.signInAs(claims);
    const openId = create({ allowed });
    const { url, state } = await openId.begin(callback);
    const finished = openId.finish(await goTo(url), state);
    const outcome = await finished.catch(({ code }: AssistantError) => code);
    if (typeof outcome === "string") expect(outcome).toBe("SIGN_IN_REFUSED");
    return typeof outcome !== "string";
  };
  const address = "npuig@example.cat";
  const otherId = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";

  it.each([
    [{ sub: "1", oid }, [oid]],
    [{ sub: otherId.toUpperCase() }, [otherId]],
    [{ sub: "pairwise-1" }, ["other", "pairwise-1"]],
    [{ sub: "1", roles: ["Reader", "Agenda.Owner"] }, ["Agenda.Owner"]],
    [{ sub: "1", roles: "Agenda.Owner" }, ["Agenda.Owner"]],
    [{ sub: "1", groups: [oid] }, [oid]],
    [{ sub: "1", email: "NPuig@Example.cat", email_verified: true }, [address]],
  ])("is %j for %j", async (claims, allowed) => {
    await expect(may(claims, allowed)).resolves.toBe(true);
  });

  it.each([
    [{ sub: "1" }, ["Agenda.Owner"]],
    [{ sub: "1", roles: ["agenda.owner", "Agenda.Owners"] }, ["Agenda.Owner"]],
    [{ sub: "1", name: "Agenda.Owner", preferred_username: "Agenda.Owner" }, ["Agenda.Owner"]],
    [{ sub: "1", roles: { 0: "Agenda.Owner" } }, ["Agenda.Owner"]],
    [{ sub: "1", email: address }, [address]],
    [{ sub: "1", email: address, email_verified: false }, [address]],
    [{ sub: "1", email: address, email_verified: "true" }, [address]],
    [{ sub: "1", preferred_username: address, upn: address }, [address]],
    [{ sub: address, roles: [address], groups: [address] }, [address]],
    [{ sub: "1", roles: ["Agenda.Owner"] }, []],
    [{ sub: "1", roles: [""], groups: [null] }, [""]],
  ])("is not %j for %j", async (claims, allowed) => {
    await expect(may(claims, allowed)).resolves.toBe(false);
  });
});

describe("what is forged, expired or used before", () => {
  const tokens: readonly (readonly [string, TokenOptions])[] = [
    ["signed with another key", { key: "forged" }],
    ["not signed", { algorithm: "none" }],
    [
      "not signed, of a provider that says that it may",
      {
        algorithm: "none",
        metadata: { id_token_signing_alg_values_supported: ["RS256", "none"] },
      },
    ],
    ["signed with the public key as a secret", { algorithm: "HS256" }],
    [
      "signed so, of a provider that says that it may",
      {
        algorithm: "HS256",
        metadata: { id_token_signing_alg_values_supported: ["RS256", "HS256"] },
      },
    ],
    ["of another audience", { claims: { aud: "other" } }],
    ["of several audiences, for another one", { claims: { aud: ["agenda", "b"], azp: "b" } }],
    ["of another issuer", { claims: { iss: "https://login.example.com" } }],
    ["expired", { claims: { exp: Math.floor(Date.now() / 1_000) - 120 } }],
    ["good only later", { claims: { nbf: Math.floor(Date.now() / 1_000) + 600 } }],
    ["of another nonce", { claims: { nonce: "other" } }],
    ["of no nonce", { claims: { nonce: null } }],
    ["of nobody", { claims: { sub: null } }],
    ["of no time", { claims: { exp: null } }],
  ];

  it.each(tokens)("is a token that is %s", async (_name, token) => {
    issuer.deviate(token);
    await expect(codeOf(signIn())).resolves.toBe("SIGN_IN_REFUSED");
  });

  it("is an answer of another state, of none and of two", async () => {
    const openId = create();
    for (const change of [
      (url: URL) => url.searchParams.set("state", "other"),
      (url: URL) => url.searchParams.delete("state"),
      (url: URL) => url.searchParams.append("state", "other"),
    ]) {
      const { url, state } = await openId.begin(callback);
      const back = new URL(await goTo(url));
      change(back);
      await expect(codeOf(openId.finish(back.href, state))).resolves.toBe("SIGN_IN_REFUSED");
    }
    expect(issuer.requests).not.toContain("/token");
  });

  it("is an answer that comes a second time, and is not asked about again", async () => {
    const openId = create();
    const { url, state } = await openId.begin(callback);
    const back = await goTo(url);
    await openId.finish(back, state);

    await expect(codeOf(openId.finish(back, state))).resolves.toBe("SIGN_IN_REFUSED");
    expect(issuer.requests.filter((path) => path === "/token")).toHaveLength(1);
    // Another process does not know it: the provider takes the code once.
    await expect(codeOf(create().finish(back, state))).resolves.toBe("SIGN_IN_REFUSED");
  });

  it("is the code of somebody else's sign-in", async () => {
    const openId = create();
    const [mine, theirs] = [await openId.begin(callback), await openId.begin(callback)];
    const [back, other] = [new URL(await goTo(mine.url)), new URL(await goTo(theirs.url))];
    back.searchParams.set("code", other.searchParams.get("code") ?? "");
    await expect(codeOf(openId.finish(back.href, mine.state))).resolves.toBe("SIGN_IN_REFUSED");
  });

  it.each(["", "{}", "[]", '{"state":""}', "nonsense"])(
    "is a cookie that says %j",
    async (state) => {
      const back = `${callback}?code=1&state=1`;
      await expect(codeOf(create().finish(back, state))).resolves.toBe("SIGN_IN_REFUSED");
    },
  );

  it.each([
    ["access_denied", "SIGN_IN_REFUSED"],
    ["login_required", "SIGN_IN_REFUSED"],
    ["<script>", "SIGN_IN_REFUSED"],
    ["server_error", "SIGN_IN_UNAVAILABLE"],
    ["temporarily_unavailable", "SIGN_IN_UNAVAILABLE"],
  ])("and what the provider refuses itself: %s is %s", async (error, code) => {
    const openId = create();
    const { state } = await openId.begin(callback);
    const query = new URLSearchParams({
      error,
      error_description: "Núria is not assigned",
      state: JSON.parse(state).state,
    });
    const fault = await faultOf(openId.finish(`${callback}?${query}`, state));
    expect(fault.code).toBe(code);
    expect(fault.message).not.toContain("<");
  });
});

describe("a provider that cannot be used", () => {
  const discovery = "/.well-known/openid-configuration";
  const faults = ["never", "nonsense", 500, 404, 302] as const;

  it.each(faults)("is told at the beginning: %s", async (how) => {
    issuer.answer(how, discovery);
    const openId = create({ timeoutMs: 200 });
    await expect(codeOf(openId.begin(callback))).resolves.toBe("SIGN_IN_UNAVAILABLE");
  });

  it.each(faults.flatMap((how) => ["/token", "/keys"].map((path) => [how, path] as const)))(
    "is told at the end: %s at %s",
    async (how, path) => {
      issuer.answer(how, path);
      const openId = create({ timeoutMs: 200 });
      await expect(codeOf(signIn(openId))).resolves.toBe("SIGN_IN_UNAVAILABLE");
    },
  );

  it("is one that is away, and the message says so", async () => {
    await issuer.stop();
    const fault = await faultOf(create().begin(callback));
    expect(fault.code).toBe("SIGN_IN_UNAVAILABLE");
    expect(fault.message).toContain("ECONNREFUSED");
  });

  it.each([
    ["another issuer", { issuer: "https://login.example.com" }],
    ["no page to sign in at", { authorization_endpoint: undefined }],
    ["no keys", { jwks_uri: undefined }],
  ])("is one that says that it is %s", async (_name, metadata) => {
    issuer.deviate({ metadata });
    await expect(codeOf(create().begin(callback))).resolves.toBe("SIGN_IN_UNAVAILABLE");
  });

  it("is one that does not take the secret, and the message tells the setting", async () => {
    const fault = await faultOf(signIn(create({ clientSecret: "expired-secret-of-old" })));
    expect(fault.code).toBe("SIGN_IN_UNAVAILABLE");
    expect(fault.message).toContain("ADMIN_OIDC_CLIENT_SECRET");
    expect(fault.message).not.toContain("expired-secret");
  });

  it("is asked again the next time", async () => {
    const openId = create();
    issuer.answer(503);
    await expect(codeOf(openId.begin(callback))).resolves.toBe("SIGN_IN_UNAVAILABLE");
    issuer.answer("well");
    await expect(signIn(openId)).resolves.toEqual({ name: "Núria Puig" });
  });
});
