import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { type Answer, citationsOf } from "../../src/answer/answer.ts";
import type { Assistant } from "../../src/answer/assistant.ts";
import { toMarkdown } from "../../src/answer/markdown.ts";
import type { Ranker } from "./baselines.ts";
import type { ExpectedFilters, Question } from "./question-sets.ts";

/** Shares of 0 to 1 over `count` questions. */
export interface Ranking {
  readonly count: number;
  readonly hit1: number;
  readonly hit3: number;
  readonly mrr: number;
}

/** Answers of the assistant to every question, in order. */
export interface Answered {
  readonly question: Question;
  readonly answer: Answer;
}

const depth = 10;

/** Asks every question as a person would. */
export async function answerAll(
  assistant: Assistant,
  questions: readonly Question[],
): Promise<Answered[]> {
  const answers: Answered[] = [];
  for (const question of questions) {
    const isSearch = question.intent === "search" || question.intent === "uncovered";
    const answer = await assistant.respond({
      question: question.question,
      ...(isSearch ? { limit: depth } : {}),
    });
    answers.push({ question, answer });
  }
  return answers;
}

/** Ranking quality of shown items: what an abstention shows does not count. */
export function rankingOf(answers: readonly Answered[]): Ranking {
  return summarise(
    answers.map(({ question, answer }) =>
      placeOf(
        question,
        citationsOf(answer).map(({ itemId }) => itemId),
      ),
    ),
  );
}

/** What a baseline finds for a question: ids of items, best first. */
export interface Ranked {
  readonly question: Question;
  readonly ids: readonly string[];
}

/** Asks a baseline every question. */
export async function rankAll(ranker: Ranker, questions: readonly Question[]): Promise<Ranked[]> {
  const ranked: Ranked[] = [];
  for (const question of questions) ranked.push({ question, ids: await ranker(question.question) });
  return ranked;
}

/** Ranking quality of a baseline. */
export function rankingOfBaseline(ranked: readonly Ranked[]): Ranking {
  return summarise(ranked.map(({ question, ids }) => placeOf(question, ids)));
}

/** Place of the first accepted item from 1; infinite when none is there. */
function placeOf(question: Question, ids: readonly string[]): number {
  const at = ids.findIndex((id) => question.expected.includes(id));
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}

function summarise(places: readonly number[]): Ranking {
  const share = (value: number) => (places.length === 0 ? 0 : value / places.length);
  return {
    count: places.length,
    hit1: share(places.filter((place) => place === 1).length),
    hit3: share(places.filter((place) => place <= 3).length),
    mrr: share(places.reduce((sum, place) => sum + 1 / place, 0)),
  };
}

/** Share of answers of a kind. */
export function shareOf(answers: readonly Answered[], kind: Answer["kind"]): number {
  return answers.length === 0
    ? 0
    : answers.filter(({ answer }) => answer.kind === kind).length / answers.length;
}

/** Whether a lookup, list, count, filter or help question got exactly what the files say. */
export function isExact({ question, answer }: Answered, files: readonly RawFile[]): boolean {
  if (question.intent === "help") return answer.intent === "help" && answer.kind === "answered";
  const ids = citationsOf(answer).map(({ itemId }) => itemId);
  if (question.intent === "lookup")
    return answer.intent === "lookup" && ids[0] === question.expected[0];
  const filters = question.filters;
  if (filters === undefined || answer.kind !== "answered") return false;
  const expected = files.filter((file) => fits(file, filters)).map(({ id }) => id);
  if (filters.topic !== undefined) {
    return ids.length > 0 && answer.intent === "list" && ids.every((id) => expected.includes(id));
  }
  if (question.intent === "count") {
    return (
      answer.intent === "count" &&
      new RegExp(`(?<!\\d)${expected.length}(?!\\d)`).test(toMarkdown(answer))
    );
  }
  return (
    answer.intent === "list" &&
    ids.length === expected.length &&
    expected.every((id) => ids.includes(id))
  );
}

/** What a file's front matter says, read without the project's own code. */
export interface RawFile {
  readonly id: string;
  readonly kind: string;
  readonly population: { readonly min?: number; readonly max?: number };
  readonly horizon?: string;
  readonly effort?: string;
  readonly roles: readonly string[];
}

/** Reads the front matter of every item of the tree. */
export function readRawFiles(
  knowledgeDirectory: string,
  items: readonly KnowledgeItem[],
): RawFile[] {
  return items
    .filter((item) => item.sourcePath.startsWith("eixos/"))
    .map((item) => {
      const [, yaml = ""] = readFileSync(join(knowledgeDirectory, item.sourcePath), "utf8").split(
        /^---$/m,
      );
      const data = parse(yaml);
      const depthOfId = String(data.id).split(".").length;
      const kind = ["axis", "objective", "action"][depthOfId - 1] ?? "page";
      return { population: {}, roles: [], ...data, kind };
    });
}

function fits(file: RawFile, filters: ExpectedFilters): boolean {
  const { min = 0, max = Number.POSITIVE_INFINITY } = file.population;
  return (
    file.kind === filters.kind &&
    (filters.within === undefined || file.id.startsWith(`${filters.within}.`)) &&
    (filters.population === undefined ||
      (filters.population >= min && filters.population <= max)) &&
    (filters.horizon === undefined || filters.horizon.includes(file.horizon ?? "")) &&
    (filters.effort === undefined || filters.effort.includes(file.effort ?? "")) &&
    (filters.role === undefined || filters.role.some((role) => file.roles.includes(role)))
  );
}

/** The given share of values is at or below the result. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
