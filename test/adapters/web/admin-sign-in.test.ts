import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOpenIdSignIn } from "../../../adapters/openid/sign-in.ts";
import { signInWords } from "../../../adapters/web/admin-sign-in-words.ts";
import { webWords } from "../../../adapters/web/words.ts";
import type { AdminConfig } from "../../../src/config-admin.ts";
import { type Issuer, startIssuer } from "../openid/issuer.ts";
import { type Browser, createBrowser, type Reply } from "./admin-browser.ts";
import { type Door, type DoorOptions, openDoor } from "./admin-door.tsx";
import { expectSound, getRaw, serveHere } from "./serve.ts";

const served = serveHere();
const token = "0123456789abcdef0123456789abcdef";
const hourMs = 60 * 60_000;

let doors: Door[] = [];
let browser: Browser;
beforeEach(() => {
  browser = createBrowser();
});
afterEach(async () => {
  await Promise.all(doors.map(({ server }) => server.stop()));
  doors = [];
});

async function open(options: DoorOptions = { admin: { token } }): Promise<Door> {
  const door = await openDoor(served.index, options);
  doors.push(door);
  return door;
}

function signInWithToken(base: string, more: Readonly<Record<string, string>> = {}) {
  return browser.send(`${base}/admin/sign-in`, { token, ...more });
}

function csrfOf({ $ }: Reply): string {
  return $('input[name="csrf"]').attr("value") ?? expect.fail("the page has no form");
}

/** What a page owes its reader, on an address at which a cookie may be set. */
function expectPage(reply: Reply, address: string): void {
  const headers = new Headers(reply.headers);
  headers.delete("set-cookie");
  expectSound({ status: reply.status, headers, html: reply.text, $: reply.$ }, address);
}

/** What holds for every reply below the owners' page. */
function expectPrivate({ headers }: Reply): void {
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-robots-tag")).toBe("noindex");
  expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
}

describe("the owners' page without anybody signed in", () => {
  it("leads to the page to sign in at, and back to where one wanted to go", async () => {
    const { base } = await open();
    const away = await browser.open(`${base}/admin/needs?from=2026-01-01&lang=es`);
    expect([away.status, away.location]).toEqual([
      303,
      "/admin/sign-in?next=%2Fadmin%2Fneeds%3Ffrom%3D2026-01-01&lang=es",
    ]);
    const page = await browser.open(base + away.location);
    expect(page.status).toBe(200);
    expectPage(page, "sign-in");
    expect(page.$("h1").text()).toBe(signInWords.es.title);

    const next = String(page.$('input[name="next"]').attr("value"));
    const action = String(page.$("main form").attr("action"));
    const back = await browser.send(base + action, { token, next });
    expect([back.status, back.location]).toEqual([303, "/admin/needs?from=2026-01-01&lang=es"]);
    const there = await browser.open(base + back.location);
    expect([there.status, there.$("h1").text()]).toEqual([200, "Informes"]);
    for (const reply of [away, page, back, there]) expectPrivate(reply);
  });

  it("refuses files and forms with 401, and does nothing", async () => {
    const { base, sent } = await open();
    const file = await browser.open(`${base}/admin/needs.csv`, {
      headers: { "accept-language": "en" },
    });
    expect([file.status, file.headers.get("content-type"), file.text]).toEqual([
      401,
      "text/plain; charset=utf-8",
      `${signInWords.en.problems.ended}\n`,
    ]);
    const form = await browser.send(`${base}/admin/needs`, { a: "1" });
    expect(form.status).toBe(401);
    expectPage(form, "form");
    expect(form.$('[role="alert"]').text()).toBe(signInWords.ca.problems.ended);
    expect(form.$('input[name="next"]').attr("value")).toBe("/admin");
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      const reply = await browser.open(`${base}/admin/needs`, { method });
      expect(reply.status, method).toBe(401);
    }
    expect(sent).toEqual([]);
    for (const reply of [file, form]) expectPrivate(reply);
  });

  it.each([
    "/admin",
    "/admin/",
    "/ADMIN/needs",
    "/Admin/NEEDS.csv",
    "/admin//needs",
    "/admin/./needs",
    "/admin/x/../needs",
    "//admin/needs",
    "/admin%2Fneeds",
    "/%61dmin/needs",
    "/admin/needs/",
    "/admin/needs?next=/admin/sign-in",
    "/admin/sign-in/../needs",
  ])("shows nothing at %s", async (path) => {
    const { base } = await open();
    const { status, body } = await getRaw(base, path);
    expect([303, 401, 404]).toContain(status);
    expect(body).not.toMatch(/Informes|a;b/);
  });

  it("lets nobody in where nothing is set up, and says which settings to set", async () => {
    const { base } = await open({});
    const page = await browser.open(`${base}/admin/sign-in`);
    expect(page.status).toBe(404);
    expectPage(page, "sign-in");
    expect(
      page
        .$("code")
        .map((_, code) => page.$(code).text())
        .get(),
    ).toEqual([
      "ADMIN_TOKEN",
      "ADMIN_OIDC_ISSUER",
      "ADMIN_OIDC_CLIENT_ID",
      "ADMIN_OIDC_CLIENT_SECRET",
      "ADMIN_OIDC_ALLOWED",
    ]);
    expect((await signInWithToken(base)).status).toBe(404);
    expect((await browser.send(`${base}/admin/sign-in`, { token: "" })).status).toBe(404);
    expect((await browser.open(`${base}/admin/openid`)).status).toBe(303);
    expect(browser.cookies.size).toBe(0);
  });

  it("is no page's that forgot the gate", async () => {
    const { base } = await open();
    expect((await browser.open(`${base}/outside`)).status).toBe(500);
  });
});

