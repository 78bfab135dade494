import { describe, expect, it } from "vitest";
import { type AddressOptions, checkAddress } from "../../../src/doctor/check-address.ts";
import { type Handle, listenFor, unusedUrl } from "../../helpers/listen-for.ts";

/** What the program answers, as far as the checks look at it. */
const program: Handle = ({ url }, response) => {
  if (url === "/healthz") response.end("ok\n");
  else if (url === "/agenda/1.1.1") response.end("<html>");
  else response.writeHead(404).end();
};

async function check(options: Partial<AddressOptions> & { readonly publicUrl: string }) {
  const findings = await checkAddress({
    localUrl: options.publicUrl,
    mustBePublic: false,
    itemId: "1.1.1",
    timeoutMs: 2_000,
    ...options,
  });
  expect(findings.map((finding) => finding.check)).toEqual(["address", "program", "link"]);
  return findings;
}

async function outcomesOf(options: Parameters<typeof check>[0]) {
  return (await check(options)).map(({ state, outcome }) => `${state} ${outcome}`);
}

describe("checkAddress", () => {
  it("finds the program and one of its links", async () => {
    const publicUrl = await listenFor(program);
    expect(await check({ publicUrl })).toEqual([
      { check: "address", state: "warning", outcome: "address-local", values: { url: publicUrl } },
      { check: "program", state: "ok", outcome: "program-answers", values: { url: publicUrl } },
      {
        check: "link",
        state: "ok",
        outcome: "link-opens",
        values: { url: `${publicUrl}/agenda/1.1.1`, status: 200 },
      },
    ]);
  });

  it("has no link to try where there is no item", async () => {
    const publicUrl = await listenFor(program);
    const findings = await checkAddress({ publicUrl, localUrl: publicUrl, mustBePublic: false });
    expect(findings.at(-1)).toMatchObject({ state: "skipped", outcome: "link-unchecked" });
  });

  it("finds a link that does not open", async () => {
    const publicUrl = await listenFor(program);
    expect((await outcomesOf({ publicUrl, itemId: "9.9.9" })).at(-1)).toBe("fault link-broken");
  });

  it("tells an address of this machine and one without a certificate from a public one", async () => {
    const of = async (publicUrl: string, mustBePublic = false) =>
      (await outcomesOf({ publicUrl, mustBePublic, timeoutMs: 50 }))[0];
    for (const host of ["localhost:1", "x.localhost", "127.0.0.1", "[::1]", "0.0.0.0"])
      expect(await of(`http://${host}`)).toBe("warning address-local");
    expect(await of("http://localhost:1", true)).toBe("fault address-local");
    expect(await of("http://agenda.invalid")).toBe("warning address-insecure");
    expect(await of("http://agenda.invalid", true)).toBe("fault address-insecure");
    expect(await of("https://agenda.invalid", true)).toBe("ok address-public");
  });

  it("tells a program that is stopped from one that is not reached from here", async () => {
    const nowhere = await unusedUrl();
    const localUrl = await listenFor(program);
    expect(await outcomesOf({ publicUrl: nowhere })).toEqual([
      "warning address-local",
      "fault program-stopped",
      "skipped link-unchecked",
    ]);
    // The network may let nobody out and in again.
    expect((await outcomesOf({ publicUrl: nowhere, localUrl })).slice(1)).toEqual([
      "warning program-unreached",
      "skipped link-unchecked",
    ]);
    const badCertificate = localUrl.replace("http:", "https:");
    expect((await outcomesOf({ publicUrl: badCertificate, localUrl })).slice(1)).toEqual([
      "fault program-unreached",
      "skipped link-unchecked",
    ]);
  });

  it("tells something else at the address from a proxy that keeps a page to itself", async () => {
    const localUrl = await listenFor(program);
    const keeping = await listenFor((request, response) =>
      request.url === "/healthz" ? response.writeHead(403).end() : program(request, response),
    );
    const other = await listenFor((_request, response) => response.end("It works!"));
    const gateway = await listenFor((_request, response) => response.writeHead(502).end());
    expect((await outcomesOf({ publicUrl: keeping, localUrl })).slice(1)).toEqual([
      "warning program-hidden",
      "ok link-opens",
    ]);
    expect((await outcomesOf({ publicUrl: other, localUrl }))[1]).toBe("fault program-other");
    expect((await outcomesOf({ publicUrl: gateway })).slice(1)).toEqual([
      "fault program-other",
      "fault link-broken",
    ]);
  });

  it("finds a link that nobody answers, though the program does", async () => {
    const localUrl = await listenFor(program);
    for (const status of [200, 404]) {
      const publicUrl = await listenFor((request, response) => {
        if (request.url === "/healthz") response.writeHead(status).end("ok\n");
      });
      const outcomes = await outcomesOf({ publicUrl, localUrl, timeoutMs: 200 });
      expect(outcomes.at(-1)).toBe("fault link-unreached");
    }
  });

  it("names the address to which the given one leads", async () => {
    const publicUrl = await listenFor((request, response) =>
      response.writeHead(301, { location: `https://www.poble.cat${request.url}` }).end(),
    );
    expect((await check({ publicUrl, timeoutMs: 200 }))[1]).toMatchObject({
      outcome: "program-redirected",
      values: { to: "https://www.poble.cat" },
    });
  });
});
