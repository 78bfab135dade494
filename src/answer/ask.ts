import * as z from "zod";
import { mostInhabitants } from "../council/written-population.ts";
import { maxHistory } from "./inquiry.ts";

/** With what a question was asked: what is asked next leans on it. */
export interface Asked {
  /** Earlier questions of the conversation, oldest first. */
  readonly history: readonly string[];
  /** Inhabitants that were given beside the question. */
  readonly population?: number;
}

/** A question that a button asks. */
export interface Ask extends Asked {
  readonly question: string;
}

/** A question that leans on as much of what was asked before as the assistant reads. */
export function askOf(question: string, { history, population }: Asked): Ask {
  return {
    question,
    history: history.slice(-maxHistory),
    ...(population === undefined ? {} : { population }),
  };
}

const schema = z.object({
  /** Questions, oldest first; the last is asked. */
  q: z.array(z.string()).min(1).max(20),
  p: z.number().int().min(0).max(mostInhabitants).optional(),
});
/** An {@link Ask} as a button carries it. */
export type WrittenAsk = Readonly<z.infer<typeof schema>>;

/**
 * An ask as a button carries it. What is too long loses its oldest questions first, then the end of the longest one: a
 * question that fills a button has said long before what it is about.
 */
export function writeAsk(
  { question, history, population }: Ask,
  fits: (written: WrittenAsk) => boolean,
): WrittenAsk {
  let q = [...history, question];
  const write = () => ({ q, ...(population === undefined ? {} : { p: population }) });
  while (!fits(write())) {
    const longest = q.reduce((a, b) => (b.length > a.length ? b : a));
    q = q.length > 2 ? q.slice(1) : q.map((text) => (text === longest ? shortened(text) : text));
  }
  return write();
}

/** Reads what a button carries, whatever else is beside it; undefined when it is none of ours. */
export function readAsk(written: unknown): Ask | undefined {
  const { data } = schema.safeParse(written);
  if (data === undefined) return undefined;
  const { q, p } = data;
  const question = q.at(-1) ?? "";
  return { question, history: q.slice(0, -1), ...(p === undefined ? {} : { population: p }) };
}

/** The first three quarters, never ending within a character. */
function shortened(text: string): string {
  return [...text.slice(0, Math.floor(text.length * 0.75))]
    .filter((character) => character.length > 1 || !/[\ud800-\udfff]/.test(character))
    .join("");
}
