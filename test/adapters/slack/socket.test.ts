import { once } from "node:events";
import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import * as z from "zod";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { appMention } from "./events.ts";
import { slashCommand } from "./interactions.ts";
import { serveSlack } from "./serve-slack.ts";
import { startSlackApi } from "./slack-api.ts";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

const acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });
const question = "<@U0AGENDA00> què hem de fer si ens entra un ransomware?";

/** Slack's end of a socket: https://docs.slack.dev/apis/events-api/using-socket-mode */
async function openSocket() {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const sockets: WebSocket[] = [];
  const acknowledged = new Map<string, unknown>();
  server.on("connection", (socket) => {
    sockets.push(socket);
    socket.on("message", (data) => {
      const read = acknowledgement.safeParse(JSON.parse(String(data)));
      if (read.success) acknowledged.set(read.data.envelope_id, read.data.payload);
    });
    socket.send(JSON.stringify({ type: "hello", num_connections: 1 }));
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.terminate();
    server.close();
  });
  return {
    url: `ws://127.0.0.1:${port}`,
    sockets,
    acknowledged,
    send(type: string, envelope_id: string, payload: object) {
      const frame = { type, envelope_id, payload, accepts_response_payload: true };
      sockets.at(-1)?.send(JSON.stringify(frame));
    },
  };
}

/** The program on a socket of the stand-in. */
async function serveOverSocket() {
  const socket = await openSocket();
  const api = await startSlackApi({ socketUrl: socket.url });
  onTestFinished(() => api.stop());
  const served = await serveSlack(index, {
    api,
    settings: { appToken: "xapp-test" },
  });
  await served.until(() => expect(served.slack.status().connected).toBe(true));
  return { ...served, socket };
}

describe("Socket Mode", () => {
  it("answers a mention once, however often it is sent, and acknowledges each time", async () => {
    const { api, socket, until, slack } = await serveOverSocket();
    const ts = api.write({ channel: "C0GENERAL0", user: "U0ANNA0000", text: question });
    for (const envelope of ["e1", "e2", "e3"])
      socket.send("events_api", envelope, appMention({ ts, text: question }));
    await until(() => expect([...socket.acknowledged.keys()].sort()).toEqual(["e1", "e2", "e3"]));
    await until(() => expect(api.posted.filter(({ bot }) => bot)).toHaveLength(1));
    expect(slack.status()).toMatchObject({ mode: "socket", connected: true });
    expect(slack.status().lastEventAt).toBeDefined();
    expect(api.faults).toEqual([]);
  });

  it("answers a command within its acknowledgement", async () => {
    const { socket, until } = await serveOverSocket();
    socket.send("slash_commands", "c1", slashCommand({ text: "2.3.1" }));
    await until(() => expect(socket.acknowledged.has("c1")).toBe(true));
    expect(JSON.stringify(socket.acknowledged.get("c1"))).toContain("/agenda/2.3.1");
  });

  it("connects again when the connection breaks, and loses nothing that was acknowledged", async () => {
    const { api, socket, until } = await serveOverSocket();
    const ts = api.write({ channel: "C0GENERAL0", user: "U0ANNA0000", text: question });
    socket.send("events_api", "e1", appMention({ ts, text: question }));
    await until(() => expect(socket.acknowledged.has("e1")).toBe(true));
    socket.sockets.at(-1)?.terminate();
    await vi.waitFor(() => expect(socket.sockets).toHaveLength(2), { timeout: 20_000 });
    await until(() => expect(api.posted.filter(({ bot }) => bot)).toHaveLength(1));
    // Slack's package waits some seconds before it tries again.
  }, 30_000);

  it("serves nothing over HTTP", async () => {
    const { base } = await serveOverSocket();
    const response = await fetch(`${base}/slack/events`, { method: "POST", body: "{}" });
    expect(response.status).toBe(404);
  });

  it("says that it cannot connect, and that the doctor knows more", async () => {
    const api = await startSlackApi();
    onTestFinished(() => api.stop());
    api.misbehave("apps.connections.open", { kind: "error", error: "invalid_auth" });
    const { log, until, slack } = await serveSlack(index, {
      api,
      settings: { appToken: "xapp-wrong" },
    });
    await until(() => expect(log.join("")).toContain("npm run doctor"));
    expect(slack.status().connected).toBe(false);
    expect(log.join("")).not.toContain("xapp-wrong");
  });
});
