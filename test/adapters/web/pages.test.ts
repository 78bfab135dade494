import { rm } from "node:fs/promises";
import { join } from "node:path";
import { load } from "cheerio";
import { describe, expect, it } from "vitest";
import { webWords } from "../../../adapters/web/words.ts";
import type { KnowledgeItem } from "../../../src/agenda/item.ts";
import { itemPath, itemUrl } from "../../../src/answer/address.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { createWorkspace } from "../../scripts/small-knowledge.ts";
import {
  ask,
  getRaw,
  indexOf,
  linksOf,
  markedIn,
  openPage,
  type Page,
  pageItem,
  problemSchema,
  serve,
  serveFor,
  serveHere,
  withItems,
} from "./serve.ts";

const served = serveHere();
const say = webWords.ca;

async function pageAt(address: string, init: RequestInit = {}): Promise<Page> {
  const page = await openPage(address.startsWith("http") ? address : served.base + address, init);
  expect(page.status, address).toBe(200);
  return page;
}

/** The page of an item that the index does not hold. */
function pageOf(item: KnowledgeItem, query = ""): Promise<Page> {
  const index = withItems(served.index, [...served.index.catalogue.items, item]);
  return serveFor(index, {}, ({ base }) => openPage(base + itemPath(item.id) + query));
}

function hrefsIn({ $ }: Page, selector: string): string[] {
  return $(selector)
    .toArray()
    .map((element) => $(element).attr("href") ?? "");
}

describe("GET /agenda", () => {
  it("links to every item, and every link of it opens", async () => {
    const page = await pageAt("/agenda");
    const items = served.index.catalogue.items.map(({ id }) => itemPath(id));
    const linked = new Set(hrefsIn(page, "main section a"));

    expect([...linked].sort()).toEqual([...items].sort());
    for (const path of items) await pageAt(path);
  });

  it("shows the tree in its order, with how many actions each objective has", async () => {
    const { $ } = await pageAt("/agenda");
    const axis = $("section.axis");

    expect(axis.find("h2").text()).toBe("1 Seguretat");
    expect(axis.find("h3").text()).toBe("1.1 Còpies & recuperació 3 accions");
    expect(hrefsIn(await pageAt("/agenda"), "section.axis li a")).toEqual([
      "/agenda/1.1.1",
      "/agenda/1.1.2",
      "/agenda/1.1.3",
    ]);
  });

  it("has the same tree for programs, at the address that the page names", async () => {
    const page = await pageAt("/agenda");
    const [twin = ""] = hrefsIn(page, 'link[rel="alternate"][type="application/json"]');
    const response = await fetch(served.base + twin);
    const asked = await fetch(`${served.base}/agenda`, { headers: { accept: "application/json" } });
    const tree = await response.json();

    expect(response.headers.get("content-type")).toContain("application/json");
    expect(tree).toMatchObject({
      axes: [
        {
          id: "1",
          kind: "axis",
          title: "Seguretat",
          url: `${served.base}/agenda/1`,
          children: [{ id: "1.1", children: [{ id: "1.1.1" }, { id: "1.1.2" }, { id: "1.1.3" }] }],
        },
      ],
      pages: [{ id: "marques" }],
    });
    expect(tree.documents).toHaveLength(3);
    expect(await asked.json()).toEqual(tree);
  });

  it("lists so many items and leads to the rest", async () => {
    const many = Array.from({ length: 201 }, (_, at) =>
      pageItem({ id: `d${at}`, kind: "document", title: `Document ${at}` }),
    );
    const page = await serveFor(withItems(served.index, many), {}, ({ base }) =>
      openPage(`${base}/agenda`),
    );

    expect(page.$("main li").length).toBe(200);
    expect(hrefsIn(page, "main section p a")).toEqual(["/cerca?kind=document"]);
  });
});

