import { describe, expect, it } from "vitest";
import { ask, getRaw, linksOf, openPage, type Served, serveFor, serveHere } from "./serve.ts";

const served = serveHere();
const host = "https://serveis.example.cat";
const prefix = "/assistent";
const publicUrl = host + prefix;

function below<T>(use: (below: Served) => Promise<T>, url = publicUrl): Promise<T> {
  return serveFor(served.index, { web: { publicUrl: url } }, use);
}

const paths = [
  "/",
  "/?q=1.1.1",
  "/agenda",
  "/agenda/1",
  "/agenda/1.1.1",
  "/agenda/1.1.1?cita=0000000000",
  "/agenda/marques?lang=en",
  "/cerca",
  "/cerca?q=%20",
  "/cerca?kind=action&lang=es",
  "/privadesa",
  "/ajuntament",
  "/itinerari",
  "/les-meves-dades",
  "/agenda/1.1.1?theme=dark&lang=es",
  "/none",
  "/agenda/1.1.9",
];

describe("a public address with a path", () => {
  it.each(paths)("stands before every link of %s, and every link opens", async (path) => {
    await below(async ({ base }) => {
      const { $ } = await openPage(base + prefix + path);
      const links = linksOf($).filter((link) => !link.startsWith("#"));
      const own = links
        .filter((link) => link.startsWith("/") || link.startsWith(host))
        .map((link) => new URL(link, publicUrl));

      for (const { pathname } of own) expect(`${pathname}/`).toMatch(/^\/assistent\//);
      for (const { pathname, search } of own) {
        // The languages of a page that there is not lead to the same page.
        const expected = pathname === `${prefix}${path}` && path !== "/" ? [200, 404] : [200];
        const { status } = await getRaw(base, pathname + search);
        expect(expected, pathname + search).toContain(status);
      }
    });
  });

  it.each(paths)("gives the same page at %s when the proxy takes the path off", async (path) => {
    await below(async ({ base }) => {
      const kept = await openPage(base + prefix + path);
      const taken = await openPage(base + path);

      expect(taken.status).toBe(kept.status);
      expect(linksOf(taken.$)).toEqual(linksOf(kept.$));
    });
  });

  it("leads to this very page in the other languages from its address without a slash at the end", async () => {
    await below(async ({ base }) => {
      for (const address of [prefix, `${prefix}?q=1.1.1`]) {
        const { $ } = await openPage(base + address);
        for (const link of $("a[data-language]").toArray()) {
          const href = $(link).attr("href") ?? "";
          expect((await getRaw(base, href)).status, href).toBe(200);
        }
      }
    });
  });

  it("serves programs, feeds and files with and without the path", async () => {
    await below(async ({ base }) => {
      for (const before of [prefix, ""]) {
        const answer = await ask(base + before, "acció 1.1.1");
        expect(answer.citations[0]?.url).toMatch(
          /^https:\/\/serveis\.example\.cat\/assistent\/agenda/,
        );
        for (const path of [
          "/healthz",
          "/readyz",
          "/style.css",
          "/script.js",
          "/teams.js",
          "/icon.svg",
          "/agenda.json",
          "/agenda.svg",
          "/agenda.atom",
          "/agenda/1.1.1.json",
          "/cerca.json",
          "/sitemap.xml",
          "/robots.txt",
        ])
          expect((await fetch(base + before + path)).status, before + path).toBe(200);
      }
    });
  });

  it("stands before every address of the sitemap, the feed, the picture and the twins", async () => {
    await below(async ({ base }) => {
      for (const path of ["/sitemap.xml", "/agenda.atom", "/agenda.svg", "/agenda.json"]) {
        const text = await (await fetch(base + path)).text();
        const addresses = text.match(/https:\/\/serveis\.example\.cat[^<"]*/gu) ?? [];

        expect(addresses.length, path).toBeGreaterThan(1);
        for (const address of addresses) expect(address).toMatch(/^https:\/\/[^/]+\/assistent\//);
      }
    });
  });

  it("has problem+json for unknown addresses of the API below it", async () => {
    await below(async ({ base }) => {
      const response = await fetch(`${base}${prefix}/api/other`);
      expect(response.headers.get("content-type")).toContain("application/problem+json");
      expect(response.status).toBe(404);
    });
  });

  it("does not take a longer name for its own", async () => {
    await below(async ({ base }) => {
      expect((await openPage(`${base}/assistents/agenda`)).status).toBe(404);
    });
  });

  it.each(["/serveis/agenda-digital", "/informaci%C3%B3", "/~web", "/a.b"])(
    "may be %s",
    async (path) => {
      await below(async ({ base }) => {
        const { $, status } = await openPage(`${base}${path}/agenda/1.1.1`);
        expect(status).toBe(200);
        expect($('link[rel="canonical"]').attr("href")).toBe(`${host}${path}/agenda/1.1.1`);
      }, host + path);
    },
  );

  it.each(["/agenda:v2", "/agenda+", "/agenda(2)", "/a*b", "/a;b"])(
    "may hold signs that mean something to a router: %s",
    async (path) => {
      await below(async ({ base }) => {
        expect((await openPage(`${base}${path}/agenda/1.1.1`)).status).toBe(200);
      }, host + path);
    },
  );
});
