import { load } from "cheerio";
import { describe, expect, it } from "vitest";
import { languages } from "../../../src/language/language.ts";
import type { Office } from "../../../src/owners/office.ts";
import type { Period } from "../../../src/owners/report.ts";
import { adminOn, madeGroup, madeKnowledge, madeOffice } from "./made-office.ts";
import { openPage, serveFor, serveHere } from "./serve.ts";

const served = serveHere(undefined, {
  web: adminOn(() => served.index, madeOffice()),
});

const reports = ["us", "preguntes", "necessitats", "acollida", "plans", "coneixement"];

/** Serves reports of another office for the length of `use`. */
function withOffice<T>(changes: Partial<Office>, use: (base: string) => Promise<T>): Promise<T> {
  const web = adminOn(() => served.index, madeOffice(changes));
  return serveFor(served.index, { web }, ({ base }) => use(base));
}

/** An office that notes which times it is asked for. */
function noting(): { readonly periods: Period[]; readonly office: Partial<Office> } {
  const periods: Period[] = [];
  const made = madeOffice();
  const usage: Office["usage"] = (period) => {
    periods.push(period);
    return made.usage(period);
  };
  return { periods, office: { usage } };
}

async function csvOf(address: string): Promise<string[]> {
  const response = await fetch(address);
  expect(response.status, address).toBe(200);
  expect(response.headers.get("content-type"), address).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("cache-control"), address).toBe("no-store");
  const bytes = new Uint8Array(await response.arrayBuffer());
  // The mark of UTF-8, which a decoder takes off.
  expect([...bytes.subarray(0, 3)], address).toEqual([0xef, 0xbb, 0xbf]);
  const text = new TextDecoder().decode(bytes);
  return text.split("\r\n").slice(0, -1);
}

const iso = ({ fromMs, toMs }: Period) => [fromMs, toMs].map((ms) => new Date(ms).toISOString());

