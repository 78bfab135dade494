import type { Citation } from "../../src/answer/answer.ts";
import { shownIn } from "../../src/answer/shown.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { createBaselines } from "./baselines.ts";
import { bandsOf, groups } from "./groups.ts";
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
} from "./measure.ts";
import { openAddresses } from "./open-addresses.ts";
import {
  type Half,
  leakedQuestions,
  type Question,
  readGeneralQuestions,
  readQuestions,
} from "./question-sets.ts";
import { serveKnowledge } from "./serve-knowledge.ts";
import type { Figures } from "./table.ts";

/** Measures the answers to a half's questions about the Agenda, beside the baselines. */
export async function measureAgenda(
  half: Half,
  knowledgeDirectory: string,
): Promise<Figures["agenda"]> {
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
  const { search, uncovered, exact } = byIntent(answers);
  const files = readRawFiles(knowledgeDirectory, items);
  const figures: Figures["agenda"] = {
    ranking: groups(search, rankingOf),
    baselines: await baselineGroups(
      index,
      search.map(({ question }) => question),
    ),
    uncovered: bandsOf(uncovered),
    covered: bandsOf(search),
    exact: {
      share: exact.filter((one) => isExact(one, files)).length / Math.max(1, exact.length),
      wrong: exact.filter((one) => !isExact(one, files)).map(({ question }) => question.id),
    },
    ...(await openAddresses(citationsIn(answers), { publicUrl, knowledgeDirectory })),
    latencyMs: latencyOf(answers),
  };
  await stop();
  return figures;
}

/** Measures the answers to a half's questions about arbitrary text, beside the baselines. */
export async function measureGeneral(half: Half): Promise<Figures["general"]> {
  const { questions, knowledgeDirectory } = readGeneralQuestions(half);
  const { assistant, index, publicUrl, stop } = await serveKnowledge(knowledgeDirectory);
  const answers = await answerAll(assistant, questions);
  const figures: Figures["general"] = {
    ranking: groups(answers, rankingOf),
    baselines: await baselineGroups(index, questions),
    covered: bandsOf(answers),
    ...(await openAddresses(citationsIn(answers), { publicUrl, knowledgeDirectory })),
  };
  await stop();
  return figures;
}

/** Answers to questions that are searched for, that nothing covers, and that have one exact answer. */
export function byIntent(answers: readonly Answered[]) {
  const of = (intent: Question["intent"]) =>
    answers.filter(({ question }) => question.intent === intent);
  const exact = answers.filter(
    ({ question }) => !["search", "uncovered"].includes(question.intent),
  );
  return { search: of("search"), uncovered: of("uncovered"), exact };
}

/** Milliseconds of one answer. */
export function latencyOf(answers: readonly Answered[]): {
  readonly p50: number;
  readonly p99: number;
} {
  const durations = answers.map(({ answer }) => answer.durationMs);
  return { p50: percentile(durations, 0.5), p99: percentile(durations, 0.99) };
}

/** Everything that was shown, what is nearest to an abstention included. */
function citationsIn(answers: readonly Answered[]): Citation[] {
  return answers.flatMap(({ answer }) => shownIn(answer));
}

async function baselineGroups(index: SearchIndex, questions: readonly Question[]) {
  const result: Record<string, Record<string, Ranking>> = {};
  for (const [name, ranker] of Object.entries(createBaselines(index)))
    result[name] = groups(await rankAll(ranker, questions), rankingOfBaseline);
  return result;
}
