import { describe, expect, it } from "vitest";
import { webWords } from "../../../adapters/web/words.ts";
import type { Answer } from "../../../src/answer/answer.ts";
import type { Inquiry } from "../../../src/answer/inquiry.ts";
import { toPlainText } from "../../../src/answer/plain-text.ts";
import { words } from "../../../src/answer/words.ts";
import {
  ask,
  markedIn,
  openPage,
  type Page,
  postForm,
  type Served,
  serveFor,
  serveHere,
} from "./serve.ts";

const served = serveHere();
const say = webWords.ca.chat;

async function getPage(query = ""): Promise<Page> {
  const page = await openPage(`${served.base}/${query}`);
  expect(page.status, query).toBe(200);
  return page;
}

const asked = (question: string) => getPage(`?q=${encodeURIComponent(question)}`);

function textsIn({ $ }: Page, selector: string): string[] {
  return $(selector)
    .toArray()
    .map((element) => $(element).text());
}

function historyIn({ $ }: Page): string[] {
  return $('#history input[name="history"]')
    .toArray()
    .map((element) => $(element).attr("value") ?? "");
}

/** Serves an assistant that notes what it was asked, and gives what `use` returns. */
async function noting(use: (served: Served) => Promise<unknown>): Promise<Inquiry[]> {
  const inquiries: Inquiry[] = [];
  const assistant = (real: { respond(inquiry: Inquiry): Promise<Answer> }) => ({
    respond(inquiry: Inquiry) {
      inquiries.push(inquiry);
      return real.respond(inquiry);
    },
  });
  await serveFor(served.index, { assistant }, use);
  return inquiries;
}

describe("GET /", () => {
  it("shows a question box, questions to begin with, and the axes with their actions", async () => {
    const page = await getPage();
    const { $ } = page;

    expect($('form#ask[method="post"][action="/"] textarea[name="q"]').length).toBe(1);
    expect($("textarea").text()).toBe("");
    expect($("article").length).toBe(0);
    expect(textsIn(page, ".suggestions button")).toEqual(words.ca.suggestions.examples);
    expect(textsIn(page, ".axes li")).toEqual(["1 Seguretat3 accions"]);
    expect($(".axes a").attr("href")).toBe("/agenda/1");
    expect($("#restart").attr("hidden")).toBeDefined();
  });

  it("has its own address, which answers do not have", async () => {
    const { $ } = await getPage();
    const answer = await asked("acció 1.1.1");

    expect($('link[rel="canonical"]').attr("href")).toBe(`${served.base}/`);
    expect($('meta[name="robots"]').length).toBe(0);
    expect(answer.$('link[rel="canonical"]').length).toBe(0);
    expect(answer.$('meta[name="robots"]').attr("content")).toBe("noindex");
  });

  it("tells the script every word that it shows", async () => {
    const { $ } = await getPage();
    const told = Object.values($("form#ask").data());

    for (const word of [say.working, say.offline, say.late, say.refused, say.failed, say.copied])
      expect(told).toContain(word);
  });

  it("shows the answer to a question with its place, its quote, its badges and its link", async () => {
    const { citations } = await ask(served.base, "acció 1.1.2");
    const page = await asked("acció 1.1.2");
    const { $ } = page;
    const [citation] = citations;
    const { pathname, search, hash } = new URL(citation?.url ?? "");

    expect(citations).toHaveLength(1);
    expect($("article.turn h2").text()).toBe("acció 1.1.2");
    expect($(".card .place").text()).toBe("Seguretat › Còpies & recuperació");
    expect($(".card h3").text()).toBe("1.1.2 Assajar un simulacre");
    expect($(".card blockquote").text()).toBe(citation?.quote);
    expect(textsIn(page, ".badges li")).toEqual([
      "curt termini",
      "poc esforç",
      "per a municipis a partir de 5.000 habitants",
    ]);
    expect($(".card h3 a").attr("href")).toBe(pathname + search + hash);
    expect(markedIn(await openPage(served.base + pathname + search))).toBe(citation?.quote);
    expect($("textarea").text()).toBe("");
  });

  it("has each answer as text to be copied", async () => {
    let answer: Answer | undefined;
    const page = await serveFor(
      served.index,
      {
        assistant: (real) => ({
          async respond(inquiry) {
            answer = await real.respond(inquiry);
            return answer;
          },
        }),
      },
      ({ base }) => openPage(`${base}/?q=1.1.1`),
    );

    expect(page.$("button.copy").attr("data-text")).toBe(answer && toPlainText(answer));
    expect(page.$("button.copy").attr("data-text")).toContain("Feu còpies de seguretat");
    // Only a script can copy.
    expect(page.$("button.copy[hidden]").length).toBe(1);
  });

  it("says so when it does not know, and shows what is nearest as that", async () => {
    const page = await asked("quin temps farà demà a la tarda?");

    expect(page.$("article.abstained .lead").text()).toBe(words.ca.notCovered);
    if (page.$(".card").length > 0) expect(page.$("article").text()).toContain(words.ca.nearest);
  });

  it.each(["?q=", "?q=%20%20", "?q=a&q=b", "?other=1", "?q[]=a", "?history=a", "?lang=xx"])(
    "shows the box alone for %s",
    async (query) => {
      expect((await getPage(query)).$("article").length).toBe(0);
    },
  );

  it("keeps markup in a question as text", async () => {
    const question = `"><script>alert('x')</script><b>l'eix</b></textarea></title>`;
    const page = await asked(question);
    const { $, html } = page;

    expect($("script").length).toBe(1);
    expect($("b").length).toBe(0);
    expect($("article.turn h2").text()).toBe(question);
    expect($("title").text()).toContain(question);
    expect(historyIn(page)).toEqual([question]);
    expect(html).toContain("l'eix");
  });

  it("cuts no letter of a long question in two", async () => {
    const { html } = await asked(`${"a".repeat(79)}🦆 i més coses que no caben al títol`);
    expect(html).not.toContain("\ufffd");
  });
});