describe("GET /agenda/{id}", () => {
  it("shows an action with its place, its text, what is related and its sources with dates", async () => {
    const page = await pageAt("/agenda/1.1.1");
    const { $ } = page;

    expect($("h1").text()).toBe("1.1.1 Fer còpies de seguretat");
    expect(hrefsIn(page, "nav.place a")).toEqual(["/agenda", "/agenda/1", "/agenda/1.1"]);
    expect($("nav.place").text()).toContain("1.1 Còpies & recuperació");
    expect($(".text h2").first().text()).toBe("Com fer-ho");
    expect($(".text ol li").length).toBe(2);
    expect(hrefsIn(page, `section:contains("${say.item.related}") a`)).toEqual(["/agenda/1.1.2"]);
    expect($(".sources a").attr("href")).toBe("https://example.cat/guia?a=1&b=2");
    expect($(".sources li").text()).toBe('Guia "pràctica" (consultada el 23 de novembre del 2026)');
    expect(hrefsIn(page, "nav.neighbours a")).toEqual(["/agenda/1.1.2"]);
    expect(page.html).not.toContain("servidor espatllat");
  });

  it("says for whom an action is, when, what it asks, who does it and where it comes from", async () => {
    const { $ } = await pageAt("/agenda/1.1.2");
    const facts = Object.fromEntries(
      $("dl > div")
        .toArray()
        .map((fact) => [$(fact).find("dt").text(), $(fact).find("dd").text()]),
    );

    expect(facts).toEqual({
      [say.item.population]: "Per a municipis a partir de 5.000 habitants",
      [say.item.horizon]: "Curt termini",
      [say.item.effort]: "Poc esforç",
      [say.item.roles]: "Tic",
      [say.item.origin]: say.item.origins.own,
      [say.item.reviewed]: "23 de novembre del 2026",
    });
    expect($("time").attr("datetime")).toBe("2026-11-23");
  });

  it("leads from what an action asks to the others that ask the same", async () => {
    const page = await pageAt("/agenda/1.1.2");
    const searches = hrefsIn(page, "dl a");

    expect(searches).toEqual(["/cerca?horizon=short", "/cerca?effort=low", "/cerca?role=tic"]);
    for (const path of searches) {
      const found = await pageAt(path);
      expect(hrefsIn(found, "main .cards h3 a").map((href) => href.split("?")[0])).toContain(
        "/agenda/1.1.2",
      );
    }
  });

  it("tells official text from the project's own and from imported text", async () => {
    const originOf = async (item: Partial<KnowledgeItem>) =>
      (await pageOf(pageItem(item))).$("dl").text();

    expect(await originOf({ origin: "official" })).toContain(say.item.origins.official);
    expect(await originOf({ origin: "own" })).toContain(say.item.origins.ownPage);
    const { reviewed, ...undated } = pageItem();
    const imported = (await pageOf({ ...undated, kind: "document" })).$("dl").text();
    expect(reviewed).toBeDefined();
    expect(imported).toContain(say.item.origins.imported);
    expect(imported).not.toContain(say.item.reviewed);
  });

  it("lists what an axis and an objective hold, and leads to the items before and after", async () => {
    const axis = await pageAt("/agenda/1");
    const objective = await pageAt("/agenda/1.1");
    const second = await pageAt("/agenda/1.1.2");

    expect(axis.$("article section li").text()).toBe("1.1 Còpies & recuperació (3 accions)");
    expect(hrefsIn(objective, "article section:not(.facts) li a")).toHaveLength(3);
    expect(hrefsIn(second, "nav.neighbours a")).toEqual(["/agenda/1.1.1", "/agenda/1.1.3"]);
  });

  it("tells those who share its address what it is", async () => {
    const { $ } = await pageAt("/agenda/1.1.1?lang=ca");
    const property = (name: string) => $(`meta[property="og:${name}"]`).attr("content");

    expect(property("title")).toBe("1.1.1 Fer còpies de seguretat");
    expect(property("description")).toMatch(/^Feu còpies de seguretat cada nit/);
    expect($('meta[name="description"]').attr("content")).toBe(property("description"));
    expect(property("url")).toBe(`${served.base}/agenda/1.1.1`);
    expect($('link[rel="canonical"]').attr("href")).toBe(property("url"));
    const picture = await fetch(property("image") ?? "");
    expect(picture.headers.get("content-type")).toBe("image/png");
  });

  it("keeps the description short when a text has no spaces", async () => {
    const text = "a".repeat(5_000);
    const { $ } = await pageOf(pageItem({ blocks: [{ kind: "paragraph", text }] }));

    expect($('meta[name="description"]').attr("content")?.length).toBeLessThan(1_000);
  });

  it("opens a long text with a list of its headings, each of which leads to its place", async () => {
    const blocks = Array.from({ length: 8 }, (_, at) => [
      { kind: "heading", level: 2, text: `Apartat ${at % 4}` } as const,
      { kind: "paragraph", text: "Un text." } as const,
    ]).flat();
    const page = await pageOf(pageItem({ blocks }));
    const anchors = hrefsIn(page, "nav.contents a");

    expect(anchors).toHaveLength(8);
    expect(anchors.map((anchor) => page.$(".text h2").filter(anchor).text())).toEqual(
      blocks.flatMap((block) => (block.kind === "heading" ? [block.text] : [])),
    );
  });

  it("shows a very long text in parts, and the one that holds the quote", async () => {
    const blocks = Array.from({ length: 4_000 }, (_, at) => {
      const text = `Aquest és el paràgraf número ${at} de l'acta.`;
      return { kind: "paragraph", text } as const;
    });
    const item = pageItem({ blocks });
    const index = withItems(served.index, [item]);
    const quote = blocks[3_500]?.text ?? "";
    await serveFor(index, {}, async ({ base }) => {
      const first = await openPage(base + itemPath(item.id));
      const next = await openPage(base + first.$('a[rel="next"]').attr("href"));
      const marked = await openPage(itemUrl(base, item.id, quote));
      const beyond = await openPage(`${base}${itemPath(item.id)}?part=99`);

      expect(first.$(".text p").length).toBe(1_500);
      expect(next.$(".text p").first().text()).toBe(blocks[1_500]?.text);
      expect(markedIn(marked)).toBe(quote);
      expect(marked.$(".text p").first().text()).toBe(blocks[3_000]?.text);
      expect(beyond.$(".text p").last().text()).toBe(blocks[3_999]?.text);
      expect(beyond.$('a[rel="next"]').length).toBe(0);
    });
  });

  it("does not repeat a title that is the text's first heading", async () => {
    const blocks = [
      { kind: "heading", level: 1, text: "Acta" } as const,
      { kind: "paragraph", text: "Un text." } as const,
    ];
    const page = await pageOf(pageItem({ title: "Acta", blocks }));

    expect(page.$("h1").text()).toBe("Acta");
    expect(page.$(".text").text()).toBe("Un text.");
  });

  it("shares the address of the quote, not only that of the page", async () => {
    const { citations } = await ask(served.base, "acció 1.1.1");
    const url = new URL(citations[0]?.url ?? "");
    const page = await openPage(served.base + url.pathname + url.search);

    expect(page.$('meta[property="og:url"]').attr("content")).toBe(url.href);
    expect(page.$('link[rel="canonical"]').attr("href")).toBe(url.origin + url.pathname);
  });

  it("opens a work of reference with its letters, each of which leads to its first heading", async () => {
    const names = [
      "5G",
      "àlbum",
      "Agenda",
      ...Array.from({ length: 40 }, (_, at) => `Xarxa ${at}`),
    ];
    const blocks = names.map((text) => ({ kind: "heading", level: 2, text }) as const);
    const page = await pageOf(pageItem({ blocks }));
    const letters = page.$(".letters a").toArray();
    const targets = letters.map((link) => page.$(`.text ${page.$(link).attr("href")}`).text());

    expect(letters.map((link) => page.$(link).text())).toEqual(["#", "A", "X"]);
    expect(targets).toEqual(["5G", "àlbum", "Xarxa 0"]);
    expect(page.$("details ul a").length).toBe(names.length);
  });

  it.each(["Contingut", "Cita", "¿?", "q"])(
    "gives a heading «%s» an id that nothing else on the page has",
    async (text) => {
      const blocks = [
        { kind: "heading", level: 2, text } as const,
        { kind: "heading", level: 2, text } as const,
      ];
      // openPage checks the ids.
      expect((await pageOf(pageItem({ blocks }))).$(".text h2[id]").length).toBe(2);
    },
  );

  it("shows everything in a text as text, with readable apostrophes", async () => {
    const { $, html } = await pageAt("/agenda/marques");

    expect($("h1").text()).toBe(`<script>alert("x")</script> & l'apòstrof`);
    expect($("script").length).toBe(1);
    expect($("main img").length).toBe(0);
    expect($(".text").text()).toBe(
      "El text amb <img src=x onerror=alert(1)> s'ha de llegir tal com és: 5 < 7 & 7 > 5.",
    );
    expect(html).toContain("l'apòstrof");
  });

  it.each([
    "acció 1.1.1",
    "quines accions té l'eix 1?",
    "script i apòstrof: què s'ha de llegir?",
    "De quin color són les baranes del pont vell?",
    "Quan ballen els gegants per la festa major?",
    "Quan obre la piscina municipal?",
  ])("marks the quote of each citation of «%s» at its address", async (question) => {
    const answer = await ask(served.base, question);
    const citations = [...answer.citations, ...answer.nearest];

    expect(citations).not.toEqual([]);
    for (const { url, quote } of citations) {
      expect(new URL(url).hash).toBe("#cita");
      const page = await pageAt(url);
      expect(markedIn(page)).toBe(quote);
      expect(page.$('meta[name="description"]').attr("content")).toBe(quote);
      expect(page.$('main [role="status"]').length).toBe(0);
    }
  });

  it.each(["?cita=a&cita=b", ""])("shows the page without a mark for the address %s", async (q) => {
    const page = await pageAt(`/agenda/1.1.1${q}`);

    expect(page.$(".text").text()).toContain("Feu còpies");
    expect(markedIn(page)).toBeUndefined();
    expect(page.$('main [role="status"]').length).toBe(0);
  });

  it.each([
    "?cita=0000000000",
    "?cita=",
    "?cita=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "?cita=%22%3E%3Cb%3E",
    `?cita=${"0".repeat(5_000)}`,
    "?cita=%00",
    "?cita=__proto__",
  ])("shows the text of now, and says so, for the quote %s", async (query) => {
    const page = await pageAt(`/agenda/1.1.1${query}`);

    expect(page.$(".text").text()).toContain("Feu còpies");
    expect(markedIn(page)).toBeUndefined();
    expect(page.$('main [role="status"]').text()).toBe(say.item.quoteGone);
  });

  it("still shows the page of a quote whose text has changed since", async () => {
    const changing = await createWorkspace({ "documents/nota.md": "La bústia és a la porta." });
    const before = await serve(await indexOf(changing));
    const [citation] = (await ask(before.base, "On és la bústia de la porta?")).citations;
    await before.server.stop();
    await changing.write("documents/nota.md", "La bústia és al primer pis.");
    const after = await serve(await indexOf(changing));
    const { pathname, search } = new URL(citation?.url ?? "");
    const page = await pageAt(after.base + pathname + search);
    await after.server.stop();
    await changing.remove();

    expect(page.$(".text").text()).toBe("La bústia és al primer pis.");
    expect(markedIn(page)).toBeUndefined();
    expect(page.$('main [role="status"]').text()).toBe(say.item.quoteGone);
  }, 20_000);

  it("opens documents in folders, whatever their names hold, with or without encoded slashes", async () => {
    for (const id of ["Actes 2026/sessió núm. 3 (100%)", "50%25/què? #1 & més"]) {
      expect(served.index.catalogue.get(id)?.kind).toBe("document");
      const page = await pageAt(itemPath(id));
      const encoded = await pageAt(`/agenda/${encodeURIComponent(id)}`);
      expect(encoded.$(".text").text()).toBe(page.$(".text").text());
      expect(page.$('link[rel="canonical"]').attr("href")).toBe(itemUrl(served.base, id));
    }
  });

  it("has the same item for programs, at the address that the page names", async () => {
    const page = await pageAt("/agenda/1.1.1");
    const [twin = ""] = hrefsIn(page, 'link[rel="alternate"][type="application/json"]');
    const response = await fetch(served.base + twin);
    const item = await response.json();
    const headers = { accept: "application/json" };

    expect(response.headers.get("content-type")).toContain("application/json");
    expect(item).toMatchObject({
      id: "1.1.1",
      kind: "action",
      title: "Fer còpies de seguretat",
      url: `${served.base}/agenda/1.1.1`,
      origin: "own",
      place: [{ id: "1" }, { id: "1.1" }],
      population: {},
      horizon: "short",
      effort: "low",
      roles: ["tic"],
      children: [],
      related: [{ id: "1.1.2", url: `${served.base}/agenda/1.1.2` }],
      references: [{ url: "https://example.cat/guia?a=1&b=2", checked: "2026-11-23" }],
      reviewed: "2026-11-23",
      sourcePath: "eixos/1-seguretat/1.1-copies/1.1.1-copies.md",
    });
    expect(item.blocks).toEqual(served.index.catalogue.get("1.1.1")?.blocks);
    expect(JSON.stringify(item)).not.toContain("servidor espatllat");
    expect(await (await fetch(`${served.base}/agenda/1.1.1`, { headers })).json()).toEqual(item);
  });

  it("has a twin for every item, whatever its name holds", async () => {
    for (const { id } of served.index.catalogue.items) {
      const response = await fetch(`${served.base}${itemPath(id)}.json`);
      expect([response.status, (await response.json()).id]).toEqual([200, id]);
    }
  });

  it("opens a document that is called like a twin", async () => {
    const document = pageItem({ id: "dades.json", kind: "document", title: "dades.json" });
    expect((await pageOf(document)).$(".text").text()).toBe("Un text.");
  });
});

