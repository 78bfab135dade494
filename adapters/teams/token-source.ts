import { SendError } from "../../src/delivery/send-error.ts";
import { AssistantError, systemErrorCode } from "../../src/errors.ts";
import { within } from "./deadline.ts";

/** Gives the token for calls of the connector. @throws SendError that says why there is none */
export type TokenSource = () => Promise<string>;

/** Asks for a token, once for all who wait for it, and not forever. */
export function createTokenSource(ask: () => Promise<string>, timeoutMs: number): TokenSource {
  let asked: Promise<string> | undefined;
  return async () => {
    asked ??= within(timeoutMs, ask()).finally(() => {
      asked = undefined;
    });
    try {
      return await asked;
    } catch (error) {
      // Nothing of the error itself: what Microsoft says there names people's directories.
      throw new SendError(`no token from Microsoft: ${reasonOf(error)}`, { outcome: "not-sent" });
    }
  };
}

/** The number of what is wrong: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const entraCode = /\bAADSTS\d{1,10}\b/;
const codeShape = /^[A-Za-z_]{1,60}$/;

function reasonOf(error: unknown): string {
  if (error instanceof AssistantError) return error.message;
  if (!(error instanceof Error)) return "unknown";
  const codes = [
    "errorCode" in error ? error.errorCode : undefined,
    systemErrorCode(error),
    systemErrorCode(error.cause),
    entraCode.exec(error.message)?.[0],
  ].filter((code) => typeof code === "string" && (codeShape.test(code) || entraCode.test(code)));
  return [...new Set(codes.length > 0 ? codes : [error.name])].join(", ");
}
