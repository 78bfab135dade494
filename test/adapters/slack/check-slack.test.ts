import type { IncomingMessage } from "node:http";
import { isValidSlackRequest } from "@slack/bolt";
import { describe, expect, it, onTestFinished } from "vitest";
import * as z from "zod";
import { checkSlack, type SlackCheckOptions } from "../../../adapters/slack/check-slack.ts";
import { neededScopes } from "../../../adapters/slack/manifest.ts";
import type { SlackSettings } from "../../../adapters/slack/settings.ts";
import { type Handle, listenFor, unusedUrl } from "../../helpers/listen-for.ts";
import { type Misbehaviour, type SlackApi, startSlackApi } from "./slack-api.ts";

const botToken = "xoxb-test";
const appToken = "xapp-test-secret";
const signingSecret = "0123456789abcdef0123456789abcdef";
const oauth = {
  clientId: "12.34",
  clientSecret: "client-secret-0123",
  stateSecret: "state-secret-01234",
};
const lastEventAt = "2026-11-23T09:00:00.000Z";

/** What the running program has been told. */
interface Program {
  /** Takes Slack's events, and proves them with it. */
  readonly secret?: string;
  /** What it says of Slack when it is asked how it is. */
  readonly slack?: unknown;
  readonly installs?: boolean;
}

/** The program, as far as Slack and the doctor see it. */
function program({ secret, slack, installs = false }: Program): Handle {
  return async (request, response) => {
    if (request.url === "/readyz")
      return response.end(JSON.stringify({ ready: true, items: 1, slack }));
    if (request.url === "/slack/install" && installs)
      return response.writeHead(302, { location: "https://slack.com/" }).end();
    if (request.url !== "/slack/events" || secret === undefined)
      return response.writeHead(404).end();
    const body = await bodyOf(request);
    if (!isSigned(request, body, secret)) return response.writeHead(401).end();
    const { challenge } = z
      .object({ type: z.literal("url_verification"), challenge: z.string() })
      .parse(JSON.parse(body));
    return response.end(JSON.stringify({ challenge }));
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const part of request) body += String(part);
  return body;
}

/** Whether Slack's own package takes it for Slack's. */
function isSigned({ headers }: IncomingMessage, body: string, secret: string): boolean {
  return isValidSlackRequest({
    signingSecret: secret,
    body,
    headers: {
      "x-slack-signature": String(headers["x-slack-signature"]),
      "x-slack-request-timestamp": Number(headers["x-slack-request-timestamp"]),
    },
  });
}

async function startSlack(scopes?: readonly string[]): Promise<SlackApi> {
  const given = scopes ?? (await neededScopes("https://agenda.example.cat"));
  const token = { team: "T0AGENDA00", bot: "U0AGENDA00", botId: "B0AGENDA00", scopes: given };
  const slack = await startSlackApi({ tokens: { [botToken]: token } });
  onTestFinished(() => slack.stop());
  return slack;
}

type Overrides = Partial<SlackSettings> & { readonly options?: Partial<SlackCheckOptions> };

/** Checks, and sees that no finding gives a secret away. */
async function check(apiUrl: string, { options, ...settings }: Overrides) {
  const publicUrl = options?.publicUrl ?? (await unusedUrl());
  const findings = await checkSlack(
    { apiUrl, ...settings },
    { localUrl: publicUrl, timeoutMs: 1_000, ...options, publicUrl },
  );
  const told = JSON.stringify(findings);
  for (const secret of [botToken, appToken, signingSecret, ...Object.values(oauth)])
    expect(told).not.toContain(secret);
  return findings;
}

async function outcomesOf(apiUrl: string, overrides: Overrides) {
  const findings = await check(apiUrl, overrides);
  return findings.map(({ state, outcome }) => `${state} ${outcome}`);
}

async function outcomeOf(name: string, apiUrl: string, overrides: Overrides) {
  const finding = (await check(apiUrl, overrides)).find((each) => each.check === name);
  return finding && `${finding.state} ${finding.outcome}`;
}

