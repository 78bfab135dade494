import { describe, expect, it } from "vitest";
import { webWords } from "../../../adapters/web/words.ts";
import { onboardingWords } from "../../../src/onboarding/words.ts";
import { createNoMemory } from "../../../src/reception/no-memory.ts";
import { createTickets } from "../../../src/reception/tickets.ts";
import type { Wish } from "../../../src/reception/wish.ts";
import { receptionWords } from "../../../src/reception/words.ts";
import { digestOf, testSecret } from "../../helpers/reception.ts";
import { rowsIn } from "./kept.ts";
import { answerSchema, getRaw, openPage, post, postForm, serveFor, serveHere } from "./serve.ts";
import { keepCouncil, knowledgeWithItinerary, lookAs, wishFor } from "./sheets.ts";

const served = serveHere(knowledgeWithItinerary);
const everything = ["readers", "journeys", "askings", "ratings", "councils"] as const;
const council: Wish = { kind: "keep-council", whose: "own", fields: {} };
const begin: Wish = { kind: "begin", fields: {} };
const population = { population: "800" };
const role = { role: "secretaria", population: "" };
const readable = [
  "/ajuntament",
  "/itinerari",
  "/itinerari?veure=resum",
  "/itinerari?veure=canvi",
  "/itinerari?veure=reinici",
  "/itinerari/pas-un",
  "/itinerari/pas-un?pregunta=2",
  "/itinerari/none",
  "/les-meves-dades",
  "/les-meves-dades?veure=oblit",
];

/** Everything that is kept of anybody. */
async function keptIn(own: Parameters<typeof rowsIn>[0]): Promise<object[]> {
  return (await Promise.all(everything.map((table) => rowsIn(own, table)))).flat();
}

/** The id of the answer that a page asks an opinion of. */
function answerOn({ $ }: { $: Awaited<ReturnType<typeof openPage>>["$"] }): string {
  const written: unknown = JSON.parse($(".opinion button").first().attr("value") ?? "{}");
  return typeof written === "object" && written !== null && "answer" in written
    ? String(written.answer)
    : "";
}
const opinionOf = (answer: string, isPositive = true): Wish => ({
  kind: "opinion",
  answer,
  isPositive,
  fields: {},
});

