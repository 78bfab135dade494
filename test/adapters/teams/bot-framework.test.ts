import { createServer } from "node:http";
import { Writable } from "node:stream";
import fc from "fast-check";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { InvokeReply, OutgoingActivity } from "../../../adapters/teams/activity.ts";
import {
  type BotFrameworkOptions,
  createBotFramework,
} from "../../../adapters/teams/bot-framework.ts";
import type { Conversation } from "../../../adapters/teams/connector.ts";
import type { TeamsIdentity } from "../../../adapters/teams/settings.ts";
import { SendError } from "../../../src/delivery/send-error.ts";
import { cardAction, fileMessage, ids, message, unknownActivity } from "./activities.ts";
import {
  type ConnectorServer,
  type Misbehaviour,
  type Operation,
  startConnectorServer,
} from "./connector-server.ts";
import { type IdentityEndpoint, startIdentityEndpoint } from "./identity-endpoint.ts";

const log = pino({ level: "silent" });
const identity: TeamsIdentity = {
  kind: "secret",
  appId: ids.app,
  tenantId: ids.tenant,
  secret: "secret-of-the-app",
};
const token = "token-of-the-bot";

let teams: ConnectorServer;
beforeEach(async () => {
  teams = await startConnectorServer({ token });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await teams.stop();
  await teams.stop();
});

/**
 * The Bot Framework with a token at hand. How the package asks Microsoft for one with the app's secret is thereby not
 * tested: the address, login.microsoftonline.com, cannot be another one, and it cannot be reached from here.
 */
function framework(options: Partial<BotFrameworkOptions> = {}) {
  return createBotFramework({
    settings: { identity },
    log,
    askForToken: async () => token,
    ...options,
  });
}

function conversation(more: Partial<Conversation> = {}): Conversation {
  const place = { id: ids.personal, tenant: ids.tenant, bot: ids.bot };
  return { serviceUrl: teams.serviceUrl, ...place, ...more };
}

const hello: OutgoingActivity = { type: "message", text: "Bon dia", textFormat: "markdown" };

/** What is thrown. */
async function faultOf(work: Promise<unknown>): Promise<SendError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SendError)) throw new Error("no SendError", { cause: error });
  return error;
}

describe("receive", () => {
  const serviceUrl = "http://localhost:56150/_connector";
  const bots = () => framework({ settings: {} });

  it("hands over what came, as it came", async () => {
    for (const activity of [message({ serviceUrl }), fileMessage({ serviceUrl })]) {
      const before = structuredClone(activity);
      const handle = vi.fn(async () => undefined);
      expect(await bots().receive(undefined, activity, handle)).toEqual({ status: 200 });
      expect(handle.mock.calls).toEqual([[before]]);
    }
  });

  it("hands over activities of types that nobody knows yet", async () => {
    const handle = vi.fn(async () => undefined);
    const result = await bots().receive(undefined, unknownActivity({ serviceUrl }), handle);
    expect(result).toEqual({ status: 200 });
    expect(handle).toHaveBeenCalledOnce();
  });

  it.each<InvokeReply>([
    { status: 200, body: { statusCode: 200, type: "application/vnd.microsoft.card.adaptive" } },
    { status: 200 },
    { status: 501 },
  ])("gives the reply to an invoke back: %j", async (reply) => {
    const result = await bots().receive(undefined, cardAction({ serviceUrl }), async () => reply);
    expect(result).toEqual(reply);
  });

  it("ignores how a sender wants the answers delivered", async () => {
    const activity = message({ serviceUrl, more: { deliveryMode: "expectReplies" } });
    expect(await bots().receive(undefined, activity, async () => undefined)).toEqual({
      status: 200,
    });
  });

  it.each([
    undefined,
    null,
    "",
    "message",
    1,
    [],
    {},
    { type: "message" },
    { type: "", channelId: "msteams", serviceUrl },
    { type: 1, channelId: "msteams", serviceUrl },
    { type: "message", channelId: "msteams", serviceUrl: "localhost" },
    { type: "message", channelId: "msteams", serviceUrl: null },
    { type: "message", channelId: "", serviceUrl },
  ])("refuses what is no activity: %j", async (body) => {
    const handle = vi.fn(async () => undefined);
    expect(await bots().receive(undefined, body, handle)).toEqual({ status: 400 });
    expect(handle).not.toHaveBeenCalled();
  });

  it("answers 500 when an activity could not be taken, and tells the log alone why", async () => {
    const lines: string[] = [];
    const stream = new Writable({
      write(line, _encoding, done) {
        lines.push(String(line));
        done();
      },
    });
    const bots = framework({ settings: {}, log: pino(stream) });
    const result = await bots.receive(undefined, message({ serviceUrl }), async () => {
      throw new Error("database is gone");
    });
    expect(result).toEqual({ status: 500 });
    expect(lines.map((line) => JSON.parse(line).err.message)).toEqual(["database is gone"]);
  });
});

