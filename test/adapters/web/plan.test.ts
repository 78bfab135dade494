import { describe, expect, it } from "vitest";
import type { PlanDocuments } from "../../../adapters/web/plan-formats.ts";
import { createNoMemory } from "../../../src/reception/no-memory.ts";
import { createTickets } from "../../../src/reception/tickets.ts";
import type { Wish } from "../../../src/reception/wish.ts";
import { digestOf, testSecret } from "../../helpers/reception.ts";
import { rowsIn } from "./kept.ts";
import { openPage, type Served, serveFor, serveHere } from "./serve.ts";
import { keepCouncil, knowledgeWithItinerary, lookAs, wishFor } from "./sheets.ts";

const made: Parameters<PlanDocuments["csv"]>[0][] = [];
const write = (input: Parameters<PlanDocuments["csv"]>[0]) => {
  made.push(input);
  return input.rows.map(({ code }) => code).join(";");
};
const planDocuments: PlanDocuments = {
  docx: (input) => Promise.resolve(new TextEncoder().encode(write(input))),
  xlsx: (input) => Promise.resolve(new TextEncoder().encode(write(input))),
  csv: write,
  ics: (input) => Promise.resolve(write(input)),
  nameOf: (_council, format) => `pla.${format}`,
};
const served = serveHere(knowledgeWithItinerary, { web: { planDocuments } });

const add = (item: string): Wish => ({ kind: "plan-add", item });
const keep = (version: number): Wish => ({
  kind: "plan-keep",
  item: "1.1.1",
  version,
  fields: {},
});
const drop = (version: number): Wish => ({
  kind: "plan-drop",
  item: "1.1.1",
  version,
  isSure: true,
});
const owner = (name: string) => ({
  fields: { status: "under-way", owner: name, quarter: "none", notes: "" },
});

/** A browser with actions in its plan. */
async function planned(base: string, items: readonly string[]): Promise<string> {
  const cookie = await keepCouncil(base);
  for (const item of items) await wishFor(base, "/pla", add(item), { cookie });
  return cookie;
}

/** Adds entries that no form would take. */
async function insert(own: Served, cookie: string, rows: readonly object[]): Promise<void> {
  const tenant = digestOf(`web:${cookie.split("=")[1]}`);
  const common = {
    tenant,
    platform: "web",
    title: "Vella",
    status: "proposed" as const,
    owner: "",
    quarter: null,
    notes: "",
    reason: null,
    addedAtMs: 1,
    changedAtMs: 1,
    version: 1,
  };
  const all = rows.map((row, at) => ({ ...common, item: `9.9.${at}`, ...row }));
  for (let at = 0; at < all.length; at += 500)
    await own.database
      .insertInto("plans")
      .values(all.slice(at, at + 500))
      .execute();
}

const codesOn = ({ $ }: Awaited<ReturnType<typeof lookAs>>) =>
  $("table.entries tbody th a")
    .toArray()
    .map(
      (link) =>
        $(link)
          .text()
          .split(/[. ](?=\D|$)/u)[0],
    );

