import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { drawChart } from "./chart.ts";
import type { BenchFigures } from "./figures.ts";
import { goalsP99, largeCollection } from "./goals.ts";
import { markdownGoals, markdownTables } from "./table.ts";
import { milliseconds, number } from "./units.ts";

const folder = join(import.meta.dirname, "../../docs");

/** Writes the page and the picture of a run. */
export async function writeDocuments(figures: BenchFigures): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "bench.svg"), drawChart(figures));
  await writeFile(join(folder, "bench.md"), page(figures));
}

function page(figures: BenchFigures): string {
  const { date, machine, scales } = figures;
  const tables = markdownTables(figures);
  const took = scales.reduce((sum, { tookMs }) => sum + tookMs, 0);
  const sizes = scales.map(({ scale, tookMs }) => `${scale}x ${milliseconds(tookMs)}`);
  return `# Bench

Measured on ${date} with \`npm run bench -- --write\` on ${machine}. The run took ${milliseconds(took)} (${sizes.join(", ")}).
This page and its picture are written by that command; do not edit them.

![Latency of one answer against the number of passages](bench.svg)

## Goals

${markdownGoals(figures)}

The goal of ${milliseconds(goalsP99.large)} is set at ${number(largeCollection)} passages. Its result is read off the straight line, in logarithms,
between the two measured sizes around that number.

## What was measured

1x is the knowledge that is shipped. A larger collection holds it and further copies of its tree. Each item of a copy
has the fields and the lengths of its model, sentences of three items of its kind, and half of its rarer words put
for others: new ones, at the rate that Heaps' law gives for the shipped texts, or ones used before, the more often
the likelier, so that the frequencies stay Zipf's. Seeded: the same on every machine, and the smaller collection is
the beginning of the larger one. It is not language that makes sense; it is for time and size, not for quality.

${tables.collection}

## This assistant

${tables.own}

## MiniSearch

The same texts (title, questions, body of each item), the same questions, in the same run. Folded words, prefix and
fuzzy (0.2) search, as in \`npm run evaluate\`. It returns ids; an answer with quotes would come on top. It has no
index on disk, so that each start builds it anew, and its process does not hold the texts.

${tables.miniSearch}

## How to read it

- Every measurement runs in a process of its own, one after the other, so that memory is that of the thing measured.
- *p50, p95, p99*: one answer through \`createAssistant().respond\`, from the question to the verified quotes; one
  question at a time. The questions are those of the tuning half and as many of the collection's own, with a word
  left out and some with a typo. Some questions warm the process up and are not counted. A series ends after a minute.
- *first question of the process*: before anything is compiled or remembered.
- *recall@10*: share of the ten nearest passages, found by comparing with every vector, that the dense index finds.
- *memory*: resident, as the system sees it. MB and GB are decimal.
- *opening the index*: from the start of the process, modules and the comparison of every byte with the manifest included.
- *\`npm start\`*: the whole program from its start to the line that says it is ready, the knowledge folder read
  included. Only at 1x: the larger collections are made in memory and are no folders of Markdown.
- Building counts the analysis, the vectors, the graph, the writing and the check; not the making of the texts.
`;
}
