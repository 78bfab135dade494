/** What went wrong, for machines. */
export type ErrorCode =
  | "CONFIG_INVALID"
  | "KNOWLEDGE_INVALID"
  | "KNOWLEDGE_MISSING"
  | "INDEX_MISSING"
  | "INDEX_STALE"
  | "INDEX_CORRUPT"
  | "INDEX_BUSY"
  | "INDEX_WRITE_FAILED"
  | "NO_PREVIOUS_INDEX"
  | "QUESTION_INVALID"
  | "QUOTE_UNVERIFIED"
  | "PORT_UNAVAILABLE"
  | "SEND_FAILED"
  | "DATABASE_UNAVAILABLE"
  | "DATABASE_AWAY"
  | "DATA_NOT_EMPTY"
  | "DATA_UNREADABLE"
  | "PLATFORM_UNAVAILABLE"
  | "SIGN_IN_REFUSED"
  | "SIGN_IN_UNAVAILABLE"
  | "MODEL_FAILED"
  | "MODEL_PACKAGE_MISSING"
  | "EMBEDDINGS_LIMIT"
  | "USAGE";

/** Every error thrown on purpose. `message` names the thing and the remedy and holds no text of a user. */
export class AssistantError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = "AssistantError";
    this.code = code;
  }
}

/** The system's error code (`ENOENT`, `EADDRINUSE`) of an unknown error, if it has one. */
export function systemErrorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