describe("GET /pla", () => {
  it("leads who has none to the model agenda and to the catalogue, and keeps nothing", async () => {
    await serveFor(served.index, {}, async (own) => {
      for (const path of ["/pla", "/pla/model", "/pla/seguents", "/pla/1.1.1"]) {
        const page = await lookAs(undefined, own.base + path);
        expect([page.status, page.setCookie], path).toEqual([200, undefined]);
        expect(page.headers.get("cache-control"), path).toBe("private, no-cache");
      }
      const { $ } = await lookAs(undefined, `${own.base}/pla`);
      for (const path of ["/pla/model", "/agenda", "/cerca?kind=action"])
        expect($(`main a[href="${path}"]`).length, path).toBe(1);
      expect($('nav a[aria-current="page"]').text()).toBe("Pla");
      expect(await rowsIn(own, "plans")).toEqual([]);
    });
  });

  it("shows what the button of an action took into it, in words and as a picture", async () => {
    const item = await openPage(`${served.base}/agenda/1.1.1`);
    const button = item.$(".to-plan button");
    const wish = String(button.attr("value"));
    const { status, cookie, setCookie } = await wishFor(served.base, "/pla", wish);
    expect([status, setCookie]).toEqual([200, expect.stringContaining("max-age=15552000;")]);
    const page = await lookAs(cookie, `${served.base}/pla`);
    expect(codesOn(page)).toEqual(["1.1.1"]);
    expect(page.$("figure.timeline svg > title").length).toBe(2);
    expect(page.$('.timeline a[href="/pla/1.1.1"] title').first().text()).toMatch(/: Proposada$/);
    expect(page.setCookie).toBeUndefined();
  });

  it("has one button below an answer, at its first action", async () => {
    const { $ } = await openPage(`${served.base}/?q=quines+accions+hi+ha%3F`);
    expect($(".turn .to-plan button").length).toBe(1);
    expect((await openPage(`${served.base}/agenda/1.1`)).$(".to-plan").length).toBe(0);
  });

  it("filters, sorts and pages 10,000 entries, whatever the address says", async () => {
    await serveFor(served.index, {}, async (own) => {
      const cookie = await planned(own.base, ["1.1.2", "1.1.1"]);
      const quarter = (at: number) => `${2026 + (at % 70)}-T${(at % 4) + 1}`;
      const rows = Array.from({ length: 9_998 }, (_, at) => ({
        quarter: quarter(at),
        status: "dropped",
      }));
      await insert(own, cookie, rows);
      const codes = async (query: string) =>
        codesOn(await lookAs(cookie, `${own.base}/pla${query}`));

      expect(await codes("?status=proposed&sort=-code")).toEqual(["1.1.2", "1.1.1"]);
      expect(await codes("?axis=1&sort=code")).toEqual(["1.1.1", "1.1.2"]);
      expect(await codes("?axis=-&sort=code&page=2")).toHaveLength(100);
      expect((await codes("?page=100")).slice(-2)).toEqual(["1.1.1", "1.1.2"]);
      expect(await codes("?page=9999")).toHaveLength(100);
      expect(await codes("?status=done")).toEqual([]);
      expect(await codes("?status=x&axis=99&sort=%00&page=-1")).toHaveLength(100);
      const { html } = await lookAs(cookie, `${own.base}/pla`);
      expect(html.length).toBeLessThan(300_000);
    });
  }, 60_000);

  it("shows what was typed as it was, and what has left the Agenda", async () => {
    await serveFor(served.index, {}, async (own) => {
      const cookie = await planned(own.base, []);
      const title = '<img src=x onerror="alert(1)">';
      await insert(own, cookie, [{ title, owner: "=1+1", notes: "<b>'", quarter: "2027-T1" }]);
      const { $ } = await lookAs(cookie, `${own.base}/pla`);
      expect($("table.entries").text()).toContain(title);
      expect($("table.entries").text()).toContain("Ja no és a l'Agenda");
      expect($("table.entries img, table.entries b").length).toBe(0);
    });
  });

  it("says that it cannot be read now", async () => {
    await serveFor(served.index, { memory: createNoMemory() }, async ({ base }) => {
      const cookie = `agenda=${"a".repeat(22)}`;
      for (const path of ["/pla", "/pla.csv", "/pla/1.1.1"])
        expect((await lookAs(cookie, base + path)).status, path).toBe(503);
    });
  });
});