describe("the access token", () => {
  it("lets in, with a cookie for these pages alone", async () => {
    const { base, log } = await open();
    const reply = await signInWithToken(base);
    expect([reply.status, reply.location]).toEqual([303, "/admin"]);
    const [cookie, ...more] = reply.headers.getSetCookie();
    expect(more).toEqual([]);
    expect(cookie).toMatch(
      /^agenda-admin=[\w.-]+; Max-Age=28800; Path=\/admin; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
    const page = await browser.open(`${base}/admin`);
    expect(page.$("#owner").text()).toBe("token: ADMIN_TOKEN");
    // Who is in already has no need to sign in.
    const again = await browser.open(`${base}/admin/sign-in?next=/admin/needs`);
    expect([again.status, again.location]).toEqual([303, "/admin/needs"]);
    expect(log.join("") + reply.text + page.text).not.toContain(token);
  });

  it("may have blanks around it, as people copy it", async () => {
    const { base } = await open();
    expect((await signInWithToken(base, { token: ` ${token}\r\n` })).status).toBe(303);
  });

  it.each([
    ["wrong", { token: "not-the-token-of-this-machine" }],
    ["nearly right", { token: token.slice(0, -1) }],
    ["longer", { token: `${token}0` }],
    ["empty", { token: "" }],
    ["absent", {}],
    ["very long", { token: "a".repeat(10_000) }],
  ] as const)("that is %s does not", async (_name, fields) => {
    const { base, log } = await open();
    const reply = await browser.send(`${base}/admin/sign-in`, { next: "/admin/needs", ...fields });
    expect(reply.status).toBe(403);
    expectPage(reply, "sign-in");
    expectPrivate(reply);
    const field = reply.$("#token");
    const described = String(field.attr("aria-describedby")).split(" ");
    expect(described.map((id) => reply.$(`#${id}`).text())).toContain(
      signInWords.ca.problems.wrong,
    );
    expect([field.attr("aria-invalid"), field.attr("value")]).toEqual(["true", undefined]);
    expect(field.attr("autofocus")).toBeDefined();
    expect(reply.$('input[name="next"]').attr("value")).toBe("/admin/needs");
    const given = "token" in fields ? fields.token : "";
    if (given !== "") expect(reply.text + log.join("")).not.toContain(given);
    expect(browser.cookies.size).toBe(0);
  });

  it("is not read where it is no form, or a whole document", async () => {
    const { base } = await open();
    const address = `${base}/admin/sign-in`;
    const headers = { origin: base, "content-type": "application/json" };
    const body = JSON.stringify({ token });
    expect((await browser.open(address, { method: "POST", body, headers })).status).toBe(403);
    const long = await browser.send(address, { token: "a".repeat(100_000) });
    expect(long.status).toBe(413);
    const two = await browser.open(address, {
      method: "POST",
      body: new URLSearchParams([
        ["token", token],
        ["token", token],
      ]),
      headers: { origin: base },
    });
    expect(two.status).toBe(403);
    expect(browser.cookies.size).toBe(0);
  });

  it("is not taken from another page", async () => {
    const { base } = await open();
    for (const headers of [
      { origin: "https://evil.example.com" },
      { origin: "null" },
      { origin: base, "sec-fetch-site": "cross-site" },
      {},
    ]) {
      const reply = await browser.send(`${base}/admin/sign-in`, { token }, headers);
      expect(reply.status, JSON.stringify(headers)).toBe(403);
      expect(reply.$("h1").text()).toBe(webWords.ca.faults.elsewhere);
    }
    expect(browser.cookies.size).toBe(0);
  });

  it("can be tried ten times a minute from one address", async () => {
    const { base } = await open();
    const from = (address: string, given: string) =>
      browser.send(
        `${base}/admin/sign-in`,
        { token: given },
        { origin: base, "x-forwarded-for": address },
      );
    // What is right does not count.
    for (let at = 0; at < 12; at += 1) expect((await from("203.0.113.5", token)).status).toBe(303);
    for (let at = 0; at < 10; at += 1)
      expect((await from("203.0.113.5", `wrong ${at}`)).status).toBe(403);
    const refused = await from("203.0.113.5", token);
    expect(refused.status).toBe(429);
    expectPage(refused, "sign-in");
    expect(refused.$("#token-fault").text()).toBe(signInWords.ca.problems.tooMany);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await from("203.0.113.6", token)).status).toBe(303);
  });

  it("counts among the questions of an address, too", async () => {
    const { base } = await open({ admin: { token }, perMinute: 1 });
    const headers = { origin: base, "x-forwarded-for": "203.0.113.5" };
    const send = () => browser.send(`${base}/admin/sign-in`, { token }, headers);
    expect([(await send()).status, (await send()).status]).toEqual([303, 429]);
  });
});

