import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { askOnPage, citedOn, comesIntoView, describeInBrowser, isInView } from "./browser.ts";

const question = "Com fem una còpia de seguretat?";

describeInBrowser("the pages", (site) => {
  describe("the language of the pages", () => {
    it("is that of the browser, until another is chosen; then it stays", async () => {
      const page = await site.open({ locale: "es" });
      expect(await languageOf(page)).toBe("es");
      await page.getByRole("heading", { name: "Preguntad a la Agenda digital" }).waitFor();

      await page.getByRole("link", { name: "English" }).click();
      await page.getByRole("heading", { name: "Ask the digital agenda" }).waitFor();
      await page.getByRole("link", { name: "Search", exact: true }).click();
      await page.getByRole("heading", { name: "Search the agenda" }).waitFor();

      const later = await site.open({ context: page.context(), path: "/agenda/2.3" });
      await later.getByRole("heading", { name: "Contains" }).waitFor();
      expect(await languageOf(later)).toBe("en");
    });

    it("does not change that of the answers", async () => {
      const page = await site.open({ locale: "en" });
      await askOnPage(page, question);
      const turn = page.locator(".turn");

      expect(await languageOf(page)).toBe("en");
      expect(await turn.getAttribute("lang")).toBe("ca");
      expect(await turn.locator(".lead").innerText()).toContain("Agenda digital");
      expect(await turn.getByRole("button", { name: "Copy as text" }).getAttribute("lang")).toBe(
        "en",
      );
    });

    it("changes with the conversation kept", async () => {
      const page = await site.open();
      await askOnPage(page, question);
      await page.getByRole("link", { name: "Castellano" }).click();
      await page.getByRole("link", { name: "Empezar otra conversación" }).waitFor();

      expect(await page.locator(".turn h2").allInnerTexts()).toEqual([question]);
    });
  });

  describe("the search", () => {
    it.each([true, false])(
      "filters, and its address can be shared (script: %s)",
      async (javaScriptEnabled) => {
        const page = await site.open({ path: "/cerca", javaScriptEnabled });
        await page
          .getByLabel("Eix")
          .selectOption({ label: "2 Infraestructures digitals i Ciberseguretat" });
        await page.getByLabel("Qui hi intervé").selectOption({ label: "Informàtica i TIC" });
        await page.getByLabel("Termini", { exact: true }).selectOption({ label: "Curt termini" });
        await page.getByLabel("Esforç").selectOption({ label: "Poc esforç" });
        await page.getByLabel("Habitants del municipi").fill("800");
        await page.getByRole("button", { name: "Cerca" }).click();
        await page.waitForURL(/population=800/);
        const found = await citedOn(page, "main");
        const badges = await page.locator(".badges").allInnerTexts();

        expect(found.length).toBeGreaterThan(0);
        expect(found.filter((title) => !title.startsWith("2."))).toEqual([]);
        expect(badges).toHaveLength(found.length);
        for (const badge of badges) expect(badge).toMatch(/^curt termini\s+poc esforç/);
        expect(await page.locator("h2").innerText()).toBe(`Resultats: ${found.length}`);

        const shared = await site.open({
          path: new URL(page.url()).pathname + new URL(page.url()).search,
        });
        expect(await citedOn(shared, "main")).toEqual(found);
        expect(await shared.getByLabel("Habitants del municipi").inputValue()).toBe("800");
      },
    );

    it("leaves out what is not for a population", async () => {
      const page = await site.open({ path: "/cerca?kind=action" });
      const all = await page.locator("h2").innerText();
      await page.getByLabel("Habitants del municipi").fill("800");
      await page.getByRole("button", { name: "Cerca" }).click();
      await page.waitForURL(/population=800/);

      expect(await page.locator("h2").innerText()).not.toBe(all);
      expect(await page.locator(".badges", { hasText: "a partir de 5.001" }).count()).toBe(0);
    });

    it("says beside a field what is wrong with it", async () => {
      const page = await site.open({ path: "/cerca" });
      await page.getByLabel("Habitants del municipi").fill("molts");
      await page.getByRole("button", { name: "Cerca" }).click();
      const field = page.locator("#population[aria-invalid=true]");
      await field.waitFor();

      expect(await field.inputValue()).toBe("molts");
      expect(await field.getAttribute("aria-describedby")).toBe("population-fault");
      expect(await page.locator("#population-fault").innerText()).toContain("nombre d'habitants");
    });
  });

  describe("the tree", () => {
    it.each([1280, 360])(
      "opens an objective that is pressed in the picture, %i pixels wide",
      async (width) => {
        const page = await site.open({ path: "/agenda", viewport: { width, height: 900 } });
        await page
          .locator(".tree")
          .getByText("2.3 Resposta a incidents")
          .locator("visible=true")
          .click();

        await page.getByRole("heading", { level: 1, name: "2.3 Resposta a incidents" }).waitFor();
      },
    );
  });

  describe("the keyboard alone", () => {
    it("asks, opens a citation, goes to the search and filters it", async () => {
      const page = await site.open();
      await page.keyboard.type(question);
      await page.keyboard.press("Enter");
      await page.locator(".turn").waitFor();
      const [first] = await citedOn(page);
      await page.keyboard.press("Tab");
      expect(await stopOf(page)).toMatchObject({ name: first, isOutlined: true });

      await page.keyboard.press("Enter");
      await page.locator("#cita").waitFor();
      await comesIntoView(page, "#cita");
      await walkTo(page, "Cerca", "Shift+Tab");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Cerca a l'Agenda" }).waitFor();

      await page.keyboard.press("Tab");
      expect(await stopOf(page)).toEqual({ name: "Ves al contingut", isOutlined: true });
      expect(await isInView(page, ".skip")).toBe(true);
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      expect(await stopOf(page)).toEqual({ name: "Paraules o codi", isOutlined: true });

      await walkTo(page, "Eix", "Tab");
      await page.keyboard.type("2");
      await walkTo(page, "Cerca", "Tab");
      await page.keyboard.press("Enter");
      await page.waitForURL(/axis=2/);
      expect((await citedOn(page, "main"))[0]).toMatch(/^2/);
    });

    it.each(["/agenda/2.3.3", "/agenda", "/cerca?q=wifi", "/agenda/9.9.9", "/"])(
      "reaches everything on %s, always visibly, from the skip link to the end",
      async (path) => {
        const page = await site.open({ path });
        if (path === "/") {
          // Whoever comes to ask may write at once; everything else is where it is on other pages.
          expect((await stopOf(page)).name).toBe("Què voleu saber?");
          await askOnPage(page, question);
          await page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges()");
          await page.locator(".skip").focus();
          await page.keyboard.press("Shift+Tab");
        }
        const stops = await stopsOf(page);
        const there = page.locator("a[href], button, select, textarea, input:not([type=hidden])");
        const seen = there.locator("visible=true");

        expect(stops[0]?.name).toBe("Ves al contingut");
        expect(stops.filter(({ isOutlined }) => !isOutlined)).toEqual([]);
        expect(stops).toHaveLength(await seen.count());
      },
    );
  });
});

