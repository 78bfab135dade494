import { setTimeout as sleep } from "node:timers/promises";
import { Agent, type RequestInit, type Response, fetch as send } from "undici";
import * as z from "zod";
import type { ModelError } from "../../src/models/model-error.ts";
import type { ModelPlace } from "../../src/models/model-place.ts";
import { parseJson } from "../../src/parse-json.ts";
import { asModelError, faultOfStatus, modelFault } from "./as-model-error.ts";

/** A model of which the address is known. */
export interface KnownPlace extends ModelPlace {
  readonly url: string;
}

/** Fetch as packages of providers call it. */
export type Fetch = typeof fetch;

/** How often and after how long a request is made again. */
export interface Patience {
  /** Attempts after the first. */
  readonly retries: number;
  /** Milliseconds before the second attempt, doubled for each that follows. */
  readonly firstPauseMs: number;
  /** Milliseconds between two attempts at most, whatever a server asks for. */
  readonly longestPauseMs: number;
}

/** Where and how requests of one model go. */
export interface ModelFetchOptions {
  /** Nothing is sent to another origin. */
  readonly place: KnownPlace;
  /** Bytes of a reply at most. */
  readonly maxBytes: number;
  /** Header that carries the key. Default `authorization`, as a bearer. */
  readonly keyHeader?: string;
}

/** How one call is made. */
export interface CallOptions {
  /** Attempts are made again where this is given. */
  readonly patience?: Patience | undefined;
  /** Sees every good reply, and may throw. */
  readonly inspect?: ((text: string) => void) | undefined;
}

/** Headers that packages may set: all else, and what they read in the environment, stays here. */
const passed = /^(?:content-type|accept|anthropic-version|anthropic-beta)$/;
/** Backstops: signals come first. */
const connectTimeoutMs = 10_000;
const replyTimeoutMs = 300_000;

/**
 * Makes the one way out to a model: a fetch for each call that carries its signal. It follows no redirect, reads no more than
 * is allowed, and sends the key to the model's address alone. What is no success is thrown as a ModelError, so that no
 * package gets to see, wrap or print it.
 */
export function createModelFetch(
  options: ModelFetchOptions,
): (signal: AbortSignal, call?: CallOptions) => Fetch {
  const { place, maxBytes } = options;
  const dispatcher = new Agent({
    maxResponseSize: maxBytes,
    headersTimeout: replyTimeoutMs,
    bodyTimeout: replyTimeoutMs,
    connect: { timeout: connectTimeoutMs },
  });
  const { origin } = new URL(place.url);

  return (signal, { patience, inspect } = {}) =>
    async (input, init) => {
      const request = new Request(input, init);
      if (new URL(request.url).origin !== origin) throw modelFault("refused", place);
      const ends = AbortSignal.any([signal, request.signal]);
      const sent: RequestInit = {
        method: request.method,
        headers: headersOf(request, options),
        body: await request.text(),
        signal: ends,
        redirect: "manual",
        dispatcher,
      };
      for (let attempt = 0; ; attempt += 1) {
        const outcome = await attemptOnce(request.url, sent, options, ends);
        if (outcome.kind === "reply") {
          inspect?.(outcome.text);
          return new globalThis.Response(outcome.text, {
            headers: { "content-type": outcome.type },
          });
        }
        const pauseMs = ends.aborted ? undefined : pauseAfter(outcome, attempt, patience);
        if (pauseMs === undefined) throw outcome.error;
        await sleep(pauseMs, undefined, { signal: ends }).catch((error: unknown) => {
          throw asModelError(error, place, ends);
        });
      }
    };
}

type Outcome =
  | { readonly kind: "reply"; readonly text: string; readonly type: string }
  | { readonly kind: "fault"; readonly error: ModelError; readonly retryAfter?: string | null };

function headersOf(request: Request, options: ModelFetchOptions): Record<string, string> {
  const { key } = options.place;
  const { keyHeader = "authorization" } = options;
  const headers: Record<string, string> = { "user-agent": "agenda-assistant" };
  for (const [name, value] of request.headers) if (passed.test(name)) headers[name] = value;
  if (key !== undefined) headers[keyHeader] = keyHeader === "authorization" ? `Bearer ${key}` : key;
  return headers;
}

async function attemptOnce(
  url: string,
  sent: RequestInit,
  { place, maxBytes }: ModelFetchOptions,
  ends: AbortSignal,
): Promise<Outcome> {
  try {
    const reply = await send(url, sent);
    const text = await readText(reply, maxBytes);
    if (text === undefined) return { kind: "fault", error: modelFault("overlong", place) };
    const { status, headers } = reply;
    if (reply.ok)
      return { kind: "reply", text, type: headers.get("content-type") ?? "application/json" };
    const fault = isFiltered(text) ? "declined" : faultOfStatus(status);
    const error = modelFault(fault, place, { status });
    return { kind: "fault", error, retryAfter: headers.get("retry-after") };
  } catch (error) {
    return { kind: "fault", error: asModelError(error, place, ends) };
  }
}

/** The whole reply; undefined where it is too long. */
async function readText(reply: Response, maxBytes: number): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const part of reply.body ?? []) {
    // Counted again: what the agent counts is what came, before it was unpacked.
    bytes += part.byteLength;
    if (bytes > maxBytes) return undefined;
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

/** Milliseconds until the next attempt; undefined where this one was the last. */
function pauseAfter(
  { error, retryAfter }: Outcome & { readonly kind: "fault" },
  attempt: number,
  patience: Patience | undefined,
): number | undefined {
  if (patience === undefined || attempt >= patience.retries) return undefined;
  if (!["limited", "unreachable", "slow"].includes(error.fault)) return undefined;
  const pauseMs = askedMs(retryAfter) ?? patience.firstPauseMs * 2 ** attempt;
  return Math.min(pauseMs, patience.longestPauseMs);
}

/** Retry-After: seconds, or a date. https://www.rfc-editor.org/rfc/rfc9110#name-retry-after */
function askedMs(retryAfter: string | null | undefined): number | undefined {
  if (retryAfter === null || retryAfter === undefined || retryAfter.trim() === "") return undefined;
  const seconds = Number(retryAfter);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

const filtered = z.looseObject({
  error: z.looseObject({ code: z.enum(["content_filter", "content_policy_violation"]) }),
});

/** Whether a refusal is that of a filter of content, as OpenAI and Azure say it: by a code. */
function isFiltered(text: string): boolean {
  return filtered.safeParse(parseJson(text)).success;
}
