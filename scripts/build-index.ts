import { parseArgs } from "node:util";
import { pino } from "pino";
import { chooseDenseStore } from "../adapters/langchain/dense-store.ts";
import { createProgress } from "../adapters/terminal/progress.ts";
import { describeProblem } from "../src/agenda/knowledge-problem.ts";
import { readKnowledge } from "../src/agenda/read-knowledge.ts";
import { readConfig } from "../src/config.ts";
import { AssistantError } from "../src/errors.ts";
import { buildIndex, rollBack } from "../src/search/index-build.ts";
import { runCommand } from "./command.ts";
import { openScriptModels } from "./models.ts";

const usage = `npm run index                 builds the index and switches to it
npm run index -- --check      only says whether the knowledge can be indexed
npm run index -- --rollback   goes back to the index before the current one
`;

await runCommand(usage, run);

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      check: { type: "boolean" },
      rollback: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (values.check && values.rollback)
    throw new AssistantError("USAGE", "--check and --rollback do not go together");
  const config = readConfig();
  const store = await chooseDenseStore(() =>
    process.stderr.write(
      "hnswlib-node is not compiled on this machine: exact search is used instead\n",
    ),
  );
  if (values.rollback) {
    const version = await rollBack(config.indexDirectory, store);
    process.stdout.write(`now serving ${version}; npm run index goes forward again\n`);
    return 0;
  }
  const started = performance.now();
  const knowledge = await readKnowledge(config.knowledgeDirectory);
  if (knowledge.problems.length > 0) {
    for (const problem of knowledge.problems) {
      process.stderr.write(`${config.knowledgeDirectory}/${describeProblem(problem)}\n`);
    }
    throw new AssistantError(
      "KNOWLEDGE_INVALID",
      `${knowledge.problems.length === 1 ? "1 error" : `${knowledge.problems.length} errors`}: no s'ha indexat res`,
    );
  }
  const size = `${knowledge.items.length} items, ${knowledge.concepts.length} concepts`;
  if (values.check) {
    process.stdout.write(`the knowledge is correct: ${size}\n`);
    return 0;
  }
  const { neural } = await openScriptModels(config, pino({ level: config.logLevel }), (told) =>
    process.stderr.write(`${told}\n`),
  );
  const { counts } = await buildIndex(
    knowledge,
    config.indexDirectory,
    store,
    createProgress(process.stderr),
    neural?.build,
  );
  await neural?.build.cache.close();
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  process.stdout.write(`indexed ${size}, ${counts.passages} passages in ${seconds} s\n`);
  return 0;
}
