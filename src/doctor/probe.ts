import { systemErrorCode } from "../errors.ts";

/** Why an address could not be reached. */
export type ReachFault = "refused" | "unknown-name" | "certificate" | "timeout" | "network";

/** What came of calling an address. */
export type Probe =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly headers: Headers;
      readonly text: string;
    }
  | { readonly kind: "failed"; readonly why: ReachFault };

/** How an address is called. */
export interface ProbeOptions {
  readonly timeoutMs: number;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether to go where the answer points; the pointing answer itself is given when false, the default. */
  readonly follows?: boolean;
}

/** Milliseconds that a check waits for an answer. */
export const defaultTimeoutMs = 5_000;

/** Calls an address once. Never rejects: that nobody answers is a finding. */
export async function probe(url: string, options: ProbeOptions): Promise<Probe> {
  const { timeoutMs, method = "GET", headers = {}, body, follows = false } = options;
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers },
      redirect: follows ? "follow" : "manual",
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body }),
    });
    const { status } = response;
    return { kind: "answered", status, headers: response.headers, text: await response.text() };
  } catch (error) {
    return { kind: "failed", why: faultOf(error) };
  }
}

function faultOf(error: unknown): ReachFault {
  if (!(error instanceof Error)) return "network";
  if (error.name === "TimeoutError") return "timeout";
  const code = systemErrorCode(error.cause) ?? systemErrorCode(error) ?? "";
  if (code === "ECONNREFUSED") return "refused";
  if (code === "ENOTFOUND") return "unknown-name";
  if (code === "ETIMEDOUT" || code.endsWith("_TIMEOUT")) return "timeout";
  return certificateFault.test(code) ? "certificate" : "network";
}

/** Codes of OpenSSL and of Node's TLS, among them those of a port that does not speak TLS. */
const certificateFault = /^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO)/;