/** The index after the action 1.1.9 was taken out of the knowledge. */
function withoutAction(): SearchIndex {
  const at = "2026-11-20T08:30:00.000Z";
  const gone = { itemId: "1.1.9", title: "Apagar els llums", sections: [], at };
  return { ...served.index, changes: [{ ...gone, kind: "action", change: "removed" }] };
}

describe("an address that leads nowhere", () => {
  it.each([
    "/agenda/9.9.9",
    "/agenda/none/at/all",
    "/agenda/..%2f..%2fREADME.md",
    "/agenda/%2e%2e/%2e%2e/README.md",
    "/agenda/../../../etc/passwd",
    "/agenda//etc/passwd",
    "/agenda/..%5c..%5cREADME.md",
    "/agenda/1.1.1%00",
    "/agenda/__proto__",
    "/agenda/constructor",
    "/style.css/../package.json",
    "/style.css%00",
    "/..%2fapp.ts",
    "/..%2f..%2f..%2fpackage.json",
    "/%2e%2e%2f%2e%2e%2fpackage.json",
    "/..%5capp.ts",
    "/.%2e/app.ts",
    "/public/style.css",
    "/app.ts",
    "/package.json",
    "/.env",
    "/%2eenv",
    "/%E0%A4%A",
    "/%",
  ])("has a page that says so and where to go: %s", async (path) => {
    const { status, type, body } = await getRaw(served.base, path);
    const $ = load(body);

    expect(status).toBe(404);
    expect(type).toBe("text/html; charset=utf-8");
    expect($("h1").text()).toBe(say.faults.notFound);
    expect(linksOf($)).toEqual(expect.arrayContaining(["/agenda", "/"]));
    expect($('form[action="/cerca"] input[name="q"]').length).toBe(1);
    expect(body).not.toMatch(/dependencies|root:|createWebApp|undefined|\[object|NaN/);
  });

  it.each(["/agenda/%E0%A4%A", "/agenda/100%", "/agenda/%ff", "/agenda/a/%c3/b"])(
    "has a page for the broken address %s",
    async (path) => {
      const { status, type, body } = await getRaw(served.base, path);

      expect(status).toBe(400);
      expect(type).toContain("text/html");
      expect(body).toContain('<a href="/agenda">');
      expect(body).not.toContain("URIError");
    },
  );

  it("shows what stands above a code that there is not", async () => {
    const page = await openPage(`${served.base}/agenda/1.1.99`);

    expect(page.status).toBe(404);
    expect(page.$("main h2").text()).toBe(say.faults.near);
    expect(hrefsIn(page, "main h2 + ul a")).toEqual([
      "/agenda/1.1",
      "/agenda/1.1.1",
      "/agenda/1.1.2",
      "/agenda/1.1.3",
    ]);
  });

  it("puts the words of a name that there is not in the search", async () => {
    const page = await openPage(`${served.base}/agenda/copies-de-seguretat`);

    expect(page.$("main h2").length).toBe(0);
    expect(page.$('input[name="q"]').attr("value")).toBe("copies de seguretat");
  });

  it("keeps markup in an address as text", async () => {
    const page = await openPage(`${served.base}/agenda/%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E`);

    expect(page.status).toBe(404);
    expect(page.$("script").length).toBe(1);
    expect(page.$('input[name="q"]').attr("value")).toBe('"><script>alert(1)< script>');
  });

  it("says that an item was withdrawn, and what stood beside it", async () => {
    const page = await serveFor(withoutAction(), {}, ({ base }) =>
      openPage(`${base}/agenda/1.1.9`),
    );

    expect(page.status).toBe(410);
    expect(page.$("h1").text()).toBe(say.faults.gone);
    expect(page.$("main p").first().text()).toBe("Apagar els llums");
    expect(hrefsIn(page, "main h2 + ul a")).toContain("/agenda/1.1.1");
  });

  it("tells programs, too, that an item was withdrawn", async () => {
    const response = await serveFor(withoutAction(), {}, ({ base }) =>
      fetch(`${base}/agenda/1.1.9`, { headers: { accept: "application/json" } }),
    );

    expect(response.status).toBe(410);
    expect(problemSchema.parse(await response.json()).status).toBe(410);
  });

  it("shows an item that was withdrawn and came back", async () => {
    const change = { itemId: "1.1.1", kind: "action", title: "Abans", sections: [] } as const;
    const changes = [
      { ...change, change: "added", at: "2026-11-21T08:30:00.000Z" },
      { ...change, change: "removed", at: "2026-11-20T08:30:00.000Z" },
    ] as const;
    const page = await serveFor({ ...served.index, changes }, {}, ({ base }) =>
      openPage(`${base}/agenda/1.1.1`),
    );

    expect([page.status, page.$("h1").text()]).toEqual([200, "1.1.1 Fer còpies de seguretat"]);
  });

  it("has problem+json for programs", async () => {
    const accept = await fetch(`${served.base}/agenda/none`, {
      headers: { accept: "application/json" },
    });
    expect(accept.status).toBe(404);
    expect(problemSchema.parse(await accept.json()).type).toBe("not-found");
  });

  it("has problem+json for whoever opens the twin of an item that there is not", async () => {
    const response = await fetch(`${served.base}/agenda/9.9.9.json`);

    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
  });

  it("has a page for people though a folder of documents is called api", async () => {
    const page = await openPage(`${served.base}/agenda/api/none`);
    expect(page.status).toBe(404);
  });

  it("leads to no other site, whatever the address begins with", async () => {
    for (const path of ["//evil.example/agenda", "///evil.example", "/\\evil.example/agenda"]) {
      const { body } = await getRaw(served.base, path);
      const sites = linksOf(load(body)).map((link) => new URL(link, served.base).origin);
      expect([...new Set(sites)]).toEqual([served.base]);
    }
  });

  it("looks a name of many dots up a few times only", async () => {
    let lookups = 0;
    const { catalogue } = served.index;
    const get = (id: string) => {
      lookups += 1;
      return catalogue.get(id);
    };
    const index = { ...served.index, catalogue: { ...catalogue, get } };
    const { status } = await serveFor(index, {}, ({ base }) =>
      getRaw(base, `/agenda/${".".repeat(15_000)}`),
    );

    expect(status).toBe(404);
    expect(lookups).toBeLessThan(100);
  });
});

describe("a folder of documents without the Agenda", () => {
  const documents = serveHere({
    "documents/pla.md": "# Pla d'estiu\n\nLa piscina municipal obre el vint de juny.",
    "documents/acta.md": "El ple aprova el pressupost de la biblioteca.",
  });

  it("is served without what belongs to the Agenda", async () => {
    const paths = ["/", "/agenda", "/agenda/pla", "/cerca", "/none"];
    const pages = await Promise.all(paths.map((path) => openPage(documents.base + path)));

    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200, 404]);
    for (const { $ } of pages) {
      expect($('svg, [name="population"], .suggestions, .axes').length).toBe(0);
      expect($("footer").text()).not.toContain(say.footer.sources);
    }
    expect((await fetch(`${documents.base}/agenda.svg`)).status).toBe(404);
  });

  it("says what is wrong with a filter that its form does not offer", async () => {
    const page = await openPage(`${documents.base}/cerca?axis=7&population=abc`);

    expect(page.status).toBe(400);
    expect(page.$(".fault").text()).toContain(say.search.invalid);
  });
});

describe("the pages of the shipped knowledge", () => {
  it("open for every item, and mark every quote of a list of all actions", async () => {
    const shipped = await createWorkspace({});
    const index = join(shipped.directory, "index");
    const knowledge = join(import.meta.dirname, "../../../knowledge");
    const own = await serve(await indexOf({ knowledge, index }));
    const { items } = own.index.catalogue;
    const actions = items.filter(({ kind }) => kind === "action");
    const { citations } = await ask(own.base, "quines accions hi ha?", { limit: 500 });
    // openPage checks each of them.
    const pages = await Promise.all(items.map(({ id }) => openPage(own.base + itemPath(id))));
    const marks = await Promise.all(
      citations.map(async ({ url }) => markedIn(await openPage(url))),
    );
    await own.server.stop();
    await rm(shipped.directory, { recursive: true });

    expect(pages.filter(({ status }) => status !== 200)).toEqual([]);
    expect(citations).toHaveLength(actions.length);
    expect(marks).toEqual(citations.map(({ quote }) => quote));
  }, 60_000);
});
