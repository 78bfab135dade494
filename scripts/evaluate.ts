import { parseArgs } from "node:util";
import type { Citation } from "../src/answer/answer.ts";
import { shownIn } from "../src/answer/shown.ts";
import { readConfig } from "../src/config.ts";
import { languages } from "../src/language/language.ts";
import type { SearchIndex } from "../src/search/search-index.ts";
import { createBaselines } from "./evaluation/baselines.ts";
import { climb } from "./evaluation/ladder.ts";
import {
  type Answered,
  answerAll,
  isExact,
  percentile,
  type Ranking,
  rankAll,
  rankingOf,
  rankingOfBaseline,
  readRawFiles,
  shareOf,
} from "./evaluation/measure.ts";
import { openAddresses } from "./evaluation/open-addresses.ts";
import {
  type Half,
  halves,
  leakedQuestions,
  type Question,
  readGeneralQuestions,
  readQuestions,
} from "./evaluation/question-sets.ts";
import { serveKnowledge } from "./evaluation/serve-knowledge.ts";
import { type Figures, printLadder, printTable } from "./evaluation/table.ts";
import { brokenThresholds } from "./evaluation/thresholds.ts";

const { values } = parseArgs({
  options: {
    ladder: { type: "boolean" },
    json: { type: "boolean" },
    half: { type: "string" },
    check: { type: "boolean" },
  },
});
const chosen = halves.filter((half) => values.half === undefined || values.half === half);
const config = readConfig();
/** All questions, each language, and the styles that are measured apart. */
const groupNames = ["all", ...languages, "typos", "two-topics"];
const figures: Record<string, Figures> = {};
for (const half of chosen) {
  figures[half] = {
    agenda: await measureAgenda(half),
    general: await measureGeneral(half),
  };
  if (values.ladder) await printLadders(half);
}
if (values.json) process.stdout.write(`${JSON.stringify(figures, null, 1)}\n`);
else for (const [half, found] of Object.entries(figures)) printTable(half, found);
const broken = Object.entries(figures).flatMap(([half, found]) => brokenThresholds(half, found));
if (values.check) {
  for (const line of broken) process.stderr.write(`${line}\n`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}

async function printLadders(half: Half): Promise<void> {
  const agenda = await serveKnowledge(config.knowledgeDirectory);
  const search = readQuestions(half).filter(({ intent }) => intent === "search");
  printLadder(`${half} half, the Agenda`, await climb(agenda.index, search));
  await agenda.stop();
  const { questions, knowledgeDirectory } = readGeneralQuestions(half);
  const general = await serveKnowledge(knowledgeDirectory);
  printLadder(`${half} half, general text`, await climb(general.index, questions));
  await general.stop();
}

async function measureAgenda(half: Half): Promise<Figures["agenda"]> {
  const { knowledgeDirectory } = config;
  const { assistant, index, publicUrl, stop } = await serveKnowledge(knowledgeDirectory);
  const { items } = index.catalogue;
  const questions = readQuestions(half);
  const leaked = leakedQuestions(
    questions,
    items.flatMap((item) => item.questions),
  );
  if (leaked.length > 0)
    throw new Error(`questions of the ${half} half stand in the knowledge: ${leaked.join(", ")}`);
  await answerAll(assistant, questions.slice(0, 30));
  const answers = await answerAll(assistant, questions);
  const search = answers.filter(({ question }) => question.intent === "search");
  const uncovered = answers.filter(({ question }) => question.intent === "uncovered");
  const exact = answers.filter(
    ({ question }) => !["search", "uncovered"].includes(question.intent),
  );
  const files = readRawFiles(knowledgeDirectory, items);
  const durations = answers.map(({ answer }) => answer.durationMs);
  const figures: Figures["agenda"] = {
    ranking: groups(search, rankingOf),
    baselines: await baselineGroups(
      index,
      search.map(({ question }) => question),
    ),
    uncovered: {
      answered: shareOf(uncovered, "answered"),
      suggested: shareOf(uncovered, "suggested"),
      abstained: shareOf(uncovered, "abstained"),
    },
    covered: {
      answered: shareOf(search, "answered"),
      suggested: shareOf(search, "suggested"),
      abstained: shareOf(search, "abstained"),
    },
    exact: {
      share: exact.filter((one) => isExact(one, files)).length / Math.max(1, exact.length),
      wrong: exact.filter((one) => !isExact(one, files)).map(({ question }) => question.id),
    },
    ...(await openAddresses(citationsIn(answers), { publicUrl, knowledgeDirectory })),
    latencyMs: { p50: percentile(durations, 0.5), p99: percentile(durations, 0.99) },
  };
  await stop();
  return figures;
}

async function measureGeneral(half: Half): Promise<Figures["general"]> {
  const { questions, knowledgeDirectory } = readGeneralQuestions(half);
  const { assistant, index, publicUrl, stop } = await serveKnowledge(knowledgeDirectory);
  const answers = await answerAll(assistant, questions);
  const figures: Figures["general"] = {
    ranking: groups(answers, rankingOf),
    baselines: await baselineGroups(index, questions),
    covered: {
      answered: shareOf(answers, "answered"),
      suggested: shareOf(answers, "suggested"),
      abstained: shareOf(answers, "abstained"),
    },
    ...(await openAddresses(citationsIn(answers), { publicUrl, knowledgeDirectory })),
  };
  await stop();
  return figures;
}

/** Everything that was shown, what is nearest to an abstention included. */
function citationsIn(answers: readonly Answered[]): Citation[] {
  return answers.flatMap(({ answer }) => shownIn(answer));
}

/** The groups that a question belongs to. */
function groupKeys(question: Question): string[] {
  const apart = question.style === "typos" || question.style === "two-topics";
  return ["all", question.language, ...(apart && question.style ? [question.style] : [])];
}

/** A figure of each group that has members. */
function groups<Member extends { readonly question: Question }>(
  all: readonly Member[],
  rank: (members: readonly Member[]) => Ranking,
): Record<string, Ranking> {
  return Object.fromEntries(
    groupNames
      .map(
        (name) => [name, all.filter(({ question }) => groupKeys(question).includes(name))] as const,
      )
      .filter(([, members]) => members.length > 0)
      .map(([name, members]) => [name, rank(members)]),
  );
}

async function baselineGroups(index: SearchIndex, questions: readonly Question[]) {
  const result: Record<string, Record<string, Ranking>> = {};
  for (const [name, ranker] of Object.entries(createBaselines(index)))
    result[name] = groups(await rankAll(ranker, questions), rankingOfBaseline);
  return result;
}
