import { describe, expect, it } from "vitest";
import * as z from "zod";
import { checkTeams, type TeamsCheckOptions } from "../../../adapters/teams/check-teams.ts";
import type { TeamsIdentity, TeamsSettings } from "../../../adapters/teams/settings.ts";
import { teamsCatalan } from "../../../scripts/doctor/words-teams-ca.ts";
import { teamsEnglish } from "../../../scripts/doctor/words-teams-en.ts";
import { teamsSpanish } from "../../../scripts/doctor/words-teams-es.ts";
import { type Handle, listenFor, unusedUrl } from "../../helpers/listen-for.ts";

const appId = "11111111-2222-4333-8444-555555555555";
const tenantId = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
const otherTenant = "99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee";
const secret = "abc8Q~the.value-of_a~client-secret";
const withSecret: TeamsIdentity = { kind: "secret", appId, tenantId, secret };
const managed: TeamsIdentity = { kind: "managed-identity", appId, tenantId };
const publicUrl = "https://agenda.poble.invalid";
const lastActivityAt = "2026-11-23T09:00:00.000Z";
const known = { checkIdentity: async () => {} };

/** What the running program answers to who has no token, and says of Teams. */
interface Program {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly teams?: unknown;
}

/** The program, as far as Teams and the doctor see it; it takes nothing but an activity of Teams. */
function program({ status = 401, headers = {}, teams }: Program): Handle {
  return async (request, response) => {
    if (request.url === "/readyz") return response.end(JSON.stringify({ ready: true, teams }));
    if (request.url !== "/api/messages" || request.method !== "POST")
      return response.writeHead(404).end();
    let body = "";
    for await (const part of request) body += String(part);
    const activity = z.object({
      type: z.string().min(1),
      channelId: z.literal("msteams"),
      serviceUrl: z.url(),
    });
    const isActivity =
      request.headers["content-type"] === "application/json" &&
      request.headers.authorization === undefined &&
      activity.safeParse(JSON.parse(body)).success;
    return response.writeHead(isActivity ? status : 400, headers).end();
  };
}

/** Microsoft, with the time of this machine or another one. */
const microsoft =
  (secondsAhead = 0): Handle =>
  (_request, response) => {
    const date = new Date(Date.now() + secondsAhead * 1_000).toUTCString();
    response.writeHead(404, { date }).end();
  };

interface Setting extends Partial<TeamsCheckOptions> {
  readonly settings?: Partial<TeamsSettings>;
}

/** Checks, and sees that no finding gives the secret away. */
async function check({ settings, ...options }: Setting = {}) {
  const url = options.publicUrl ?? (await unusedUrl());
  const findings = await checkTeams(
    { identity: withSecret, ...settings },
    {
      localUrl: url,
      version: "1.1.0",
      framework: known,
      timeoutMs: 1_000,
      microsoftUrls: [await listenFor(microsoft())],
      ...options,
      publicUrl: url,
    },
  );
  expect(JSON.stringify(findings)).not.toContain(secret);
  return findings;
}

async function outcomeOf(name: string, setting: Setting) {
  const finding = (await check(setting)).find((each) => each.check === name);
  return finding && `${finding.state} ${finding.outcome}`;
}

/** Rejects like the framework does: with nothing of Microsoft's error but its number. */
function refusing(reason: string): Setting {
  const error = new Error(`no token from Microsoft: ${reason}`);
  return { framework: { checkIdentity: () => Promise.reject(error) } };
}

describe("checkTeams", () => {
  it("says one thing where Teams is not set up, or only for an emulator", async () => {
    const options = { publicUrl, localUrl: publicUrl, version: "1.1.0", framework: known };
    const unused = [{ check: "teams", state: "skipped", outcome: "teams-unused" }];
    expect(await checkTeams(undefined, options)).toEqual(unused);
    expect(await checkTeams({}, options)).toEqual(unused);
  });

  it("finds a program that is well", async () => {
    const teams = { mode: "secret", lastActivityAt };
    const localUrl = await listenFor(program({ teams }));
    expect(await check({ publicUrl: localUrl })).toMatchObject([
      { check: "teams-reach", state: "ok", outcome: "teams-reached" },
      { check: "teams-clock", state: "ok", outcome: "teams-clock-right" },
      { check: "teams-identity", state: "ok", values: { id: appId } },
      { check: "teams-tenants", state: "ok", outcome: "teams-tenant-allowed" },
      {
        check: "teams-endpoint",
        state: "ok",
        outcome: "teams-endpoint-verified",
        values: { url: `${localUrl}/api/messages`, status: 401 },
      },
      { check: "teams-activities", state: "ok", values: { at: lastActivityAt } },
      // A test has no address of its own with a certificate.
      { check: "teams-package", state: "fault", outcome: "teams-package-address" },
    ]);
  });

  it("asks nobody for a token where Microsoft is not reached, and names what is not", async () => {
    let asked = 0;
    const framework = {
      async checkIdentity() {
        asked += 1;
      },
    };
    const nowhere = await unusedUrl();
    const microsoftUrls = [await listenFor(microsoft()), nowhere] as const;
    expect((await check({ framework, microsoftUrls }))[0]).toEqual({
      check: "teams-reach",
      state: "fault",
      outcome: "teams-unreached",
      values: { url: nowhere, why: "refused" },
    });
    expect(asked).toBe(0);
  });
});