describe("where one goes on to", () => {
  it.each([
    ["/admin", "/admin"],
    ["/admin?from=1", "/admin?from=1"],
    ["/admin/needs?a=%26&b=1", "/admin/needs?a=%26&b=1"],
    ["/admin/needs/../usage", "/admin/usage"],
    ["/admin/%2F%2Fevil.example.com", "/admin/%2F%2Fevil.example.com"],
  ])("is %s as it is: %s", async (next, location) => {
    const { base } = await open();
    expect((await signInWithToken(base, { next })).location).toBe(location);
  });

  it.each([
    "//evil.example.com",
    "//evil.example.com/admin/needs",
    "\\\\evil.example.com",
    "/\\evil.example.com",
    "/\t/evil.example.com",
    "https://evil.example.com/admin",
    "https:evil.example.com",
    "javascript:alert(1)",
    "%2F%2Fevil.example.com",
    "/admin/..//evil.example.com",
    "/admin/%2e%2e//evil.example.com",
    "/admin\\..\\..\\\\evil.example.com",
    "/administrator",
    "/admin.evil.example.com",
    "@evil.example.com",
    ".evil.example.com",
    "/",
    "/pla",
    "",
    "admin",
    `/admin/${"a".repeat(3_000)}`,
    "/admin/sign-in?next=/admin/sign-in",
    "/admin/sign-out",
    "/admin/openid",
    "/admin/openid/callback?code=1",
  ])("is never elsewhere: %s", async (next) => {
    const { base } = await open();
    expect((await signInWithToken(base, { next })).location).toBe("/admin");
    const query = new URLSearchParams({ next });
    const again = await browser.open(`${base}/admin/sign-in?${query}`);
    expect(again.location).toBe("/admin");
    const two = await browser.open(`${base}/admin/sign-in?next=/admin/needs&${query}`);
    expect(two.location).toBe("/admin");
  });
});

