import { load } from "cheerio";
import { describe, expect, it } from "vitest";
import type { KnowledgeItem } from "../../../src/agenda/item.ts";
import { itemPath } from "../../../src/answer/address.ts";
import { xmlFault } from "../../helpers/well-formed-xml.ts";
import { openPage, pageItem, serveFor, serveHere, withItems } from "./serve.ts";

const served = serveHere();
const hostile = `<script>alert("1")</script> & l'eix </text></svg> ${"llarguíssim ".repeat(20)}`;

/** Two axes: one with objectives of 0, 1 and 20 actions, one with nothing. */
function tree(title = "Un nom"): KnowledgeItem[] {
  const node = (id: string, kind: KnowledgeItem["kind"]) =>
    pageItem({ id, kind, title: `${title} ${id}` });
  const actions = Array.from({ length: 20 }, (_, at) => node(`1.3.${at + 1}`, "action"));
  return [
    node("1", "axis"),
    node("1.1", "objective"),
    node("1.2", "objective"),
    node("1.2.1", "action"),
    node("1.3", "objective"),
    ...actions,
    node("2", "axis"),
  ];
}

async function pictures(items: readonly KnowledgeItem[]) {
  return serveFor(withItems(served.index, items), {}, async ({ base }) => {
    const response = await fetch(`${base}/agenda.svg`);
    const page = await openPage(`${base}/agenda`);
    return { base, type: response.headers.get("content-type"), svg: await response.text(), page };
  });
}

describe("the tree as a picture", () => {
  it.each(["svg.wide", "svg.narrow"])("leads to every axis and objective in %s", async (layout) => {
    const items = tree();
    const { page } = await pictures(items);
    const links = page.$(`${layout} a`).toArray();
    const shown = items.filter(({ kind }) => kind !== "action");

    expect(links.map((link) => page.$(link).attr("href"))).toEqual(
      shown.map(({ id }) => itemPath(id)),
    );
    for (const [at, { id, title }] of shown.entries()) {
      expect(page.$(links[at]).children("title").text()).toContain(`${id} ${title}`);
    }
  });

  it("counts the actions, and draws a dot for each as far as there is room", async () => {
    const { page } = await pictures(tree());
    const link = (id: string) => page.$(`svg.wide a[href="${itemPath(id)}"]`);
    const name = (id: string) => link(id).children("title").text();
    const dots = (id: string) => link(id).find("circle").length;

    expect(name("1")).toContain("21 accions");
    expect(name("2")).toContain("0 accions");
    expect(name("1.2")).toContain("1 acció");
    expect(name("1.3")).toContain("20 accions");
    expect([dots("1.1"), dots("1.2"), dots("1.3")]).toEqual([0, 1, 14]);
    expect(["1.1", "1.2", "1.3"].map((id) => link(id).children("text").last().text())).toEqual([
      "0",
      "1",
      "20",
    ]);
  });

  it("keeps everything within its frame, and nothing on top of another", async () => {
    const { page } = await pictures(tree(hostile));
    for (const svg of page.$("svg").toArray()) {
      const [, , width = 0, height = 0] = (page.$(svg).attr("viewBox") ?? "")
        .split(" ")
        .map(Number);
      const spans = page.$(svg).find("tspan").toArray();
      const rows = spans.map((span) => Number(page.$(span).attr("y")));
      const objectives = page
        .$(svg)
        .find(".objective tspan")
        .toArray()
        .map((span) => Number(page.$(span).attr("y")));

      expect(Math.min(...rows)).toBeGreaterThan(0);
      expect(Math.max(...rows)).toBeLessThan(height);
      expect([...objectives].sort((a, b) => a - b)).toEqual(objectives);
      const steps = objectives.slice(1).map((row, at) => row - (objectives[at] ?? 0));
      expect(Math.min(...steps)).toBeGreaterThanOrEqual(15);
      for (const dot of page.$(svg).find("circle").toArray())
        expect(Number(page.$(dot).attr("cx"))).toBeLessThan(width);
    }
  });

  it("is a file of its own that opens anywhere", async () => {
    const { base, type, svg } = await pictures(tree());
    const $ = load(svg, { xml: true });

    expect(type).toContain("image/svg+xml");
    expect(xmlFault(svg)).toBeUndefined();
    expect($("svg").attr("xmlns")).toBe("http://www.w3.org/2000/svg");
    expect($("svg > title").text()).not.toBe("");
    const links = $("a")
      .toArray()
      .map((link) => $(link).attr("href"));
    expect(links).toEqual(["1", "1.1", "1.2", "1.3", "2"].map((id) => base + itemPath(id)));
  });

  it("keeps markup in names as text", async () => {
    const { page, svg } = await pictures(tree(hostile));

    expect(xmlFault(svg)).toBeUndefined();
    expect(page.$("script").length).toBe(1);
    expect(load(svg, { xml: true })("script").length).toBe(0);
    expect(page.$("svg.wide a > title").first().text()).toContain(hostile);
  });

  it("stays well-formed though a name holds what XML cannot", async () => {
    const { svg } = await pictures(tree("a\u0000b\u0007c\ud800d\ufffe"));
    expect(xmlFault(svg)).toBeUndefined();
  });

  it("is not there when there is no tree", async () => {
    const { page } = await pictures([pageItem()]);

    expect(page.$("svg").length).toBe(0);
  });
});
