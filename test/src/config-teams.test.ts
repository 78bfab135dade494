import { describe, expect, it } from "vitest";
import * as z from "zod";
import { checkTeams, teamsOf, teamsShape } from "../../src/config-teams.ts";

const appId = "11111111-2222-4333-8444-555555555555";
const tenantId = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
const otherTenant = "99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee";
const secret = "abc8Q~the.value-of_a~client-secret";
const complete = {
  MICROSOFT_APP_ID: appId,
  MICROSOFT_APP_TENANT_ID: tenantId,
  MICROSOFT_APP_PASSWORD: secret,
};

function parse(settings: Readonly<Record<string, string>>) {
  return z.object(teamsShape).superRefine(checkTeams).safeParse(settings);
}

function read(settings: Readonly<Record<string, string>>) {
  return teamsOf(parse(settings).data ?? expect.fail("the settings are refused"));
}

/** Faults by setting. No fault may give a secret away. */
function faultsOf(settings: Readonly<Record<string, string>>): Record<string, string> {
  const issues = parse(settings).error?.issues ?? [];
  expect(JSON.stringify(issues)).not.toContain(secret);
  return Object.fromEntries(issues.map(({ path, message }) => [path.join("."), message]));
}

describe("the settings of Teams", () => {
  it("are absent where nothing says that Teams is wanted", () => {
    expect(read({})).toBeUndefined();
    expect(read({ MICROSOFT_APP_CONTACT: "informatica@poble.cat" })).toBeUndefined();
    expect(read({ MICROSOFT_APP_TYPE: "UserAssignedMSI" })).toBeUndefined();
  });

  it("are of one tenant with a secret unless they say otherwise", () => {
    const identity = { kind: "secret", appId, tenantId, secret };
    expect(read(complete)).toEqual({ identity });
    expect(read({ ...complete, MICROSOFT_APP_TYPE: "SingleTenant" })).toEqual({ identity });
  });

  it("are of a managed identity, which has no secret", () => {
    const { MICROSOFT_APP_PASSWORD: _, ...ids } = complete;
    expect(read({ ...ids, MICROSOFT_APP_TYPE: "UserAssignedMSI" })).toEqual({
      identity: { kind: "managed-identity", appId, tenantId },
    });
  });

  it("name tenants and whom to ask", () => {
    const settings = {
      ...complete,
      MICROSOFT_APP_ALLOWED_TENANTS: ` ${tenantId.toUpperCase()} , ${otherTenant}`,
      MICROSOFT_APP_CONTACT: " informatica@poble.cat ",
    };
    expect(read(settings)).toMatchObject({
      allowedTenants: [tenantId, otherTenant],
      contact: "informatica@poble.cat",
    });
  });

  it("are taken as people copy them, and as Teams writes them", () => {
    const settings = {
      MICROSOFT_APP_ID: ` ${appId} `,
      MICROSOFT_APP_TENANT_ID: tenantId.toUpperCase(),
      MICROSOFT_APP_PASSWORD: ` ${secret}\n`,
    };
    expect(read(settings)?.identity).toEqual({ kind: "secret", appId, tenantId, secret });
  });
});

describe("half a set-up", () => {
  it.each(Object.keys(complete))("is refused, and names what is missing: %s", (name) => {
    const settings = Object.fromEntries(
      Object.entries(complete).filter(([other]) => other !== name),
    );
    expect(faultsOf(settings)).toEqual({ [name]: expect.stringMatching(/^missing\. It is the/) });
  });

  it("names everything that is missing at once", () => {
    expect(Object.keys(faultsOf({ MICROSOFT_APP_PASSWORD: secret })).toSorted()).toEqual([
      "MICROSOFT_APP_ID",
      "MICROSOFT_APP_TENANT_ID",
    ]);
  });

  it("offers a managed identity to those who have no secret", () => {
    const { MICROSOFT_APP_PASSWORD: _, ...ids } = complete;
    expect(faultsOf(ids)["MICROSOFT_APP_PASSWORD"]).toContain("MICROSOFT_APP_TYPE=UserAssignedMSI");
  });

  it("is not made whole by a secret that a managed identity cannot have", () => {
    expect(faultsOf({ ...complete, MICROSOFT_APP_TYPE: "UserAssignedMSI" })).toEqual({
      MICROSOFT_APP_PASSWORD: expect.stringContaining("take it out"),
    });
  });
});

describe("wrong settings", () => {
  const wrong: [Record<string, string>, string, RegExp][] = [
    [{ MICROSOFT_APP_ID: "agenda" }, "MICROSOFT_APP_ID", /an id like 0{8}-/],
    [{ MICROSOFT_APP_TENANT_ID: "poble.onmicrosoft.com" }, "MICROSOFT_APP_TENANT_ID", /an id like/],
    [{ MICROSOFT_APP_TENANT_ID: appId }, "MICROSOFT_APP_TENANT_ID", /same as MICROSOFT_APP_ID/],
    [{ MICROSOFT_APP_PASSWORD: "short" }, "MICROSOFT_APP_PASSWORD", /whole value/],
    [
      { MICROSOFT_APP_PASSWORD: otherTenant.toUpperCase() },
      "MICROSOFT_APP_PASSWORD",
      /Secret ID: copy the Value/,
    ],
    [
      { MICROSOFT_APP_TYPE: "MultiTenant" },
      "MICROSOFT_APP_TYPE",
      /July 2025.*SingleTenant.*MICROSOFT_APP_ALLOWED_TENANTS/,
    ],
    [{ MICROSOFT_APP_TYPE: "Tenant" }, "MICROSOFT_APP_TYPE", /SingleTenant or UserAssignedMSI/],
    [
      { MICROSOFT_APP_ALLOWED_TENANTS: `${tenantId};${otherTenant}` },
      "MICROSOFT_APP_ALLOWED_TENANTS",
      /apart by commas/,
    ],
    [
      { MICROSOFT_APP_ALLOWED_TENANTS: `${tenantId},` },
      "MICROSOFT_APP_ALLOWED_TENANTS",
      /apart by commas/,
    ],
    [{ MICROSOFT_APP_CONTACT: "x".repeat(201) }, "MICROSOFT_APP_CONTACT", /at most 200/],
  ];
  it.each(wrong)("%o are refused with one reason", (settings, name, reason) => {
    expect(faultsOf({ ...complete, ...settings })).toEqual({
      [name]: expect.stringMatching(reason),
    });
  });
});
