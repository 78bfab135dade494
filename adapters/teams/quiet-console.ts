import { AsyncLocalStorage } from "node:async_hooks";

const quiet = new AsyncLocalStorage<true>();
let quietened: typeof console.error | undefined;

/**
 * Runs what writes errors to the console and cannot be told not to: they are left out there, and there only. The rest of
 * the program writes as before.
 */
export async function withoutConsole<T>(work: () => Promise<T>): Promise<T> {
  const { error } = console;
  // Again when somebody put another one in its place meanwhile.
  if (error !== quietened) {
    quietened = (...parts) => {
      if (quiet.getStore() === undefined) error.apply(console, parts);
    };
    console.error = quietened;
  }
  return quiet.run(true, work);
}