describe("changes of the plan", () => {
  it("shows both when somebody else was faster, and writes nothing over", async () => {
    await serveFor(served.index, {}, async (own) => {
      const cookie = await planned(own.base, ["1.1.1"]);
      const send = (wish: Wish, more: object) =>
        wishFor(own.base, "/pla/1.1.1", wish, { cookie, ...more });
      expect((await send(keep(1), owner("Secretaria"))).status).toBe(200);
      const late = await send(keep(1), owner("Alcaldia"));
      expect(late.status).toBe(409);
      expect(late.$("main").text()).toContain("Secretaria");
      expect(late.$('[name="owner"]').val()).toBe("Alcaldia");
      expect((await send(drop(1), {})).status).toBe(409);
      expect(await rowsIn(own, "plans")).toMatchObject([{ owner: "Secretaria", version: 2 }]);

      const gone = await send(drop(2), {});
      expect([gone.status, gone.$(".said.good").length]).toEqual([200, 1]);
      expect((await send(keep(2), owner("Alcaldia"))).$("main").text()).toContain("Alcaldia");
      expect(await rowsIn(own, "plans")).toEqual([]);
    });
  });

  it("takes in the model agenda that was shown, and says how much of it", async () => {
    await serveFor(served.index, {}, async (own) => {
      const model: Wish = { kind: "model", fields: {} };
      const fields = { population: "800", start: "none" };
      const sent = await wishFor(own.base, "/pla/model", model, { fields });
      expect([sent.status, sent.setCookie]).toEqual([303, undefined]);
      const address = String(sent.headers.get("location"));
      expect(address).toBe("/pla/model?habitants=800&inici=none");
      const shown = await lookAs(undefined, own.base + address);
      const adopt = String(shown.$("main button.main").attr("value"));
      // Where the plan is: another language, or a second look, shows it again.
      expect(shown.$("main button.main").closest("form").attr("action")).toBe("/pla");
      const taken = await wishFor(own.base, "/pla/model", adopt);
      expect([taken.status, taken.$(".said.good").length]).toEqual([200, 1]);
      expect(taken.cookie).toMatch(/^agenda=/);
      const count = (await rowsIn(own, "plans")).length;
      expect(count).toBeGreaterThan(0);
      expect(codesOn(taken)).toHaveLength(count);
    });
  });

  it("keeps the inhabitants and the starting point in the address, in every language", async () => {
    const address = "/pla/model?habitants=800&inici=none";
    const { $, status } = await lookAs(undefined, served.base + address);
    expect([status, $("main form.fields").length]).toEqual([200, 0]);
    const english = await lookAs(undefined, `${served.base}${address}&lang=en`);
    expect(english.$("h1").text()).toBe("Model agenda");
    expect(english.$("main li").length).toBe($("main li").length);
    const back = $("main a")
      .toArray()
      .map((link) => String($(link).attr("href")))
      .filter((href) => href.includes("canvi="));
    const form = await lookAs(undefined, served.base + back[0]);
    expect(form.$("#population, [name=population]").attr("value")).toBe("800");
    expect(form.$("[name=start][checked], [name=start] [selected]").attr("value")).toBe("none");
    expect(
      (await lookAs(undefined, `${served.base}/pla/model?habitants=molts&inici=x`)).status,
    ).toBe(400);
  });

  it("offers what was asked to be added in the chat, and shows what is taken out", async () => {
    const ask = async (question: string) => {
      const asked = await fetch(`${served.base}/?q=${encodeURIComponent(question)}`, {
        redirect: "manual",
      });
      return [asked.status, asked.headers.get("location")];
    };
    expect(await ask("afegeix 1.1.2 al pla")).toEqual([303, "/pla/1.1.2"]);
    expect(await ask("treu 2.3.1 del pla")).toEqual([303, "/pla/2.3.1?treure=1"]);
    expect(await ask("agenda model per a 800 habitants")).toEqual([
      303,
      "/pla/model?habitants=800",
    ]);
    const { $ } = await lookAs(undefined, `${served.base}/pla/1.1.2`);
    expect($("main button.main").text()).toBe("Afegeix 1.1.2 al pla");
  });

  it("has no page for what is no action, and says nothing that an address says", async () => {
    for (const path of ["/pla/9.9.9", "/pla/xxxxx", "/pla/%2e%2e%2e", "/pla/2.3.1%E2%80%AEabc"]) {
      const page = await lookAs(undefined, served.base + path);
      expect(page.status, path).toBe(404);
      expect(page.$("main").text()).not.toMatch(/xxxxx|abc/u);
    }
  });

  it("shows what was dropped in its table, and in the picture only when it is asked for", async () => {
    const cookie = await planned(served.base, ["1.1.1", "1.1.2"]);
    const fields = { status: "dropped", owner: "", quarter: "none", notes: "" };
    await wishFor(served.base, "/pla/1.1.1", keep(1), { fields, cookie });
    const shown = async (query: string) => {
      const page = await lookAs(cookie, `${served.base}/pla${query}`);
      const pictured = (code: string) => page.$(`.timeline a[href="/pla/${code}"]`).length > 0;
      return [codesOn(page).sort(), pictured("1.1.1"), pictured("1.1.2")];
    };
    expect(await shown("")).toEqual([["1.1.1", "1.1.2"], false, true]);
    expect(await shown("?status=dropped")).toEqual([["1.1.1"], true, false]);
  });

  it("says whose the plan is, and for how long", async () => {
    const cookie = await planned(served.base, ["1.1.1"]);
    for (const who of [cookie, undefined])
      expect((await lookAs(who, `${served.base}/pla`)).$("main").text()).toContain(
        "s'esborra si passen 180 dies",
      );
  });

  it("cuts nothing that is pasted: what is too long comes back with its fault", async () => {
    const cookie = await planned(served.base, ["1.1.1"]);
    const { $ } = await lookAs(cookie, `${served.base}/pla/1.1.1`);
    expect($("main [maxlength]").length).toBe(0);
    const wish = String($("main form.fields input[name=wish]").attr("value"));
    const notes = "x".repeat(5_000);
    const fields = { status: "proposed", owner: "", quarter: "none", notes };
    const sent = await wishFor(served.base, "/pla/1.1.1", wish, { fields, cookie });
    expect([sent.status, sent.$("textarea").text()]).toEqual([400, notes]);
  });

  it("asks before an entry is taken out, at an address of its own", async () => {
    const cookie = await planned(served.base, ["1.1.1"]);
    const { $ } = await lookAs(cookie, `${served.base}/pla/1.1.1`);
    const path = $("main .danger").attr("href");
    expect(path).toBe("/pla/1.1.1?treure=1");
    const asked = await lookAs(cookie, served.base + path);
    expect(asked.$(".said.warning").length).toBe(1);
    for (const version of ["x", "0", "-1", ""])
      expect((await lookAs(cookie, `${served.base}/pla/1.1.1?treure=${version}`)).status).toBe(404);
  });

  it.each(["/pla", "/pla/1.1.1", "/pla/model", "/pla/seguents"])(
    "are not taken at %s from the pages of another site",
    async (path) => {
      await serveFor(served.index, {}, async (own) => {
        const cookie = await planned(own.base, ["1.1.1"]);
        const model = {
          kind: "adopt-model",
          fields: { population: "800", start: "none" },
        } as const;
        for (const headers of [
          { "sec-fetch-site": "cross-site" },
          { origin: "https://example.com" },
          {},
        ])
          for (const wish of [add("1.1.2"), keep(1), drop(1), model])
            expect((await wishFor(own.base, path, wish, { cookie, headers })).status).toBe(403);
        expect(await rowsIn(own, "plans")).toMatchObject([{ item: "1.1.1", version: 1 }]);
      });
    },
  );
});

