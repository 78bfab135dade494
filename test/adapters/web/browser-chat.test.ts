import { expect, it } from "vitest";
import {
  askOnPage,
  citedOn,
  comesIntoView,
  describeInBrowser,
  isInView,
  missingBrowser,
  styleOf,
} from "./browser.ts";

// Once, by this file for the others too.
if (missingBrowser !== undefined) process.stderr.write(`${missingBrowser}\n`);

const question = "Com fem una còpia de seguretat?";
const list = "quines accions té l'eix 3?";

describeInBrowser("the chat", (site) => {
  it("answers what was typed without a page load; a citation opens at its highlighted quote", async () => {
    const page = await site.open();
    const loads: string[] = [];
    page.on("framenavigated", (frame) => loads.push(frame.url()));

    await page.keyboard.type(question);
    await page.keyboard.press("Enter");
    const card = page.locator(".turn .card").first();
    const quote = await card.locator("blockquote").innerText();
    expect(loads).toEqual([]);
    expect(await page.locator(".turn h2").innerText()).toBe(question);
    expect(await page.locator("#q").inputValue()).toBe("");
    await comesIntoView(page, ".turn h2");
    await page.keyboard.type("I ara?");
    expect(await page.locator("#q").inputValue()).toBe("I ara?");

    await card.locator("h3 a").click();
    expect(await page.locator("#cita").innerText()).toBe(quote);
    await comesIntoView(page, "#cita");
    const highlight = await styleOf(page, "#cita", "background-color");
    for (const ground of ["main", "body"])
      expect(await styleOf(page, ground, "background-color")).not.toBe(highlight);

    await page.goBack();
    await page.locator(".turn", { hasText: quote }).waitFor();
    expect(await page.locator(".turn h2").allInnerTexts()).toEqual([question]);
  });

  it("understands a suggestion from the conversation, and a new conversation from nothing", async () => {
    const page = await site.open();
    await askOnPage(page, question);
    const [first] = await citedOn(page);
    await page.getByRole("button", { name: "Per on comencem?" }).click();
    await page.locator(".turn").nth(1).waitFor();
    const followed = await citedOn(page);
    expect(followed[0]).toBe(first);

    await page.getByRole("link", { name: "Comença una conversa nova" }).click();
    await page.getByRole("heading", { name: "Per exemple" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Per exemple" }).waitFor();
    expect(await page.locator(".turn").count()).toBe(0);
    await askOnPage(page, "Per on comencem?");
    expect(await citedOn(page)).not.toEqual(followed);
  });

  it("keeps a conversation when the page is loaded again", async () => {
    const page = await site.open();
    await askOnPage(page, question);
    await askOnPage(page, "Qui ens hi pot ajudar?");
    const shown = await page.locator("#conversation").innerText();
    await page.reload();
    await page.locator(".turn").nth(1).waitFor();

    expect(await page.locator("#conversation").innerText()).toBe(shown);
  });

  it("goes on with the conversation when a question is opened by its address, once", async () => {
    const page = await site.open();
    await askOnPage(page, question);
    for (let times = 0; times < 2; times += 1) {
      await page.goto(`${site.served.base}/?q=${encodeURIComponent("acció 2.3.1")}`);
      await page.locator(".turn").nth(1).waitFor();
      expect(await page.locator(".turn > h2").allInnerTexts()).toEqual([question, "acció 2.3.1"]);
    }
    await askOnPage(page, "Qui ens hi pot ajudar?");
    expect((await citedOn(page))[0]).toContain("2.3.1");
  });

  it("asks and copies though the browser keeps nothing", async () => {
    const page = await site.open({ path: "/agenda" });
    await page.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException("denied", "SecurityError");
          },
        });
    });
    await page.goto(site.served.base);
    await askOnPage(page, question);
    await page.locator("button.copy").waitFor();
  });

  it("says on an action's page, and in the search, what the chosen size means", async () => {
    const page = await site.open();
    await page.getByLabel("Habitants del vostre municipi").fill("800");
    await askOnPage(page, question);
    const { items } = site.served.index.catalogue;
    const large = items.find(({ applicability }) => (applicability?.population.min ?? 0) > 800);
    const any = items.find(({ applicability }) => applicability?.population.min === undefined);
    await page.goto(`${site.served.base}/agenda/${large?.id}`);
    await page.getByText("No és per a un municipi de 800 habitants.").waitFor();
    await page.goto(`${site.served.base}/agenda/${any?.kind === "action" ? any.id : "2.3.1"}`);
    await page.getByText("S'aplica al vostre municipi (800 habitants).").waitFor();
    await page.goto(`${site.served.base}/cerca`);
    expect(await page.getByLabel("Habitants del municipi").inputValue()).toBe("800");
    for (const [typed, said] of [
      ["800 habitants", "No és per a un municipi de 800 habitants."],
      ["800,5", ""],
    ] as const) {
      await page.evaluate(`localStorage.setItem("agenda.population", "${typed}")`);
      await page.goto(`${site.served.base}/agenda/${large?.id}`);
      expect(await page.locator("#applies").textContent()).toBe(said);
    }
    await page.evaluate(`localStorage.setItem("agenda.population", "800")`);
    await page.goto(`${site.served.base}/cerca?q=fibra`);
    expect(await page.getByLabel("Habitants del municipi").inputValue()).toBe("");
  });

  it("works without a script: question, suggestion, population, a fault, language", async () => {
    const page = await site.open({ javaScriptEnabled: false });
    await page.getByLabel("Què voleu saber?").fill(question);
    await page.getByLabel("Habitants del vostre municipi").fill("molts");
    await page.getByRole("button", { name: "Pregunta", exact: true }).click();
    expect(await page.locator("#population-fault").innerText()).toContain("nombre d'habitants");
    expect(await page.getByLabel("Què voleu saber?").inputValue()).toBe(question);

    await page.getByLabel("Habitants del vostre municipi").fill("800");
    await page.getByRole("button", { name: "Pregunta", exact: true }).click();
    const [first] = await citedOn(page);
    await page.getByRole("button", { name: "Per on comencem?" }).click();
    await page.locator("h2", { hasText: "Per on comencem?" }).waitFor();
    expect((await citedOn(page))[0]).toBe(first);
    expect(await page.locator(".earlier li").allInnerTexts()).toEqual([question]);
    expect(await page.getByLabel("Habitants del vostre municipi").inputValue()).toBe("800");
    expect(await page.getByRole("button", { name: "Copia com a text" }).count()).toBe(0);

    await page.getByRole("link", { name: "English" }).click();
    await page.getByLabel("What do you want to know?").waitFor();
  });

  it("keeps the population, and leaves out what is not for that size", async () => {
    const page = await site.open();
    await askOnPage(page, list);
    const all = await citedOn(page);
    await page.getByLabel("Habitants del vostre municipi").fill("800");
    await askOnPage(page, list);
    const fitting = await citedOn(page);
    expect(fitting.length).toBeLessThan(all.length);
    expect(await page.locator(".turn:last-child .lead").innerText()).toContain("800 habitants");

    const later = await site.open({ context: page.context() });
    expect(await later.getByLabel("Habitants del vostre municipi").inputValue()).toBe("800");
    await askOnPage(later, list);
    expect(await citedOn(later)).toEqual(fitting);
  });

  it("says beside the population what is wrong with it, keeps the question, forgets the nonsense", async () => {
    const page = await site.open();
    const population = page.getByLabel("Habitants del vostre municipi");
    await population.fill("molts");
    await page.locator("#q").fill(list);
    await page.keyboard.press("Enter");
    const fault = page.getByRole("alert").filter({ hasText: "nombre d'habitants" });
    await fault.waitFor();
    expect(await page.locator(".population").innerText()).toContain(await fault.innerText());
    expect(await page.locator("#q").inputValue()).toBe(list);
    expect(await population.getAttribute("aria-invalid")).toBe("true");
    expect(await page.evaluate("document.activeElement.id")).toBe("population");

    await population.fill("1.200");
    await page.keyboard.press("Enter");
    await page.locator(".turn").waitFor();
    expect(await population.getAttribute("aria-invalid")).toBeNull();
    expect(await fault.count()).toBe(0);

    await population.fill("molts");
    await page.locator("#q").fill(list);
    await page.keyboard.press("Enter");
    await fault.waitFor();
    await page.reload();
    await page.locator(".turn").waitFor();
    expect(await population.inputValue()).toBe("");
  });

  it("asks for a question when there is none", async () => {
    const page = await site.open();
    await page.getByRole("button", { name: "Pregunta", exact: true }).click();
    await page.getByRole("alert").filter({ hasText: "Escriviu una pregunta." }).waitFor();

    expect(await page.evaluate("document.activeElement.id")).toBe("q");
    expect(await page.locator("#q").getAttribute("aria-invalid")).toBe("true");
  });

  it("copies an answer as text", async () => {
    const page = await site.open({ permissions: ["clipboard-read", "clipboard-write"] });
    await askOnPage(page, question);
    await page.getByRole("button", { name: "Copia com a text" }).click();
    await page.getByRole("button", { name: "Copiat" }).waitFor();
    const text = await page.evaluate<string>("navigator.clipboard.readText()");

    expect(text).toContain(await page.locator(".lead").innerText());
    expect(text).toContain(await page.locator("blockquote").first().innerText());
    expect(text).toContain(`${site.served.base}/agenda/2.3.3?cita=`);
    expect(await page.locator("#status").innerText()).toBe("Copiat");
  });

  it("copies where the browser has no clipboard for scripts, and leaves the focus where it was", async () => {
    const page = await site.open({ reducedMotion: "reduce" });
    await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    await askOnPage(page, question);
    const copy = page.locator("button.copy");
    await copy.focus();
    const before = await page.evaluate("scrollY");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Copiat" }).waitFor();
    expect(await page.evaluate("scrollY")).toBe(before);
    expect(await page.evaluate("document.activeElement.className")).toBe("copy");

    await page.locator("#q").focus();
    await page.keyboard.press("Control+v");
    expect(await page.locator("#q").inputValue()).toContain("/agenda/2.3.3?cita=");
  });

  it("shows that it works, and asks once however often it is sent", async () => {
    const asked: string[] = [];
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { base } = await site.serveOtherwise({
      assistant: ({ respond }) => ({
        async respond(inquiry) {
          asked.push(inquiry.question);
          await released;
          return respond(inquiry);
        },
      }),
    });
    const page = await site.open({ base });
    await page.locator("#q").fill(question);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    const status = page.getByRole("status").filter({ hasText: "S'està cercant…" });
    await status.waitFor();
    await page.getByRole("button", { name: "Pregunta", exact: true }).click({ force: true });
    expect(await status.isVisible()).toBe(true);
    expect(await isInView(page, "#status")).toBe(true);

    release();
    await page.locator(".turn").waitFor();
    expect(await status.count()).toBe(0);
    expect(await page.locator(".turn").count()).toBe(1);
    expect(asked).toEqual([question]);
  });

  it("says that it cannot be reached, and keeps the question", async () => {
    const { base, server } = await site.serveOtherwise({ stopWithinMs: 100 });
    const page = await site.open({ base });
    await server.stop();
    await page.locator("#q").fill(question);
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "No hi ha connexió" }).waitFor();

    expect(await page.locator("#q").inputValue()).toBe(question);
    expect(await page.locator("#q").getAttribute("aria-invalid")).toBeNull();
  });

  it("says that there were too many questions, and keeps the last", async () => {
    const { base } = await site.serveOtherwise({ web: { askPerMinute: 1 } });
    const page = await site.open({
      base,
      extraHTTPHeaders: { "x-forwarded-for": "203.0.113.7" },
    });
    await askOnPage(page, question);
    await page.locator("#q").fill(list);
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "Espereu un minut" }).waitFor();

    expect(await page.locator("#q").inputValue()).toBe(list);
    expect(await page.locator(".turn").count()).toBe(1);
  });

  it("says that something failed when the assistant breaks", async () => {
    const { base } = await site.serveOtherwise({
      assistant: () => ({ respond: () => Promise.reject(new Error("broken on purpose")) }),
    });
    const page = await site.open({ base });
    await page.locator("#q").fill(question);
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "no es pot respondre" }).waitFor();

    expect(await page.locator("#q").inputValue()).toBe(question);
  });
});
