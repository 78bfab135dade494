import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorkspace, type Workspace } from "../../scripts/small-knowledge.ts";
import { violationsOn, violationsOnAll } from "./axe.ts";
import { askOnPage, describeInBrowser, styleOf } from "./browser.ts";
import { ask, indexOf, type Served, serve } from "./serve.ts";

const question = "Com fem una còpia de seguretat?";
const asked = (text: string) => `/?q=${encodeURIComponent(text)}`;

/** A page of every kind. */
const kinds: Readonly<Record<string, string>> = {
  chat: "/",
  answer: asked(question),
  suggestion: asked("Per on comencem?"),
  abstention: asked("Qui va guanyar la lliga?"),
  list: asked("quines accions té l'eix 3?"),
  help: asked("ajuda"),
  "long word": asked("x".repeat(300)),
  "fault in the form": "/?q=hola&population=molts",
  tree: "/agenda",
  axis: "/agenda/2",
  objective: "/agenda/2.3",
  action: "/agenda/2.3.3",
  "changed quote": "/agenda/2.3.3?cita=0000000000",
  page: "/agenda/que-es-l-agenda",
  glossary: "/agenda/glossari",
  search: "/cerca",
  privacy: "/privadesa",
  council: "/ajuntament",
  itinerary: "/itinerari",
  data: "/les-meves-dades",
  "no good ticket": "/les-meves-dades/none",
  found: "/cerca?q=wifi&population=800",
  "nothing found": "/cerca?q=wifi&population=800&horizon=long&role=secretaria&axis=1",
  "faulty search": "/cerca?effort=none&population=molts",
  "unknown item": "/agenda/2.3.99",
  "unknown address": "/none",
};

