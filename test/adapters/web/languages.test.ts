import { describe, expect, it } from "vitest";
import { webWords } from "../../../adapters/web/words.ts";
import { languageNames, languages } from "../../../src/language/language.ts";
import {
  getRaw,
  linksOf,
  openPage,
  type Page,
  pageItem,
  post,
  postForm,
  problemSchema,
  serveFor,
  serveHere,
  withItems,
} from "./serve.ts";

const served = serveHere();

const open = (path: string, accepted = "*") =>
  openPage(served.base + path, { headers: { "accept-language": accepted } });
const languageOf = ({ $ }: Page) => $("html").attr("lang");

describe("the language of a page", () => {
  it.each([
    ["ca", "ca"],
    ["es-ES,es;q=0.9,ca;q=0.8", "es"],
    ["en-GB", "en"],
    ["en;q=0.2, es;q=0.8", "es"],
    ["de-DE,de;q=0.9,en;q=0.5", "en"],
    ["de,fr", "ca"],
    ["*", "ca"],
    ["", "ca"],
    ["EN", "en"],
    ["en;q=0, es", "es"],
    ["<script>", "ca"],
    ["x".repeat(5_000), "ca"],
  ])("follows the browser: %s", async (accepted, language) => {
    expect(languageOf(await open("/agenda/1.1.1", accepted))).toBe(language);
  });

  it.each(languages)("is %s when that was chosen, whatever the browser says", async (language) => {
    for (const path of ["/", "/agenda", "/agenda/1.1.1", "/cerca", "/privadesa", "/none"]) {
      const page = await open(`${path}?lang=${language}`, "de");
      const { nav } = webWords[language];

      expect(languageOf(page)).toBe(language);
      expect(page.$(".skip").text()).toBe(nav.skip);
      expect(page.$(`a[data-language="${language}"]`).attr("aria-current")).toBe("true");
      expect(page.$("a[data-language][aria-current]").length).toBe(1);
    }
  });

  it.each([
    "xx",
    "",
    "EN",
    "__proto__",
    "constructor",
    "es&lang=en",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    '"><b>',
    "%00",
  ])("follows the browser when the chosen one is %s", async (language) => {
    const page = await open(`/agenda/1.1.1?lang=${language}`, "es");

    expect(page.status).toBe(200);
    expect(languageOf(page)).toBe("es");
    expect(page.html).not.toContain("<b>");
    expect(page.$("script").length).toBe(1);
  });

  it.each([
    "/",
    "/agenda",
    "/agenda/1.1.1",
    "/cerca?q=c%C3%B2pies",
    "/none",
    "/agenda/1.1.1?cita=0000000000",
  ])("goes along with every link of %s once it was chosen", async (path) => {
    const { $ } = await open(`${path}${path.includes("?") ? "&" : "?"}lang=es`);
    const links = $("a[href], form[action]")
      .toArray()
      .map((element) => $(element).attr("href") ?? $(element).attr("action") ?? "")
      .filter((link) => link.startsWith("/"));
    const others = links.filter((link) => !link.includes("lang=es"));

    expect(others.toSorted()).toEqual(
      $('a[data-language="ca"], a[data-language="en"]')
        .toArray()
        .map((element) => $(element).attr("href") ?? "")
        .toSorted(),
    );
    // A form that is sent by its address loses what stands there.
    expect($('form[method="get"]').length).toBe(
      $('form[method="get"] input[name="lang"][value="es"]').length,
    );
  });

  it("stays out of links while it follows the browser", async () => {
    for (const path of ["/", "/agenda", "/agenda/1.1.1", "/cerca"]) {
      const { $ } = await open(path, "es");
      const links = linksOf($).filter((link) => link.includes("lang="));
      expect(links).toHaveLength(languages.length);
    }
  });

  it.each([
    "/",
    "/agenda/1.1.1",
    "/cerca?q=c%C3%B2pies&axis=1",
    "/?q=1.1.1",
    "/agenda/pla",
    "/?lang",
  ])("is switched on %s without leaving the page", async (path) => {
    const catalan = await open(path);
    for (const language of languages) {
      const link = catalan.$(`a[data-language="${language}"]`);
      expect(link.text()).toBe(languageNames[language]);
      expect([link.attr("lang"), link.attr("hreflang")]).toEqual([language, language]);
      const page = await open(link.attr("href") ?? "");
      expect(languageOf(page)).toBe(language);
      expect(page.$(".card h3 a").length).toBe(catalan.$(".card h3 a").length);
      const back = page.$('a[data-language="ca"]').attr("href");
      expect(back).toBe(catalan.$('a[data-language="ca"]').attr("href"));
    }
  });

  it("shows the quoted passage again when it is switched", async () => {
    const { $ } = await open("/agenda/1.1.1?cita=0000000000");
    expect($('a[data-language="en"]').attr("href")).toBe(
      "/agenda/1.1.1?cita=0000000000&lang=en#cita",
    );
  });

  it("is Catalan for knowledge in a page of another language", async () => {
    const item = await open("/agenda/1.1.1", "en");
    const tree = await open("/agenda", "en");
    const chat = await open("/?q=1.1.1", "en");

    expect(item.$("h1").attr("lang")).toBe("ca");
    expect(item.$(".text").attr("lang")).toBe("ca");
    const isWritten = (href = "") => /^\/agenda\/(?:1|marques)/.test(href);
    for (const page of [item, tree])
      for (const link of page.$("main a").not("svg a").toArray())
        if (isWritten(page.$(link).attr("href")))
          expect(page.$(link).closest("[lang]").attr("lang"), page.$(link).text()).toBe("ca");
    expect(chat.$(".turn").attr("lang")).toBeUndefined();
    expect(chat.$(".card blockquote, .card h3, .card .place").toArray()).not.toEqual([]);
    for (const part of chat.$(".card blockquote, .card h3, .card .place").toArray())
      expect(chat.$(part).attr("lang")).toBe("ca");
  });

  it("is Catalan for the names in the picture of the tree", async () => {
    const { $ } = await open("/agenda", "en");
    const names = $("svg a text tspan").toArray();

    expect(names).not.toEqual([]);
    for (const name of names) expect($(name).closest("[lang]").attr("lang")).toBe("ca");
  });

  it("is not told where it is that of the page", async () => {
    const { $ } = await open("/agenda/1.1.1", "ca");
    expect($("main [lang]").length).toBe(0);
  });

  it("is that of the answer around the quotes, and of the page around the answer", async () => {
    const { $ } = await open(`/?q=${encodeURIComponent("which actions does axis 1 have?")}`, "es");

    expect($(".turn").attr("lang")).toBe("en");
    expect($("button.copy").attr("lang")).toBe("es");
    expect($("button.copy").text()).toBe(webWords.es.chat.copy);
    expect($(".card blockquote").first().attr("lang")).toBe("ca");
  });

  const spanishPages = () => {
    const spanish =
      "El ayuntamiento ha aprobado las ayudas para que los vecinos puedan pagar las obras de sus casas este año.";
    const blocks = [
      ...Array.from({ length: 8 }, (_, at) => ({
        kind: "heading" as const,
        level: 2,
        text: `Apartado ${at}`,
      })),
      { kind: "paragraph" as const, text: spanish.repeat(3) },
    ];
    const item = pageItem({ kind: "document", title: "Ayudas", blocks });
    return serveFor(withItems(served.index, [item]), {}, async ({ base }) => ({
      english: await openPage(`${base}/agenda/prova?lang=en`),
      spanish: await openPage(`${base}/agenda/prova?lang=es`),
    }));
  };

  it("is told of an imported text by its words", async () => {
    const { english, spanish } = await spanishPages();
    const languagesIn = ({ $ }: Page) =>
      $("h1, .text")
        .toArray()
        .map((part) => $(part).attr("lang"));

    expect(languagesIn(english)).toEqual(["es", "es"]);
    expect(languagesIn(spanish)).toEqual([undefined, undefined]);
  });

  it("is that of an imported text, too, for the list of its headings", async () => {
    const { english, spanish } = await spanishPages();

    expect(english.$(".contents ul").attr("lang")).toBe("es");
    expect(spanish.$(".contents ul").attr("lang")).toBeUndefined();
  });

  it("is told to caches", async () => {
    for (const path of ["/", "/agenda/1.1.1", "/none", "/agenda.atom", "/cerca.json"]) {
      const { headers } = await getRaw(served.base, path);
      expect(headers.vary, path).toContain("Accept-Language");
      expect(headers.vary, path).toMatch(/(?:^|, )Accept(?:,|$)/);
    }
  });

  it("goes along with the form of the chat", async () => {
    const page = await open("/?lang=es");
    const response = await fetch(served.base + page.$("#ask").attr("action"), {
      method: "POST",
      body: new URLSearchParams({ q: "1.1.1" }),
    });
    expect(await response.text()).toContain('<html lang="es">');
  });
});

