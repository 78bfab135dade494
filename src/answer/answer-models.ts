import type { Logger } from "pino";
import type { ChatFor } from "../models/guard.ts";
import { ModelError } from "../models/model-error.ts";
import type { Reranker } from "../models/reranker.ts";

/** Models that help with answers, each guarded. An answer is complete without any of them. */
export interface AnswerModels {
  /** Milliseconds after which an answer goes out with what there is. */
  readonly budgetMs: number;
  readonly chat?: ChatFor;
  readonly reranker?: Reranker;
  readonly log: Logger;
}

/** What some work with a model comes to; undefined where it fails, whatever the reason: no answer is lost to it. */
export async function orNothing<T>(log: Logger, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (err) {
    // Faults of the model are told where it is guarded; anything else is one of ours.
    // By name and place alone: its message may hold what somebody wrote.
    if (!(err instanceof ModelError))
      log.error(outlineOf(err), "what a model wrote could not be used");
    return undefined;
  }
}

function outlineOf(error: unknown): { readonly name: string; readonly at?: string | undefined } {
  if (!(error instanceof Error)) return { name: typeof error };
  return {
    name: error.name,
    at: error.stack?.split("\n").findLast((line) => line.includes("src/lead")),
  };
}