describe("somebody else's plan", () => {
  it("is neither seen nor changed from another browser, whatever the address", async () => {
    await serveFor(served.index, { web: { planDocuments } }, async (own) => {
      await planned(own.base, ["1.1.1"]);
      const tenant = String((await rowsIn(own, "plans")).map((row) => Object.values(row)[0]));
      const other = await keepCouncil(own.base);
      for (const cookie of [undefined, other, `agenda=${tenant.slice(0, 22)}`]) {
        for (const path of ["/pla", `/pla?tenant=${tenant}`])
          expect((await lookAs(cookie, own.base + path)).$(".entries").length).toBe(0);
        const entry = await lookAs(cookie, `${own.base}/pla/1.1.1`);
        expect(entry.$('[name="owner"]').length).toBe(0);
        for (const path of ["/pla.csv", "/pla.docx", `/pla/slack:${tenant}`, `/pla/${tenant}.csv`])
          expect((await fetch(own.base + path)).headers.get("content-disposition")).toBeNull();
        await wishFor(own.base, "/pla/1.1.1", keep(1), { cookie, ...owner("Intrús") });
        await wishFor(own.base, "/pla/1.1.1", drop(1), { cookie });
      }
      expect(await rowsIn(own, "plans")).toMatchObject([{ owner: "", version: 1 }]);
    });
  });
});

