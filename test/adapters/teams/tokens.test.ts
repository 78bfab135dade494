import { Writable } from "node:stream";
import { type Logger, pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createBotFramework } from "../../../adapters/teams/bot-framework.ts";
import type { BotFramework } from "../../../adapters/teams/connector.ts";
import type { TeamsIdentity } from "../../../adapters/teams/settings.ts";
import { ids, message, query } from "./activities.ts";
import { type Issuer, startIssuer, type TokenOptions } from "./issuer.ts";

const identity: TeamsIdentity = {
  kind: "secret",
  appId: ids.app,
  tenantId: ids.tenant,
  secret: "secret-of-the-app",
};
const text = "què és la signatura?";

let issuer: Issuer;
let framework: BotFramework;
let lines: string[];
let log: Logger;

beforeAll(async () => {
  issuer = await startIssuer();
  lines = [];
  const stream = new Writable({
    write(line, _encoding, done) {
      lines.push(String(line));
      done();
    },
  });
  log = pino({ level: "trace" }, stream);
  framework = createBotFramework({
    settings: { identity },
    log,
    openIdMetadataUrl: issuer.metadataUrl,
  });
});
afterAll(async () => {
  await issuer.stop();
  await issuer.stop();
});
afterEach(() => {
  vi.restoreAllMocks();
  issuer.answer("well");
});

interface Outcome {
  readonly status: number;
  readonly body?: object | undefined;
  readonly handled: boolean;
  /** What was logged of it. */
  readonly logged: string;
  /** What was written to the console. */
  readonly written: number;
}

/** What becomes of a request. */
async function receive(
  header: string | undefined,
  body: unknown = message({ text }),
  bots = framework,
): Promise<Outcome> {
  const consoles = (["error", "warn", "log", "info", "debug"] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation(() => {}),
  );
  const before = lines.length;
  const handle = vi.fn(async () => undefined);
  const result = await bots.receive(header, body, handle);
  const logged = lines.slice(before).join("");
  const written = consoles.reduce((count, { mock }) => count + mock.calls.length, 0);
  vi.restoreAllMocks();
  return { ...result, handled: handle.mock.calls.length > 0, logged, written };
}

async function receiveWith(token: TokenOptions, body?: unknown): Promise<Outcome> {
  return receive(await issuer.header(token), body);
}

const refused = { status: 401, handled: false, written: 0 };

describe("a token of the Bot Framework", () => {
  it("lets an activity in", async () => {
    const outcome = await receiveWith({});
    expect(outcome).toMatchObject({ status: 200, handled: true, logged: "", written: 0 });
  });

  it("may be of a clock that differs by less than five minutes", async () => {
    expect(await receiveWith({ expires: -240 })).toMatchObject({ status: 200, handled: true });
    expect(await receiveWith({ notBefore: 240 })).toMatchObject({ status: 200, handled: true });
  });

  it("is not judged by the tenant, which is refused politely elsewhere", async () => {
    const tenant = "11111111-2222-4333-8444-555555555555";
    expect(await receiveWith({}, message({ tenant }))).toMatchObject({ status: 200 });
  });

  it("has its keys loaded once for many requests", async () => {
    await receiveWith({});
    const before = issuer.requests.length;
    await Promise.all([receiveWith({}), receiveWith({}), receiveWith({ key: "forged" })]);
    expect(issuer.requests).toHaveLength(before);
  });
});

describe("what is no token of the Bot Framework", () => {
  it.each([
    ["none", undefined],
    ["an empty one", ""],
    ["a word", "Bearer token"],
    ["three words", "Bearer a.b.c"],
    ["a list", `Bearer a.${Buffer.from("[1]").toString("base64url")}.c`],
    ["another scheme", `Basic ${Buffer.from("bot:secret").toString("base64")}`],
    ["two tokens", "Bearer a.b.c d.e.f"],
    ["nothing but the scheme", "Bearer "],
  ])("is refused: %s", async (_name, header) => {
    expect(await receive(header)).toMatchObject(refused);
  });

  it("is refused when it lacks the scheme", async () => {
    const [, token] = (await issuer.header()).split(" ");
    expect(await receive(token)).toMatchObject(refused);
    expect(await receive(`bearer ${token}`)).toMatchObject(refused);
  });
});

/** Kinds of bad tokens, and how the log tells of each. */
const badTokens: [string, TokenOptions, string][] = [
  ["not signed", { algorithm: "none" }, "not signed"],
  ["signed with the public key as a secret", { algorithm: "HS256" }, "not signed"],
  ["signed with another key", { key: "forged" }, "not signed"],
  ["signed with a key that is endorsed for other channels only", { key: "webchat" }, "not signed"],
  ["expired", { notBefore: -7_200, expires: -330 }, "expired"],
  ["not yet valid", { notBefore: 330 }, "clock"],
  ["of another app", { audience: "c0ffee00-0b6d-4f7e-9c21-7d4e5f6a8b90" }, "another app"],
  ["for the connector", { audience: "https://api.botframework.com" }, "another app"],
  ["of another service", { serviceUrl: "https://smba.example.org/emea/" }, "another service"],
  ["of no service", { serviceUrl: null }, "another service"],
  ["of another issuer", { issuer: "https://login.example.org" }, "Bot Framework"],
  ["of no issuer", { claims: { iss: "" } }, "Bot Framework"],
  ["of an emulator", emulatorToken("d6d49420-f39b-4df7-a1dc-d59a935871db"), "Bot Framework"],
  ["of an emulator in our tenant", emulatorToken(ids.tenant), "Bot Framework"],
  ["of another bot", { claims: { ver: "1.0", appid: "c0ffee00-0b6d-4f7e-9c21" } }, "not signed"],
  ["of an anonymous bot", { claims: { ver: "1.0", appid: "AnonymousSkill" } }, "not signed"],
];