describe("the identity", () => {
  it.each([
    ["invalid_client, AADSTS7000215", "fault teams-secret-wrong"],
    ["AADSTS7000222", "fault teams-secret-expired"],
    ["unauthorized_client, AADSTS700016", "fault teams-app-missing"],
    ["AADSTS7000229", "fault teams-principal-missing"],
    ["AADSTS90002", "fault teams-tenant-missing"],
    ["AADSTS53003", "fault teams-identity-refused"],
    ["network_error", "warning teams-identity-unanswered"],
    ["no answer within 10000 ms", "warning teams-identity-unanswered"],
  ])("is judged by Microsoft's %s as %s", async (reason, outcome) => {
    expect(await outcomeOf("teams-identity", refusing(reason))).toBe(outcome);
  });

  it("is told with Microsoft's number, wherever it stands, and with no word of its text", async () => {
    const cause = new Error("AADSTS50034: The user anna@poble.cat does not exist");
    const framework = {
      checkIdentity: () => Promise.reject(new Error("no token", { cause })),
    };
    const findings = await check({ framework });
    expect(findings).toContainEqual({
      check: "teams-identity",
      state: "fault",
      outcome: "teams-identity-refused",
      values: { code: "AADSTS50034", id: appId },
    });
    expect(JSON.stringify(findings)).not.toContain("anna");
  });

  it("is the machine's, where it is managed", async () => {
    const settings = { identity: managed };
    expect(await outcomeOf("teams-identity", { settings })).toBe("ok teams-identity-valid");
    const other = { ...refusing("CredentialUnavailableError"), settings };
    expect(await outcomeOf("teams-identity", other)).toBe("fault teams-identity-machine");
  });
});

describe("the tenants", () => {
  it.each([
    [undefined, "ok teams-tenant-allowed"],
    [[tenantId, otherTenant], "ok teams-tenants-listed"],
    [[otherTenant], "warning teams-tenants-without-own"],
  ])("that are %o are %s", async (allowedTenants, outcome) => {
    const settings = allowedTenants === undefined ? {} : { allowedTenants };
    expect(await outcomeOf("teams-tenants", { settings })).toBe(outcome);
  });
});

describe("the clock", () => {
  it.each([
    [0, "ok teams-clock-right"],
    [90, "warning teams-clock-off"],
    [-90, "warning teams-clock-off"],
    [400, "fault teams-clock-wrong"],
  ])("of Microsoft that is %i seconds ahead is %s", async (seconds, outcome) => {
    const microsoftUrls = [await listenFor(microsoft(seconds))] as const;
    expect(await outcomeOf("teams-clock", { microsoftUrls })).toBe(outcome);
  });
});

describe("the endpoint", () => {
  const answers: [Program, string][] = [
    [{ status: 401 }, "ok teams-endpoint-verified"],
    [
      { status: 401, headers: { "www-authenticate": 'Basic realm="intranet"' } },
      "fault teams-endpoint-guarded",
    ],
    [{ status: 403 }, "fault teams-endpoint-emulator"],
    [{ status: 404 }, "fault teams-endpoint-missing"],
    [{ status: 405 }, "fault teams-endpoint-missing"],
    [{ status: 302, headers: { location: "/login" } }, "fault teams-endpoint-redirected"],
    [{ status: 400 }, "fault teams-endpoint-other"],
    // Whatever takes messages without a token is not this program.
    [{ status: 200 }, "fault teams-endpoint-other"],
    [{ status: 502 }, "fault teams-endpoint-other"],
  ];
  it.each(answers)("that answers %o is %s", async (answer, outcome) => {
    const url = await listenFor(program(answer));
    expect(await outcomeOf("teams-endpoint", { publicUrl: url })).toBe(outcome);
  });

  it("that nobody reaches is a fault, unless the program itself is well", async () => {
    const away = await unusedUrl();
    const localUrl = await listenFor(program({}));
    expect(await outcomeOf("teams-endpoint", { publicUrl: away })).toBe(
      "fault teams-endpoint-unreached",
    );
    expect(await outcomeOf("teams-endpoint", { publicUrl: away, localUrl })).toBe(
      "warning teams-endpoint-local",
    );
    const other = await listenFor(program({ status: 200 }));
    expect(await outcomeOf("teams-endpoint", { publicUrl: away, localUrl: other })).toBe(
      "fault teams-endpoint-unreached",
    );
  });
});

