import { type Budget, createBudget, type Part } from "../models/budget.ts";
import { rerank } from "../search/rerank.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { AnswerModels } from "./answer-models.ts";
import { askInOtherWords, takeByRules } from "./ask-in-parts.ts";
import type { Turn } from "./conversation.ts";
import { type Inquiry, maxHistory } from "./inquiry.ts";
import type { TurnOptions } from "./take-turn.ts";
import { writeUpon } from "./write-upon.ts";

/** What a conversation is taken with. */
export interface ConversationOptions {
  readonly index: SearchIndex;
  readonly publicUrl: string;
  readonly models: AnswerModels | undefined;
}

/** Shares of the time for an answer that steps may take before the lead is written, of what is left when each begins. */
const parts = {
  /** All questions before this one together: mostly they are remembered. */
  earlier: { share: 0.25 },
  embedding: { share: 0.3 },
  reranking: { share: 0.4 },
} as const;
/** For an index with a neural embedding where nothing else is set up. */
const usualBudgetMs = 6_000;

/**
 * Answers the last question of a conversation after taking those before it again. Models help within the time that there
 * is for the whole answer; what they do not manage in it is left out.
 */
export async function takeConversation(inquiry: Inquiry, options: ConversationOptions) {
  const { index, publicUrl } = options;
  const models = inquiry.isPlain === true ? undefined : options.models;
  const budget = createBudget(models?.budgetMs ?? usualBudgetMs);
  const scene = { index, publicUrl, models, budget };
  try {
    let before: Turn | undefined;
    // Taken for what they leave behind, as they were when they were asked: nobody reads these answers again.
    const earlier = turnOptionsOf(scene, inquiry, parts.earlier);
    for (const question of (inquiry.history ?? []).slice(-maxHistory))
      before = (await takeByRules({ ...inquiry, question }, before, earlier)).turn;
    const now = turnOptionsOf(scene, inquiry, parts.embedding);
    const ruled = await takeByRules(inquiry, before, now);
    const { taken, understoodAs } = await askInOtherWords(ruled, inquiry, before, scene, now);
    const { content, turn, intent, isForCouncil } = taken;
    const upon = await writeUpon(taken, inquiry, understoodAs, scene);
    return { ...content, ...upon, language: turn.language, intent, isForCouncil };
  } finally {
    budget.dispose();
  }
}

/** What the steps of one answer share. */
export interface Scene extends ConversationOptions {
  readonly budget: Budget;
}

function turnOptionsOf(
  { index, publicUrl, models, budget }: Scene,
  { isPlain }: Inquiry,
  embedding: Part,
): TurnOptions {
  const reranker = models?.reranker;
  return {
    index,
    publicUrl,
    ...(index.neural === undefined || isPlain === true ? {} : { signal: budget.part(embedding) }),
    ...(reranker === undefined
      ? {}
      : {
          rerank: (question, retrieval) =>
            rerank(question, retrieval, index, reranker, budget.part(parts.reranking)),
        }),
  };
}