describe("what is refused", () => {
  it.each(languages)("is told in %s to people", async (language) => {
    const say = webWords[language];
    const headers = { "accept-language": language };
    const refused = await postForm(served.base, { q: "" }, headers);
    const population = await postForm(served.base, { q: "a", population: "x" }, headers);
    const large = await postForm(served.base, { q: "a".repeat(2_000_000) }, headers);
    const unknown = await open("/none", language);
    const method = await openPage(`${served.base}/agenda`, { method: "PUT", headers });
    const broken = await getRaw(served.base, "/agenda/%ff", headers);

    expect(refused.$("#fault").text()).toBe(say.chat.nothingAsked);
    expect(population.$("#population-fault").text()).toBe(say.chat.populationInvalid);
    expect(large.$("main").text()).toContain(say.faults.tooLarge);
    expect(unknown.$("h1").text()).toBe(say.faults.notFound);
    expect(method.$("main").text()).toContain(say.faults.wrongMethod);
    expect(broken.body).toContain(`<html lang="${language}">`);
  });

  it.each(languages)("is told in %s to programs", async (language) => {
    const { api } = webWords[language];
    const json = { "accept-language": language, "content-type": "application/json" };
    const detailOf = async (response: Response) => {
      expect(response.headers.get("content-type")).toContain("application/problem+json");
      return problemSchema.parse(await response.json()).detail;
    };
    const send = (body: unknown, type = "application/json") =>
      post(served.base, body, { ...json, "content-type": type });
    const get = (path: string) =>
      fetch(served.base + path, { headers: { ...json, accept: "application/json" } });

    expect(await detailOf(await send({ question: " " }))).toBe(api.emptyQuestion);
    expect(await detailOf(await send("{"))).toBe(api.unreadable);
    expect(await detailOf(await send("<a/>", "application/xml"))).toBe(api.wrongType);
    expect(await detailOf(await send("a".repeat(2_000_000)))).toBe(api.tooLarge);
    expect(await detailOf(await get("/api/ask"))).toBe(api.wrongMethod);
    expect(await detailOf(await get("/api/none"))).toBe(api.notFound);
    expect(await detailOf(await get("/agenda/none"))).toBe(api.notFound);
  });

  it("explains a wrong key in the reader's language", async () => {
    const details = await Promise.all(
      languages.map(async (language) => {
        const headers = { "accept-language": language, "content-type": "application/json" };
        const response = await post(served.base, { question: "a", population: 0.5 }, headers);
        return problemSchema.parse(await response.json()).detail;
      }),
    );
    expect(new Set(details).size).toBe(languages.length);
    for (const detail of details) expect(detail).toContain("population");
  });
});
