import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { drawChart } from "../../../adapters/charts/draw-chart.ts";
import { createMemory } from "../../../adapters/database/memory.ts";
import { tableCsv } from "../../../adapters/documents/table-csv.ts";
import { reportPaths } from "../../../adapters/web/admin-report.ts";
import { createOffice } from "../../../src/owners/office.ts";
import { createSignIn } from "../../../src/owners/sign-in.ts";
import { newNeed } from "../../contracts/need-store.ts";
import { whoOf } from "../../contracts/who.ts";
import { createBrowser } from "./admin-browser.ts";
import { type Served, serve, serveHere } from "./serve.ts";
import { knowledgeWithItinerary, wishFor } from "./sheets.ts";

const served = serveHere(knowledgeWithItinerary);
const token = "a token of the owners, long enough";

/** The whole web application with the owners' page, over what is really kept. */
async function openOwners(work: (own: Served) => Promise<void>, isThere = true): Promise<void> {
  let own: Served | undefined;
  let parts: ReturnType<typeof partsOf> | undefined;
  const partsOf = ({ database }: Served) => ({
    signIn: createSignIn({ token }),
    secret: "secret",
    office: createOffice({
      memory: createMemory(database),
      index: () => served.index,
      now: Date.now,
    }),
    drawChart,
    tableCsv,
  });
  own = await serve(served.index, { web: { admin: () => parts } });
  if (isThere) parts = partsOf(own);
  try {
    await work(own);
  } finally {
    await own.server.stop();
  }
}

async function signedIn({ base }: Served) {
  const browser = createBrowser();
  expect((await browser.send(`${base}/admin/sign-in`, { token })).status).toBe(303);
  return browser;
}

const pages = Object.values(reportPaths);
const files = pages.filter((path) => path !== "/admin").map((path) => `${path}.csv`);
const elsewhere = ["/admin/none", "/admin/necessitats/../us", "/admin/us.xlsx", "/admin//us"];

describe("every address of the owners", () => {
  it.each([...pages, ...files, ...elsewhere])("%s is seen by nobody else", async (path) => {
    await openOwners(async (own) => {
      const { needs } = createMemory(own.database);
      await needs.add(whoOf("anna"), newNeed("one", { text: "allò que cal" }));
      const stranger = createBrowser();
      const { status, text, location } = await stranger.open(own.base + path);
      if (path.endsWith(".csv")) expect(status).toBe(401);
      else expect([status, location]).toEqual([303, expect.stringContaining("/admin/sign-in")]);
      expect(text).not.toContain("allò");
      // Forged, of nobody, of the assistant's own pages.
      for (const [name, value] of [
        ["agenda-admin", "x"],
        ["agenda-admin", `${Buffer.from('{"name":"x"}').toString("base64url")}.x`],
        ["agenda", "A".repeat(22)],
      ] as const) {
        stranger.forge(name, value);
        const forged = await stranger.open(own.base + path);
        expect([303, 401]).toContain(forged.status);
      }
    });
  });

  it.each(pages)("%s takes no form from another page, and none without its field", async (path) => {
    await openOwners(async (own) => {
      const { needs } = createMemory(own.database);
      await needs.add(whoOf("anna"), newNeed("one"));
      const fields = { needs: "one", need: "one", item: "1.1.1" };
      const stranger = createBrowser();
      expect((await stranger.send(own.base + path, fields)).status).toBe(401);
      const owner = await signedIn(own);
      for (const headers of [
        { origin: "https://evil.example" },
        { origin: "null" },
        { origin: own.base, "sec-fetch-site": "cross-site" },
        {},
      ])
        expect((await owner.send(own.base + path, fields, headers)).status).toBe(403);
      expect((await owner.send(own.base + path, fields)).status).toBe(403);
      expect((await owner.send(own.base + path, { ...fields, csrf: "x" })).status).toBe(403);
      expect((await needs.get("one"))?.covered).toBeUndefined();
    });
  });

  it.each(pages)("%s shows the owners what is really kept", async (path) => {
    await openOwners(async (own) => {
      await wishFor(
        own.base,
        "/necessitats/nova",
        { kind: "keep-need", isSure: true, fields: {} },
        { fields: { text: "Un mapa dels ruscos d'abelles" } },
      );
      const owner = await signedIn(own);
      const { status, headers, $ } = await owner.open(own.base + path);
      expect(status).toBe(200);
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect($("main").text().length).toBeGreaterThan(200);
      if (path === reportPaths.needs) expect($("main").text()).toContain("ruscos");
    });
  });

  it.each(pages)("%s says that it cannot be used while the memory is away", async (path) => {
    await openOwners(async ({ base }) => {
      const { status } = await createBrowser().open(base + path);
      expect(status).toBe(503);
    }, false);
  });
});

it("lets the owners say what covers a need, once, and its asker is told", async () => {
  await openOwners(async (own) => {
    const { needs } = createMemory(own.database);
    await needs.add(whoOf("anna"), newNeed("one", { recordedAtMs: Date.now(), place: "D1" }));
    const owner = await signedIn(own);
    const { $ } = await owner.open(`${own.base}/admin/necessitats`);
    const form = $("form").filter((_, one) => $(one).find("[name=item]").length > 0);
    expect(form).toHaveLength(1);
    const hidden = Object.fromEntries(
      form
        .find("input[type=hidden]")
        .map((_, one) => [[$(one).attr("name"), $(one).attr("value")]]),
    );
    const address = new URL(form.attr("action") ?? "", `${own.base}/admin/necessitats`).href;
    const wrong = await owner.send(address, { ...hidden, item: "9.9.9" });
    expect(wrong.status).toBe(400);
    expect((await needs.get("one"))?.covered).toBeUndefined();
    const right = await owner.send(address, { ...hidden, item: "1.1.1" });
    expect(right.status).toBe(303);
    expect((await needs.get("one"))?.covered).toMatchObject({ item: "1.1.1" });
    expect(await needs.takeCovered("slack", Date.now(), 9)).toHaveLength(1);
  });
});

it("shows the largest groups of needs, says how many more there are, and has all of them in the file", async () => {
  await openOwners(async (own) => {
    const { needs } = createMemory(own.database);
    const many = 130;
    for (let at = 0; at < many; at += 1) {
      // Words that have nothing in common but that they are no words.
      const word = createHash("sha256").update(`${at}`).digest("hex").replace(/\d/g, "");
      const need = newNeed(`n${at}`, { text: word.slice(0, 20), recordedAtMs: Date.now() });
      await needs.add(whoOf(`p${at}`), need);
    }
    const owner = await signedIn(own);
    const { $ } = await owner.open(`${own.base}/admin/necessitats`);
    expect($("ol.groups > li")).toHaveLength(100);
    expect($("main").text()).toContain("30 grups més");
    const file = await owner.open(`${own.base}/admin/necessitats.csv`);
    expect(file.text.trim().split("\r\n")).toHaveLength(many + 1);
  });
});