describe("checkSlack", () => {
  it("says one thing where Slack is not set up", async () => {
    const options = { publicUrl: "http://localhost:1", localUrl: "http://localhost:1" };
    expect(await checkSlack(undefined, options)).toEqual([
      { check: "slack", state: "skipped", outcome: "slack-unused" },
    ]);
  });

  it("finds a workspace over HTTP that is well, and posts nothing", async () => {
    const slack = await startSlack();
    const running = program({ secret: signingSecret, slack: { mode: "http", lastEventAt } });
    const publicUrl = await listenFor(running);
    const settings = { botToken, signingSecret, allowedWorkspaces: ["T0AGENDA00"] };
    expect(await check(slack.url, { ...settings, options: { publicUrl } })).toMatchObject([
      { check: "slack-reach", outcome: "slack-reached" },
      { check: "clock", outcome: "clock-right" },
      { outcome: "token-valid", values: { workspace: "Ajuntament", id: "T0AGENDA00" } },
      { check: "slack-scopes", state: "ok", outcome: "scopes-complete" },
      { check: "slack-workspace", state: "ok", outcome: "workspace-allowed" },
      { check: "slack-receiver", state: "ok", outcome: "receiver-verified" },
      { check: "slack-events", outcome: "events-arrive", values: { at: lastEventAt } },
    ]);
    expect(slack.calls.map(({ method }) => method).toSorted()).toEqual(["api.test", "auth.test"]);
    expect(slack.faults).toEqual([]);
  });

  it("finds a socket that is well, and sends nothing to the program's own address", async () => {
    const slack = await startSlack();
    const running = program({ slack: { mode: "socket", connected: true, lastEventAt } });
    const publicUrl = await listenFor(running);
    // A secret may be there too: the socket then carries everything all the same.
    const settings = { botToken, appToken, signingSecret, options: { publicUrl } };
    expect(await outcomesOf(slack.url, settings)).toEqual([
      "ok slack-reached",
      "ok clock-right",
      "ok token-valid",
      "ok scopes-complete",
      "ok app-token-valid",
      "ok events-arrive",
    ]);
    expect(slack.faults).toEqual([]);
  });

  it("says only that Slack is not reached where the network is down", async () => {
    const nowhere = await unusedUrl();
    expect(await check(nowhere, { botToken, appToken })).toMatchObject([
      { state: "fault", outcome: "slack-unreached", values: { url: nowhere, why: "refused" } },
      { state: "skipped", outcome: "events-unknown" },
    ]);
  });
});

