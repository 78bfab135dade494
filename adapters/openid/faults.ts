import { AssistantError, systemErrorCode } from "../../src/errors.ts";

/**
 * What the library says of an answer or a token that is not right: `code` of its errors
 * (https://github.com/panva/oauth4webapi/blob/main/docs/README.md). Everything else is the provider's fault, or ours.
 */
const refusals: readonly string[] = [
  "OAUTH_INVALID_RESPONSE",
  "OAUTH_INVALID_REQUEST",
  "OAUTH_JWT_TIMESTAMP_CHECK_FAILED",
  "OAUTH_JWT_CLAIM_COMPARISON_FAILED",
  "OAUTH_KEY_SELECTION_FAILED",
  "OAUTH_UNSUPPORTED_OPERATION",
];

/** What a provider says when it cannot help that somebody does not get in (RFC 6749, 4.1.2.1 and 5.2). */
const outages: readonly string[] = [
  "server_error",
  "temporarily_unavailable",
  "invalid_client",
  "invalid_request",
  "invalid_scope",
  "unauthorized_client",
  "unsupported_grant_type",
  "unsupported_response_type",
];

/**
 * A fault of this sign-in as the program knows them. Never with what the library threw as its cause: that carries tokens
 * and what the provider says of people.
 */
export function faultOf(error: unknown): AssistantError {
  if (error instanceof AssistantError) return error;
  const code = systemErrorCode(error);
  // The browser brings the provider's word back, so it may be anything: only known ones are told.
  const said = code === undefined ? undefined : wordOf(error);
  if (said !== undefined)
    return outages.includes(said)
      ? unavailable(`it says ${said}${remedies[said] ?? ""}`)
      : refused("the provider did not let somebody in");
  if (code !== undefined && refusals.includes(code))
    return refused(`the answer of the provider does not hold (${code})`);
  // An HTTP 401 that says how to prove who one is.
  if (code === "OAUTH_WWW_AUTHENTICATE_CHALLENGE")
    return unavailable(`it does not take the secret${remedies["invalid_client"] ?? ""}`);
  return unavailable(`it cannot be reached, or answers nonsense (${code ?? systemCodeOf(error)})`);
}

/** A provider that cannot be used, and why. */
export function unavailable(reason: string): AssistantError {
  return new AssistantError(
    "SIGN_IN_UNAVAILABLE",
    `the provider at ADMIN_OIDC_ISSUER does not sign anybody in: ${reason}`,
  );
}

function refused(message: string): AssistantError {
  return new AssistantError("SIGN_IN_REFUSED", message);
}

const remedies: Readonly<Record<string, string>> = {
  invalid_client: ". Has ADMIN_OIDC_CLIENT_SECRET expired? Make another one",
  unauthorized_client: ". Does ADMIN_OIDC_CLIENT_ID belong to this issuer?",
};

/** The word of the provider for what is wrong. */
function wordOf(error: unknown): string | undefined {
  const isObject = typeof error === "object" && error !== null;
  return isObject && "error" in error && typeof error.error === "string" ? error.error : undefined;
}

/** The system's code of why nothing came back, which lies below. */
function systemCodeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return systemErrorCode(cause) ?? "no code";
}