describe("the owners' reports", () => {
  it.each(languages)("are sound pages in %s, each with the way to the others", async (language) => {
    for (const path of ["/admin", ...reports.map((report) => `/admin/${report}`)]) {
      const { status, headers, $ } = await openPage(`${served.base}${path}?lang=${language}`);
      expect(status, path).toBe(200);
      expect(headers.get("cache-control"), path).toBe("no-store");
      expect($("html").attr("lang")).toBe(language);
      expect($(".reports nav a"), path).toHaveLength(7);
      expect($('.reports nav a[aria-current="page"]').attr("href")).toMatch(
        new RegExp(`^${path}[?]`),
      );
      expect($(".reports form").attr("action")).toMatch(/^\/admin\/sign-out/);
      expect($('.reports input[name="csrf"]').attr("value")).toBe("prova-de-la-sessió");
      expect($(".reports form").text()).toContain("Marta <de> Localret");
    }
  });

  it("tell every picture in a table, and offer each table as a file", async () => {
    for (const report of reports) {
      const { $ } = await openPage(`${served.base}/admin/${report}`);
      const files = $('main a[href*=".csv"]')
        .toArray()
        .map((link) => $(link).attr("href") ?? "");
      expect(files.length, report).toBeGreaterThan(0);
      expect(files.length, report).toBeGreaterThanOrEqual($("svg.chart").length);
      for (const file of files) expect((await csvOf(served.base + file)).length).toBeGreaterThan(1);
      for (const figure of $("figure").toArray())
        expect($(figure).parent().find("table tbody tr").length, report).toBeGreaterThan(0);
    }
  });

  it("have the numbers in the file that the page shows", async () => {
    const [header, ...rows] = await csvOf(`${served.base}/admin/us.csv?weeks=4`);
    expect(header).toBe(
      '"Setmana des del";"Respostes";"Amb propostes";"Sense resposta";"Fallides";"Total"',
    );
    expect(rows.map((row) => row.split(";")[0])).toEqual([
      '"2026-11-02"',
      '"2026-11-09"',
      '"2026-11-16"',
      '"2026-11-23"',
    ]);
    const { $ } = await openPage(`${served.base}/admin/us?weeks=4`);
    const shown = $("table.figures")
      .first()
      .find("tbody tr")
      .toArray()
      .map((row) => $(row).find("td").last().text());
    expect(shown).toEqual(rows.map((row) => row.split(";").at(-1)?.replaceAll('"', "")));
    const platforms = await csvOf(`${served.base}/admin/us.csv?weeks=4&taula=plataformes`);
    expect(platforms[1]).toMatch(/^"Web";"\d+";"60/);
  });

  it("tell months instead of many weeks, and nothing of them is lost", async () => {
    const query = "from=2016-12-01&to=2026-11-23";
    const { $ } = await openPage(`${served.base}/admin/us?${query}`);
    const totals = $("table.figures")
      .first()
      .find("tbody td:last-child")
      .toArray()
      .map((cell) => Number($(cell).text().replace(".", "")));
    expect(totals).toHaveLength(120);
    const all = totals.reduce((sum, one) => sum + one, 0);
    expect($(".numbers dd").first().text().replaceAll(".", "")).toBe(String(all));
  });

  it("know no other table and no other method", async () => {
    expect((await openPage(`${served.base}/admin/us.csv?taula=res`)).status).toBe(404);
    const page = await openPage(`${served.base}/admin/us`, { method: "POST" });
    expect([page.status, page.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  it("say that they cannot be made while the memory is away", async () => {
    const away = () => Promise.reject(new Error("down"));
    const office = {
      usage: away,
      questions: away,
      needs: away,
      onboarding: away,
      plans: away,
      knowledge: away,
      cover: away,
    };
    await withOffice(office, async (base) => {
      for (const path of ["", ...reports.flatMap((report) => [`/${report}`, `/${report}.csv`])]) {
        const { status, $ } = await openPage(`${base}/admin${path}`);
        expect(status, path).toBe(503);
        expect($('[role="alert"]').text(), path).toContain("La base de dades no respon");
      }
      const body = new URLSearchParams({ needs: "a", item: "2.3.1" });
      const page = await openPage(`${base}/admin/necessitats`, { method: "POST", body });
      expect(page.status).toBe(503);
    });
  });

  it("say so where there is nothing, in every report", async () => {
    const none = { answered: 0, suggested: 0, abstained: 0, failed: 0 };
    const office: Partial<Office> = {
      usage: () =>
        Promise.resolve({
          ...{ total: 0, kinds: none, positive: 0, negative: 0, people: 0, tenants: 0 },
          models: { calls: 0, inputTokens: 0, outputTokens: 0 },
          ...{ weeks: [], platforms: [], languages: [], items: [] },
        }),
      questions: () => Promise.resolve({ topics: [] }),
      needs: () =>
        Promise.resolve({
          ...{ recorded: 0, covered: 0, councils: 0, people: 0, axes: [], bands: [], months: [] },
          ...{ groups: [], isCut: false },
        }),
      onboarding: () => Promise.resolve({ begun: 0, finished: 0, active: 0, roles: [], steps: [] }),
      plans: () => Promise.resolve({ plans: 0, entries: 0, statuses: [], axes: [], items: [] }),
      knowledge: () => Promise.resolve({ versions: [], changes: [] }),
    };
    await withOffice(office, async (base) => {
      for (const report of reports) {
        const { status, $ } = await openPage(`${base}/admin/${report}`);
        expect(status, report).toBe(200);
        expect($("main").text(), report).toMatch(/No hi ha res|Encara no hi ha dos estats/);
        expect(await csvOf(`${base}/admin/${report}.csv`)).toHaveLength(1);
      }
      expect((await openPage(`${base}/admin`)).status).toBe(200);
    });
  });
});

describe("the period of a report", () => {
  it.each([
    ["", ["2026-08-30T22:00:00.000Z", "2026-11-23T23:00:00.000Z"]],
    ["?weeks=4", ["2026-11-01T23:00:00.000Z", "2026-11-23T23:00:00.000Z"]],
    ["?weeks=52", ["2025-11-30T23:00:00.000Z", "2026-11-23T23:00:00.000Z"]],
    ["?weeks=7", ["2026-08-30T22:00:00.000Z", "2026-11-23T23:00:00.000Z"]],
    ["?from=2026-01-01&to=2026-11-23", ["2025-12-31T23:00:00.000Z", "2026-11-23T23:00:00.000Z"]],
    // The days on which clocks change have 23 and 25 hours.
    ["?from=2026-03-29&to=2026-03-29", ["2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"]],
    ["?from=2026-10-25&to=2026-10-25", ["2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"]],
    ["?from=2016-11-24&to=2026-11-23", ["2016-11-23T23:00:00.000Z", "2026-11-23T23:00:00.000Z"]],
  ])("is, of %s, %j", async (query, expected) => {
    const { periods, office } = noting();
    await withOffice(office, async (base) => {
      const { status, $ } = await openPage(`${base}/admin/us${query}`);
      expect(status).toBe(200);
      expect($(".fault").length).toBe(0);
    });
    expect(periods.map(iso)).toEqual([expected]);
  });

  it.each([
    ["from=2026-02-30&to=2026-03-01", "from", "Escriviu un dia que existeixi"],
    ["from=2026-01-01&to=", "to", "Escriviu un dia que existeixi"],
    ["from=ahir&to=2026-01-01", "from", "Escriviu un dia que existeixi"],
    ["from=1026-01-01&to=1026-02-01", "from", "Escriviu un dia que existeixi"],
    ["from=2026-03-01&to=2026-02-01", "to", "L'últim dia no pot ser abans"],
    ["from=2016-01-01&to=2026-01-01", "to", "deu anys com a màxim"],
    ["from=%3Cscript%3E&to=2026-01-01", "from", "Escriviu un dia que existeixi"],
  ])("is refused at its field: %s", async (query, field, said) => {
    const { periods, office } = noting();
    await withOffice(office, async (base) => {
      for (const file of ["us", "us.csv"]) {
        const { status, $ } = await openPage(`${base}/admin/${file}?${query}`);
        expect(status).toBe(400);
        const input = $(`input[name="${field}"]`);
        expect(input.attr("value")).toBe(new URLSearchParams(query).get(field) ?? "");
        expect(input.attr("aria-invalid")).toBe("true");
        expect($(`#period-${field}-fault`).text()).toContain(said);
        expect($(".period > p").text()).toContain("darreres 13 setmanes");
      }
    });
    for (const period of periods)
      expect(iso(period)).toEqual(["2026-08-30T22:00:00.000Z", "2026-11-23T23:00:00.000Z"]);
    expect(periods).toHaveLength(2);
  });

  it("goes along to the other reports of a time, and to the files", async () => {
    const { $ } = await openPage(`${served.base}/admin/us?weeks=52&lang=es`);
    expect($('.reports nav a:contains("Necesidades")').attr("href")).toBe(
      "/admin/necessitats?weeks=52&lang=es",
    );
    const file = $('main a[href*=".csv"]').first().attr("href");
    expect(file).toBe("/admin/us.csv?weeks=52&taula=temps&lang=es");
  });
});

describe("covering needs", () => {
  const cover = (base: string, fields: Record<string, string>, query = "?weeks=52") =>
    fetch(`${base}/admin/necessitats${query}`, {
      method: "POST",
      body: new URLSearchParams(fields),
      redirect: "manual",
    });

  it("has a form for each group that is open, and says afterwards what was done", async () => {
    const { $ } = await openPage(`${served.base}/admin/necessitats?weeks=52`);
    const forms = $("form.cover");
    expect(forms).toHaveLength(2);
    // Each need can be left out.
    const boxes = forms.first().find('input[type="checkbox"][name="needs"]:checked');
    const needs = boxes.map((_, one) => $(one).attr("value")).get();
    expect(needs).toEqual(["need-1", "need-2"]);
    expect(forms.first().find('input[name="csrf"]').attr("value")).toBe("prova-de-la-sessió");
    const response = await cover(served.base, { needs: needs.join(" "), item: " 2.3.1 " });
    expect(response.status).toBe(303);
    const to = response.headers.get("location") ?? "";
    expect(to).toBe("/admin/necessitats?weeks=52&fet=2");
    const after = await openPage(served.base + to);
    expect(after.$('[role="status"]').text()).toContain("s'han tancat 2 necessitats");
    const again = await openPage(`${served.base}/admin/necessitats?fet=0`);
    expect(again.$('[role="status"]').text()).toContain("ja estaven tancades");
    const made = await openPage(`${served.base}/admin/necessitats?fet=<b>`);
    expect(made.$('[role="status"]')).toHaveLength(0);
  });

  it.each([
    ["9.9.99", "no hi ha cap element"],
    ["  ", "Cal dir quin element"],
    ['"><script>alert(1)</script>', "no hi ha cap element"],
  ])("refuses the item %j with the form again", async (item, said) => {
    const response = await cover(served.base, { needs: "need-3", item });
    expect(response.status).toBe(400);
    const $ = load(await response.text());
    expect($(".fault")).toHaveLength(1);
    const form = $("form.cover:has(.fault)");
    expect(form.find('input[name="needs"]').attr("value")).toBe("need-3");
    expect(form.find('input[name="item"]').attr("value")).toBe(item.trim());
    expect(form.find(".fault").text()).toContain(said);
    expect($("main script")).toHaveLength(0);
  });

  it("says what is wrong of a group that is not shown", async () => {
    const response = await cover(served.base, { needs: "gone", item: "9.9.99" });
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(/role="alert">A l(?:'|&#39;)Agenda no hi ha cap element/);
  });

  it("asks the office for exactly what was sent, and for nothing where no need was ticked", async () => {
    const told: unknown[] = [];
    const office: Partial<Office> = {
      cover: (needs, item) => {
        told.push([needs, item]);
        return Promise.resolve(1);
      },
    };
    await withOffice(office, async (base) => {
      expect((await cover(base, { needs: "a  b", item: "2.3.1" })).status).toBe(303);
      const none = await cover(base, { item: "2.3.1" });
      expect(none.status).toBe(400);
      expect(await none.text()).toContain("Marqueu què cobreix.");
      expect((await cover(base, {})).status).toBe(400);
    });
    expect(told).toEqual([[["a", "b"], "2.3.1"]]);
  });
});

describe("what the reports tell", () => {
  it("says whom it names and what is masked", async () => {
    const needs = await openPage(`${served.base}/admin/necessitats`);
    expect(needs.$(".notice").text()).toContain("només si hi ha estat d'acord");
    const questions = await openPage(`${served.base}/admin/preguntes`);
    expect(questions.$(".notice").text()).toContain("estan tapats");
    expect(questions.$("main").text()).toContain("Decidit: ja ho cobreix 2.3.1");
  });

  it("tells what came and what went, and compares the states that are chosen", async () => {
    const asked: unknown[] = [];
    const office: Partial<Office> = {
      knowledge: (...states) => {
        asked.push(states);
        return Promise.resolve(madeKnowledge);
      },
    };
    await withOffice(office, async (base) => {
      const [after, before] = madeKnowledge.versions.map(({ digest }) => digest);
      const query = `before=${before}&after=${after}`;
      const { $ } = await openPage(`${base}/admin/coneixement?${query}`);
      expect($(".pieces ins").first().text()).toBe("s'apaga i en quin ordre");
      expect($(".pieces del").first().text()).toBe("s'atura");
      expect($(".marks").find("ins, del")).toHaveLength(2);
      expect($("#version-before option[selected]").attr("value")).toBe(before);
      expect($("#version-after option[selected]").attr("value")).toBe(after);
      const file = $('a[href*=".csv"]').attr("href") ?? "";
      expect(file).toContain(query);
      expect(await csvOf(base + file)).toHaveLength(4);
      await openPage(`${base}/admin/coneixement?before=%3Cb%3E&after=x&after=y`);
      expect(asked).toEqual([
        [before, after],
        [before, after],
        [undefined, undefined],
      ]);
    });
  });

  const hostile = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("http://evil.example";"x")',
    "\u202Eanul la",
    "{{constructor}}",
  ];

  it.each(hostile)("holds a hostile text as a text, on pages and in files: %j", async (text) => {
    const real = madeOffice();
    const item = { id: text, title: text, count: 3 };
    const period = { fromMs: 0, toMs: 1 };
    const [usage, needs, plans, onboarding] = await Promise.all([
      real.usage(period),
      real.needs(period),
      real.plans(),
      real.onboarding(),
    ]);
    const group = { id: "g", topic: "abstained" as const, sample: text, askings: ["a"] };
    const office: Partial<Office> = {
      usage: () =>
        Promise.resolve({ ...usage, items: [item], platforms: [{ name: text, count: 2 }] }),
      questions: () => {
        const groups = [{ group, count: 1, languages: ["ca" as const], words: [text] }];
        return Promise.resolve({
          topics: [{ topic: "abstained" as const, groups, notShown: 0, isCut: false }],
        });
      },
      needs: () =>
        Promise.resolve({
          ...needs,
          axes: [{ name: text, title: text, open: 1, covered: 1 }],
          groups: [
            madeGroup({ sample: text, others: [text], names: [text], axis: text }),
            madeGroup({ covered: { needs: 1, item: text, title: text } }),
          ],
        }),
      onboarding: () =>
        Promise.resolve({ ...onboarding, steps: [{ id: text, title: text, asked: 2, done: 1 }] }),
      plans: () => Promise.resolve({ ...plans, axes: [item], items: [item] }),
      knowledge: () =>
        Promise.resolve({
          ...madeKnowledge,
          changes: [
            {
              ...{ itemId: text, kind: "action", title: text, change: "edited", sections: [text] },
              pieces: [{ kind: "added", text }],
            },
          ],
        }),
    };
    await withOffice(office, async (base) => {
      for (const report of reports) {
        const { $, html } = await openPage(`${base}/admin/${report}`);
        expect($("main script, main img"), report).toHaveLength(0);
        expect($("main").text(), report).toContain(text.replace("\u202E", ""));
        expect(html, report).not.toContain("\u202E");
        const lines = await csvOf(`${base}/admin/${report}.csv`);
        for (const line of lines) expect(line).not.toMatch(/(?:^|;)"[=+@]/);
      }
    });
  });
});
