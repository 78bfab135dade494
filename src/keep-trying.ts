/** Something that is tried until it succeeds. */
export interface Trying {
  /** Resolves after the first attempt, whether it succeeded or is made again. Rejects with a fault that does not pass. */
  readonly begun: Promise<void>;
  /** Makes no further attempt. Resolves when the one under way has ended. */
  stop(): Promise<void>;
}

/** What is done about faults. */
export interface TryingOptions {
  /** Whether it is worth another attempt; told of every fault. */
  isPassing(fault: unknown): boolean;
  /** Told of a fault that does not pass, after the first attempt. */
  onGivingUp(fault: unknown): void;
  readonly everyMs: number;
}

/** Does something at once and, while what hinders it may pass, again and again. */
export function keepTrying(attempt: () => Promise<void>, options: TryingOptions): Trying {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const begun = tryOnce();
  let current: Promise<void> = begun;
  begun.catch(() => undefined);
  return {
    begun,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await current.catch(() => undefined);
    },
  };

  async function tryOnce(): Promise<void> {
    try {
      await attempt();
    } catch (fault) {
      if (!options.isPassing(fault)) throw fault;
      if (!isStopped) timer = setTimeout(again, options.everyMs);
    }
  }

  function again(): void {
    current = tryOnce().catch((fault: unknown) => options.onGivingUp(fault));
  }
}
