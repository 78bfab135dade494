import { AssistantError } from "../errors.ts";
import type { Usage } from "./chat-model.ts";

/**
 * What a model or the way to it did wrong: nobody is there, nothing came in time, too many requests or nothing left to
 * spend, the key or the model is not taken, the reply is not of the shape that was asked for, it has no end, the model
 * does not want to reply.
 */
export type ModelFault =
  | "unreachable"
  | "slow"
  | "limited"
  | "refused"
  | "malformed"
  | "overlong"
  | "declined";

/** A model could not be used this time. People get the answer that needs none. */
export class ModelError extends AssistantError {
  readonly fault: ModelFault;
  /** What was spent all the same. */
  readonly usage: Usage | undefined;

  constructor(
    fault: ModelFault,
    message: string,
    options?: { readonly cause?: unknown; readonly usage?: Usage | undefined },
  ) {
    super("MODEL_FAILED", message, options);
    this.name = "ModelError";
    this.fault = fault;
    this.usage = options?.usage;
  }
}