describe("POST /", () => {
  it("answers without the question in the address", async () => {
    const page = await postForm(served.base, { q: "acció 1.1.1" });

    expect(page.status).toBe(200);
    expect(page.$("article.turn h2").text()).toBe("acció 1.1.1");
    expect(page.$("textarea").text()).toBe("");
    expect(page.$("#restart").attr("hidden")).toBeUndefined();
    expect(page.$("#restart a").attr("href")).toBe("/");
  });

  it("asks the suggestion that was pressed instead of what stands in the box", async () => {
    const page = await postForm(served.base, { q: "a mig escr", suggestion: "acció 1.1.2" });
    expect(page.$("article.turn h2").text()).toBe("acció 1.1.2");
  });

  it("understands a follow-up through the questions that the form carries", async () => {
    const first = await postForm(served.base, { q: "acció 1.1.1" });
    const second = await postForm(served.base, [
      ...historyIn(first).map((question) => ["history", question] as const),
      ["q", "qui ens hi pot ajudar?"],
    ]);

    expect(historyIn(first)).toEqual(["acció 1.1.1"]);
    expect(second.$(".card blockquote").first().text()).toContain("consell comarcal");
    expect(textsIn(second, ".earlier li")).toEqual(["acció 1.1.1"]);
    expect(historyIn(second)).toEqual(["acció 1.1.1", "qui ens hi pot ajudar?"]);
  });

  it("shows the quotes of one item on one card, each with its own link", async () => {
    const fields = [
      ["history", "acció 1.1.1"],
      ["q", "per on comencem?"],
    ] as const;
    const page = await postForm(served.base, fields);
    const quotes = page.$(".card blockquote a").toArray();

    expect(page.$(".card h3").length).toBe(1);
    expect(quotes.length).toBe(2);
    for (const quote of quotes) {
      const opened = await openPage(served.base + page.$(quote).attr("href"));
      expect(markedIn(opened)).toBe(page.$(quote).text());
    }
  });

  it("suggests what to ask next by buttons of the same form", async () => {
    const page = await postForm(served.base, { q: "acció 1.1.1" });
    const next = textsIn(page, ".next .suggestions button");

    expect(next).toContain(words.ca.suggestions.help);
    for (const suggestion of next) {
      const fields = [
        ["history", "acció 1.1.1"],
        ["suggestion", suggestion],
      ] as const;
      expect((await postForm(served.base, fields)).status).toBe(200);
    }
  });

  it("carries the last questions only, and no more of each than is read", async () => {
    const history = Array.from({ length: 20 }, (_, at) => ["history", `pregunta ${at}`] as const);
    const page = await postForm(served.base, [...history, ["q", "còpies ".repeat(2_000)]]);
    const carried = historyIn(page);

    expect(carried.slice(0, -1)).toEqual(
      Array.from({ length: 5 }, (_, at) => `pregunta ${at + 15}`),
    );
    expect(carried.at(-1)).toBe("còpies ".repeat(2_000).trim().slice(0, 2_000));
  });

  it("reads a history of very long questions no further than their beginning", async () => {
    const long = "còpia ".repeat(4_000);
    const inquiries = await noting(({ base }) =>
      postForm(base, [...Array(20).fill(["history", long]), ["q", "acció 1.1.1"]]),
    );

    expect(inquiries).toHaveLength(1);
    expect(inquiries[0]?.history).toEqual(Array(6).fill(long.slice(0, 2_000)));
  });

  it.each([900, 1_000, 5_000])("does not break over a history of %i questions", async (count) => {
    const fields = Array.from({ length: count }, () => ["history", "acció 1.1.1"] as const);
    const page = await postForm(served.base, [["q", "acció 1.1.2"], ...fields]);

    expect(page.status).toBe(200);
    expect(page.$(".turn .card h3").text()).toContain("1.1.2");
  });

  it.each([
    ["1.200", 1_200],
    ["1 200", 1_200],
    ["1\u00a0200", 1_200],
    ["1\u2009200", 1_200],
    ["20'000", 20_000],
    ["20’000", 20_000],
    ["1.200 habitants", 1_200],
    [" 800 ", 800],
    ["1", 1],
    ["10.000.000", 10_000_000],
  ])("takes the population %j for %i", async (population, inhabitants) => {
    const inquiries = await noting(async ({ base }) => {
      const page = await postForm(base, { q: "acció 1.1.1", population });
      expect(page.status).toBe(200);
      expect(page.$("#population").attr("value")).toBe(population);
    });
    expect(inquiries.map((inquiry) => inquiry.population)).toEqual([inhabitants]);
  });

  it.each([
    "abc",
    "0",
    "-5",
    "1e9",
    "10.000.001",
    "99999999999",
    "800,5",
    "800.5",
    "1,2",
    "1.200,300",
    "0x10",
    "½",
    "٨٠٠",
    "<b>1</b>",
    "1;2",
  ])("refuses the population %j beside its field, and keeps the question", async (population) => {
    const inquiries = await noting(async ({ base }) => {
      const page = await postForm(base, { q: "acció 1.1.1", population });
      const { $ } = page;

      expect(page.status).toBe(400);
      expect($("#population-fault").text()).toBe(say.populationInvalid);
      expect($("#population").attr("aria-invalid")).toBe("true");
      expect($("#population").attr("value")).toBe(population);
      expect($("textarea").text()).toBe("acció 1.1.1");
      expect($("textarea").attr("aria-invalid")).toBeUndefined();
    });
    expect(inquiries).toEqual([]);
  });

  it("takes an empty population for none", async () => {
    const inquiries = await noting(({ base }) => postForm(base, { q: "1.1.1", population: " " }));
    expect(inquiries.map((inquiry) => "population" in inquiry)).toEqual([false]);
  });

  it("leaves out what is not for a council of the given population", async () => {
    const listed = async (population: string) =>
      textsIn(
        await postForm(served.base, { q: "quines accions té l'eix 1?", population }),
        ".card h3",
      ).map((title) => title.slice(0, 5));

    expect(await listed("")).toEqual(["1.1.1", "1.1.2", "1.1.3"]);
    expect(await listed("800")).toEqual(["1.1.1", "1.1.3"]);
    expect(await listed("20.000")).toEqual(["1.1.1", "1.1.2"]);
  });

  it.each(["", "   ", "\n\t"])("asks for a question when the box holds %j", async (q) => {
    const page = await postForm(served.base, { q, history: "acció 1.1.1" });

    expect(page.status).toBe(400);
    expect(page.$("#fault").text()).toBe(say.nothingAsked);
    expect(page.$("textarea").attr("aria-invalid")).toBe("true");
    expect(historyIn(page)).toEqual(["acció 1.1.1"]);
  });

  it("refuses two questions at once", async () => {
    const page = await postForm(served.base, [
      ["q", "a"],
      ["q", "b"],
    ]);
    expect([page.status, page.$("h1").text()]).toEqual([400, webWords.ca.faults.badAddress]);
  });

  it.each([
    ["application/json", '{"q":"acció 1.1.1"}'],
    ["application/xml", "<q>acció 1.1.1</q>"],
    ["image/png", "\u0089PNG"],
    ["text/plain", "q=1.1.1"],
    [
      "multipart/form-data; boundary=x",
      '--x\r\ncontent-disposition: form-data; name="q"\r\n\r\na\r\n--x--',
    ],
    ["application/x-www-form-urlencoded; charset=ebcdic", "q=1.1.1"],
    ["application/x-www-form-urlencoded", "q=1.1.1", "content-encoding: rot13"],
  ])("refuses %s with a page that tells what to send", async (type, body, encoding = "") => {
    const [, contentEncoding] = encoding.split(": ");
    const headers = {
      "content-type": type,
      ...(contentEncoding === undefined ? {} : { "content-encoding": contentEncoding }),
    };
    const page = await openPage(`${served.base}/`, { method: "POST", body, headers });

    expect(page.status).toBe(415);
    expect(page.$("main").text()).toContain(webWords.ca.faults.wrongType);
  });

  it.each([10_000_000, 1024 * 1024 + 1])(
    "refuses a body of %i bytes with the size that is allowed",
    async (size) => {
      const page = await postForm(served.base, { q: "a".repeat(size - 2) });

      expect(page.status).toBe(413);
      expect(page.$("main").text()).toContain("1 MiB");
    },
  );

  it("answers a question that just fits", async () => {
    const page = await postForm(served.base, { q: "còpies ".repeat(60_000) });

    expect(page.status).toBe(200);
    expect(page.$(".note").text()).toContain("2.000");
  });

  it("still answers the next one after a body that was too large", async () => {
    await postForm(served.base, { q: "a".repeat(10_000_000) });
    expect((await postForm(served.base, { q: "acció 1.1.1" })).status).toBe(200);
  });

  it("answers 500 with words for people, and tells the cause to the log only", async () => {
    const cause = new Error("the disk is on fire");
    const assistant = (real: { respond(inquiry: Inquiry): Promise<Answer> }) => ({
      async respond(inquiry: Inquiry): Promise<Answer> {
        const { language } = await real.respond(inquiry);
        return {
          kind: "failed",
          question: inquiry.question,
          language,
          intent: "search",
          lead: words.ca.failed,
          notes: [],
          filters: {},
          isForCouncil: false,
          suggestions: [],
          durationMs: 1,
          cause,
        };
      },
    });
    await serveFor(served.index, { assistant }, async ({ base, log }) => {
      const page = await postForm(base, { q: "la meva pregunta", population: "800" });

      expect(page.status).toBe(500);
      expect(page.$("article.failed .lead").text()).toBe(words.ca.failed);
      expect(page.$("textarea").text()).toBe("la meva pregunta");
      expect(page.$("#population").attr("value")).toBe("800");
      expect(page.html).not.toContain("on fire");
      expect(log.join("")).toContain("on fire");
      expect(log.join("")).not.toContain("la meva pregunta");
    });
  });
});
