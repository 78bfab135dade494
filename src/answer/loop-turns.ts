/**
 * A function that resolves for its callers one by one, in order, each in a turn of the event loop of its own.
 * An answer holds the processor for some milliseconds and never waits. Without turns, all that are ready are made in
 * one, and Node accepts one new connection a turn (https://github.com/libuv/libuv/pull/3696): with two hundred askers
 * nobody else gets in.
 */
export function createLoopTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return last;
  };
}