describe("send", () => {
  it("sends an activity and gives its id", async () => {
    const id = await framework().send(conversation(), hello);
    expect(teams.messages).toMatchObject([
      { id, conversation: ids.personal, activity: { text: "Bon dia", textFormat: "markdown" } },
    ]);
    expect(teams.messages[0]?.activity).toMatchObject({
      from: { id: ids.bot },
      conversation: { id: ids.personal, tenantId: ids.tenant },
    });
    expect(teams.faults).toEqual([]);
  });

  it("sends it below another one", async () => {
    const id = `${ids.channel};messageid=1767224924615`;
    await framework().send(conversation({ id }), hello, "1767224924615");
    const [sent] = teams.messagesIn(id);
    expect(sent).toMatchObject({ replyTo: "1767224924615" });
    expect(sent?.activity.replyToId).toBe("1767224924615");
    expect(teams.faults).toEqual([]);
  });

  it("sends everything that is in it: citations, cards and what only Teams knows", async () => {
    const citation = {
      "@type": "Claim",
      position: 1,
      appearance: {
        "@type": "DigitalDocument",
        name: "1.1.1 Identitat digital",
        url: "https://agenda.example.org/agenda/1.1.1",
        abstract: "Dotar tothom d’una identitat digital.",
        keywords: ["Acció"],
      },
    };
    const entities = [
      {
        type: "https://schema.org/Message",
        "@type": "Message",
        "@context": "https://schema.org",
        "@id": "",
        additionalType: ["AIGeneratedContent"],
        citation: [citation],
      },
    ];
    const channelData = { feedbackLoop: { type: "custom" } };
    const cited: OutgoingActivity = { ...hello, text: "Sí. [1]", entities, channelData };
    await framework().send(conversation(), cited);
    const card: OutgoingActivity = {
      type: "message",
      summary: "Més",
      attachments: [
        {
          contentType: "application/vnd.microsoft.card.adaptive",
          content: {
            type: "AdaptiveCard",
            $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
            version: "1.5",
            fallbackText: "Més",
            body: [{ type: "TextBlock", text: "Més", wrap: true }],
            actions: [{ type: "Action.Execute", verb: "more", data: { deep: [{ er: null }] } }],
            msteams: { width: "Full" },
          },
        },
      ],
    };
    await framework().send(conversation(), card);
    expect(teams.messages.map(({ activity }) => activity)).toMatchObject([cited, card]);
    expect(teams.faults).toEqual([]);
  });

  it("shows that an answer is being made", async () => {
    await framework().send(conversation(), { type: "typing" });
    expect(teams.typing).toEqual([ids.personal]);
    expect(teams.messages).toEqual([]);
    expect(teams.faults).toEqual([]);
  });

  it("gives no id where Teams gives none", async () => {
    teams.misbehave("send", { kind: "status", status: 202, body: "" });
    teams.misbehave("send", { kind: "status", status: 201, body: '{"id":""}' });
    expect(await framework().send(conversation(), hello)).toBeUndefined();
    expect(await framework().send(conversation(), hello)).toBeUndefined();
  });

  it("reaches a service whose address has no slash at the end", async () => {
    const serviceUrl = teams.serviceUrl.slice(0, -1);
    expect(await framework().send(conversation({ serviceUrl }), hello)).toMatch(/^\d+$/);
  });

  it("keeps to the conversation, whatever its id", async () => {
    const odd = "19:a/b?c#d%2F@thread.tacv2;messageid=1";
    await framework().send(conversation({ id: odd }), hello);
    expect(teams.messages).toMatchObject([{ conversation: odd }]);
  });

  it("shows no token to an emulator", async () => {
    await teams.stop();
    teams = await startConnectorServer();
    const bots = createBotFramework({ settings: {}, log });
    expect(await bots.send(conversation(), hello)).toMatch(/^\d+$/);
    expect(teams.calls).toMatchObject([{ authorization: undefined }]);
  });
});

