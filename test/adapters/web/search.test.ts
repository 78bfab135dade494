import { describe, expect, it } from "vitest";
import { webWords } from "../../../adapters/web/words.ts";
import { createCatalogue } from "../../../src/agenda/catalogue.ts";
import { openPage, type Page, pageItem, problemSchema, serveFor, serveHere } from "./serve.ts";

const served = serveHere({
  ...Object.fromEntries(
    [1, 2].flatMap((axis) => [
      [`eixos/${axis}-a/eix.md`, file({ id: String(axis), title: `Eix ${axis}` }, "L'eix.")],
      [
        `eixos/${axis}-a/${axis}.1-b/objectiu.md`,
        file({ id: `${axis}.1`, title: `Objectiu ${axis}` }, "L'objectiu."),
      ],
    ]),
  ),
  "eixos/1-a/1.1-b/1.1.1-fibra.md": action("1.1.1", "Portar la fibra òptica", {
    roles: ["tic"],
  }),
  "eixos/1-a/1.1-b/1.1.2-wifi.md": action("1.1.2", "Obrir una xarxa sense fils", {
    roles: ["alcaldia", "tic"],
    horizon: "long",
    population: { min: 5_000 },
  }),
  "eixos/2-a/2.1-b/2.1.1-copies.md": action("2.1.1", "Fer còpies de seguretat", {
    roles: ["secretaria"],
    effort: "high",
    population: { max: 5_000 },
  }),
  "pagines/glossari.md": file({ id: "glossari", title: "Glossari" }, "Fibra: cable de vidre."),
});
const say = webWords.ca.search;

function file(data: object, body: string): string {
  const all = { ...data, origin: "own", reviewed: "2026-11-23" };
  const lines = Object.entries(all).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${lines.join("\n")}\n---\n${body}\n`;
}

function action(id: string, title: string, more: object): string {
  return file({ id, title, horizon: "short", effort: "low", ...more }, `${title} a tot arreu.`);
}

const search = (query: string) => openPage(`${served.base}/cerca${query}`);

function foundIn({ $ }: Page): string[] {
  return $(".cards h3")
    .toArray()
    .map((title) => $(title).text().split(" ")[0] ?? "");
}

function fieldValue({ $ }: Page, field: string): string | undefined {
  return $(`select#${field}`).length > 0
    ? $(`#${field} option[selected]`).attr("value")
    : $(`#${field}`).attr("value");
}

