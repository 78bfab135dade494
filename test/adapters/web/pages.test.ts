import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { itemPath } from "../../../src/answer/address.ts";
import { createWorkspace, type Workspace } from "../../scripts/small-knowledge.ts";
import { ask, getRaw, indexOf, type Served, serve } from "./serve.ts";

let workspace: Workspace;
let served: Served;

beforeAll(async () => {
  workspace = await createWorkspace();
  served = await serve(await indexOf(workspace));
});

afterAll(async () => {
  await served.server.stop();
  await workspace.remove();
});

async function pageAt(url: string): Promise<string> {
  const response = await fetch(url.startsWith("http") ? url : served.base + url);
  expect(response.status, url).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  return response.text();
}

/** Text between two tags as a reader sees it. */
function read(markup: string): string {
  return markup
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

function markedIn(page: string): string | undefined {
  const marks = [...page.matchAll(/<mark id="cita">(.*?)<\/mark>/gs)];
  expect(marks.length).toBeLessThan(2);
  return marks[0]?.[1] === undefined ? undefined : read(marks[0][1]);
}

describe("GET /", () => {
  it("shows a question box and questions to begin with", async () => {
    const page = await pageAt("/");

    expect(page).toMatch(/<form method="get" action="\/"/);
    expect(page).toMatch(/<input [^>]*name="q" value=""/);
    expect(page).toMatch(/<a href="\/\?q=/);
    expect(page).not.toContain("<article>");
  });

  it("shows the answer to a question with its quote and its link", async () => {
    const { citations } = await ask(served.base, "acció 1.1.1");
    const page = await pageAt(`/?q=${encodeURIComponent("acció 1.1.1")}`);

    expect(page).toContain('value="acció 1.1.1"');
    expect(citations).toHaveLength(1);
    for (const { quote, url } of citations) {
      expect(page).toContain(`>${quote}</blockquote>`);
      expect(page).toContain(`<a href="${url}">`);
    }
  });

  it.each(["?q=", "?q=%20%20", "?q=a&q=b", "?other=1"])(
    "shows the box alone for %s",
    async (query) => {
      expect(await pageAt(`/${query}`)).not.toContain("aria-live");
    },
  );

  it("keeps markup in a question as text", async () => {
    const question = `"><script>alert('x')</script><b>l'eix</b>`;
    const page = await pageAt(`/?q=${encodeURIComponent(question)}`);

    expect(page).not.toContain("<script");
    expect(page).not.toContain("<b>");
    expect(read(/name="q" value="([^"]*)"/.exec(page)?.[1] ?? "")).toBe(question);
    expect(page).toContain("l'eix");
  });
});

describe("GET /agenda", () => {
  it("links to every item, and every link opens", async () => {
    const page = await pageAt("/agenda");
    const links = [...page.matchAll(/<li><a href="([^"]+)"/g)].map(([, path]) => read(path ?? ""));

    expect(links.sort()).toEqual(served.index.catalogue.items.map(({ id }) => itemPath(id)).sort());
    for (const path of links) await pageAt(path);
  });
});

describe("GET /agenda/{id}", () => {
  it("shows an item with its place, its text, what is related and its sources", async () => {
    const page = await pageAt("/agenda/1.1.1");

    expect(page).toContain("<h1>1.1.1 Fer còpies de seguretat</h1>");
    expect(page).toContain('<a href="/agenda/1">1 Seguretat</a>');
    expect(page).toContain('<a href="/agenda/1.1">1.1 Còpies &amp; recuperació</a>');
    expect(page).toContain('<a href="/agenda/1.1.2">');
    expect(page).toContain(
      '<a href="https://example.cat/guia?a=1&amp;b=2">Guia &quot;pràctica&quot;',
    );
    expect(page).toContain("<h2>Com fer-ho</h2>");
    expect(page).not.toContain("servidor espatllat");
  });

  it("shows everything in a text as text, with readable apostrophes", async () => {
    const page = await pageAt("/agenda/marques");

    expect(page).not.toMatch(/<script|<img/);
    expect(page).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; l'apòstrof");
    expect(page).toContain("&lt;img src=x onerror=alert(1)&gt; s'ha de llegir");
    expect(page).toContain("5 &lt; 7 &amp; 7 &gt; 5");
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
      expect(markedIn(await pageAt(url))).toBe(quote);
    }
  });

  it.each(["?cita=0000000000", "?cita=", "?cita=a&cita=b", "?cita=%3Cb%3E", ""])(
    "shows the page without a mark for the quote %s",
    async (query) => {
      const page = await pageAt(`/agenda/1.1.1${query}`);

      expect(page).toContain("<h1>1.1.1 Fer còpies de seguretat</h1>");
      expect(markedIn(page)).toBeUndefined();
    },
  );

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

    expect(page).toContain("al primer pis");
    expect(markedIn(page)).toBeUndefined();
  }, 20_000);

  it("opens documents in folders, whatever their names hold, with or without encoded slashes", async () => {
    for (const id of ["Actes 2026/sessió núm. 3 (100%)", "50%25/què? #1 & més"]) {
      expect(served.index.catalogue.get(id)?.kind).toBe("document");
      await pageAt(itemPath(id));
      await pageAt(`/agenda/${encodeURIComponent(id)}`);
    }
  });

  it.each([
    "/agenda/9.9.9",
    "/agenda/none/at/all",
    "/agenda/..%2f..%2fpackage.json",
    "/agenda/%2e%2e/%2e%2e/package.json",
    "/agenda/../../../etc/passwd",
    "/agenda//etc/passwd",
    "/agenda/..%5c..%5cpackage.json",
    "/agenda/1.1.1%00",
    "/agenda/__proto__",
    "/agenda/constructor",
    "/style.css/../package.json",
    "/package.json",
    "/.env",
  ])("says that there is nothing at %s and where to go", async (path) => {
    const { status, type, body } = await getRaw(served.base, path);

    expect(status).toBe(404);
    expect(type).toContain("text/html");
    expect(body).toContain('<a href="/agenda">');
    expect(body).toContain('<a href="/">');
    expect(body).not.toMatch(/dependencies|root:/);
  });

  it.each(["/agenda/%E0%A4%A", "/agenda/100%"])(
    "has a page for the broken address %s",
    async (path) => {
      const { status, type, body } = await getRaw(served.base, path);

      expect(status).toBe(400);
      expect(type).toContain("text/html");
      expect(body).toContain('<a href="/agenda">');
    },
  );
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
    const pages = await Promise.all(items.map(({ id }) => pageAt(own.base + itemPath(id))));
    const marks = await Promise.all(citations.map(async ({ url }) => markedIn(await pageAt(url))));
    await own.server.stop();
    await rm(shipped.directory, { recursive: true });

    expect(pages.filter((page) => /undefined|\[object|NaN/.test(page))).toEqual([]);
    expect(citations).toHaveLength(actions.length);
    expect(marks).toEqual(citations.map(({ quote }) => quote));
  }, 20_000);
});
