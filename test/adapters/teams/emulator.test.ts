import { once } from "node:events";
import { type IncomingHttpHeaders, request as send } from "node:http";
import { connect } from "node:net";
import express from "express";
import { pino } from "pino";
import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { createInstallationStore } from "../../../adapters/database/installation-store.ts";
import { createMessageStore } from "../../../adapters/database/message-store.ts";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import { createEmulator, type Emulator } from "../../../adapters/teams/emulator.ts";
import { createTeams, type Teams } from "../../../adapters/teams/teams.ts";
import { createWebApp } from "../../../adapters/web/app.ts";
import { startServer } from "../../../adapters/web/server.ts";
import { createAssistant } from "../../../src/answer/assistant.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { receptionOn } from "../../helpers/reception.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { ids, message, query } from "./activities.ts";
import { type ConnectorServer, startConnectorServer } from "./connector-server.ts";

// The adapter is loaded in each, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

const publicUrl = "http://localhost:3978";

/** The program without any settings for Teams, and an emulator that is told what it answers. */
interface ServedEmulator {
  readonly connector: ConnectorServer;
  readonly emulator: Emulator;
  /** Times that the adapter was loaded, or could not be. */
  readonly loads: () => number;
  readonly log: readonly string[];
  readonly port: number;
  /** Requests that have come. */
  readonly arrived: () => number;
  /** Posts an activity; `remote` is the address that it comes from. */
  post(body: unknown, headers?: IncomingHttpHeaders, remote?: string): Promise<Reply>;
}

interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

interface Wish {
  /** How the first loads fail. */
  readonly faults?: readonly Error[];
  /** Resolves when what is loaded is there. */
  readonly ready?: Promise<void>;
}

/** Serves until the test ends. */
async function serve({ faults = [], ready }: Wish = {}): Promise<ServedEmulator> {
  const connector = await startConnectorServer();
  const log: string[] = [];
  const logger = pino({ level: "debug" }, { write: (line) => void log.push(line) });
  const assistant = createAssistant({
    index: () => index,
    publicUrl,
    clock: () => performance.now(),
  });
  const folder = await temporaryFolder();
  const database = await openDatabase({ directory: folder });
  const { reception } = receptionOn(database, { assistant, index: () => index, publicUrl });
  let loads = 0;
  const remaining = [...faults];
  const emulator = createEmulator({
    log: logger,
    async load(): Promise<Teams> {
      loads += 1;
      await ready;
      const fault = remaining.shift();
      if (fault !== undefined) throw fault;
      const teams = createTeams({
        settings: {},
        reception,
        assistant,
        index: () => index,
        publicUrl,
        messages: createMessageStore(database, "teams"),
        installations: createInstallationStore(database, "teams"),
        log: logger,
      });
      await teams.start();
      return teams;
    },
  });
  const platforms = { teams: emulator };
  const app = createWebApp({
    assistant,
    reception,
    index: () => index,
    log: logger,
    publicUrl,
    platforms,
  });
  // The machine has no other addresses that a test could come from.
  let arrived = 0;
  const outer = express().use((request, _response, next) => {
    arrived += 1;
    const remoteAddress = request.headers["x-test-remote"];
    delete request.headers["x-test-remote"];
    if (typeof remoteAddress === "string")
      Object.defineProperty(request.socket, "remoteAddress", { value: remoteAddress });
    next();
  }, app);
  const server = await startServer(() => outer, {
    port: 0,
    host: "127.0.0.1",
    stopWithinMs: 1_000,
  });
  onTestFinished(async () => {
    await Promise.all([server.stop(), emulator.stop()]);
    await database.destroy();
    await connector.stop();
  });
  return {
    connector,
    emulator,
    loads: () => loads,
    port: server.port,
    arrived: () => arrived,
    log,
    post: (body, headers = {}, remote) =>
      post(server.port, body, {
        ...headers,
        ...(remote !== undefined && { "x-test-remote": remote }),
      }),
  };
}

/** Not by `fetch`, which chooses the name that it calls by itself. */
async function post(port: number, body: unknown, headers: IncomingHttpHeaders): Promise<Reply> {
  const sent = send({
    port,
    host: "127.0.0.1",
    path: "/api/messages",
    method: "POST",
    agent: false,
    headers: { host: `localhost:${port}`, "content-type": "application/json", ...headers },
  });
  sent.end(typeof body === "string" ? body : JSON.stringify(body));
  const [response] = await once(sent, "response");
  let text = "";
  for await (const part of response.setEncoding("utf8")) text += part;
  return { status: response.statusCode, body: text, headers: response.headers };
}

