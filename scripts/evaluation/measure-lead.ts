import { readFileSync } from "node:fs";
import { z } from "zod";
import { type Answer, citationsOf } from "../../src/answer/answer.ts";
import { type Language, languages } from "../../src/language/language.ts";
import { checkSentence } from "../../src/lead/check-sentence.ts";
import { leadQuotes } from "../../src/lead/write-lead.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";

/** Sentences of a group, and those of them that the checker keeps. */
export interface Kept {
  readonly count: number;
  readonly kept: number;
}

/** Sentences by group: `ca supported`, `es unsupported`, `ca/negation`. */
export type CheckerFigures = Readonly<Record<string, Kept>>;

const quoteRow = z.object({
  item: z.string().optional(),
  title: z.string().optional(),
  quote: z.string(),
});
const sentenceRow = z.object({
  language: z.enum(languages),
  quotes: z.array(quoteRow),
  text: z.string(),
  cites: z.array(z.number()),
  supported: z.boolean(),
  why: z.string().nullish(),
});
const adversarialRow = z.object({
  language: z.enum(languages),
  quotes: z.array(quoteRow),
  output: z.unknown(),
  class: z.string(),
});

/** Sentences that the checker keeps and drops, of a `.jsonl` of sentences or of adversarial outputs. */
export async function measureChecker(path: string, index: SearchIndex): Promise<CheckerFigures> {
  const figures: Record<string, { count: number; kept: number }> = {};
  const note = (group: string, isKept: boolean) => {
    const known = figures[group] ?? { count: 0, kept: 0 };
    figures[group] = { count: known.count + 1, kept: known.kept + (isKept ? 1 : 0) };
  };
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line.trim() === "") continue;
    const row: unknown = JSON.parse(line);
    const known = sentenceRow.safeParse(row);
    if (known.success) {
      const { language, supported, why, quotes } = known.data;
      const isKept = isKeptBy(known.data, quotes, language, index);
      note(`${language} ${supported ? "supported" : "unsupported"}`, isKept);
      note(`${supported ? "supported" : "unsupported"}/${classOf(why)}`, isKept);
      continue;
    }
    const { language, output, quotes, class: kind } = adversarialRow.parse(row);
    for (const sentence of sentencesIn(output)) {
      note(`${language} adversarial`, isKeptBy(sentence, quotes, language, index));
      note(`adversarial/${kind}`, isKeptBy(sentence, quotes, language, index));
    }
  }
  return figures;
}

function classOf(why: string | null | undefined): string {
  return (why ?? "").split(/[:;,]/u)[0]?.trim() ?? "";
}

function isKeptBy(
  sentence: unknown,
  quotes: readonly z.infer<typeof quoteRow>[],
  language: Language,
  index: SearchIndex,
): boolean {
  const titled = quotes.map(({ item, title, quote }) => ({
    title: title ?? index.catalogue.get(item ?? "")?.title ?? "",
    quote,
  }));
  const given = leadQuotes(titled, language);
  return checkSentence(sentence, given, { language, index }).kind === "kept";
}

/** Whatever may be a sentence in what a model put out. */
function sentencesIn(output: unknown): unknown[] {
  if (typeof output === "object" && output !== null && "sentences" in output)
    return Array.isArray(output.sentences) ? output.sentences : [output.sentences];
  return Array.isArray(output) ? output : [output];
}

/** Quality of leads over a set of questions; shares of 0 to 1. */
export interface LeadFigures {
  readonly questions: number;
  /** Questions whose answer has a lead. */
  readonly led: number;
  /** Mean number of sentences of a lead. */
  readonly sentences: number;
  /** Sentences that pass the checker again, by themselves: 1 or something is broken. */
  readonly supported: number;
  /** Leads of which the model finds that they answer all of the question. */
  readonly complete: number;
  /** Sentences in the reader's language, or in none that can be told. */
  readonly inLanguage: number;
}

/** Measures the leads of answers. */
export function measureLead(answers: readonly Answer[], index: SearchIndex): LeadFigures {
  const led = answers.filter(({ written }) => (written?.sentences.length ?? 0) > 0);
  const sentences = led.flatMap((answer) =>
    (answer.written?.sentences ?? []).map((sentence) => ({ answer, sentence })),
  );
  const supported = sentences.filter(({ answer, sentence: { text, citations } }) => {
    const cites = citations.map((place) => place + 1);
    return isKeptBy({ text, cites }, citationsOf(answer), answer.language, index);
  });
  const inLanguage = sentences.filter(({ answer, sentence }) => {
    const found = index.language.identifier.identify(sentence.text);
    return found === undefined || found === answer.language;
  });
  const complete = led.filter(({ written }) => written?.isPartial === false);
  return {
    questions: answers.length,
    led: shareOf(led.length, answers.length),
    sentences: led.length === 0 ? 0 : sentences.length / led.length,
    supported: shareOf(supported.length, sentences.length),
    complete: shareOf(complete.length, led.length),
    inLanguage: shareOf(inLanguage.length, sentences.length),
  };
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