describe("update and remove", () => {
  it("change and delete what was sent", async () => {
    const bots = framework();
    const id = String(await bots.send(conversation(), hello));
    await bots.update(conversation(), id, { type: "message", text: "Bona tarda" });
    expect(teams.messages).toMatchObject([{ id, edits: 1, activity: { text: "Bona tarda" } }]);
    await bots.remove(conversation(), id);
    expect(teams.messages).toEqual([]);
    expect(teams.faults).toEqual([]);
  });

  it("mind nothing when it is gone already", async () => {
    const bots = framework();
    const id = String(await bots.send(conversation(), hello));
    teams.lose(ids.personal, id);
    await bots.update(conversation(), id, hello);
    await bots.remove(conversation(), id);
    expect(teams.callsOf("update")).toHaveLength(1);
    expect(teams.callsOf("remove")).toHaveLength(1);
  });

  it("are refused where the bot may not write", async () => {
    const bots = framework();
    const id = String(await bots.send(conversation(), hello));
    teams.block(ids.personal, 403, "BotDisabledByAdmin");
    expect(await faultOf(bots.update(conversation(), id, hello))).toMatchObject({
      outcome: "refused",
      message: "update: Teams answered 403 (BotDisabledByAdmin)",
    });
    expect(await faultOf(bots.remove(conversation(), id))).toMatchObject({
      outcome: "refused",
      message: "remove: Teams answered 403 (BotDisabledByAdmin)",
    });
  });
});

