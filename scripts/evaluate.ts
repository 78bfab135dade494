import { parseArgs } from "node:util";
import { destination, pino } from "pino";
import { type Config, readConfig } from "../src/config.ts";
import { AssistantError } from "../src/errors.ts";
import { runCommand } from "./command.ts";
import { evaluateLead } from "./evaluation/evaluate-lead.ts";
import { climb } from "./evaluation/ladder.ts";
import { brokenLeadThresholds } from "./evaluation/lead-checks.ts";
import { printLead } from "./evaluation/lead-table.ts";
import { measureAgenda, measureGeneral } from "./evaluation/measure-half.ts";
import { type ModelledMeasuring, openModelledMeasuring } from "./evaluation/measure-with-models.ts";
import {
  type Half,
  halves,
  readGeneralQuestions,
  readQuestions,
} from "./evaluation/question-sets.ts";
import { serveKnowledge } from "./evaluation/serve-knowledge.ts";
import { type Figures, printLadder, printTable } from "./evaluation/table.ts";
import { brokenThresholds } from "./evaluation/thresholds.ts";

const usage = `npm run evaluate                 asks the project's questions; beside it, with EMBEDDINGS and RERANKER where they are set
npm run evaluate -- --lead       the lead: what the chat model that is set up writes, and what the checker lets through
  --half tuning|measuring        one half of the questions; default both, with --lead tuning
  --ladder                       what each step of the search adds
  --json                         one JSON object
  --check                        exit 1 where a figure is below what is asked
`;

await runCommand(usage, run);

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ladder: { type: "boolean" },
      json: { type: "boolean" },
      half: { type: "string" },
      check: { type: "boolean" },
      lead: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const half = halves.find((one) => one === values.half);
  if (values.half !== undefined && half === undefined)
    throw new AssistantError("USAGE", `--half is ${halves.join(" or ")}`);
  const config = readConfig();
  const broken = values.lead
    ? await runLead(half ?? "tuning", config, values)
    : await runSearch(half === undefined ? halves : [half], config, values);
  if (!values.check) return 0;
  for (const line of broken) process.stderr.write(`${line}\n`);
  return broken.length > 0 ? 1 : 0;
}

/** What was asked for beside the figures. */
interface Wanted {
  readonly json?: boolean;
  readonly ladder?: boolean;
}

/** Prints the figures of the search. Gives what is below its threshold: without models, wherever some are set up. */
async function runSearch(
  chosen: readonly Half[],
  config: Config,
  { json, ladder }: Wanted,
): Promise<string[]> {
  const figures: Record<string, Figures> = {};
  const modelled = await openModelledMeasuring(config, logOf(config), tell);
  try {
    for (const half of chosen) figures[half] = await figuresOf(half, config, modelled);
  } finally {
    await modelled?.close();
  }
  if (ladder) for (const half of chosen) await printLadders(half, config.knowledgeDirectory);
  if (json) process.stdout.write(`${JSON.stringify(figures, null, 1)}\n`);
  else for (const [half, found] of Object.entries(figures)) printTable(half, found);
  return Object.entries(figures).flatMap(([half, found]) => brokenThresholds(half, found));
}

async function figuresOf(
  half: Half,
  { knowledgeDirectory }: Config,
  modelled: ModelledMeasuring | undefined,
): Promise<Figures> {
  const agenda = await measureAgenda(half, knowledgeDirectory);
  const general = await measureGeneral(half);
  const withModels = await modelled?.measure(half);
  return { agenda, general, ...(withModels === undefined ? {} : { withModels }) };
}

async function runLead(half: Half, config: Config, { json }: Wanted): Promise<string[]> {
  const report = await evaluateLead(half, config, { log: logOf(config), tell });
  if (json) process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
  else printLead(report);
  return brokenLeadThresholds(report);
}

async function printLadders(half: Half, knowledgeDirectory: string): Promise<void> {
  const agenda = await serveKnowledge(knowledgeDirectory);
  const search = readQuestions(half).filter(({ intent }) => intent === "search");
  printLadder(`${half} half, the Agenda`, await climb(agenda.index, search));
  await agenda.stop();
  const { questions, knowledgeDirectory: directory } = readGeneralQuestions(half);
  const general = await serveKnowledge(directory);
  printLadder(`${half} half, general text`, await climb(general.index, questions));
  await general.stop();
}

/** What goes wrong with a model is told beside the figures, not among them. */
function logOf({ logLevel }: Config) {
  return pino({ level: logLevel }, destination({ dest: 2, sync: true }));
}

function tell(told: string): void {
  process.stderr.write(`${told}\n`);
}
