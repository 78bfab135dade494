import { describe, expect, it } from "vitest";
import * as z from "zod";
import { adminOf, adminShape, checkAdmin } from "../../src/config-admin.ts";

const token = "0123456789abcdef01234567";
const secret = "abc8Q~the.value-of_a~client-secret";
const tenant = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
const complete = {
  ADMIN_OIDC_ISSUER: `https://login.microsoftonline.com/${tenant}/v2.0`,
  ADMIN_OIDC_CLIENT_ID: "11111111-2222-4333-8444-555555555555",
  ADMIN_OIDC_CLIENT_SECRET: secret,
  ADMIN_OIDC_ALLOWED: "Agenda.Owner",
};

function parse(settings: Readonly<Record<string, string>>) {
  return z.object(adminShape).superRefine(checkAdmin).safeParse(settings);
}

function read(settings: Readonly<Record<string, string>>) {
  return adminOf(parse(settings).data ?? expect.fail("the settings are refused"));
}

/** Faults by setting. No fault may give a secret away. */
function faultsOf(settings: Readonly<Record<string, string>>): Record<string, string> {
  const issues = parse(settings).error?.issues ?? [];
  for (const hidden of [secret, token, token.slice(0, 20)])
    expect(JSON.stringify(issues)).not.toContain(hidden);
  return Object.fromEntries(issues.map(({ path, message }) => [path.join("."), message]));
}

describe("the settings of the owners' page", () => {
  it("let nobody in where there are none", () => {
    expect(read({})).toBeUndefined();
  });

  it("let in with a token, at a provider, or both", () => {
    const openId = {
      issuer: complete.ADMIN_OIDC_ISSUER,
      clientId: complete.ADMIN_OIDC_CLIENT_ID,
      clientSecret: secret,
      allowed: ["Agenda.Owner"],
    };
    expect(read({ ADMIN_TOKEN: token })).toEqual({ token });
    expect(read(complete)).toEqual({ openId });
    expect(read({ ...complete, ADMIN_TOKEN: token })).toEqual({ token, openId });
  });

  it("are taken as people copy them", () => {
    const id = tenant.toUpperCase();
    const settings = {
      ...Object.fromEntries(Object.entries(complete).map(([name, text]) => [name, ` ${text}\n`])),
      ADMIN_TOKEN: ` ${token} `,
      ADMIN_OIDC_ALLOWED: ` Agenda.Owner ,${id}, NPuig@Example.cat `,
    };
    expect(read(settings)).toMatchObject({
      token,
      openId: {
        issuer: complete.ADMIN_OIDC_ISSUER,
        clientSecret: secret,
        // Roles and groups are compared as they stand.
        allowed: ["Agenda.Owner", tenant, "npuig@example.cat"],
      },
    });
  });

  it.each([
    "https://accounts.example.cat",
    "https://id.example.cat/realms/agenda/",
    `https://login.microsoftonline.com/${tenant}/v2.0`,
    "http://localhost:8080/realms/agenda",
    "http://127.0.0.1:8080",
    "http://[::1]:8080",
    "https://id.example.cat/organizations/agenda",
  ])("take an issuer like %s", (issuer) => {
    expect(read({ ...complete, ADMIN_OIDC_ISSUER: issuer })?.openId?.issuer).toBe(issuer);
  });
});

describe("a client secret that is an id", () => {
  it("is one where others than Entra make it", () => {
    const settings = {
      ...complete,
      ADMIN_OIDC_ISSUER: "https://id.example.cat",
      ADMIN_OIDC_CLIENT_SECRET: tenant,
    };
    expect(read(settings)?.openId?.clientSecret).toBe(tenant);
  });
});

describe("half a set-up", () => {
  it.each(Object.keys(complete))("is refused, and names what is missing: %s", (name) => {
    const settings = Object.fromEntries(
      Object.entries(complete).filter(([other]) => other !== name),
    );
    expect(faultsOf(settings)).toEqual({ [name]: expect.stringMatching(/^missing\. It is/) });
    expect(faultsOf({ ...settings, ADMIN_TOKEN: token })).toHaveProperty([name]);
  });

  it("names everything that is missing at once", () => {
    const { ADMIN_OIDC_ALLOWED } = complete;
    expect(Object.keys(faultsOf({ ADMIN_OIDC_ALLOWED }))).toEqual([
      "ADMIN_OIDC_ISSUER",
      "ADMIN_OIDC_CLIENT_ID",
      "ADMIN_OIDC_CLIENT_SECRET",
    ]);
  });
});

describe("what cannot be right", () => {
  it.each([
    ["ADMIN_TOKEN", "short", /at least 24/],
    ["ADMIN_TOKEN", `  ${"a".repeat(23)}  `, /at least 24/],
    ["ADMIN_TOKEN", "a".repeat(513), /at most 512/],
    ["ADMIN_OIDC_ISSUER", "login.example.cat", /begins with https/],
    ["ADMIN_OIDC_ISSUER", "http://login.example.cat", /https/],
    ["ADMIN_OIDC_ISSUER", "http://localhost.example.cat", /https/],
    ["ADMIN_OIDC_ISSUER", "ftp://login.example.cat", /https/],
    ["ADMIN_OIDC_ISSUER", "https://login.example.cat?a=1", /without a query/],
    ["ADMIN_OIDC_ISSUER", "https://me:password@login.example.cat", /without a query/],
    [
      "ADMIN_OIDC_ISSUER",
      "https://login.example.cat/.well-known/openid-configuration",
      /leave out/,
    ],
    ["ADMIN_OIDC_ISSUER", "https://login.microsoftonline.com/common/v2.0", /your own tenant/],
    ["ADMIN_OIDC_ISSUER", "https://login.microsoftonline.com/Organizations/v2.0", /own tenant/],
    ["ADMIN_OIDC_ISSUER", "https://login.microsoftonline.com/consumers", /own tenant/],
    ["ADMIN_OIDC_ISSUER", "https://login.microsoftonline.us/common/v2.0", /own tenant/],
    ["ADMIN_OIDC_CLIENT_SECRET", "short", /whole value/],
    ["ADMIN_OIDC_CLIENT_SECRET", tenant, /Secret ID/],
    ["ADMIN_OIDC_ALLOWED", "Agenda.Owner,,Other", /apart by commas/],
    ["ADMIN_OIDC_ALLOWED", ",", /apart by commas/],
  ])("is refused: %s", (name, value, message) => {
    expect(faultsOf({ ...complete, [name]: value })).toEqual({
      [name]: expect.stringMatching(message),
    });
  });
});
