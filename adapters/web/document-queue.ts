import { setImmediate, setTimeout } from "node:timers/promises";

/** Documents that wait while one is made: more would wait longer than anybody does. */
const mostWaiting = 8;
/** Milliseconds that others are given after a document at most, as many as it took. */
const longestRestMs = 2_000;

/** Makes documents one after the other. */
export interface DocumentQueue {
  /**
   * What `make` gives, once it is its turn; undefined when too many wait, or one of the same tenant does: who asks again
   * gets it then. Rejects as `make` does.
   */
  run<T>(tenant: string, make: () => Promise<T>): Promise<T | undefined>;
}

/**
 * A queue of one at a time. What makes a document holds up everybody for seconds when a plan is long: after each the others
 * are served for as long as it took.
 */
export function createDocumentQueue(): DocumentQueue {
  const waiting = new Set<string>();
  let last: Promise<void> = Promise.resolve();
  return {
    async run(tenant, make) {
      if (waiting.has(tenant) || waiting.size >= mostWaiting) return undefined;
      waiting.add(tenant);
      const before = last;
      const turn = Promise.withResolversLike<void>();
      last = turn.promise;
      await before;
      await setImmediate();
      waiting.delete(tenant);
      const startMs = performance.now();
      try {
        return await make();
      } finally {
        const restMs = Math.min(longestRestMs, performance.now() - startMs);
        void setTimeout(restMs, undefined, { ref: false }).then(turn.resolve);
      }
    },
  };
}
