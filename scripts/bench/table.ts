import type { BenchFigures, ScaleFigures, Series } from "./figures.ts";
import { compareWithGoals } from "./goals.ts";
import { bytes, milliseconds, number, percent } from "./units.ts";

type Row = readonly string[];
type Measure = readonly [string, (figures: ScaleFigures) => string];

const collection: readonly Measure[] = [
  ["items", ({ build }) => number(build.items)],
  ["passages", ({ build }) => number(build.passages)],
  ["different words", ({ build }) => number(build.words)],
];
const own: readonly Measure[] = [
  ...seriesMeasures(({ answer }) => answer.answers),
  [
    "recall@10 of the dense index",
    ({ recall }) => (recall === undefined ? "exact" : percent(recall)),
  ],
  ["building the index", ({ build }) => milliseconds(build.buildMs)],
  ["memory while building, at most", ({ build }) => bytes(build.peakBytes)],
  ["index on disk", ({ build }) => bytes(build.diskBytes)],
  [
    "opening the index, from the start of the process",
    ({ answer }) => milliseconds(answer.readyMs),
  ],
  ["memory when open", ({ answer }) => bytes(answer.readyBytes)],
  ["memory after the answers", ({ answer }) => bytes(answer.bytes)],
  ["`npm start` until ready", ({ start }) => (start ? milliseconds(start.readyMs) : "")],
  ["`npm start`, memory when ready", ({ start }) => (start ? bytes(start.readyBytes) : "")],
];
const miniSearch: readonly Measure[] = [
  ...seriesMeasures(({ baseline }) => baseline.answers),
  ["building the index", ({ baseline }) => milliseconds(baseline.buildMs)],
  ["memory when built", ({ baseline }) => bytes(baseline.bytes)],
];

function seriesMeasures(of: (figures: ScaleFigures) => Series): Measure[] {
  return [
    ["p50", (figures) => milliseconds(of(figures).latencyMs.p50)],
    ["p95", (figures) => milliseconds(of(figures).latencyMs.p95)],
    ["p99", (figures) => milliseconds(of(figures).latencyMs.p99)],
    ["a second, in one process", (figures) => number(of(figures).throughput)],
    ["first question of the process", (figures) => milliseconds(of(figures).firstMs)],
    ["questions asked", (figures) => number(of(figures).questions)],
  ];
}

/** The figures for a terminal. */
export function formatTable(figures: BenchFigures): string {
  const { scales, machine, date } = figures;
  const rows: Row[] = [
    head("", scales),
    ...rowsOf(collection, scales),
    ["this assistant"],
    ...rowsOf(own, scales, "  "),
    ["MiniSearch"],
    ...rowsOf(miniSearch, scales, "  "),
  ];
  const width = Math.max(...rows.map(([title = ""]) => title.length)) + 2;
  const lines = rows.map(([title = "", ...cells]) =>
    `${title.replaceAll("`", "").padEnd(width)}${cells.map((cell) => cell.padStart(12)).join("")}`.trimEnd(),
  );
  const goals = compareWithGoals(figures).map(
    ({ goal, result, isMet }) => `${verdict(isMet).padEnd(8)}${goal} - ${result}`,
  );
  return [`${date}, ${machine}`, "", ...lines, "", ...goals].join("\n");
}

/** The figures as Markdown tables: collection, this assistant, MiniSearch. */
export function markdownTables({ scales }: BenchFigures): {
  readonly collection: string;
  readonly own: string;
  readonly miniSearch: string;
} {
  const table = (measures: readonly Measure[]) =>
    markdownTable([head("", scales), ...rowsOf(measures, scales)]);
  return { collection: table(collection), own: table(own), miniSearch: table(miniSearch) };
}

/** The goals of the design as a Markdown table. */
export function markdownGoals(figures: BenchFigures): string {
  return markdownTable([
    ["goal", "result", ""],
    ...compareWithGoals(figures).map(({ goal, result, isMet }) => [goal, result, verdict(isMet)]),
  ]);
}

function verdict(isMet: boolean | undefined): string {
  if (isMet === undefined) return "";
  return isMet ? "met" : "missed";
}

function head(title: string, scales: readonly ScaleFigures[]): Row {
  return [title, ...scales.map(({ scale }) => `${number(scale)}x`)];
}

function rowsOf(measures: readonly Measure[], scales: readonly ScaleFigures[], indent = ""): Row[] {
  return measures.map(([title, format]) => [`${indent}${title}`, ...scales.map(format)]);
}

function markdownTable(rows: readonly Row[]): string {
  const [first = [], ...rest] = rows;
  const rule = first.map((_, at) => (at === 0 ? "---" : "---:"));
  return [first, rule, ...rest].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
