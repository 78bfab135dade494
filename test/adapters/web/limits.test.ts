import { connect } from "node:net";
import express from "express";
import { pino } from "pino";
import { describe, expect, it, vi } from "vitest";
import { createLimits } from "../../../adapters/web/limits.ts";
import { startServer } from "../../../adapters/web/server.ts";
import { webWords } from "../../../adapters/web/words.ts";
import {
  type Deviations,
  expectGuarded,
  openPage,
  post,
  postForm,
  problemSchema,
  type Served,
  serveFor,
  serveHere,
} from "./serve.ts";

const served = serveHere();
const visitor = { "x-forwarded-for": "203.0.113.5" };
const other = { "x-forwarded-for": "203.0.113.6" };
const question = { question: "acció 1.1.1" };

function limited<T>(use: (served: Served) => Promise<T>, web: Deviations["web"] = {}): Promise<T> {
  return serveFor(served.index, { web: { askPerMinute: 2, ...web } }, use);
}

describe("the limit of questions a minute", () => {
  it("refuses programs that ask too often, and says when to come back", async () => {
    await limited(async ({ base, log }) => {
      const replies = [];
      for (let at = 0; at < 3; at += 1) {
        replies.push(await post(base, question, { ...visitor, "accept-language": "en" }));
      }
      const [, , refused] = replies;

      expect(replies.map(({ status }) => status)).toEqual([200, 200, 429]);
      expect(refused?.headers.get("content-type")).toContain("application/problem+json");
      expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(Number(refused?.headers.get("retry-after"))).toBeLessThanOrEqual(60);
      expect(problemSchema.parse(await refused?.json())).toEqual({
        type: "too-many-requests",
        status: 429,
        detail: webWords.en.api.tooMany,
      });
      expect(log.join("")).not.toContain("203.0.113");
    });
  });

  it("refuses people with a page in their language", async () => {
    await limited(async ({ base }) => {
      const headers = { ...visitor, "accept-language": "es" };
      const ask = () => postForm(base, { q: "acció 1.1.1" }, headers);
      const [first, second, refused] = [await ask(), await ask(), await ask()];

      expect([first.status, second.status, refused.status]).toEqual([200, 200, 429]);
      expect(refused.$("h1").text()).toBe(webWords.es.faults.tooMany);
      expect(refused.$("main").text()).toContain(webWords.es.chat.refused);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    });
  });

  it.each(["/?q=1.1.1", "/?suggestion=1.1.1", "/cerca?q=fibra", "/cerca", "/cerca.json?q=fibra"])(
    "counts %s",
    async (path) => {
      await limited(async ({ base }) => {
        const statuses: number[] = [];
        for (let at = 0; at < 3; at += 1) {
          const response = await fetch(base + path, { headers: visitor });
          await response.arrayBuffer();
          statuses.push(response.status);
          expectGuarded(response.headers, path);
        }
        expect(statuses).toEqual([200, 200, 429]);
      });
    },
  );

  it("is one for all ways to ask, and for nothing that is only read", async () => {
    await limited(async ({ base }) => {
      await post(base, question, visitor);
      await openPage(`${base}/cerca?q=fibra`, { headers: visitor });
      const ways = [
        await post(base, question, visitor),
        await postForm(base, { q: "1.1.1" }, visitor),
        await openPage(`${base}/?q=1.1.1`, { headers: visitor }),
        await openPage(`${base}/cerca?q=1.1.1`, { headers: visitor }),
      ];
      const reading = await Promise.all(
        ["/", "/agenda", "/agenda/1.1.1", "/agenda.atom", "/style.css", "/healthz", "/readyz"].map(
          (path) => fetch(base + path, { headers: visitor }),
        ),
      );

      expect(ways.map(({ status }) => status)).toEqual([429, 429, 429, 429]);
      expect(reading.map(({ status }) => status)).toEqual(Array(7).fill(200));
    });
  });

  it("is each address's own, and this machine has none", async () => {
    await limited(async ({ base }) => {
      for (let at = 0; at < 3; at += 1) await post(base, question, visitor);
      const replies = [await post(base, question, other)];
      for (let at = 0; at < 5; at += 1) replies.push(await post(base, question));

      expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(200));
    });
  });

  it("is not escaped by naming oneself this machine", async () => {
    await limited(async ({ base }) => {
      const statuses: number[] = [];
      for (let at = 0; at < 3; at += 1) {
        // The proxy adds the address it sees after what the visitor made up.
        const forwarded = { "x-forwarded-for": `127.0.0.1, 198.51.100.${at}, 203.0.113.5` };
        statuses.push((await post(base, question, forwarded)).status);
      }
      expect(statuses).toEqual([200, 200, 429]);
    });
  });

  it("counts the addresses of one IPv6 network together", async () => {
    await limited(async ({ base }) => {
      const statuses: number[] = [];
      for (let at = 1; at <= 3; at += 1) {
        const forwarded = { "x-forwarded-for": `2001:db8:1:2::${at}` };
        statuses.push((await post(base, question, forwarded)).status);
      }
      expect(statuses).toEqual([200, 200, 429]);
    });
  });

  it.each(["garbage", "<script>", "999.1.1.1", "203.0.113.9:1234", ",,,", "::ffff:127.0.0.1"])(
    "answers whatever a proxy says: %s",
    async (address) => {
      await limited(async ({ base }) => {
        const response = await post(base, question, { "x-forwarded-for": address });
        expect(response.status).toBe(200);
      });
    },
  );

  it("believes only the proxies that are named", async () => {
    await limited(
      async ({ base }) => {
        const statuses: number[] = [];
        for (let at = 0; at < 3; at += 1)
          statuses.push((await post(base, question, visitor)).status);
        // The connection comes from this machine, and what it says of another is not believed.
        expect(statuses).toEqual([200, 200, 200]);
      },
      { trustedProxies: "10.0.0.0/8" },
    );
  });

  it("allows a whole council by default", async () => {
    await serveFor(served.index, {}, async ({ base }) => {
      const ask = () => post(base, question, visitor);
      const replies = await Promise.all(Array.from({ length: 121 }, ask));
      const statuses = replies.map(({ status }) => status);

      expect(statuses.filter((status) => status === 200)).toHaveLength(120);
      expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    });
  });
});

