import { setTimeout as wait } from "node:timers/promises";
import { AssistantError } from "../../src/errors.ts";

/** Waits so long for what knows no deadline of its own; it goes on, and nobody hears of it. */
export async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = wait(timeoutMs, undefined, { signal: timer.signal }).then(() => {
    throw new AssistantError("PLATFORM_UNAVAILABLE", `no answer within ${timeoutMs} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}
