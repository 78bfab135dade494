import { AssistantError } from "../errors.ts";

/** How sending failed, and when to try again. */
export interface SendFault {
  /**
   * `not-sent`: surely nothing was sent. `unknown`: it may have been; look before sending again. `refused`: it never
   * will be.
   */
  readonly outcome: "not-sent" | "unknown" | "refused";
  /** Milliseconds that the platform asks to wait. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** A platform did not take what was sent. Thrown by a {@link Messenger}; `message` names the platform's own code. */
export class SendError extends AssistantError {
  readonly outcome: SendFault["outcome"];
  readonly retryAfterMs: number | undefined;

  constructor(message: string, fault: SendFault) {
    super("SEND_FAILED", message, { cause: fault.cause });
    this.name = "SendError";
    this.outcome = fault.outcome;
    this.retryAfterMs = fault.retryAfterMs;
  }
}

/** Nothing left this machine. */
const notReached: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** What became of a call that nobody answered, by the system's error code. */
export function outcomeUnreached(code: string | undefined): "not-sent" | "unknown" {
  return notReached.has(code ?? "") ? "not-sent" : "unknown";
}
