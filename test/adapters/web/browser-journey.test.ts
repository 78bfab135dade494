import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { violationsOn } from "./axe.ts";
import { askOnPage, describeInBrowser, type Opening, shoot, styleOf } from "./browser.ts";
import { rowsIn } from "./kept.ts";
import type { Served } from "./serve.ts";

const question = "Com fem una còpia de seguretat?";

const press = (page: Page, name: string | RegExp) =>
  page
    .locator("main")
    .getByRole("button", { name })
    .or(page.locator("main").getByRole("link", { name }))
    .first()
    .click();

async function begin(page: Page, served: Served, role = "Alcaldia o regidoria"): Promise<void> {
  await page.goto(`${served.base}/itinerari`);
  await page.getByRole("radio", { name: role }).check();
  await page.getByRole("button", { name: "Comença" }).click();
  await page.locator("figure.progress").waitFor();
}

/** Which option of the question that a page shows is right, by the step that it is of. */
function rightOf(served: Served, page: Page): string {
  const { pathname, searchParams } = new URL(page.url());
  const id = decodeURIComponent(pathname.split("/").at(-1) ?? "");
  const step = served.index.itinerary.find((one) => one.id === id);
  const asked = step?.questions[Number(searchParams.get("pregunta")) - 1];
  return asked?.options[asked.right] ?? "";
}

/** Answers a question, and gives whether that was right. */
async function choose(page: Page, served: Served, wantsRight: boolean): Promise<void> {
  const right = rightOf(served, page).slice(0, 60);
  const options = page.locator(".choices form button");
  const texts = await options.allInnerTexts();
  const at = texts.findIndex((text) => text.startsWith(right) === wantsRight);
  await options.nth(at).click();
}

/** Goes on from a right answer, with right answers only, to the end of the itinerary. */
async function answerAll(page: Page, served: Served): Promise<void> {
  while (!(await page.locator("h1").innerText()).startsWith("Resum")) {
    expect(await page.locator(".said.warning").count()).toBe(0);
    const isAsked = new URL(page.url()).searchParams.has("pregunta");
    const isAnswered = (await page.locator(".said.good").count()) > 0;
    if (!isAsked) await press(page, /^Comprova/);
    else if (isAnswered) await press(page, /^(Pregunta següent|Dona el pas per fet)$/);
    else await choose(page, served, true);
  }
}

/** Asks what cannot be asked, and waits for the word about it. */
async function askFails(page: Page): Promise<void> {
  await page.locator("#q").fill(question);
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "nombre d'habitants" }).waitFor();
}