/** As the Bot Framework Emulator got it for this app from Microsoft's directory. */
function emulatorToken(tenant: string): TokenOptions {
  const issuer = `https://sts.windows.net/${tenant}/`;
  return { issuer, claims: { ver: "1.0", appid: ids.app, tid: tenant } };
}

describe("a bad token", () => {
  it.each(badTokens)("is refused: %s", async (_name, token, reason) => {
    const outcome = await receiveWith(token);
    expect(outcome).toMatchObject(refused);
    expect(JSON.parse(outcome.logged)).toMatchObject({ level: 40, status: 401 });
    expect(JSON.parse(outcome.logged).reason).toContain(reason);
    expect(outcome.body).toBeUndefined();
  });

  it("does not become good for an activity that names no service", async () => {
    const { serviceUrl: _serviceUrl, ...rest } = message();
    expect(await receiveWith({}, rest)).toMatchObject({ status: 400, handled: false });
    expect(await receiveWith({}, { ...rest, serviceUrl: "" })).toMatchObject({ status: 400 });
  });

  it("does not become good for an activity of the channel that its key is for", async () => {
    for (const channelId of ["webchat", "emulator", "AseChannel", " ", "msteams "])
      expect(await receiveWith({ key: "webchat" }, { ...message(), channelId })).toMatchObject(
        refused,
      );
    const { channelId: _channelId, ...rest } = message();
    expect(await receiveWith({}, rest)).toMatchObject({ status: 400, handled: false });
  });
});

describe("the log", () => {
  it("holds no token and no text", async () => {
    const headers = await Promise.all(badTokens.map(([, token]) => issuer.header(token)));
    for (const header of [...headers, await issuer.header()]) await receive(header);
    const log = lines.join("");
    expect(log).not.toContain(text);
    for (const header of headers) {
      const [, token = ""] = header.split(" ");
      for (const part of token.split(".")) if (part !== "") expect(log).not.toContain(part);
    }
    expect(log).not.toContain("secret-of-the-app");
    expect(log).not.toContain("BEGIN");
  });
});

describe("the console", () => {
  it("stays open for the rest of the program", async () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    const header = await issuer.header({ key: "forged" });
    const received = framework.receive(header, message(), async () => undefined);
    write("meanwhile");
    await received;
    write("afterwards");
    expect(error.mock.calls).toEqual([["meanwhile"], ["afterwards"]]);
  });
});

/** Writes as any other part of the program would. */
function write(words: string): void {
  const { error } = console;
  error(words);
}

describe("keys that cannot be had", () => {
  /** Asks elsewhere each time: keys are kept by their address. */
  function elsewhere(callTimeoutMs: number): BotFramework {
    const openIdMetadataUrl = `${issuer.metadataUrl}?${performance.now()}`;
    return createBotFramework({ settings: { identity }, log, openIdMetadataUrl, callTimeoutMs });
  }

  it("let nobody in, and are no fault of the token", async () => {
    issuer.answer(503);
    const bots = elsewhere(5_000);
    const outcome = await receive(await issuer.header(), message(), bots);
    expect(outcome).toMatchObject({ status: 500, handled: false, written: 0 });
    expect(JSON.parse(outcome.logged)).toMatchObject({ level: 50 });

    issuer.answer("well");
    expect(await receive(await issuer.header(), message(), bots)).toMatchObject({ status: 200 });
  });

  it("are not waited for forever", async () => {
    issuer.answer("never");
    const outcome = await receive(await issuer.header(), message(), elsewhere(50));
    expect(outcome).toMatchObject({ status: 500, handled: false, written: 0 });
  });
});

describe("without an identity", () => {
  it("takes activities of this machine, whoever sends them", async () => {
    const bots = createBotFramework({ settings: {}, log });
    for (const serviceUrl of [
      "http://localhost:56150/_connector",
      "http://127.0.0.1:56150/",
      "http://[::1]:56150/",
    ]) {
      const outcome = await receive(undefined, message({ serviceUrl }), bots);
      expect(outcome).toMatchObject({ status: 200, handled: true, written: 0 });
    }
    const emulated = { ...query({ serviceUrl: "http://localhost:1/" }), channelId: "emulator" };
    expect(await receive("Bearer what", emulated, bots)).toMatchObject({ status: 200 });
  });

  it.each([
    ids.serviceUrl,
    "https://localhost.example.org/",
    "http://127.0.0.1.example.org/",
    "http://127.0.0.1@example.org/",
    "http://10.0.0.1/",
    "http://0.0.0.0/",
    "http://169.254.169.254/metadata",
    "file:///etc/passwd",
  ])("takes nothing that is to be answered at %s", async (serviceUrl) => {
    const bots = createBotFramework({ settings: {}, log });
    const outcome = await receive(
      await issuer.header({ serviceUrl }),
      message({ serviceUrl }),
      bots,
    );
    expect(outcome).toMatchObject({ status: 403, handled: false });
  });
});
