import type { Answer } from "../../src/answer/answer.ts";
import { languages } from "../../src/language/language.ts";
import { type Answered, type Ranking, shareOf } from "./measure.ts";
import type { Question } from "./question-sets.ts";

/** All questions, each language, and the styles that are measured apart. */
const groupNames = ["all", ...languages, "typos", "two-topics"];

/** How answers divide into bands, shares of 0 to 1. */
export type Bands = Readonly<Record<Exclude<Answer["kind"], "failed">, number>>;

/** A figure of each group that has members: all, each language, and some styles. */
export function groups<Member extends { readonly question: Question }>(
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

/** The bands of some answers. */
export function bandsOf(answers: readonly Answered[]): Bands {
  return {
    answered: shareOf(answers, "answered"),
    suggested: shareOf(answers, "suggested"),
    abstained: shareOf(answers, "abstained"),
  };
}

/** The groups that a question belongs to. */
function groupKeys(question: Question): string[] {
  const apart = question.style === "typos" || question.style === "two-topics";
  return ["all", question.language, ...(apart && question.style ? [question.style] : [])];
}