describe("a session", () => {
  const cookie = () => browser.cookies.get("agenda-admin")?.value ?? expect.fail("no session");
  const statusOf = async ({ base }: Door) => (await browser.open(`${base}/admin`)).status;

  it("is good for eight hours, and no longer than any", async () => {
    let nowMs = Date.now();
    const door = await open({ admin: { token }, now: () => nowMs });
    await signInWithToken(door.base);
    nowMs += 8 * hourMs;
    expect(await statusOf(door)).toBe(200);
    nowMs += 1;
    expect(await statusOf(door)).toBe(303);
    nowMs -= 8 * hourMs + 2;
    // Made by a clock that was ahead.
    expect(await statusOf(door)).toBe(303);
  });

  it.each<[string, (value: string) => string]>([
    ["somebody else's name", (value) => withText(value, (text) => text.replace("TOKEN", "OTHER"))],
    ["a later end", (value) => value.replace(/\.(\d+)\./, (_, end) => `.${Number(end) + 1}.`)],
    ["no end", (value) => value.replace(/\.\d+\./, "..")],
    ["an end that is no number", (value) => value.replace(/\.\d+\./, ".NaN.")],
    ["no signature", (value) => value.replace(/[^.]+$/, "")],
    ["another signature", (value) => value.replace(/[^.]+$/, "A".repeat(43))],
    ["a part more", (value) => `${value}.${value}`],
    ["the signature of itself", (value) => value.split(".").slice(1).join(".")],
    ["nothing", () => ""],
    ["nonsense", () => "%%%"],
  ])("with %s is none", async (_name, change) => {
    const door = await open();
    await signInWithToken(door.base);
    const changed = change(cookie());
    expect(changed).not.toBe(cookie());
    browser.forge("agenda-admin", changed);
    expect(await statusOf(door)).toBe(303);
  });

  it("is found beside a cookie of the same name from a neighbouring host", async () => {
    const { base } = await open();
    await signInWithToken(base);
    for (const both of [
      `agenda-admin=1; agenda-admin=${cookie()}`,
      `agenda-admin=${cookie()}; agenda-admin=1`,
    ])
      expect((await getRaw(base, "/admin", { cookie: both })).status).toBe(200);
  });

  const openId = {
    issuer: "https://login.example.com",
    clientId: "agenda",
    clientSecret: "a-secret-of-the-client",
    allowed: ["Agenda.Owner", "Other"],
  };
  const before: DoorOptions = { admin: { token, openId } };

  it.each<[string, DoorOptions]>([
    ["another secret", { ...before, secret: "other" }],
    ["another token", { admin: { token: `${token}0`, openId } }],
    ["no token any more", { admin: { openId } }],
    ["others who may", { admin: { token, openId: { ...openId, allowed: ["Agenda.Owner"] } } }],
    ["another issuer", { admin: { token, openId: { ...openId, issuer: "https://b.cat" } } }],
    ["another client", { admin: { token, openId: { ...openId, clientId: "other" } } }],
    ["a provider no more", { admin: { token } }],
    ["nothing set up", {}],
  ])("of before ends with %s", async (_name, after) => {
    await signInWithToken((await open(before)).base);
    expect(await statusOf(await open(before))).toBe(200);
    expect(await statusOf(await open(after))).toBe(303);
  });

  it("goes on with another secret of the client, and with another order of who may", async () => {
    await signInWithToken((await open(before)).base);
    const clientSecret = "another-secret-of-it";
    const allowed = openId.allowed.toReversed();
    const admin: AdminConfig = { token, openId: { ...openId, clientSecret, allowed } };
    expect(await statusOf(await open({ admin }))).toBe(200);
  });

  it("ends when one signs out, for who has copied it too", async () => {
    const door = await open();
    await signInWithToken(door.base);
    const copied = cookie();
    const csrf = csrfOf(await browser.open(`${door.base}/admin`));
    const out = await browser.send(`${door.base}/admin/sign-out`, { csrf });
    expect([out.status, out.location]).toEqual([303, "/admin/sign-in"]);
    expect(browser.cookies.size).toBe(0);
    browser.forge("agenda-admin", copied);
    expect(await statusOf(door)).toBe(303);
    // Others are not signed out.
    browser = createBrowser();
    await signInWithToken(door.base);
    expect(await statusOf(door)).toBe(200);
  });

  it("is not ended by an address or another page", async () => {
    const door = await open();
    await signInWithToken(door.base);
    expect((await browser.open(`${door.base}/admin/sign-out`)).status).toBe(404);
    expect((await browser.send(`${door.base}/admin/sign-out`, {})).status).toBe(403);
    expect(await statusOf(door)).toBe(200);
  });
});