describe("a browser", () => {
  it("is not remembered for reading and asking", async () => {
    await serveFor(served.index, {}, async (own) => {
      for (const path of [...readable, "/", "/?q=1.1.1", "/privadesa"])
        expect((await lookAs(undefined, own.base + path)).setCookie, path).toBeUndefined();
      await postForm(own.base, { q: "acció 1.1.1" });
      expect(
        (await post(own.base, { question: "acció 1.1.1" })).headers.get("set-cookie"),
      ).toBeNull();

      expect(await rowsIn(own, "askings")).toMatchObject(
        Array(3).fill({ person: "", platform: "web" }),
      );
      expect(await rowsIn(own, "readers")).toEqual([]);
    });
  });

  it.each([
    ["a council", "/ajuntament", council, population],
    ["an itinerary", "/itinerari", begin, role],
  ] as const)(
    "is remembered with %s, for as long as what is kept",
    async (_what, path, wish, fields) => {
      await serveFor(served.index, { web: { retentionDays: 10 } }, async ({ base }) => {
        const { status, setCookie } = await wishFor(base, path, wish, { fields });
        expect(status).toBe(200);
        expect(setCookie).toMatch(
          /^agenda=[\w-]{22}; max-age=864000; path=\/; expires=[^;]+; httponly; samesite=lax$/,
        );
      });
    },
  );

  it("is remembered with an opinion, of which the asking says nothing", async () => {
    await serveFor(served.index, {}, async (own) => {
      const answer = answerOn(await openPage(`${own.base}/?q=1.1.1`));
      const { setCookie, cookie = "" } = await wishFor(own.base, "/opinio", opinionOf(answer));
      const person = digestOf(`web:${cookie.split("=")[1]}`);

      expect(setCookie).toContain("max-age=15552000;");
      expect(await rowsIn(own, "ratings")).toMatchObject([
        { person, tenant: person, platform: "web" },
      ]);
      expect(await rowsIn(own, "askings")).toMatchObject([{ person: "" }]);
    });
  });

  it("has a cookie over https that goes there only, and below the public path only", async () => {
    const web = { publicUrl: "https://serveis.example.cat/assistent" };
    await serveFor(served.index, { web }, async ({ base }) => {
      const { setCookie } = await wishFor(base, "/ajuntament", council, { fields: population });
      expect(setCookie).toMatch(/; path=\/assistent; .*; secure;? ?/);
    });
  });

  it.each([
    ["what was filled in is wrong", "/ajuntament", council, { population: "molts" }],
    ["nothing was filled in", "/itinerari", begin, {}],
    ["a role is none", "/itinerari", begin, { role: "rei" }],
    ["the answer is not there any more", "/opinio", opinionOf("none"), {}],
    [
      "nothing is known that could be erased",
      "/les-meves-dades",
      { kind: "forget", isSure: true },
      {},
    ],
    ["nothing was begun", "/itinerari", { kind: "finish-step", step: "pas-un" }, {}],
    [
      "it is for everybody",
      "/ajuntament",
      { ...council, whose: "tenant" },
      { ...population, name: "A", keeper: "B" },
    ],
  ] as const)("is not remembered where %s", async (_why, path, wish, fields) => {
    await serveFor(served.index, {}, async (own) => {
      expect((await wishFor(own.base, path, wish, { fields })).setCookie).toBeUndefined();
      expect(await keptIn(own)).toEqual([]);
    });
  });

  it("is remembered for longer when it asks, as what is kept of it is", async () => {
    await serveFor(served.index, {}, async ({ base }) => {
      const cookie = await keepCouncil(base);
      expect((await lookAs(cookie, `${base}/?q=1.1.1`)).cookie).toBe(cookie);
      expect((await lookAs(cookie, `${base}/ajuntament`)).cookie).toBeUndefined();
    });
  });

  it("is known by its cookie alone, and is forgotten with it", async () => {
    await serveFor(served.index, {}, async (own) => {
      const cookie = await keepCouncil(own.base);
      await wishFor(own.base, "/itinerari", begin, { cookie, fields: role });
      await lookAs(cookie, `${own.base}/?q=1.1.1`);
      expect((await lookAs(cookie, `${own.base}/ajuntament`)).$(".facts").text()).toContain("800");
      const others = [undefined, "agenda=AAAAAAAAAAAAAAAAAAAAAA", `agenda-tab=${cookie.slice(7)}`];
      for (const other of others) {
        expect((await lookAs(other, `${own.base}/ajuntament`)).$(".facts").length).toBe(0);
        expect((await lookAs(other, `${own.base}/itinerari`)).$("figure.progress").length).toBe(0);
        expect((await lookAs(other, `${own.base}/les-meves-dades`)).$(".facts").length).toBe(0);
        await wishFor(
          own.base,
          "/les-meves-dades",
          { kind: "forget", isSure: true },
          { cookie: other },
        );
      }
      expect(await keptIn(own)).toHaveLength(3);

      const gone = await wishFor(
        own.base,
        "/les-meves-dades",
        { kind: "forget", isSure: true },
        { cookie },
      );
      expect(gone.setCookie).toMatch(/^agenda=; path=\/; expires=thu, 01 jan 1970/);
      expect(await keptIn(own)).toEqual([]);
    });
  });

  it.each([
    "agenda=",
    "agenda",
    "agenda=short",
    `agenda=${"a".repeat(23)}`,
    `agenda=${"a".repeat(10_000)}`,
    "agenda=<script>alert(1)</script>",
    "agenda=../../../../etc/passwd",
    'agenda="AAAAAAAAAAAAAAAAAAAAAA"',
    "agenda=%41AAAAAAAAAAAAAAAAAAAAA",
    "; ; =; ==;agenda",
    "__proto__=AAAAAAAAAAAAAAAAAAAAAA",
  ])("is nobody with a cookie that is none of ours, number %#", async (cookie) => {
    const page = await lookAs(cookie, `${served.base}/les-meves-dades`);
    expect([page.status, page.$(".facts").length]).toEqual([200, 0]);
    const kept = await wishFor(served.base, "/ajuntament", council, { cookie, fields: population });
    expect(kept.cookie).toMatch(/^agenda=[\w-]{22}$/);
    expect(cookie).not.toContain(kept.cookie);
  });

  it("is refused with a cookie of 100 KB, and served after it", async () => {
    const { status } = await getRaw(served.base, "/ajuntament", {
      cookie: `agenda=${"a".repeat(100_000)}`,
    });
    expect(status).toBe(431);
    expect((await openPage(`${served.base}/ajuntament`)).status).toBe(200);
  });
});