describe("an answer of Teams", () => {
  const calls: [Operation, () => Promise<unknown>][] = [
    ["send", () => framework().send(conversation(), hello)],
    ["update", () => framework().update(conversation(), "1767224924615", hello)],
    ["remove", () => framework().remove(conversation(), "1767224924615")],
  ];

  describe.each(calls)("to %s", (operation, call) => {
    it.each([408, 412, 429, 500, 502, 503, 504])("passes, and says so: %d", async (status) => {
      teams.misbehave(operation, { kind: "status", status });
      const fault = await faultOf(call());
      expect(fault).toMatchObject({
        outcome: "not-sent",
        message: `${operation}: Teams answered ${status} (ServiceError)`,
      });
      expect(fault.retryAfterMs).toBeGreaterThanOrEqual(2_000);
      expect(fault.retryAfterMs).toBeLessThan(5_000);
      // The package would have called again by itself.
      expect(teams.callsOf(operation)).toHaveLength(1);
    });

    it.each([400, 402, 403, 405, 409, 410, 413, 415, 422])("is final: %d", async (status) => {
      teams.misbehave(operation, { kind: "status", status, code: "BadArgument" });
      expect(await faultOf(call())).toMatchObject({
        outcome: "refused",
        message: `${operation}: Teams answered ${status} (BadArgument)`,
        retryAfterMs: undefined,
      });
    });

    it.each([401, 301, 302, 307])("can be mended meanwhile: %d", async (status) => {
      teams.misbehave(operation, { kind: "status", status, code: "BotNotRegistered" });
      expect(await faultOf(call())).toMatchObject({ outcome: "not-sent", retryAfterMs: undefined });
      expect(teams.callsOf(operation)).toHaveLength(1);
    });

    it.each([501, 505, 507])("leaves it open what was done: %d", async (status) => {
      teams.misbehave(operation, { kind: "status", status });
      expect(await faultOf(call())).toMatchObject({ outcome: "unknown" });
    });

    it.each<Misbehaviour>([
      { kind: "drop-before" },
      { kind: "drop-after" },
      { kind: "not-json" },
      { kind: "hang" },
    ])("leaves it open when it breaks: %j", async (misbehaviour) => {
      const bots = framework({ callTimeoutMs: 100 });
      const { id } = await sent();
      teams.misbehave(operation, misbehaviour);
      const work = {
        send: () => bots.send(conversation(), hello),
        update: () => bots.update(conversation(), id, hello),
        remove: () => bots.remove(conversation(), id),
      };
      expect(await faultOf(work[operation]())).toMatchObject({ outcome: "unknown" });
    });
  });

  /** A message that is there. */
  async function sent(): Promise<{ readonly id: string }> {
    return { id: String(await framework().send(conversation(), hello)) };
  }

  it("leaves it open when it breaks off", async () => {
    teams.misbehave("send", { kind: "drop-midway" });
    const fault = await faultOf(framework().send(conversation(), hello));
    expect(fault).toMatchObject({ outcome: "unknown", message: "send: the answer broke off" });
    expect(teams.messages).toHaveLength(1);
  });

  it("leaves it open when it comes too late", async () => {
    teams.misbehave("send", { kind: "slow", ms: 300 });
    const fault = await faultOf(framework({ callTimeoutMs: 50 }).send(conversation(), hello));
    expect(fault).toMatchObject({
      outcome: "unknown",
      message: "send: Teams was not reached (TimeoutError)",
    });
  });

  it.each([
    ["7", 7_000],
    ["0", 1_000],
    ["86400", 600_000],
  ])("tells when to try again: %s", async (retryAfter, retryAfterMs) => {
    for (const status of [429, 503]) {
      teams.misbehave("send", { kind: "status", status, retryAfter });
      const fault = await faultOf(framework().send(conversation(), hello));
      expect(fault).toMatchObject({ outcome: "not-sent", retryAfterMs });
    }
  });

  it("does not have all try again at once", async () => {
    const waits = new Set<number | undefined>();
    for (const retryAfter of [undefined, "soon", "-1", "1.5"]) {
      const fault = { kind: "status", status: 429 } as const;
      teams.misbehave("send", retryAfter === undefined ? fault : { ...fault, retryAfter });
      waits.add((await faultOf(framework().send(conversation(), hello))).retryAfterMs);
    }
    expect(waits.size).toBe(4);
  });

  it("refuses a message where the bot is not", async () => {
    teams.block(ids.personal);
    expect(await faultOf(framework().send(conversation(), hello))).toMatchObject({
      outcome: "refused",
      message: "send: Teams answered 403 (BotNotInConversationRoster)",
    });
  });

  it("refuses a reply to what is gone", async () => {
    teams.lose(ids.personal, "1767224924615");
    const reply = framework().send(conversation(), hello, "1767224924615");
    expect(await faultOf(reply)).toMatchObject({
      outcome: "refused",
      message: "send: Teams answered 404 (ActivityNotFoundInConversation)",
    });
  });

  it("refuses what is too large", async () => {
    const text = "a".repeat(60_000);
    expect(await faultOf(framework().send(conversation(), { ...hello, text }))).toMatchObject({
      outcome: "refused",
      message: "send: Teams answered 413 (MessageSizeTooBig)",
    });
  });

  it("never has more of it told than its status and a code", async () => {
    const said = fc.oneof(
      fc.string(),
      fc.json(),
      fc.record({ error: fc.record({ code: fc.string(), message: fc.string() }) }).map(toJson),
      fc.constant(toJson({ error: { code: "Bon dia, Anna!", message: "Bon dia" } })),
    );
    // `fetch` itself makes an error of 407, and calls again after 421.
    const status = fc
      .integer({ min: 300, max: 599 })
      .filter((status) => status !== 407 && status !== 421);
    await fc.assert(
      fc.asyncProperty(status, said, async (status, body) => {
        teams.misbehave("send", { kind: "status", status, body });
        const { message } = await faultOf(framework().send(conversation(), hello));
        expect(message).toMatch(/^send: Teams answered \d{3}( \([A-Za-z_]{1,60}\))?$/);
      }),
      { numRuns: 200 },
    );
  });
});