describe("the plan of a workspace", () => {
  const slack = {
    person: digestOf("slack:U1"),
    tenant: digestOf("slack:T1"),
    platform: "slack",
    language: "ca" as const,
    isAdmin: () => Promise.resolve(false),
  };

  it("opens with the link that its chat gives, to be read, with its documents", async () => {
    let linked = "";
    const web = { planDocuments };
    await serveFor(
      served.index,
      {
        web,
        reception: (real) => ({
          // A browser is nobody of the workspace: this stands for somebody who asks in the chat.
          async serve(wish, visitor) {
            if (wish.kind !== "my-data") return real.serve(wish, visitor);
            await real.serve(add("1.1.1"), slack);
            const sheet = await real.serve({ kind: "plan" }, slack);
            for (const part of sheet.parts) if (part.kind === "link") linked = part.url;
            return sheet;
          },
        }),
      },
      async ({ base }) => {
        await lookAs(undefined, `${base}/les-meves-dades`);
        const page = await lookAs(undefined, linked);
        expect([page.status, codesOn(page), page.setCookie]).toEqual([200, ["1.1.1"], undefined]);
        expect(page.headers.get("cache-control")).toBe("no-store");
        expect(page.$("main form[method=post]").length).toBe(0);
        expect(page.$('.entries a[href="/agenda/1.1.1"]').length).toBe(1);
        const file = await fetch(base + String(page.$(".downloads a").eq(2).attr("href")));
        expect(await file.text()).toBe("1.1.1");
        expect(file.headers.get("cache-control")).toBe("no-store");
      },
    );
  });

  it("does not open with a ticket that is forged, too old, or for something else", async () => {
    const subject = `slack:${slack.tenant}`;
    const issue = (now = Date.now, secret = testSecret, purpose: "plan" | "data" = "plan") =>
      createTickets(secret, now).issue(subject, purpose);
    expect((await fetch(`${served.base}/pla/${issue()}`)).status).toBe(200);
    for (const ticket of [
      `${issue()}x`,
      issue().replace("slack:", "teams:"),
      issue(() => Date.now() - 15 * 60_000 - 1),
      issue(() => Date.now() + 60_000),
      issue(Date.now, "another secret"),
      issue(Date.now, testSecret, "data"),
      `${subject}.1.`,
    ])
      for (const ending of ["", ".docx"]) {
        const page = await lookAs(undefined, `${served.base}/pla/${ticket}${ending}`);
        expect([page.status, page.$("h1").text()]).toEqual([404, "Aquest enllaç no val"]);
      }
  });
});

describe("the documents of a plan", () => {
  it.each([
    ["docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["csv", "text/csv; charset=utf-8"],
    ["ics", "text/calendar; charset=utf-8"],
  ])("are sent as %s, to be kept", async (format, type) => {
    const cookie = await planned(served.base, ["1.1.1", "1.1.3"]);
    const file = await fetch(`${served.base}/pla.${format}?lang=en`, { headers: { cookie } });
    expect(file.headers.get("content-type")).toBe(type);
    expect(file.headers.get("content-disposition")).toBe(`attachment; filename=pla.${format}`);
    expect(file.headers.get("cache-control")).toBe("private, no-cache");
    expect(await file.text()).toBe("1.1.1;1.1.3");
    expect(made.at(-1)).toMatchObject({ language: "en", council: { population: 800 } });
  });

  it("are made one at a time: who asks too often is told when to come back", async () => {
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const slow = { ...planDocuments, csv: () => held.then(() => "made") };
    await serveFor(served.index, { web: { planDocuments: slow } }, async (own) => {
      const cookie = await planned(own.base, ["1.1.1"]);
      const ask = () => fetch(`${own.base}/pla.csv`, { headers: { cookie } });
      // One that is made and one that waits; the third is too many, and others are served all the while.
      const asked = [ask(), ask(), ask()];
      const refused = await Promise.race(asked);
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
      expect((await lookAs(cookie, `${own.base}/pla`)).status).toBe(200);
      finish();
      const statuses = await Promise.all(asked.map(async (one) => (await one).status));
      expect(statuses.sort()).toEqual([200, 200, 503]);
    });
  });

  it("are not there for a plan with nothing in it, nor to be written to", async () => {
    expect((await lookAs(undefined, `${served.base}/pla.docx`)).status).toBe(404);
    const sent = await fetch(`${served.base}/pla.csv`, { method: "POST" });
    expect([sent.status, sent.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });
});
