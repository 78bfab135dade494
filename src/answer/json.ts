import type { Language } from "../language/language.ts";
import { type Answer, type Citation, citationsOf, type Intent } from "./answer.ts";
import { toMarkdown } from "./markdown.ts";

/** An answer as programs read it: the terminal's `--json` and the web's `/api/ask`. */
export interface AnswerJson {
  readonly question: string;
  readonly language: Language;
  readonly kind: Answer["kind"];
  readonly intent: Intent;
  readonly markdown: string;
  readonly citations: readonly Citation[];
  /** What was nearest when the answer is an abstention; else empty. */
  readonly nearest: readonly Citation[];
  readonly suggestions: readonly string[];
  readonly durationMs: number;
}

/** The JSON form of an answer. */
export function toJson(answer: Answer): AnswerJson {
  return {
    question: answer.question,
    language: answer.language,
    kind: answer.kind,
    intent: answer.intent,
    markdown: toMarkdown(answer),
    citations: citationsOf(answer),
    nearest: answer.kind === "abstained" ? answer.nearest : [],
    suggestions: answer.suggestions,
    durationMs: Math.round(answer.durationMs * 100) / 100,
  };
}
