import { describe, expect, it } from "vitest";
import { teamsFrameAncestors } from "../../../adapters/web/teams-tab.ts";
import { languages } from "../../../src/language/language.ts";
import {
  expectGuarded,
  linksOf,
  openPage,
  type Page,
  pageItem,
  serveFor,
  serveHere,
  withItems,
} from "./serve.ts";

const served = serveHere();
const pages = [
  "/",
  "/?q=1.1.1",
  "/?q=hola&population=molts",
  "/agenda",
  "/agenda/1.1.1",
  "/cerca?q=c%C3%B2pies",
  "/privadesa",
  "/ajuntament",
  "/itinerari",
  "/les-meves-dades",
  "/les-meves-dades/none",
  "/none",
  "/agenda/1.1.9",
];
const others = [
  "/agenda.json",
  "/agenda/1.1.1.json",
  "/agenda/none.json",
  "/cerca.json",
  "/agenda.svg",
  "/agenda.atom",
  "/sitemap.xml",
  "/style.css",
  "/teams.js",
  "/healthz",
  "/readyz",
  "/api/ask",
  "/api/none",
];

function ancestorsIn(headers: Headers): string | undefined {
  return /frame-ancestors ([^;]+)/.exec(headers.get("content-security-policy") ?? "")?.[1];
}

const themed = (path: string, theme: string) =>
  openPage(`${served.base}${path}${path.includes("?") ? "&" : "?"}theme=${theme}`);
const themeOf = ({ $ }: Page) => $("html").attr("data-theme");

describe("who may frame a page", () => {
  it.each([...pages, ...others])("is nobody where Teams is not served: %s", async (path) => {
    const { headers } = await fetch(served.base + path);
    expect(ancestorsIn(headers)).toBe("'none'");
  });

  it("is Teams where it is served, and of pages only", async () => {
    const web = { frameAncestors: teamsFrameAncestors };
    await serveFor(served.index, { web }, async ({ base }) => {
      for (const path of pages) {
        const { headers } = await openPage(base + path);
        expect(ancestorsIn(headers), path).toBe(teamsFrameAncestors.join(" "));
      }
      for (const path of others) {
        const { headers } = await fetch(base + path);
        expectGuarded(headers, path);
        expect(ancestorsIn(headers), path).toBe("'none'");
      }
      const twin = await fetch(`${base}/agenda`, { headers: { accept: "application/json" } });
      expect(ancestorsIn(twin.headers)).toBe("'none'");
      const answer = await fetch(`${base}/`, {
        method: "POST",
        body: new URLSearchParams({ q: "" }),
      });
      expect(ancestorsIn(answer.headers)).toBe(teamsFrameAncestors.join(" "));
    });
  });

  it("is named by whole origins, over https", () => {
    for (const origin of teamsFrameAncestors)
      expect(origin).toMatch(/^https:\/\/(?:\*\.)?[a-z0-9.-]+$/);
  });
});

describe("a page in the tab of Teams", () => {
  it.each(pages)("leads on in its theme wherever %s leads on this site", async (path) => {
    const page = await themed(path, "contrast");
    const links = page
      .$("a[href], form[action]")
      .toArray()
      .map((element) => page.$(element).attr("href") ?? page.$(element).attr("action") ?? "")
      .filter((link) => link.startsWith("/"));

    expect(themeOf(page)).toBe("contrast");
    expect(links.filter((link) => !link.includes("theme=contrast"))).toEqual([]);
    expect(page.$('form[method="get"]').length).toBe(
      page.$('form[method="get"] input[name="theme"][value="contrast"]').length,
    );
    for (const language of languages) {
      const href = page.$(`a[data-language="${language}"]`).attr("href") ?? "";
      expect(href.match(/theme=/g)).toHaveLength(1);
      const switched = await openPage(served.base + href);
      expect([themeOf(switched), switched.$("html").attr("lang")]).toEqual(["contrast", language]);
      expect(switched.status).toBe(page.status);
    }
  });

  it("keeps the theme when a question is sent", async () => {
    const { $ } = await themed("/", "dark");
    const action = $("#ask").attr("action") ?? "";
    const answer = await openPage(served.base + action, {
      method: "POST",
      body: new URLSearchParams({ q: "acció 1.1.1" }),
    });
    expect(answer.$(".turn").length).toBe(1);
    expect(themeOf(answer)).toBe("dark");
  });

  it("has an address of its own without it", async () => {
    const { $ } = await themed("/agenda/1.1.1", "dark");
    expect($('link[rel="canonical"]').attr("href")).toBe(`${served.base}/agenda/1.1.1`);
    expect($('meta[property="og:url"]').attr("content")).not.toContain("theme");
  });

  it("opens outside of it whatever is not a page of this site", async () => {
    const text = "Vegeu https://example.org i https://example.net/guia.";
    const item = pageItem({ id: "enllacos", blocks: [{ kind: "paragraph", text }] });
    const outside = new Set<string>();
    const look = async (address: string) => {
      const { $ } = await openPage(address);
      for (const link of $("a[href]").toArray()) {
        const { href = "", target, rel } = link.attribs;
        const isOutside = /^https?:|\.(?:svg|atom)\b/.test(href);
        if (isOutside) outside.add(href.replace(/[?/]*(?:theme=light)?$/, ""));
        expect([target, rel], href).toEqual(
          isOutside ? ["_blank", "noopener"] : [undefined, undefined],
        );
      }
    };
    for (const path of pages)
      await look(`${served.base}${path}${path.includes("?") ? "&" : "?"}theme=light`);
    await serveFor(withItems(served.index, [item]), {}, ({ base }) =>
      look(`${base}/agenda/enllacos?theme=light`),
    );

    // Of these pages themselves: what is kept nowhere in the tab is kept in a window of its own.
    expect(outside.delete(served.base)).toBe(true);
    expect([...outside].sort()).toEqual([
      "/agenda.atom",
      "/agenda.svg",
      "https://apdcat.gencat.cat",
      "https://example.cat/guia?a=1&b=2",
      "https://example.net/guia",
      "https://example.org",
    ]);
  });

  it.each(["", "another", "__proto__", "constructor", "<b>", '"'])(
    "is light when Teams calls its theme %j",
    async (theme) => {
      const page = await themed("/agenda", encodeURIComponent(theme));
      expect(themeOf(page)).toBe("light");
      expect(linksOf(page.$).filter((link) => /theme=(?!light)/.test(link))).toEqual([]);
    },
  );
});

describe("a page anywhere else", () => {
  it.each(pages)("knows nothing of a tab: %s", async (path) => {
    const { $, html } = await openPage(served.base + path);
    expect(html).not.toMatch(/theme=|teams\.js|data-theme|_blank|noopener/);
    expect($(".brand").length).toBe(1);
    expect($('meta[name="color-scheme"]').attr("content")).toBe("light dark");
  });
});
