import { ModelError } from "../models/model-error.ts";
import type { Reranker } from "../models/reranker.ts";
import { neuralText } from "./passages.ts";
import type { Retrieval, ScoredPassage } from "./retrieve.ts";
import type { SearchIndex } from "./search-index.ts";

/** Results that are read again, and how much of each. */
const mostRead = 12;
const mostChars = 2_000;
/** Share of the best score below which a result is not lifted over better ones, whatever a model says. */
const leastShareOfBest = 0.5;

/**
 * Puts the best results in a new order after a model has read each of them beside the question; scores stay in their
 * places. Whether they may be asserted is judged on what came before. The results as they were when the model cannot be had.
 */
export async function rerank(
  question: string,
  retrieval: Retrieval,
  index: SearchIndex,
  reranker: Reranker,
  signal: AbortSignal,
): Promise<Retrieval> {
  const { results } = retrieval;
  const least = (results[0]?.score ?? 0) * leastShareOfBest;
  const read = results.slice(0, mostRead).filter(({ score }) => score >= least);
  if (read.length < 2) return retrieval;
  try {
    const texts = read.map((result) => textOf(result, index));
    const scores = await reranker.score(question, texts, signal);
    const order = read.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
    const again = order.flatMap((from, to): ScoredPassage[] => {
      const [result, place] = [read[from], read[to]];
      return result === undefined || place === undefined ? [] : [{ ...result, score: place.score }];
    });
    return { ...retrieval, results: [...again, ...results.slice(read.length)] };
  } catch (error) {
    if (error instanceof ModelError) return retrieval;
    throw error;
  }
}

function textOf({ item, passage }: ScoredPassage, index: SearchIndex): string {
  const found = index.passages[passage];
  return found === undefined ? item.title : neuralText(item, found).slice(0, mostChars);
}
