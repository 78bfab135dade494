import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { fileNameOf } from "../../../adapters/documents/file-name.ts";
import { planCsv } from "../../../adapters/documents/plan-csv.ts";
import { planDocx } from "../../../adapters/documents/plan-docx.ts";
import { planIcs } from "../../../adapters/documents/plan-ics.ts";
import { planXlsx } from "../../../adapters/documents/plan-xlsx.ts";
import { violationsOn } from "./axe.ts";
import { askOnPage, describeInBrowser, shoot } from "./browser.ts";
import { rowsIn } from "./kept.ts";

const planDocuments = {
  docx: planDocx,
  xlsx: planXlsx,
  csv: planCsv,
  ics: planIcs,
  nameOf: fileNameOf,
};

const main = (page: Page) => page.locator("main");
const press = (page: Page, name: string | RegExp) =>
  main(page)
    .getByRole("button", { name })
    .or(main(page).getByRole("link", { name }))
    .first()
    .click();

describeInBrowser("the plan in a browser", (site) => {
  describe.each([
    { how: "with a script", javaScriptEnabled: true, colorScheme: "light", width: 1280 },
    { how: "with a script", javaScriptEnabled: true, colorScheme: "dark", width: 320 },
    { how: "without a script", javaScriptEnabled: false, colorScheme: "dark", width: 1280 },
    { how: "without a script", javaScriptEnabled: false, colorScheme: "light", width: 320 },
  ] as const)("$how, $colorScheme, at $width", ({ javaScriptEnabled, colorScheme, width }) => {
    const suffix = `${width}-${colorScheme}${javaScriptEnabled ? "" : "-plain"}`;
    const look = async (page: Page, name: string) => {
      await shoot(page, `plan-${name}-${suffix}`);
      const [wide, seen] = await page.evaluate<[number, number]>(
        "[document.documentElement.scrollWidth, innerWidth]",
      );
      expect(wide, name).toBeLessThanOrEqual(seen);
      if (javaScriptEnabled) expect(await violationsOn(page), name).toEqual([]);
    };

    it("goes from a question to three actions, a date for one, and the document", async () => {
      const served = await site.serveOtherwise({ web: { planDocuments } });
      const { base } = served;
      const page = await site.open({
        base,
        javaScriptEnabled,
        colorScheme,
        viewport: { width, height: 800 },
        reducedMotion: "reduce",
        acceptDownloads: true,
        isRemembered: true,
      });
      await page.getByRole("navigation").getByRole("link", { name: "Pla", exact: true }).click();
      await look(page, "empty");
      expect(await page.context().cookies()).toEqual([]);

      await page.goto(`${base}/`);
      if (javaScriptEnabled) await askOnPage(page, "Com fem còpies de seguretat?");
      else await page.goto(`${base}/?q=Com+fem+còpies+de+seguretat%3F`);
      await look(page, "answer");
      await press(page, "Afegeix al nostre pla");
      await page.locator(".said.good").waitFor();
      await look(page, "added");
      expect(await page.context().cookies()).toMatchObject([{ name: "agenda" }]);

      for (const item of ["2.1.1", "3.2.1"]) {
        await page.goto(`${base}/agenda/${item}`);
        if (item === "2.1.1") await look(page, "item");
        await press(page, "Afegeix al nostre pla");
        await page.locator(".said.good").waitFor();
        expect(new URL(page.url()).pathname).toBe("/pla");
      }
      await page.getByLabel("Responsable").fill("Secretaria");
      await page.getByRole("radio", { name: "En marxa" }).check();
      await page.getByLabel("Trimestre").selectOption({ index: 3 });
      await press(page, "Desa");
      await page.getByText("Desat.").waitFor();
      await look(page, "entry");
      await press(page, "Torna al pla");
      await page.locator("table.entries").waitFor();
      await look(page, "page");
      expect(await page.locator("table.entries tbody tr").count()).toBe(3);
      expect(await rowsIn(served, "plans")).toHaveLength(3);

      const [download] = await Promise.all([
        page.waitForEvent("download"),
        main(page).getByRole("link", { name: "Document (DOCX)" }).click(),
      ]);
      expect(download.suggestedFilename()).toBe("pla.docx");
      const file = await readFile(await download.path());
      expect(file.subarray(0, 2).toString()).toBe("PK");

      await page.goto(`${base}/pla/seguents`);
      await look(page, "next");
      await page.goto(`${base}/pla/model`);
      await page.getByLabel("Habitants").fill("8000");
      await press(page, "Proposa una agenda");
      await look(page, "model");
      await press(page, "Afegeix-ho tot al pla");
      await page.locator(".said.good").waitFor();
      await look(page, "adopted");
      await page.emulateMedia({ media: "print" });
      await shoot(page, `plan-print-${suffix}`);
    });
  });

  it("shows two tabs that change the same what each of them wrote, and loses neither", async () => {
    const { base } = await site.serveOtherwise({});
    const one = await site.open({ base, isRemembered: true, path: "/agenda/2.1.1" });
    await press(one, "Afegeix al nostre pla");
    const open = { base, isRemembered: true, path: "/pla/2.1.1", context: one.context() };
    const [first, second] = [await site.open(open), await site.open(open)];
    await first.getByLabel("Responsable").fill("Secretaria");
    await press(first, "Desa");
    await second.getByLabel("Responsable").fill("Alcaldia");
    await press(second, "Desa");
    await second.locator(".said.warning").waitFor();
    await shoot(second, "plan-conflict");
    expect(await violationsOn(second)).toEqual([]);
    expect(await second.getByLabel("Responsable").inputValue()).toBe("Alcaldia");
    expect(await main(second).innerText()).toContain("Ara hi diu: Secretaria");
    await press(second, "Desa");
    await second.getByText("Desat.").waitFor();
    await first.goto(`${base}/pla`);
    expect(await main(first).innerText()).toContain("Alcaldia");
  });
});