describe("the bot's token", () => {
  it.each([
    ["invalid_auth", "fault token-invalid"],
    ["not_authed", "fault token-invalid"],
    ["token_revoked", "fault token-revoked"],
    ["token_expired", "fault token-expired"],
    ["account_inactive", "fault token-inactive"],
    ["ekm_access_denied", "fault token-refused"],
    ["<html>", "warning token-unanswered"],
  ])("is judged by Slack's %s as %s", async (error, outcome) => {
    const slack = await startSlack();
    slack.misbehave("auth.test", { kind: "error", error });
    expect(await outcomeOf("slack-token", slack.url, { botToken })).toBe(outcome);
  });

  it("is judged by what Slack knows of it", async () => {
    const slack = await startSlack();
    const settings = { botToken: "xoxb-other" };
    expect(await outcomeOf("slack-token", slack.url, settings)).toBe("fault token-invalid");
    slack.revoke(botToken);
    expect(await outcomeOf("slack-token", slack.url, { botToken })).toBe("fault token-revoked");
  });

  const passing: [Misbehaviour, string][] = [
    [{ kind: "status", status: 429, retryAfterSeconds: 30 }, "warning token-busy"],
    [{ kind: "status", status: 500 }, "warning token-unanswered"],
    [{ kind: "not-json" }, "warning token-unanswered"],
    [{ kind: "drop-before" }, "warning token-unanswered"],
    [{ kind: "hang" }, "warning token-unanswered"],
  ];
  it.each(passing)("is not judged while Slack does not answer: %o", async (fault, outcome) => {
    const slack = await startSlack();
    slack.misbehave("auth.test", fault);
    const settings = { botToken, options: { timeoutMs: 300 } };
    expect(await outcomeOf("slack-token", slack.url, settings)).toBe(outcome);
  });

  it("lacks the scopes that are named", async () => {
    const needed = await neededScopes("https://agenda.example.cat");
    const slack = await startSlack(needed.filter((scope) => !/^(?:commands|im:)/.test(scope)));
    expect(await check(slack.url, { botToken })).toContainEqual({
      check: "slack-scopes",
      state: "fault",
      outcome: "scopes-missing",
      values: { scopes: "commands, im:history, im:write" },
    });
  });

  it("can do without knowing who administers, and not at all where they are listed", async () => {
    const needed = await neededScopes("https://agenda.example.cat");
    const slack = await startSlack(needed.filter((scope) => scope !== "users:read"));
    const of = (settings: object) =>
      outcomeOf("slack-scopes", slack.url, { botToken, ...settings });
    expect(await of({})).toBe("warning scopes-admins");
    expect(await of({ admins: ["U0ANNA0000"] })).toBe("ok scopes-complete");
  });

  it("needs no scopes for previews where there can be none", async () => {
    const slack = await startSlack(await neededScopes("http://localhost:3978"));
    const local = { options: { publicUrl: await unusedUrl() } };
    const named = { options: { publicUrl: "https://agenda.invalid" } };
    const of = (overrides: Overrides) =>
      outcomeOf("slack-scopes", slack.url, { botToken, ...overrides });
    expect(await of(local)).toBe("ok scopes-complete");
    expect(await of(named)).toBe("fault scopes-missing");
  });

  it("belongs to a workspace that is served", async () => {
    const slack = await startSlack();
    const of = (allowedWorkspaces?: string[]) =>
      outcomeOf("slack-workspace", slack.url, {
        botToken,
        ...(allowedWorkspaces === undefined ? {} : { allowedWorkspaces }),
      });
    expect(await of()).toBeUndefined();
    expect(await of(["T0OTHER000", "T0AGENDA00"])).toBe("ok workspace-allowed");
    expect(await of(["T0OTHER000"])).toBe("fault workspace-refused");
  });
});

describe("a workspace of an organisation", () => {
  it("is served when the organisation is", async () => {
    const ids = { team: "Sala", team_id: "T0AGENDA00", enterprise_id: "E0AGENDA00" };
    const slack = await listenFor((_request, response) =>
      response.end(JSON.stringify({ ok: true, ...ids })),
    );
    const of = (id: string) =>
      outcomeOf("slack-workspace", slack, { botToken, allowedWorkspaces: [id] });
    expect(await of("E0AGENDA00")).toBe("ok workspace-allowed");
    expect(await of("E0OTHER000")).toBe("fault workspace-refused");
    // It does not say either what the token may do.
    expect(await outcomeOf("slack-scopes", slack, { botToken })).toBe("skipped scopes-unknown");
  });
});

describe("the app's token", () => {
  it.each([
    ["invalid_auth", "fault app-token-invalid"],
    ["not_allowed_token_type", "fault app-token-invalid"],
    ["missing_scope", "fault app-token-scope"],
    ["access_denied", "fault app-token-refused"],
    ["ratelimited", "warning app-token-busy"],
    ["fatal error", "warning app-token-unanswered"],
  ])("is judged by Slack's %s as %s", async (error, outcome) => {
    const slack = await startSlack();
    slack.misbehave("apps.connections.open", { kind: "error", error });
    expect(await outcomeOf("slack-app-token", slack.url, { botToken, appToken })).toBe(outcome);
  });
});

describe("this machine's clock", () => {
  it.each([
    [-59, "ok clock-right"],
    [90, "warning clock-off"],
    [-90, "warning clock-off"],
    [400, "fault clock-wrong"],
  ])("that is %i seconds away is %s", async (seconds, outcome) => {
    const slack = await startSlack();
    const options = { now: () => Date.now() + seconds * 1_000 };
    expect(await outcomeOf("clock", slack.url, { botToken, options })).toBe(outcome);
  });
});