describe("the tab of Teams", () => {
  const themed = (path: string) => `${path}?theme=dark`;

  it("remembers over https, in that very frame only", async () => {
    const web = { publicUrl: "https://agenda.example.cat" };
    await serveFor(served.index, { web }, async (own) => {
      const kept = await wishFor(own.base, themed("/ajuntament"), council, { fields: population });
      expect(kept.setCookie).toMatch(
        /^agenda-tab=[\w-]{22}; .*httponly; secure; partitioned; samesite=none$/,
      );
      const page = await lookAs(kept.cookie, own.base + themed("/ajuntament"));
      expect(page.$(".facts").text()).toContain("800");
      const gone = await wishFor(
        own.base,
        themed("/les-meves-dades"),
        { kind: "forget", isSure: true },
        { cookie: kept.cookie },
      );
      expect(gone.setCookie).toMatch(/^agenda-tab=; .*1970.*partitioned/);
    });
  });

  it("keeps nothing without https, and says so", async () => {
    await serveFor(served.index, {}, async (own) => {
      for (const path of readable) {
        const page = await lookAs(
          undefined,
          own.base + (path.includes("?") ? `${path}&theme=dark` : themed(path)),
        );
        expect(page.$("h1").text(), path).toBe(webWords.ca.sheet.forgetful.title);
      }
      const kept = await wishFor(own.base, themed("/ajuntament"), council, { fields: population });
      expect(kept.setCookie).toBeUndefined();
      expect(await keptIn(own)).toEqual([]);
    });
  });
});

describe("forms of other sites", () => {
  const sent: readonly (readonly [
    path: string,
    wish: Wish,
    fields: Readonly<Record<string, string>>,
  ])[] = [
    ["/ajuntament", council, population],
    ["/itinerari", begin, role],
    ["/itinerari/pas-un", { kind: "finish-step", step: "pas-un" }, {}],
    ["/les-meves-dades", { kind: "forget", isSure: true }, {}],
    ["/opinio", opinionOf("none"), {}],
  ];
  const elsewhere: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "another site": { "sec-fetch-site": "cross-site" },
    "another name of the same site": { "sec-fetch-site": "same-site" },
    "another origin": { origin: "https://evil.example" },
    "another port": { origin: "http://127.0.0.1:1" },
    "a frame without an origin": { origin: "null" },
    "no origin": { origin: "" },
    "another site by its referrer": { referer: "https://evil.example/127.0.0.1" },
    "a referrer that is none": { referer: "about:blank" },
    "nobody says where": {},
    "a site and an origin that do not agree": {
      "sec-fetch-site": "same-origin",
      origin: "https://evil.example",
    },
  };

  describe.each(sent)("sent to %s", (path, wish, fields) => {
    it.each(Object.entries(elsewhere))("do nothing: %s", async (_from, headers) => {
      await serveFor(served.index, {}, async (own) => {
        const cookie = await keepCouncil(own.base);
        const before = await keptIn(own);
        const { status, setCookie, $ } = await wishFor(own.base, path, wish, {
          fields,
          cookie,
          headers,
        });

        expect([status, setCookie]).toEqual([403, undefined]);
        expect($("h1").text()).toBe(webWords.ca.faults.elsewhere);
        expect(await keptIn(own)).toEqual(before);
      });
    });

    it("are told from those of these pages", async () => {
      const publicUrl = "https://agenda.example.cat";
      await serveFor(served.index, { web: { publicUrl } }, async ({ base }) => {
        // There is no answer of which that opinion could be.
        for (const headers of [
          { "sec-fetch-site": "same-origin" },
          { "sec-fetch-site": "none" },
          { origin: publicUrl },
          { origin: base },
          { referer: `${publicUrl}/ajuntament` },
          { "sec-fetch-site": "same-origin", origin: base, referer: `${base}/` },
        ])
          expect((await wishFor(base, path, wish, { fields, headers })).status).toBe(
            path === "/opinio" ? 404 : 200,
          );
      });
    });
  });

  it("ask as nobody in particular", async () => {
    await serveFor(served.index, {}, async (own) => {
      const cookie = await keepCouncil(own.base);
      for (const origin of ["https://evil.example", own.base]) {
        const body = new URLSearchParams({ q: "acció 1.1.1" });
        await fetch(own.base, { method: "POST", body, headers: { cookie, origin } });
      }
      const [first, second] = await rowsIn(own, "askings");

      expect(first).toMatchObject({ person: "" });
      expect(second).not.toMatchObject({ person: "" });
    });
  });
});

