import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isHnswAvailable } from "../adapters/langchain/hnsw-store.ts";
import { readConfig } from "../src/config.ts";
import type { BenchFigures, ScaleFigures } from "./bench/figures.ts";
import { describeMachine } from "./bench/machine.ts";
import { measureStart, runTask } from "./bench/processes.ts";
import { formatTable } from "./bench/table.ts";
import { writeDocuments } from "./bench/write-documents.ts";

const usage = `npm run bench                     measures at 1, 10, 100 and 1000 times the shipped knowledge
  -- --scales 1,10,100            only at these sizes
  -- --json                       prints the figures as JSON
  -- --write                      also writes docs/bench.md and docs/bench.svg
`;

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof TypeError && "code" in error)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      scales: { type: "string", default: "1,10,100,1000" },
      json: { type: "boolean" },
      write: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  const scales = values.scales.split(",").map(Number);
  const areScales = scales.every((scale) => Number.isInteger(scale) && scale >= 1);
  if (values.help || !areScales) {
    (values.help ? process.stdout : process.stderr).write(usage);
    return values.help ? 0 : 2;
  }
  const date = new Date().toISOString().slice(0, 10);
  const measured: ScaleFigures[] = [];
  for (const scale of scales.sort((a, b) => a - b)) measured.push(await measure(scale));
  const figures: BenchFigures = { date, machine: describeMachine(), scales: measured };
  process.stdout.write(
    values.json ? `${JSON.stringify(figures, null, 1)}\n` : `${formatTable(figures)}\n`,
  );
  if (values.write) await writeDocuments(figures);
  return 0;
}

/** One size, each measurement in a process of its own and after the one before. */
async function measure(scale: number): Promise<ScaleFigures> {
  const started = performance.now();
  const say = (what: string) => process.stderr.write(`${scale}x: ${what}\n`);
  const folder = await mkdtemp(join(tmpdir(), "agenda-bench-"));
  const input = {
    scale,
    knowledgeDirectory: resolve(readConfig().knowledgeDirectory),
    indexDirectory: join(folder, "index"),
    questionsFile: join(folder, "questions.json"),
  };
  try {
    say("building the index");
    const build = await runTask("build", input);
    say("answering");
    const answer = await runTask("answer", input);
    const start = scale === 1 ? await measureStart(input) : undefined;
    say("comparing with exact search");
    const recall = (await isHnswAvailable()) ? await runTask("recall", input) : undefined;
    say("MiniSearch");
    const baseline = await runTask("baseline", input);
    const { readyMs, readyBytes, result } = answer;
    return {
      scale,
      build: build.result,
      answer: { readyMs, readyBytes, ...result },
      ...(start === undefined ? {} : { start }),
      ...(recall === undefined ? {} : { recall: recall.result }),
      baseline: baseline.result,
      tookMs: performance.now() - started,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
