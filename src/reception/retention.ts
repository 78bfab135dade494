import type { Logger } from "pino";
import type { Memory } from "../ports.ts";

/** What erases what is too old. */
export interface RetentionOptions {
  readonly memory: Pick<Memory, "personal" | "tasks">;
  /** Days after which what is not used any more is erased. */
  readonly days: number;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds since some moment, by a clock that nobody sets. */
  readonly steady: () => number;
}

const dayMs = 86_400_000;
/** A machine that was just started may be told the right time only after some minutes. */
const settleMs = 10 * 60_000;
/** By how much clocks differ without anybody having set one. */
const toleranceMs = 60_000;

/**
 * Erases once a day what is older than it may be; to be called often. A clock that jumps must not make everything too old:
 * nothing is erased before the clock has gone evenly for ten minutes.
 */
export function createRetention(options: RetentionOptions): () => Promise<void> {
  const { memory, days, log, now, steady } = options;
  let since = { now: now(), steady: steady() };
  return async () => {
    const [wall, even] = [now(), steady()];
    if (Math.abs(wall - since.now - (even - since.steady)) > toleranceMs) {
      log.warn("the clock was set: nothing is erased until it has gone evenly for ten minutes");
      since = { now: wall, steady: even };
      return;
    }
    if (even - since.steady < settleMs) return;
    const task = `erase:${new Date(wall).toISOString().slice(0, 10)}`;
    if (!(await memory.tasks.take(task, wall, wall + settleMs))) return;
    await memory.personal.purge(wall - days * dayMs);
    await memory.tasks.finish(task);
    log.info({ days }, "what is older was erased");
  };
}
