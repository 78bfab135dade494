import type { Usage } from "../../src/models/chat-model.ts";
import { ModelError, type ModelFault } from "../../src/models/model-error.ts";
import { type ModelPlace, modelId } from "../../src/models/model-place.ts";

/** What happened with a model, where it is known. */
export interface Happening {
  /** Status of HTTP, where one came. */
  readonly status?: number | undefined;
  /** What it came from. Nothing of it is kept but its kind. */
  readonly error?: unknown;
  readonly usage?: Usage | undefined;
}

const remedies: Record<ModelFault, string> = {
  unreachable:
    "could not be reached, or its server failed; see that it runs and that the address is right",
  slow: "did not reply in time; see that the model is small enough for its machine",
  limited: "takes no more requests for now; wait, or raise the limit at the provider",
  refused: "did not take the request; see that the key, the model's name and the address are right",
  malformed:
    "replied with something else than was asked for; see that its server speaks the provider's protocol and that the model suits the task",
  overlong: "replied with more than is allowed; see that the model keeps to what it is asked for",
  declined: "did not take this request, declined to reply, or a filter of its provider did",
};

/** A fault of a model in words for operators: who, where, what to do, and nothing that was sent or received. */
export function modelFault(
  fault: ModelFault,
  place: ModelPlace,
  { status, error, usage }: Happening = {},
): ModelError {
  const where = place.url === undefined ? "" : ` at ${new URL(place.url).host}`;
  const code = status === undefined ? "" : ` (HTTP ${status})`;
  return new ModelError(fault, `${modelId(place)}${where} ${remedies[fault]}${code}`, {
    cause: error === undefined ? undefined : plainCause(error),
    usage,
  });
}

/** This one request is not taken, too long or of another shape: others may be. */
const unfitRequest: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/** What a status of HTTP that is no success comes to. */
export function faultOfStatus(status: number): ModelFault {
  if (status === 429 || status === 402) return "limited";
  if (status === 408 || status === 504) return "slow";
  if (unfitRequest.has(status)) return "declined";
  if (status >= 400 && status < 500) return "refused";
  return "unreachable";
}

/**
 * Whatever a package, the network or a check threw, as a fault of that model. A {@link ModelError} within is given as it
 * stands.
 */
export function asModelError(error: unknown, place: ModelPlace, signal?: AbortSignal): ModelError {
  const chain = chainOf(error);
  const already = chain.find((one) => one instanceof ModelError);
  if (already !== undefined) return already;
  if (signal?.aborted) return modelFault("slow", place, { error });
  for (const one of [...chain].reverse()) {
    const status = statusOf(one);
    if (status !== undefined) return modelFault(faultOfStatus(status), place, { status, error });
    const fault = faultOfCode(codeOf(one)) ?? faultOfName(one);
    if (fault !== undefined) return modelFault(fault, place, { error });
  }
  // What is left: a package that found no sense in a reply.
  return modelFault("malformed", place, { error });
}

function faultOfCode(code: string | undefined): ModelFault | undefined {
  if (code === undefined) return undefined;
  if (code === "UND_ERR_RES_EXCEEDED_MAX_SIZE") return "overlong";
  if (["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"].includes(code)) return "slow";
  return /^(?:E[A-Z]|UND_ERR_|CERT_|ERR_TLS|ERR_SSL|SELF_SIGNED|UNABLE_TO|DEPTH_ZERO|HPE_)/.test(
    code,
  )
    ? "unreachable"
    : undefined;
}

/** Packages are loaded when they are chosen: their errors are known by the name of their class. */
function faultOfName(error: object): ModelFault | undefined {
  const names = [error.constructor.name, "name" in error ? error.name : undefined];
  const is = (...known: readonly string[]) => names.some((name) => known.includes(String(name)));
  if (is("TimeoutError", "AbortError", "APIConnectionTimeoutError", "APIUserAbortError"))
    return "slow";
  if (is("LengthFinishReasonError")) return "overlong";
  if (is("ContentFilterFinishReasonError", "ModelRefusalError", "ContextOverflowError"))
    return "declined";
  if (is("APIConnectionError")) return "unreachable";
  return undefined;
}

function statusOf(error: object): number | undefined {
  const { status, statusCode, status_code } = error as Record<string, unknown>;
  return [status, statusCode, status_code].find(
    (one): one is number => typeof one === "number" && one >= 300 && one < 600,
  );
}

/** Codes of the system and of undici alone: those of a server could be anything, a key too. */
function codeOf(error: object): string | undefined {
  const code = "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Z][A-Z_]{2,50}$/.test(code) ? code : undefined;
}

/** The error and what caused it, outermost first. */
function chainOf(error: unknown): readonly object[] {
  const chain: object[] = [];
  let one = error;
  while (typeof one === "object" && one !== null && chain.length < 8 && !chain.includes(one)) {
    chain.push(one);
    one = "cause" in one ? one.cause : undefined;
  }
  return chain;
}

/** Kind, status and code of an error: vendors' own carry headers and bodies, which loggers print. */
function plainCause(error: unknown): Error {
  const kinds = chainOf(error).map((one) =>
    [one.constructor.name, statusOf(one), codeOf(one)]
      .filter((part) => part !== undefined)
      .join(" "),
  );
  const cause = new Error(kinds.join(" < ") || typeof error);
  cause.name = "Cause";
  return cause;
}
