import { EventEmitter, once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer } from "../../../adapters/web/server.ts";
import { AssistantError } from "../../../src/errors.ts";
import { createWorkspace, type Workspace } from "../../scripts/small-knowledge.ts";
import { ask, indexOf, post, type Served, serve } from "./serve.ts";

let workspace: Workspace;
let served: Served;

beforeAll(async () => {
  workspace = await createWorkspace();
  served = await serve(await indexOf(workspace));
});

afterAll(async () => {
  await served.server.stop();
  await workspace.remove();
});

describe("the web server", () => {
  it("says that it lives and what it serves", async () => {
    const health = await fetch(`${served.base}/healthz`);
    const ready = await fetch(`${served.base}/readyz`);

    expect([health.status, await health.text()]).toEqual([200, "ok\n"]);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { items: served.index.catalogue.items.length, passages: served.index.passages.length },
    ]);
  });

  it.each([
    "/",
    "/?q=1.1.1",
    "/agenda",
    "/agenda/1.1.1",
    "/style.css",
    "/healthz",
    "/api/ask",
    "/nowhere",
    "/agenda/%E0%A4%A",
  ])("sends the security headers with %s", async (path) => {
    const { headers } = await fetch(served.base + path);

    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("content-security-policy")).not.toContain("unsafe");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("x-powered-by")).toBeNull();
  });

  it.each(["/", "/agenda", "/agenda/1.1.1", "/agenda/none", "/healthz", "/readyz", "/style.css"])(
    "answers HEAD %s like GET, without a body",
    async (path) => {
      const get = await fetch(served.base + path);
      const head = await fetch(served.base + path, { method: "HEAD" });

      expect(head.status).toBe(get.status);
      expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
      expect(await head.text()).toBe("");
    },
  );

  it("refuses a request that is not HTTP and goes on", async () => {
    const socket = connect(served.server.port, "127.0.0.1");
    socket.end("\u0016\u0003\u0001 hello\r\n\r\n");
    let reply = "";
    for await (const chunk of socket.setEncoding("utf8")) reply += chunk;

    expect(reply).toMatch(/^HTTP\/1\.1 400 /);
    expect((await fetch(`${served.base}/healthz`)).status).toBe(200);
  });
});

describe("startServer", () => {
  it("refuses a port in use, naming it and what to do", async () => {
    const { port } = served.server;
    const second = startServer(() => () => {}, { port, host: "127.0.0.1" });

    await expect(second).rejects.toThrow(AssistantError);
    await expect(second).rejects.toMatchObject({
      code: "PORT_UNAVAILABLE",
      message: expect.stringMatching(new RegExp(`port ${port} .*another program.*PORT`)),
    });
  });

  it("refuses an address that the machine does not have, naming the setting", async () => {
    // 192.0.2.0/24 is kept for documentation: no machine has it.
    await expect(startServer(() => () => {}, { port: 0, host: "192.0.2.1" })).rejects.toThrow(
      "HOST",
    );
  });

  it("lets an answer under way finish when it stops, and takes no new one", async () => {
    const events = new EventEmitter();
    const asked = once(events, "asked");
    const released = once(events, "released");
    const own = await serve(served.index, {
      assistant: (real) => ({
        async respond(inquiry) {
          events.emit("asked");
          await released;
          return real.respond(inquiry);
        },
      }),
    });
    const answer = ask(own.base, "acció 1.1.1");
    await asked;
    const stopped = own.server.stop();
    await expect(post(own.base, { question: "acció 1.1.2" })).rejects.toThrow("fetch failed");
    events.emit("released");

    expect((await answer).citations[0]?.itemId).toBe("1.1.1");
    const started = performance.now();
    await stopped;
    // The client would have kept its connection open for seconds.
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it("stops though a client never ends its request", async () => {
    const own = await serve(served.index, { stopWithinMs: 20 });
    const slow = connect(own.server.port, "127.0.0.1");
    slow.on("error", () => {});
    const closed = once(slow, "close");
    slow.write("POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{");
    await ask(own.base, "acció 1.1.1");
    await own.server.stop();
    await closed;

    await expect(fetch(own.base)).rejects.toThrow("fetch failed");
  });
});
