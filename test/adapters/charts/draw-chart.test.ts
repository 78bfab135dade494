import { load } from "cheerio";
import { describe, expect, it } from "vitest";
import { drawChart } from "../../../adapters/charts/draw-chart.ts";
import type { Chart } from "../../../src/owners/chart.ts";

const names = ["Respostes", "Amb propostes", "Sense resposta", "Fallides"];
const weeks = (count: number) => Array.from({ length: count }, (_one, at) => `${at + 1}/9`);

function madeChart(changes: Partial<Chart> = {}): Chart {
  return {
    kind: "columns",
    description: "Preguntes per setmana",
    labels: weeks(4),
    series: names.map((name, at) => ({ name, values: [1_000 + at, 20, 0, 4] })),
    language: "ca",
    ...changes,
  };
}

/** The picture, read as a page would read it, and what holds for every picture. */
async function draw(changes: Partial<Chart> = {}) {
  const svg = await drawChart(madeChart(changes));
  const $ = load(svg);
  expect($("body").children()).toHaveLength(1);
  expect($("svg")).toHaveLength(1);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  // What the policy of the pages refuses, and colours that are right on one ground only.
  const styled = $("[style], style, script, image, foreignObject, a, use");
  expect(styled).toHaveLength(0);
  const given = $("svg, svg *")
    .toArray()
    .flatMap(({ attribs }) => Object.entries(attribs));
  for (const [name, value] of given) {
    expect(name).not.toMatch(/^on|href|^ecmeta|^data-/);
    if (name === "fill" || name === "stroke")
      expect(value).toMatch(
        /^(?:none|var\(--[a-z0-9-]+\)|url\(#chart-[0-9a-f]{12}-p\d+\)|rgb\(0,0,0\))$/,
      );
  }
  const texts = $("svg text")
    .toArray()
    .map((text) => $(text).text());
  return { svg, $, texts, box: ($("svg").attr("viewBox") ?? "").split(" ").map(Number) };
}

describe("drawChart", () => {
  it("is a picture with a name, in the colours of the page", async () => {
    const { svg, $ } = await draw();
    expect($("svg").attr("role")).toBe("img");
    const title = $("svg > title");
    expect(title.text()).toBe("Preguntes per setmana");
    expect($("svg").attr("aria-labelledby")).toBe(title.attr("id"));
    for (const number of [1, 2, 3, 4]) expect(svg).toContain(`var(--chart-${number})`);
  });

  it("has a pattern for each series but the first, and tells which is which", async () => {
    const { $, texts } = await draw();
    const shown = new Set(
      $('path[fill^="url("]')
        .toArray()
        .map((path) => $(path).attr("fill")),
    );
    expect(shown.size).toBeGreaterThanOrEqual(3);
    for (const pattern of shown) {
      const id = pattern?.slice("url(#".length, -1);
      expect($(`pattern[id="${id}"]`)).toHaveLength(1);
    }
    expect(texts).toEqual(expect.arrayContaining(names));
  });

  it("writes what columns and bars are together, in the language", async () => {
    for (const kind of ["columns", "bars"] as const) {
      const { texts } = await draw({ kind });
      expect(texts, kind).toEqual(expect.arrayContaining(["4.006", "80", "0", "16"]));
      expect((await draw({ kind, language: "en" })).texts).toContain("4,006");
    }
  });

  it("draws what is zero and what is nothing", async () => {
    const zero = names.map((name) => ({ name, values: [0, 0, 0, 0] }));
    for (const kind of ["columns", "bars"] as const) {
      const { texts } = await draw({ kind, series: zero });
      expect(texts.filter((text) => text === "0").length).toBeGreaterThanOrEqual(4);
      const { box } = await draw({ kind, labels: [], series: [] });
      for (const size of box.slice(2)) expect(size).toBeGreaterThan(0);
    }
  });

  it("keeps columns apart, however many there are, and their labels, too", async () => {
    for (const count of [1, 6, 7, 13, 60, 120]) {
      const values = weeks(count).map((_week, at) => at + 1);
      const series = [{ name: "Preguntes", values }];
      const { $, box } = await draw({ labels: weeks(count), series });
      const columns = $('path[fill="var(--chart-1)"]')
        .toArray()
        .map((path) => Number(/^M(-?[\d.]+)/.exec($(path).attr("d") ?? "")?.[1]));
      expect(columns, String(count)).toHaveLength(count);
      const steps = columns.slice(1).map((x, at) => x - (columns[at] ?? 0));
      for (const step of steps) expect(step).toBeGreaterThanOrEqual(12.9);
      const labels = $('text[text-anchor="middle"]')
        .toArray()
        .filter((text) => /\/9$/.test($(text).text()))
        .map((text) => ({
          x: Number(/translate\((-?[\d.]+)/.exec($(text).attr("transform") ?? "")?.[1]),
          width: $(text).text().length * 8,
        }));
      expect(labels.length).toBeGreaterThan(0);
      for (const [at, { x, width }] of labels.entries()) {
        expect(x).toBeLessThanOrEqual(box[2] ?? 0);
        const before = labels[at - 1];
        if (before !== undefined) expect(x - before.x).toBeGreaterThan((width + before.width) / 2);
      }
    }
  });

  it("is legible where there is little room, and has a legend within its width", async () => {
    for (const kind of ["columns", "bars"] as const) {
      const { $, box } = await draw({ kind });
      expect(box[2]).toBeLessThanOrEqual(320);
      const sizes = $("text")
        .toArray()
        .map((text) => Number($(text).attr("font-size")));
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(14);
    }
  });

  it.each([
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{a|x}{value}{b}",
    "\u202Eanul\u0000\uFFFE\uD800",
    "a\nb\tc",
    "__proto__",
    "style=\"color:red\" fill='#010001'",
    "]]></svg><svg>",
    "x".repeat(5_000),
    "",
  ])("holds hostile texts as texts: %j", async (text) => {
    for (const kind of ["columns", "bars"] as const) {
      const series = [
        { name: text, values: [1, 2, 3, 4] },
        { name: `${text} `, values: [1, 2, 3, 4] },
      ];
      const { texts, $ } = await draw({
        kind,
        description: text,
        labels: [text, text, "a", "b"],
        series,
      });
      const written = [...texts, $("title").text()].join(" ");
      expect(written).not.toMatch(/[\u202A-\u202E\p{Cc}\p{Cs}]/u);
      if (text.startsWith("{")) expect(texts).toContain(text);
      if (text.startsWith("<")) expect($("title").text()).toBe(text);
      for (const one of texts) expect(one.length).toBeLessThanOrEqual(42);
    }
  });

  it("is the same for the same numbers, and has ids of its own beside others", async () => {
    const [one, same, other] = await Promise.all([
      drawChart(madeChart()),
      drawChart(madeChart()),
      drawChart(madeChart({ labels: ["a", "b", "c", "d"] })),
    ]);
    expect(same).toBe(one);
    const idsOf = (svg: string) => [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const ids = [...idsOf(one), ...idsOf(other)];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