describe("what Teams sends", () => {
  const states: [unknown, string][] = [
    [{ mode: "secret", lastActivityAt }, "ok teams-activities-arrive"],
    [{ mode: "secret" }, "warning teams-activities-none"],
    [{ mode: "emulator", lastActivityAt }, "fault teams-activities-restart"],
    [{ mode: "managed-identity" }, "fault teams-activities-restart"],
    [undefined, "fault teams-activities-restart"],
    ["?", "skipped teams-activities-unknown"],
  ];
  it.each(states)("is known of a program that says %o: %s", async (teams, outcome) => {
    const url = await listenFor(program({ teams }));
    expect(await outcomeOf("teams-activities", { publicUrl: url })).toBe(outcome);
  });

  it("is asked of the program itself where a proxy keeps that to itself", async () => {
    const proxy = await listenFor((_request, response) => response.writeHead(403).end());
    const localUrl = await listenFor(program({ teams: { mode: "secret", lastActivityAt } }));
    const setting = { publicUrl: proxy, localUrl };
    expect(await outcomeOf("teams-activities", setting)).toBe("ok teams-activities-arrive");
  });

  it("is not known while the program is stopped", async () => {
    expect(await outcomeOf("teams-activities", {})).toBe("skipped teams-activities-unknown");
  });
});

describe("the package", () => {
  it.each([
    [publicUrl, "1.1.0", "ok teams-package-valid"],
    [publicUrl, "0.1.0", "fault teams-package-refused"],
    ["http://agenda.poble.invalid", "1.1.0", "fault teams-package-address"],
    ["http://localhost:1", "1.1.0", "fault teams-package-address"],
  ])("for %s of version %s is %s", async (url, version, outcome) => {
    expect(await outcomeOf("teams-package", { publicUrl: url, version })).toBe(outcome);
  });

  it("is refused with the first reason", async () => {
    expect(await check({ publicUrl, version: "0.1.0" })).toContainEqual({
      check: "teams-package",
      state: "fault",
      outcome: "teams-package-refused",
      values: { first: "manifest.json: version 0.1.0 is not like 1.0.0", count: 1 },
    });
  });
});

const values = {
  url: "https://agenda.poble.cat",
  why: "refused",
  seconds: 90,
  code: "AADSTS53003",
  id: appId,
  count: 2,
  status: 404,
  at: lastActivityAt,
  version: "1.1.0",
  first: "manifest.json: raó",
};
const words = { ca: teamsCatalan, es: teamsSpanish, en: teamsEnglish };

describe.each(Object.entries(words))("the doctor's words about Teams in %s", (_language, said) => {
  const outcomes = Object.entries(said).map(([outcome, say]) => ({ outcome, told: say(values) }));

  it("say every finding whole, and once", () => {
    for (const { outcome, told } of outcomes) {
      expect(told.join(" "), outcome).not.toMatch(/undefined|NaN|\[object| {2}/);
      expect(told[0], outcome).toMatch(/[.)»”]$/u);
    }
    expect(new Set(outcomes.map(({ told }) => told[0])).size).toBe(outcomes.length);
  });

  it("give a remedy for everything that is wrong, and for nothing that is right", () => {
    const fine = /-(?:reached|right|valid|allowed|listed|verified|arrive|unknown)$/;
    for (const { outcome, told } of outcomes)
      expect([outcome, told[1] === undefined]).toEqual([outcome, fine.test(outcome)]);
  });

  it("name settings that there are", () => {
    const named = JSON.stringify(outcomes).match(/MICROSOFT_[A-Z_]+/g) ?? [];
    expect(new Set(named)).toEqual(
      new Set([
        "MICROSOFT_APP_ID",
        "MICROSOFT_APP_TENANT_ID",
        "MICROSOFT_APP_PASSWORD",
        "MICROSOFT_APP_TYPE",
        "MICROSOFT_APP_ALLOWED_TENANTS",
      ]),
    );
  });
});
