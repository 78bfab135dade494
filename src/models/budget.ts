import { ModelError } from "./model-error.ts";

/** How much of a budget one step gets: a share of what is left, 0 to 1, or milliseconds. */
export type Part = { readonly share: number } | { readonly ms: number };

/** The time for one answer. */
export interface Budget {
  /** Aborts when the time is over, with a ModelError "slow", or when whoever asked wants no answer any more. */
  readonly signal: AbortSignal;
  /** Aborts when the time for a step is over, or that for the answer. */
  part(part: Part): AbortSignal;
  /** 0 when it is over. */
  remainingMs(): number;
  /** As {@link within}. */
  within<T>(signal: AbortSignal, work: Promise<T>): Promise<T>;
  /** Lets go of all timers; what is asked for afterwards is over. Nothing under way is aborted. */
  dispose(): void;
}

/** What {@link createBudget} may be given. */
export interface BudgetOptions {
  /** Aborts when whoever asked wants no answer any more. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds since some moment, by a clock that nobody sets. */
  readonly now?: (() => number) | undefined;
}

/** Longest that a timer can be set to. */
const longestMs = 2 ** 31 - 1;

/** The time for one answer, from now on. No timer of it keeps the process alive. */
export function createBudget(totalMs: number, options: BudgetOptions = {}): Budget {
  const { signal: outer, now = () => performance.now() } = options;
  const endMs = now() + bounded(totalMs);
  const stops: (() => void)[] = [];
  let isDisposed = false;

  /** Aborts with the other signal, or after so many milliseconds. */
  function open(above: AbortSignal | undefined, ms: number): AbortSignal {
    const controller = new AbortController();
    const end = (reason: unknown) => {
      stop();
      controller.abort(reason);
    };
    const follow = () => end(above?.reason);
    const timer = ms > 0 ? setTimeout(() => end(over()), Math.ceil(ms)).unref() : undefined;
    const stop = () => {
      clearTimeout(timer);
      above?.removeEventListener("abort", follow);
    };
    stops.push(stop);
    if (above?.aborted === true) follow();
    else if (ms <= 0) end(over());
    else above?.addEventListener("abort", follow, { once: true });
    return controller.signal;
  }

  const signal = open(outer, bounded(totalMs));
  const remainingMs = () => (isDisposed || signal.aborted ? 0 : Math.max(0, endMs - now()));
  return {
    signal,
    remainingMs,
    part(part) {
      const leftMs = remainingMs();
      const wantedMs = "ms" in part ? bounded(part.ms) : leftMs * Math.min(1, bounded(part.share));
      return open(signal, Math.min(leftMs, wantedMs));
    },
    within,
    dispose() {
      isDisposed = true;
      for (const stop of stops.splice(0)) stop();
    },
  };
}

/**
 * What the work comes to, if that is before the signal aborts. What it comes to later is dropped, also when it never comes to
 * anything or fails.
 * @throws ModelError "slow" as soon as the signal aborts
 */
export function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(brokenOff(signal));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
    const done = () => signal.removeEventListener("abort", stop);
    work.then(resolve, reject).finally(done);
  });
}

/** Whether a signal aborted because time was over, and not because nobody wants the answer any more. */
export function isTimeOver({ aborted, reason }: AbortSignal): boolean {
  if (!aborted) return false;
  return (
    reason instanceof ModelError || (reason instanceof Error && reason.name === "TimeoutError")
  );
}

/** What is thrown when a signal has aborted. */
export function brokenOff({ reason }: AbortSignal): ModelError {
  if (reason instanceof ModelError && reason.fault === "slow") return reason;
  return new ModelError("slow", "it was broken off before it had ended", { cause: reason });
}

function over(): ModelError {
  return new ModelError("slow", "the time for it is over");
}

/** No less than nothing, no more than a timer takes; what is no number is nothing. */
function bounded(amount: number): number {
  return amount > 0 ? Math.min(amount, longestMs) : 0;
}
