import { Router } from "express";
import { describe, expect, it } from "vitest";
import { type WebWords, webWords } from "../../../adapters/web/words.ts";
import { languages } from "../../../src/language/language.ts";
import { openPage, type Page, serveFor, serveHere } from "./serve.ts";

const served = serveHere();
const platform = { router: Router(), status: () => ({}) };

function privacyWith(platforms: readonly string[], language: string): Promise<Page> {
  const web = { platforms: Object.fromEntries(platforms.map((name) => [name, platform])) };
  return serveFor(served.index, { web }, ({ base }) =>
    openPage(`${base}/privadesa?lang=${language}`),
  );
}

const textOf = ({ $ }: Page) => $("main").text();
const linesOf = (say: WebWords["privacy"]) =>
  [say.automatic, say.everywhere, say.web, say.ask].flatMap(({ lines }) => lines);

describe("GET /privadesa", () => {
  it.each(languages)("says in %s what is kept, and that no person answers", async (language) => {
    const page = await openPage(`${served.base}/privadesa?lang=${language}`);
    const say = webWords[language].privacy;

    expect(page.status).toBe(200);
    expect(page.$("h1").text()).toBe(say.title);
    expect(linesOf(say).filter((line) => !textOf(page).includes(line))).toEqual([]);
    expect(textOf(page)).toContain("2024/1689");
    expect(textOf(page)).not.toMatch(/Slack|Teams/);
    expect(page.$('main a[href="https://apdcat.gencat.cat"]').length).toBe(1);
    expect(page.$('link[rel="canonical"]').attr("href")).toBe(`${served.base}/privadesa`);
  });

  it.each(languages)(
    "says in %s what is kept where people chat, and of no other place",
    async (language) => {
      const { chat } = webWords[language].privacy;
      const both = textOf(await privacyWith(["slack", "teams"], language));
      const teams = textOf(await privacyWith(["teams"], language));

      expect(both).toMatch(/Slack (?:i|y|and) Microsoft Teams/);
      expect(both).toContain("/agenda");
      for (const line of chat("Microsoft Teams", false).lines) expect(teams).toContain(line);
      expect(teams).toContain("30 d");
      expect(teams).not.toMatch(/Slack|\/agenda/);
    },
  );

  it("is led to from every page, in its language", async () => {
    for (const path of ["/", "/agenda", "/agenda/1.1.1", "/cerca", "/none"]) {
      for (const language of languages) {
        const { $ } = await openPage(`${served.base}${path}?lang=${language}`);
        const link = $(`footer a[href="/privadesa?lang=${language}"]`);
        expect(link.text(), path).toBe(webWords[language].privacy.title);
      }
    }
  });
});
