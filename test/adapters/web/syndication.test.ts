import { load } from "cheerio";
import { describe, expect, it } from "vitest";
import { agendaName, webWords } from "../../../adapters/web/words.ts";
import type { Change } from "../../../src/agenda/changes.ts";
import { itemUrl } from "../../../src/answer/address.ts";
import { xmlFault } from "../../helpers/well-formed-xml.ts";
import { expectGuarded, openPage, pageItem, serveFor, serveHere, withItems } from "./serve.ts";

const served = serveHere();
const hostile = `<script>&amp;"'\u0000\u0007\u001b\u0085\ud800\ufffe]]> & l'apòstrof 🦆`;

async function read(address: string, init: RequestInit = {}) {
  const response = await fetch(address, init);
  const xml = await response.text();
  expect(response.status, address).toBe(200);
  expect(xmlFault(xml), address).toBeUndefined();
  expect(xml).not.toMatch(/undefined|\[object|NaN/);
  expectGuarded(response.headers, address);
  return { $: load(xml, { xml: true }), type: response.headers.get("content-type"), xml };
}

function change(itemId: string, more: Partial<Change> = {}): Change {
  return {
    itemId,
    kind: "action",
    title: "Fer còpies",
    change: "edited",
    sections: [],
    at: "2026-11-20T08:30:00.000Z",
    ...more,
  };
}

describe("xmlFault", () => {
  it.each([
    "",
    "text",
    "<a>",
    "<a></b>",
    "<a/><b/>",
    "<a>&</a>",
    "<a>&nbsp;</a>",
    '<a b="&"/>',
    '<a b="1" b="2"/>',
    "<a b=1/>",
    "<a>]]></a>",
    "<a>\u0001</a>",
    "<a>5 < 7</a>",
  ])("finds what is wrong with %j", (xml) => {
    expect(xmlFault(xml)).toEqual(expect.any(String));
  });

  it("accepts what is well-formed", () => {
    const xml = '<?xml version="1.0"?>\n<a b="&lt;\'"><c-d:e/>&amp;&#39;5 > 3</a>\n';
    expect(xmlFault(xml)).toBeUndefined();
  });
});

describe("GET /agenda.atom", () => {
  it("tells what was reviewed, with an address that opens and a date", async () => {
    const { $, type } = await read(`${served.base}/agenda.atom`);
    const dated = served.index.catalogue.items.filter(({ reviewed }) => reviewed !== undefined);

    expect(type).toContain("application/atom+xml");
    expect($("feed").attr()).toMatchObject({
      xmlns: "http://www.w3.org/2005/Atom",
      "xml:lang": "ca",
    });
    expect($("feed > title").text()).toBe(webWords.ca.feed.title);
    expect($("feed > id").text()).toBe(`${served.base}/agenda.atom`);
    expect($("feed > author > name").text()).toBe(agendaName);
    expect($("entry").length).toBe(dated.length);
    for (const entry of $("entry").toArray()) {
      expect($(entry).find("updated").text()).toBe("2026-11-23T00:00:00Z");
      const page = await openPage($(entry).find("link").attr("href") ?? "");
      expect($(entry).find("title").text()).toBe(`Revisada: ${page.$("h1").text()}`);
    }
  });

  it("tells what changed, what of it, and what is gone, newest first", async () => {
    const changes = [
      change("1.1.2", { sections: ["", "Com fer-ho", "Costos"] }),
      change("1.1.1", { change: "added" }),
      change("1.1.9", { change: "removed", title: "Apagar els llums" }),
      change("1.1.2", { at: "2026-10-01T08:30:00.000Z" }),
    ];
    const { $ } = await serveFor({ ...served.index, changes }, {}, ({ base }) =>
      read(`${base}/agenda.atom`),
    );
    const dates = $("entry > updated")
      .toArray()
      .map((updated) => $(updated).text());
    const entries = $("entry")
      .toArray()
      .filter((entry) => !$(entry).find("title").text().startsWith("Revisada"));
    const texts = (name: string) => entries.map((entry) => $(entry).find(name).text());

    expect(texts("title")).toEqual([
      "Modificada: 1.1.2 Fer còpies",
      "Nova: 1.1.1 Fer còpies",
      "Retirada: 1.1.9 Apagar els llums",
      "Modificada: 1.1.2 Fer còpies",
    ]);
    expect(texts("summary")).toEqual([
      "Com fer-ho · Costos",
      "Feu còpies de seguretat cada nit i deseu-ne una fora de l'ajuntament.",
      "Apagar els llums",
      "Assageu un simulacre d'atac cada any amb tota la plantilla.",
    ]);
    expect(dates).toEqual([...dates].sort().reverse());
    expect($("feed > updated").text()).toBe(dates[0]);
    const ids = $("entry > id")
      .toArray()
      .map((id) => $(id).text());
    expect(new Set(ids).size).toBe(ids.length);
    // What was added is not told a second time as published.
    expect($('entry link[href$="/agenda/1.1.1"]').length).toBe(1);
  });

  it("speaks the reader's language and leaves the texts in theirs", async () => {
    const { $ } = await read(`${served.base}/agenda.atom`, {
      headers: { "accept-language": "en" },
    });

    expect($("feed").attr("xml:lang")).toBe("en");
    expect($("feed > title").text()).toBe(webWords.en.feed.title);
    expect($("entry > title").first().text()).toMatch(/^Reviewed: /);
    expect($("entry > summary").first().attr("xml:lang")).toBe("ca");
  });

  it("holds the newest hundred", async () => {
    const changes = Array.from({ length: 150 }, (_, at) =>
      change("1.1.1", { at: new Date(Date.UTC(2027, 5, 1) - at * 60_000).toISOString() }),
    );
    const { $ } = await serveFor({ ...served.index, changes }, {}, ({ base }) =>
      read(`${base}/agenda.atom`),
    );

    expect($("entry").length).toBe(100);
    expect($("entry > updated").last().text()).toBe(changes[99]?.at);
  });

  it("stays well-formed whatever titles and texts hold", async () => {
    const blocks = [{ kind: "paragraph", text: hostile }] as const;
    const index = {
      ...withItems(served.index, [pageItem({ title: hostile, blocks })]),
      changes: [
        change("prova", { title: hostile, sections: [hostile] }),
        change("gone", { title: hostile, change: "removed" }),
      ],
    };
    const { $ } = await serveFor(index, {}, ({ base }) => read(`${base}/agenda.atom`));

    expect($("entry").length).toBe(3);
    for (const entry of $("entry").toArray()) {
      expect($(entry).find("title").text()).toContain(`<script>&amp;"'`);
      expect($(entry).find("title").text()).toContain("& l'apòstrof 🦆");
    }
  });

  it("is a feed, too, when there is nothing to tell", async () => {
    const { $ } = await serveFor(withItems(served.index, []), {}, ({ base }) =>
      read(`${base}/agenda.atom`),
    );
    expect($("feed > updated").length).toBe(1);
    expect($("entry").length).toBe(0);
  });

  it("is named by every page", async () => {
    for (const path of ["/", "/agenda", "/agenda/1.1.1", "/cerca", "/none"]) {
      const { $ } = await openPage(served.base + path);
      const feed = $('link[type="application/atom+xml"]').attr("href");
      expect(await read(served.base + feed)).toBeDefined();
    }
  });
});

describe("GET /sitemap.xml", () => {
  it("lists every page, and every address opens", async () => {
    const { $, type } = await read(`${served.base}/sitemap.xml`);
    const addresses = $("url > loc")
      .toArray()
      .map((location) => $(location).text());
    const { items } = served.index.catalogue;

    expect(type).toContain("xml");
    expect(addresses).toEqual([
      ...["/", "/agenda", "/cerca", "/privadesa"].map((path) => served.base + path),
      ...items.map(({ id }) => itemUrl(served.base, id)),
    ]);
    for (const address of addresses) {
      const page = await openPage(address);
      expect([page.status, page.$('link[rel="canonical"]').attr("href")]).toEqual([200, address]);
    }
    expect($("lastmod").length).toBe(items.filter(({ reviewed }) => reviewed !== undefined).length);
  });

  it("stays well-formed whatever ids hold, and within what a sitemap may hold", async () => {
    const items = Array.from({ length: 50_100 }, (_, at) =>
      pageItem({ kind: "document", id: at === 0 ? `a & <b> "c" ']]>` : `d${at}` }),
    );
    const { $ } = await serveFor(withItems(served.index, items), {}, ({ base }) =>
      read(`${base}/sitemap.xml`),
    );
    expect($("url").length).toBe(50_000);
  }, 20_000);
});

describe("GET /robots.txt", () => {
  it("names the sitemap, and keeps crawlers from asking", async () => {
    const response = await fetch(`${served.base}/robots.txt`);
    const text = await response.text();

    expect(response.headers.get("content-type")).toContain("text/plain");
    expect(text).toContain("Disallow: /api/\n");
    expect(/^Sitemap: (.+)$/mu.exec(text)?.[1]).toBe(`${served.base}/sitemap.xml`);
    expectGuarded(response.headers, "/robots.txt");
  });
});
