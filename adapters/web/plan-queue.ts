import { setImmediate, setTimeout } from "node:timers/promises";

/** Documents that wait while one is made: more would wait longer than anybody does. */
const mostWaiting = 8;
/** Milliseconds that others are given after a document at most; as many as it took, when that is less. */
const longestRestMs = 2_000;

/** Makes documents one after the other. */
export interface PlanQueue {
  /**
   * What `make` gives, once it is its turn; undefined when too many wait already, or one of the same tenant does. Rejects as
   * `make` does.
   */
  run<T>(tenant: string, make: () => Promise<T>): Promise<T | undefined>;
}

/**
 * A queue of one at a time. A long plan takes seconds in which nobody else is answered: after each document others are
 * served for as long as it took.
 */
export function createPlanQueue(): PlanQueue {
  const waiting = new Set<string>();
  let last = Promise.resolve();
  return {
    async run(tenant, make) {
      if (waiting.has(tenant) || waiting.size >= mostWaiting) return undefined;
      waiting.add(tenant);
      const before = last;
      let finish = () => {};
      last = new Promise((resolve) => {
        finish = resolve;
      });
      await before;
      await setImmediate();
      waiting.delete(tenant);
      const startMs = performance.now();
      try {
        return await make();
      } finally {
        const tookMs = performance.now() - startMs;
        void setTimeout(Math.min(longestRestMs, tookMs)).then(finish);
      }
    },
  };
}