describe("the limit of questions that wait", () => {
  it("counts nobody whose question has not come yet, and tells the rest at once to come back", async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let waiting = 0;
    const assistant: Deviations["assistant"] = (real) => ({
      async respond(inquiry) {
        waiting += 1;
        await released;
        return real.respond(inquiry);
      },
    });
    await serveFor(served.index, { assistant }, async ({ base, server }) => {
      const slow = Array.from({ length: 50 }, () => connect(server.port, "127.0.0.1"));
      for (const socket of slow)
        socket.write("POST /api/ask HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n{");
      const asked = Array.from({ length: 1_000 }, () => post(base, question));
      await vi.waitUntil(() => waiting === 1_000, { timeout: 20_000 });
      const refused = await post(base, question);
      const page = await openPage(`${base}/agenda/1.1.1`);
      release();
      const statuses = await Promise.all(asked.map(async (reply) => (await reply).status));
      for (const socket of slow) socket.destroy();

      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(problemSchema.parse(await refused.json()).detail).toBe(webWords.ca.api.busy);
      expect(page.status).toBe(200);
      expect(new Set(statuses)).toEqual(new Set([200]));
    });
  }, 60_000);
});

describe("createLimits", () => {
  /** Statuses of two requests whose connections come from an address of the network, and what was logged. */
  async function askFrom(address: string, headers: Readonly<Record<string, string>>) {
    const log: string[] = [];
    const app = express();
    app.use((request, _response, next) => {
      Object.defineProperty(request.socket, "remoteAddress", { value: address });
      next();
    });
    const options = {
      perMinute: 1,
      log: pino({}, { write: (line) => void log.push(line) }),
      refuse: (_request: express.Request, response: express.Response) =>
        void response.sendStatus(429),
    };
    app.get("/", createLimits(options).rate, (_request, response) => void response.send("ok"));
    const server = await startServer(() => app, { port: 0, host: "127.0.0.1" });
    const statuses: number[] = [];
    for (let at = 0; at < 2; at += 1) {
      statuses.push((await fetch(`http://127.0.0.1:${server.port}/`, { headers })).status);
    }
    await server.stop();
    return { statuses, log };
  }

  it("names the setting when it refuses a proxy that it was not told of, without its address", async () => {
    const { statuses, log } = await askFrom("10.1.2.3", visitor);

    expect(statuses).toEqual([200, 429]);
    expect(log.join("")).toContain("TRUSTED_PROXIES");
    expect(log.join("")).not.toMatch(/203\.0\.113|10\.1\.2\.3/);
  });

  it("says nothing when it refuses somebody else", async () => {
    expect(await askFrom("10.1.2.3", {})).toEqual({ statuses: [200, 429], log: [] });
  });

  it.each(["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])(
    "knows this machine by %s",
    async (address) => {
      expect((await askFrom(address, {})).statuses).toEqual([200, 200]);
    },
  );

  it.each(["128.0.0.1", "1.127.0.0", "::2", "::ffff:10.0.0.1", "fe80::1"])(
    "does not take %s for this machine",
    async (address) => {
      expect((await askFrom(address, {})).statuses).toEqual([200, 429]);
    },
  );
});
