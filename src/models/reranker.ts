/** A model that reads a question and a passage together and says how well they fit. */
export interface Reranker {
  /** `provider:model`, as in the settings. */
  readonly id: string;
  /** One score a text, 0 to 1, higher is closer, in the order of the texts. @throws ModelError */
  score(question: string, texts: readonly string[], signal: AbortSignal): Promise<number[]>;
}