function withText(value: string, change: (text: string) => string): string {
  const [text = "", ...rest] = value.split(".");
  const changed = change(Buffer.from(text, "base64url").toString());
  return [Buffer.from(changed).toString("base64url"), ...rest].join(".");
}

describe("a form behind the gate", () => {
  it("comes through from a page of the session, without what proves it", async () => {
    const { base, sent } = await open();
    await signInWithToken(base);
    const page = await browser.open(`${base}/admin/needs`);
    const again = await browser.open(`${base}/admin/needs`);
    // Another one each time: nothing can be learnt from how well pages compress.
    expect(csrfOf(again)).not.toBe(csrfOf(page));
    for (const csrf of [csrfOf(page), csrfOf(again)]) {
      const reply = await browser.send(`${base}/admin/needs`, { item: "1.1.1", csrf });
      expect(reply.status).toBe(303);
    }
    const body = { item: "1.1.1" };
    expect(sent).toEqual([
      { body, name: "ADMIN_TOKEN" },
      { body, name: "ADMIN_TOKEN" },
    ]);
  });

  it("does not without what proves it, or with that of another session", async () => {
    const { base, sent } = await open();
    await signInWithToken(base);
    const theirs = csrfOf(await browser.open(`${base}/admin`));
    browser = createBrowser();
    await signInWithToken(base);
    const mine = csrfOf(await browser.open(`${base}/admin`));
    const [salt, signature] = mine.split(".");
    for (const csrf of ["", theirs, `${salt}.`, `.${signature}`, `A${mine}`, `${mine}.${mine}`]) {
      const reply = await browser.send(`${base}/admin/needs`, { csrf });
      expect(reply.status, csrf).toBe(403);
      expectPage(reply, "form");
      expectPrivate(reply);
    }
    expect((await browser.send(`${base}/admin/needs`, { item: "1" })).status).toBe(403);
    const body = JSON.stringify({ csrf: mine });
    const headers = { origin: base, "content-type": "application/json" };
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const reply = await browser.open(`${base}/admin/needs`, { method, body, headers });
      expect(reply.status, method).toBe(403);
    }
    expect(sent).toEqual([]);
  });

  it("does not from another page, even with what proves it", async () => {
    const { base, sent } = await open();
    await signInWithToken(base);
    const csrf = csrfOf(await browser.open(`${base}/admin`));
    for (const headers of [
      { origin: "https://evil.example.com" },
      { origin: base, "sec-fetch-site": "same-site" },
      {},
    ])
      expect((await browser.send(`${base}/admin/needs`, { csrf }, headers)).status).toBe(403);
    expect(sent).toEqual([]);
  });
});