describeInBrowser("the first weeks of a new officer", (site) => {
  describe.each([
    { how: "with a script", javaScriptEnabled: true, colorScheme: "light", width: 1280 },
    { how: "without a script", javaScriptEnabled: false, colorScheme: "dark", width: 320 },
  ] as const)("$how", ({ how, width, ...look }) => {
    const opening: Opening = {
      ...look,
      viewport: { width, height: 800 },
      reducedMotion: "reduce",
      isRemembered: true,
      acceptDownloads: true,
    };
    const shot = (page: Page, name: string) => shoot(page, `${name}-${width}`);
    const open = async (more: Opening = {}) => {
      const served = await site.serveOtherwise({});
      return { served, page: await site.open({ ...opening, base: served.base, ...more }) };
    };

    it("goes from the council to the summary, and leaves nothing behind", async () => {
      const { served, page } = await open();
      await shot(page, "chat");
      expect(await page.locator("main").innerText()).toContain(
        "sistema d'intel·ligència artificial",
      );
      await page
        .getByRole("contentinfo")
        .getByRole("link", { name: "El vostre ajuntament" })
        .click();
      await shot(page, "council");
      expect(await page.context().cookies()).toEqual([]);

      await page.getByLabel("Habitants").fill("molts");
      await press(page, "Desa-ho");
      await page.locator(".fault").waitFor();
      await shot(page, "council-fault");
      expect(await page.locator(":focus").getAttribute("name")).toBe("population");
      expect(await page.locator(":focus").inputValue()).toBe("molts");
      expect(await page.context().cookies()).toEqual([]);
      await page.getByLabel("Nom de l'ajuntament").fill("Ajuntament de Rupit i Pruit");
      await page.getByLabel("Habitants").fill("800");
      await press(page, "Desa-ho");
      await page.locator(".said.good").waitFor();
      await shot(page, "council-kept");
      const [cookie] = await page.context().cookies();
      expect(cookie).toMatchObject({ name: "agenda", httpOnly: true, sameSite: "Lax", path: "/" });

      await page.goto(`${served.base}/`);
      await page.locator("#q").fill("quines accions té l'eix 3?");
      await page.getByRole("button", { name: "Pregunta", exact: true }).click();
      await page.locator(".turn").waitFor();
      await shot(page, "answer");
      expect(await page.locator(".turn").innerText()).toContain("800 habitants");
      expect(
        await page
          .locator(".turn")
          .getByRole("link", { name: "Canvia l'ajuntament" })
          .getAttribute("href"),
      ).toBe("/ajuntament");
      await page.getByRole("button", { name: "No", exact: true }).click();
      await page.getByLabel("Voleu dir-ne alguna cosa?").fill("Hi falta el 972 123 456 de l'Anna");
      await shot(page, "opinion");
      await press(page, "Envia");
      await page.getByText("ho llegirà qui manté l'Agenda").first().waitFor();
      await shot(page, "opinion-kept");
      expect(await rowsIn(served, "ratings")).toMatchObject([
        { isPositive: 0, word: "Hi falta el [telèfon] de l'Anna" },
      ]);

      await page.getByRole("navigation").getByRole("link", { name: "Itinerari" }).click();
      await shot(page, "begin");
      await page.getByRole("radio", { name: "Secretaria" }).check();
      await press(page, "Comença");
      await page.locator("figure.progress").waitFor();
      await shot(page, "step");
      expect(await page.getByRole("button", { name: /recorda/i }).count()).toBe(0);

      // The first question wrong and then right, all others right, to the end.
      await press(page, /^Comprova/);
      await shot(page, "question");
      await choose(page, served, false);
      await page.locator(".said.warning").waitFor();
      await shot(page, "wrong");
      await press(page, "Torna-ho a provar");
      await choose(page, served, true);
      await shot(page, "right");
      await answerAll(page, served);
      expect(await page.locator("h1").innerText()).toBe("Resum de l'itinerari d'inici");
      await shot(page, "summary");
      expect(await page.locator("main").innerText()).toMatch(/(\d+) de \1\b/);
      await page.emulateMedia({ media: "print" });
      await shot(page, "summary-print");
      expect(
        await page.locator("nav, button, form, .choices").locator("visible=true").count(),
      ).toBe(0);
      await page.emulateMedia({ media: "screen" });
      await page.getByRole("navigation").getByRole("link", { name: "Itinerari" }).click();
      await shot(page, "overview");
      expect(await page.locator("figure.progress g.done rect").count()).toBeGreaterThan(5);

      await page.getByRole("contentinfo").getByRole("link", { name: "Les meves dades" }).click();
      await shot(page, "my-data");
      await press(page, "Baixa les meves dades");
      await page.getByText("Mostra-les aquí").click();
      await shot(page, "data");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        press(page, "Baixa-les (JSON)"),
      ]);
      expect(download.suggestedFilename()).toBe("les-meves-dades.json");
      const kept: unknown = JSON.parse(await textOf(await download.createReadStream()));
      expect(kept).toMatchObject({
        profile: { population: 800, council: "Ajuntament de Rupit i Pruit" },
        journey: { role: "secretaria" },
        questions: [{ question: "quines accions té l'eix 3?" }],
        opinions: [{ isPositive: false, word: "Hi falta el [telèfon] de l'Anna" }],
      });

      await page.goto(`${served.base}/les-meves-dades`);
      await press(page, "Oblida'm");
      await shot(page, "forget");
      await press(page, "Sí, esborra-ho tot");
      await page.getByText("us he oblidat").first().waitFor();
      await shot(page, "forgotten");
      expect(await page.context().cookies()).toEqual([]);
      for (const table of ["readers", "journeys", "askings", "ratings", "councils"] as const)
        expect(await rowsIn(served, table), table).toEqual([]);
    });

    it("can be read by everybody at every step", async () => {
      const { served, page } = await open({ javaScriptEnabled: true });
      const found: string[] = [];
      const check = async () => {
        found.push(...(await violationsOn(page)));
        if (await page.evaluate("document.documentElement.scrollWidth > innerWidth"))
          found.push(`${page.url()} is too wide`);
      };
      await page.goto(`${served.base}/ajuntament`);
      await check();
      await press(page, "Desa-ho");
      await page.locator(".fault").waitFor();
      await check();
      await page.getByLabel("Habitants").fill("12.500");
      await press(page, "Desa-ho");
      await page.locator(".said.good").waitFor();
      await check();
      await page.goto(`${served.base}/itinerari`);
      await check();
      await begin(page, served);
      await check();
      await press(page, /^Comprova/);
      await check();
      await choose(page, served, false);
      await page.locator(".said.warning").waitFor();
      await check();
      await press(page, "Torna-ho a provar");
      await choose(page, served, true);
      await page.locator(".said.good").waitFor();
      await check();
      for (const path of [
        "/itinerari",
        "/itinerari?veure=resum",
        "/itinerari?veure=canvi",
        "/itinerari?veure=reinici",
        "/itinerari/none",
        "/les-meves-dades",
        "/les-meves-dades?veure=oblit",
        "/les-meves-dades/none",
        `/?q=${encodeURIComponent("accions de l'eix 3")}`,
        "/privadesa",
      ]) {
        for (const language of ["ca", "es"]) {
          await page.goto(`${served.base}${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
          await check();
        }
      }
      await page.goto(`${served.base}/les-meves-dades?lang=ca`);
      await press(page, "Baixa les meves dades");
      await page.getByText("Mostra-les aquí").click();
      await check();

      expect(found, how).toEqual([]);
    });
  });

  it("can be gone through with the keys alone", async () => {
    const served = await site.serveOtherwise({});
    const page = await site.open({ base: served.base, path: "/itinerari", isRemembered: true });
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 60; presses += 1) {
        if (
          await page.evaluate<boolean>(
            `document.activeElement.matches(${JSON.stringify(selector)})`,
          )
        )
          return;
        await page.keyboard.press("Tab");
      }
      throw new Error(`the keys do not lead to ${selector}`);
    };
    await tabTo("input[type=radio]");
    await page.keyboard.press("ArrowDown");
    await tabTo("main form button");
    await page.keyboard.press("Enter");
    await page.locator("figure.progress").waitFor();
    await tabTo(".choices .main");
    expect(await styleOf(page, ".choices .main", "outline-style")).toBe("solid");
    await page.keyboard.press("Enter");
    await page.locator(".choices form button").first().waitFor();
    await tabTo(".choices form button");
    await page.keyboard.press("Space");
    await page.locator(".said.good, .said.warning").waitFor();

    expect(await rowsIn(served, "journeys")).toMatchObject([{ role: "secretaria" }]);
  });

  it("does nothing twice when a page is loaded again or gone back to", async () => {
    const served = await site.serveOtherwise({});
    const page = await site.open({ base: served.base, isRemembered: true });
    await begin(page, served);
    await press(page, /^Comprova/);
    await choose(page, served, false);
    await page.locator(".said.warning").waitFor();
    await page.reload();
    await page.locator(".said.warning").waitFor();
    const kept = await rowsIn(served, "journeys");
    await page.goBack();
    await page.locator(".choices form button").first().waitFor();

    expect(kept).toHaveLength(1);
    await page.goto(`${served.base}/itinerari?veure=reinici`);
    await press(page, /^Sí, esborra-ho/);
    await page.getByRole("button", { name: "Comença" }).waitFor();
    expect(await page.getByRole("status").innerText()).toContain("Esborrat");
    expect(await rowsIn(served, "journeys")).toEqual([]);
    await page.getByRole("button", { name: "Comença" }).click();
    await page.locator("figure.progress").waitFor();
    await page.goBack();
    await page.reload();
    expect(await rowsIn(served, "journeys")).toHaveLength(1);
  });

  it("asks below every answer what people think, also of one that the tab remembers", async () => {
    const served = await site.serveOtherwise({});
    const page = await site.open({ base: served.base, isRemembered: true });
    await askOnPage(page, question);
    await askOnPage(page, "Qui ens hi pot ajudar?");
    await page.reload();
    await page.locator(".turn").nth(1).waitFor();
    for (const at of [0, 1]) {
      const turn = page.locator(".turn").nth(at);
      await turn.getByRole("button", { name: at === 0 ? "Sí" : "No", exact: true }).click();
      await turn.getByLabel("Voleu dir-ne alguna cosa?").waitFor();
    }
    expect(await violationsOn(page)).toEqual([]);
    const isInside = "document.querySelectorAll('.turn')[1].contains(document.activeElement)";
    expect(await page.evaluate(isInside)).toBe(true);
    expect(await rowsIn(served, "ratings")).toMatchObject([{ isPositive: 1 }, { isPositive: 0 }]);
  });

  it("goes to the itinerary when that is all that was asked", async () => {
    const page = await site.open();
    await page.locator("#q").fill("itinerari");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Comença" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/itinerari");
  });

  it("says so when an opinion cannot be kept, and lets it be told again", async () => {
    const served = await site.serveOtherwise({ stopWithinMs: 100 });
    const page = await site.open({ base: served.base, tolerates: /./ });
    await askOnPage(page, question);
    await served.server.stop();
    await page.getByRole("button", { name: "Sí", exact: true }).click();
    await page.locator("#status.seen").waitFor();

    expect(await page.locator("#status").innerText()).toContain("no s'ha pogut desar l'opinió");
    expect(await page.getByRole("button", { name: "Sí", exact: true }).count()).toBe(1);
  });

  it("says so when the answer is gone of which an opinion is told", async () => {
    const served = await site.serveOtherwise({});
    const page = await site.open({ base: served.base });
    await askOnPage(page, question);
    await served.database.deleteFrom("askings").execute();
    await page.getByRole("button", { name: "Sí", exact: true }).click();
    await page.locator(".opinion .said.warning").waitFor();

    expect(await page.locator(".opinion").innerText()).toContain("ja no la tinc");
  });

  it("keeps in the browser the number of the council that is kept, and no other", async () => {
    const served = await site.serveOtherwise({});
    const page = await site.open({ base: served.base, isRemembered: true });
    const kept = () => page.evaluate<string | null>(`localStorage.getItem("agenda.population")`);
    const population = page.getByLabel("Habitants del vostre municipi");
    await population.fill("800");
    await population.blur();
    expect(await kept()).toBe("800");

    await page.goto(`${served.base}/ajuntament`);
    expect(await kept()).toBe("800");
    await page.getByLabel("Nom de l'ajuntament").fill("Vila-seca");
    await page.getByLabel("Habitants").fill("25.000");
    await press(page, "Desa-ho");
    await page.locator(".said.good").waitFor();
    expect(await kept()).toBe("25000");

    // As it would be kept from before there was an attribute.
    await page.evaluate(`localStorage.setItem("agenda.population", "800")`);
    await page.goto(`${served.base}/`);
    expect(await kept()).toBe("25000");
    expect(await population.inputValue()).toBe("");
    const hint = await page.locator("p.population").innerText();
    expect(hint).toContain("Vila-seca, 25.000 habitants");
    expect(hint).toContain("Canvia l'ajuntament");
    expect(hint).not.toContain("navegador");
    await askOnPage(page, "accions de l'eix 3");
    expect(await page.locator(".turn").innerText()).toContain("25.000 habitants");
    await population.fill("molts");
    await askFails(page);
    await population.fill("500");
    await askOnPage(page, "accions de l'eix 3");
    expect(await page.locator(".turn").last().innerText()).toContain("500 habitants");
    expect(await kept()).toBe("25000");
    await page.goto(`${served.base}/cerca`);
    expect(await page.getByLabel("Habitants").inputValue()).toBe("25000");

    await page.goto(`${served.base}/ajuntament`);
    await press(page, "Treu el meu");
    await page.getByRole("status").waitFor();
    expect(await page.getByRole("status").innerText()).toContain("Tret");
    expect(await kept()).toBeNull();
    await page.goto(`${served.base}/`);
    expect(await population.inputValue()).toBe("");
    expect(await page.locator("p.population").innerText()).toContain("Deseu el vostre ajuntament");
  });

  it("keeps nothing in the browser of whom it has forgotten", async () => {
    const served = await site.serveOtherwise({});
    const page = await site.open({ base: served.base, isRemembered: true });
    await page.getByLabel("Habitants del vostre municipi").fill("800");
    await askOnPage(page, question);
    await page.getByRole("button", { name: "Sí", exact: true }).click();
    await page.getByLabel("Voleu dir-ne alguna cosa?").waitFor();
    const kept = () => page.evaluate("localStorage.length + sessionStorage.length");
    expect(await kept()).toBe(2);

    await page.goto(`${served.base}/les-meves-dades?veure=oblit`);
    expect(await kept()).toBe(2);
    await press(page, "Sí, esborra-ho tot");
    await page.getByText("us he oblidat").first().waitFor();
    expect(await kept()).toBe(0);
    await page.goto(`${served.base}/`);
    expect(await page.locator(".turn").count()).toBe(0);
    expect(await page.getByLabel("Habitants del vostre municipi").inputValue()).toBe("");
  });

  it("remembers in Teams' tab over https, apart from the same pages elsewhere", async () => {
    const host = await site.serveHost();
    // This machine counts as secure without https.
    const web = { frameAncestors: [host.origin], publicUrl: "https://agenda.example.cat" };
    const served = await site.serveOtherwise({ web });
    const { base } = served;
    const path = "/ajuntament?theme=contrast";
    const tolerates = /Blocked autofocusing/;
    const page = await site.open({ base, host, path, tolerates, isRemembered: true });
    const tab = page.frames()[1];
    if (tab === undefined) throw new Error("there is no frame");
    await tab.getByLabel("Habitants").fill("800");
    await tab.getByRole("button", { name: "Desa-ho" }).click();
    await tab.locator(".said.good").waitFor();
    await tab.getByRole("link", { name: "Itinerari" }).click();
    await tab.getByRole("button", { name: "Comença" }).click();
    await tab.locator("figure.progress").waitFor();
    await shoot(page, "tab-step");
    await tab.getByRole("link", { name: "Pregunteu" }).click();
    await askOnPage(page, question, tab);
    await tab.getByRole("button", { name: "Sí", exact: true }).click();
    await tab.getByLabel("Voleu dir-ne alguna cosa?").waitFor();
    const [reader] = await rowsIn(served, "readers");

    expect(reader).toMatchObject({ population: 800 });
    for (const table of ["journeys", "askings", "ratings"] as const)
      expect(await rowsIn(served, table), table).toMatchObject([
        { person: reader !== undefined && "person" in reader && reader.person },
      ]);
    const other = await site.open({ base, path: "/ajuntament", context: page.context() });
    expect(await other.locator(".facts").count()).toBe(0);
  });

  it("says in Teams' tab, where browsers keep nothing without https, that nothing can be remembered", async () => {
    const host = await site.serveHost();
    const served = await site.serveOtherwise({ web: { frameAncestors: [host.origin] } });
    const page = await site.open({ base: served.base, host, path: "/itinerari?theme=default" });
    const tab = page.frames()[1];
    await tab?.getByRole("heading", { name: "Aquí no es pot recordar res" }).waitFor();
    await shoot(page, "tab-forgetful");
    expect(await tab?.locator("main form").count()).toBe(0);
  });
});

async function textOf(stream: AsyncIterable<Buffer | string>): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += chunk.toString();
  return text;
}
