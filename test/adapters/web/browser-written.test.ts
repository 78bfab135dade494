import { expect, it } from "vitest";
import type { Answer } from "../../../src/answer/answer.ts";
import { answered, citation, written } from "../../helpers/made-answers.ts";
import { violationsOn } from "./axe.ts";
import { askOnPage, comesIntoView, describeInBrowser, shoot } from "./browser.ts";

const quote = "El pla diu qui decideix, a qui s'avisa i en quin ordre es recuperen els serveis.";
const answer: Answer = answered({
  question: "com ens preparem?",
  language: "es",
  lead: "Esto es lo que dice la Agenda digital:",
  citations: [
    citation("2.3.1", {
      title: "Tenir un pla de resposta a incidents",
      place: ["Infraestructures digitals i Ciberseguretat", "Resposta a incidents"],
      quote,
      translation: {
        language: "es",
        text: "El plan dice quién decide, a quién se avisa y en qué orden se recuperan los servicios.",
      },
    }),
    citation("2.3.2", { title: "Assajar el pla" }),
    citation("2.3.2", { title: "Assajar el pla", quote: "Proveu-les dues vegades l'any." }),
  ],
  written: written({
    model: "openai:gpt-mini",
    sentences: [
      { text: "Escribid un plan que diga quién decide y a quién se avisa.", citations: [0] },
      { text: `Haced copias cada noche y probadlas ${"x".repeat(90)}.`, citations: [1, 2] },
    ],
    isPartial: true,
    understoodAs: "¿cómo nos preparamos para un ciberataque?",
  }),
});

describeInBrowser("what a language model wrote", (site) => {
  const open = async (more: Parameters<typeof site.open>[0] = {}) => {
    const { base } = await site.serveOtherwise({
      assistant: () => ({ respond: async () => answer }),
    });
    return site.open({ base, locale: "es", ...more });
  };

  it.each([
    { colorScheme: "light", width: 1280 },
    { colorScheme: "dark", width: 1280 },
    { colorScheme: "light", width: 320 },
    { colorScheme: "dark", width: 320 },
  ] as const)(
    "is for everybody to read, $colorScheme at $width",
    async ({ colorScheme, width }) => {
      const page = await open({ colorScheme, viewport: { width, height: 800 } });
      await askOnPage(page, "com ens preparem?");
      expect(await violationsOn(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      await shoot(page, `written-${colorScheme}-${width}`);
    },
  );

  it("leads from a number to its quote, in each answer of the conversation, also after a reload", async () => {
    const page = await open();
    await askOnPage(page, "com ens preparem?");
    await askOnPage(page, "i després?");
    for (const step of ["asked", "reloaded"]) {
      const last = page.locator(".turn").nth(1);
      await last.locator(".written a").last().click();
      const target = await last.locator(".numbered:target blockquote").innerText();
      expect(target, step).toBe("Proveu-les dues vegades l'any.");
      await comesIntoView(page, ".numbered:target");
      const ids = await page.locator(".numbered").evaluateAll((all) => all.map(({ id }) => id));
      expect(new Set(ids).size).toBe(6);
      await page.goto(new URL("/", page.url()).href);
      await page.locator(".turn").nth(1).waitFor();
    }
  });

  it("says the same without a script", async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.locator("#q").fill("com ens preparem?");
    await page.locator("#ask button[type=submit]").first().click();
    await page.locator(".written").waitFor();
    expect(await page.locator(".written .by-model").innerText()).toMatch(/inteligencia artificial/);
    await page.locator(".written a").first().click();
    expect(await page.locator(".numbered:target blockquote").innerText()).toBe(quote);
  });
});
