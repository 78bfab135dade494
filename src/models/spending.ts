import type { Usage } from "./chat-model.ts";
import type { ModelFault } from "./model-error.ts";

/** What a chat model is called for. */
export const modelTasks = ["lead", "question", "translation"] as const;
export type ModelTask = (typeof modelTasks)[number];

/** What any model is called for. */
export type MeasuredTask = ModelTask | "embedding" | "reranking";

/** Prices of a million tokens, in whatever currency the provider asks for. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/** One call of a model. */
export interface ModelCall {
  readonly task: MeasuredTask;
  readonly usage: Usage;
  /** Absent where it went well. */
  readonly fault?: ModelFault;
  readonly durationMs: number;
}

/** What a call cost, in the currency of the price. */
export function costOf({ inputTokens, outputTokens }: Usage, { input, output }: Price): number {
  return (inputTokens * input + outputTokens * output) / 1_000_000;
}

/** Room that is kept for one call under way. */
export interface Purse {
  /** Counts what the call took in the place of the room that was kept for it. To be called once, however it went. Never rejects. */
  end(call: ModelCall): Promise<void>;
  /** Gives the room back: nothing was sent. In the place of {@link end}. */
  giveBack(): void;
}

/** Keeps within what each council may spend on a chat model in a day. */
export interface Spending {
  /**
   * Room for one call of so many tokens at most; undefined when the council, a digest, has less left today. Takes half a
   * second at most, whatever the database does. Never rejects.
   */
  begin(council: string, tokens: number): Promise<Purse | undefined>;
}
