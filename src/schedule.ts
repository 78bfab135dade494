import type { Logger } from "pino";

/** Something that is done again and again. */
export interface Chore {
  /** For the log. */
  readonly name: string;
  run(): Promise<unknown>;
}

/** Chores under way. */
export interface Schedule {
  /** Begins nothing further. Resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/** Milliseconds between two rounds. */
const everyMs = 60_000;

/** Does all chores now and then every minute, one after the other. One that fails is logged and done again the next time. */
export function startSchedule(chores: readonly Chore[], log: Logger): Schedule {
  let isStopped = false;
  let isBusy = false;
  let round = doAll();
  const timer = setInterval(() => {
    if (!isBusy) round = doAll();
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await round;
    },
  };

  async function doAll(): Promise<void> {
    isBusy = true;
    for (const { name, run } of chores) {
      if (isStopped) break;
      await run().catch((err: unknown) => log.error({ err, chore: name }, "a chore failed"));
    }
    isBusy = false;
  }
}
