import type { ZodType } from "zod";

/** What a call of a model took, in the provider's own count; estimated where it tells none. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What a chat model is asked for. */
export interface ChatRequest<Value> {
  /** What it is to do: our words alone. */
  readonly instructions: string;
  /** What it works on, as JSON: texts of people and of the knowledge stand nowhere else. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Name of the shape, for the provider: letters and `_`. */
  readonly name: string;
  /** Shape of the reply. What does not have it is refused. */
  readonly schema: ZodType<Value>;
  /** Tokens of the reply at most. */
  readonly maxTokens: number;
}

/** A chat model that replies by schema. */
export interface ChatModel {
  /** `provider:model`, as in the settings. */
  readonly id: string;
  /** @throws ModelError for whatever goes wrong, the signal included; no message of it holds a key or a text. */
  complete<Value>(
    request: ChatRequest<Value>,
    signal: AbortSignal,
  ): Promise<{ readonly value: Value; readonly usage: Usage }>;
}
