import type { Frame, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { violationsOnAll } from "./axe.ts";
import { askOnPage, describeInBrowser, type FrameHost, type Opening } from "./browser.ts";
import { ask, type Served } from "./serve.ts";

const question = "Com fem una còpia de seguretat?";
const paths = [
  "/",
  `/?q=${encodeURIComponent(question)}`,
  `/?q=${encodeURIComponent("Qui va guanyar la lliga?")}`,
  `/?q=${encodeURIComponent("quines accions té l'eix 3?")}`,
  "/?q=hola&population=molts",
  "/agenda",
  "/agenda/2.3",
  "/agenda/2.3.3",
  "/agenda/2.3.3?cita=0000000000",
  "/agenda/glossari",
  "/cerca?q=wifi&population=molts",
  "/privadesa",
  "/itinerari",
  "/none",
];

const light = { ground: "rgb(251, 250, 248)", ink: "rgb(28, 27, 26)" };
const dark = { ground: "rgb(22, 23, 26)", ink: "rgb(236, 235, 232)" };
const contrast = { ground: "rgb(0, 0, 0)", ink: "rgb(255, 255, 255)" };

function withTheme(path: string, theme: string): string {
  return `${path}${path.includes("?") ? "&" : "?"}theme=${theme}`;
}

/** Colours that a page wears, alone or in a frame. */
function coloursOf(page: Page | Frame): Promise<typeof light> {
  return page.evaluate(`(({ backgroundColor: ground, color: ink }) => ({ ground, ink }))(
    getComputedStyle(document.body))`);
}

function frameIn(page: Page): Frame {
  const frame = page.frames()[1];
  if (frame === undefined) throw new Error("there is no frame");
  return frame;
}

const storageForbidden = `for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });`;

/** What browsers say of a frame that would take the focus from the page around it, and do not let it do. */
const takesNoFocus = /Blocked autofocusing/;

describeInBrowser("the tab of Teams", (site) => {
  let host: FrameHost;
  let served: Served;
  beforeEach(async () => {
    host = await site.serveHost();
    served = await site.serveOtherwise({ web: { frameAncestors: [host.origin] } });
  });

  /** The tab as Teams opens it. */
  async function openTab(options: Opening = {}): Promise<{ page: Page; tab: Frame }> {
    const path = "/agenda?theme=dark";
    const tolerates = takesNoFocus;
    const page = await site.open({ base: served.base, path, host, tolerates, ...options });
    return { page, tab: frameIn(page) };
  }

  it("is shown where it may be framed", async () => {
    const { tab } = await openTab();
    expect(await tab.locator("h1").innerText()).toBe("L'Agenda d'un cop d'ull");
  });

  it.each([
    ["nobody may frame pages", {}],
    ["others may", { frameAncestors: ["https://teams.microsoft.com"] }],
  ])("is not shown where %s", async (_where, web) => {
    const { base } = await site.serveOtherwise({ web });
    const { page } = await openTab({ base, tolerates: /frame-ancestors/ });
    const shown = () => frameIn(page).url();
    await expect.poll(shown, { timeout: 10_000 }).toMatch(/^chrome-error:/);
  });

  it.each([
    ["default", light],
    ["light", light],
    ["dark", dark],
    ["contrast", contrast],
    ["glass", dark],
    ["another", light],
  ])("has the theme of Teams and not that of the system: %s", async (theme, colours) => {
    const colorScheme = colours === light ? "dark" : "light";
    const { tab } = await openTab({ path: `/agenda?theme=${theme}`, colorScheme });
    expect(await coloursOf(tab)).toEqual(colours);
  });

  it.each(["light", "dark"] as const)("leaves people elsewhere theirs: %s", async (colorScheme) => {
    const page = await site.open({ base: served.base, path: "/agenda", colorScheme });
    expect(await coloursOf(page)).toEqual(colorScheme === "light" ? light : dark);
  });

  it.each([
    ["with a script", {}],
    ["without a script", { javaScriptEnabled: false }],
    ["where nothing may be stored", { before: storageForbidden }],
  ])("keeps the theme from page to page, %s", async (_how, options) => {
    const { tab } = await openTab({ ...options, locale: "ca" });
    const seen: string[] = [];
    const see = async (selector: string) => {
      await tab.locator(selector).first().waitFor();
      seen.push((await tab.locator("html").getAttribute("data-theme")) ?? "none");
    };
    await tab.locator(".axis h3 a").first().click();
    await see("article.objective");
    await tab.getByRole("link", { name: "Castellano" }).click();
    await see("html[lang=es]");
    await tab.getByRole("link", { name: "Buscar" }).click();
    await see("form.search");
    await tab.locator("#q").fill("wifi");
    await tab.getByRole("button", { name: "Buscar" }).click();
    await see("h2#trobat + .cards");
    await tab.getByRole("link", { name: "Preguntad" }).click();
    await tab.locator("#ask #q").fill("wifi");
    await tab.getByRole("button", { name: "Preguntar" }).click();
    await see(".turn");
    await tab.locator(".turn h3 a").first().click();
    await see("article.item");
    await tab.locator(".bottom a").first().click();
    await see("html[lang=es] h2");

    expect([...new Set(seen)]).toEqual(["dark"]);
  });

  it("does not repeat the name that stands above it, and leads back to the agenda", async () => {
    const { tab } = await openTab();
    expect(await tab.locator(".brand").count()).toBe(0);
    await tab.getByRole("link", { name: "Cerca", exact: true }).click();
    await tab.getByRole("link", { name: "Agenda", exact: true }).click();
    await tab.getByRole("heading", { name: "L'Agenda d'un cop d'ull" }).waitFor();
  });

  it("opens other sites and what is no page outside of it", async () => {
    const { page, tab } = await openTab();
    await page.context().route("https://**", (route) => route.fulfill({ body: "another site" }));
    const leave = async (link: ReturnType<Frame["locator"]>) => {
      const [opened] = await Promise.all([page.waitForEvent("popup"), link.first().click()]);
      expect(await opened.evaluate("opener")).toBeNull();
      await opened.close();
    };
    await leave(tab.locator(".tree figcaption a"));
    await leave(tab.locator('.bottom a[href*="atom"]'));
    await tab.goto(`${served.base}/agenda/2.3.3?theme=dark`);
    await leave(tab.locator('.sources a[href^="https:"]'));

    expect(await tab.locator("h1").innerText()).toContain("2.3.3");
  });

  describe("what it says to Teams", () => {
    const heardBy = (page: Page) =>
      page.evaluate<{ func: string; args: string[]; origin: string }[]>("heard");
    const change = (page: Page, theme: string) =>
      page.evaluate(`frames[0].postMessage({ func: "themeChange", args: ["${theme}"] }, "*")`);

    it("is that it is there, and that it wants to know of other themes", async () => {
      const { page } = await openTab();
      await expect.poll(async () => (await heardBy(page)).length).toBe(3);
      const heard = await heardBy(page);
      expect(heard.map(({ func }) => func)).toEqual([
        "initialize",
        "appInitialization.success",
        "registerHandler",
      ]);
      expect(heard[2]?.args).toEqual(["themeChange"]);
      expect(new Set(heard.map(({ origin }) => origin))).toEqual(new Set([served.base]));
    });

    it("is written where there is no frame, as on a telephone", async () => {
      const page = await site.open({
        base: served.base,
        path: "/agenda?theme=dark",
        before: `window.heard = [];
          window.nativeInterface = { framelessPostMessage: (text) => heard.push(JSON.parse(text)) };`,
      });
      await page.evaluate(`onNativeMessage({ data: { id: 0, args: ["content"] } })`);
      expect((await heardBy(page)).map(({ func }) => func)).toContain("registerHandler");
      await page.evaluate(`onNativeMessage({ data: { func: "themeChange", args: ["contrast"] } })`);
      expect(await coloursOf(page)).toEqual(contrast);
    });

    it("brings a new theme without losing what is being written", async () => {
      const { page, tab } = await openTab({ path: "/?theme=default" });
      await askOnPage(page, question, tab);
      await tab.locator("#q").fill("encara no he acabat");
      await change(page, "contrast");
      await expect.poll(() => coloursOf(tab)).toEqual(contrast);
      expect(await tab.locator("#q").inputValue()).toBe("encara no he acabat");
      await tab.locator(".turn h3 a").first().click();
      await tab.locator("article.item").waitFor();
      expect(await coloursOf(tab)).toEqual(contrast);
    });

    it("does not bring back the old theme with an answer that was kept", async () => {
      const page = await site.open({ base: served.base, path: "/?theme=default" });
      await askOnPage(page, question);
      await page.goto(`${served.base}/?theme=dark`);
      await page.locator(".turn h3 a").first().click();
      await page.locator("article.item").waitFor();
      expect(await coloursOf(page)).toEqual(dark);
    });

    it("is nothing elsewhere", async () => {
      const { page } = await openTab({ path: "/agenda" });
      await frameIn(page).locator("h1").waitFor();
      expect(await heardBy(page)).toEqual([]);
    });

    it("is not changed by anybody but the host", async () => {
      const { tab } = await openTab();
      await tab.evaluate(`new Promise((resolve) => {
        addEventListener("message", () => resolve());
        postMessage({ func: "themeChange", args: ["default"] }, "*");
      })`);
      expect(await coloursOf(tab)).toEqual(dark);
    });
  });

  it.each([
    { theme: "default", width: 400 },
    { theme: "dark", width: 1000 },
    { theme: "contrast", width: 700 },
  ])("can be used by everybody: $theme", async ({ theme, width }) => {
    const viewport = { width, height: 900 };
    const { base } = served;
    const page = await site.open({ base, path: "/none", viewport, reducedMotion: "reduce" });
    // Seven to one, and not only four and a half, where high contrast is wanted.
    const rules = { "color-contrast-enhanced": { enabled: theme === "contrast" } };
    const [citation] = (await ask(base, question)).citations;
    const { pathname, search } = new URL(citation?.url ?? "");
    const themed = [...paths, pathname + search].map((path) => withTheme(path, theme));

    expect(await violationsOnAll(page, themed, { rules })).toEqual([]);
  });

  it("never scrolls sideways in its frame, from 320 to 1000 pixels", async () => {
    const { page, tab } = await openTab();
    const tooWide: string[] = [];
    for (const path of paths) {
      await tab.goto(served.base + withTheme(path, "default"));
      for (const width of [320, 400, 560, 700, 1000]) {
        await page.setViewportSize({ width, height: 800 });
        if (await tab.evaluate("document.documentElement.scrollWidth > innerWidth"))
          tooWide.push(`${path} at ${width} px`);
      }
    }
    expect(tooWide).toEqual([]);
  });

  it.each([360, 700])("has 24 pixels to press in its bar, %i pixels wide", async (width) => {
    const { tab } = await openTab({ viewport: { width, height: 800 } });
    const heights = await tab.evaluate<number[]>(
      "[...document.querySelectorAll('.top a')].map((link) => link.getBoundingClientRect().height)",
    );
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(24);
  });
});