describeInBrowser("access for everybody", (site) => {
  let small: Workspace;
  let library: Served;
  let paths: readonly string[];

  beforeAll(async () => {
    small = await createWorkspace();
    library = await serve(await indexOf(small));
    const [citation] = (await ask(site.served.base, question)).citations;
    const { pathname, search, hash } = new URL(citation?.url ?? "");
    paths = [...Object.values(kinds), pathname + search + hash];
  }, 30_000);
  afterAll(async () => {
    await library.server.stop();
    await small.remove();
  });

  describe("axe", () => {
    it.each([
      { locale: "ca", colorScheme: "light", width: 1280 },
      { locale: "es", colorScheme: "dark", width: 360 },
    ] as const)("finds nothing on any page, $locale, $colorScheme, $width px", async (look) => {
      const { width, ...options } = look;
      const viewport = { width, height: 900 };
      const page = await site.open({ ...options, viewport, reducedMotion: "reduce" });

      expect(await violationsOnAll(page, paths)).toEqual([]);
    });

    it("finds nothing in English either", async () => {
      const viewport = { width: 360, height: 900 };
      const page = await site.open({ locale: "en", viewport, reducedMotion: "reduce" });
      const withOwnWords = ["chat", "answer", "action", "found", "faulty search", "unknown item"];
      const some = withOwnWords.map((kind) => kinds[kind] ?? "");

      expect(await violationsOnAll(page, some)).toEqual([]);
    });

    it("finds nothing on a document", async () => {
      const path = "/agenda/pla";
      const page = await site.open({ base: library.base, path, reducedMotion: "reduce" });

      expect(await violationsOn(page)).toEqual([]);
    });

    it("finds nothing in a conversation under way, nor when it fails", async () => {
      const { base, server } = await site.serveOtherwise({ stopWithinMs: 100 });
      const page = await site.open({ base, locale: "es", reducedMotion: "reduce" });
      await askOnPage(page, question);
      await askOnPage(page, "Per on comencem?");
      expect(await violationsOn(page)).toEqual([]);

      await page.locator("#population").fill("muchos");
      await page.locator("#q").fill(question);
      await page.keyboard.press("Enter");
      await page.locator("#population-fault:not(:empty)").waitFor();
      expect(await violationsOn(page)).toEqual([]);

      await server.stop();
      await page.locator("#q").fill(question);
      await page.keyboard.press("Enter");
      await page.locator("#fault:not(:empty)").waitFor();
      expect(await violationsOn(page)).toEqual([]);
    });

    it("finds nothing where the server broke", async () => {
      const { base } = await site.serveOtherwise({
        assistant: () => ({ respond: () => Promise.reject(new Error("broken on purpose")) }),
      });
      const page = await site.open({ base, path: asked(question), reducedMotion: "reduce" });

      expect(await page.locator("h1").innerText()).toBe("Alguna cosa ha fallat");
      expect(await violationsOn(page)).toEqual([]);
    });
  });

  it("asks no other host, sets no cookie and complains of nothing on any page", async () => {
    const requested = new Set<string>();
    const page = await site.open();
    page.on("request", (request) => requested.add(new URL(request.url()).origin));
    for (const path of paths) await page.goto(site.served.base + path);

    expect([...requested]).toEqual([site.served.base]);
    expect(await page.context().cookies()).toEqual([]);
  });

  it("never scrolls sideways, from 320 to 1920 pixels, with letters twice as large too", async () => {
    const page = await site.open();
    const tooWide: string[] = [];
    for (const path of paths) {
      await page.goto(site.served.base + path);
      for (const letters of ["100%", "200%"]) {
        await page.evaluate(`document.documentElement.style.fontSize = "${letters}"`);
        for (const width of [320, 360, 768, 1280, 1920]) {
          await page.setViewportSize({ width, height: 900 });
          if (await page.evaluate("document.documentElement.scrollWidth > innerWidth"))
            tooWide.push(`${path} at ${width} px, letters ${letters}`);
        }
      }
    }

    expect(tooWide).toEqual([]);
  });

  it.each([360, 1280])("has 24 pixels to press for everything, %i pixels wide", async (width) => {
    const page = await site.open({ viewport: { width, height: 900 } });
    const tooSmall: string[] = [];
    for (const path of paths) {
      await page.goto(site.served.base + path);
      tooSmall.push(...(await page.evaluate<string[]>(smallTargets)));
    }

    expect([...new Set(tooSmall)]).toEqual([]);
  });

  it.each(["light", "dark"] as const)(
    "can be read in the picture of the tree, %s",
    async (scheme) => {
      const page = await site.open({ path: "/agenda", colorScheme: scheme });
      const ground = luminanceOf(await styleOf(page, ".tree", "background-color"));
      const fills = await page.evaluate<string[]>(
        "[...document.querySelectorAll('.tree text')].map((text) => getComputedStyle(text).fill)",
      );
      const contrasts = [...new Set(fills)].map((fill) => contrastOf(luminanceOf(fill), ground));

      expect(contrasts.length).toBeGreaterThan(4);
      expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(["/agenda/2.3.3", asked(question)])(
    "prints %s dark on white, without what is to press",
    async (path) => {
      const page = await site.open({ path, colorScheme: "dark" });
      await page.emulateMedia({ media: "print" });
      const toPress = page.locator("nav.languages, header nav, .skip, form, button, .neighbours");

      expect(await page.locator("h1").isVisible()).toBe(true);
      expect(await toPress.locator("visible=true").count()).toBe(0);
      expect(await styleOf(page, "body", "background-color")).toBe("rgba(0, 0, 0, 0)");
      const letters = luminanceOf(await styleOf(page, "main p", "color"));
      expect(contrastOf(letters, 1)).toBeGreaterThan(7);
    },
  );

  it("does not move for who does not want it", async () => {
    const page = await site.open({ path: "/agenda/2.3.3" });
    expect(await styleOf(page, "html", "scroll-behavior")).toBe("smooth");

    await page.emulateMedia({ reducedMotion: "reduce" });
    expect(await styleOf(page, "html", "scroll-behavior")).toBe("auto");
    expect(
      await page.evaluate(`[...document.querySelectorAll("*")].some((element) => {
        const { animationName, transitionDuration } = getComputedStyle(element);
        return animationName !== "none" || transitionDuration !== "0s";
      })`),
    ).toBe(false);
  });
});

/** What can be pressed and is smaller than 24 by 24 pixels (WCAG 2.5.8), unless it stands in a sentence. */
const smallTargets = `(() => {
  const letters = (element) => element.textContent.replace(/\\s+/g, "").length;
  const isInSentence = (target) => {
    if (getComputedStyle(target).display !== "inline" || target.closest("svg")) return false;
    let block = target.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const pressed = [...block.querySelectorAll("a, button")];
    return letters(block) > pressed.reduce((sum, one) => sum + letters(one), 0);
  };
  return [...document.querySelectorAll("a[href], button, select, textarea, input:not([type=hidden])")]
    .filter((target) => target.checkVisibility() && !target.matches(".skip"))
    .filter((target) => {
      const { width, height } = target.getBoundingClientRect();
      return width < 24 || height < 24;
    })
    .filter((target) => !isInSentence(target))
    .map((target) => location.pathname + ": " + target.outerHTML.slice(0, 120));
})()`;

/** Relative luminance (WCAG 2.2) of a colour as browsers write it. */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}