describe("hostile forms", () => {
  it.each([
    "",
    "{",
    "[]",
    "null",
    '"council"',
    '{"kind":"none"}',
    '{"kind":"council","more":1}',
    '{"kind":"__proto__"}',
    '{"kind":["council"]}',
    '{"kind":"step","step":""}',
    `{"kind":"step","step":"${"a".repeat(100_000)}"}`,
    '{"kind":"check","step":"pas-un","question":1e9}',
    '{"kind":"check","step":"pas-un","question":0,"option":-1}',
    '{"kind":"keep-council","whose":"all"}',
    '{"kind":"opinion","answer":{},"isPositive":"yes"}',
    "{".repeat(100_000),
  ])("are refused with a wish that is none, number %#", async (wish) => {
    expect((await wishFor(served.base, "/ajuntament", wish)).status).toBe(400);
  });

  it("cannot decide for the owners", async () => {
    const wish: Wish = { kind: "decide", group: "any", decision: "covered", fields: {} };
    expect((await wishFor(served.base, "/ajuntament", wish)).status).toBe(404);
  });

  it.each([
    [
      [
        ["population", "800"],
        ["population", "900"],
      ],
    ],
    [
      [
        ["population", "800"],
        ["__proto__", "x"],
        ["constructor", "y"],
        ["toString", "z"],
      ],
    ],
    [
      [
        ["population", "800"],
        ["name", "<script>alert(1)</script>"],
      ],
    ],
    [
      [
        ["population", "800"],
        ["name", "a".repeat(100_000)],
      ],
    ],
    [
      [
        ["population", "800"],
        ["name", "\u0000\u202e\ud800"],
      ],
    ],
    [[["population", "800"], ...Array.from({ length: 300 }, (_, at) => [`f${at}`, "x"] as const)]],
  ] as const)("are read as far as they make sense, number %#", async (fields) => {
    const page = await wishFor(served.base, "/ajuntament", council, { fields });
    expect(page.status).toBe(200);
    expect(page.$(".facts").text()).toMatch(/[89]00 habitants/);
    expect(page.html.length).toBeLessThan(20_000);
  });

  it.each(["9e99", "-1", "0", "10000001", "Infinity", "molts", "", " ", "1".repeat(4_000)])(
    "shows again population number %# with what is wrong, and the focus there",
    async (typed) => {
      const page = await wishFor(served.base, "/ajuntament", council, {
        fields: { population: typed },
      });
      const field = page.$("input[name=population]");
      expect(page.status).toBe(400);
      expect(field.attr("aria-invalid")).toBe("true");
      expect(field.attr("autofocus")).toBeDefined();
      expect(page.$(`#${field.attr("aria-describedby")?.split(" ").at(-1)}`).text()).toContain(
        "10.000.000",
      );
    },
  );

  it.each([
    ["wish[]=council", "application/x-www-form-urlencoded", 400],
    ['{"wish":"x"}', "application/json", 415],
    ["", "text/plain", 415],
    [`wish=${"a".repeat(1_100_000)}`, "application/x-www-form-urlencoded", 413],
    [
      Array.from({ length: 2_000 }, (_, at) => `f${at}=`).join("&"),
      "application/x-www-form-urlencoded",
      413,
    ],
  ])("of another shape are refused, number %#", async (body, type, status) => {
    const headers = { "content-type": type, "sec-fetch-site": "same-origin" };
    const page = await openPage(`${served.base}/ajuntament`, { method: "POST", body, headers });
    expect(page.status).toBe(status);
  });

  it.each(["/ajuntament", "/itinerari", "/itinerari/pas-un", "/les-meves-dades", "/opinio"])(
    "are not sent to %s in other ways",
    async (path) => {
      const page = await openPage(served.base + path, { method: "DELETE" });
      expect([page.status, page.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
    },
  );

  it.each([
    "/itinerari?veure=none",
    "/itinerari?veure=__proto__",
    "/itinerari/pas-un?pregunta=x",
    `/itinerari/${"a".repeat(101)}`,
  ])("and addresses that lead nowhere say so, number %#", async (path) => {
    expect((await openPage(served.base + path)).status).toBe(404);
  });
});

describe("what is kept of a person", () => {
  const ticketFor = (person: string, now = Date.now) =>
    createTickets(testSecret, now).issue(person, "data");
  const own = digestOf("slack:U1");

  it("is read and downloaded with the person's ticket, from any browser", async () => {
    const cookie = await keepCouncil(served.base, "1234");
    const page = await lookAs(cookie, `${served.base}/les-meves-dades`);
    const href = page.$('main a[href^="/les-meves-dades/"]').attr("href") ?? "";
    const data = await openPage(served.base + href);
    expect(data.$("pre").text()).toContain("1234");
    expect(data.headers.get("cache-control")).toBe("no-store");
    expect(data.$('meta[name="robots"]').attr("content")).toBe("noindex");

    const file = await fetch(served.base + (data.$("a[download]").attr("href") ?? ""));
    expect(file.headers.get("content-disposition")).toBe(
      "attachment; filename=les-meves-dades.json",
    );
    expect(file.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(file.headers.get("cache-control")).toBe("no-store");
    expect(await file.json()).toMatchObject({ profile: { population: 1234 }, questions: [] });
  });

  it("is nobody's with a ticket that is forged, another person's, of another secret or old", async () => {
    const good = ticketFor(own);
    expect((await openPage(`${served.base}/les-meves-dades/${good}`)).status).toBe(200);
    const [person = "", until = "", signature = ""] = good.split(".");
    const other = digestOf("slack:U2");
    for (const ticket of [
      "none",
      other,
      `${other}.${until}.${signature}`,
      `${person}.${Number(until) + 1}.${signature}`,
      `${person}.${until}.${signature.slice(0, -1)}`,
      `${person}.${until}.`,
      `${good}.${signature}`,
      createTickets("another secret", Date.now).issue(own, "data"),
      ticketFor(own, () => Date.now() - 15 * 60_000 - 1),
      ticketFor(own, () => Date.now() + 60_000),
      encodeURIComponent(`${own}/../x`),
      "a".repeat(5_000),
    ]) {
      for (const ending of ["", ".json"]) {
        const page = await openPage(`${served.base}/les-meves-dades/${ticket}${ending}`);
        expect([page.status, page.headers.get("cache-control")], ticket).toEqual([404, "no-store"]);
        expect(page.$("h1").text()).toBe(webWords.ca.data.gone.title);
        expect(page.$("main").html()).not.toContain(person);
      }
    }
  });

  it.each(["ca", "es", "en"] as const)("is refused in %s to who reads it", async (language) => {
    const headers = { "accept-language": language };
    const page = await openPage(`${served.base}/les-meves-dades/none`, { headers });
    expect(page.$("main").text()).toContain(webWords[language].data.gone.text);
  });
});

describe("whole questions that wish for something", () => {
  it.each([
    ["Itinerari", "/itinerari"],
    ["el meu ajuntament", "/ajuntament"],
    ["les meves dades", "/les-meves-dades"],
    ["Oblida'm!", "/les-meves-dades?veure=oblit"],
    ["prou recordatoris", "/itinerari"],
  ])("lead %j to %s, from the box and from an address", async (q, path) => {
    const { base } = served;
    const init = { redirect: "manual" } as const;
    const replies = await Promise.all([
      fetch(`${base}/?lang=es`, { ...init, method: "POST", body: new URLSearchParams({ q }) }),
      fetch(`${base}/?lang=es&q=${encodeURIComponent(q)}`, init),
    ]);
    const expected = `${path}${path.includes("?") ? "&" : "?"}lang=es`;
    for (const { status, headers } of replies)
      expect([status, headers.get("location")]).toEqual([303, expected]);
    expect((await openPage(base + expected)).status).toBe(200);
  });

  it("are answered with the Agenda where they ask for more", async () => {
    expect((await openPage(`${served.base}/?q=itinerari de les còpies`)).$(".turn").length).toBe(1);
  });
});

describe("answers", () => {
  it("are filtered for the council that is kept, unless the box says another", async () => {
    const cookie = await keepCouncil(served.base, "9000");
    const asked = (more: string) =>
      lookAs(cookie, `${served.base}/?q=${encodeURIComponent("accions de l'eix 1")}${more}`);
    const kept = await asked("");
    const typed = await asked("&population=800");
    const changed = (page: typeof kept) => page.$('.turn a[href="/ajuntament"]').text();

    expect(kept.$(".turn").text()).toContain("9.000 habitants");
    expect(changed(kept)).toBe(receptionWords.ca.change);
    expect(kept.$("#population").attr("value")).toBe("");
    expect(kept.headers.get("cache-control")).toBe("private, no-cache");
    expect(typed.$(".turn").text()).toContain("800 habitants");
    expect(changed(typed)).toBe("");
  });

  it("of the API know no cookie, and have the keys that they had", async () => {
    const cookie = await keepCouncil(served.base, "9000");
    const question = { question: "accions de l'eix 1" };
    const headers = { "content-type": "application/json", cookie };
    const [known, unknown] = await Promise.all([
      post(served.base, question, headers),
      post(served.base, question),
    ]);
    const read = async (response: Response) => answerSchema.parse(await response.json());
    expect({ ...(await read(known)), durationMs: 0 }).toEqual({
      ...(await read(unknown)),
      durationMs: 0,
    });
  });

  it("say before the first question that an automatic system gives them", async () => {
    for (const language of ["ca", "es", "en"] as const) {
      const { $ } = await openPage(`${served.base}/?lang=${language}`);
      const text = $("#chat").text();
      expect(text.indexOf(receptionWords[language].notice)).toBeGreaterThanOrEqual(0);
      expect(text.indexOf(receptionWords[language].notice)).toBeLessThan(
        text.indexOf($("label[for=q]").text()),
      );
    }
  });

  it("are told opinions of, which are counted once and by what the answer was", async () => {
    const counted: [boolean, string][] = [];
    const onFeedback = (isPositive: boolean, about: string) =>
      void counted.push([isPositive, about]);
    await serveFor(served.index, { web: { onFeedback } }, async (own) => {
      const page = await openPage(`${own.base}/?q=1.1.1`);
      const about = page.$(".opinion input[name=about]").attr("value") ?? "";
      const answer = answerOn(page);
      const wish = opinionOf(answer, false);
      const asked = await wishFor(own.base, "/opinio", wish, { fields: { about } });
      const { cookie } = asked;
      const word = asked.$("input[name=wish]").attr("value") ?? "";
      const thanked = await wishFor(own.base, "/opinio", word, {
        cookie,
        fields: { word: "Hi falta 12345678Z" },
      });
      expect(thanked.$(".said.good").text()).toContain(receptionWords.ca.opinion.kept);
      for (const forged of [
        "",
        "a:b",
        "answered:lookup:x",
        "__proto__:lookup",
        "x".repeat(100_000),
      ])
        await wishFor(own.base, "/opinio", wish, { cookie, fields: { about: forged } });

      expect(counted).toEqual([[false, "answered:lookup"]]);
      expect(await rowsIn(own, "ratings")).toHaveLength(1);
    });
  });

  it("that are gone are no more told opinions of, and that is said", async () => {
    const page = await wishFor(served.base, "/opinio", opinionOf("none"));
    expect(page.status).toBe(404);
    expect(page.$(".sheet .said.warning").text()).toContain(receptionWords.ca.opinion.gone);
  });

  it("of help and of what failed are not asked about", async () => {
    expect((await openPage(`${served.base}/?q=ajuda`)).$(".opinion").length).toBe(0);
  });
});

describe("the council that is kept", () => {
  const drop: Wish = { kind: "drop-council", whose: "own" };
  const said = ({ $ }: Awaited<ReturnType<typeof lookAs>>) => $("main").attr("data-council");

  it("is told to the script where it was saved, shown or dropped", async () => {
    await serveFor(served.index, {}, async ({ base }) => {
      const open = (as?: string, path = "/ajuntament") => lookAs(as, base + path);
      expect(said(await open())).toBeUndefined();
      const fields = { population: "25.000" };
      const saved = await wishFor(base, "/ajuntament", council, { fields });
      const { cookie } = saved;
      expect(said(saved)).toBe("25000");
      expect(said(await open(cookie))).toBe("25000");
      const wrong = { cookie, fields: { population: "molts" } };
      expect(said(await wishFor(base, "/ajuntament", council, wrong))).toBeUndefined();
      expect(said(await open(cookie, "/itinerari"))).toBeUndefined();

      const gone = await wishFor(base, "/ajuntament", drop, { cookie });
      expect(said(await open(cookie, gone.headers.get("location") ?? ""))).toBe("");
      expect(said(await open(cookie))).toBeUndefined();
    });
  });

  it.each(["ca", "es", "en"] as const)(
    "is named in %s below the box's population",
    async (lang) => {
      await serveFor(served.index, {}, async ({ base }) => {
        const fields = { population: "25000", name: "Vila-seca <b>" };
        const { cookie } = await wishFor(base, "/ajuntament", council, { fields });
        const [known, unknown] = [
          await lookAs(cookie, `${base}/?lang=${lang}`),
          await lookAs(undefined, `${base}/?lang=${lang}`),
        ];
        const say = receptionWords[lang];
        expect([said(known), said(unknown)]).toEqual(["25000", undefined]);
        expect(known.$("#population").attr("value")).toBe("");
        expect(known.$("#population-hint").text()).toContain(
          say.council.value("Vila-seca <b>", lang === "en" ? "25,000" : "25.000"),
        );
        expect(known.$("p.population a").text()).toBe(say.change);
        expect(known.headers.get("cache-control")).toBe("private, no-cache");
        expect(unknown.$("#population-hint").text()).toBe(webWords[lang].chat.populationHint);
        expect(unknown.$("p.population a").text()).toBe(webWords[lang].chat.toCouncil);
      });
    },
  );

  it("is not told where another site asks", async () => {
    const cookie = await keepCouncil(served.base);
    const headers = { cookie, origin: "https://evil.example" };
    const page = await postForm(served.base, { q: "acció 1.1.1" }, headers);
    expect(page.$("main").attr("data-council")).toBeUndefined();
  });

  it("is asked for with the keyboard for numbers", async () => {
    const { $ } = await openPage(`${served.base}/ajuntament`);
    expect($("input[name=population]").attr("inputmode")).toBe("numeric");
    expect($("input[name=name]").attr("inputmode")).toBeUndefined();
  });
});

describe("what was dropped", () => {
  const losses: readonly (readonly [string, Wish, string, string])[] = [
    [
      "/ajuntament",
      { kind: "drop-council", whose: "own" },
      "/ajuntament?fet=tret",
      receptionWords.ca.council.dropped,
    ],
    [
      "/itinerari",
      { kind: "restart", isSure: true },
      "/itinerari?fet=reinici",
      onboardingWords.ca.restart.done,
    ],
  ];
  const keepBoth = async (base: string): Promise<string> => {
    const cookie = await keepCouncil(base);
    await wishFor(base, "/itinerari", begin, { cookie, fields: role });
    return cookie;
  };

  it.each(losses)("from %s is said where the browser is sent", async (path, wish, to, words) => {
    await serveFor(served.index, {}, async ({ base }) => {
      const cookie = await keepBoth(base);
      const status = async (address: string) =>
        (await lookAs(cookie, base + address)).$(".sheet [role=status]").text();
      // People keep addresses: this one says nothing as long as nothing was lost.
      expect(await status(to)).toBe("");
      const sent = await wishFor(base, path, wish, { cookie });
      expect([sent.status, sent.headers.get("location")]).toEqual([303, to]);
      expect(await status(to)).toContain(words);
      expect(await status(path)).toBe("");
    });
  });

  it("is said in words of ours alone", async () => {
    for (const fet of ["none", "__proto__", "%3Cb%3Ealert%3C/b%3E", "tret&fet=reinici"])
      for (const path of ["/ajuntament", "/itinerari", "/les-meves-dades"]) {
        const { $ } = await openPage(`${served.base}${path}?fet=${fet}`);
        expect($(".sheet [role=status]").length).toBe(0);
        expect($("main").html()).not.toContain("alert");
      }
  });
});

describe("the page that says that somebody is forgotten", () => {
  it("has the browser forget, and no other does", async () => {
    await serveFor(served.index, {}, async ({ base }) => {
      const cookie = await keepCouncil(base);
      const forgets = ({ $ }: Awaited<ReturnType<typeof lookAs>>) =>
        $("main").attr("data-forgotten") !== undefined;
      for (const path of readable) expect(forgets(await lookAs(cookie, base + path))).toBe(false);
      const forget: Wish = { kind: "forget", isSure: true };
      expect(forgets(await wishFor(base, "/les-meves-dades", forget, { cookie }))).toBe(true);
    });
    await serveFor(served.index, { memory: createNoMemory() }, async ({ base }) => {
      const forget: Wish = { kind: "forget", isSure: true };
      const { $ } = await wishFor(base, "/les-meves-dades", forget);
      expect($("main").attr("data-forgotten")).toBeUndefined();
    });
  });
});

describe("a memory that is away", () => {
  it("is said by every page of what is kept, while questions are answered", async () => {
    await serveFor(served.index, { memory: createNoMemory() }, async ({ base, log }) => {
      const cookie = "agenda=AAAAAAAAAAAAAAAAAAAAAA";
      const { title, text } = receptionWords.ca.unavailable;
      for (const path of readable) {
        const page = await lookAs(cookie, base + path);
        expect([page.status, page.$("h1").text()], path).toEqual([503, title]);
        expect(page.$("main").text()).toContain(text);
      }
      const sent: [string, Wish, object][] = [
        ["/ajuntament", council, population],
        ["/itinerari", begin, role],
        ["/opinio", opinionOf("any"), {}],
        ["/les-meves-dades", { kind: "forget", isSure: true }, {}],
      ];
      for (const [path, wish, fields] of sent) {
        const page = await wishFor(base, path, wish, { cookie, fields: { ...fields } });
        expect([page.status, page.setCookie], path).toEqual([503, undefined]);
      }
      const ticket = createTickets(testSecret, Date.now).issue(digestOf("web:x"), "data");
      expect((await openPage(`${base}/les-meves-dades/${ticket}`)).status).toBe(503);

      expect((await lookAs(cookie, `${base}/?q=1.1.1`)).$(".turn .card").length).toBe(1);
      expect((await post(base, { question: "1.1.1" })).status).toBe(200);
      expect(log.join("")).not.toContain("AAAAAAAA");
    });
  });
});

describe("/readyz", () => {
  it("tells what it is given to tell", async () => {
    const web = { status: () => ({ memory: "unavailable" }) };
    await serveFor(served.index, { web }, async ({ base }) => {
      const ready = await fetch(`${base}/readyz`);
      expect(await ready.json()).toMatchObject({ ready: true, memory: "unavailable" });
    });
  });
});
