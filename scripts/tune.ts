import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chooseDenseStore } from "../adapters/langchain/dense-store.ts";
import { readKnowledge } from "../src/agenda/read-knowledge.ts";
import { readConfig } from "../src/config.ts";
import { evidenceOf } from "../src/search/confidence.ts";
import { buildIndex, openIndex } from "../src/search/index-build.ts";
import {
  curatedWeights,
  importedWeights,
  kindPriors,
  type Retrieval,
  retrieve,
} from "../src/search/retrieve.ts";
import type { SearchIndex } from "../src/search/search-index.ts";
import { type Case, crossValidate, fitConfidence } from "./evaluation/fit-confidence.ts";
import { type Example, fitRanking } from "./evaluation/fit-ranking.ts";
import { percentile } from "./evaluation/measure.ts";
import { type Question, readGeneralQuestions, readQuestions } from "./evaluation/question-sets.ts";

/** A passage of imported text is one of many sources of confidence; the Agenda's own questions count most. */
const generalShare = 0.25;

const config = readConfig();
const agenda = await open(config.knowledgeDirectory);
const questions = readQuestions("tuning");
const search = await ask(
  agenda,
  questions.filter(({ intent }) => intent === "search"),
);
const uncovered = await ask(
  agenda,
  questions.filter(({ intent }) => intent === "uncovered"),
);
const generalSet = readGeneralQuestions("tuning");
const general = await open(generalSet.knowledgeDirectory);
const passages = await ask(general, generalSet.questions);
/** Questions about the Agenda put to a collection that knows nothing of it. */
const strangers = await ask(
  general,
  questions.filter(({ intent }) => intent === "search"),
);

print(
  "ranking, written items (src/search/retrieve.ts, curatedWeights)",
  fitRanking(examplesOf(search), curatedWeights),
);
print(
  "ranking, imported text (src/search/retrieve.ts, importedWeights)",
  fitRanking(examplesOf(passages), importedWeights),
);

const cases: Case[] = [
  ...casesOf(search, true, 1),
  ...casesOf(uncovered, false, 1),
  ...casesOf(passages, true, generalShare),
  ...casesOf(strangers, false, generalShare),
];
const confidences = crossValidate(cases);
const ofCovered = confidences.slice(0, search.length);
const ofUncovered = confidences.slice(search.length, search.length + uncovered.length);
print("confidence (src/search/confidence.ts)", fitConfidence(cases));
print(
  "cross-validated confidence: lowest 1, 2, 3 and 5 % of covered questions",
  [0.01, 0.02, 0.03, 0.05].map((share) => percentile(ofCovered, share)),
);
print(
  "cross-validated confidence: highest 5, 3, 2 and 1 % of uncovered questions",
  [0.95, 0.97, 0.98, 0.99].map((share) => percentile(ofUncovered, share)),
);

interface Asked {
  readonly question: Question;
  readonly retrieval: Retrieval;
}

async function open(knowledgeDirectory: string): Promise<SearchIndex> {
  const directory = await mkdtemp(join(tmpdir(), "agenda-tuning-"));
  const store = await chooseDenseStore(() => {});
  await buildIndex(await readKnowledge(knowledgeDirectory), directory, store);
  const index = await openIndex(directory, store);
  await rm(directory, { recursive: true });
  return index;
}

async function ask(index: SearchIndex, asked: readonly Question[]): Promise<Asked[]> {
  const answers: Asked[] = [];
  for (const question of asked) {
    const language = index.language.identifier.identify(question.question);
    answers.push({
      question,
      retrieval: await retrieve(question.question, index, language ? { language } : {}),
    });
  }
  return answers;
}

function examplesOf(asked: readonly Asked[]): Example[] {
  return asked.map(({ question, retrieval }) => ({
    candidates: retrieval.results.map(({ item, features }) => ({
      features,
      prior: kindPriors[item.kind],
      isRight: question.expected.includes(item.id),
    })),
  }));
}

function casesOf(asked: readonly Asked[], isCovered: boolean, weight: number): Case[] {
  return asked.map(({ retrieval }) => ({ evidence: evidenceOf(retrieval), isCovered, weight }));
}

function print(title: string, value: unknown): void {
  process.stdout.write(`${title}\n${JSON.stringify(value)}\n\n`);
}
