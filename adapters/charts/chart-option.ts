import type { BarSeriesOption } from "echarts/charts";
import type { EChartsCoreOption } from "echarts/core";
import { formatNumber } from "../../src/answer/words.ts";
import { firstChars, oneLine } from "../../src/language/clean-text.ts";
import { languages } from "../../src/language/language.ts";
import type { Chart } from "../../src/owners/chart.ts";
import { groundColour, inkColour, lineColour, seriesColours, softColour } from "./colours.ts";
import { decals } from "./decals.ts";

/** Units of the view box, which are pixels where there is room for them. */
const fontSize = 14;
const charWidth = 7.5;
const narrowWidth = 320;
const wideWidth = 760;
/** Columns that fit a narrow picture. */
const mostInNarrow = 6;
const leastColumn = 13;
const columnsHeight = 300;
/** A bar with its name above it. */
const barRow = 46;
const barWidth = 16;
const legendRow = 24;
const margin = 10;
const numbersWidth = 48;
const labelsHeight = 30;
const mostLabelChars = 42;
/** Columns are told apart up to this width: few of them would be walls. */
const mostColumn = 64;

/** How large a chart is drawn: the smallest at which it can be read. */
export function sizeOf(chart: Chart): { readonly width: number; readonly height: number } {
  const legend = legendHeight(chart);
  const count = chart.labels.length;
  if (chart.kind === "bars")
    return { width: narrowWidth, height: legend + Math.max(1, count) * barRow + margin };
  return { width: columnsWidth(count), height: columnsHeight + legend };
}

/** What ECharts is told. Texts from outside are never its own names: it would read more into some of them. */
export function chartOption(chart: Chart): EChartsCoreOption {
  const { kind, series } = chart;
  const isBars = kind === "bars";
  const categories = chart.labels.map((_label, at) => String(at));
  const labels = chart.labels.map((label) => shorten(label, mostLabelChars));
  const names = series.map(({ name }) => shorten(name, mostLabelChars));
  const write = (value: number) => formatNumber(value, languageOf(chart));
  const nameAxis = {
    type: "category",
    data: categories,
    inverse: isBars,
    axisTick: { show: false },
    axisLine: { show: !isBars, lineStyle: { color: softColour } },
    axisLabel: {
      color: inkColour,
      fontSize,
      hideOverlap: !isBars,
      formatter: (category: string) => labels[Number(category)] ?? "",
      ...(isBars ? aboveBars : {}),
    },
  };
  const numberAxis = {
    type: "value",
    show: !isBars,
    minInterval: 1,
    splitNumber: 4,
    axisLabel: { color: softColour, fontSize, formatter: write },
    splitLine: { lineStyle: { color: lineColour } },
  };
  return {
    animation: false,
    textStyle: { fontSize },
    aria: { enabled: true, label: { enabled: false }, decal: { show: true, decals: [...decals] } },
    color: [...seriesColours],
    legend: legendOf(chart, names),
    grid: gridOf(chart, write),
    xAxis: isBars ? numberAxis : nameAxis,
    yAxis: isBars ? nameAxis : numberAxis,
    series: [
      ...series.map(({ values }, at) => layer(kind, values.map(orNothing), at)),
      ...totals(chart, write),
    ],
  };
}

/** Names of bars stand above them, where they have the whole width. */
const aboveBars = {
  inside: true,
  margin: 0,
  interval: 0,
  align: "left",
  verticalAlign: "bottom",
  padding: [0, 0, barWidth / 2 + 4, 0],
};

/** What is nothing is not drawn: its rim would stand on what lies below it. */
function orNothing(value: number): number | "-" {
  return value === 0 ? "-" : value;
}

function layer(
  kind: Chart["kind"],
  values: readonly (number | "-")[],
  at: number,
): BarSeriesOption {
  return {
    type: "bar",
    name: `s${at}`,
    stack: "all",
    data: [...values],
    ...(kind === "bars" ? { barWidth } : { barMaxWidth: mostColumn }),
    barCategoryGap: "22%",
    itemStyle: { borderColor: groundColour, borderWidth: 1 },
    silent: true,
  };
}

/** A layer of no height on top of the others, that says how much they are together. */
function totals(chart: Chart, write: (value: number) => string): BarSeriesOption[] {
  const { kind, labels, series } = chart;
  const sums = labels.map((_label, at) =>
    series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0),
  );
  const column = (sizeOf(chart).width - numbersWidth) / Math.max(1, labels.length);
  const longest = Math.max(1, ...sums.map((sum) => write(sum).length));
  if (kind === "columns" && longest * charWidth > column) return [];
  return [
    {
      ...layer(
        kind,
        sums.map(() => 0),
        series.length,
      ),
      name: "total",
      itemStyle: { color: "none", decal: { symbol: "none" } },
      label: {
        show: true,
        position: kind === "bars" ? "right" : "top",
        color: inkColour,
        fontSize,
        fontWeight: "bold",
        formatter: ({ dataIndex }) => write(sums[dataIndex] ?? 0),
      },
    },
  ];
}

function gridOf(chart: Chart, write: (value: number) => string): object {
  const top = legendHeight(chart) + margin;
  if (chart.kind === "columns")
    return { top: top + margin, left: numbersWidth, right: margin, bottom: labelsHeight, ...fixed };
  const most = Math.max(0, ...chart.series.flatMap(({ values }) => values));
  const right = (write(most).length + 1) * (charWidth + 2) + margin;
  // The names stand above: the first needs room, the last leaves some.
  return { top: top + 4, left: 2, right, bottom: 0, ...fixed };
}

const fixed = { outerBoundsMode: "none", containLabel: false } as const;

function legendOf(chart: Chart, names: readonly string[]): object {
  if (chart.series.length < 2) return { show: false };
  return {
    show: true,
    data: names.map((_name, at) => `s${at}`),
    formatter: (name: string) => names[Number(name.slice(1))] ?? "",
    orient: isListed(chart) ? "vertical" : "horizontal",
    left: 0,
    top: 0,
    padding: 0,
    borderColor: lineColour,
    itemGap: isListed(chart) ? legendRow - fontSize - 2 : 22,
    itemWidth: 26,
    itemHeight: fontSize,
    textStyle: { color: inkColour, fontSize },
  };
}

function legendHeight(chart: Chart): number {
  if (chart.series.length < 2) return 0;
  return legendRow * (isListed(chart) ? chart.series.length : 1) + margin;
}

/** Whether the legend has a line for each series. */
function isListed({ kind, labels, series }: Chart): boolean {
  const width = kind === "bars" ? narrowWidth : columnsWidth(labels.length);
  const chars = series.reduce(
    (sum, { name }) => sum + Math.min(name.length, mostLabelChars) + 8,
    0,
  );
  return chars * charWidth > Math.min(width, wideWidth);
}

function columnsWidth(count: number): number {
  if (count <= mostInNarrow) return narrowWidth;
  return Math.max(wideWidth, numbersWidth + margin + count * leastColumn);
}

function shorten(text: string, most: number): string {
  const line = oneLine(text);
  return line.length <= most ? line : `${firstChars(line, most - 1).trimEnd()}…`;
}

function languageOf(chart: Chart): (typeof languages)[number] {
  return languages.find((language) => chart.language.startsWith(language)) ?? "ca";
}