function languageOf(page: Page): Promise<string | null> {
  return page.locator("html").getAttribute("lang");
}

interface Stop {
  readonly name: string;
  /** Whether one sees that it has the focus. */
  readonly isOutlined: boolean;
}

/** What has the focus. */
function stopOf(page: Page): Promise<Stop> {
  return page.evaluate<Stop>(`(() => {
    const focused = document.activeElement;
    const name = focused.ariaLabel ?? focused.labels?.[0]?.textContent ?? focused.textContent;
    const { outlineStyle, outlineWidth } = getComputedStyle(focused);
    return {
      name: focused === document.body ? "" : name.trim(),
      isOutlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    };
  })()`);
}

const mostStops = 400;

/** Presses a key until something of a name has the focus; all stops on the way are visible. */
async function walkTo(page: Page, name: string, key: string): Promise<void> {
  for (let pressed = 0; pressed < mostStops; pressed += 1) {
    await page.keyboard.press(key);
    const stop = await stopOf(page);
    expect(stop.isOutlined, stop.name).toBe(true);
    if (stop.name === name) return;
  }
  throw new Error(`${name} cannot be reached with ${key}`);
}

/** All stops of a page, from the first Tab until the focus leaves it. */
async function stopsOf(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  while (stops.length < mostStops) {
    await page.keyboard.press("Tab");
    const stop = await stopOf(page);
    if (stop.name === "" || (stops.length > 0 && stop.name === stops[0]?.name)) return stops;
    stops.push(stop);
  }
  throw new Error("the focus does not leave the page");
}
