import {
  faultsOf,
  isGrowing,
  type LoadFigures,
  type MemoryFigures,
  type Phases,
} from "./load-figures.ts";
import type { Traffic } from "./traffic.ts";
import { bytes, milliseconds, number, percent } from "./units.ts";

const columns: readonly (readonly [title: string, phase: keyof Phases])[] = [
  ["asking alone", "askingAlone"],
  ["/healthz", "health"],
  ["asking", "asking"],
  ["reading alone", "readingAlone"],
  ["reading during", "reading"],
];

const rows: readonly (readonly [title: string, format: (traffic: Traffic) => string])[] = [
  ["connections", ({ connections }) => number(connections)],
  ["seconds", ({ seconds }) => number(seconds)],
  ["requests", ({ requests }) => number(requests)],
  ["requests a second", ({ perSecond }) => number(perSecond)],
  ["errors", ({ errors }) => number(errors)],
  ["timeouts", ({ timeouts }) => number(timeouts)],
  ["other statuses than 200", ({ non200 }) => number(non200)],
  ...(["p50", "p90", "p99", "worst"] as const).map(
    (name) =>
      [
        name,
        ({ requests, latencyMs }: Traffic) => (requests === 0 ? "" : milliseconds(latencyMs[name])),
      ] as const,
  ),
];

const moments: readonly (readonly [title: string, moment: keyof MemoryFigures])[] = [
  ["memory when ready", "ready"],
  ["  when the load starts, warm", "start"],
  ["  after a third", "third"],
  ["  after two thirds", "twoThirds"],
  ["  at the end", "end"],
  ["  after a rest", "idle"],
];

/** A load test's figures for a terminal. */
export function formatLoad({ date, machine, phases, memory }: LoadFigures): string {
  const width = 30;
  const faults = faultsOf(phases);
  const line = (title: string, cells: readonly string[]) =>
    `${title.padEnd(width)}${cells.map((cell) => cell.padStart(15)).join("")}`;
  return [
    `${date}, ${machine}`,
    "",
    line(
      "",
      columns.map(([title]) => title),
    ),
    ...rows.map(([title, format]) =>
      line(
        title,
        columns.map(([, phase]) => format(phases[phase])),
      ),
    ),
    "",
    ...moments.map(([title, moment]) => line(title, [bytes(Number(memory[moment]))])),
    "",
    growth(memory),
    ...(faults.length === 0 ? ["every request was answered with status 200"] : faults),
  ].join("\n");
}

function growth(memory: MemoryFigures): string {
  const { lowestOfFirstHalf, lowestOfSecondHalf } = memory;
  const change = percent(lowestOfSecondHalf / lowestOfFirstHalf - 1);
  const verdict = isGrowing(memory) ? "memory grew" : "memory did not grow";
  return `${verdict} in the second half: at least ${bytes(lowestOfFirstHalf)} in the first, ${bytes(lowestOfSecondHalf)} in the second (${change})`;
}