describe("the address of events", () => {
  async function receiverOf(handle: Handle, local?: Handle): Promise<string | undefined> {
    const slack = await startSlack();
    const publicUrl = await listenFor(handle);
    const localUrl = local === undefined ? publicUrl : await listenFor(local);
    const options = { publicUrl, localUrl, timeoutMs: 300 };
    return outcomeOf("slack-receiver", slack.url, { botToken, signingSecret, options });
  }

  it("is judged by what answers there", async () => {
    const other = "another-secret-of-another-app";
    expect(await receiverOf(program({ secret: other }))).toBe("fault receiver-other-secret");
    expect(await receiverOf(program({}))).toBe("fault receiver-without-slack");
    const answering = (status: number, body: string): Handle => {
      return (_request, response) => response.writeHead(status, { location: "/x" }).end(body);
    };
    expect(await receiverOf(answering(301, ""))).toBe("fault receiver-redirected");
    expect(await receiverOf(answering(502, ""))).toBe("fault receiver-other");
    expect(await receiverOf(answering(200, "It works!"))).toBe("fault receiver-other");
  });

  it("may not be reached from here and still lead to the program", async () => {
    const silent: Handle = () => {};
    expect(await receiverOf(silent)).toBe("fault receiver-unreached");
    const own = program({ secret: signingSecret });
    expect(await receiverOf(silent, own)).toBe("warning receiver-local");
  });
});

describe("the arrival of events", () => {
  async function arrivalOf(slack: unknown, settings: Overrides = { botToken, signingSecret }) {
    const api = await startSlack();
    const publicUrl = await listenFor(program({ secret: signingSecret, slack }));
    return outcomeOf("slack-events", api.url, { ...settings, options: { publicUrl } });
  }

  it("is what the running program says", async () => {
    const socket = { botToken, appToken };
    expect(await arrivalOf({ mode: "http" })).toBe("warning events-none");
    expect(await arrivalOf({ mode: "socket", connected: true }, socket)).toBe(
      "warning events-none",
    );
    const cut = { mode: "socket", connected: false, lastEventAt };
    expect(await arrivalOf(cut, socket)).toBe("fault events-disconnected");
  });

  it("is of no use where the program was started with other settings", async () => {
    expect(await arrivalOf(undefined)).toBe("fault events-restart");
    expect(await arrivalOf({ mode: "socket", connected: true })).toBe("fault events-restart");
  });

  it("is asked of the program itself where a proxy keeps that page", async () => {
    const slack = await startSlack();
    const publicUrl = await listenFor((_request, response) => response.writeHead(403).end());
    const localUrl = await listenFor(program({ slack: { mode: "http", lastEventAt } }));
    const options = { publicUrl, localUrl };
    const settings = { botToken, signingSecret, options };
    expect(await outcomeOf("slack-events", slack.url, settings)).toBe("ok events-arrive");
  });

  it("is not known where something else answers", async () => {
    const slack = await startSlack();
    const publicUrl = await listenFor((_request, response) => response.end("It works!"));
    const settings = { botToken, signingSecret, options: { publicUrl } };
    expect(await outcomeOf("slack-events", slack.url, settings)).toBe("skipped events-unknown");
  });
});

describe("installing in many workspaces", () => {
  it("opens its page, and cannot be proved further", async () => {
    const slack = await startSlack();
    const running = { secret: signingSecret, slack: { mode: "http" }, installs: true };
    const publicUrl = await listenFor(program(running));
    const settings = { oauth, signingSecret, options: { publicUrl } };
    expect(await outcomesOf(slack.url, settings)).toEqual([
      "ok slack-reached",
      "ok clock-right",
      "skipped token-by-installation",
      "warning workspaces-open",
      "ok receiver-verified",
      "warning events-none",
      "ok install-opens",
    ]);
    const listed = { ...settings, allowedWorkspaces: ["T0AGENDA00", "E0AGENDA00"] };
    expect(await outcomeOf("slack-workspace", slack.url, listed)).toBe("ok workspaces-listed");
  });

  it("has no page where the running program does not know of it", async () => {
    const slack = await startSlack();
    const publicUrl = await listenFor(program({ secret: signingSecret }));
    const of = (options: Partial<SlackCheckOptions>) =>
      outcomeOf("slack-install", slack.url, { oauth, signingSecret, options });
    expect(await of({ publicUrl })).toBe("fault install-missing");
    expect(await of({ publicUrl: await unusedUrl() })).toBe("warning install-unreached");
  });
});