function toJson(value: unknown): string {
  return JSON.stringify(value);
}

describe("a service that is not reached", () => {
  it("has surely sent nothing", async () => {
    const place = conversation();
    await teams.stop();
    expect(await faultOf(framework().send(place, hello))).toMatchObject({
      outcome: "not-sent",
      message: "send: Teams was not reached (ECONNREFUSED)",
    });
  });

  it("has surely sent nothing when nobody knows its name", async () => {
    const place = conversation({ serviceUrl: "https://smba.invalid/emea/" });
    expect(await faultOf(framework().send(place, hello))).toMatchObject({ outcome: "not-sent" });
  });

  it.each([
    "http://smba.trafficmanager.net/emea/",
    "http://127.0.0.1.example.org/",
    "http://10.0.0.1/",
    "ftp://127.0.0.1/",
    "smba.trafficmanager.net",
    "",
  ])("is not even called where others could listen: %s", async (serviceUrl) => {
    const askForToken = vi.fn(async () => token);
    const bots = framework({ askForToken });
    const place = conversation({ serviceUrl });
    expect(await faultOf(bots.send(place, hello))).toMatchObject({ outcome: "refused" });
    expect(await faultOf(bots.update(place, "1", hello))).toMatchObject({ outcome: "refused" });
    expect(await faultOf(bots.remove(place, "1"))).toMatchObject({ outcome: "refused" });
    expect(askForToken).not.toHaveBeenCalled();
  });
});