describe("GET /cerca", () => {
  it("lists everything in the order of the tree when nothing is asked for", async () => {
    const page = await search("");

    expect(page.status).toBe(200);
    expect(foundIn(page)).toEqual(
      served.index.catalogue.items.map(({ id, title }) => (/\d/.test(id) ? id : title)),
    );
    expect(page.$("#trobat").text()).toBe(say.found("8"));
    expect(page.$('link[rel="canonical"]').attr("href")).toBe(`${served.base}/cerca`);
  });

  it.each([
    ["?horizon=long", ["1.1.2"]],
    ["?effort=high", ["2.1.1"]],
    ["?role=tic", ["1.1.1", "1.1.2"]],
    ["?role=tic&horizon=short", ["1.1.1"]],
    ["?axis=1&kind=action", ["1.1.1", "1.1.2"]],
    ["?axis=2", ["2.1", "2.1.1"]],
    ["?axis=2.1", ["2.1.1"]],
    ["?kind=page", ["Glossari"]],
    ["?kind=axis", ["1", "2"]],
    ["?population=800", ["1.1.1", "2.1.1"]],
    ["?population=20.000", ["1.1.1", "1.1.2"]],
    ["?population=5000", ["1.1.1", "1.1.2", "2.1.1"]],
    ["?q=2.1", ["2.1", "2.1.1"]],
    ["?q=%202.1.1%20", ["2.1.1"]],
    ["?q=1.1&horizon=long", ["1.1.2"]],
    ["?role=tic&effort=high", []],
  ])("finds by %s", async (query, expected) => {
    const page = await search(query);

    expect(page.status).toBe(200);
    expect(foundIn(page)).toEqual(expected);
    expect(page.$("#trobat").text()).toBe(say.found(String(expected.length)));
    expect(page.$("main").text().includes(say.none)).toBe(expected.length === 0);
    expect(page.$('link[rel="canonical"]').length).toBe(0);
  });

  it("finds by words, quotes what fits them, and links to the quote", async () => {
    const page = await search("?q=fibra");
    const { $ } = page;
    const link = $('.card h3 a[href^="/agenda/1.1.1"]');

    expect(foundIn(page)[0]).toMatch(/1\.1\.1|Glossari/);
    expect(foundIn(page)).toContain("1.1.1");
    const quoted = await openPage(served.base + link.attr("href"));
    expect(quoted.$("#cita").text()).toBe(link.closest(".card").find("blockquote").text());
    expect(quoted.$("#cita").text()).toContain("fibra");
  });

  it("keeps the form as it was filled in", async () => {
    const typed = { q: "xarxa", axis: "1", role: "tic", horizon: "long", effort: "low" };
    const page = await search(`?${new URLSearchParams({ ...typed, population: "20.000" })}`);

    for (const [field, value] of Object.entries(typed)) expect(fieldValue(page, field)).toBe(value);
    expect(fieldValue(page, "population")).toBe("20.000");
    expect(page.$('form.search a[href="/cerca"]').text()).toBe(say.clear);
    expect((await search("")).$('form.search a[href="/cerca"]').length).toBe(0);
  });

  it("shows in the form the objective that it searches in", async () => {
    expect(fieldValue(await search("?axis=2.1"), "axis")).toBe("2.1");
  });

  it.each([
    ["axis", "9"],
    ["axis", "1.1.1"],
    ["axis", "glossari"],
    ["axis", "__proto__"],
    ["role", "bisbe"],
    ["role", "constructor"],
    ["horizon", "SHORT"],
    ["effort", "toString"],
    ["kind", "Object"],
    ["kind", "<script>alert(1)</script>"],
    ["axis", '"><script>alert(1)</script>'],
    ["role", "' onfocus='alert(1)"],
    ["horizon", "\u0000"],
  ])("refuses %s=%s beside its field, and asserts nothing", async (field, value) => {
    const page = await search(`?q=fibra&${field}=${encodeURIComponent(value)}`);
    const { $ } = page;

    expect(page.status).toBe(400);
    expect($(`#${field}-fault`).text()).toBe(say.invalid);
    expect($(`#${field}`).attr("aria-invalid")).toBe("true");
    expect($(`#${field}`).attr("aria-describedby")).toBe(`${field}-fault`);
    expect($("#trobat, .cards").length).toBe(0);
    expect(fieldValue(page, "q")).toBe("fibra");
    expect($("script").length).toBe(1);
  });

  it.each(["abc", "0", "-5", "1e9", "99.999.999", '"><script>', "1,200 x"])(
    "refuses the population %j beside its field, and shows it again",
    async (population) => {
      const page = await search(`?population=${encodeURIComponent(population)}`);

      expect(page.status).toBe(400);
      expect(page.$("#population-fault").text()).toBe(webWords.ca.chat.populationInvalid);
      expect(fieldValue(page, "population")).toBe(population);
      expect(page.$("script").length).toBe(1);
    },
  );

  it("keeps markup in the words as text", async () => {
    const q = `"><script>alert('x')</script>`;
    const page = await search(`?q=${encodeURIComponent(q)}`);

    expect(fieldValue(page, "q")).toBe(q);
    expect(page.$("script").length).toBe(1);
  });

  it.each([
    "?q=fibra&q=bisbe",
    "?q=fibra&horizon=short&horizon=nonsense",
    "?q=fibra&population=800&population=abc",
  ])("counts a field that stands twice once: %s", async (query) => {
    const page = await search(query);

    expect(page.status).toBe(200);
    expect(foundIn(page)).toContain("1.1.1");
  });

  it.each(["?q[a]=b", "?q[]=b", "?__proto__=x", "?constructor[prototype]=x", "?other=1", "?&&=&"])(
    "searches for nothing at %s",
    async (query) => {
      const page = await search(query);
      expect([page.status, foundIn(page).length]).toEqual([200, 8]);
    },
  );

  it.each([
    "%",
    "%E0%A4%A",
    "%00",
    "\u{1F986}",
    "a".repeat(10_000),
    "?",
    "%20",
    "\\",
    "*",
    "(",
    "1.1.9",
  ])("does not break over the words %s", async (words) => {
    const response = await openPage(`${served.base}/cerca?q=${words}`);
    expect(response.status).toBe(200);
  });
});

