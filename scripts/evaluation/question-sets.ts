import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { fold, tokenise } from "../../src/language/tokens.ts";

const folder = join(import.meta.dirname, "../../test/evaluation");

/** The half that weights and thresholds were fitted on, and the half that only measures. */
export const halves = ["tuning", "measuring"] as const;
/** One of {@link halves}. */
export type Half = (typeof halves)[number];

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const filtersSchema = z.object({
  kind: z.enum(["axis", "objective", "action"]),
  within: z.string().optional(),
  population: z.number().optional(),
  horizon: oneOrMore.optional(),
  effort: oneOrMore.optional(),
  role: oneOrMore.optional(),
  topic: z.string().optional(),
});
/** What a list, a count or a filtered list should hold. */
export type ExpectedFilters = z.infer<typeof filtersSchema>;

const questionSchema = z.object({
  id: z.string(),
  question: z.string(),
  language: z.enum(["ca", "es", "en"]),
  intent: z
    .enum(["search", "uncovered", "lookup", "list", "count", "filter", "help"])
    .default("search"),
  style: z.string().optional(),
  expected: z.array(z.string()).default([]),
  filters: filtersSchema.optional(),
});
/** A question with what a fair judge accepts as its answer. */
export type Question = z.infer<typeof questionSchema>;

/**
 * Questions about the Agenda. The tuning half has more that are not covered, because confidence is fitted on them; the
 * exact questions of the measuring half were written last, after everything that reads such questions.
 */
export function readQuestions(half: Half): Question[] {
  const more = half === "tuning" ? "tuning-uncovered.jsonl" : "measuring-exact.jsonl";
  return [...parseLines(join(folder, `${half}.jsonl`)), ...parseLines(join(folder, more))];
}

/** Questions about arbitrary text, and the knowledge folder that holds it. */
export function readGeneralQuestions(half: Half): {
  questions: Question[];
  knowledgeDirectory: string;
} {
  const directory = join(folder, `general-${half}`);
  return { questions: parseLines(`${directory}.jsonl`), knowledgeDirectory: directory };
}

/** Questions of the sets that also stand, word for word or nearly so, among those the index is given. */
export function leakedQuestions(
  questions: readonly Question[],
  indexed: readonly string[],
): string[] {
  const known = new Set(indexed.map(normalised));
  const bags = indexed.map(bagOf);
  return questions
    .filter(({ question }) => {
      const own = bagOf(question);
      return known.has(normalised(question)) || bags.some((bag) => likeness(bag, own) > 0.9);
    })
    .map(({ id }) => id);
}

function bagOf(question: string): Set<string> {
  return new Set(tokenise(question).map((token) => token.folded));
}

function normalised(question: string): string {
  return fold(question)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Jaccard likeness of word sets; short questions coincide by nature and are compared whole only. */
function likeness(bag: ReadonlySet<string>, own: ReadonlySet<string>): number {
  if (own.size < 5) return 0;
  const common = [...own].filter((word) => bag.has(word)).length;
  return common / (own.size + bag.size - common);
}

function parseLines(path: string): Question[] {
  if (!existsSync(path)) throw new Error(`${path} is missing`);
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => questionSchema.parse(JSON.parse(line)));
}