describe("a redirection", () => {
  it("does not carry the token away", async () => {
    const seen: unknown[] = [];
    const elsewhere = createServer((request, response) => {
      seen.push(request.headers);
      response.end("{}");
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
    const address = elsewhere.address();
    const port = typeof address === "object" ? address?.port : 0;
    const redirecting = createServer((_request, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end();
    });
    await new Promise<void>((resolve) => redirecting.listen(0, "127.0.0.1", resolve));
    const from = redirecting.address();
    const serviceUrl = `http://127.0.0.1:${typeof from === "object" ? from?.port : 0}/`;
    const fault = await faultOf(framework().send(conversation({ serviceUrl }), hello));
    for (const server of [elsewhere, redirecting]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    expect(fault).toMatchObject({ outcome: "not-sent" });
    expect(seen).toEqual([]);
  });
});

describe("the token", () => {
  it("is asked for once by all that wait for it", async () => {
    const asked: ((token: string) => void)[] = [];
    const bots = framework({
      askForToken: () => new Promise((resolve) => void asked.push(resolve)),
    });
    const sending = [1, 2, 3].map(() => bots.send(conversation(), hello));
    await vi.waitFor(() => expect(asked).toHaveLength(1), { timeout: 20_000 });
    asked[0]?.(token);
    await Promise.all(sending);
    expect(asked).toHaveLength(1);
    expect(teams.messages).toHaveLength(3);
  });

  it("is asked for again after it could not be had, and nothing was sent meanwhile", async () => {
    const codes = { errorCode: "invalid_client" };
    const error = Object.assign(
      new Error("7000215 - AADSTS7000215: Invalid client secret of app 'Anna'. Trace ID: 0d4f"),
      codes,
    );
    const askForToken = vi.fn(async () => token).mockRejectedValueOnce(error);
    const bots = framework({ askForToken });
    const fault = await faultOf(bots.send(conversation(), hello));
    expect(fault).toMatchObject({
      outcome: "not-sent",
      message: "no token from Microsoft: invalid_client, AADSTS7000215",
      cause: undefined,
    });
    expect(teams.calls).toEqual([]);
    expect(await bots.send(conversation(), hello)).toMatch(/^\d+$/);
  });

  it("is not waited for forever", async () => {
    const bots = framework({ askForToken: () => new Promise(() => {}), callTimeoutMs: 50 });
    expect(await faultOf(bots.send(conversation(), hello))).toMatchObject({
      outcome: "not-sent",
      message: "no token from Microsoft: no answer within 50 ms",
    });
  });

  it("that Teams does not take leaves the message waiting", async () => {
    const bots = framework({ askForToken: async () => "token-of-yesterday" });
    expect(await faultOf(bots.send(conversation(), hello))).toMatchObject({
      outcome: "not-sent",
      message: "send: Teams answered 401 (BotNotRegistered)",
    });
  });
});

describe("checkIdentity", () => {
  it("is content when there is a token", async () => {
    await expect(framework().checkIdentity()).resolves.toBeUndefined();
  });

  it("says why there is none", async () => {
    const cause = Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" });
    const errors: [Error, string][] = [
      [Object.assign(new Error("x"), { errorCode: "unauthorized_client" }), "unauthorized_client"],
      [Object.assign(new Error("x"), { errorCode: "Bon dia!" }), "Error"],
      [new Error("fetch failed", { cause }), "ENOTFOUND"],
      [new TypeError("Bon dia"), "TypeError"],
    ];
    for (const [error, reason] of errors) {
      const bots = framework({ askForToken: () => Promise.reject(error) });
      await expect(bots.checkIdentity()).rejects.toThrow(`no token from Microsoft: ${reason}`);
    }
  });

  it("has nothing to ask for without an identity", async () => {
    const bots = createBotFramework({ settings: {}, log });
    await expect(bots.checkIdentity()).rejects.toThrow("no identity is set");
  });

  it.each(["", " "])("never takes an empty id for no identity at all: %j", (appId) => {
    expect(() => framework({ settings: { identity: { ...identity, appId } } })).toThrow();
  });
});

describe("a managed identity", () => {
  let azure: IdentityEndpoint;
  // One for all: the package remembers the first that it found.
  beforeAll(async () => {
    azure = await startIdentityEndpoint();
  });
  afterAll(async () => {
    await azure.stop();
  });
  beforeEach(() => {
    vi.stubEnv("IDENTITY_ENDPOINT", azure.url);
    vi.stubEnv("IDENTITY_HEADER", azure.header);
    // Otherwise the package tries developers' tools too before it gives up.
    vi.stubEnv("AZURE_TOKEN_CREDENTIALS", "prod");
  });

  /** Tokens are kept by the id of the app for as long as the process lives: each test has its own. */
  function managed(appId: string) {
    const settings = {
      identity: { kind: "managed-identity", appId, tenantId: ids.tenant } as const,
    };
    return createBotFramework({ settings, log });
  }

  it("asks the machine for a token of the connector, once for many messages", async () => {
    await teams.stop();
    teams = await startConnectorServer({ token: "token-1" });
    const appId = "00000000-0b6d-4f7e-9c21-000000000001";
    const bots = managed(appId);
    await bots.checkIdentity();
    await bots.send(conversation(), hello);
    await bots.send(conversation(), hello);
    expect(teams.messages).toHaveLength(2);
    expect(azure.requests).toEqual([
      { header: azure.header, resource: "https://api.botframework.com", clientId: appId },
    ]);
  });

  it("sends nothing when the machine gives none", async () => {
    azure.refuse(400);
    const bots = managed("00000000-0b6d-4f7e-9c21-000000000002");
    expect(await faultOf(bots.send(conversation(), hello))).toMatchObject({
      outcome: "not-sent",
      message: "no token from Microsoft: AggregateAuthenticationError",
    });
    expect(teams.calls).toEqual([]);
  });
});