describe("the pages of a search", () => {
  const sized = async (query: string, count = 120) => {
    const { catalogue } = served.index;
    const [first] = catalogue.items;
    // Items of which only the first has an index behind it: each quotes that one's passage.
    const items = Array.from({ length: count }, (_, at) =>
      pageItem({ ...first, id: `p${at}`, kind: "page", title: `Pàgina ${at}` }),
    );
    const index = {
      ...served.index,
      catalogue: createCatalogue(items),
      passagesOf: () => (first === undefined ? [] : served.index.passagesOf(first)),
    };
    return serveFor(index, {}, ({ base }) => openPage(`${base}/cerca${query}`));
  };
  const titlesOf = ({ $ }: Page) =>
    $(".cards h3")
      .toArray()
      .map((title) => $(title).text());

  it("follow each other to the end and back, with the filters", async () => {
    const seen: string[] = [];
    let next: string | undefined = "/cerca?kind=page";
    const steps: (string | undefined)[] = [];
    while (next !== undefined && steps.length < 5) {
      const page: Page = await sized(next.replace("/cerca", ""));
      seen.push(...titlesOf(page));
      steps.push(page.$('a[rel="prev"]').attr("href"));
      next = page.$('a[rel="next"]').attr("href");
    }

    expect(seen).toEqual(Array.from({ length: 120 }, (_, at) => `Pàgina ${at}`));
    expect(steps).toEqual([undefined, "/cerca?kind=page", "/cerca?kind=page&page=2"]);
  });

  it.each(["0", "-3", "abc", "1.5", "", "none", "1&page=2", "1e9", "9999999"])(
    "opens at the first for page=%s",
    async (page) => {
      expect(titlesOf(await sized(`?page=${page}`))[0]).toBe("Pàgina 0");
    },
  );

  it.each(["9", "999999"])("leads back from page=%s", async (number) => {
    const page = await sized(`?page=${number}`);

    expect(page.status).toBe(200);
    expect(page.$('a[rel="prev"]').attr("href")).toBe("/cerca?page=3");
    expect(page.$('a[rel="next"]').length).toBe(0);
  });

  it("has none where everything fits on one", async () => {
    expect((await sized("", 50)).$("nav.neighbours").length).toBe(0);
  });
});

describe("GET /cerca.json", () => {
  it("names the field that cannot be read", async () => {
    const response = await fetch(`${served.base}/cerca.json?effort=bogus&q=a`);

    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(problemSchema.parse(await response.json()).detail).toMatch(/^effort: /);
  });

  it.each(["", "?q=fibra", "?axis=1&population=20.000", "?q=fibra&page=1&lang=en"])(
    "is the twin that the page of %s names",
    async (query) => {
      const page = await search(query);
      const twin = page.$('link[rel="alternate"][type="application/json"]').attr("href");
      const response = await fetch(served.base + twin);
      const found = await response.json();
      const accept = { headers: { accept: "application/json" } };

      expect(response.headers.get("content-type")).toContain("application/json");
      expect(found.citations.map(({ title }: { title: string }) => title)).toHaveLength(
        foundIn(page).length,
      );
      expect(found.total).toBe(foundIn(page).length);
      expect(found.page).toBe(1);
      expect(await (await fetch(`${served.base}/cerca${query}`, accept)).json()).toEqual(found);
    },
  );

  it("answers 400 for a filter that there is not", async () => {
    const response = await fetch(`${served.base}/cerca.json?horizon=never`);
    expect(response.status).toBe(400);
  });

  it.each(["1e999", "Infinity"])("numbers its page though page=%s is asked for", async (page) => {
    const found = await (await fetch(`${served.base}/cerca.json?page=${page}`)).json();
    expect(found.page).toEqual(expect.any(Number));
  });

  it("is named by the page whatever its address looks like", async () => {
    for (const path of ["/cerca/?q=fibra", "/CERCA?q=fibra"]) {
      const { $ } = await openPage(served.base + path);
      const twin = $('link[rel="alternate"][type="application/json"]').attr("href");
      const response = await fetch(served.base + twin);
      expect(response.headers.get("content-type"), path).toContain("application/json");
    }
  });
});
