import { EventEmitter, once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { startServer } from "../../../adapters/web/server.ts";
import { webWords } from "../../../adapters/web/words.ts";
import { createCatalogue } from "../../../src/agenda/catalogue.ts";
import type { Horizon } from "../../../src/agenda/item.ts";
import { words } from "../../../src/answer/words.ts";
import { AssistantError } from "../../../src/errors.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import {
  ask,
  expectGuarded,
  getRaw,
  openPage,
  post,
  postForm,
  problemSchema,
  serve,
  serveFor,
  serveHere,
} from "./serve.ts";

const served = serveHere();

/** One address of each kind. */
const readable = [
  "/",
  "/agenda",
  "/agenda.json",
  "/agenda.svg",
  "/agenda.atom",
  "/agenda/1.1.1",
  "/agenda/1.1.1.json",
  "/cerca",
  "/cerca.json?q=c%C3%B2pies",
  "/privadesa",
  "/sitemap.xml",
  "/robots.txt",
  "/style.css",
  "/script.js",
  "/icon.svg",
  "/card.png",
];

describe("the web server", () => {
  it("says that it lives and what it serves", async () => {
    const health = await fetch(`${served.base}/healthz`);
    const ready = await fetch(`${served.base}/readyz`);

    expect([health.status, await health.text()]).toEqual([200, "ok\n"]);
    expect(ready.headers.get("cache-control")).toBe("no-store");
    expect([ready.status, await ready.json()]).toEqual([
      200,
      {
        ready: true,
        items: served.index.catalogue.items.length,
        passages: served.index.passages.length,
        knowledge: served.index.knowledgeDigest,
      },
    ]);
  });

  it.each([
    ...readable,
    "/?q=1.1.1",
    "/agenda/1.1.1?cita=0000000000",
    "/cerca?axis=9",
    "/healthz",
    "/readyz",
    "/api/ask",
    "/api/none",
    "/nowhere",
    "/agenda/none",
    "/agenda/%ff",
  ])("sends the security headers, and no cookie, with %s", async (path) => {
    const response = await fetch(served.base + path);
    await response.arrayBuffer();
    expectGuarded(response.headers, path);
    expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });

  it.each([...readable, "/agenda/none", "/healthz", "/readyz", "/?q=1.1.1"])(
    "answers HEAD %s like GET, without a body",
    async (path) => {
      const get = await fetch(served.base + path);
      const body = await get.text();
      const head = await fetch(served.base + path, { method: "HEAD" });

      expect(head.status).toBe(get.status);
      expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
      expect(await head.text()).toBe("");
      expect(body).not.toBe("");
    },
  );

  it.each(readable)("sends %s once, and then tells that it is the same", async (path) => {
    const first = await getRaw(served.base, path);
    const etag = first.headers.etag ?? "";
    // Not with fetch, which asks for a fresh copy when it is given a condition.
    const again = await getRaw(served.base, path, { "if-none-match": etag });
    const other = await getRaw(served.base, path, { "if-none-match": 'W/"other"' });

    expect(etag).not.toBe("");
    expect([again.status, again.body]).toEqual([304, ""]);
    expect(again.headers["content-security-policy"]).toContain("default-src 'none'");
    expect([other.status, other.body]).toEqual([200, first.body]);
  });

  it("sends a page in another language though the browser has it in one", async () => {
    const first = await getRaw(served.base, "/agenda", { "accept-language": "ca" });
    const headers = { "accept-language": "en", "if-none-match": first.headers.etag ?? "" };
    const second = await getRaw(served.base, "/agenda", headers);

    expect(second.status).toBe(200);
    expect(second.body).toContain('<html lang="en">');
  });

  it.each(["/agenda", "/agenda/1.1.1", "/cerca", "/nowhere", "/style.css", "/agenda.json"])(
    "packs %s for whoever can unpack it",
    async (path) => {
      const packed = await fetch(served.base + path, { headers: { "accept-encoding": "gzip" } });
      const plain = await getRaw(served.base, path, { "accept-encoding": "identity" });

      expect(packed.headers.get("content-encoding")).toBe("gzip");
      expect(packed.headers.get("vary")).toContain("Accept-Encoding");
      expect(await packed.text()).toBe(plain.body);
      expect(plain.headers["content-encoding"]).toBeUndefined();
    },
  );

  it.each([
    "/agenda",
    "/agenda.svg",
    "/agenda.atom",
    "/agenda/1.1.1",
    "/cerca",
    "/privadesa",
    "/sitemap.xml",
    "/robots.txt",
  ])("only lets %s be read", async (path) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const page = await openPage(served.base + path, { method });
      expect(page.status).toBe(405);
      expect(page.headers.get("allow")).toBe("GET, HEAD");
      expect(page.$("main").text()).toContain(webWords.ca.faults.wrongMethod);
    }
  });

  it("only lets /agenda.json be read, and says so to programs", async () => {
    const response = await fetch(`${served.base}/agenda.json`, { method: "POST" });

    expect(response.headers.get("allow")).toBe("GET, HEAD");
    expect(problemSchema.parse(await response.json()).status).toBe(405);
  });

  it.each(["PUT", "PATCH", "DELETE"])(
    "tells what / can do when it is called with %s",
    async (method) => {
      const page = await openPage(`${served.base}/`, { method });

      expect(page.status).toBe(405);
      expect(page.headers.get("allow")).toBe("GET, HEAD, POST");
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

  it("refuses an address that has no end and goes on", async () => {
    const { status } = await getRaw(served.base, `/agenda/${"a".repeat(40_000)}`);

    expect(status).toBe(431);
    expect((await fetch(`${served.base}/healthz`)).status).toBe(200);
  });

  it("serves 200 pages and answers at once, each its own", async () => {
    const visits = Array.from({ length: 200 }, async (_, at) => {
      const id = `1.1.${(at % 3) + 1}`;
      const ways = [
        async () => (await openPage(`${served.base}/agenda/${id}`)).$("h1").text(),
        async () => (await openPage(`${served.base}/?q=${id}`)).$(".card h3").text(),
        async () => (await openPage(`${served.base}/cerca?q=${id}`)).$(".card h3").text(),
        async () => (await postForm(served.base, { q: id })).$(".card h3").text(),
        async () => `${(await ask(served.base, id)).citations[0]?.itemId} `,
      ];
      const shown = (await ways[at % ways.length]?.()) ?? "";
      return shown.startsWith(`${id} `) ? undefined : `${id}: ${shown}`;
    });
    expect((await Promise.all(visits)).filter((wrong) => wrong !== undefined)).toEqual([]);
  }, 20_000);

  it("serves others while clients send their questions slowly or read nothing", async () => {
    const slow = Array.from({ length: 50 }, (_, at) => {
      const socket = connect(served.server.port, "127.0.0.1");
      const line = at % 2 === 0 ? "POST / HTTP/1.1" : "GET /agenda/1.1.1 HTTP/1.1";
      const type = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100";
      // Half a head, or a whole one with half a body.
      socket.write(
        `${line}\r\nHost: localhost\r\n${at % 4 === 0 ? `${type}\r\n\r\nq=` : "X-Slow: "}`,
      );
      socket.pause();
      return socket;
    });
    const page = await openPage(`${served.base}/agenda/1.1.1`);
    const answer = await postForm(served.base, { q: "1.1.1" });
    for (const socket of slow) socket.destroy();

    expect([page.status, answer.status]).toEqual([200, 200]);
  });

  it("answers a form that comes in pieces", async () => {
    const outgoing = request(`${served.base}/`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    const replied = once(outgoing, "response");
    // Cut inside an escaped letter.
    for (const part of ["q=acci%C", "3%", "B3+1.", "1.2"]) {
      await new Promise((written) => outgoing.write(part, written));
      await openPage(`${served.base}/agenda/1.1.1`);
    }
    outgoing.end();
    const [response] = await replied;
    let html = "";
    for await (const chunk of response.setEncoding("utf8")) html += chunk;

    expect(html).toContain("<h2>acció 1.1.2</h2>");
  });
});

describe("an index that is replaced while pages are read", () => {
  /** The same index with every title, and what every action asks for, otherwise. */
  function voiced(voice: string, horizon: Horizon): SearchIndex {
    const items = served.index.catalogue.items.map((item) => ({
      ...item,
      title: `${voice} ${item.kind}`,
      ...(item.applicability && { applicability: { ...item.applicability, horizon } }),
    }));
    return { ...served.index, catalogue: createCatalogue(items), knowledgeDigest: voice };
  }

  const paths = [
    "/",
    "/agenda",
    "/agenda/1",
    "/agenda/1.1",
    "/agenda/1.1.1",
    "/agenda/1.1.99",
    "/agenda/1.1.1.json",
    "/agenda.svg",
    "/agenda.atom",
    "/cerca",
    "/cerca.json",
    "/cerca?kind=action",
  ];

  it.each(paths)("never shows two of them on %s", async (path) => {
    const indexes = [voiced("ABANS", "short"), voiced("DESPRES", "long")] as const;
    let looks = 0;
    const current = () => {
      looks += 1;
      return indexes[looks % 2] ?? indexes[0];
    };
    await serveFor(served.index, { current }, async ({ base }) => {
      const seen = new Set<string>();
      for (let at = 0; at < 4; at += 1) {
        // Every look is at another index, and every visit begins with another one.
        looks = at;
        const response = await fetch(base + path);
        const voices = new Set((await response.text()).match(/ABANS|DESPRES/g));
        expect(response.status).toBeLessThan(500);
        expect(voices.size).toBe(1);
        for (const voice of voices) seen.add(voice);
      }
      expect([...seen].sort()).toEqual(["ABANS", "DESPRES"]);
    });
  });

  it.each(["/?q=1.1.2", "/cerca?q=1.1.2", "/cerca?q=simulacre"])(
    "shows an item of %s as one of them has it though it is replaced in the middle",
    async (path) => {
      const indexes = [voiced("ABANS", "short"), voiced("DESPRES", "long")] as const;
      let looks = 0;
      const current = () => {
        looks += 1;
        return looks === 1 ? indexes[0] : indexes[1];
      };
      const page = await serveFor(served.index, { current }, ({ base }) => openPage(base + path));
      const card = page.$(".card").first();
      const isBefore = card.find("h3").text().includes("ABANS");

      expect(page.status).toBe(200);
      expect(card.find(".place").text()).toMatch(isBefore ? /^ABANS/ : /^DESPRES/);
      expect(card.find(".badges li").first().text()).toBe(
        words.ca.horizons[isBefore ? "short" : "long"],
      );
    },
  );

  it("answers an open question from the index that it began with", async () => {
    const next: SearchIndex = { ...served.index, catalogue: createCatalogue([]) };
    let now = served.index;
    const page = await serveFor(
      served.index,
      {
        current: () => now,
        assistant: (real) => ({
          async respond(inquiry) {
            const answer = await real.respond(inquiry);
            now = next;
            return answer;
          },
        }),
      },
      async ({ base }) => {
        const answered = await postForm(base, { q: "acció 1.1.2" });
        expect((await openPage(`${base}/agenda/1.1.2`)).status).toBe(404);
        return answered;
      },
    );

    expect(page.$(".card h3").text()).toBe("1.1.2 Assajar un simulacre");
    expect(page.$(".card .badges li").length).toBe(3);
  });

  it("answers 200 questions and pages without a fault while it changes all the time", async () => {
    const empty: SearchIndex = { ...served.index, catalogue: createCatalogue([]) };
    let looks = 0;
    const current = () => {
      looks += 1;
      return looks % 5 === 0 ? empty : served.index;
    };
    const statuses = await serveFor(served.index, { current }, ({ base }) =>
      Promise.all(
        Array.from({ length: 200 }, async (_, at) => {
          const ways = [
            () => openPage(`${base}/agenda/1.1.1`),
            () => openPage(`${base}/?q=1.1.1`),
            () => openPage(`${base}/cerca?q=c%C3%B2pies`),
            () => post(base, { question: "com fem còpies?" }),
          ];
          const reply = await ways[at % ways.length]?.();
          return reply?.status;
        }),
      ),
    );
    expect([...new Set(statuses)].sort()).toEqual([200, 404]);
  }, 20_000);
});

describe("an index that cannot be read", () => {
  const current = () => {
    throw new Error("the disk at /srv/index is on fire");
  };

  it("is told by /readyz, while /healthz tells that the process lives", async () => {
    await serveFor(served.index, { current }, async ({ base, log }) => {
      const ready = await fetch(`${base}/readyz`);
      const health = await fetch(`${base}/healthz`);

      expect([ready.status, await ready.json()]).toEqual([503, { ready: false }]);
      expect(ready.headers.get("cache-control")).toBe("no-store");
      expect([health.status, await health.text()]).toEqual([200, "ok\n"]);
      expect(log.join("")).toContain("on fire");
    });
  });

  it.each(["/", "/?q=1.1.1", "/agenda", "/agenda/1.1.1", "/cerca?q=fibra", "/nowhere"])(
    "leaves a page at %s that helps and tells nothing of it",
    async (path) => {
      await serveFor(served.index, { current }, async ({ base, log }) => {
        const page = await openPage(base + path, { headers: { "accept-language": "en" } });

        expect(page.status).toBe(500);
        expect(page.$("h1").text()).toBe(webWords.en.faults.broken);
        expect(page.html).not.toMatch(/on fire|srv|Error|\.ts/);
        expect(log.join("")).toContain("on fire");
      });
    },
  );

  it("leaves problem+json for programs", async () => {
    await serveFor(served.index, { current }, async ({ base }) => {
      for (const path of ["/agenda/1.1.1", "/cerca", "/api/none"]) {
        const response = await fetch(base + path, { headers: { accept: "application/json" } });
        const text = await response.text();
        expect(response.status).toBe(500);
        expect(problemSchema.parse(JSON.parse(text)).type).toBe("internal");
        expect(text).not.toContain("on fire");
      }
    });
  });

  it("leaves robots, style and script, which need none", async () => {
    await serveFor(served.index, { current }, async ({ base }) => {
      for (const path of ["/robots.txt", "/style.css", "/script.js"]) {
        const response = await fetch(base + path);
        await response.arrayBuffer();
        expect(response.status, path).toBe(200);
      }
    });
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

  it.each(["POST /api/ask", "POST /"])(
    "lets an answer of %s under way finish when it stops, and takes no new one",
    async (way) => {
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
      const answer =
        way === "POST /"
          ? postForm(own.base, { q: "acció 1.1.1" }).then(({ $ }) => $(".card h3").text())
          : ask(own.base, "acció 1.1.1").then(({ citations }) => citations[0]?.itemId);
      await asked;
      const stopped = own.server.stop();
      await expect(post(own.base, { question: "acció 1.1.2" })).rejects.toThrow("fetch failed");
      events.emit("released");

      expect(await answer).toMatch(/^1\.1\.1/);
      const started = performance.now();
      await stopped;
      // The client would have kept its connection open for seconds.
      expect(performance.now() - started).toBeLessThan(1_000);
    },
  );

  it("stops at once though a browser has opened a connection in advance", async () => {
    const own = await serve(served.index);
    const spare = connect(own.server.port, "127.0.0.1");
    const closed = once(spare, "close");
    await once(spare, "connect");
    // Only when this is answered has the server certainly seen the spare connection.
    await ask(own.base, "acció 1.1.1");
    const started = performance.now();
    await own.server.stop();
    await closed;

    expect(performance.now() - started).toBeLessThan(2_000);
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
