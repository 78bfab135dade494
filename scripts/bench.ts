import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isHnswAvailable } from "../adapters/langchain/hnsw-store.ts";
import { readConfig } from "../src/config.ts";
import { AssistantError } from "../src/errors.ts";
import type { BenchFigures, ScaleFigures } from "./bench/figures.ts";
import { measureLoad } from "./bench/load.ts";
import { faultsOf } from "./bench/load-figures.ts";
import { formatLoad } from "./bench/load-table.ts";
import { describeMachine } from "./bench/machine.ts";
import { measureStart, runTask } from "./bench/processes.ts";
import { formatSlack, measureSlack } from "./bench/slack.ts";
import { formatTable } from "./bench/table.ts";
import type { TaskInput } from "./bench/task.ts";
import { writeDocuments } from "./bench/write-documents.ts";
import { runCommand } from "./command.ts";

const usage = `npm run bench                     measures at 1, 10, 100 and 1000 times the shipped knowledge
  -- --scales 1,10,100            only at these sizes
  -- --json                       prints the figures as JSON
  -- --write                      also writes docs/bench.md and docs/bench.svg
npm run bench -- --load           keeps connections asking the whole program
  -- --connections 200            so many
  -- --seconds 60                 so long
  -- --json                       prints the figures as JSON
npm run bench -- --slack          delivers messages as Slack does, before a stand-in of its Web API
  -- --rate 50                    so many a second
  -- --seconds 60                 so long
  -- --json                       prints the figures as JSON
`;

await runCommand(usage, run);

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      scales: { type: "string", default: "1,10,100,1000" },
      json: { type: "boolean" },
      write: { type: "boolean" },
      load: { type: "boolean" },
      slack: { type: "boolean" },
      rate: { type: "string", default: "50" },
      connections: { type: "string", default: "200" },
      seconds: { type: "string", default: "60" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (values.load) {
    const connections = readCount("connections", values.connections);
    return load(connections, readCount("seconds", values.seconds), values.json === true);
  }
  if (values.slack) {
    const rate = readCount("rate", values.rate);
    return slack(rate, readCount("seconds", values.seconds), values.json === true);
  }
  const scales = values.scales.split(",").map((scale) => readCount("scales", scale));
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

function readCount(option: string, given: string): number {
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new AssistantError("USAGE", `--${option}: expected whole numbers from 1`);
}

/** The shipped knowledge under load. */
async function load(connections: number, seconds: number, asJson: boolean): Promise<number> {
  const figures = await withFolder(1, async (input, say) => {
    say("building the index");
    await runTask("build", input);
    return measureLoad(input, { connections, seconds, say });
  });
  process.stdout.write(
    asJson ? `${JSON.stringify(figures, null, 1)}\n` : `${formatLoad(figures)}\n`,
  );
  return faultsOf(figures.phases).length === 0 ? 0 : 1;
}

/** The shipped knowledge, asked in Slack. */
async function slack(rate: number, seconds: number, asJson: boolean): Promise<number> {
  const figures = await withFolder(1, async (input, say) => {
    say("building the index");
    await runTask("build", input);
    return measureSlack(input, { rate, seconds, say });
  });
  process.stdout.write(
    asJson ? `${JSON.stringify(figures, null, 1)}\n` : `${formatSlack(figures)}\n`,
  );
  return figures.answeredOnce === figures.messages ? 0 : 1;
}

/** One size, each measurement in a process of its own and after the one before. */
function measure(scale: number): Promise<ScaleFigures> {
  const started = performance.now();
  return withFolder(scale, async (input, say) => {
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
  });
}

/** Gives the measurements of a size a folder that is removed afterwards. */
async function withFolder<Result>(
  scale: number,
  use: (input: TaskInput, say: (what: string) => void) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "agenda-bench-"));
  const input = {
    scale,
    knowledgeDirectory: resolve(readConfig().knowledgeDirectory),
    indexDirectory: join(folder, "index"),
    questionsFile: join(folder, "questions.json"),
  };
  try {
    return await use(input, (what) => process.stderr.write(`${scale}x: ${what}\n`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
