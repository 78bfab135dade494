import type { Language } from "../language/language.ts";
import { type Answer, type Citation, citationsOf, type Intent } from "./answer.ts";
import { toMarkdown } from "./markdown.ts";
import { paragraphText, translationOf, type WrittenSentence, writtenIn } from "./written.ts";

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
  /** What a language model took part in; absent where none did. */
  readonly written?: WrittenJson;
}

/** What a language model did, as programs read it. */
export interface WrittenJson {
  /** `provider:model`. */
  readonly model: string;
  /** What readers have to be told, in the language of the answer. */
  readonly label: string;
  /** The sentences as one paragraph with `[1]` for the first citation; empty where there are none. */
  readonly text: string;
  /** Places are those in `citations`, or in `nearest` where that is what is shown, from 0. */
  readonly sentences: readonly WrittenSentence[];
  readonly isPartial: boolean;
  /** The question as it was looked for, where the model put it in other words. */
  readonly understoodAs?: string;
}

/** The JSON form of an answer. */
export function toJson(answer: Answer): AnswerJson {
  const written = writtenJson(answer);
  return {
    question: answer.question,
    language: answer.language,
    kind: answer.kind,
    intent: answer.intent,
    markdown: toMarkdown(answer),
    citations: citationsOf(answer).map(citationJson),
    nearest: answer.kind === "abstained" ? answer.nearest.map(citationJson) : [],
    suggestions: answer.suggestions,
    durationMs: Math.round(answer.durationMs * 100) / 100,
    ...(written === undefined ? {} : { written }),
  };
}

function citationJson(citation: Citation): Citation {
  const { translation: _, ...original } = citation;
  const translation = translationOf(citation);
  return translation === undefined ? original : { ...original, translation };
}

function writtenJson(answer: Answer): WrittenJson | undefined {
  const written = writtenIn(answer);
  if (written === undefined) return undefined;
  const { sentences, label, partial, reworded } = written;
  return {
    model: answer.written?.model ?? "",
    label,
    text: paragraphText(written),
    sentences: sentences.map(({ text, citations }) => ({ text, citations })),
    isPartial: partial !== "",
    ...(reworded === "" ? {} : { understoodAs: reworded }),
  };
}
