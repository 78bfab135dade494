import { Router } from "express";
import { describe, expect, it } from "vitest";
import {
  type Kept,
  type ModelsShown,
  type PrivacyWords,
  privacyWords,
} from "../../../adapters/web/privacy-words.ts";
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

async function textWith(models: ModelsShown, language: string): Promise<string> {
  return serveFor(served.index, { web: { models } }, async ({ base }) =>
    textOf(await openPage(`${base}/privadesa?lang=${language}`)),
  );
}

const textOf = ({ $ }: Page) => $("main").text();
const wordsOf = (items: readonly Kept[]) =>
  items.flatMap(({ what, why, until }) => [what, why, until]);
const linesOf = (say: PrivacyWords, days: string) => [
  ...say.automatic.lines(false),
  say.everywhere.searched.nowhere,
  ...[say.everywhere, say.own, say.ask].flatMap(({ lines }) => lines),
  ...say.web.lines(days),
  ...wordsOf(say.kept.items(days)),
];

describe("GET /privadesa", () => {
  it.each(languages)("says in %s what is kept, and that no person answers", async (language) => {
    const page = await openPage(`${served.base}/privadesa?lang=${language}`);
    const say = privacyWords[language];

    expect(page.status).toBe(200);
    expect(page.$("h1").text()).toBe(say.title);
    expect(linesOf(say, "180").filter((line) => !textOf(page).includes(line))).toEqual([]);
    expect(textOf(page)).toContain("2024/1689");
    expect(textOf(page)).not.toMatch(/Slack|Teams/);
    expect(page.$('main a[href="https://apdcat.gencat.cat"]').length).toBe(1);
    expect(page.$('link[rel="canonical"]').attr("href")).toBe(`${served.base}/privadesa`);
  });

  it.each(languages)("says in %s for how many days, as they are set", async (language) => {
    const text = await serveFor(served.index, { web: { retentionDays: 45 } }, async ({ base }) =>
      textOf(await openPage(`${base}/privadesa?lang=${language}`)),
    );
    expect(text).toMatch(/\b45 d/);
    expect(text).not.toContain("180");
  });

  it.each(languages)(
    "says in %s what is kept where people chat, and of no other place",
    async (language) => {
      const { chat } = privacyWords[language];
      const both = textOf(await privacyWith(["slack", "teams"], language));
      const teams = textOf(await privacyWith(["teams"], language));
      const offered = { hasSlack: false, hasTeams: true, days: "180" };
      const { items, lines } = chat("Microsoft Teams", offered);

      expect(both).toMatch(/Slack (?:i|y|and) Microsoft Teams/);
      expect(both).toContain("token");
      for (const line of [...lines, ...wordsOf(items)]) expect(teams).toContain(line);
      expect(teams).toContain("30 d");
      expect(teams).not.toMatch(/Slack|token/);
    },
  );

  it.each([
    ["ca", "com una clau", "No la passeu", "d'ajuntaments", "resum"],
    ["es", "como una llave", "No se la paséis", "de ayuntamientos", "resumen"],
    ["en", "like a key", "Pass it on to nobody", "or councils", "summary"],
  ] as const)(
    "says in %s who can read what, and what is kept apart",
    async (language, key, warning, councils, summary) => {
      const say = privacyWords[language];
      const here = textOf(await openPage(`${served.base}/privadesa?lang=${language}`));
      for (const told of [key, warning, councils, summary, "DATA_DIR/terminal"])
        expect(here).toContain(told);
      const teams = textOf(await privacyWith(["teams"], language));
      const { items, lines } = say.chat("Microsoft Teams", {
        hasSlack: false,
        hasTeams: true,
        days: "180",
      });
      expect(lines.some((line) => /(?:canal de|channel of) Microsoft Teams/.test(line))).toBe(true);
      expect(items.some(({ what, until }) => /\b20\b/.test(what) && /\b20\b/.test(until))).toBe(
        true,
      );
      expect(items.filter(({ until }) => /\b180 d/.test(until))).toHaveLength(1);
      expect(teams).toContain(summary);
    },
  );

  it.each(languages)("speaks in %s of no model where none is set up", async (language) => {
    const { models, everywhere, automatic } = privacyWords[language];
    for (const none of [{}, { here: {} }]) {
      const text = await textWith(none, language);
      expect(text).toContain(everywhere.searched.nowhere);
      expect(text).toContain(automatic.lines(false)[1]);
      for (const told of [models.title, ...models.elsewhere]) expect(text).not.toContain(told);
    }
  });

  it.each(languages)(
    "says in %s which model on another machine gets what, and at which host",
    async (language) => {
      const { models, everywhere, automatic } = privacyWords[language];
      const embeddings = "openai:text-embedding-3-large (api.openai.com)";
      const text = await textWith({ embeddings }, language);

      expect(text).toContain(`: ${embeddings}. ${models.tasks.embeddings.gets}`);
      expect(text).toContain(everywhere.searched.elsewhere);
      for (const line of models.elsewhere) expect(text).toContain(line);
      // It writes nothing, and no other model is set up.
      expect(text).toContain(automatic.lines(false)[1]);
      expect(text).not.toContain(everywhere.searched.nowhere);
      for (const { use } of [models.tasks.reranker, models.tasks.chat])
        expect(text).not.toContain(use);
    },
  );

  it.each(languages)("says in %s that a model may write", async (language) => {
    const { models, automatic } = privacyWords[language];
    const chat = "openai:mistral-small (models.ajuntament.cat:8000)";
    for (const shown of [{ chat }, { here: { chat } }]) {
      const text = await textWith(shown, language);
      expect(text).toContain(automatic.lines(true)[1]);
      expect(text).not.toContain(automatic.lines(false)[1]);
      expect(text).toContain(chat);
    }
    const elsewhere = await textWith({ chat, reranker: "cohere:rerank (other)" }, language);
    for (const { use, gets } of [models.tasks.chat, models.tasks.reranker])
      expect(elsewhere).toMatch(new RegExp(`${use}: [^ ]+ \\([^)]+\\)\\. ${gets}`));
  });

  it.each(languages)("says in %s that models of this machine keep it here", async (language) => {
    const { models, everywhere } = privacyWords[language];
    const here = { embeddings: "ollama:bge-m3", chat: "ollama:qwen3:8b" };
    const alone = await textWith({ here }, language);
    expect(alone).toContain(everywhere.searched.here);
    for (const name of Object.values(here)) expect(alone).toContain(`, ${models.here}: ${name}.`);
    for (const line of [...models.elsewhere, models.tasks.chat.gets])
      expect(alone).not.toContain(line);

    const both = await textWith({ here, reranker: "cohere:rerank (api.cohere.com)" }, language);
    expect(both).toContain(everywhere.searched.elsewhere);
    for (const name of Object.values(here)) expect(both).toContain(`, ${models.here}: ${name}.`);
  });

  it("says the same of the same things in every language", () => {
    const sizes = languages.map((language) => {
      const say = privacyWords[language];
      expect(say.automatic.lines(true)).toHaveLength(say.automatic.lines(false).length);
      expect(say.models.elsewhere).toHaveLength(3);
      const chat = say.chat("Slack", { hasSlack: true, hasTeams: true, days: "1" });
      return [linesOf(say, "1").length, chat.items.length, chat.lines.length];
    });
    expect(new Set(sizes.map(String)).size).toBe(1);
  });

  it("is led to from every page, in its language", async () => {
    for (const path of ["/", "/agenda", "/agenda/1.1.1", "/cerca", "/none"]) {
      for (const language of languages) {
        const { $ } = await openPage(`${served.base}${path}?lang=${language}`);
        const link = $(`footer a[href="/privadesa?lang=${language}"]`);
        expect(link.text(), path).toBe(privacyWords[language].title);
      }
    }
  });
});
