import { describe, expect, it } from "vitest";
import { probe } from "../../../src/doctor/probe.ts";
import { listenFor, unusedUrl } from "../../helpers/listen-for.ts";

describe("probe", () => {
  it("gives what was answered, without going where the answer points", async () => {
    const url = await listenFor((request, response) => {
      if (request.url === "/old") response.writeHead(302, { location: "/new" }).end();
      else response.writeHead(404, { "x-mark": "ours" }).end(`${request.method} ${request.url}`);
    });
    expect(await probe(`${url}/old`, { timeoutMs: 2_000 })).toMatchObject({ status: 302 });
    const followed = await probe(`${url}/old`, { timeoutMs: 2_000, follows: true });
    expect(followed).toMatchObject({ kind: "answered", status: 404, text: "GET /new" });
    expect(followed.kind === "answered" && followed.headers.get("x-mark")).toBe("ours");
  });

  it("sends what it is given", async () => {
    const url = await listenFor(async (request, response) => {
      let body = "";
      for await (const part of request) body += String(part);
      response.end(`${request.method} ${request.headers["x-mark"]} ${body}`);
    });
    const options = { timeoutMs: 2_000, method: "POST", headers: { "x-mark": "1" } } as const;
    expect(await probe(url, { ...options, body: "two" })).toMatchObject({ text: "POST 1 two" });
  });

  it("says why nobody answered", async () => {
    const silent = await listenFor(() => {});
    const broken = await listenFor((request) => request.socket.destroy());
    const plain = (await listenFor((_request, response) => response.end())).replace(
      "http",
      "https",
    );
    const timeoutMs = 2_000;
    expect(await probe(silent, { timeoutMs: 100 })).toEqual({ kind: "failed", why: "timeout" });
    expect(await probe(broken, { timeoutMs })).toEqual({ kind: "failed", why: "network" });
    expect(await probe(plain, { timeoutMs })).toEqual({ kind: "failed", why: "certificate" });
    expect(await probe(await unusedUrl(), { timeoutMs })).toEqual({
      kind: "failed",
      why: "refused",
    });
    expect(await probe("http://agenda.invalid/", { timeoutMs })).toMatchObject({
      kind: "failed",
      why: expect.stringMatching(/^(?:unknown-name|network|timeout)$/),
    });
  });

  it("gives up on an answer that never ends", async () => {
    const url = await listenFor((_request, response) => void response.write("a beginning"));
    expect(await probe(url, { timeoutMs: 200 })).toEqual({ kind: "failed", why: "timeout" });
  });
});