const until = (holds: () => void) => vi.waitFor(holds, { timeout: 10_000, interval: 10 });
const text = "acció 2.3.1";

describe("an emulator on this machine", () => {
  it("is answered without a token, whatever tenant it names", async () => {
    const { connector, post, emulator } = await serve();
    const { serviceUrl } = connector;
    const activity = message({ text, serviceUrl, tenant: "00000000-0000-4000-8000-000000000001" });
    expect(emulator.status()).toEqual({ mode: "emulator" });
    expect(await post(activity)).toMatchObject({ status: 200, body: "" });
    await until(() => expect(connector.messages).toHaveLength(2));
    expect(connector.messages[0]?.activity.text).toContain("/agenda/2.3.1?cita=");
    expect(connector.calls[0]?.authorization).toBeUndefined();
    expect(connector.faults).toEqual([]);
    expect(emulator.status()).toMatchObject({
      mode: "emulator",
      lastActivityAt: expect.any(String),
    });
    const found = await post(query({ text, parameter: "text", serviceUrl }));
    expect(JSON.parse(found.body)).toMatchObject({ composeExtension: { type: "result" } });
  });

  it.each([
    ["localhost", "127.0.0.1"],
    ["localhost:3978", "::1"],
    ["127.0.0.1:3978", "::ffff:127.0.0.1"],
    ["127.0.0.1", "127.8.9.10"],
    ["[::1]:3978", "::1"],
    ["[::1]", undefined],
  ])("calls %s from %s", async (host, remote) => {
    const { connector, post } = await serve();
    const activity = message({ text, serviceUrl: connector.serviceUrl });
    expect(await post(activity, { host }, remote)).toMatchObject({ status: 200 });
    await until(() => expect(connector.messages).toHaveLength(2));
  });

  it("loads the adapter once, though it asks several things at once", async () => {
    const { connector, post, loads } = await serve();
    const { serviceUrl } = connector;
    const activities = [1, 2, 3, 4, 5].map((chat) =>
      message({ text, serviceUrl, conversation: `a:1chat${chat}` }),
    );
    const replies = await Promise.all(activities.map((activity) => post(activity)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await until(() => expect(connector.messages).toHaveLength(2 * 5));
    await post(message({ text, serviceUrl }));
    await until(() => expect(connector.messagesIn(ids.personal)).toHaveLength(2));
    expect(loads()).toBe(1);
  });

  it("has the adapter loaded again with the next message when it could not be", async () => {
    let end = () => {};
    const ready = new Promise<void>((resolve) => {
      end = resolve;
    });
    const fault = new Error("database is gone");
    const served = await serve({ faults: [fault, fault], ready });
    const { connector, post, loads, emulator, log, arrived } = served;
    const { serviceUrl } = connector;
    const both = [message({ text, serviceUrl }), message({ text, serviceUrl })];
    const posted = both.map((activity) => post(activity));
    await until(() => expect(arrived()).toBe(2));
    end();
    const replies = await Promise.all(posted);
    expect(replies.map(({ status }) => status)).toEqual([500, 500]);
    expect(loads()).toBe(1);
    expect(await post(both[0])).toMatchObject({ status: 500 });
    expect(emulator.status()).toEqual({ mode: "emulator" });
    expect(await post(both[0])).toMatchObject({ status: 200 });
    expect(loads()).toBe(3);
    await until(() => expect(connector.messages).toHaveLength(2));
    expect(log.join()).toContain("database is gone");
  });

  it("can be left at any time", async () => {
    const none = await serve();
    await none.emulator.stop();
    await none.emulator.stop();
    expect(none.loads()).toBe(0);
    const broken = await serve({ faults: [new Error("database is gone")] });
    const { serviceUrl } = broken.connector;
    const failing = broken.post(message({ text, serviceUrl }));
    await until(() => expect(broken.loads()).toBe(1));
    await broken.emulator.stop();
    expect((await failing).status).toBe(500);
    const running = await serve();
    await running.post(message({ text, serviceUrl: running.connector.serviceUrl }));
    await running.emulator.stop();
    await running.emulator.stop();
  });
});

describe("whoever is elsewhere", () => {
  const refused = { status: 401, body: "" };

  it.each([
    "192.168.1.5",
    "10.0.0.1",
    "172.17.0.1",
    "203.0.113.7",
    "::ffff:10.0.0.1",
    "fe80::1",
    "2001:db8::1",
    "128.0.0.1",
    "1270.0.0.1",
    "",
  ])("is refused by the address that it comes from: %s", async (remote) => {
    const { connector, post, loads } = await serve();
    const activity = message({ text, serviceUrl: connector.serviceUrl });
    expect(await post(activity, {}, remote)).toMatchObject(refused);
    expect(loads()).toBe(0);
    expect(connector.calls).toEqual([]);
  });

  it.each([
    "agenda.example.cat",
    "agenda.example.cat:3978",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "127.0.0.1.evil.example:3978",
    "evil.example@127.0.0.1",
    "127.1",
    "0.0.0.0:3978",
    "192.168.1.5:3978",
    "[::ffff:192.168.1.5]:3978",
    "[2001:db8::1]",
    "[::1",
    "2130706433",
  ])("is refused by the name that it calls, be it told to lead here: %s", async (host) => {
    const { connector, post, loads } = await serve();
    const activity = message({ text, serviceUrl: connector.serviceUrl });
    expect(await post(activity, { host })).toMatchObject(refused);
    expect(loads()).toBe(0);
    expect(connector.calls).toEqual([]);
  });

  it("is refused where it calls no name at all", async () => {
    const { connector, port, loads } = await serve();
    const body = JSON.stringify(message({ text, serviceUrl: connector.serviceUrl }));
    const socket = connect({ port, host: "127.0.0.1" });
    const head = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`;
    socket.end(`POST /api/messages HTTP/1.0\r\n${head}\r\n\r\n${body}`);
    let answer = "";
    for await (const part of socket.setEncoding("utf8")) answer += part;
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(loads()).toBe(0);
  });

  it.each([
    ["forwarded", "for=192.0.2.60;proto=https"],
    ["x-forwarded-for", "203.0.113.7"],
    ["x-forwarded-for", "127.0.0.1"],
    ["x-forwarded-for", ""],
    ["X-Forwarded-Host", "agenda.example.cat"],
    ["x-forwarded-proto", "https"],
    ["x-forwarded-port", "443"],
    ["x-original-host", "agenda.example.cat"],
    ["x-real-ip", "203.0.113.7"],
    ["via", "1.1 proxy"],
  ])("is refused when a proxy of this machine passes it on: %s: %s", async (name, value) => {
    const { connector, post, loads, log } = await serve();
    const activity = message({ text, serviceUrl: connector.serviceUrl });
    expect(await post(activity, { [name]: value })).toMatchObject(refused);
    expect(loads()).toBe(0);
    expect(connector.calls).toEqual([]);
    expect(log.map((line) => JSON.parse(line))).toMatchObject([{ level: 40 }]);
    expect(log[0]).toContain("MICROSOFT_APP_");
  });

  it.each([
    "https://smba.trafficmanager.net/emea/",
    "http://192.168.1.5:3978/",
    "http://localhost.evil.example/",
    "http://127.0.0.1.evil.example/",
    "http://127.0.0.1@evil.example/",
    "http://[::ffff:10.0.0.1]/",
  ])("is not where an answer goes: %s", async (serviceUrl) => {
    const { post, log } = await serve();
    expect(await post(message({ text, serviceUrl }))).toMatchObject({ status: 403, body: "" });
    expect(await post(query({ text, serviceUrl }))).toMatchObject({ status: 403, body: "" });
    expect(log.join()).not.toContain("answered");
    expect(log.join()).not.toContain(text);
  });

  it("does not learn here what stands behind a page that somebody opens in a browser", async () => {
    const { connector, post } = await serve();
    const activity = query({ text, parameter: "text", serviceUrl: connector.serviceUrl });
    const page = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    // What a page may send elsewhere without asking first is no JSON.
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      const reply = await post(activity, { ...page, "content-type": type });
      expect(reply).toMatchObject({ status: 400, body: "" });
      expect(reply.headers["access-control-allow-origin"]).toBeUndefined();
    }
    expect(connector.calls).toEqual([]);
  });
});
