import { describe, expect, it } from "vitest";
import { createMemory } from "../../../adapters/database/memory.ts";
import { needWords } from "../../../src/needs/words.ts";
import type { Wish } from "../../../src/reception/wish.ts";
import { openPage, postForm, type Served, serveFor, serveHere } from "./serve.ts";
import { knowledgeWithItinerary, lookAs, wishFor } from "./sheets.ts";

const served = serveHere(knowledgeWithItinerary);
const { ca } = needWords;
const question = "on podem aparcar les bicicletes del veïnat?";
const text = "Voldríem un mapa dels aparcaments de bicicletes";
const keep: Wish = { kind: "keep-need", isSure: true, fields: {} };

/** Everybody's needs. */
function needsIn({ database }: Pick<Served, "database">) {
  return database.selectFrom("needs").selectAll().execute();
}

describe("needs on the web", () => {
  it("lead from an answer that covers nothing to a form with the question", async () => {
    const { $ } = await postForm(served.base, { q: question });
    const link = $(".turn a").filter((_, one) => $(one).text() === ca.record);
    expect(link).toHaveLength(1);
    const form = await openPage(new URL(link.attr("href") ?? "", `${served.base}/`).href);
    expect(form.$("textarea").text()).toBe(question);
    expect(form.$("h1").text()).toBe(ca.formTitle);
  });

  it("are kept, and with the first one the browser is known", async () => {
    await serveFor(served.index, {}, async (own) => {
      const shown = await lookAs(undefined, `${own.base}/necessitats`);
      expect(shown.setCookie).toBeUndefined();
      const kept = await wishFor(own.base, "/necessitats/nova", keep, { fields: { text } });
      expect(kept.status).toBe(200);
      expect(kept.$(".good").text()).toContain(ca.recorded);
      expect(kept.$(".good").text()).toContain(ca.willShow);
      expect(kept.cookie).toMatch(/^agenda=/);
      const list = await lookAs(kept.cookie, `${own.base}/necessitats`);
      expect(list.$("main").text()).toContain(text);
      // Another browser sees the text, to join it, and not as its own.
      const other = await lookAs(undefined, `${own.base}/necessitats`);
      expect(other.$("main").text()).toContain(ca.join(text.slice(0, 20)).slice(0, 25));
      expect(other.$("main").text()).toContain(ca.none);
    });
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ["nothing", { text: "" }],
    ["a DNI", { text: "el veí 12345678Z necessita un mapa" }],
    ["too much", { text: "mapa ".repeat(300) }],
    ["no such axis", { text, axis: "99" }],
  ])("with %s are answered with the fault, and nothing is kept", async (_what, fields) => {
    await serveFor(served.index, {}, async (own) => {
      const refused = await wishFor(own.base, "/necessitats/nova", keep, { fields });
      expect(refused.status).toBe(400);
      expect(refused.setCookie).toBeUndefined();
      expect(refused.$("[aria-invalid=true]")).toHaveLength(1);
      expect(await needsIn(own)).toEqual([]);
    });
  });

  it("cannot be recorded, joined or withdrawn from another page", async () => {
    await serveFor(served.index, {}, async (own) => {
      const kept = await wishFor(own.base, "/necessitats/nova", keep, { fields: { text } });
      const [need] = await needsIn(own);
      const wishes: Wish[] = [
        keep,
        { kind: "join-need", need: need?.need ?? "" },
        { kind: "drop-need", need: need?.need ?? "" },
      ];
      for (const wish of wishes) {
        const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
        const cookie = kept.cookie ?? "";
        const foreign = await wishFor(own.base, "/necessitats", wish, {
          cookie,
          headers,
          fields: wish.kind === "keep-need" ? { text: "una altra cosa" } : {},
        });
        expect(foreign.status, wish.kind).toBe(403);
      }
      expect(await needsIn(own)).toHaveLength(1);
      // And by whom it is not.
      const stranger: Wish = { kind: "drop-need", need: need?.need ?? "" };
      await wishFor(own.base, "/necessitats", stranger);
      expect(await needsIn(own)).toHaveLength(1);
    });
  });

  it("that are covered are told on the page, once, and not to a browser that only loads ahead", async () => {
    await serveFor(served.index, {}, async (own) => {
      const { cookie = "" } = await wishFor(own.base, "/necessitats/nova", keep, {
        fields: { text },
      });
      const [row] = await needsIn(own);
      const { needs } = createMemory(own.database);
      await needs.cover(row?.need ?? "", "1.1.1", Date.now());
      await fetch(`${own.base}/`, { headers: { cookie, "sec-purpose": "prefetch" } });
      const first = await lookAs(cookie, `${own.base}/`);
      expect(first.$("aside.news").text()).toContain(ca.news(1));
      expect(first.$("aside.news").text()).toContain("1.1.1");
      const second = await lookAs(cookie, `${own.base}/`);
      expect(second.$("aside.news")).toHaveLength(0);
      const list = await lookAs(cookie, `${own.base}/necessitats`);
      expect(list.$("main").text()).toContain("1.1.1");
    });
  });
});