describe("sign-in with the organisation's account", () => {
  let issuer: Issuer;
  beforeEach(async () => {
    issuer = await startIssuer();
    issuer.signInAs({ sub: "1", name: "Núria <b>Puig</b>", roles: ["Agenda.Owner"] });
  });
  afterEach(() => issuer.stop());

  function configured(more: Omit<DoorOptions, "openId"> = {}): DoorOptions {
    const { url, clientId, clientSecret } = issuer;
    const openId = { issuer: url, clientId, clientSecret, allowed: ["Agenda.Owner"] };
    const admin = { openId, ...more.admin };
    return { ...more, admin, openId: createOpenIdSignIn({ ...openId, timeoutMs: 500 }) };
  }

  /** Goes to the provider, and gives where it sends the browser back to: on the server, whatever the public address. */
  async function goThere(base: string, path = "/admin/openid") {
    const there = await browser.open(base + path);
    expect(there.status).toBe(303);
    const back = await createBrowser().open(there.location ?? "");
    const url = new URL(back.location ?? "");
    return { there, back: url, here: base + url.pathname + url.search };
  }

  it("goes there and back, to the page that one wanted", async () => {
    const { base, log } = await open(configured());
    const away = await browser.open(`${base}/admin/needs?a=1&lang=en`);
    const page = await browser.open(base + away.location);
    expectPage(page, "sign-in");
    expect(page.$("#token").length).toBe(0);
    const link = page.$(`a:contains("${signInWords.en.openId}")`).attr("href");
    const { there, back, here } = await goThere(base, link);
    expect(there.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^agenda-admin-state=[\w.-]+; Max-Age=600; Path=\/admin\/openid; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
      ),
    ]);
    expect(back.origin + back.pathname).toBe(`${base}/admin/openid/callback`);

    const reply = await browser.open(here);
    expect([reply.status, reply.location]).toEqual([303, "/admin/needs?a=1&lang=en"]);
    expect([...browser.cookies.keys()]).toEqual(["agenda-admin"]);
    const shown = await browser.open(base + reply.location);
    expect(shown.$("#owner").text()).toBe("openid: Núria <b>Puig</b>");
    for (const one of [there, reply, shown]) expectPrivate(one);
    expect(log.join("")).not.toMatch(/Núria|code=|eyJ|"1"/);
    expect(log.join("")).toContain("signed in");
  });

  it("works below a path of the public address, with cookies for https", async () => {
    const publicUrl = "https://serveis.example.cat/assistent";
    const { base } = await open(configured({ publicUrl }));
    const below = `${base}/assistent`;
    const away = await browser.open(`${below}/admin/needs`);
    expect(away.location).toBe("/assistent/admin/sign-in?next=%2Fadmin%2Fneeds");
    const page = await browser.open(base + away.location);
    const link = page.$(`a:contains("${signInWords.ca.openId}")`).attr("href");
    expect(link).toBe("/assistent/admin/openid?next=%2Fadmin%2Fneeds");
    const { there, back, here } = await goThere(base, link);
    expect(back.origin + back.pathname).toBe(`${publicUrl}/admin/openid/callback`);
    const reply = await browser.open(here);
    expect(reply.location).toBe("/assistent/admin/needs");
    for (const set of [there, reply].flatMap(({ headers }) => headers.getSetCookie()))
      expect(set).toMatch(
        /; Path=\/assistent\/admin(?:\/openid)?; .*; HttpOnly; Secure; SameSite=Lax$/,
      );
    expect((await browser.open(base + reply.location)).status).toBe(200);
    // A proxy that takes the path off.
    const { value } = browser.cookies.get("agenda-admin") ?? expect.fail("no session");
    const stripped = await getRaw(base, "/admin/needs", { cookie: `agenda-admin=${value}` });
    expect(stripped.status).toBe(200);
    expect(stripped.body).toContain('action="/assistent/admin/sign-out"');
  });

  it("comes back to the public address, whatever host a request names", async () => {
    const publicUrl = "https://agenda.example.cat";
    const { base } = await open(configured({ publicUrl }));
    const there = await getRaw(base, "/admin/openid", { host: "evil.example.com" });
    const to = new URL(String(there.headers.location));
    expect(to.searchParams.get("redirect_uri")).toBe(`${publicUrl}/admin/openid/callback`);
  });

  const problemAt = async (base: string, { location }: Reply) => {
    const page = await browser.open(base + location);
    expectPage(page, String(location));
    expectPrivate(page);
    return { status: page.status, said: page.$('[role="alert"]').text() };
  };
  const refused = { status: 403, said: signInWords.ca.problems.refused };
  const stale = { status: 403, said: signInWords.ca.problems.stale };

  it("refuses who may not, and says so without a name", async () => {
    issuer.signInAs({ sub: "1", name: "Núria Puig", roles: ["Reader"] });
    const { base, log } = await open(configured());
    const { here } = await goThere(base, "/admin/openid?next=/admin/needs");
    const reply = await browser.open(here);
    expect(reply.location).toBe("/admin/sign-in?problem=refused&next=%2Fadmin%2Fneeds");
    expect(await problemAt(base, reply)).toEqual(refused);
    expect(browser.cookies.size).toBe(0);
    expect(log.join("")).toContain("ADMIN_OIDC_ALLOWED");
    expect(log.join("")).not.toMatch(/Núria|Reader|code=/);
  });

  it("refuses what was forged, and what the provider refused", async () => {
    const { base } = await open(configured());
    issuer.deviate({ key: "forged" });
    expect(await problemAt(base, await browser.open((await goThere(base)).here))).toEqual(refused);
    issuer.deviate({});
    const { back } = await goThere(base);
    const state = back.searchParams.get("state") ?? "";
    const query = new URLSearchParams({ error: "access_denied", state });
    const denied = await browser.open(`${base}/admin/openid/callback?${query}`);
    expect(await problemAt(base, denied)).toEqual(refused);
    const { here } = await goThere(base);
    const other = await browser.open(here.replace(/state=[^&]+/, "state=other"));
    expect(await problemAt(base, other)).toEqual(refused);
    expect(browser.cookies.size).toBe(0);
  });

  it("takes an answer once, and only from the browser that went", async () => {
    const { base } = await open(configured());
    const { here } = await goThere(base);
    const pending = browser.cookies.get("agenda-admin-state")?.value ?? "";
    const mine = browser;
    browser = createBrowser();
    expect(await problemAt(base, await browser.open(here))).toEqual(stale);
    browser = mine;
    expect((await browser.open(here)).location).toBe("/admin");

    browser = createBrowser();
    expect(await problemAt(base, await browser.open(here))).toEqual(stale);
    browser.forge("agenda-admin-state", pending);
    expect(await problemAt(base, await browser.open(here))).toEqual(refused);
    expect(browser.cookies.has("agenda-admin")).toBe(false);
  });

  it("waits ten minutes, and for what was signed for it", async () => {
    let nowMs = Date.now();
    const { base } = await open(configured({ now: () => nowMs, admin: { token } }));
    const late = await goThere(base);
    nowMs += 10 * 60_000 + 1;
    expect(await problemAt(base, await browser.open(late.here))).toEqual(stale);

    const { here } = await goThere(base);
    await signInWithToken(base);
    const session = browser.cookies.get("agenda-admin")?.value ?? expect.fail("no session");
    const pending = browser.cookies.get("agenda-admin-state")?.value ?? expect.fail("no state");
    browser = createBrowser();
    // One for one purpose is good for no other.
    browser.forge("agenda-admin-state", session);
    expect(await problemAt(base, await browser.open(here))).toEqual(stale);
    browser.forge("agenda-admin", pending);
    expect((await browser.open(`${base}/admin`)).status).toBe(303);
  });

  it.each(["//evil.example.com", "https://evil.example.com/", "/\\evil.example.com"])(
    "goes on to no other site: %s",
    async (next) => {
      const { base } = await open(configured());
      const { here } = await goThere(base, `/admin/openid?${new URLSearchParams({ next })}`);
      expect((await browser.open(here)).location).toBe("/admin");
    },
  );

  it("says when the provider is away, and how to go on with the token", async () => {
    const { base, log } = await open(configured({ admin: { token } }));
    issuer.answer("never");
    const away = await browser.open(`${base}/admin/openid?next=/admin/needs&lang=es`);
    expect(away.location).toBe("/admin/sign-in?problem=unavailable&next=%2Fadmin%2Fneeds&lang=es");
    const { problems, tokenStillWorks } = signInWords.es;
    expect(await problemAt(base, away)).toEqual({
      status: 503,
      said: `${problems.unavailable} ${tokenStillWorks}`,
    });
    expect(log.join("")).toContain("SIGN_IN_UNAVAILABLE");
    expect((await signInWithToken(base)).status).toBe(303);
  });

  it("says so without the token where there is none, and at the end as well", async () => {
    const { base } = await open(configured());
    const { here } = await goThere(base);
    issuer.answer(500);
    expect(await problemAt(base, await browser.open(here))).toEqual({
      status: 503,
      said: signInWords.ca.problems.unavailable,
    });
    issuer.answer("well");
    expect((await browser.open((await goThere(base)).here)).location).toBe("/admin");
  });

  it("counts among the questions of an address", async () => {
    const { base } = await open(configured({ perMinute: 1 }));
    const headers = { "x-forwarded-for": "203.0.113.5" };
    const go = () => browser.open(`${base}/admin/openid`, { headers });
    expect([(await go()).status, (await go()).status]).toEqual([303, 429]);
  });
});
