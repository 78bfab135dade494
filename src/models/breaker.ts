import { CircuitState, circuitBreaker, handleWhenResult } from "cockatiel";
import type { Logger } from "pino";
import { brokenOff, isTimeOver, within } from "./budget.ts";
import { ModelError } from "./model-error.ts";

/** Leaves a model alone that fails again and again. */
export interface Breaker {
  /**
   * Does some work of the model; ends no later than the signal. The signal's end by time is a fault of the model, and whoever
   * asked wanting nothing any more is not.
   * @throws ModelError "unreachable" at once while the model is left alone, "slow" when the signal aborts; else what the work
   * throws
   */
  run<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Whether {@link run} would refuse now. */
  isOpen(): boolean;
}

/** What {@link createBreaker} needs. */
export interface BreakerOptions {
  readonly log: Logger;
  /** Of the model, as logs and errors name it: `provider:model`. */
  readonly name: string;
  /** Milliseconds since some moment, by a clock that nobody sets. */
  readonly now?: (() => number) | undefined;
}

/** Faults in a row after which a model is left alone. */
const mostFaults = 3;
/** Milliseconds for which it is, the first time and at most; twice as long after each trial that fails. */
const firstPauseMs = 30_000;
const longestPauseMs = 300_000;

type Outcome<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "failed"; readonly error: unknown }
  /** A trial of which nothing is known: another one is due. */
  | { readonly kind: "cancelled"; readonly error: unknown };

/**
 * Leaves a model alone after three faults in a row, or one that says that the key is not taken; that it declines a request is
 * none. After a pause one call at a time tries it again.
 */
export function createBreaker({
  log,
  name,
  now = () => performance.now(),
}: BreakerOptions): Breaker {
  let faults = 0;
  let pauseMs = 0;
  let untilMs = 0;
  const policy = circuitBreaker(handleWhenResult(isUnhelpful), {
    // The pause is kept here: the package goes by a clock that may be set.
    halfOpenAfter: Number.NEGATIVE_INFINITY,
    breaker: {
      state: undefined,
      success: () => {
        faults = 0;
      },
      failure: () => {
        // What was begun before it opened is old news.
        if (policy.state !== CircuitState.Closed) return false;
        faults += 1;
        return faults >= mostFaults || faultOf(policy.lastFailure) === "refused";
      },
    },
  });
  policy.onBreak((reason) => {
    if (isCancelled(reason)) {
      untilMs = now();
      return;
    }
    const wasClosed = pauseMs === 0;
    pauseMs = wasClosed ? firstPauseMs : Math.min(2 * pauseMs, longestPauseMs);
    untilMs = now() + pauseMs;
    const fault = faultOf(reason);
    if (wasClosed) log.warn({ model: name, fault }, "a model fails and is left alone for a while");
  });
  policy.onReset(() => {
    faults = 0;
    pauseMs = 0;
    log.info({ model: name }, "a model works again");
  });

  const isOpen = () =>
    policy.state === CircuitState.HalfOpen ||
    (policy.state === CircuitState.Open && now() < untilMs);
  return {
    isOpen,
    async run(work, signal) {
      // Nothing is begun, and so nothing learned.
      if (signal.aborted) throw brokenOff(signal);
      if (isOpen())
        throw new ModelError(
          "unreachable",
          `${name} failed just now and is left alone for a while`,
        );
      const isTrial = policy.state === CircuitState.Open;
      const outcome = await policy.execute(() => attempt(work, signal, isTrial));
      if (outcome.kind === "done") return outcome.value;
      throw outcome.error;
    },
  };
}

/** What the work comes to. Throws what tells nothing of the model: that is neither good nor bad. */
async function attempt<T>(
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
  isTrial: boolean,
): Promise<Outcome<T>> {
  try {
    return { kind: "done", value: await within(signal, work(signal)) };
  } catch (error) {
    // The model is there, and this one request was not to its liking: one question must not take it from all others.
    if (error instanceof ModelError && error.fault === "declined") throw error;
    if (!signal.aborted || isTimeOver(signal)) return { kind: "failed", error };
    // The package takes a trial that throws for one that went well.
    if (isTrial) return { kind: "cancelled", error };
    throw error;
  }
}

function isUnhelpful(outcome: unknown): boolean {
  return (outcome as Outcome<unknown>).kind !== "done";
}

/** What the package tells of the call that opened it. */
type Reason = object | undefined;

function outcomeOf(reason: Reason): Outcome<unknown> | undefined {
  return reason !== undefined && "value" in reason ? (reason.value as Outcome<unknown>) : undefined;
}

function isCancelled(reason: Reason): boolean {
  return outcomeOf(reason)?.kind === "cancelled";
}

/** The fault of a model, or the name of what nobody expected: nothing that could hold a text. */
function faultOf(reason: Reason): string | undefined {
  const outcome = outcomeOf(reason);
  if (outcome === undefined || outcome.kind === "done") return undefined;
  const { error } = outcome;
  if (error instanceof ModelError) return error.fault;
  return error instanceof Error ? error.name : undefined;
}
